"""What editing needs beside the records: requests that may come twice, and lifts that take two."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Model
from directory.model.columns import Identity
from directory.model.instants import Instant


class IdempotencyKey(Model):
    """A key that came with a request to create, and what the request made; sent again, it makes nothing."""

    __tablename__ = "idempotency_keys"

    actor: Mapped[str] = mapped_column(String(80), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    request: Mapped[str] = mapped_column(String(64))  # a hash of route and body
    made: Mapped[uuid.UUID] = mapped_column(Uuid)
    at: Mapped[datetime] = mapped_column(Instant, index=True)


class Lift(Model):
    """A wish that a scheme be confidential no longer. It takes effect when a second person agrees."""

    __tablename__ = "lifts"

    id: Mapped[Identity]
    scheme_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("schemes.id", ondelete="CASCADE"), index=True)
    accommodation_type: Mapped[str] = mapped_column(String(60))  # what it is to become
    asked_by: Mapped[str] = mapped_column(String(80))
    asked_at: Mapped[datetime] = mapped_column(Instant)
    agreed_by: Mapped[str | None] = mapped_column(String(80))
    agreed_at: Mapped[datetime | None] = mapped_column(Instant)
