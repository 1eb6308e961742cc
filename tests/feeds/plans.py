"""Plans as the service makes them, with a canary wherever something stands that belongs in no file."""

import copy
from datetime import UTC, datetime
from typing import Any

CANARY = "Blenkinquill"


def contact(role: str, number: int, **other: Any) -> dict[str, Any]:
    """A contact of a plan; what stands in a plan and belongs in no file holds the canary."""
    return {
        "id": f"5f6f0f4e-1111-4111-8111-{number:012}",
        "reference": f"{CANARY}-{number}",
        "role": role,
        "role_name": role.replace("-", " ").capitalize(),
        "of": "scheme",
        "holder": None,
        "channels": [
            {"kind": "phone", "value": f"01632 960{number:03}"},
            {"kind": "email", "value": f"{role}@acorn.example"},
        ],
        "hours": "Mo-Fr 09:00-17:00",
        "confirmed_on": "2026-10-01",
        "confidence": "current",
        "address": f"12 {CANARY} Street",
        **other,
    }


def invitee(level: str, role: str, number: int, **other: Any) -> dict[str, Any]:
    return {
        "role": role,
        "role_name": role.replace("-", " ").capitalize(),
        "level": level,
        "for": ["mother and child"],
        "organisation": {"kind": "provider", "id": "1", "name": "Acorn Housing"},
        "contact": contact(role, number),
        "cover": [],
        "gap": None,
        "because": [
            {
                "rule": "support-worker-always",
                "rationale": "Sees the family most.",
                "force": "protocol",
                "source": ["OWN"],
                "verification": "unverified",
            }
        ],
        "asked_to_bring": ["Written report"] if level != "inform_only" else [],
        "reply_by": "2026-11-27T12:00:00+00:00" if level != "inform_only" else None,
        **other,
    }


def a_plan() -> dict[str, Any]:
    """A plan with one list: one required with cover, one recommended, one to be told, and a gap."""
    gap = {"reason": "The post is vacant.", "fallback_role": "scheme-manager", "escalate_to": None}
    return {
        "meeting_type": {"slug": "icpc", "name": "Initial child protection conference"},
        "starts_at": datetime(2026, 7, 1, 9, 0, tzinfo=UTC),
        "circumstances": [{"slug": "refuge", "name": CANARY}],
        "people": [{"label": "mother and child", "address": f"12 {CANARY} Street"}],
        "lists": [
            {
                "name": "everyone",
                "people": [{"label": "mother and child", "scheme": {"name": f"{CANARY} Refuge"}}],
                "history": [{"notes": [CANARY]}],
                "invitees": [
                    invitee("required", "support-worker", 1, cover=[contact("scheme-manager", 2)]),
                    invitee("recommended", "lha-ta-manager", 3),
                    invitee("inform_only", "housing-commissioner", 4),
                    invitee("required", "provider-dsl", 5, contact=None, gap=gap),
                ],
            }
        ],
        "must_not_invite": [{"role": "hotel-manager", "because": [{"rationale": CANARY}]}],
        "format": {"attendance": "in_person", "reason": None, "words": CANARY},
        "warnings": [CANARY],
        "checklist": [{"text": CANARY}],
    }


def two_lists() -> dict[str, Any]:
    plan = a_plan()
    other = copy.deepcopy(plan["lists"][0])
    other["name"], other["invitees"] = (
        "father",
        [invitee("required", "housing-officer", 9, **{"for": ["father"]})],
    )
    plan["lists"] = [{**plan["lists"][0], "name": "mother and child"}, other]
    return plan
