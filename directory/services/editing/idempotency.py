"""Requests that may come twice: the second makes nothing, and is answered like the first."""

import hmac
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, text
from sqlalchemy.orm import Session

from directory.equipment import equipment
from directory.errors import Invalid
from directory.model import IdempotencyKey
from directory.rules.permissions import Reader

#: How long a key is remembered.
KEPT = timedelta(hours=24)

#: Of two requests at once with one key, PostgreSQL lets the second wait; SQLite has one writer anyway.
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))")


@dataclass(frozen=True, slots=True)
class Key:
    """What a request came with, so that it may be sent again. A key is of one actor."""

    text: str

    def made_before(
        self, session: Session, by: Reader, what: str, given: Mapping[str, Any], now: datetime
    ) -> uuid.UUID | None:
        """What the same request made when it came with this key before; None when it is new.

        Raises:
            Invalid: the key came with another request.
        """
        if session.get_bind().dialect.name == "postgresql":
            session.execute(_ONE_AT_A_TIME, {"key": f"{by.actor} {self.text}"})
        session.execute(delete(IdempotencyKey).where(IdempotencyKey.at <= now - KEPT))
        held = session.get(IdempotencyKey, (by.actor, self.text))
        if held is None:
            return None
        if not hmac.compare_digest(held.request, digest_of(what, given)):
            raise Invalid(
                "This Idempotency-Key came with another request before; a new request needs a new key."
            )
        return held.made

    def remember(
        self,
        session: Session,
        by: Reader,
        what: str,
        given: Mapping[str, Any],
        made: uuid.UUID,
        now: datetime,
    ) -> None:
        """Note what the request has made."""
        session.add(
            IdempotencyKey(actor=by.actor, key=self.text, request=digest_of(what, given), made=made, at=now)
        )


def digest_of(what: str, given: Mapping[str, Any]) -> str:
    """The request, as nobody can find it out by trying addresses who has not the key of the audit log."""
    told = json.dumps([what, given], default=str, sort_keys=True)
    return hmac.new(equipment().audit_key, b"request " + told.encode(), "sha256").hexdigest()
