"""Organisations that run accommodation or give the support in it."""

import uuid

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Model, one_of, ordered
from directory.model.columns import Day, Identity, Reference

PROVIDER_KINDS = ("council", "housing_association", "charity", "company", "other")


class Provider(Model):
    """An organisation, under its current name.

    `successor_id` names who took over; the row stays, so that a family's history can still be asked for.
    """

    __tablename__ = "providers"
    __table_args__ = (one_of("kind", *PROVIDER_KINDS), ordered("valid_from", "valid_to"))

    id: Mapped[Identity]
    reference: Mapped[Reference]
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str | None] = mapped_column(String(30))
    register: Mapped[str | None] = mapped_column(String(100))
    registration_no: Mapped[str | None] = mapped_column(String(60), index=True)
    successor_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("providers.id"))
    phone: Mapped[str | None] = mapped_column(String(40))
    email: Mapped[str | None] = mapped_column(String(254))
    website: Mapped[str | None] = mapped_column(String(300))
    valid_from: Mapped[Day]
    valid_to: Mapped[Day]


class ProviderName(Model):
    """Another name a provider goes or went by."""

    __tablename__ = "provider_names"
    __table_args__ = (one_of("kind", "trading", "former"),)

    provider_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("providers.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    name: Mapped[str] = mapped_column(String(200), primary_key=True)
