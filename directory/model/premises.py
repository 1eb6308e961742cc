"""Addresses of schemes."""

import uuid

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Model, one_of, ordered
from directory.model.columns import Day, Identity, Reference, Suppressed


class Premises(Model):
    """One address of a scheme: a whole building, or one unit of it.

    The foreign key carries `holds_location`, which must be true here and equal to the scheme's: premises
    of a confidential scheme cannot be stored, whichever program writes.

    `*_key` and `number_from` are derived from the address by `rules.addresses.keys_of`, and are what
    look-ups without a usable postcode search by. `cell` is the square of `rules.distance` the address
    lies in.
    """

    __tablename__ = "premises"
    __table_args__ = (
        ForeignKeyConstraint(["scheme_id", "holds_location"], ["schemes.id", "schemes.holds_location"]),
        CheckConstraint("holds_location", name="location_may_be_held"),
        one_of("covers", "unit", "building"),
        ordered("valid_from", "valid_to"),
        CheckConstraint("latitude BETWEEN 49 AND 61.5", name="latitude_in_uk"),
        CheckConstraint("longitude BETWEEN -9 AND 2.5", name="longitude_in_uk"),
        Index("ix_premises_postcode", "postcode"),
        Index("ix_premises_street", "street_key", "number_from"),
        Index("ix_premises_building", "building_key"),
        Index("ix_premises_cell", "cell"),
        Index("ix_premises_scheme", "scheme_id"),
        Index("ix_premises_uprn", "uprn"),
    )

    id: Mapped[Identity]
    reference: Mapped[Reference]
    scheme_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    holds_location: Mapped[bool] = mapped_column(default=True)
    sub_building: Mapped[str | None] = mapped_column(String(100))
    building_name: Mapped[str | None] = mapped_column(String(100))
    number: Mapped[str | None] = mapped_column(String(20))
    street: Mapped[str | None] = mapped_column(String(100))
    locality: Mapped[str | None] = mapped_column(String(100))
    town: Mapped[str | None] = mapped_column(String(60))
    postcode: Mapped[str] = mapped_column(String(8))
    uprn: Mapped[str | None] = mapped_column(String(12))
    covers: Mapped[str] = mapped_column(String(8))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    cell: Mapped[int | None]
    street_key: Mapped[str | None] = mapped_column(String(100))
    building_key: Mapped[str | None] = mapped_column(String(100))
    number_from: Mapped[int | None]
    valid_from: Mapped[Day]
    valid_to: Mapped[Day]
    suppressed: Mapped[Suppressed]
