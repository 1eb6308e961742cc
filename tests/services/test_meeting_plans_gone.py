"""Schemes and providers that are not there on the day of a meeting: nobody of them is invited as usual."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from directory.feeds import as_calendar, as_cards, as_csv, as_text
from tests.factories import a_contact, a_premises, a_provider, a_scheme
from tests.services.planning import HOSTEL, SUPPORTED, a_plan, by_role, contact_of, invitees, said

pytestmark = pytest.mark.usefixtures("in_app")

LAST_YEAR, EVE, MEETING_DAY = date(2025, 3, 31), date(2026, 12, 14), date(2026, 12, 15)
KIND = "family-supported-housing"
#: A number of the scheme that is gone, by which it is known in files.
NUMBER = "01632 960777"


def a_gone_scheme(provider: dict[str, Any], **columns: Any) -> tuple[Any, Any]:
    """A scheme with a worker, and its provider with a safeguarding lead; the keys of scheme and provider."""
    runs = a_provider("Brindlestoke Homes", **provider)
    scheme = a_scheme(provider=runs, kind=KIND, support=SUPPORTED, **columns)
    a_premises(scheme=scheme, town=None)
    a_contact("support-worker", scheme=scheme, phone=NUMBER, email="worker@gone.example", hours="24/7")
    return scheme, runs


def of_the_scheme(plan: dict[str, Any]) -> list[dict[str, Any]]:
    """Whoever is invited or next to try, and is a post of the scheme that is gone."""
    return [
        contact
        for each in invitees(plan)
        for contact in (each["contact"], *each["cover"])
        if contact and NUMBER in str(contact["channels"])
    ]


def test_nobody_of_a_scheme_that_has_ended_is_invited_and_its_provider_is_next_to_try() -> None:
    scheme, provider = a_gone_scheme({}, valid_to=EVE)
    lead = a_contact("provider-dsl", provider=provider)
    plan = a_plan({"scheme": scheme})
    assert of_the_scheme(plan) == []
    worker = by_role(plan)["support-worker"]
    assert worker["contact"] is None
    assert "Sprocket House is not in use on that day (only until 14 December 2026)" in worker["gap"]["reason"]
    assert worker["gap"]["fallback_role"] == "provider-dsl"
    assert [each["id"] for each in worker["cover"]] == [lead]
    assert contact_of(plan, "provider-dsl") is None
    assert plan["lists"][0]["people"][0]["in_use"] is False
    assert "is not in use on that day" in said(plan)


def test_a_scheme_that_begins_after_the_meeting_is_not_in_use_either() -> None:
    scheme, _ = a_gone_scheme({}, valid_from=date(2027, 1, 1))
    worker = by_role(a_plan({"scheme": scheme}))["support-worker"]
    assert "only from 1 January 2027" in worker["gap"]["reason"]


@pytest.mark.parametrize("days", [{}, {"valid_to": MEETING_DAY}, {"valid_from": MEETING_DAY}])
def test_a_scheme_that_is_in_use_on_the_day_is_as_any_other(days: dict[str, Any]) -> None:
    a_gone_scheme({"valid_to": days.get("valid_to")}, **days)
    plan = a_plan(HOSTEL)
    assert by_role(plan)["support-worker"]["gap"] is None
    assert plan["lists"][0]["people"][0]["in_use"] is True


def test_nobody_of_a_provider_that_was_taken_over_is_invited_and_its_heir_is_next_to_try() -> None:
    heir = a_provider("Second Homes")
    lead = a_contact("provider-dsl", provider=heir)
    _, former = a_gone_scheme({"successor_id": heir, "valid_to": LAST_YEAR})
    a_contact("provider-dsl", provider=former, phone=NUMBER)
    plan = a_plan(HOSTEL)
    assert of_the_scheme(plan) == []
    for role in ("support-worker", "provider-dsl"):
        invitee = by_role(plan)[role]
        assert invitee["contact"] is None
        assert (
            "Brindlestoke Homes does not run Sprocket House any more (until 31 March 2025)"
            in (invitee["gap"]["reason"])
        )
        assert "Second Homes took over" in invitee["gap"]["reason"]
        assert invitee["organisation"]["name"] == "Second Homes"
        assert [each["id"] for each in invitee["cover"]] == [lead]


def test_of_a_provider_that_is_gone_without_an_heir_the_council_is_left_to_ask() -> None:
    a_gone_scheme({"valid_to": LAST_YEAR})
    plan = a_plan(HOSTEL)
    worker = by_role(plan)["support-worker"]
    assert of_the_scheme(plan) == []
    assert worker["organisation"] is None
    assert "Nobody is recorded to have taken over." in worker["gap"]["reason"]
    assert worker["gap"]["escalate_to"] is not None


def test_an_heir_that_is_gone_as_well_is_nobody_to_ask() -> None:
    gone = a_provider("Second Homes", valid_to=EVE)
    a_gone_scheme({"successor_id": gone, "valid_to": LAST_YEAR})
    assert "Nobody is recorded" in by_role(a_plan(HOSTEL))["support-worker"]["gap"]["reason"]


def test_no_file_has_anybody_of_a_place_that_is_gone_and_those_that_show_gaps_say_so() -> None:
    a_gone_scheme({"valid_to": LAST_YEAR})
    plan = a_plan(HOSTEL)
    now = datetime(2026, 12, 1, tzinfo=UTC)
    mail, sheet = as_text(plan, None), as_csv(plan)
    for file in (mail, sheet, as_calendar(plan, None, None, now), as_cards(plan)):
        assert b"960777" not in file
        assert b"gone.example" not in file
    assert b"does not run Sprocket House any more" in mail
    assert b"does not run Sprocket House any more" in sheet


def test_whoever_is_gone_need_acknowledge_nothing() -> None:
    a_gone_scheme({"valid_to": LAST_YEAR})
    plan = a_plan(HOSTEL, meeting="cin-closure")
    agencies = plan["lists"][0]["acknowledgements"]
    assert not any(each["organisation"] and each["organisation"]["kind"] == "provider" for each in agencies)
    assert "somebody for Allocated support worker/keyworker" in said(plan)
