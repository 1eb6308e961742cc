"""The audit log in pages, newest first."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select

from directory.model import AuditEntry
from directory.rules.permissions import Reader
from directory.services.audit.actors import names_of
from directory.services.audit.readers import about_scheme, in_period
from directory.services.reading import read_rows, table
from directory.services.whole import refuse_part

_LOG = table(AuditEntry)
_COLUMNS = (
    _LOG.c.seq,
    _LOG.c.at,
    _LOG.c.actor,
    _LOG.c.role,
    _LOG.c.action,
    _LOG.c.purpose,
    _LOG.c.outcome,
    _LOG.c.subject_kind,
    _LOG.c.subject_id,
    _LOG.c.seen,
    _LOG.c.detail,
    _LOG.c.seal,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an entry must be; everything narrows. `until` itself is not included."""

    since: datetime | None = None
    until: datetime | None = None
    actor: str | None = None
    action: str | None = None
    subject: str | None = None
    scheme: uuid.UUID | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        found = in_period(self.since, self.until)
        given = ((_LOG.c.actor, self.actor), (_LOG.c.action, self.action), (_LOG.c.subject_id, self.subject))
        found += [column == value for column, value in given if value is not None]
        if self.scheme is not None:
            found.append(about_scheme(self.scheme))
        return found


def entries_page(
    wanted: Wanted, by: Reader, page: int, page_size: int
) -> tuple[list[Mapping[str, Any]], int]:
    """The entries of one page, newest first, and how many there are on all pages.

    Raises:
        Forbidden: `by` looks after a part of the directory only, and the log is of all of it: it names what
            others have suppressed, and their contracts.
    """
    refuse_part(by, "The audit log is")
    conditions, before = wanted.conditions(), (page - 1) * page_size
    statement: Any = select(*_COLUMNS).order_by(_LOG.c.seq.desc()).limit(page_size)
    if conditions:
        total = read_rows(select(func.count()).select_from(_LOG).where(*conditions), {})[0][0]
        statement = statement.where(*conditions).offset(before)
    else:
        # Numbers have no gaps: however long the log is, neither is anything counted nor passed over.
        total = read_rows(select(func.max(_LOG.c.seq)), {})[0][0] or 0
        statement = statement.where(_LOG.c.seq <= total - before)
    rows = read_rows(statement, {})
    names = names_of({row.actor for row in rows})
    return [_shown(row, names) for row in rows], total


def _shown(row: Row[Any], names: Mapping[str, str | None]) -> dict[str, Any]:
    return {
        "seq": row.seq,
        "at": row.at,
        "actor": row.actor,
        "actor_name": names[row.actor],
        "role": row.role,
        "action": row.action,
        "purpose": row.purpose,
        "outcome": row.outcome,
        "subject_kind": row.subject_kind,
        "subject_id": row.subject_id,
        "seen": row.seen.split(";") if row.seen else [],
        "detail": json.loads(row.detail) if row.detail else {},
        "seal": row.seal,
    }
