"""Every kind of meeting about every kind of place: what is required is in the plan, or a gap is."""

import json
from typing import Any

import pytest
from flask import current_app

from tests.factories import CHELMSFORD, ESSEX, a_contact, a_provider, a_scheme
from tests.rules.invites.shipped import CATALOGUE, PROTOCOL
from tests.services.planning import a_plan

pytestmark = [
    pytest.mark.usefixtures("in_app"),
    # What is shown comes from the rules alone; both databases hold the same rows.
    pytest.mark.parametrize("app", ["sqlite"], indirect=True),
]

CIRCUMSTANCES = ((), ("out-of-area", "care-leaver"), ("staff-allegation", "split-household"))


def _some_contacts() -> dict[str, Any]:
    """A provider and councils with some of the roles, and a scheme of every kind; their keys by kind."""
    provider = a_provider()
    for role in ("provider-dsl", "support-worker", "refuge-manager", "owner-operator", "managing-agent"):
        a_contact(role, provider=provider)
    for role in ("lha-ta-manager", "lha-safeguarding-lead", "host-authority"):
        a_contact(role, council=CHELMSFORD)
    a_contact("csc-team-manager", council=ESSEX)
    support = {"key-work": ("yes", "visiting")}
    return {
        kind: a_scheme(
            provider=provider,
            kind=kind,
            council=ESSEX if not row.holds_location else CHELMSFORD,
            support=support,
        )
        for kind, row in CATALOGUE.accommodation_types.items()
    }


def test_what_a_rule_requires_is_in_the_plan_with_a_contact_or_a_gap_and_nobody_barred_is() -> None:
    schemes = _some_contacts()
    for meeting in CATALOGUE.meeting_types:
        for kind, scheme in schemes.items():
            for circumstances in CIRCUMSTANCES:
                plan = a_plan({"scheme": scheme}, meeting=meeting, circumstances=[*circumstances])
                given = [each["slug"] for each in plan["circumstances"]]
                lines = {line.role: line.level for line in PROTOCOL.decide(meeting, kind, given)}
                barred = {role for role, level in lines.items() if level == "must_not"}
                assert {each["role"] for each in plan["must_not_invite"]} == barred
                _is_whole(plan, {role for role in lines if role not in barred}, barred)


def _is_whole(plan: dict[str, Any], wanted: set[str], barred: set[str]) -> None:
    found: set[str] = set()
    for shown in plan["lists"]:
        for invitee in shown["invitees"]:
            found |= set(invitee["roles"])
            assert invitee["because"]
            assert (invitee["contact"] is None) == (invitee["gap"] is not None)
            contacts = [*([invitee["contact"]] if invitee["contact"] else []), *invitee["cover"]]
            if gap := invitee["gap"]:
                assert gap["reason"]
                assert gap["fallback_role"] not in barred
                if invitee["level"] == "required":
                    assert gap["fallback_role"]
                    assert gap["escalate_to"]
                    contacts += [gap["escalate_to"]["contact"]] if gap["escalate_to"]["contact"] else []
            assert {contact["role"] for contact in contacts}.isdisjoint(barred)
    assert found == wanted


def test_the_same_question_has_the_same_answer_to_the_byte() -> None:
    schemes = _some_contacts()
    people = [
        {"scheme": schemes["da-refuge"], "circumstances": ["nrpf"]},
        {"scheme": schemes["ta-hostel-family"]},
    ]
    one, other = (current_app.json.dumps(a_plan(*people)) for _ in range(2))
    assert one == other
    assert json.loads(one)["lists"]
