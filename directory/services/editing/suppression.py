"""Suppression: hiding a record from everybody at once, whatever else says that it may be shown."""

import uuid
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from directory.db import db
from directory.errors import NotFound
from directory.rules.permissions import Reader
from directory.services.editing.kinds import CONTACTS, PREMISES, SCHEMES
from directory.services.editing.noun import Noun
from directory.services.editing.records import editing

#: Why something is suppressed: words of ours and no free text, in which the reason itself might do harm.
REASONS = ("safety", "asked-for", "wrong", "court-order")

SUPPRESSIBLE = (SCHEMES, PREMISES, CONTACTS)


def suppress(noun: Noun, key: uuid.UUID, by: Reader, reason: str | None = None) -> None:
    """Show a record to nobody from now on. No load and no edit shows it again. Twice is once.

    Raises:
        NotFound: there is none, or none that `by` may change.
    """
    _mark(noun, key, by, suppressed=True, reason=reason)


def lift_suppression(noun: Noun, key: uuid.UUID, by: Reader) -> None:
    """Show a record again to whoever may otherwise see it.

    Raises:
        NotFound: there is none, or none that `by` may change.
    """
    _mark(noun, key, by, suppressed=False)


def suppressed(by: Reader) -> list[dict[str, Any]]:
    """What is suppressed of that which `by` may change: kind, id, reference, and nothing of what it says."""
    return [
        {"kind": noun.word, "id": row.id, "reference": row.reference}
        for noun, row in _all()
        if noun.may_change(db.session(), by, row)
    ]


def _all() -> Iterator[tuple[Noun, Any]]:
    for noun in SUPPRESSIBLE:
        rows = db.session.scalars(select(noun.model).where(noun.model.suppressed).order_by(noun.model.id))
        for row in rows:
            yield noun, row


def _mark(noun: Noun, key: uuid.UUID, by: Reader, *, suppressed: bool, reason: str | None = None) -> None:
    action = "suppress" if suppressed else "show-again"
    with editing(by, action, {"reason": reason} if reason else None) as session:
        row = noun.lock(session, key)
        if row is None or not noun.may_change(session, by, row):
            raise NotFound("There is no such record.")
        if row.suppressed != suppressed:
            row.suppressed = suppressed
