"""On what housing is asked, and what a meeting is, as a plan shows them."""

from typing import Any

from directory.equipment import equipment
from directory.rules.catalogue import MeetingType, TimeLimit

#: The ground for asking about a parent who lives elsewhere, below the section 47 threshold (H9).
_ELSEWHERE = "consent-first"


def ground_shown(slug: str) -> dict[str, Any]:
    """On what something is asked as a rule, what else there is, and who decides that."""
    ground = equipment().catalogue.sharing_grounds[slug]
    return {
        "slug": slug,
        "name": ground.name,
        "text": ground.text,
        "consent_first": ground.consent,
        "alternative": ground.alternative,
        "decided_by": ground.decided_by,
        "note": ground.note,
        "source": list(ground.sources),
        "verification": ground.verification,
    }


def meeting_shown(meeting: MeetingType, *, parent_elsewhere: bool) -> dict[str, Any]:
    """A kind of meeting: its timescale, on what housing is asked, and what it is to bring.

    `proposed` names the fields that are ours, for local agreement, whatever the row's verification.
    """
    return {
        "slug": meeting.slug,
        "name": meeting.name,
        "statutory_basis": meeting.statutory_basis,
        "guidance": meeting.guidance,
        "convener": meeting.convener,
        "timescale": meeting.timescale,
        "time_limits": [_limit(limit) for limit in meeting.time_limits],
        "housing_invited_when": meeting.housing_invited_when,
        "asked_to_bring": list(meeting.asked_to_bring),
        "information_basis": meeting.information_basis,
        "sharing": ground_shown(meeting.sharing),
        "sharing_about_parent_elsewhere": ground_shown(_ELSEWHERE) if parent_elsewhere else None,
        "response_time": meeting.response_time,
        "proposed": list(meeting.proposed),
        "note": meeting.note,
        "source": list(meeting.sources),
        "verification": meeting.verification,
    }


def _limit(limit: TimeLimit) -> dict[str, Any]:
    return {
        "what": limit.what,
        "kind": limit.kind,
        "quantity": limit.quantity,
        "unit": limit.unit,
        "starts": limit.starts,
        "note": limit.note,
        "source": list(limit.sources),
        "verification": limit.verification,
    }
