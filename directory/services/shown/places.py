"""Addresses as shown."""

import uuid
from typing import Any, Protocol

from directory.rules.addresses import Held


class PremisesRow(Protocol):
    """An address as read."""

    @property
    def id(self) -> uuid.UUID: ...
    @property
    def reference(self) -> str | None: ...
    @property
    def held(self) -> Held: ...
    @property
    def uprn(self) -> str | None: ...
    @property
    def latitude(self) -> float | None: ...
    @property
    def longitude(self) -> float | None: ...


def premises_shown(row: PremisesRow) -> dict[str, Any]:
    """One address of a scheme, in a line and in its parts."""
    held = row.held
    return {
        "id": row.id,
        "reference": row.reference,
        "address": f"{held.text}, {held.postcode}",
        "sub_building": held.sub_building,
        "building_name": held.building_name,
        "number": held.number,
        "street": held.street,
        "locality": held.locality,
        "town": held.town,
        "postcode": held.postcode,
        "uprn": row.uprn,
        "covers": held.covers,
        "latitude": row.latitude,
        "longitude": row.longitude,
    }
