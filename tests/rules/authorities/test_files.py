"""What is refused in the files of the councils, and where the fault is said to be."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from directory.errors import BadReference
from directory.rules.authorities import Authorities, read_authorities

HEADER = (
    "gss,name,area_name,tier,county_gss,functions,valid_from,valid_to,"
    "aliases,places,former_codes,note,verification,sources\n"
)
COUNTY = "E10000099,Fenshire County Council,Fenshire,county,,children;adults,,,,,,,secondary,A\n"
DISTRICT = "E07000999,Fenby District Council,Fenby,district,E10000099,housing,,,,,,,secondary,A\n"
PLANNED = "planned:fenshire,Fenshire,Fenshire,unitary,,housing;children;adults,2030-04-01,,,,,,secondary,A\n"
PASSING = "predecessor,successor,verification,sources\n"


def in_folder(
    folder: Path,
    councils: str,
    planned: str = "",
    successions: str = "",
    areas: str = "",
    notes: str = "",
    settings: str = "",
) -> Authorities:
    folder.mkdir(exist_ok=True)
    texts = {
        "authorities.csv": HEADER + councils,
        "authorities_former.csv": HEADER,
        "authorities_planned.csv": HEADER + planned,
        "authority_successions.csv": PASSING + successions,
        "safeguarding_areas.csv": "id,name,members,note,verification,sources\n" + areas,
        "authority_notes.csv": "id,tiers,from,note,verification,sources\n" + notes,
        "authority_settings.csv": "gss,cover_told_by,note\n" + settings,
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return read_authorities(folder, known_sources={"A"}, known_terms={"capacity-hours"})


def test_a_small_country_can_be_read(tmp_path: Path) -> None:
    read = in_folder(tmp_path, COUNTY + DISTRICT, PLANNED, "E07000999,planned:fenshire,secondary,A\n")
    assert list(read) == ["E10000099", "E07000999", "planned:fenshire"]
    assert read["E07000999"].planned_end == date(2030, 3, 31)


@pytest.mark.parametrize(
    ("councils", "fault"),
    [
        (COUNTY + DISTRICT.replace("E07000999", "X1"), "authorities.csv:3: 'X1' is no code"),
        (
            COUNTY + DISTRICT.replace("E10000099", "E10000098"),
            "authorities.csv:3: the district E07000999 needs",
        ),
        (COUNTY.replace(",county,,", ",county,E10000099,"), "authorities.csv:2: only a district has"),
        (
            COUNTY.replace("county,,", "unitary,,"),
            "authorities.csv:2: a code that begins E10 is of tier county",
        ),
        (
            COUNTY.replace("children;adults", "children;roads"),
            "authorities.csv:2: 'roads' in functions is none of",
        ),
        (
            COUNTY.replace("adults,,", "adults,April,"),
            "authorities.csv:2: 'April' in valid_from is not a date",
        ),
        (
            COUNTY.replace("adults,,", "adults,"),
            "authorities.csv:2: the row has 13 cells",
        ),
        (
            COUNTY.replace("adults,,,", "adults,2020-04-01,2019-04-01,"),
            "ends on 2019-04-01, before it begins",
        ),
        (COUNTY.replace("adults,,,", "adults,,2019-04-01,"), "names nobody that follows it"),
        (COUNTY.replace("secondary", "certain"), "authorities.csv:2: 'certain' in verification is none of"),
        (COUNTY.replace(",A\n", ",\n"), "authorities.csv:2: E10000099 names no source"),
        (COUNTY.replace(",A\n", ",B\n"), "authorities.csv:2: there is no source 'B'"),
        (COUNTY.replace("Fenshire County Council", ""), "authorities.csv:2: the column name is empty"),
        (COUNTY + COUNTY, "authorities.csv:3: E10000099 has a row already"),
        (
            COUNTY + COUNTY.replace("99,", "98,"),
            "authorities.csv:3: E10000099 is called 'Fenshire County Council'",
        ),
        (
            COUNTY + DISTRICT.replace("housing,,,,,,", "housing,,,,,E10000099,"),
            "authorities.csv:3: the former code E10000099 of E07000999 belongs",
        ),
    ],
)
def test_a_row_that_does_not_fit_is_named_by_file_and_line(tmp_path: Path, councils: str, fault: str) -> None:
    with pytest.raises(BadReference) as raised:
        in_folder(tmp_path, councils)
    assert fault in str(raised.value)


@pytest.mark.parametrize(
    ("planned", "successions", "fault"),
    [
        (PLANNED, "", "authorities_planned.csv:2: planned:fenshire is planned, but"),
        (
            PLANNED.replace("2030-04-01", ""),
            "",
            "authorities_planned.csv:2: planned:fenshire is planned and needs",
        ),
        (
            PLANNED,
            "E07000998,planned:fenshire,secondary,A\n",
            "successions.csv:2: the predecessor 'E07000998'",
        ),
        (
            "",
            "E07000999,planned:fenshire,secondary,A\n",
            "successions.csv:2: the successor 'planned:fenshire'",
        ),
        (PLANNED, "E07000999,E10000099,secondary,A\n", "successions.csv:2: E10000099 follows E07000999, so"),
        (
            PLANNED + PLANNED.replace("fenshire,Fenshire", "marsh,Marsh").replace("2030", "2031"),
            "E07000999,planned:fenshire,secondary,A\nE07000999,planned:marsh,secondary,A\n",
            "successions.csv:3: the successors of E07000999 begin on different days",
        ),
        (
            PLANNED + PLANNED.replace("fenshire,Fenshire", "marsh,Marsh").replace("2030", "2031"),
            "planned:fenshire,planned:marsh,secondary,A\nplanned:marsh,planned:fenshire,secondary,A\n",
            "successions.csv:3: planned:fenshire cannot follow planned:marsh, which begins on 2031-04-01",
        ),
    ],
)
def test_a_succession_that_does_not_fit_is_named_by_file_and_line(
    tmp_path: Path, planned: str, successions: str, fault: str
) -> None:
    with pytest.raises(BadReference) as raised:
        in_folder(tmp_path, COUNTY + DISTRICT, planned, successions)
    assert fault in str(raised.value)


def test_an_end_that_does_not_meet_the_beginning_is_a_fault(tmp_path: Path) -> None:
    ended = DISTRICT.replace("housing,,,", "housing,,2023-03-30,")
    begun = "E06000999,Fen Council,Fen,unitary,,housing;children;adults,2023-04-01,,,,,,secondary,A\n"
    with pytest.raises(BadReference, match="so E07000999 needs the valid_to 2023-03-31"):
        in_folder(tmp_path, COUNTY + ended + begun, "", "E07000999,E06000999,secondary,A\n")


@pytest.mark.parametrize(
    ("areas", "notes", "fault"),
    [
        (
            "fens,Fens,E07000999,One.,secondary,A\n",
            "",
            "areas.csv:2: 'E07000999' is no council with the children",
        ),
        ("fens,Fens,E10000099,One.,secondary,\n", "", "areas.csv:2: a note needs a source"),
        ("", "end,district,,It ends.,secondary,A\n", "notes.csv:2: the column from is empty"),
        ("", "end,parish,2030-04-01,It ends.,secondary,A\n", "notes.csv:2: 'parish' in tiers is none of"),
    ],
)
def test_an_area_or_a_note_that_does_not_fit_is_named_by_file_and_line(
    tmp_path: Path, areas: str, notes: str, fault: str
) -> None:
    with pytest.raises(BadReference) as raised:
        in_folder(tmp_path, COUNTY + DISTRICT, areas=areas, notes=notes)
    assert fault in str(raised.value)


def test_an_empty_line_is_passed_over(tmp_path: Path) -> None:
    assert list(in_folder(tmp_path, COUNTY + "\n" + DISTRICT)) == ["E10000099", "E07000999"]


def test_a_missing_file_and_a_wrong_header_are_faults(tmp_path: Path) -> None:
    with pytest.raises(BadReference, match="missing"):
        read_authorities(tmp_path)
    (tmp_path / "authorities.csv").write_text("gss,nom\n", encoding="utf-8")
    with pytest.raises(BadReference, match="should be gss,name"):
        read_authorities(tmp_path)


def test_what_is_not_utf_8_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "authorities.csv").write_bytes(HEADER.encode() + b"E10000099,F\xe9n\n")
    with pytest.raises(BadReference, match="not CSV in UTF-8"):
        read_authorities(tmp_path)


def test_a_folder_of_ones_own_replaces_rows_and_adds_others(tmp_path: Path) -> None:
    in_folder(tmp_path / "base", COUNTY + DISTRICT)
    own = tmp_path / "own"
    own.mkdir()
    other = DISTRICT.replace("E07000999,Fenby", "E07000998,Marshby")
    renamed = DISTRICT.replace("Fenby District Council", "Fenby City Council")
    (own / "authorities.csv").write_text(HEADER + renamed + other, encoding="utf-8")
    read = read_authorities(tmp_path / "base", own)
    assert read["E07000999"].name == "Fenby City Council"
    assert list(read) == ["E10000099", "E07000999", "E07000998"]


def test_what_a_council_has_set_is_read_and_what_there_is_not_is_refused(tmp_path: Path) -> None:
    read = in_folder(tmp_path / "right", COUNTY + DISTRICT, settings="E07000999,capacity-hours,agreed\n")
    assert read.settings["E07000999"].cover_told_by == ("capacity-hours",)
    assert "E10000099" not in read.settings
    for row, fault in (
        ("E07000998,capacity-hours,\n", "authority_settings.csv:2: the gss 'E07000998' is in none of"),
        ("E07000999,capacity-hour,\n", "authority_settings.csv:2: there is no contract term 'capacity-hour'"),
    ):
        with pytest.raises(BadReference, match=re.escape(fault)):
            in_folder(tmp_path / "wrong", COUNTY + DISTRICT, settings=row)
