"""Who is signed in."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from directory.db import db
from directory.equipment import equipment
from directory.model import Person, SignIn
from directory.rules.permissions import Reader
from directory.services.whole import refuse_part


@dataclass(frozen=True, slots=True)
class PersonShown:
    """Who signed in, as the identity provider tells."""

    id: uuid.UUID
    name: str | None
    email: str | None


@dataclass(frozen=True, slots=True)
class SessionShown:
    """A session as those who look after the service see it. `seen_at` is up to five minutes old."""

    id: uuid.UUID
    person: PersonShown
    role: str
    scope: str | None
    started_at: datetime
    seen_at: datetime
    expires_at: datetime


def live_sessions(
    by: Reader, now: datetime, page: int = 1, page_size: int | None = None
) -> tuple[list[SessionShown], int]:
    """The sessions that last, newest first, on one page or all; and how many there are.

    Raises:
        Forbidden: `by` looks after a part of the directory only.
    """
    refuse_part(by, "Sessions are")
    lasting = _lasting(now)
    total = db.session.scalar(select(func.count()).select_from(SignIn).where(*lasting)) or 0
    found = (
        select(SignIn, Person)
        .join_from(SignIn, Person, SignIn.person_id == Person.id)
        .where(*lasting)
        .order_by(SignIn.started_at.desc(), SignIn.id)
        .limit(page_size)
        .offset((page - 1) * page_size if page_size else None)
    )
    return [_shown(row, person) for row, person in db.session.execute(found)], total


def _lasting(now: datetime) -> list[ColumnElement[bool]]:
    return [
        SignIn.ended_at.is_(None),
        SignIn.expires_at > now,
        SignIn.seen_at > now - equipment().settings.session_idle,
    ]


def _shown(row: SignIn, person: Person) -> SessionShown:
    return SessionShown(
        row.id,
        PersonShown(person.id, person.name, person.email),
        row.role,
        row.scope,
        row.started_at,
        row.seen_at,
        row.expires_at,
    )
