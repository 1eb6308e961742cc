"""From a scheme that was exposed to everybody who was shown it: the list to go through, in one command."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from directory.errors import NotFound
from directory.model import AuditEntry, Premises, Scheme
from directory.services.audit.actors import names_of
from directory.services.reading import read_rows, table

_LOG, _SCHEMES, _PREMISES = table(AuditEntry), table(Scheme), table(Premises)

#: What a scheme, and an address of one, are called in the log: by looks, and by changes.
SCHEME_KINDS, PREMISES_KINDS = ("scheme", "schemes"), ("premises",)

#: What many schemes at once are told by, without a word of which: who did these in that time saw them all.
WHOLESALE = ("load", "import", "export")


@dataclass(slots=True)
class SchemeReader:
    """Somebody who was shown a scheme, or changed it: in which role, when, how often and by what."""

    actor: str
    role: str | None
    name: str | None
    first_at: datetime
    last_at: datetime
    actions: Counter[str] = field(default_factory=Counter)
    purposes: set[str] = field(default_factory=set)

    @property
    def times(self) -> int:
        """How many entries there are of this reader."""
        return self.actions.total()


@dataclass(frozen=True, slots=True)
class Exposure:
    """Who was shown a scheme. `name` None: the directory no longer has it. `wholesale` as WHOLESALE."""

    scheme: str
    name: str | None
    readers: Sequence[SchemeReader]
    wholesale: Sequence[SchemeReader]


def readers_of(given: str, since: datetime | None = None, until: datetime | None = None) -> Exposure:
    """Everybody who was shown a scheme from `since` until before `until`, whoever looked last first.

    `given` is its id, also of one that is gone, or the reference of the council's own file.

    Raises:
        NotFound: it is neither an id nor a reference that the directory has.
    """
    key, name = _scheme(given)
    period = in_period(since, until)
    readers = _gathered(and_(_shown_or_changed(key), *period))
    return Exposure(str(key), name, readers, _gathered(and_(_LOG.c.action.in_(WHOLESALE), *period)))


def in_period(since: datetime | None, until: datetime | None) -> list[ColumnElement[bool]]:
    """The conditions that an entry is from `since` until before `until`."""
    conditions: list[ColumnElement[bool]] = []
    if since:
        conditions.append(_LOG.c.at >= since)
    if until:
        conditions.append(_LOG.c.at < until)
    return conditions


def about_scheme(key: uuid.UUID) -> ColumnElement[bool]:
    """The condition that an entry shows a scheme, or is about it."""
    about = and_(_LOG.c.subject_kind.in_(SCHEME_KINDS), _LOG.c.subject_id == str(key))
    return or_(_LOG.c.seen.contains(str(key)), about)


def _scheme(given: str) -> tuple[uuid.UUID, str | None]:
    columns = select(_SCHEMES.c.id, _SCHEMES.c.name)
    by_reference = read_rows(columns.where(_SCHEMES.c.reference == given), {})
    if by_reference:
        return by_reference[0].id, by_reference[0].name
    try:
        key = uuid.UUID(given)
    except ValueError:
        raise NotFound(f"No scheme has the id or the reference '{given}'.") from None
    held = read_rows(columns.where(_SCHEMES.c.id == key), {})
    return key, held[0].name if held else None


def _shown_or_changed(key: uuid.UUID) -> ColumnElement[bool]:
    """Also whoever wrote one of its addresses has seen where it is."""
    premises = [
        str(row.id) for row in read_rows(select(_PREMISES.c.id).where(_PREMISES.c.scheme_id == key), {})
    ]
    wrote = and_(_LOG.c.subject_kind.in_(PREMISES_KINDS), _LOG.c.subject_id.in_(premises))
    return or_(about_scheme(key), wrote)


def _gathered(condition: ColumnElement[bool]) -> list[SchemeReader]:
    statement: Any = select(_LOG.c.at, _LOG.c.actor, _LOG.c.role, _LOG.c.action, _LOG.c.purpose)
    found: dict[tuple[str, str | None], SchemeReader] = {}
    for row in read_rows(statement.where(condition).order_by(_LOG.c.seq), {}):
        who = (row.actor, row.role)
        reader = found.setdefault(who, SchemeReader(*who, None, row.at, row.at))
        reader.first_at, reader.last_at = min(reader.first_at, row.at), max(reader.last_at, row.at)
        reader.actions[row.action] += 1
        if row.purpose:
            reader.purposes.add(row.purpose)
    names = names_of(actor for actor, _ in found)
    for reader in found.values():
        reader.name = names[reader.actor]
    return sorted(found.values(), key=lambda reader: reader.last_at, reverse=True)
