"""The only place that writes: one change, one transaction, with its entries in the audit log.

What a change did is read off the session that did it, so that no use case can forget to say so.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import structlog
from flask_sqlalchemy.session import Session as RequestSession
from sqlalchemy import Connection, Update, event, inspect, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import ORMExecuteState, Session

from directory.db import db
from directory.model import Attendance, AttendanceSecret, IdempotencyKey, Person, SignIn, Token
from directory.rules.permissions import SERVICE, Reader
from directory.services.audit import Happening, Pen, append, line_of
from directory.services.audit.notes import Notes
from directory.services.audit.writing import begin

log = structlog.get_logger("directory.changes")

_STEP = text("UPDATE directory_state SET version = version + 1 WHERE id = 1")
_NOTES = "what happened in this change"

#: How a change begins: nobody else is changing anything from here to its end.
_ALONE = {
    "sqlite": ("BEGIN IMMEDIATE",),
    "postgresql": (
        "SET LOCAL lock_timeout = '10s'",
        "SELECT 1 FROM directory_state WHERE id = 1 FOR UPDATE",
        "SET LOCAL lock_timeout = 0",
    ),
}

#: Rows that say nothing about the directory or about who may see it.
_NOT_PUT_DOWN = (AttendanceSecret, IdempotencyKey)

#: Rows that say nothing of what is in the directory, but who may see it, or who came: its version stays.
_BESIDE = {model.__tablename__ for model in (Attendance, Person, SignIn, Token)}

#: Rows of which the log says that one was written, and not which: moment and row together would tell more
#: than either was meant to.
_UNNAMED = (Attendance,)


@contextmanager
def change(
    by: Reader, action: str | None = None, detail: Mapping[str, Any] | None = None
) -> Iterator[Session]:
    """A session whose work is kept whole when the block ends, and dropped whole when it raises.

    Every row added, changed or removed has its entry in the audit log, by `by`, in the same transaction:
    `create`, `change` or `delete`, or `action` where it has a name of its own; with the names of the
    columns that changed and none of their values, and `detail`, in words of ours, beside them. What is read
    in the block stays as it is until its end, since changes go one after the other.
    """
    session = db.session()
    if _NOTES in session.info:
        raise RuntimeError("a change was begun inside another, which would drop what that has done")
    notes = Notes()
    session.rollback()
    session.info[_NOTES] = notes
    try:
        connection = session.connection()
        _go_alone(connection)
        yield session
        session.flush()
        if happened := notes.happened(action, detail or {}):
            if any(each.subject_kind not in _BESIDE for each in happened):
                connection.execute(_STEP)
            append(_pen(connection), [(by, happened)])
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        del session.info[_NOTES]


@dataclass(slots=True)
class BulkChange:
    """A connection to write many rows on, and what is to be said of it: counts, never values."""

    connection: Connection
    detail: dict[str, Any] = field(default_factory=dict)


@contextmanager
def bulk_change(by: Reader, action: str) -> Iterator[BulkChange]:
    """A change too large for objects and for an entry a row: kept or dropped whole, as `change` is.

    The transaction takes SQLite's write lock at its start, so that a long load never finds, at its
    first write, that what it has read is already old; on PostgreSQL, the lock of the changes.
    """
    with db.engine.begin() as connection:
        _go_alone(connection)
        work = BulkChange(connection)
        yield work
        connection.execute(_STEP)
        append(_pen(connection), [(by, [Happening(action=action, detail=work.detail)])])


def begin_log() -> bool:
    """Put down the first entry of a log that has none; False, and nothing is done, where it was begun."""
    with db.engine.begin() as connection:
        _go_alone(connection)
        return begin(_pen(connection), SERVICE, Happening(action="begin"))


def put_down(by: Reader, happened: Sequence[Happening]) -> None:
    """Put down in the audit log what changed nothing else; it is in the database on return.

    What other threads of this process put down at the same moment goes into the same transaction. Neither
    database is made to wait for its disk: what stands in the log outlives a crash of any process of ours,
    and on SQLite of the whole service; the last moments of it may be lost with the machine's power.

    Raises:
        TimeoutError: others were writing for too long.
        Unavailable: the database takes no more, or the log is not as this process's key has sealed it.
    """
    line_of(db.engine).put_down((by, happened))


def _pen(connection: Connection) -> Pen:
    return Pen(connection.engine, connection.exec_driver_sql)


def _go_alone(connection: Connection) -> None:
    """Wait until no other change is under way, and let none begin before this one ends."""
    for statement in _ALONE[connection.dialect.name]:
        connection.exec_driver_sql(statement)


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


def jot(statement: Update) -> bool:
    """Carry out a small update of when something was last used; it is no change, and not put down.

    Nobody waits for it: False, and nothing written, when another is writing or the database takes no more.
    """
    try:
        with db.engine.connect() as connection, _without_patience(connection):
            connection.execute(statement)
            connection.commit()
    except OperationalError:
        return False
    return True


@contextmanager
def _without_patience(connection: Connection) -> Iterator[None]:
    """A connection that waits for no lock and no disk, until the block ends."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql("SET LOCAL lock_timeout = '50ms'")
        connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
        yield
        return
    patience = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
    connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        connection.rollback()
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {patience}")


@event.listens_for(RequestSession, "before_flush")
def _refuse_outside(session: Session, *_: object) -> None:
    """Refuse to write what is part of no change."""
    if _NOTES not in session.info and next(_written(session), None) is not None:
        raise RuntimeError("a row was changed outside of services.changes.change")


@event.listens_for(RequestSession, "after_flush")
def _note(session: Session, *_: object) -> None:
    """Note what a flush has done. Not before it: a new row gets its id only then."""
    for row, what in _written(session):
        if not isinstance(row, _NOT_PUT_DOWN):
            session.info[_NOTES].add(_of(row, what))


@event.listens_for(RequestSession, "do_orm_execute")
def _refuse_unseen(state: ORMExecuteState) -> None:
    """Refuse statements that change rows which the session does not see, and so could not note."""
    if not (state.is_insert or state.is_update or state.is_delete):
        return
    written: Any = state.statement
    if written.table not in [row.__table__ for row in _NOT_PUT_DOWN]:
        raise RuntimeError("rows were changed by a statement; use objects, or services.changes.bulk_change")


def _written(session: Session) -> Iterator[tuple[Any, str]]:
    yield from ((row, "create") for row in session.new)
    yield from ((row, "change") for row in session.dirty if session.is_modified(row))
    yield from ((row, "delete") for row in session.deleted)


def _of(row: Any, what: str) -> Happening:
    if isinstance(row, _UNNAMED):
        return Happening(action="change", subject_kind=row.__tablename__)
    state = inspect(row)
    mapper = state.mapper
    key = ";".join(
        str(getattr(row, mapper.get_property_by_column(column).key)) for column in mapper.primary_key
    )
    detail: Mapping[str, Any] | None = None
    if what == "change":
        fields = [name for name in mapper.column_attrs.keys() if state.attrs[name].history.has_changes()]  # noqa: SIM118 - no mapping
        detail = {"fields": sorted(fields)}
    return Happening(action=what, subject_kind=row.__tablename__, subject_id=key, detail=detail)
