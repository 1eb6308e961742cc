"""Councils as shown: who answers for housing, children and adults at a place on a day."""

from datetime import date, datetime
from typing import Any

from directory.equipment import equipment
from directory.rules.authorities import FUNCTIONS, Authority, Note, responsible
from directory.services.shown.contacts import Posts, posts_of_authorities


def authority_shown(authority: Authority) -> dict[str, Any]:
    """A council with its functions and dates; a planned end or a planned council says that it is planned."""
    return {
        "gss": authority.gss,
        "name": authority.name,
        "tier": authority.tier,
        "functions": [function for function in FUNCTIONS if function in authority.functions],
        "county": authority.county_gss,
        "valid_from": authority.valid_from,
        "valid_to": authority.valid_to,
        "planned": authority.planned,
        "planned_end": authority.planned_end,
        "predecessors": authority.predecessors,
        "successors": authority.successors,
        "note": authority.note or None,
        "verification": authority.verification,
        "source": list(authority.sources),
    }


def authorities_shown(
    gss: str | None, on: date, at: datetime, *, with_contacts: bool = True
) -> tuple[dict[str, Any], list[Note]]:
    """The councils that answer for an area, by function, each with its contacts in the order to try them.

    A function that nobody can be named for is None. The notes say what is planned, unsettled or elsewhere.
    """
    found = responsible(equipment().authorities, gss, on)
    councils = {function: getattr(found, function) for function in FUNCTIONS}
    codes = {council.gss for council in councils.values() if council}
    posts = posts_of_authorities(codes, on) if with_contacts else Posts({})
    shown: dict[str, Any] = {}
    for function, council in councils.items():
        if council is None:
            shown[function] = None
            continue
        shown[function] = authority_shown(council)
        if with_contacts:
            turns = posts.of_authority(council.gss, function, at)
            shown[function] |= {"contacts": turns.contacts, "nobody_now": turns.nobody_now}
    shown["country"] = found.country
    shown["certain"] = found.certain
    shown["unresolved"] = {
        function: [council.gss for council in councils] for function, councils in found.unresolved.items()
    }
    area = found.safeguarding
    shown["safeguarding_area"] = (
        {
            "name": area.name,
            "note": area.note.text,
            "verification": area.note.verification,
            "source": list(area.note.sources),
        }
        if area
        else None
    )
    return shown, list(found.notes)
