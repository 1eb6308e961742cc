"""Agreements between a commissioner and a provider."""

import uuid
from datetime import date

from sqlalchemy import Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Model, ordered
from directory.model.columns import Day, Identity, Reference


class Contract(Model):
    """A contract and the days on which it holds: the anchor that its terms will hang on."""

    __tablename__ = "contracts"
    __table_args__ = (ordered("valid_from", "valid_to"),)

    id: Mapped[Identity]
    reference: Mapped[Reference]
    provider_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("providers.id"), index=True)
    commissioner_gss: Mapped[str] = mapped_column(ForeignKey("authorities.gss"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[Day]
