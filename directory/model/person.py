"""People who sign in, and the sessions they have."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Model, one_of, ordered
from directory.model.columns import Identity
from directory.model.instants import Instant
from directory.rules.permissions import Role


class Person(Model):
    """Somebody known to the identity provider, by its name for them; at work, and as far as the log needs."""

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[Identity]
    issuer: Mapped[str] = mapped_column(String(300))
    subject: Mapped[str] = mapped_column(String(255))
    name: Mapped[str | None] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(254))
    last_seen_at: Mapped[datetime] = mapped_column(Instant)


class SignIn(Model):
    """A session of a person, as the hash of what their browser holds. `scope` is as in Token."""

    __tablename__ = "sign_ins"
    __table_args__ = (one_of("role", *Role), ordered("started_at", "expires_at"))

    id: Mapped[Identity]
    digest: Mapped[str] = mapped_column(String(64), unique=True)  # SHA-256, in hex
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    scope: Mapped[str | None] = mapped_column(String(60))
    started_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
