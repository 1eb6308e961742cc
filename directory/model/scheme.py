"""Named accommodation services, and the support each gives."""

import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Model, one_of, ordered
from directory.model.columns import Day, Identity, Reference, Suppressed

OFFERED = ("yes", "no", "ask")


class Scheme(Model):
    """One service of one provider and one accommodation type; what a family is placed in.

    `holds_location` repeats the accommodation type's location policy. It stands in the row so that the
    database itself can refuse premises for a confidential scheme (see Premises).
    """

    __tablename__ = "schemes"
    __table_args__ = (
        UniqueConstraint("id", "holds_location"),
        one_of("accessible", *OFFERED),
        ordered("valid_from", "valid_to"),
        CheckConstraint("age_from >= 0 AND age_from <= 120", name="age_from_sane"),
        CheckConstraint("age_to >= age_from", name="age_to_after_age_from"),
        CheckConstraint("sons_under >= 0 AND sons_under <= 26", name="sons_under_sane"),
        CheckConstraint("daughters_under >= 0 AND daughters_under <= 26", name="daughters_under_sane"),
        Index("ix_schemes_type_authority", "accommodation_type", "authority_gss"),
    )

    id: Mapped[Identity]
    reference: Mapped[Reference]
    provider_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("providers.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    accommodation_type: Mapped[str] = mapped_column(String(60))
    holds_location: Mapped[bool]
    authority_gss: Mapped[str | None] = mapped_column(ForeignKey("authorities.gss"), index=True)
    placing_authorities: Mapped[str | None] = mapped_column(String(500))  # gss codes, `;` between them
    age_from: Mapped[int | None]
    age_to: Mapped[int | None]
    sons_under: Mapped[int | None]
    daughters_under: Mapped[int | None]
    accessible: Mapped[str] = mapped_column(String(3), default="ask")
    referral: Mapped[str | None] = mapped_column(Text)
    hours: Mapped[str | None] = mapped_column(String(500))
    capacity: Mapped[int | None]
    valid_from: Mapped[Day]
    valid_to: Mapped[Day]
    confirmed_on: Mapped[Day]
    suppressed: Mapped[Suppressed]


class SupportOffered(Model):
    """One kind of support at one scheme: yes, no, or ask. No row is unknown too, and is shown as ask."""

    __tablename__ = "support_offered"
    __table_args__ = (
        one_of("offered", *OFFERED),
        Index("ix_support_offered_type", "support_type", "offered"),
    )

    scheme_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("schemes.id", ondelete="CASCADE"), primary_key=True
    )
    support_type: Mapped[str] = mapped_column(String(60), primary_key=True)
    offered: Mapped[str] = mapped_column(String(3))
    level: Mapped[str | None] = mapped_column(String(40))
    hours_per_week: Mapped[float | None]
    hours: Mapped[str | None] = mapped_column(String(500))
    who_for: Mapped[str | None] = mapped_column(String(500))
    evidence_date: Mapped[Day]
