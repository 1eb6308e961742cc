"""Adding entries to the audit log, in a transaction that somebody else begins and ends."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from weakref import WeakKeyDictionary

import structlog
from sqlalchemy import Engine

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


@dataclass(frozen=True, slots=True)
class Pen:
    """What entries are written with: statements in the driver's own words, in a transaction under way."""

    engine: Engine
    execute: Callable[..., Any]


def append(pen: Pen, done: Sequence[tuple[Reader, Sequence[Happening]]]) -> None:
    """Put down what each reader did, in order, at the end of the log.

    The head of the log is locked until the transaction ends, so that entries stand in one order. It is
    checked before it is moved: a head that somebody else has set is never sealed as if it were ours.

    Raises:
        Unavailable: the log has not been begun, or its head is not one that this key has sealed.
    """
    number, last = _sound_head(pen)
    _put(pen, done, number, last)


def begin(pen: Pen, by: Reader, happening: Happening) -> bool:
    """Put down the first entry; False, and nothing is done, when there is one already.

    Raises:
        Unavailable: the database has not been prepared.
    """
    number, last, _ = _head(pen)
    if number:
        return False
    _put(pen, [(by, [happening])], 0, last)
    return True


def _head(pen: Pen) -> tuple[int, str, str]:
    lock = " FOR UPDATE" if pen.engine.dialect.name == "postgresql" else ""
    head = pen.execute(_HEAD + lock).fetchone()
    if head is None:
        raise Unavailable("The audit log has no head; `flask --app wsgi directory prepare` sets it up.")
    number, last, seal = head
    return number, last, seal


def _sound_head(pen: Pen) -> tuple[int, str]:
    number, last, seal = _head(pen)
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
    reached = _reached.get(pen.engine, 0)
    if number < reached:
        # Not refused: a PostgreSQL that crashed may have lost its last looks. Anchors tell the two apart.
        log.error("audit log went back", had_reached=reached, now_ends_at=number)
    _reached[pen.engine] = number
    return number, last


def _put(pen: Pen, done: Sequence[tuple[Reader, Sequence[Happening]]], number: int, last: str) -> None:
    key = equipment().audit_key
    # Taken while the head is locked, so that later entries have later times as far as clocks agree.
    at = datetime.now(UTC)
    text_only = pen.engine.dialect.name == "sqlite"
    written: Any = at.replace(tzinfo=None).isoformat(" ", "microseconds") if text_only else at
    add, move_head = _in_words_of(pen.engine)
    for by, each in ((by, each) for by, happened in done for each in happened):
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
        pen.execute(
            add,
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
            ),
        )
    pen.execute(move_head, (number, last, head_after(key, number, last).seal))


def _in_words_of(engine: Engine) -> tuple[str, str]:
    """The statements that write, as the driver of a database takes them."""
    if engine.dialect.paramstyle == "qmark":
        return _ADD, _MOVE_HEAD
    return _ADD.replace("?", "%s"), _MOVE_HEAD.replace("?", "%s")
