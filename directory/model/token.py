"""Keys that other systems hold to ask this one."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Model, one_of, ordered
from directory.model.columns import Identity
from directory.model.instants import Instant
from directory.rules.permissions import Role


class Token(Model):
    """A bearer token, as its hash: what was handed out is shown once and never stored.

    `prefix` is the part of the token it is found by, and may be shown. `scope` is
    `authority:<gss>`, `provider:<id>` or None, which is the whole directory.
    """

    __tablename__ = "tokens"
    __table_args__ = (
        one_of("role", *Role),
        ordered("issued_at", "expires_at"),
    )

    id: Mapped[Identity]
    prefix: Mapped[str] = mapped_column(String(12), unique=True)
    digest: Mapped[str] = mapped_column(String(64))  # SHA-256 of the whole token, in hex
    role: Mapped[str] = mapped_column(String(20))
    scope: Mapped[str | None] = mapped_column(String(60))
    label: Mapped[str] = mapped_column(String(100))
    issued_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    last_used_at: Mapped[datetime | None] = mapped_column(Instant)  # to the quarter of an hour
