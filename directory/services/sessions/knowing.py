"""Whose session a browser's cookie stands for."""

import hashlib
import hmac
import re
import uuid
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update

from directory.equipment import equipment
from directory.model import Person, SignIn
from directory.rules.permissions import Reader, Role, Scope
from directory.services.beliefs import Beliefs
from directory.services.changes import jot
from directory.services.reading import read_rows, table
from directory.services.sessions.people import DEMO

#: When a session was last seen is written down no more often than this.
_SEEN_KEPT_TO = timedelta(minutes=5)

_SHAPE = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)

_SESSIONS, _PEOPLE = table(SignIn), table(Person)
_BY_DIGEST = (
    select(
        _SESSIONS.c.id,
        _SESSIONS.c.person_id,
        _SESSIONS.c.role,
        _SESSIONS.c.scope,
        _SESSIONS.c.started_at,
        _SESSIONS.c.seen_at,
        _SESSIONS.c.expires_at,
        _PEOPLE.c.issuer,
        _PEOPLE.c.name,
    )
    .join_from(_SESSIONS, _PEOPLE, _SESSIONS.c.person_id == _PEOPLE.c.id)
    .where(_SESSIONS.c.digest == bindparam("digest"), _SESSIONS.c.ended_at.is_(None))
)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that lasts: it ends at `expires_at`, or at `idle_at` when nothing is asked until then.

    `by` is how its person signed in: `openid` or `demo`.
    """

    id: uuid.UUID
    reader: Reader
    name: str | None
    by: str
    started_at: datetime
    seen_at: datetime
    idle_at: datetime
    expires_at: datetime


_believed: Beliefs[SignedIn] = Beliefs()


def known(text: str, now: datetime) -> SignedIn | None:
    """The session that `text` stands for; None when there is none, or it has ended. Notes that it was seen.

    What the database said is believed for half a second, so a session ended anywhere stops within one.
    """
    if not _SHAPE.fullmatch(text):
        return None
    digest = digest_of(text)
    found = _believed.get(digest)
    if found is None:
        found = _ask(digest)
        if found is not None and _lasts(found, now):
            found = _believed.put(digest, _note_seen(found, now))
    return found if found is not None and _lasts(found, now) else None


def digest_of(text: str) -> str:
    """What is kept of a session in place of the text its browser holds: its SHA-256, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def csrf_token(text: str) -> str:
    """What a page of ours sends along with the cookie `text`; from it the cookie cannot be worked out."""
    return hmac.new(text.encode(), b"sent by a page of the directory", hashlib.sha256).hexdigest()


def forget() -> None:
    """Ask the database again about every session, in this process."""
    _believed.forget()


def _ask(digest: str) -> SignedIn | None:
    rows = read_rows(_BY_DIGEST, {"digest": digest})
    if not rows:
        return None
    row = rows[0]
    return SignedIn(
        id=row.id,
        reader=Reader(
            Role(row.role), f"person:{row.person_id}", Scope.parse(row.scope) if row.scope else None
        ),
        name=row.name,
        by="demo" if row.issuer == DEMO else "openid",
        started_at=row.started_at,
        seen_at=row.seen_at,
        idle_at=row.seen_at + equipment().settings.session_idle,
        expires_at=row.expires_at,
    )


def _lasts(found: SignedIn, now: datetime) -> bool:
    return now < found.expires_at and now < found.idle_at


def _note_seen(found: SignedIn, now: datetime) -> SignedIn:
    idle = equipment().settings.session_idle
    if now - found.seen_at < min(_SEEN_KEPT_TO, idle / 4):
        return found
    jot(update(SignIn).where(_SESSIONS.c.id == found.id).values(seen_at=now))
    return replace(found, seen_at=now, idle_at=now + idle)
