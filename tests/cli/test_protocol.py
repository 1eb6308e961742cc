"""flask directory protocol"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from directory.config import PROJECT
from directory.rules.reference_files import LONGEST_BYTES

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)

PAGE = (PROJECT / "docs" / "protocol.md").read_text(encoding="utf-8")
LOCAL_RULE = (
    "rows:\n  E1: {meeting: core-group, accommodation: foyer, role: support-worker, level: inform_only, "
    "force: protocol, because: sees-the-family}\n"
)


def run(app: Flask, *args: object) -> Result:
    return app.test_cli_runner().invoke(args=["directory", "protocol", *map(str, args)])


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The folder that docs/protocol.md shows."""
    files = re.findall(r"`(\w+\.yaml)`: .*?```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert len(files) == 3
    for name, text in files:
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_example_of_the_documentation_is_usable(app: Flask, example: Path) -> None:
    result = run(app, "check", example)
    assert result.exit_code == 0
    assert "invite rules (1 added, 1 changed, 1 retired)" in result.stdout
    assert "rule reasons (1 added)" in result.stdout


def test_the_example_differs_as_the_documentation_says(app: Flask, example: Path) -> None:
    (shown,) = re.findall(r"then says:\n\n```\n(.*?)```", PAGE, re.DOTALL)
    assert run(app, "diff", example).stdout == shown


def test_the_same_as_json_has_both_versions(app: Flask, example: Path) -> None:
    told = json.loads(run(app, "diff", example, "--json").stdout)
    assert (told["added"], told["changed"], told["removed"]) == (2, 1, 1)
    first = told["differences"][0]
    assert (first["change"], first["table"], first["key"]) == ("changed", "invite_rules", "R013")
    assert first["fields"] == ["level"]
    assert (first["before"]["level"], first["after"]["level"]) == ("recommended", "required")
    assert first["words"].startswith("Changed (R013): ")


def test_every_fault_is_told_with_file_and_line_and_status_1(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "invite_rules.yaml"
    file.write_text("rows:\n  R013: {levl: x}\n  R014: {level: y}\n", encoding="utf-8")
    result = run(app, "check", tmp_path)
    assert result.exit_code == 1
    assert [line.rpartition(": invite")[0] for line in result.stdout.splitlines()[:2]] == [
        f"{file}:2",
        f"{file}:3",
    ]
    assert "Not usable: 2 faults." in result.stdout


def test_councils_in_the_folder_are_looked_at_too(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "authorities.csv").write_text("nonsense\n", encoding="utf-8")
    result = run(app, "check", tmp_path)
    assert result.exit_code == 1
    assert "authorities.csv" in result.stdout


def test_a_warning_stands_at_the_line_of_the_rule_and_is_no_fault(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "invite_rules.yaml"
    file.write_text(LOCAL_RULE, encoding="utf-8")
    result = run(app, "check", tmp_path)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{file}:2: warning: E1: can never act: ")


def test_without_a_folder_our_own_files_are_checked(app: Flask) -> None:
    result = run(app, "check")
    assert result.exit_code == 0
    assert "Usable, with " in result.stdout
    assert "added" not in result.stdout


def test_a_comparison_needs_a_folder(app: Flask) -> None:
    result = run(app, "diff")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Name a folder, or set REFERENCE_DIR." in result.stderr


def test_an_empty_folder_makes_no_difference(app: Flask, tmp_path: Path) -> None:
    assert run(app, "diff", tmp_path).stdout == "No difference.\n"


def test_a_folder_that_stops_the_start_can_still_be_checked(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "invite_rules.yaml").write_text("rows:\n  R013: {levl: x, force: y}\n", encoding="utf-8")
    environment = os.environ | {"REFERENCE_DIR": str(tmp_path), "INSTANCE_DIR": str(tmp_path / "instance")}
    flask = [sys.executable, "-m", "flask", "--app", "wsgi", "directory"]

    def ends(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True)

    assert "Not usable: 2 faults." in ends(*flask, "protocol", "check").stdout
    start = ends(*flask, "serve")
    imported = ends(sys.executable, "-c", "import wsgi")
    for ended in (start, imported):
        assert ended.returncode == 2
        assert ended.stdout == ""
        (line,) = ended.stderr.splitlines()
        assert line.startswith(
            f"Error: {tmp_path}/invite_rules.yaml:2: invite rule 'R013': there is no field"
        )
        assert "change REFERENCE_DIR" in line
        assert "protocol check" in line


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_what_waits_or_lies_elsewhere_is_refused_and_the_rest_is_told(
    app: Flask, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, outside = tmp_path_factory.mktemp("folder"), tmp_path_factory.mktemp("outside")
    (outside / "authorities.csv").write_text("hunter2,a secret\n", encoding="utf-8")
    (outside / "rules.yaml").write_text("hunter2: a secret\n", encoding="utf-8")
    (outside / "types").mkdir()
    (outside / "types" / "hunter2.yaml").write_text("rows: hunter2\n", encoding="utf-8")
    (folder / "authorities.csv").symlink_to(outside / "authorities.csv")
    (folder / "invite_rules.yaml").symlink_to("../outside0/rules.yaml")
    (folder / "accommodation_types").symlink_to(outside / "types")
    (folder / "contact_roles.yaml").symlink_to("/dev/zero")
    os.mkfifo(folder / "circumstances.yaml")
    (folder / "meeting_types.yaml").mkdir()
    (folder / "rule_reasons.yaml").symlink_to("nowhere.yaml")
    (folder / "support_types.yaml").write_text("rows:\n  key-work: {nam: x}\n", encoding="utf-8")
    result = run(app, "check", folder)
    assert result.exit_code == 1
    told = dict(line.removeprefix(f"{folder}/").split(": ", 1) for line in result.stdout.splitlines() if line)
    leads_out = "is a link that leads out of the folder; put the file itself there"
    no_file = "is no ordinary file; put a text file there, or take it away"
    assert told["authorities.csv"] == leads_out
    assert told["invite_rules.yaml"] == leads_out
    assert told["accommodation_types"] == leads_out
    assert told["contact_roles.yaml"] == leads_out
    assert told["circumstances.yaml"] == no_file
    assert told["meeting_types.yaml"] == no_file
    assert told["rule_reasons.yaml"] == "cannot be read: No such file or directory"
    assert "did you mean 'name'?" in told["support_types.yaml:2"]
    assert told["Not usable"].startswith("8 faults")
    assert "hunter2" not in result.output


def test_a_link_to_another_file_of_the_folder_is_followed(app: Flask, tmp_path: Path) -> None:
    # As files come to containers from a cluster's configuration.
    (tmp_path / "..data").mkdir()
    (tmp_path / "..data" / "invite_rules.yaml").write_text(LOCAL_RULE, encoding="utf-8")
    (tmp_path / "invite_rules.yaml").symlink_to("..data/invite_rules.yaml")
    assert "invite rules (1 added)" in run(app, "check", tmp_path).stdout


def test_a_file_that_is_far_too_long_is_not_read(app: Flask, tmp_path: Path) -> None:
    with (tmp_path / "invite_rules.yaml").open("wb") as file:
        file.truncate(LONGEST_BYTES + 1)
    (tmp_path / "authorities.csv").write_bytes(b"x" * (LONGEST_BYTES + 1))
    assert run(app, "check", tmp_path).stdout.count("is longer than a reference file can be") == 2


def test_a_row_that_retires_nothing_hides_no_other_fault(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "invite_rules.yaml").write_text(
        "rows:\n  R999:\n    retired: true\n  R013: {levl: x}\n", encoding="utf-8"
    )
    (tmp_path / "authorities.csv").write_text("nonsense\n", encoding="utf-8")
    told = run(app, "check", tmp_path).stdout
    assert f"{tmp_path}/invite_rules.yaml:3: there is no invite rule 'R999' to retire" in told
    assert "there is no field 'levl'" in told
    assert "authorities.csv:1: the columns are nonsense" in told
    assert "Not usable: 3 faults." in told
