"""Adding entries to the audit log, in a transaction that somebody else begins and ends."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from directory.equipment import equipment
from directory.errors import Unavailable
from directory.model import AuditEntry, AuditHead
from directory.rules.audit import Entry, head_after, seal_of
from directory.rules.permissions import Reader
from directory.services.reading import table

_HEAD = table(AuditHead)
_LOCK_HEAD = select(_HEAD.c.seq, _HEAD.c.last).where(_HEAD.c.id == 1).with_for_update()
_ADD = insert(AuditEntry)
_MOVE_HEAD = update(AuditHead).where(_HEAD.c.id == 1)


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

    The head of the log is locked until the transaction ends, so that entries stand in one order.

    Raises:
        Unavailable: the database has not been prepared.
    """
    if not happened:
        return
    key, at = equipment().audit_key, datetime.now(UTC)
    head = connection.execute(_LOCK_HEAD).first()
    if head is None:
        raise Unavailable("The audit log has no head; `flask --app wsgi directory prepare` sets it up.")
    number, last = head
    rows: list[dict[str, Any]] = []
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
        sealed = replace(entry, seal=last)
        rows.append({name: getattr(sealed, name) for name in Entry.__dataclass_fields__})
    connection.execute(_ADD, rows)
    connection.execute(_MOVE_HEAD.values(seq=number, last=last, seal=head_after(key, number, last).seal))
