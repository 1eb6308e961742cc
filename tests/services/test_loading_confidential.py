"""A confidential scheme has no address: no file can give it one, and no message repeats what was tried."""

import logging
import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from directory.db import db
from directory.services import authorities
from directory.services.loading import Report, as_csv, as_json, as_text, load
from tests.load_folders import TODAY, Row, a_contact, a_premises, a_refuge, a_scheme, a_support, small, write
from tests.private import ERASED, REFUSED

#: What must be nowhere.
CANARY = {name: str(value) for name, value in REFUSED.items()}
#: What must be nowhere once the scheme that had it has become confidential; without its position.
PLACE = {name: str(value) for name, value in ERASED.items() if name not in ("latitude", "longitude")}

#: Random digits, in which any short number stands sooner or later.
IDENTITY = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")


@pytest.fixture(autouse=True)
def councils(in_app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    authorities.align()
    caplog.set_level(logging.DEBUG)


def assert_nowhere(report: Report, logged: str, values: Row = CANARY) -> None:
    report = replace(report, seconds=0.0)  # whose figures are any
    told = as_text(report) + as_json(report) + as_csv(report) + repr(report) + logged
    with db.engine.connect() as connection:
        for table in ("schemes", "premises", "support_offered", "contacts"):
            told += repr(connection.execute(text(f"SELECT * FROM {table}")).all())
    told = IDENTITY.sub("", told.casefold())
    assert [value for value in values.values() if str(value).casefold() in told] == []


@pytest.mark.parametrize(
    "kind",
    ["da-refuge", "da-specialist", "da-dispersed", "da-second-stage", "da-sanctuary", "msvcc-safe-house"],
)
def test_premises_of_a_confidential_scheme_are_refused(
    tmp_path: Path, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    report = load(
        small(tmp_path, schemes=[a_scheme(accommodation_type=kind)], premises=[a_premises(**CANARY)]), TODAY
    )
    [fault] = report.faults
    assert (fault.file, fault.row, fault.column) == ("premises.csv", 2, "scheme_id")
    assert "no address of scheme 'S1' may be held" in fault.message
    assert_nowhere(report, caplog.text)


def test_premises_of_a_type_that_has_none_are_refused(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    schemes = [a_scheme(accommodation_type="floating-support")]
    report = load(small(tmp_path, schemes=schemes, premises=[a_premises(**CANARY)]), TODAY)
    assert [fault.column for fault in report.faults] == ["scheme_id"]
    assert_nowhere(report, caplog.text)


@pytest.mark.parametrize("wrong", ["postcode", "uprn", "latitude", "sub_building"])
def test_values_are_not_repeated_while_the_scheme_may_be_confidential(
    tmp_path: Path, wrong: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Its type is misspelt, so nobody can say yet whether the address may be held."""
    canary = CANARY | {wrong: f"Quondarynest {CANARY[wrong]} " + "x" * 90}
    schemes = [a_scheme(accommodation_type="da-refug")]
    report = load(small(tmp_path, schemes=schemes, premises=[a_premises(**canary)]), TODAY)
    assert any("'da-refug' is not a known accommodation type" in fault.message for fault in report.faults)
    assert any(fault.column == wrong for fault in report.faults)
    assert_nowhere(report, caplog.text, {"wrong": "Quondarynest", **CANARY})


def test_values_are_not_repeated_when_the_scheme_is_not_known(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    report = load(
        small(tmp_path, premises=[a_premises(**CANARY | {"scheme_id": "R9", "uprn": "x9277"})]), TODAY
    )
    assert [fault.column for fault in report.faults] == ["scheme_id"]
    assert_nowhere(report, caplog.text)


def test_a_row_with_too_many_cells_is_not_repeated(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder = small(tmp_path, schemes=[a_refuge("S1")], premises=[])
    (folder / "premises.csv").write_text("scheme_id,postcode\nS1,9277 Quondaryseed Road,CM1 1AE\n")
    report = load(folder, TODAY)
    assert [fault.row for fault in report.faults] == [2]
    assert_nowhere(report, caplog.text, {"street": "Quondaryseed", "postcode": "CM1 1AE"})


@pytest.mark.parametrize("column", ["name", "referral", "hours"])
def test_a_postcode_in_a_text_of_a_confidential_scheme_is_refused(
    tmp_path: Path, column: str, caplog: pytest.LogCaptureFixture
) -> None:
    schemes = [a_scheme(), a_refuge(**{column: "come to 9277 Quondaryseed Road, cm11ae"})]
    report = load(small(tmp_path, schemes=schemes), TODAY)
    assert [(fault.row, fault.column) for fault in report.faults] == [(3, column)]
    assert_nowhere(report, caplog.text, {"street": "Quondaryseed", "postcode": "cm11ae"})


def test_a_postcode_in_its_support_or_contacts_is_refused(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    report = load(
        small(
            tmp_path,
            schemes=[a_scheme(), a_refuge()],
            support=[a_support(scheme_id="R1", who_for="whoever is at CM1 1AE")],
            contacts=[a_contact(scheme_id="R1", role="refuge-manager", holder="at CM1 1AE")],
        ),
        TODAY,
    )
    assert [(fault.file, fault.row) for fault in report.faults] == [("support.csv", 2), ("contacts.csv", 2)]
    assert_nowhere(report, caplog.text, {"postcode": "CM1 1AE"})


def test_a_wrong_channel_of_a_confidential_scheme_is_not_repeated(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    contact = a_contact(scheme_id="R1", role="refuge-manager", phone="9277 Quondaryseed Road")
    report = load(small(tmp_path, schemes=[a_scheme(), a_refuge()], contacts=[contact]), TODAY)
    [fault] = report.faults
    assert fault.column == "phone"
    assert fault.message.startswith("the value is not a telephone number, such as 01632 960123; ")
    assert_nowhere(report, caplog.text, {"street": "Quondaryseed"})


def test_a_district_would_narrow_a_confidential_place_down(tmp_path: Path) -> None:
    report = load(
        small(
            tmp_path,
            schemes=[
                a_scheme(),
                a_refuge("R1", authority="E07000070"),
                a_refuge("R2", authority="E10000012"),
                a_refuge("R3", authority="E06000033"),
            ],
        ),
        TODAY,
    )
    assert [(fault.row, fault.column) for fault in report.faults] == [(3, "authority")]


def test_a_scheme_that_becomes_confidential_loses_its_addresses(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    load(small(tmp_path, premises=[a_premises("A1", **PLACE)]), TODAY)
    turned = write(tmp_path / "turned", schemes=[a_refuge("S1")])
    tried = load(turned, TODAY, dry_run=True)
    assert (tried.outcome, tried.premises_erased) == ("would_load", 1)
    report = load(turned, TODAY)
    assert (report.outcome, report.premises_erased) == ("loaded", 1)
    assert "1 premises taken out" in as_text(report)
    assert_nowhere(report, caplog.text, PLACE)


def _texts() -> dict[str, object]:
    with db.engine.connect() as connection:
        contact = connection.execute(text("SELECT role, holder, email, phone FROM contacts")).one()
        support = connection.execute(text("SELECT offered, hours, who_for FROM support_offered")).one()
    return {**contact._mapping, **support._mapping}


#: Texts of a hostel at Canary Court, Canaryseed Road, CM1 1AF.
TELLING = {
    "contacts": [
        a_contact(
            scheme_id="S1",
            holder="The desk at Canary court",
            email="desk@council.example",
            phone="01632 960123",
        )
    ],
    "support": [a_support(who_for="Anybody  in canaryseed ROAD")],
    "premises": [a_premises("A1", **PLACE)],
}


def test_a_scheme_that_becomes_confidential_loses_the_texts_that_tell_its_place(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    load(small(tmp_path, **TELLING), TODAY)
    turned = write(tmp_path / "turned", schemes=[a_refuge("S1")])
    tried = load(turned, TODAY, dry_run=True)
    assert (tried.outcome, tried.texts_erased) == ("would_load", 2)
    assert _texts()["holder"] == "The desk at Canary court"
    report = load(turned, TODAY)
    assert (report.outcome, report.texts_erased) == ("loaded", 2)
    assert "2 texts taken out" in as_text(report)
    assert _texts() == {
        "role": "provider-dsl",
        "holder": None,
        "email": "desk@council.example",
        "phone": "01632 960123",
        "offered": "yes",
        "hours": None,
        "who_for": None,
    }
    assert_nowhere(report, caplog.text, PLACE)


@pytest.mark.parametrize(
    ("files", "where"),
    [
        ({"schemes": [a_refuge("S1", name="Canary Court")]}, ("schemes.csv", "name")),
        ({"schemes": [a_refuge("S1", referral="Ring at Canaryseed Road")]}, ("schemes.csv", "referral")),
        ({"contacts": TELLING["contacts"]}, ("contacts.csv", None)),
        ({"support": [a_support(who_for="Anybody in Canaryseed Road")]}, ("support.csv", "who_for")),
    ],
)
def test_what_a_file_tells_of_the_place_of_a_scheme_it_makes_confidential_is_refused(
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    files: dict[str, list[Row]],
    where: tuple[str, str | None],
) -> None:
    load(small(tmp_path, **TELLING), TODAY)
    report = load(write(tmp_path / "turned", **{"schemes": [a_refuge("S1")], **files}), TODAY)
    assert [(fault.file, fault.column) for fault in report.faults] == [where]
    assert "tells the place" in report.faults[0].message
    assert _texts()["holder"] == "The desk at Canary court"  # nothing was done
    assert "canary" not in f"{as_text(report)}{as_json(report)}{caplog.text}".casefold()


def test_no_file_lifts_confidentiality(tmp_path: Path) -> None:
    load(small(tmp_path, schemes=[a_scheme(), a_refuge("R1")]), TODAY)
    report = load(write(tmp_path / "lifted", schemes=[a_scheme(), a_scheme("R1")]), TODAY)
    assert [(fault.row, fault.column) for fault in report.faults] == [(3, "accommodation_type")]
    with db.engine.connect() as connection:
        kind = connection.execute(
            text("SELECT accommodation_type FROM schemes WHERE reference = 'R1'")
        ).scalar()
    assert kind == "da-refuge"


def test_no_file_lifts_confidentiality_by_way_of_a_type_without_a_place(tmp_path: Path) -> None:
    load(small(tmp_path, schemes=[a_scheme(), a_refuge("R1")]), TODAY)
    floating = a_scheme("R1", accommodation_type="floating-support")
    report = load(write(tmp_path / "lifted", schemes=[a_scheme(), floating]), TODAY)
    assert [(fault.row, fault.column) for fault in report.faults] == [(3, "accommodation_type")]


def test_a_service_without_a_place_may_become_one_with_a_place(tmp_path: Path) -> None:
    load(small(tmp_path, schemes=[a_scheme(accommodation_type="floating-support")], premises=[]), TODAY)
    assert load(small(tmp_path), TODAY).outcome == "loaded"
