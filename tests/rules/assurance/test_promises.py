"""A promise that cannot be is refused where it is made."""

from datetime import date
from typing import Any

import pytest

from directory.errors import Invalid
from directory.rules.assurance import Contract, Promise
from directory.rules.catalogue.units import FAMILIES
from tests.rules.assurance.register import a_contract, a_promise, catalogue, shipped

NEW_YEAR, EVE = date(2027, 1, 1), date(2026, 12, 31)


@pytest.mark.parametrize(
    ("facts", "field", "message"),
    [
        (
            {"quantity": 3},
            "unit",
            "a quantity needs its unit, and a unit its quantity, such as 20 hours_per_month",
        ),
        ({"unit": "hours"}, "quantity", "a quantity needs its unit, and a unit its quantity"),
        ({"quantity": -1, "unit": "hours"}, "quantity", "-1 is no quantity: it must be 0 or more"),
        ({"quantity": float("nan"), "unit": "hours"}, "quantity", "nan is no quantity"),
        ({"quantity": float("inf"), "unit": "hours"}, "quantity", "inf is no quantity"),
        (
            {"quantity": 100.5, "unit": "percent"},
            "quantity",
            "100.5 percent is more than all there is: at most 100",
        ),
        ({"quantity": 2, "unit": "yes_no"}, "quantity", "2 is neither yes (1) nor no (0)"),
        ({"quantity": 1.5, "unit": "people"}, "quantity", "1.5 people cannot be: it must be a whole number"),
        (
            {"quantity": 0.5, "unit": "breaches"},
            "quantity",
            "0.5 breaches cannot be: it must be a whole number",
        ),
        (
            {"valid_from": NEW_YEAR, "valid_to": EVE},
            "valid_to",
            "2026-12-31 is before the first day, 2027-01-01",
        ),
        ({"clause_number": ""}, "clause_text", "an empty text is no clause: leave it out"),
        ({"clause_text": ""}, "clause_text", "an empty text is no clause: leave it out"),
    ],
)
def test_what_cannot_be_promised(facts: dict[str, Any], field: str, message: str) -> None:
    with pytest.raises(Invalid) as caught:
        Promise(term="handover", **facts)
    assert caught.value.field == field
    assert message in caught.value.message


@pytest.mark.parametrize(
    ("quantity", "unit"),
    [
        (0, "hours"),
        (100, "percent"),
        (150, "percent_fte"),
        (0, "yes_no"),
        (1, "yes_no"),
        (2.0, "people"),
        (0.5, "weeks"),
    ],
)
def test_what_can_be_promised(quantity: float, unit: Any) -> None:
    assert a_promise("handover", quantity, unit).quantity == quantity


def test_a_promise_holds_on_its_first_and_its_last_day() -> None:
    promise = a_promise("handover", valid_from=date(2026, 12, 30), valid_to=EVE)
    days = [date(2026, 12, 29), date(2026, 12, 30), EVE, NEW_YEAR]
    assert [promise.holds_on(day) for day in days] == [False, True, True, False]
    assert a_promise("handover").holds_on(date(1990, 1, 1))
    assert a_promise("handover", valid_from=EVE, valid_to=EVE).holds_on(EVE)


def test_a_contract_holds_on_its_first_and_its_last_day() -> None:
    contract = a_contract(valid_from=date(2026, 12, 30), valid_to=EVE)
    days = [date(2026, 12, 29), date(2026, 12, 30), EVE, NEW_YEAR]
    assert [contract.holds_on(day) for day in days] == [False, True, True, False]
    assert a_contract().holds_on(date(2090, 1, 1))


def test_a_contract_cannot_end_before_it_begins() -> None:
    with pytest.raises(Invalid, match="2026-12-31 is before the first day, 2027-01-01") as caught:
        Contract(key=1, provider=2, authority="E1", valid_from=NEW_YEAR, valid_to=EVE)
    assert caught.value.field == "valid_to"
    assert a_contract(valid_from=EVE, valid_to=EVE).holds_on(EVE)


def test_a_clause_is_a_number_or_a_text() -> None:
    assert a_promise("handover").has_clause
    assert a_promise("handover", clause_number=None, clause_text="In time.").has_clause
    assert not a_promise("handover", clause_number=None).has_clause


@pytest.mark.parametrize(
    ("facts", "field", "message"),
    [
        ({"term": "handovr"}, "term", "there is no contract term 'handovr'; did you mean 'handover'?"),
        ({"term": "zzzz"}, "term", "there is no contract term 'zzzz'"),
        (
            {"term": "capacity-hours", "quantity": 20, "unit": "hours"},
            "unit",
            "hours does not fit 'capacity-hours': it can be in hours_per_week, hours_per_month, "
            "hours_per_year, "
            "percent_fte",
        ),
        (
            {"term": "child-seen", "concerns": "adults"},
            "concerns",
            "'child-seen' concerns children only, not adults",
        ),
        (
            {"term": "training-adult", "concerns": "children"},
            "concerns",
            "concerns adults only, not children",
        ),
        (
            {"term": "named-lead", "measure": "handover"},
            "measure",
            "'handover' is no measure of 'named-lead': named-leads, named-deputies",
        ),
        (
            {"term": "remedies", "measure": "remedies"},
            "measure",
            "'remedies' is no measure of 'remedies': it has none",
        ),
    ],
)
def test_a_promise_that_the_catalogue_cannot_place(facts: dict[str, Any], field: str, message: str) -> None:
    with pytest.raises(Invalid) as caught:
        shipped().check(a_promise(**facts))
    assert caught.value.field == field
    assert message in caught.value.message


def test_a_promise_for_both_may_be_of_a_term_for_children() -> None:
    shipped().check(a_promise("child-seen", 7, "days"))
    shipped().check(a_promise("child-seen", 7, "days", concerns="children"))
    shipped().check(a_promise("handover", concerns="adults"))
    shipped().check(a_promise("response-time", 2, "hours", measure="response-time-strategy"))


FITTING = {
    "named-lead": "people",
    "capacity-hours": "hours_per_week hours_per_month hours_per_year percent_fte",
    "meeting-attendance": "percent",
    "response-time": "hours days working_days weeks months years",
    "kpi-return": "per_month per_quarter per_year",
    "confidential-location": "breaches",
    "payment": "gbp_per_hour gbp_per_year yes_no",
    "info-sharing": "yes_no",
    "remedies": "yes_no",
}


@pytest.mark.parametrize("term", [*FITTING])
def test_the_units_that_fit_a_term(term: str) -> None:
    assert " ".join(unit for unit in FAMILIES if shipped().fits(term, unit)) == FITTING[term]


def test_every_term_has_a_unit_and_not_every_unit() -> None:
    for term in catalogue().contract_terms:
        fitting = [unit for unit in FAMILIES if shipped().fits(term, unit)]
        assert 0 < len(fitting) < 7, term


def test_no_unit_fits_a_term_that_there_is_not() -> None:
    with pytest.raises(Invalid, match="there is no contract term 'nothing'"):
        shipped().fits("nothing", "hours")
