"""Asking for meeting plans as the API does, at moments that tests share."""

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest

from directory.errors import Invalid
from directory.rules.permissions import Reader, Role
from directory.services.meeting_plans import asked_for, plan_meeting
from tests.factories import a_premises, a_scheme
from tests.services.asking import NOW

#: A Tuesday a fortnight on, at ten in the morning.
MEETING = datetime(2026, 12, 15, 10, 0, tzinfo=UTC)
ORGANISER = Reader(Role.ORGANISER, "token:testplan")

SUPPORTED = {"key-work": ("yes", "visiting")}
HOSTEL = {"address": "12 Thistlequay Road, CM1 1AA"}
OTHER_HOSTEL = {"address": "8 Merrythought Lane, SS1 1AA"}


def a_plan(
    *people: dict[str, Any],
    meeting: str = "icpc",
    at: datetime = MEETING,
    now: datetime = NOW,
    **beside: Any,
) -> dict[str, Any]:
    """The plan for a meeting about some people; each is given a label unless they have one."""
    labelled = [{"label": f"person {place}", **person} for place, person in enumerate(people, start=1)]
    body = {"meeting_type": meeting, "starts_at": at, "people": labelled, **beside}
    return plan_meeting(asked_for(body), now, ORGANISER)


def invitees(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for shown in plan["lists"] for each in shown["invitees"]]


def by_role(plan: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Each invitee under every role that they fill."""
    return {role: each for each in invitees(plan) for role in each["roles"]}


def contact_of(plan: dict[str, Any], role: str) -> Any:
    """The id of who is invited for a role; None for a gap."""
    contact = by_role(plan)[role]["contact"]
    return contact and contact["id"]


def said(plan: dict[str, Any]) -> str:
    """Every warning, of the plan and of its lists."""
    return " ".join([*plan["warnings"], *(text for shown in plan["lists"] for text in shown["warnings"])])


def reminded(plan: dict[str, Any]) -> set[str]:
    return {each["item"] for each in plan["checklist"]}


def a_hostel(line: str = "12 Thistlequay Road", postcode: str = "CM1 1AA", **columns: Any) -> uuid.UUID:
    """A supported hostel with an address; its key."""
    scheme = a_scheme(support=SUPPORTED, **columns)
    a_premises(line, postcode, scheme=scheme, town=None)
    return scheme


def refusal(*people: dict[str, Any], **beside: Any) -> tuple[str | None, str]:
    """The field at fault and what is said of it."""
    with pytest.raises(Invalid) as raised:
        a_plan(*people, **beside)
    return raised.value.field, raised.value.message
