"""Beginning a session."""

import secrets
import uuid
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError

from directory.equipment import equipment
from directory.model import Person, SignIn
from directory.rules.permissions import Reader
from directory.rules.sign_in import Grant
from directory.services.changes import change
from directory.services.reading import read_rows, table
from directory.services.sessions.ending import end_by_text
from directory.services.sessions.knowing import digest_of
from directory.services.sessions.people import Identity

_PEOPLE = table(Person)
_BY_SUBJECT = select(_PEOPLE.c.id).where(
    _PEOPLE.c.issuer == bindparam("issuer"), _PEOPLE.c.subject == bindparam("subject")
)


def start(identity: Identity, grant: Grant, now: datetime, instead_of: str | None = None) -> str:
    """A new session; the text that its browser is to hold, of which only a hash is kept.

    The session of `instead_of`, which the browser held before, ends: whoever knew that one has nothing.
    """
    if instead_of is not None:
        end_by_text(instead_of, now)
    text = secrets.token_urlsafe(32)
    try:
        _begin(text, identity, grant, now)
    except IntegrityError:
        # The same person came in at two places at once, for the first time; now they are known.
        _begin(text, identity, grant, now)
    return text


def _begin(text: str, identity: Identity, grant: Grant, now: datetime) -> None:
    rows = read_rows(_BY_SUBJECT, {"issuer": identity.issuer, "subject": identity.subject})
    key: uuid.UUID = rows[0].id if rows else uuid.uuid4()
    by = Reader(grant.role, f"person:{key}", grant.scope)
    with change(by, "sign-in") as session:
        person = session.get(Person, key)
        if person is None:
            person = Person(id=key, issuer=identity.issuer, subject=identity.subject, last_seen_at=now)
            session.add(person)
        person.name, person.email, person.last_seen_at = identity.name, identity.email, now
        session.flush()
        session.add(
            SignIn(
                digest=digest_of(text),
                person_id=key,
                role=grant.role.value,
                scope=str(grant.scope) if grant.scope else None,
                started_at=now,
                seen_at=now,
                expires_at=now + equipment().settings.session_lasts,
            )
        )
