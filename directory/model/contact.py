"""Posts that can be reached about a family's housing."""

import uuid
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Model, ordered
from directory.model.columns import Day, Identity, Reference, Suppressed


def _exactly_one(*columns: str) -> Any:
    counted = " + ".join(f"(CASE WHEN {column} IS NULL THEN 0 ELSE 1 END)" for column in columns)
    return CheckConstraint(f"{counted} = 1", name="one_owner")


class Contact(Model):
    """A post at exactly one provider, scheme or authority. Posts outlive the people who hold them.

    `hours` is text in the form of `rules.hours`; None is not known. `covered_by_id` is who stands in.
    `failing_since` is the first day on which the channels were found not to work.
    """

    __tablename__ = "contacts"
    __table_args__ = (
        _exactly_one("provider_id", "scheme_id", "authority_gss"),
        ordered("valid_from", "valid_to"),
        Index("ix_contacts_role", "role"),
    )

    id: Mapped[Identity]
    reference: Mapped[Reference]
    provider_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("providers.id"), index=True)
    scheme_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("schemes.id"), index=True)
    authority_gss: Mapped[str | None] = mapped_column(ForeignKey("authorities.gss"), index=True)
    role: Mapped[str] = mapped_column(String(60))
    holder: Mapped[str | None] = mapped_column(String(120))
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(40))
    hours: Mapped[str | None] = mapped_column(String(500))
    out_of_hours: Mapped[bool] = mapped_column(default=False)
    covered_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("contacts.id"))
    vacant: Mapped[bool] = mapped_column(default=False)
    failing_since: Mapped[Day]
    valid_from: Mapped[Day]
    valid_to: Mapped[Day]
    confirmed_on: Mapped[Day]
    suppressed: Mapped[Suppressed]
