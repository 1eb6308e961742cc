"""flask directory load"""

import csv
import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import text

from directory.cli.operator import operator
from directory.db import db
from directory.services import authorities
from tests.load_folders import a_premises, a_refuge, a_scheme, small
from tests.private import REFUSED

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True)
def councils(in_app: Flask) -> None:
    authorities.align()


def run(app: Flask, *args: object) -> Result:
    return app.test_cli_runner().invoke(args=["directory", "load", *map(str, args)])


def test_a_folder_is_loaded_once(app: Flask, tmp_path: Path) -> None:
    folder = small(tmp_path)
    first, second = run(app, folder), run(app, folder)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.stdout.startswith("Loaded.\nproviders.csv: 1 rows, 1 new")
    assert second.stdout.startswith("Everything in the folder is in the directory already")


def test_the_log_says_who_at_the_console_loaded_it(app: Flask, tmp_path: Path) -> None:
    run(app, small(tmp_path))
    with app.app_context():
        actor = db.session.scalar(text("SELECT actor FROM audit_log ORDER BY seq DESC LIMIT 1"))
    assert actor == operator().actor


def test_a_dry_run_leaves_it_to_be_loaded(app: Flask, tmp_path: Path) -> None:
    folder = small(tmp_path)
    assert run(app, folder, "--dry-run").stdout.startswith("Every row is right. Nothing was written")
    assert run(app, folder).stdout.startswith("Loaded.")


def test_a_wrong_folder_ends_with_status_1_and_a_report(app: Flask, tmp_path: Path) -> None:
    folder, reports = small(tmp_path / "folder", premises=[a_premises(postcode="CM1 1ZZ")]), tmp_path
    for name in ("report.json", "report.csv", "report.txt"):
        result = run(app, folder, "--report", reports / name)
        assert result.exit_code == 1
        assert "premises.csv row 2, postcode: 'CM1 1ZZ' is not a postcode that exists" in result.stdout
    assert json.loads((reports / "report.json").read_text())["faults"][0]["row"] == 2
    assert [*csv.reader((reports / "report.csv").read_text().splitlines())][1][:3] == [
        "premises.csv",
        "2",
        "postcode",
    ]
    assert (reports / "report.txt").read_text() == result.stdout


def test_a_confidential_address_is_in_no_output(app: Flask, tmp_path: Path) -> None:
    row = a_premises(street=REFUSED["street"], number=REFUSED["number"], postcode=REFUSED["postcode"])
    folder = small(tmp_path / "folder", schemes=[a_refuge("S1"), a_scheme("S2")], premises=[row])
    result = run(app, folder, "--report", tmp_path / "report.json")
    assert result.exit_code == 1
    told = result.stdout + result.stderr + (tmp_path / "report.json").read_text()
    assert not any(canary in told for canary in ("Quondaryseed", REFUSED["number"], REFUSED["postcode"]))


def test_what_cannot_be_begun_is_said_in_a_line(app: Flask, tmp_path: Path) -> None:
    nowhere = run(app, tmp_path / "nowhere")
    assert (nowhere.exit_code, nowhere.stderr.splitlines()) == (
        1,
        [f"Error: There is no folder '{tmp_path / 'nowhere'}'."],
    )
    unnamed = run(app, small(tmp_path), "--report", tmp_path / "report.pdf")
    assert unnamed.exit_code == 1
    assert "not as 'report.pdf'" in unnamed.stderr


def test_nothing_but_the_outcome_is_printed_where_nobody_watches(app: Flask, tmp_path: Path) -> None:
    assert run(app, small(tmp_path)).stderr == ""
