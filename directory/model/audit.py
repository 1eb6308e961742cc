"""What was done and seen, by whom: entries that are added and never changed."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Model
from directory.model.instants import Instant

_Number = BigInteger().with_variant(Integer, "sqlite")


class AuditEntry(Model):
    """One thing that happened. Triggers of both databases refuse to change or remove a row.

    `seen` are the ids of the schemes shown, `;` between them. `detail` is JSON: the names of the fields that
    changed, or counts; never a value. `previous` and `seal` chain the entries (rules.audit).
    """

    __tablename__ = "audit_log"
    __table_args__ = (
        Index("ix_audit_log_at", "at"),
        Index("ix_audit_log_subject", "subject_kind", "subject_id"),
    )

    seq: Mapped[int] = mapped_column(_Number, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant)
    actor: Mapped[str] = mapped_column(String(80))
    role: Mapped[str | None] = mapped_column(String(20))
    action: Mapped[str] = mapped_column(String(40))
    purpose: Mapped[str | None] = mapped_column(String(40))
    outcome: Mapped[str | None] = mapped_column(String(20))
    subject_kind: Mapped[str | None] = mapped_column(String(30))
    subject_id: Mapped[str | None] = mapped_column(String(120))
    seen: Mapped[str | None] = mapped_column(Text)
    detail: Mapped[str | None] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(String(64))
    seal: Mapped[str] = mapped_column(String(64))


class AuditHead(Model):
    """The number and seal of the last entry, sealed itself, so that entries missing at the end are missed.

    A single row; whoever adds an entry locks it first, so that entries stand in one order.
    """

    __tablename__ = "audit_head"
    __table_args__ = (CheckConstraint("id = 1", name="single_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(_Number)
    last: Mapped[str] = mapped_column(String(64))
    seal: Mapped[str] = mapped_column(String(64))
