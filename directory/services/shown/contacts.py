"""Contacts as shown: in the order to try them at a moment, each saying how far it can be trusted."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, bindparam, or_, select

from directory.equipment import equipment
from directory.errors import Invalid
from directory.model import Contact
from directory.rules.catalogue import ContactRole
from directory.rules.cover import Post, Turn, order_to_try
from directory.rules.hours import LONDON, Hours, parse
from directory.services.memory import MOST_REMEMBERED, Remembered, RememberedRows
from directory.services.reading import read_rows, table

#: Which side of a council holds the contacts for each of its functions.
SIDES = {"housing": ("lha", "landlord", "authority"), "children": ("csc",), "adults": ("adult",)}

_CONTACTS = table(Contact)
_COLUMNS = (
    _CONTACTS.c.id,
    _CONTACTS.c.reference,
    _CONTACTS.c.provider_id,
    _CONTACTS.c.scheme_id,
    _CONTACTS.c.authority_gss,
    _CONTACTS.c.role,
    _CONTACTS.c.holder,
    _CONTACTS.c.email,
    _CONTACTS.c.phone,
    _CONTACTS.c.hours,
    _CONTACTS.c.out_of_hours,
    _CONTACTS.c.covered_by_id,
    _CONTACTS.c.vacant,
    _CONTACTS.c.failing_since,
    _CONTACTS.c.valid_from,
    _CONTACTS.c.valid_to,
    _CONTACTS.c.confirmed_on,
)


_OF_PROVIDERS = select(*_COLUMNS).where(
    or_(
        _CONTACTS.c.scheme_id.in_(bindparam("owners", expanding=True)),
        _CONTACTS.c.provider_id.in_(bindparam("owners", expanding=True)),
    )
)
_OF_AUTHORITIES = select(*_COLUMNS).where(_CONTACTS.c.authority_gss.is_not(None)).order_by(_CONTACTS.c.id)


@dataclass(frozen=True, slots=True)
class Posts:
    """Contacts in force on a day, by whose they are."""

    by_owner: Mapping[object, list[Row[Any]]]

    def of_scheme(self, scheme: uuid.UUID, provider: uuid.UUID, at: datetime) -> "Turns":
        """The contacts of a scheme and of its provider, in the order to try them at that moment."""
        own = [(row, "scheme") for row in self.by_owner.get(scheme, ())]
        return _in_order(own + [(row, "provider") for row in self.by_owner.get(provider, ())], at)

    def of_authority(self, gss: str, function: str, at: datetime) -> "Turns":
        """A council's contacts for one of its functions, in the order to try them at that moment."""
        roles = equipment().catalogue.contact_roles
        rows = [
            (row, "authority")
            for row in self.by_owner.get(gss, ())
            if row.role in roles and roles[row.role].side in SIDES[function]
        ]
        return _in_order(rows, at)


@dataclass(frozen=True, slots=True)
class Turns:
    """Contacts in the order to try them; `nobody_now` says so, in a sentence, when none can be reached."""

    contacts: list[dict[str, Any]]
    nobody_now: str | None


def posts_of_schemes(schemes: Mapping[uuid.UUID, uuid.UUID], on: date) -> Posts:
    """The contacts of schemes, given with their providers, and of those providers."""
    held = _of_owners([*schemes, *schemes.values()])
    return Posts({owner: [row for row in rows if _holds(row, on)] for owner, rows in held.items()})


def _read_of_owners(owners: list[uuid.UUID]) -> dict[uuid.UUID, list[Row[Any]]]:
    found: dict[uuid.UUID, list[Row[Any]]] = {owner: [] for owner in owners}
    for row in read_rows(_OF_PROVIDERS, {"owners": owners}):
        found[row.scheme_id or row.provider_id].append(row)
    return found


_of_owners = RememberedRows(_read_of_owners, most=MOST_REMEMBERED).get


def posts_of_authorities(codes: Collection[str], on: date) -> Posts:
    """The contacts of councils."""
    held = _of_authorities()
    return Posts({code: [row for row in held.get(code, ()) if _holds(row, on)] for code in codes})


def _holds(row: Row[Any], on: date) -> bool:
    return (row.valid_from is None or row.valid_from <= on) and (row.valid_to is None or row.valid_to >= on)


def _read_of_authorities(_version: int) -> dict[str, list[Row[Any]]]:
    """The contacts of every council, by code: a few thousand at most, asked for in every look-up."""
    found: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in read_rows(_OF_AUTHORITIES, {}):
        found[row.authority_gss].append(row)
    return found


_of_authorities = Remembered(_read_of_authorities).get


def _in_order(rows: list[tuple[Row[Any], str]], at: datetime) -> Turns:
    if not rows:
        return Turns([], "No contact is held.")
    at_hand = equipment()
    rank, fallbacks = at_hand.role_rank, at_hand.role_fallbacks
    by_id = {str(row.id): row for row, _ in rows}
    order = order_to_try([_post(row, level) for row, level in rows], at, rank, fallbacks=fallbacks)
    roles = at_hand.catalogue.contact_roles
    shown = [_contact_shown(turn, by_id[turn.post.id], roles.get(turn.post.role)) for turn in order]
    return Turns(shown, order.nobody.reason if order.nobody else None)


def post_shown(row: Any, at: datetime) -> dict[str, Any]:
    """One post by itself, at a moment: outside of its days it cannot be reached, and says so."""
    level = "scheme" if row.scheme_id else "provider" if row.provider_id else "authority"
    at_hand = equipment()
    role, day = at_hand.catalogue.contact_roles.get(row.role), at.astimezone(LONDON).date()
    for turn in order_to_try([_post(row, level)], at, at_hand.role_rank):
        return _contact_shown(turn, row, role)
    ended = row.valid_to is not None and row.valid_to < day
    said = f"Ended on {row.valid_to}." if ended else f"Begins on {row.valid_from}."
    always = replace(_post(row, level), valid_from=None, valid_to=None)
    [turn] = order_to_try([always], at, at_hand.role_rank)
    beside = {"reachable_now": False, "opens": None, "use_instead": None, "reason": said}
    return {**_contact_shown(turn, row, role), **beside}


def _post(row: Any, level: Any) -> Post:
    return Post(
        id=str(row.id),
        role=row.role,
        level=level,
        hours=_hours(row.hours),
        out_of_hours=row.out_of_hours,
        vacant=row.vacant,
        failing=row.failing_since is not None,
        channels=bool(row.phone or row.email),
        covered_by=str(row.covered_by_id) if row.covered_by_id else None,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        confirmed_on=row.confirmed_on,
    )


@lru_cache(maxsize=5_000)
def _hours(text: str | None) -> Hours | None:
    """The hours in a row; text that cannot be read counts as not known, and is still shown as it stands."""
    try:
        return parse(text) if text else None
    except Invalid:
        return None


def _contact_shown(turn: Turn, row: Any, role: ContactRole | None) -> dict[str, Any]:
    return {
        "id": row.id,
        "reference": row.reference,
        "role": row.role,
        "role_name": role.name if role else row.role,
        "of": turn.post.level,
        "holder": None if row.vacant else row.holder,
        "channels": [
            {"kind": kind, "value": value}
            for kind, value in (("phone", row.phone), ("email", row.email))
            if value
        ],
        "hours": row.hours,
        "out_of_hours": row.out_of_hours,
        "reachable_now": turn.reachable_now,
        "opens": turn.opens,
        "reason": turn.reason,
        "confirmed_on": row.confirmed_on,
        "confidence": turn.confidence,
        "use_instead": turn.use_instead,
        "vacant": row.vacant,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
    }
