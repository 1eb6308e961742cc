"""Bearer tokens: handing them out, knowing their holder, and ending them."""

import hashlib
import hmac
import re
import secrets
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from directory.db import db
from directory.errors import Invalid, NotFound
from directory.model import Token
from directory.rules.permissions import SERVICE, Reader, Role, Scope
from directory.rules.private import refuse
from directory.services.changes import change

#: No token outlives this; whoever still needs one asks again.
LONGEST = timedelta(days=365)

#: How long a process goes on believing a token it has just checked: the delay of a revocation.
BELIEVED_S = 0.5
_MOST_BELIEVED = 10_000

_SHAPE = re.compile(r"hd_([a-z0-9]{8})_[0-9a-f]{48}", re.ASCII)
_PREFIX_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # without those that are misread


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


@dataclass(frozen=True, slots=True)
class _Belief:
    reader: Reader
    expires_at: datetime
    until: float  # on the monotonic clock


_believed: dict[bytes, _Belief] = {}


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
        Invalid: it would last no time or over 365 days, or has no label or one about a family.
    """
    if not timedelta(0) < lasting <= LONGEST:
        raise Invalid(f"A token lasts from 1 to {LONGEST.days} days, not {lasting.days}.", "days")
    if not label.strip() or len(label) > 100:
        raise Invalid("A token needs a label of up to 100 characters that says who holds it.", "label")
    refuse(label, "label")
    prefix = "".join(secrets.choice(_PREFIX_LETTERS) for _ in range(8))
    text = f"hd_{prefix}_{secrets.token_hex(24)}"
    expires_at = now + lasting
    with change(by) as session:
        session.add(
            Token(
                prefix=prefix,
                digest=_digest(text).hex(),
                role=role.value,
                scope=str(scope) if scope else None,
                label=label.strip(),
                issued_at=now,
                expires_at=expires_at,
            )
        )
    return IssuedToken(text, prefix, role, expires_at)


def reader_of(text: str, now: datetime) -> Reader | None:
    """Who holds the token `text`; None when it is unknown, expired or revoked.

    What the database said is believed for half a second, so a revocation acts within one.
    """
    digest = _digest(text)
    belief = _believed.get(digest)
    if belief is None or time.monotonic() >= belief.until:
        belief = _ask(text, digest)
        if belief is None:
            return None
    return belief.reader if now < belief.expires_at else None


def revoke(prefix: str, now: datetime, by: Reader = SERVICE) -> None:
    """End the token that begins `hd_<prefix>_`; one already ended keeps its first date.

    Raises:
        NotFound: there is no such token.
    """
    with change(by) as session:
        token = session.scalar(select(Token).where(Token.prefix == prefix))
        if token is None:
            raise NotFound(f"There is no token with the prefix '{prefix}'.")
        token.revoked_at = token.revoked_at or now
    forget()


def every_token(now: datetime) -> list[KnownToken]:
    """All tokens ever handed out, newest first."""
    rows = db.session.scalars(select(Token).order_by(Token.issued_at.desc(), Token.prefix))
    return [
        KnownToken(
            row.prefix, Role(row.role), row.scope, row.label, row.issued_at, row.expires_at, _state(row, now)
        )
        for row in rows
    ]


def forget() -> None:
    """Ask the database again about every token, in this process."""
    _believed.clear()


def _ask(text: str, digest: bytes) -> _Belief | None:
    """What the database knows of a token, remembered. Nothing that is not shaped like one gets that far."""
    _believed.pop(digest, None)
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        return None
    row = db.session.execute(
        select(Token.digest, Token.role, Token.scope, Token.expires_at, Token.revoked_at).where(
            Token.prefix == shape[1]
        )
    ).one_or_none()
    if row is None or row.revoked_at is not None or not hmac.compare_digest(row.digest, digest.hex()):
        return None
    scope = Scope.parse(row.scope) if row.scope else None
    if len(_believed) >= _MOST_BELIEVED:
        _believed.clear()
    belief = _Belief(
        Reader(Role(row.role), f"token:{shape[1]}", scope), row.expires_at, time.monotonic() + BELIEVED_S
    )
    _believed[digest] = belief
    return belief


def _state(row: Token, now: datetime) -> str:
    if row.revoked_at is not None:
        return "revoked"
    return "live" if now < row.expires_at else "expired"


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest()
