"""flask directory audit"""

import csv
import io
import json
import stat
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

from click.testing import Result
from flask import Flask

from directory.rules.inert import as_it_was
from directory.rules.permissions import SERVICE, Reader, Role
from directory.services import tokens
from directory.services.audit import Happening
from directory.services.changes import change, put_down
from directory.services.looks import Look, record_look
from tests.audit_logs import NOW, SOMEBODY, entries, found, looked, tamper
from tests.factories import a_premises, a_provider, a_scheme


def run(app: Flask, *args: object) -> Result:
    return app.test_cli_runner().invoke(args=["directory", "audit", *map(str, args)])


def test_a_whole_log_is_said_to_be(own_app: Flask) -> None:
    looked(2)
    result = run(own_app, "verify")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Whole: 3 entries.",
        f"Keep this elsewhere, for --anchor: 3:{entries()[-1].seal}",
    ]
    assert result.stderr == ""


def test_each_fault_is_named_with_its_entry_and_the_status_is_1(own_app: Flask) -> None:
    looked(2)
    tamper(own_app, "UPDATE audit_log SET actor = 'somebody else' WHERE seq = 2")
    result = run(own_app, "verify")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "Entry 2: was changed after it was sealed, or sealed with another key.",
        "Not whole: 1 fault in 3 entries.",
    ]


def test_an_anchor_from_elsewhere_is_held_against_the_log(own_app: Flask) -> None:
    looked(2)
    assert run(own_app, "verify", "--anchor", f"3:{entries()[-1].seal}").exit_code == 0
    assert run(own_app, "verify", "--anchor", f"2:{'a' * 64}").exit_code == 1
    assert run(own_app, "verify", "--anchor", f"99:{'a' * 64}").exit_code == 1
    assert run(own_app, "verify", "--anchor", "nonsense").exit_code == 2


def test_an_exported_file_can_be_verified_by_itself(own_app: Flask, tmp_path: Path) -> None:
    looked(5)
    file = tmp_path / "log.jsonl"
    assert run(own_app, "export", file).exit_code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    result = run(own_app, "verify", "--file", file)
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "Whole: 6 entries.")
    assert [path.name for path in tmp_path.iterdir()] == ["instance", "log.jsonl"] or len(
        [*tmp_path.iterdir()]
    ) == 2


def test_any_change_to_an_exported_file_is_found(own_app: Flask, tmp_path: Path) -> None:
    looked(4)
    file, other = tmp_path / "log.jsonl", tmp_path / "other.jsonl"
    run(own_app, "export", file)
    lines = file.read_text().splitlines(keepends=True)
    swapped = [lines[1], lines[0], *lines[2:]]
    spoilt = [
        *(lines[:at] + lines[at + 1 :] for at in range(len(lines))),  # a line is missing
        swapped,
        [*lines, lines[0]],
        [lines[0], *lines],
        lines[:3],
        [],
        ["not JSON\n", *lines],
        [lines[0].replace('"actor": ', '"actor":  '), *lines[1:]],
        [lines[0].replace('{"seq": 1, ', '{"seq": 1, "seq": 1, '), *lines[1:]],
        [*lines[:-1], lines[-1].replace('"first": 1', '"first": 2')],
        [*lines[:-1], '{"extract": {}}\n'],
        [*lines[:-1], '{"extract": [' * 5000],
    ]
    for each in spoilt:
        other.write_text("".join(each))
        result = run(own_app, "verify", "--file", other)
        assert result.exit_code == 1, each
        assert "Traceback" not in result.output
    text = file.read_text()
    for at in range(0, len(text), 37):
        other.write_text(text[:at] + ("x" if text[at] != "x" else "y") + text[at + 1 :])
        assert run(own_app, "verify", "--file", other).exit_code == 1, at


def test_a_part_of_the_log_is_exported_and_verified(own_app: Flask, tmp_path: Path) -> None:
    looked(2)
    since = datetime.now(UTC)
    looked(3)
    until = datetime.now(UTC)
    looked(1)
    file = tmp_path / "part.jsonl"
    assert run(own_app, "export", "--since", since, "--until", until, file).stderr == "3 entries.\n"
    assert [json.loads(line).get("seq") for line in file.read_text().splitlines()] == [4, 5, 6, None]
    assert run(own_app, "verify", "--file", file).exit_code == 0
    nothing = run(own_app, "export", "--until", "2020-01-01", file)
    assert (nothing.exit_code, nothing.stderr) == (0, "0 entries.\n")
    assert run(own_app, "verify", "--file", file).exit_code == 0


