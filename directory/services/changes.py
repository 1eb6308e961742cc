"""The only place that writes: one change, one transaction, with its entries in the audit log.

What a change did is read off the session that did it, so that no use case can forget to say so.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import structlog
from flask_sqlalchemy.session import Session as RequestSession
from sqlalchemy import Connection, event, inspect, text
from sqlalchemy.orm import Session

from directory.db import db
from directory.model import IdempotencyKey
from directory.rules.permissions import Reader
from directory.services.audit import Happening, append

log = structlog.get_logger("directory.changes")

_STEP = text("UPDATE directory_state SET version = version + 1 WHERE id = 1")
_HAPPENED = "what happened in this change"

#: Rows that say nothing about the directory or about who may see it.
_NOT_PUT_DOWN = (IdempotencyKey,)


@contextmanager
def change(
    by: Reader, action: str | None = None, detail: Mapping[str, Any] | None = None
) -> Iterator[Session]:
    """A session whose work is kept whole when the block ends, and dropped whole when it raises.

    Every row added, changed or removed has its entry in the audit log, by `by`, in the same transaction:
    `create`, `change` or `delete`, or `action` where it has a name of its own; with the names of the
    columns that changed and none of their values, and `detail`, in words of ours, beside them.
    What is read in the block stays as it is until its end.
    """
    session = db.session()
    happened: list[Happening] = []
    session.rollback()
    session.info[_HAPPENED] = happened
    try:
        connection = session.connection()
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield session
        session.flush()
        if happened:
            session.execute(_STEP)
            named = [_named(each, action, detail or {}) for each in happened]
            append(connection, by, named)
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        del session.info[_HAPPENED]


@dataclass(slots=True)
class BulkChange:
    """A connection to write many rows on, and what is to be said of it: counts, never values."""

    connection: Connection
    detail: dict[str, Any] = field(default_factory=dict)


@contextmanager
def bulk_change(by: Reader, action: str) -> Iterator[BulkChange]:
    """A change too large for objects and for an entry a row: kept or dropped whole, as `change` is.

    The transaction takes SQLite's write lock at its start, so that a long load never finds, at its
    first write, that what it has read is already old.
    """
    with db.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        work = BulkChange(connection)
        yield work
        connection.execute(_STEP)
        append(connection, by, [Happening(action=action, detail=work.detail)])


def put_down(by: Reader, happened: Sequence[Happening]) -> None:
    """Put down in the audit log what changed nothing else; it has its own transaction, ended on return.

    PostgreSQL is not made to wait for its disk. What stands in the log outlives a crash of any process.
    """
    with db.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
        append(connection, by, happened)


def overwrite_erased() -> None:
    """On SQLite, have what was erased overwritten in the file, and in the log of pages beside it.

    `secure_delete` (db.py) fills what a deleted row leaves with zeros, but in the log the page stands as it
    was until the log is emptied. Waits some seconds for those who are reading; what then is still in the
    log is emptied with the next erasure, or when the last process closes the database.
    """
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            busy, *_ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
            if busy:
                log.warning("erased rows are still in the write-ahead log")


@event.listens_for(RequestSession, "before_flush")
def _note(session: Session, *_: object) -> None:
    """Put down what a flush is about to do; refuse one that is part of no change."""
    rows = [*session.new, *(row for row in session.dirty if session.is_modified(row)), *session.deleted]
    if not rows:
        return
    happened = session.info.get(_HAPPENED)
    if happened is None:
        raise RuntimeError("a row was changed outside of services.changes.change")
    for row in rows:
        if not isinstance(row, _NOT_PUT_DOWN):
            what = "create" if row in session.new else "delete" if row in session.deleted else "change"
            happened.append(_of(row, what))


def _of(row: Any, what: str) -> Happening:
    state = inspect(row)
    columns = state.mapper.column_attrs.keys()
    key = ";".join(str(getattr(row, state.mapper.get_property_by_column(each).key)) for each in _keys(row))
    detail: Mapping[str, Any] | None = None
    if what == "change":
        detail = {"fields": sorted(name for name in columns if state.attrs[name].history.has_changes())}
    return Happening(action=what, subject_kind=row.__tablename__, subject_id=key, detail=detail)


def _keys(row: Any) -> Any:
    return inspect(type(row)).primary_key


def _named(happening: Happening, action: str | None, detail: Mapping[str, Any]) -> Happening:
    beside = {**(happening.detail or {}), **detail}
    return replace(happening, action=action or happening.action, detail=beside or None)
