"""Councils as shown: who answers for housing, children and adults at a place on a day."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from directory.equipment import equipment
from directory.rules.authorities import FUNCTIONS, Authority, responsible
from directory.services.memory import RememberedRows
from directory.services.shown.contacts import minute_of, turns_of_authority


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


@dataclass(frozen=True, slots=True)
class AuthoritiesShown:
    """The councils that answer for an area, and what has to be said of them.

    Remembered and shared: copy before changing anything.
    """

    shown: dict[str, Any]
    notes: tuple[str, ...]


def authorities_shown(gss: str | None, on: date, at: datetime) -> AuthoritiesShown:
    """The councils that answer for an area, by function, each with its contacts in the order to try them.

    A function that nobody can be named for is None. The notes say what is planned, unsettled or elsewhere.
    """
    asked = (gss, on, minute_of(at))
    return _remembered([asked])[asked]


_Asked = tuple[str | None, date, datetime]


def _read(asked: list[_Asked]) -> dict[_Asked, AuthoritiesShown]:
    return {(gss, on, at): _worked_out(gss, on, at) for gss, on, at in asked}


#: A minute's look-ups mostly ask for the same few councils.
_remembered = RememberedRows(_read, most=500).get


def _worked_out(gss: str | None, on: date, at: datetime) -> AuthoritiesShown:
    found = responsible(equipment().authorities, gss, on)
    shown: dict[str, Any] = {}
    for function in FUNCTIONS:
        council = getattr(found, function)
        if council is None:
            shown[function] = None
            continue
        turns = turns_of_authority(council.gss, function, at, on)
        shown[function] = authority_shown(council) | {
            "contacts": turns.contacts,
            "nobody_now": turns.nobody_now,
        }
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
    return AuthoritiesShown(shown, tuple(note.text for note in found.notes))