def test_no_cell_of_a_csv_export_is_taken_for_a_formula(own_app: Flask) -> None:
    put_down(Reader(Role.ADMIN, "=cmd()"), [Happening(action="@x", outcome="-1", purpose="+1")])
    result = run(own_app, "export", "--format", "csv", "-")
    assert result.exit_code == 0
    rows = [*csv.DictReader(io.StringIO(result.stdout))]
    assert (rows[1]["actor"], rows[1]["action"], rows[1]["outcome"]) == ("'=cmd()", "'@x", "'-1")
    assert as_it_was(rows[1]["actor"]) == "=cmd()"
    assert rows[1]["seal"] == entries()[1].seal


def test_who_was_shown_a_scheme_is_one_command_away(own_app: Flask) -> None:
    scheme = a_scheme("Sprocket House", reference="S-0042")
    premises, elsewhere = a_premises(scheme=scheme), a_scheme("Elsewhere")
    issued = tokens.issue(Role.PRACTITIONER, "the hospital's case system", NOW)
    by = Reader(Role.PRACTITIONER, f"token:{issued.prefix}", purpose="placement")
    for _ in range(3):
        record_look(by, Look(action="look-up", outcome="found", seen=[scheme]))
    record_look(by, Look(action="list-schemes", seen=[elsewhere, scheme, uuid.uuid4()]))
    record_look(SOMEBODY, Look(action="see-scheme", subject=("scheme", scheme)))
    record_look(SOMEBODY, Look(action="look-up", outcome="found", seen=[elsewhere]))
    for given in (scheme, "S-0042"):
        told = run(own_app, "readers", "--scheme", given).stdout
        assert told.startswith(f"Sprocket House ({scheme})")
        assert f"the hospital's case system (token:{issued.prefix}), practitioner" in told
        assert "look-up 3, list-schemes 1; for: placement" in told
        assert "name not known (token:abcdefgh), practitioner" in told
    found_as_json = json.loads(run(own_app, "readers", "--scheme", scheme, "--json").stdout)
    by_actor = {reader["actor"]: reader for reader in found_as_json["readers"]}
    assert by_actor[f"token:{issued.prefix}"]["times"] == 4
    assert by_actor["token:abcdefgh"]["times"] == 1
    assert by_actor["service"]["actions"] == {"create": 2}  # the scheme, and its address
    assert premises is not None


def test_readers_are_those_of_the_time_asked_about(own_app: Flask) -> None:
    scheme = a_scheme()
    record_look(SOMEBODY, Look(action="look-up", outcome="found", seen=[scheme]))
    exposed = datetime.now(UTC)
    record_look(Reader(Role.ADMIN, "token:bbbbbbbb"), Look(action="look-up", outcome="found", seen=[scheme]))
    since = json.loads(run(own_app, "readers", "--scheme", scheme, "--since", exposed, "--json").stdout)
    assert [reader["actor"] for reader in since["readers"]] == ["token:bbbbbbbb"]
    tomorrow = f"{datetime.now(UTC) + timedelta(days=2):%Y-%m-%d}"
    nobody = run(own_app, "readers", "--scheme", scheme, "--since", tomorrow)
    assert "Nobody was shown it in that time." in nobody.stdout


def test_a_scheme_that_is_gone_is_still_asked_about_by_its_id(own_app: Flask) -> None:
    gone = uuid.uuid4()
    record_look(SOMEBODY, Look(action="look-up", outcome="found", seen=[gone]))
    told = run(own_app, "readers", "--scheme", gone).stdout
    assert told.startswith("A scheme that is no longer held")
    assert "token:abcdefgh" in told
    unknown = run(own_app, "readers", "--scheme", "S-9999")
    assert (unknown.exit_code, unknown.stderr) == (
        1,
        "Error: No scheme has the id or the reference 'S-9999'.\n",
    )


def test_to_read_the_log_is_put_down_too(own_app: Flask, tmp_path: Path) -> None:
    scheme = a_scheme()
    run(own_app, "readers", "--scheme", scheme)
    run(own_app, "export", tmp_path / "log.jsonl")
    read, exported = entries()[-2:]
    assert (read.action, read.subject_kind, read.subject_id) == ("see-audit", "audit", str(scheme))
    assert exported.action == "export-audit"
    assert read.actor.startswith("console:")
    assert found()[1] == []


def test_a_file_that_cannot_be_written_or_read_is_said_in_a_line(own_app: Flask, tmp_path: Path) -> None:
    written = run(own_app, "export", tmp_path / "nowhere" / "log.jsonl")
    read = run(own_app, "verify", "--file", tmp_path / "nothing")
    assert (written.exit_code, read.exit_code) == (1, 1)
    assert written.stderr.startswith("Error: ")
    assert read.stderr.startswith("Error: There is no file")


def test_verifying_writes_nothing_to_the_log(own_app: Flask) -> None:
    a_provider()
    with change(SERVICE):
        pass
    before = entries()
    run(own_app, "verify")
    assert entries() == before
