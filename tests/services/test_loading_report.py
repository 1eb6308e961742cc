"""The report of a load, for people and for programs."""

import csv
import io
import json
from pathlib import Path

import pytest

from directory.errors import Invalid
from directory.services.loading.report import (
    Fault,
    Faults,
    Report,
    Tally,
    as_csv,
    as_json,
    as_text,
    write_report,
)

GOOD = Report(outcome="loaded", files={"schemes.csv": Tally(rows=1_203, added=1_200, changed=2, unchanged=1)})
BAD = Report(
    outcome="refused",
    files={"schemes.csv": Tally(rows=3)},
    faults=(
        Fault("schemes.csv", 17, "name", "is empty; every row needs it"),
        Fault("scheme.csv", None, None, "is not a file this service loads"),
    ),
    more_faults=2,
)


def test_a_person_reads_what_became_of_each_file() -> None:
    assert as_text(GOOD) == "Loaded.\nschemes.csv: 1,203 rows, 1,200 new, 2 changed, 1 as before\n"


def test_a_person_reads_where_each_fault_is() -> None:
    assert as_text(BAD).splitlines() == [
        "Nothing was written. What is wrong:",
        "schemes.csv row 17, name: is empty; every row needs it",
        "scheme.csv: is not a file this service loads",
        "… and 2 more. By file and column, of those above:",
        "  schemes.csv, name: 1",
        "  scheme.csv, (whole row): 1",
        "schemes.csv: 3 rows read",
    ]


def test_a_program_reads_the_same() -> None:
    told = json.loads(as_json(BAD))
    assert told["outcome"] == "refused"
    assert told["more_faults"] == 2
    assert told["faults"][0] == {
        "file": "schemes.csv",
        "row": 17,
        "column": "name",
        "message": "is empty; every row needs it",
    }


def test_a_spreadsheet_gets_a_line_a_fault_and_runs_none_of_them() -> None:
    report = Report(outcome="refused", files={}, faults=(Fault("=cmd.csv", 2, "@name", "-1 is wrong"),))
    assert list(csv.reader(io.StringIO(as_csv(report)))) == [
        ["file", "row", "column", "message"],
        ["'=cmd.csv", "2", "'@name", "'-1 is wrong"],
    ]


@pytest.mark.parametrize(("name", "start"), [("r.json", "{"), ("r.CSV", "file,"), ("r.txt", "Loaded")])
def test_the_name_of_the_file_says_how_it_is_written(tmp_path: Path, name: str, start: str) -> None:
    write_report(GOOD, tmp_path / name)
    assert (tmp_path / name).read_text().startswith(start)


def test_another_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"\.json, \.csv or \.txt"):
        write_report(GOOD, tmp_path / "r.xlsx")


def test_faults_are_counted_past_the_last_that_is_kept() -> None:
    faults = Faults()
    assert not faults
    for row in range(1_500):
        faults.add("schemes.csv", 1_500 - row, None, "x")
    assert (len(faults.kept), faults.count) == (1_000, 1_500)
    assert [fault.row for fault in faults.in_order][:2] == [501, 502]
