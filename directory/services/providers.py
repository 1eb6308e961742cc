"""Providers: found by name or register number, and shown with their contacts."""

import uuid
from collections import defaultdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from directory.db import db
from directory.errors import NotFound
from directory.model import Provider, ProviderName, Scheme
from directory.rules.hours import LONDON
from directory.rules.names import Name, find_names, fold_name
from directory.rules.permissions import Reader
from directory.services.contracts import provider_contracted
from directory.services.looks import Look, record_look
from directory.services.memory import MOST_REMEMBERED, Remembered, RememberedRows
from directory.services.reading import read_rows, table
from directory.services.shown import provider_shown, turns_of_provider
from directory.services.shown.providers import PROVIDER_COLUMNS
from directory.services.visible import visible


def find_providers(wanted: str, reader: Reader) -> dict[str, Any]:
    """The providers that may be meant by a name (current, trading or former) or a register number.

    Answers `outcome`, `matches` best first (each with the name that matched) and `notes`.
    """
    found = _found(wanted)
    record_look(reader, Look(action="find-providers", outcome=found["outcome"]))
    return found


def _found(wanted: str) -> dict[str, Any]:
    by_number = _by_number(wanted)
    if by_number:
        shown = {row[0]: provider_shown(row) for row in by_number}
        outcome = "found" if len(shown) == 1 else "choose"
        matches = [
            {"provider": each, "score": 1.0, "matched": {"kind": "number", "name": each["registration_no"]}}
            for each in shown.values()
        ]
        return {"outcome": outcome, "matches": matches, "notes": []}
    outcome, found = find_names(wanted, _names())
    rows = _rows([match.name.owner for match in found])
    matches = [
        {
            "provider": provider_shown(rows[match.name.owner]),
            "score": match.score,
            "matched": {"kind": match.name.kind, "name": match.name.text},
        }
        for match in found
        if match.name.owner in rows
    ]
    return {"outcome": outcome, "matches": matches, "notes": _notes(outcome, matches)}


def list_providers(page: int, page_size: int, reader: Reader) -> tuple[list[dict[str, Any]], int]:
    """Providers by name, one page of them, and how many there are."""
    record_look(reader, Look(action="find-providers"))
    total = db.session.execute(select(func.count()).select_from(Provider)).scalar_one()
    statement = (
        select(*PROVIDER_COLUMNS)
        .order_by(Provider.name, Provider.id)
        .limit(page_size)
        .offset((page - 1) * page_size)
    )
    return [provider_shown(row) for row in db.session.execute(statement)], total


def provider(key: uuid.UUID, at: datetime, reader: Reader, on: date | None = None) -> dict[str, Any]:
    """One provider, its other names, how many schemes it has, and its contacts in the order to try them.

    Raises:
        NotFound: there is no such provider.
    """
    day = on or at.astimezone(LONDON).date()
    found = _wholes([key]).get(key)
    if found is None:
        raise NotFound("There is no such provider.")
    record_look(reader, Look(action="see-provider", subject=("providers", key)))
    turns = turns_of_provider(key, at, day)
    return {
        **found,
        "contacts": turns.contacts,
        "nobody_now": turns.nobody_now,
        "safeguarding_cover": provider_contracted(key, day),
    }


_P, _N, _S = table(Provider), table(ProviderName), table(Scheme)
_PROVIDERS = select(*PROVIDER_COLUMNS).where(_P.c.id.in_(bindparam("keys", expanding=True)))
_NAMES = (
    select(_N.c.provider_id, _N.c.kind, _N.c.name)
    .where(_N.c.provider_id.in_(bindparam("keys", expanding=True)))
    .order_by(_N.c.kind, _N.c.name)
)
_SCHEMES = (
    select(_S.c.provider_id, func.count())
    .where(_S.c.provider_id.in_(bindparam("keys", expanding=True)), visible(_S))
    .group_by(_S.c.provider_id)
)


def _read_wholes(keys: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """What is shown of each provider but its contacts."""
    asked = {"keys": keys}
    names: dict[tuple[uuid.UUID, str], list[str]] = defaultdict(list)
    for row in read_rows(_NAMES, asked):
        owner, kind, name = tuple(row)
        names[owner, kind].append(name)
    schemes = dict(map(tuple, read_rows(_SCHEMES, asked)))
    return {
        row[0]: {
            **provider_shown(row),
            "trading_names": names[row[0], "trading"],
            "former_names": names[row[0], "former"],
            "schemes": schemes.get(row[0], 0),
        }
        for row in read_rows(_PROVIDERS, asked)
    }


_wholes = RememberedRows(_read_wholes, most=MOST_REMEMBERED).get


def _read_names(_version: int) -> list[Name]:
    current = db.session.execute(select(Provider.id, Provider.name)).all()
    others = db.session.execute(select(ProviderName.provider_id, ProviderName.name, ProviderName.kind)).all()
    return [
        *(Name(owner, text, "current", fold_name(text)) for owner, text in current),
        *(Name(owner, text, kind, fold_name(text)) for owner, text, kind in others),
    ]


_names = Remembered(_read_names).get


def _by_number(wanted: str) -> list[Any]:
    number = "".join(wanted.split()).upper()
    if not any(character.isdigit() for character in number):
        return []
    statement = select(*PROVIDER_COLUMNS).where(
        func.upper(func.replace(Provider.registration_no, " ", "")) == number
    )
    return list(db.session.execute(statement.order_by(Provider.name, Provider.id).limit(10)))


def _rows(keys: list[Any]) -> dict[Any, Any]:
    if not keys:
        return {}
    return {row[0]: row for row in db.session.execute(select(*PROVIDER_COLUMNS).where(Provider.id.in_(keys)))}


def _notes(outcome: str, matches: list[dict[str, Any]]) -> list[str]:
    if outcome == "choose":
        return ["Several providers have names like this. Pick the right one before acting."]
    if outcome == "not_listed":
        return ["No provider here has a name like this."]
    matched, provider_found = matches[0]["matched"], matches[0]["provider"]
    notes = []
    if matched["kind"] == "former":
        notes.append(f"{matched['name']} is now called {provider_found['name']}.")
    if provider_found["successor_id"]:
        notes.append("Another provider has taken over from this one; see successor_id.")
    return notes
