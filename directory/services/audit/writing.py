"""Adding entries to the audit log, in a transaction that somebody else begins and ends."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from weakref import WeakKeyDictionary

import structlog
from sqlalchemy import Connection, Engine

from directory.equipment import equipment
from directory.errors import Unavailable
from directory.rules.audit import Entry, head_after, seal_of
from directory.rules.permissions import Reader

#: The columns of an entry, in the order they are written in.
COLUMNS = (*Entry.__dataclass_fields__,)

# Written as the drivers take them: this is done at every look, and SQLAlchemy's way costs as much again.
_ADD = f"INSERT INTO audit_log ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608 - our own names
_HEAD = "SELECT seq, last, seal FROM audit_head WHERE id = 1"
_MOVE_HEAD = "UPDATE audit_head SET seq = ?, last = ?, seal = ? WHERE id = 1"

#: The last number that each database is known to have had.
_reached: WeakKeyDictionary[Engine, int] = WeakKeyDictionary()

log = structlog.get_logger("directory.audit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something to be put down. `detail` names fields and counts things; never a value of a record."""

    action: str
    outcome: str | None = None
    purpose: str | None = None
    subject_kind: str | None = None
    subject_id: str | None = None
    seen: Sequence[object] = ()
    detail: Mapping[str, Any] | None = None


def append(connection: Connection, by: Reader, happened: Sequence[Happening]) -> None:
    """Put down what happened, in order, at the end of the log.

    The head of the log is locked until the transaction ends, so that entries stand in one order. It is
    checked before it is moved: a head that somebody else has set is never sealed as if it were ours.

    Raises:
        Unavailable: the log has not been begun, or its head is not one that this key has sealed.
    """
    if not happened:
        return
    number, last = _sound_head(connection)
    _put(connection, by, happened, number, last)


def begin(connection: Connection, by: Reader, happening: Happening) -> bool:
    """Put down the first entry; False, and nothing is done, when there is one already.

    Raises:
        Unavailable: the database has not been prepared.
    """
    number, last, _ = _head(connection)
    if number:
        return False
    _put(connection, by, [happening], 0, last)
    return True


def _head(connection: Connection) -> tuple[int, str, str]:
    lock = " FOR UPDATE" if connection.dialect.name == "postgresql" else ""
    head = connection.exec_driver_sql(_HEAD + lock).first()
    if head is None:
        raise Unavailable("The audit log has no head; `flask --app wsgi directory prepare` sets it up.")
    number, last, seal = head
    return number, last, seal


def _sound_head(connection: Connection) -> tuple[int, str]:
    number, last, seal = _head(connection)
    if not number:
        raise Unavailable(
            "The audit log is empty: `flask --app wsgi directory prepare` begins it. If it was begun before, "
            "somebody has emptied it."
        )
    if head_after(equipment().audit_key, number, last).seal != seal:
        raise Unavailable(
            "The audit log ends in a way that this process's key has not sealed, so nothing is added to it; "
            "`flask --app wsgi directory audit verify` says more."
        )
    reached = _reached.get(connection.engine, 0)
    if number < reached:
        # Not refused: a PostgreSQL that crashed may have lost its last looks. Anchors tell the two apart.
        log.error("audit log went back", had_reached=reached, now_ends_at=number)
    _reached[connection.engine] = number
    return number, last


def _put(connection: Connection, by: Reader, happened: Sequence[Happening], number: int, last: str) -> None:
    key = equipment().audit_key
    # Taken while the head is locked, so that later entries have later times as far as clocks agree.
    at = datetime.now(UTC)
    text_only = connection.dialect.name == "sqlite"
    written: Any = at.replace(tzinfo=None).isoformat(" ", "microseconds") if text_only else at
    rows: list[tuple[Any, ...]] = []
    for each in happened:
        number += 1
        entry = Entry(
            seq=number,
            at=at,
            actor=by.actor,
            role=by.role.value if by.role else None,
            action=each.action,
            purpose=each.purpose,
            outcome=each.outcome,
            subject_kind=each.subject_kind,
            subject_id=each.subject_id,
            seen=";".join(map(str, each.seen)) or None,
            detail=json.dumps(each.detail, ensure_ascii=False, sort_keys=True) if each.detail else None,
            previous=last,
        )
        last = seal_of(key, entry)
        rows.append(
            (
                number,
                written,
                entry.actor,
                entry.role,
                entry.action,
                entry.purpose,
                entry.outcome,
                entry.subject_kind,
                entry.subject_id,
                entry.seen,
                entry.detail,
                entry.previous,
                last,
            )
        )
    _run(connection, _ADD, rows)
    _run(connection, _MOVE_HEAD, [(number, last, head_after(key, number, last).seal)])


def _run(connection: Connection, statement: str, rows: list[tuple[Any, ...]]) -> None:
    if connection.dialect.paramstyle != "qmark":
        statement = statement.replace("?", "%s")
    connection.exec_driver_sql(statement, rows[0] if len(rows) == 1 else rows)
