"""Bearer tokens: handing them out, knowing their holder, replacing and ending them."""

import hashlib
import hmac
import re
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from directory.db import db
from directory.equipment import equipment
from directory.errors import Conflict, Invalid, NotFound
from directory.model import Provider, Token
from directory.rules.permissions import SERVICE, Reader, Role, Scope
from directory.rules.private import refuse
from directory.services.beliefs import Beliefs
from directory.services.changes import change, jot
from directory.services.reading import read_rows, table

#: No token outlives this; whoever still needs one asks again.
LONGEST = timedelta(days=365)

#: How long a token that was replaced goes on working, at the most.
LONGEST_OVERLAP = timedelta(days=30)

#: When a token was last used is kept to this, so that a busy one does not write all the time.
_USE_KEPT_TO = timedelta(minutes=15)

_SHAPE = re.compile(r"hd_([a-z0-9]{8})_[0-9a-f]{48}", re.ASCII)
_PREFIX_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # without those that are misread

_TOKENS = table(Token)
_BY_PREFIX = select(
    _TOKENS.c.digest,
    _TOKENS.c.role,
    _TOKENS.c.scope,
    _TOKENS.c.label,
    _TOKENS.c.expires_at,
    _TOKENS.c.revoked_at,
    _TOKENS.c.last_used_at,
).where(_TOKENS.c.prefix == bindparam("prefix"))


@dataclass(frozen=True)
class IssuedToken:
    """A token as its holder gets it: `text` is shown this once and cannot be had again."""

    text: str
    prefix: str
    role: Role
    expires_at: datetime


