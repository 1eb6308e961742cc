"""Estimates of hours: shown with every assumption, the same for the same seed, and against a contract."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.editors import API, an_editor
from tests.factories import CHELMSFORD, COLCHESTER, a_contract

ASKED: dict[str, Any] = {"caseload": {"child_protection": 10, "adult_safeguarding": 4}, "workers": 3}


def promise(hours: float, unit: str = "hours_per_month", concerns: str = "both") -> dict[str, Any]:
    return {
        "term": "capacity-hours",
        "quantity": hours,
        "unit": unit,
        "concerns": concerns,
        "clause_number": "4.2",
    }


@pytest.fixture
def commissioner(app: Flask) -> FlaskClient:
    return an_editor(app, role="commissioner")


def estimated(client: FlaskClient, path: str = "capacity-estimates", **given: Any) -> Any:
    answer = client.post(f"{API}/{path}", json={**ASKED, **given})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()


def test_an_estimate_adds_up_and_shows_what_it_assumes(in_app: Flask, commissioner: FlaskClient) -> None:
    told = estimated(commissioner, contracted_h=40)
    steady = told["supervision_h"] + told["training_h"] + told["cover_h"]
    meetings = sum(each["hours_per_month"] for each in told["meetings"])
    assert told["expected_h"] == pytest.approx(meetings + steady)
    assert told["for_children_h"] + told["for_adults_h"] == pytest.approx(meetings)
    assert told["simulated_mean_h"] == pytest.approx(told["expected_h"], rel=0.01)
    assert {each["verification"] for each in told["assumptions"]} == {"unverified"}
    assert told["enough"] is (told["chance"]["worked_out"] < told["accepted_chance"])
    assert told == estimated(commissioner, contracted_h=40)


def test_an_assumption_may_be_changed_and_is_marked_as_given(
    in_app: Flask, commissioner: FlaskClient
) -> None:
    slug = estimated(commissioner)["assumptions"][0]["slug"]
    told = estimated(commissioner, assumptions={slug: 0})
    assert (told["assumptions"][0]["basis"], told["assumptions"][0]["quantity"]) == ("given", 0)
    wrong = commissioner.post(f"{API}/capacity-estimates", json={**ASKED, "assumptions": {"nothing": 1}})
    assert wrong.status_code == 422
    many = commissioner.post(
        f"{API}/capacity-estimates", json={**ASKED, "caseload": {"child_protection": 9999}}
    )
    assert many.status_code == 422


@pytest.mark.parametrize(
    ("terms", "hours"),
    [
        ([promise(20)], 20),
        ([promise(20), promise(12)], 20),
        ([promise(12, concerns="children"), promise(10, concerns="adults")], 22),
        ([promise(30), promise(12, concerns="children")], 30),
        ([promise(240, "hours_per_year")], 20),
        ([], None),
    ],
)
def test_a_contract_is_held_against_the_hours_it_reserves(
    in_app: Flask, commissioner: FlaskClient, terms: list[dict[str, Any]], hours: float | None
) -> None:
    contract = a_contract(terms=terms)
    told = estimated(commissioner, f"contracts/{contract}/capacity-estimates?on=2026-12-01")
    assert told["contracted_h"] == (None if hours is None else pytest.approx(hours))
    assert (told["enough"] is None) is (hours is None)
    before = estimated(
        commissioner, f"contracts/{contract}/capacity-estimates?on=2020-01-01&known_on=2026-12-01"
    )
    assert before["contracted_h"] is None


def test_another_councils_contract_is_none(in_app: Flask, app: Flask) -> None:
    contract = a_contract(council=CHELMSFORD, terms=[promise(20)])
    other = an_editor(app, f"authority:{COLCHESTER}", role="commissioner")
    assert other.post(f"{API}/contracts/{contract}/capacity-estimates", json=ASKED).status_code == 404
