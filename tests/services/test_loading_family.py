"""A file that holds something about a family is refused whole, and the report repeats nothing of it."""

import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from directory.db import db
from directory.services import authorities
from directory.services.loading import as_text, load, write_report
from tests.load_folders import TODAY, Row, a_contact, a_premises, a_refuge, a_scheme, a_support, small

# What a fault says does not depend on the database.
pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)

NHS, BORN = "943 476 5919", "12/03/2015"
A_FAMILY = [f"Ask for Mia, {NHS}", f"Mia {BORN}", f"dob {BORN}", "the child of Testa Quavermint"]


@pytest.fixture(autouse=True)
def councils(in_app: Flask) -> None:
    authorities.align()


@pytest.mark.parametrize("written", A_FAMILY)
@pytest.mark.parametrize(
    ("file", "column", "row"),
    [
        ("schemes", "referral", a_scheme()),
        ("schemes", "hours", a_scheme()),
        ("schemes", "referral", a_refuge("S1")),
        ("premises", "sub_building", a_premises()),
        ("premises", "building_name", a_premises()),
        ("support", "hours", a_support()),
        ("support", "who_for", a_support()),
        ("contacts", "holder", a_contact()),
    ],
)
def test_a_text_about_a_family_is_refused_in_every_column_of_words(
    tmp_path: Path, file: str, column: str, row: Row, written: str
) -> None:
    rows = {file: [{**row, column: written}]}
    if row.get("accommodation_type") == "da-refuge":
        rows |= {"premises": []}
    report = load(small(tmp_path / "files", **rows), TODAY)
    assert report.outcome == "refused"
    (fault,) = [fault for fault in report.faults if fault.column == column]
    assert "about a family" in fault.message
    write_report(report, tmp_path / "report.json")
    told = as_text(report) + (tmp_path / "report.json").read_text() + json.dumps(str(report))
    for canary in (NHS, BORN, "Mia", "Testa"):
        assert canary not in told
    with db.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM providers")).scalar() == 0


def test_a_value_that_is_wrong_for_another_reason_is_not_repeated_either(tmp_path: Path) -> None:
    rows = [{**a_contact(), "phone": f"Mia {NHS}"}]
    report = load(small(tmp_path, contacts=rows), TODAY)
    (fault,) = report.faults
    assert fault.column == "phone"
    assert fault.message.startswith(
        "the value is not a telephone number, such as 01632 960123; it is not repeated"
    )


def test_what_a_directory_says_of_itself_is_loaded(tmp_path: Path) -> None:
    scheme = a_scheme(
        referral="Form with date of birth and NHS number, to 01632 960123; closed until 05/01/2027"
    )
    support = a_support(who_for="Children born after 1 September 2020", hours="Mo-Fr 09:00-17:00; PH off")
    assert load(small(tmp_path, schemes=[scheme], support=[support]), TODAY).ok