@dataclass(frozen=True)
class KnownToken:
    """A token as an administrator sees it. `state` is live, expired or revoked."""

    prefix: str
    role: Role
    scope: str | None
    label: str
    issued_at: datetime
    expires_at: datetime
    state: str
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a token, and until when. `used` is when they last did, to the quarter of an hour."""

    reader: Reader
    prefix: str
    label: str
    expires_at: datetime
    used: datetime | None


_believed: Beliefs[Holder] = Beliefs()


def issue(
    role: Role,
    label: str,
    now: datetime,
    lasting: timedelta = timedelta(days=90),
    scope: Scope | None = None,
    by: Reader = SERVICE,
) -> IssuedToken:
    """A new token for `role`, good for `lasting` from `now`. `label` says who holds it.

    Raises:
        Invalid: it would last no time or over 365 days, has no label or one about a family, or is for a
            council or provider that is not there.
    """
    if not timedelta(0) < lasting <= LONGEST:
        raise Invalid(f"A token lasts from 1 to {LONGEST.days} days, not {lasting.days}.", "days")
    if not label.strip() or len(label) > 100:
        raise Invalid("A token needs a label of up to 100 characters that says who holds it.", "label")
    refuse(label, "label")
    if scope is not None and not _is_there(scope):
        raise Invalid(f"There is no {scope.kind} '{scope.id}' to give a token for.", "scope")
    with change(by) as session:
        return _add(session, role, label.strip(), str(scope) if scope else None, now, lasting)


def rotate(
    prefix: str, now: datetime, overlap: timedelta = timedelta(hours=24), by: Reader = SERVICE
) -> IssuedToken:
    """A new token in place of the one that begins `hd_<prefix>_`: for the same holder and as long a time.

    The old one works on for `overlap`, in which its holder changes over, or until its own end if that comes
    before.

    Raises:
        Invalid: the overlap is negative, or longer than 30 days.
        NotFound: there is no such token.
        Conflict: it has ended already.
    """
    if not timedelta(0) <= overlap <= LONGEST_OVERLAP:
        raise Invalid(f"Two tokens overlap for 0 hours to {LONGEST_OVERLAP.days} days.", "overlap_hours")
    with change(by) as session:
        old = _find(session, prefix)
        if _state(old, now) != "live":
            raise Conflict(f"The token '{prefix}' has ended; issue a new one.")
        fresh = _add(session, Role(old.role), old.label, old.scope, now, old.expires_at - old.issued_at)
        old.expires_at = min(old.expires_at, now + overlap)
    forget()
    return fresh


def holder_of(text: str, now: datetime) -> Holder | None:
    """Who asks with the token `text`; None when it is unknown, expired or revoked. Notes that it was used.

    What the database said is believed for half a second, so a revocation acts within one.
    """
    digest = _digest(text)
    holder = _believed.get(digest)
    if holder is None:
        holder = _ask(text, digest)
        if holder is not None:
            _note_use(holder, now)
    return holder if holder is not None and now < holder.expires_at else None


def reader_of(text: str, now: datetime) -> Reader | None:
    """Who holds the token `text`; None when it is unknown, expired or revoked. Nothing is noted."""
    holder = _ask(text, _digest(text))
    return holder.reader if holder is not None and now < holder.expires_at else None


def revoke(prefix: str, now: datetime, by: Reader = SERVICE) -> None:
    """End the token that begins `hd_<prefix>_`; one already ended keeps its first date.

    Raises:
        NotFound: there is no such token.
    """
    with change(by) as session:
        token = _find(session, prefix)
        token.revoked_at = token.revoked_at or now
    forget()


def every_token(now: datetime) -> list[KnownToken]:
    """All tokens ever handed out, newest first."""
    rows = db.session.scalars(select(Token).order_by(Token.issued_at.desc(), Token.prefix))
    return [
        KnownToken(
            row.prefix,
            Role(row.role),
            row.scope,
            row.label,
            row.issued_at,
            row.expires_at,
            _state(row, now),
            row.last_used_at,
        )
        for row in rows
    ]


def forget() -> None:
    """Ask the database again about every token, in this process."""
    _believed.forget()


def _add(
    session: Session, role: Role, label: str, scope: str | None, now: datetime, lasting: timedelta
) -> IssuedToken:
    prefix = "".join(secrets.choice(_PREFIX_LETTERS) for _ in range(8))
    text = f"hd_{prefix}_{secrets.token_hex(24)}"
    session.add(
        Token(
            prefix=prefix,
            digest=_digest(text),
            role=role.value,
            scope=scope,
            label=label,
            issued_at=now,
            expires_at=now + lasting,
        )
    )
    return IssuedToken(text, prefix, role, now + lasting)


def _find(session: Session, prefix: str) -> Token:
    token = session.scalar(select(Token).where(Token.prefix == prefix))
    if token is None:
        raise NotFound(f"There is no token with the prefix '{prefix}'.")
    return token


def _is_there(scope: Scope) -> bool:
    if scope.kind == "authority":
        return scope.id in equipment().authorities
    return db.session.get(Provider, uuid.UUID(scope.id)) is not None


def _ask(text: str, digest: str) -> Holder | None:
    """What the database knows of a token, believed from now on.

    Nothing that is not shaped like a token gets that far.
    """
    shape = _SHAPE.fullmatch(text)
    rows = read_rows(_BY_PREFIX, {"prefix": shape[1]}) if shape else []
    if shape is None or not rows:
        return None
    row = rows[0]
    if row.revoked_at is not None or not hmac.compare_digest(row.digest, digest):
        return None
    scope = Scope.parse(row.scope) if row.scope else None
    reader = Reader(Role(row.role), f"token:{shape[1]}", scope)
    return _believed.put(digest, Holder(reader, shape[1], row.label, row.expires_at, row.last_used_at))


def _note_use(holder: Holder, now: datetime) -> None:
    used = now - (now - datetime.min.replace(tzinfo=now.tzinfo)) % _USE_KEPT_TO
    if holder.used is None or holder.used < used:
        jot(update(Token).where(_TOKENS.c.prefix == holder.prefix).values(last_used_at=used))


def _state(row: Token, now: datetime) -> str:
    if row.revoked_at is not None:
        return "revoked"
    return "live" if now < row.expires_at else "expired"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
