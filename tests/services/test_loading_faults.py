"""Loading a folder with something wrong in it: each fault is told where it is, with what would be right."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from directory.db import db
from directory.services import authorities
from directory.services.loading import Fault, Report, load
from tests.load_folders import (
    TODAY,
    Row,
    a_contact,
    a_premises,
    a_provider,
    a_scheme,
    a_support,
    small,
    write,
)

# What a fault says does not depend on the database.
pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True)
def councils(in_app: Flask) -> None:
    authorities.align()


def refused(folder: Path) -> tuple[Fault, ...]:
    report = load(folder, TODAY)
    assert report.outcome == "refused"
    with db.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM providers")).scalar() == 0
    return report.faults


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        ({"name": ""}, "name", "is empty; every row needs it"),
        ({"id": ""}, "id", "is empty; every row needs it"),
        ({"name": "x" * 201}, "name", "is 201 characters long; 200 is the most here"),
        (
            {"kind": "landlord"},
            "kind",
            "'landlord' is not council, housing_association, charity, company or other",
        ),
        ({"phone": "01632"}, "phone", "'01632' is not a telephone number, such as 01632 960123"),
        ({"email": "duty"}, "email", "'duty' is not a mail address, such as duty@council.example"),
        (
            {"website": "ftp://x"},
            "website",
            "'ftp://x' is not a web address, such as https://www.provider.example/",
        ),
        ({"successor_id": "P9"}, "successor_id", "there is no provider 'P9' in this folder or the directory"),
        ({"successor_id": "P1"}, "successor_id", "'P1' is this row itself"),
        (
            {"valid_from": "2026-01-01", "valid_to": "2025-12-31"},
            "valid_to",
            "'2025-12-31' is before valid_from, '2026-01-01'",
        ),
        ({"valid_from": "31/12/2026"}, "valid_from", "'31/12/2026' is not a date, such as 2026-12-31"),
        ({"valid_from": "2026-02-30"}, "valid_from", "'2026-02-30' is a day that does not exist"),
    ],
)
def test_a_wrong_provider_is_told(tmp_path: Path, cells: Row, column: str, message: str) -> None:
    assert refused(write(tmp_path, providers=[{**a_provider(), **cells}])) == (
        Fault("providers.csv", 2, column, message),
    )


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        ({"provider_id": "P2"}, "provider_id", "there is no provider 'P2' in this folder or the directory"),
        (
            {"accommodation_type": "ta-hostal-family"},
            "accommodation_type",
            "'ta-hostal-family' is not a known accommodation type; did you mean 'ta-hostel-family'?",
        ),
        (
            {"authority": "E07000999"},
            "authority",
            "'E07000999' is not the code of a council known here, such as E07000070",
        ),
        (
            {"placing_authorities": "E09000025; Newham"},
            "placing_authorities",
            "'Newham' is not the code of a council known here, such as E07000070",
        ),
        ({"age_from": "-1"}, "age_from", "'-1' is not a whole number from 0 to 120"),
        ({"age_from": "18", "age_to": "16"}, "age_to", "16 is below age_from, 18"),
        ({"sons_under": "27"}, "sons_under", "'27' is not a whole number from 0 to 26"),
        ({"daughters_under": "any"}, "daughters_under", "'any' is not a whole number from 0 to 26"),
        ({"accessible": "maybe"}, "accessible", "'maybe' is not yes, no or ask"),
        ({"capacity": "2.5"}, "capacity", "'2.5' is not a whole number from 0 to 100000"),
        ({"confirmed_on": "2027-01-01"}, "confirmed_on", "'2027-01-01' is after today, 2026-11-23"),
    ],
)
def test_a_wrong_scheme_is_told(tmp_path: Path, cells: Row, column: str, message: str) -> None:
    folder = write(tmp_path, providers=[a_provider()], schemes=[{**a_scheme(), **cells}])
    assert refused(folder) == (Fault("schemes.csv", 2, column, message),)


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        ({"scheme_id": ""}, "scheme_id", "is empty; every row needs it"),
        ({"scheme_id": "X"}, "scheme_id", "there is no scheme 'X' in this folder or the directory"),
        ({"postcode": ""}, "postcode", "is empty; every row needs it"),
        ({"postcode": "Chelmsford"}, "postcode", "'Chelmsford' is not a UK postcode, such as CM1 1AA"),
        ({"number": ""}, "number", "is empty; an address needs a number, a building_name or a sub_building"),
        ({"uprn": "12A"}, "uprn", "'12A' is not a UPRN, which has up to 12 digits and nothing else"),
        ({"covers": "flat"}, "covers", "'flat' is not unit or building"),
        ({"latitude": "51.7"}, "longitude", "is empty; a position needs both"),
        (
            {"latitude": "5.17", "longitude": "0.4"},
            "latitude",
            "'5.17' is not a number from 49 to 61.5, such as 51.734567",
        ),
        (
            {"latitude": "53.8", "longitude": "-1.5"},
            "latitude",
            "the position is not that of the postcode; 53.8, -1.5 is 267 km from CM1 1AA",
        ),
        ({"id": "auto:1"}, "id", "'auto:1' begins with 'auto:', as ids do that this service makes"),
    ],
)
def test_wrong_premises_are_told(tmp_path: Path, cells: Row, column: str, message: str) -> None:
    assert refused(small(tmp_path, premises=[{**a_premises(), **cells}])) == (
        Fault("premises.csv", 2, column, message),
    )


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        ({"offered": ""}, "offered", "is empty; every row needs it"),
        ({"scheme_id": "X"}, "scheme_id", "there is no scheme 'X' in this folder or the directory"),
        (
            {"support_type": "keywork"},
            "support_type",
            "'keywork' is not a known support type; did you mean 'key-work'?",
        ),
        ({"level": "onsite"}, "level", "'onsite' is not a known support level"),
        (
            {"hours_per_week": "200"},
            "hours_per_week",
            "'200' is not a number from 0 to 168, such as 37.5",
        ),
        ({"evidence_date": "2026-11-24"}, "evidence_date", "'2026-11-24' is after today, 2026-11-23"),
    ],
)
def test_wrong_support_is_told(tmp_path: Path, cells: Row, column: str, message: str) -> None:
    assert refused(small(tmp_path, support=[{**a_support(), **cells}])) == (
        Fault("support.csv", 2, column, message),
    )


def test_support_named_twice_is_told(tmp_path: Path) -> None:
    assert refused(small(tmp_path, support=[a_support(), a_support(offered="no")])) == (
        Fault("support.csv", 3, "support_type", "scheme 'S1' has a row for 'key-work' further up"),
    )


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        (
            {"provider_id": ""},
            None,
            "a contact is of one provider_id, scheme_id or authority, and none of the three is filled in",
        ),
        (
            {"scheme_id": "S1"},
            None,
            "a contact is of one provider_id, scheme_id or authority, and more than one of the three is "
            "filled in",
        ),
        ({"provider_id": "X9"}, "provider_id", "there is no provider 'X9' in this folder or the directory"),
        (
            {"role": "provider-dls"},
            "role",
            "'provider-dls' is not a known contact role; did you mean 'provider-dsl'?",
        ),
        ({"covered_by": "C7"}, "covered_by", "there is no contact 'C7' in this folder or the directory"),
        ({"covered_by": "C1"}, "covered_by", "'C1' is this row itself"),
        ({"vacant": "true"}, "vacant", "'true' is not yes or no"),
        (
            {"vacant": "yes", "holder": "Mocka Tadpolling"},
            "vacant",
            "is yes, and yet there is a holder; leave one of them empty",
        ),
        ({"failing_since": "2026-12-01"}, "failing_since", "'2026-12-01' is after today, 2026-11-23"),
    ],
)
def test_a_wrong_contact_is_told(tmp_path: Path, cells: Row, column: str | None, message: str) -> None:
    assert refused(small(tmp_path, contacts=[{**a_contact(), **cells}])) == (
        Fault("contacts.csv", 2, column, message),
    )


def test_hours_that_have_two_meanings_are_told(tmp_path: Path) -> None:
    [fault] = refused(small(tmp_path, contacts=[a_contact(hours="sometimes")]))
    assert (fault.column, "'sometimes'" in fault.message) == ("hours", True)


@pytest.mark.parametrize("file", ["providers", "schemes", "premises", "contacts"])
def test_an_id_that_stands_twice_is_told_with_both_rows(tmp_path: Path, file: str) -> None:
    rows = {
        "providers": [a_provider("P1"), a_provider("P2"), a_provider("P1")],
        "schemes": [a_scheme("S1"), a_scheme("S2"), a_scheme("S1")],
        "premises": [a_premises("S1"), a_premises("S2"), a_premises("S1")],
        "contacts": [a_contact("S1"), a_contact("S2"), a_contact("S1")],
    }
    [fault] = refused(small(tmp_path, **{file: rows[file]}))
    assert (fault.file, fault.row, fault.column) == (f"{file}.csv", 4, "id")
    assert fault.message.endswith("is the id of row 2 too")


def test_rows_without_an_id_that_say_the_same_are_told_with_both_rows(tmp_path: Path) -> None:
    [fault] = refused(small(tmp_path, premises=[a_premises(""), a_premises("", street="thistlequay ROAD")]))
    assert (fault.row, fault.message) == (3, "says the same as row 2; take one out, or give both an id")


def test_every_fault_of_a_row_is_told_at_once(tmp_path: Path) -> None:
    faults = refused(small(tmp_path, contacts=[a_contact(email="x", phone="1", hours="?")]))
    assert [fault.column for fault in faults] == ["email", "phone", "hours"]


def test_a_wrong_scheme_is_not_told_again_for_each_row_that_names_it(tmp_path: Path) -> None:
    faults = refused(small(tmp_path, schemes=[a_scheme(capacity="many")]))
    assert [fault.file for fault in faults] == ["schemes.csv"]


def test_a_misspelt_id_is_suggested(tmp_path: Path) -> None:
    premises = [a_premises(scheme_id="sproket-house")]
    [fault] = refused(small(tmp_path, schemes=[a_scheme("sprocket-house")], premises=premises, support=[]))
    assert fault.message.endswith("did you mean 'sprocket-house'?")


def test_a_thousand_faults_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    report: Report = load(small(tmp_path, support=[a_support(offered="x")] * 1_203), TODAY)
    assert (len(report.faults), report.more_faults) == (1_000, 203)
    assert report.files["support.csv"].rows == 1_203


def test_faults_come_in_the_order_of_the_files_and_their_rows(tmp_path: Path) -> None:
    faults = refused(
        small(
            tmp_path,
            schemes=[a_scheme(), a_scheme("S2", capacity="x")],
            contacts=[a_contact("C1", covered_by="C9"), a_contact("C2", email="x")],
        )
    )
    assert [(fault.file, fault.row) for fault in faults] == [
        ("schemes.csv", 3),
        ("contacts.csv", 2),
        ("contacts.csv", 3),
    ]
