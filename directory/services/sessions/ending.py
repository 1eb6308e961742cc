"""Ending a session, by its person or by somebody who looks after the service."""

import uuid
from datetime import datetime

from sqlalchemy import bindparam, select

from directory.errors import NotFound
from directory.model import SignIn
from directory.rules.permissions import Reader, Role
from directory.services.changes import change
from directory.services.reading import read_rows, table
from directory.services.sessions.knowing import digest_of, forget
from directory.services.whole import refuse_part

_SESSIONS = table(SignIn)
_BY_DIGEST = select(_SESSIONS.c.id, _SESSIONS.c.person_id, _SESSIONS.c.role).where(
    _SESSIONS.c.digest == bindparam("digest"), _SESSIONS.c.ended_at.is_(None)
)


def end(key: uuid.UUID, now: datetime, by: Reader) -> None:
    """End a session; one already ended keeps its first date. It stops within a second everywhere.

    Raises:
        Forbidden: `by` looks after a part of the directory only.
        NotFound: there is no such session.
    """
    refuse_part(by, "Sessions are")
    _end(key, now, by, "end-session")


def end_by_text(text: str, now: datetime) -> None:
    """Sign out whoever holds `text`; nothing, when it is no session's or that has ended."""
    rows = read_rows(_BY_DIGEST, {"digest": digest_of(text)})
    if rows:
        _end(rows[0].id, now, Reader(Role(rows[0].role), f"person:{rows[0].person_id}"), "sign-out")


def _end(key: uuid.UUID, now: datetime, by: Reader, action: str) -> None:
    with change(by, action) as session:
        row = session.get(SignIn, key)
        if row is None:
            raise NotFound(f"There is no session '{key}'.")
        row.ended_at = row.ended_at or now
    forget()
