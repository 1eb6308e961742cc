"""Contacts as shown: in the order to try them at a moment, each saying how far it can be trusted."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, or_, select

from directory.equipment import equipment
from directory.errors import Invalid
from directory.model import Contact
from directory.rules.cover import Level, Post, Turn, order_to_try
from directory.rules.hours import LONDON, Hours, parse
from directory.services.memory import MOST_REMEMBERED, Remembered, RememberedRows
from directory.services.reading import read_rows, table
from directory.services.visible import visible

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
    visible(_CONTACTS),
    or_(
        _CONTACTS.c.scheme_id.in_(bindparam("owners", expanding=True)),
        _CONTACTS.c.provider_id.in_(bindparam("owners", expanding=True)),
    ),
)
_OF_AUTHORITIES = (
    select(*_COLUMNS)
    .where(visible(_CONTACTS), _CONTACTS.c.authority_gss.is_not(None))
    .order_by(_CONTACTS.c.id)
)


@dataclass(frozen=True, slots=True)
class Turns:
    """Contacts in the order to try them; `nobody_now` says so, in a sentence, when none can be reached.

    They are remembered and shared: copy before changing anything.
    """

    contacts: list[dict[str, Any]]
    nobody_now: str | None


@dataclass(frozen=True, slots=True)
class HeldContact:
    """A contact as the rules see it, and as shown but for what depends on the moment."""

    post: Post
    shown: dict[str, Any]


def turns_of_schemes(
    schemes: Mapping[uuid.UUID, uuid.UUID], at: datetime, on: date
) -> dict[uuid.UUID, Turns]:
    """The contacts of schemes, given with their providers, and of those providers, in the order to try them.

    Those in force on the day `on`, as they stand at `at`.
    """
    keys = {scheme: ((scheme, provider), None, minute_of(at), on) for scheme, provider in schemes.items()}
    found = _turns(keys.values())
    return {scheme: found[key] for scheme, key in keys.items()}


def turns_of_provider(provider: uuid.UUID, at: datetime, on: date) -> Turns:
    """A provider's own contacts, in the order to try them."""
    key = ((provider,), None, minute_of(at), on)
    return _turns([key])[key]


def turns_of_authority(gss: str, function: str, at: datetime, on: date) -> Turns:
    """A council's contacts for one of its functions, in the order to try them."""
    key = ((gss,), function, minute_of(at), on)
    return _turns([key])[key]


def contacts_of(owners: tuple[Any, ...], on: date) -> list[HeldContact]:
    """The posts in force on a day of schemes and providers (by id) and councils (by code), of every side."""
    known = _of_owners(owner for owner in owners if isinstance(owner, uuid.UUID))
    councils = _of_authorities()
    return [
        contact
        for owner in owners
        for contact in (known[owner] if owner in known else councils.get(owner, ()))
        if contact.post.holds_on(on)
    ]


def minute_of(at: datetime) -> datetime:
    """The minute in which `at` lies: opening hours know nothing shorter."""
    return at.replace(second=0, microsecond=0)


#: Whose contacts, for which function if they are a council's, as they stand at a minute, of those of a day.
_Asked = tuple[tuple[Any, ...], str | None, datetime, date]


def _read_turns(asked: list[_Asked]) -> dict[_Asked, Turns]:
    of_schemes = _of_owners(owner for owners, function, *_ in asked if function is None for owner in owners)
    of_councils = _of_authorities()
    found = {}
    for key in asked:
        owners, function, at, on = key
        contacts = [
            contact
            for owner in owners
            for contact in (of_schemes[owner] if function is None else of_councils.get(owner, ()))
            if contact.post.holds_on(on) and (function is None or _is_for(function, contact.post.role))
        ]
        found[key] = _in_order(contacts, at)
    return found


#: Worked out once a minute for each, as a council's contacts are asked for in every look-up.
_turns = RememberedRows(_read_turns, most=1_000).get


def _is_for(function: str, role: str) -> bool:
    roles = equipment().catalogue.contact_roles
    return role in roles and roles[role].side in SIDES[function]


