"""Councils: who is responsible for a postcode on a day, and how each can be reached."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from directory.db import db
from directory.equipment import equipment
from directory.errors import NotFound
from directory.model import AuthorityRecord
from directory.rules.authorities import FUNCTIONS
from directory.rules.hours import LONDON
from directory.rules.permissions import SERVICE, Reader
from directory.services.changes import change
from directory.services.looks import Look, record_look
from directory.services.shown import authorities_shown, authority_shown, turns_of_authority


def align() -> int:
    """Bring the councils that other rows hang on into line with the reference files; how many changed.

    A council that the files no longer have stays, since contacts and contracts may still name it.
    """
    held = {row.gss: row for row in db.session.execute(select(AuthorityRecord)).scalars()}
    changed: list[AuthorityRecord] = []
    for council in equipment().authorities.values():
        facts = {
            name: getattr(council, name) for name in ("name", "tier", "valid_from", "valid_to", "planned")
        }
        row = held.get(council.gss)
        if row is not None and all(getattr(row, name) == value for name, value in facts.items()):
            continue
        changed.append(AuthorityRecord(gss=council.gss, **facts))
    if changed:
        with change(SERVICE) as session:
            for row in changed:
                session.merge(row)
    return len(changed)


def for_postcode(text: str, at: datetime, reader: Reader, on: date | None = None) -> dict[str, Any]:
    """Who answers for housing, children and adults at a postcode on a day, with contacts.

    Outside England, or for a postcode that is not known, the functions are None and a note says so.

    Raises:
        Invalid: `text` has not the form of a postcode.
    """
    day = on or at.astimezone(LONDON).date()
    resolved = equipment().postcodes.resolve(text)
    place = resolved.place
    found = authorities_shown(place.gss if place else None, day, at)
    record_look(reader, Look(action="see-authority", outcome="known" if place else "unknown"))
    notes = list(found.notes)
    if resolved.status == "corrected":
        notes.insert(0, f"The postcode was read as {resolved.used}.")
    if place is None:
        notes = [f"'{text}' is not a postcode this service knows."]
    return {
        "authorities": found.shown,
        "on": day,
        "postcode": {"given": text, "used": resolved.used, "status": resolved.status},
        "notes": notes,
    }


def list_authorities(on: date, reader: Reader) -> list[dict[str, Any]]:
    """Every council of England that stands on a day, in the order of their codes."""
    record_look(reader, Look(action="see-authority"))
    return [
        authority_shown(each) for each in sorted(equipment().authorities.in_force(on), key=lambda a: a.gss)
    ]


def authority(gss: str, at: datetime, reader: Reader, on: date | None = None) -> dict[str, Any]:
    """One council, present, former or planned, with its contacts in the order to try them, by function.

    Raises:
        NotFound: no English council has or had that code.
    """
    day = on or at.astimezone(LONDON).date()
    found = equipment().authorities.known_as(gss)
    if found is None:
        raise NotFound("No English council has or had this code.")
    record_look(reader, Look(action="see-authority", subject=("authorities", found.gss)))
    turns = {
        function: turns_of_authority(found.gss, function, at, day)
        for function in FUNCTIONS
        if function in found.functions
    }
    return {
        **authority_shown(found),
        "contacts_for": {
            function: {"contacts": each.contacts, "nobody_now": each.nobody_now}
            for function, each in turns.items()
        },
    }
