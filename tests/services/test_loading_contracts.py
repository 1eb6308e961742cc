"""Contracts and their terms from files: versions, what is refused, and that nothing is lost."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from directory.errors import NotFound
from directory.rules.permissions import SERVICE
from directory.services import contracts, editing, memory
from directory.services.loading import load
from directory.services.loading.report import Report
from tests.factories import CHELMSFORD, COLCHESTER, a_council
from tests.load_folders import TODAY, Row, a_premises, a_provider, a_refuge, a_scheme, write

CLAUSE = "The Provider keeps twenty hours in each month for safeguarding meetings."


@pytest.fixture(autouse=True)
def councils(in_app: Flask) -> None:
    a_council(CHELMSFORD)
    a_council(COLCHESTER)


def a_contract(identity: str = "K1", **cells: object) -> Row:
    return {
        "id": identity,
        "commissioner": CHELMSFORD,
        "provider_id": "P1",
        "title": "Family hostel support",
        "valid_from": "2025-04-01",
        **cells,
    }


def hours(contract: str = "K1", **cells: object) -> Row:
    return {
        "contract_id": contract,
        "term": "capacity-hours",
        "quantity": 20,
        "unit": "hours_per_month",
        "clause_number": "4.2",
        "clause_text": CLAUSE,
        **cells,
    }


def loaded(folder: Path, today: date = TODAY, **files: Any) -> Report:
    before: dict[str, Any] = {"providers": [a_provider()], "schemes": [a_scheme(), a_refuge()]}
    report = load(write(folder, **{**before, **files}), today)
    memory.forget()
    return report


def read(on: date = TODAY, known_on: date = date.max) -> dict[str, Any]:
    [listed] = contracts.find_contracts(contracts.Wanted(), SERVICE, on, known_on)
    return contracts.contract(listed["id"], SERVICE, on, known_on)


def test_a_contract_is_loaded_with_its_terms_and_again_without_a_change(tmp_path: Path) -> None:
    contract = a_contract(schemes="S1;R1", owner="housing.contracts@council.example", subcontractors="A;B")
    files: dict[str, Any] = {"contracts": [contract], "contract_terms": [hours(evidence="Return; Rota")]}
    report = loaded(tmp_path / "one", **files)
    assert report.outcome == "loaded", report.faults
    assert (report.files["contracts.csv"].added, report.files["contract_terms.csv"].added) == (1, 1)
    told = read()
    assert {each["name"] for each in told["schemes"]} == {"Sprocket House R1", "Sprocket House S1"}
    assert told["terms"][0]["clause_text"] == CLAUSE
    assert told["terms"][0]["evidence"] == ["Return", "Rota"]
    assert told["subcontractors"] == ["A", "B"]
    assert loaded(tmp_path / "two", TODAY + timedelta(3), **files).outcome == "nothing_new"
    assert len(read()["versions"]) == 1


def test_a_row_that_says_something_else_is_one_more_version(tmp_path: Path) -> None:
    loaded(tmp_path / "one", contracts=[a_contract(valid_to="2026-12-31")], contract_terms=[hours()])
    extended = a_contract(valid_to="2027-12-31", starts_on="2027-01-01", kind="extension")
    report = loaded(tmp_path / "two", contracts=[extended])
    assert (report.outcome, report.files["contracts.csv"].changed) == ("loaded", 1)
    assert read()["valid_to"] == date(2026, 12, 31)
    later = read(on=date(2027, 1, 1))
    assert (later["valid_to"], later["version"]["kind"]) == (date(2027, 12, 31), "extension")
    assert [each["term"] for each in later["terms"]] == ["capacity-hours"]
    assert loaded(tmp_path / "three", contracts=[extended]).outcome == "nothing_new"


def test_terms_alone_change_a_contract_of_the_directory(tmp_path: Path) -> None:
    loaded(tmp_path / "one", contracts=[a_contract()], contract_terms=[hours()])
    report = loaded(tmp_path / "two", TODAY + timedelta(1), contract_terms=[hours(quantity=12)])
    assert (report.outcome, report.files["contract_terms.csv"].changed) == ("loaded", 1)
    assert read(on=TODAY)["terms"][0]["quantity"] == 20
    assert read(on=TODAY + timedelta(1))["terms"][0]["quantity"] == 12


@pytest.mark.parametrize(
    ("files", "file", "column", "told"),
    [
        ({"contract_terms": [hours(term="capacity-hour")]}, "contract_terms.csv", "term", "did you mean"),
        ({"contract_terms": [hours(unit="hours")]}, "contract_terms.csv", "unit", "does not fit"),
        ({"contract_terms": [hours(quantity=-1)]}, "contract_terms.csv", "quantity", "is not a number"),
        ({"contract_terms": [hours(unit="")]}, "contract_terms.csv", "unit", "needs its unit"),
        ({"contract_terms": [hours("K2")]}, "contract_terms.csv", "contract_id", "there is no contract"),
        (
            {"contract_terms": [hours(clause_text="At CM1 1AA")]},
            "contract_terms.csv",
            "clause_text",
            "postcode",
        ),
        (
            {"contracts": [a_contract(valid_to="2020-01-01")]},
            "contracts.csv",
            "valid_to",
            "before valid_from",
        ),
        ({"contracts": [a_contract(provider_id="P9")]}, "contracts.csv", "provider_id", "no provider"),
        ({"contracts": [a_contract(schemes="S9")]}, "contracts.csv", "schemes", "no scheme"),
        ({"contracts": [a_contract(commissioner="E9")]}, "contracts.csv", "commissioner", "not the code"),
        ({"contracts": [a_contract(), a_contract()]}, "contracts.csv", "id", "is the id of row 2 too"),
        ({"contracts": [a_contract(kind="original")]}, "contracts.csv", "kind", "is not extension"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_loaded(
    tmp_path: Path, files: dict[str, Any], file: str, column: str, told: str
) -> None:
    report = loaded(tmp_path, TODAY, **{"contracts": [a_contract()], **files})
    assert report.outcome == "refused"
    [fault] = report.faults
    assert (fault.file, fault.column) == (file, column)
    assert told in fault.message
    assert "CM1" not in fault.message
    assert contracts.find_contracts(contracts.Wanted(), SERVICE, TODAY, date.max) == []


def test_a_dry_run_counts_and_writes_nothing(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        providers=[a_provider()],
        contracts=[a_contract()],
        contract_terms=[hours(), hours(term="info-sharing", quantity="", unit="")],
    )
    report = load(folder, TODAY, dry_run=True)
    assert (report.outcome, report.files["contract_terms.csv"].added) == ("would_load", 2)
    memory.forget()
    assert contracts.find_contracts(contracts.Wanted(), SERVICE, TODAY, date.max) == []


def test_a_contract_that_was_removed_comes_back_with_its_row_and_keeps_what_was_told(tmp_path: Path) -> None:
    loaded(tmp_path / "first", contracts=[a_contract()], contract_terms=[hours()])
    key = read()["id"]
    later = datetime(TODAY.year, TODAY.month, TODAY.day, 10, tzinfo=UTC) + timedelta(7)
    tag = editing.revision(editing.CONTRACTS, key) or ""
    editing.remove_record(editing.CONTRACTS, key, SERVICE, {tag}, later)
    memory.forget()
    alone = loaded(tmp_path / "terms", later.date() + timedelta(1), contract_terms=[hours(quantity="12")])
    assert (alone.outcome, alone.faults[0].column) == ("refused", "contract_id")
    again = loaded(tmp_path / "again", later.date() + timedelta(7), contracts=[a_contract()])
    assert again.outcome == "loaded"
    assert read()["terms"] == []
    line = [(each["kind"], each["superseded"]) for each in read()["versions"]]
    assert line == [("original", True), ("removal", True), ("original", False)]
    assert read(known_on=later.date() - timedelta(1))["terms"][0]["quantity"] == 20
    with pytest.raises(NotFound):
        contracts.contract(key, SERVICE, TODAY, later.date() + timedelta(1))


def test_what_contracts_tell_of_a_scheme_that_a_load_makes_confidential_is_erased(tmp_path: Path) -> None:
    place = a_premises("A1", street="Teaselwort Road")
    loaded(
        tmp_path / "first",
        premises=[place],
        contracts=[a_contract(schemes="S1")],
        contract_terms=[hours(clause_text="Kept at Teaselwort road.")],
    )
    tried = write(tmp_path / "turned", schemes=[a_refuge("S1")])
    assert load(tried, TODAY, dry_run=True).texts_erased == 1
    assert read()["terms"][0]["clause_text"] == "Kept at Teaselwort road."
    assert load(tried, TODAY).texts_erased == 1
    memory.forget()
    assert read()["terms"][0]["clause_text"] == "(erased: it told a confidential place)"


def test_a_clause_in_the_very_load_that_makes_a_scheme_confidential_is_erased(tmp_path: Path) -> None:
    loaded(tmp_path / "first", premises=[a_premises("A1", street="Teaselwort Road")])
    turned = write(
        tmp_path / "turned",
        schemes=[a_refuge("S1")],
        contracts=[a_contract(schemes="S1")],
        contract_terms=[hours(clause_text="Kept at Teaselwort road.")],
    )
    assert load(turned, TODAY).texts_erased == 1
    memory.forget()
    assert read()["terms"][0]["clause_text"] == "(erased: it told a confidential place)"