def _read_of_owners(owners: list[uuid.UUID]) -> dict[uuid.UUID, list[HeldContact]]:
    found: dict[uuid.UUID, list[HeldContact]] = {owner: [] for owner in owners}
    for row in read_rows(_OF_PROVIDERS, {"owners": owners}):
        if row.scheme_id:
            found[row.scheme_id].append(_contact(row, "scheme"))
        else:
            found[row.provider_id].append(_contact(row, "provider"))
    return found


_of_owners = RememberedRows(_read_of_owners, most=MOST_REMEMBERED).get


def _read_of_authorities(_version: int) -> dict[str, list[HeldContact]]:
    """The contacts of every council, by code: a few thousand at most, asked for in every look-up."""
    found: dict[str, list[HeldContact]] = defaultdict(list)
    for row in read_rows(_OF_AUTHORITIES, {}):
        found[row.authority_gss].append(_contact(row, "authority"))
    return found


_of_authorities = Remembered(_read_of_authorities).get


def _in_order(contacts: list[HeldContact], at: datetime) -> Turns:
    if not contacts:
        return Turns([], "No contact is held.")
    at_hand = equipment()
    by_id = {contact.post.id: contact for contact in contacts}
    order = order_to_try(
        [contact.post for contact in contacts], at, at_hand.role_rank, fallbacks=at_hand.role_fallbacks
    )
    shown = [turn_shown(by_id[turn.post.id], turn) for turn in order]
    return Turns(shown, order.nobody.reason if order.nobody else None)


def turn_shown(contact: HeldContact, turn: Turn, when: str = "now") -> dict[str, Any]:
    """A contact as shown, with its turn in the order at a moment that is called `when`."""
    return {
        **contact.shown,
        "reachable_now": turn.reachable_now,
        "opens": turn.opens,
        "reason": turn.reason_at(when),
        "confidence": turn.confidence,
        "use_instead": turn.use_instead,
    }


def post_shown(row: Any, at: datetime) -> dict[str, Any]:
    """One post by itself, at a moment: outside of its days it cannot be reached, and says so."""
    level: Level = "scheme" if row.scheme_id else "provider" if row.provider_id else "authority"
    contact, day = _contact(row, level), at.astimezone(LONDON).date()
    if contact.post.holds_on(day):
        return _in_order([contact], at).contacts[0]
    ended = row.valid_to is not None and row.valid_to < day
    said = f"Ended on {row.valid_to}." if ended else f"Begins on {row.valid_from}."
    always = replace(contact, post=replace(contact.post, valid_from=None, valid_to=None))
    beside = {"reachable_now": False, "opens": None, "use_instead": None, "reason": said}
    return {**_in_order([always], at).contacts[0], **beside}


def _contact(row: Any, level: Level) -> HeldContact:
    post = Post(
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
    return HeldContact(post, _shown(row, level))


@lru_cache(maxsize=5_000)
def _hours(text: str | None) -> Hours | None:
    """The hours in a row; text that cannot be read counts as not known, and is still shown as it stands."""
    try:
        return parse(text) if text else None
    except Invalid:
        return None


def _shown(row: Any, level: Level) -> dict[str, Any]:
    """A contact as shown, with None in the places of what depends on the moment."""
    role = equipment().catalogue.contact_roles.get(row.role)
    return {
        "id": row.id,
        "reference": row.reference,
        "role": row.role,
        "role_name": role.name if role else row.role,
        "of": level,
        "holder": None if row.vacant else row.holder,
        "channels": [
            {"kind": kind, "value": value}
            for kind, value in (("phone", row.phone), ("email", row.email))
            if value
        ],
        "hours": row.hours,
        "out_of_hours": row.out_of_hours,
        "reachable_now": None,
        "opens": None,
        "reason": None,
        "confirmed_on": row.confirmed_on,
        "confidence": None,
        "use_instead": None,
        "vacant": row.vacant,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
    }
