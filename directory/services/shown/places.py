"""Addresses as shown."""

import uuid
from typing import Any

from directory.rules.addresses import Held


def premises_shown(
    key: uuid.UUID,
    reference: str | None,
    held: Held,
    uprn: str | None,
    latitude: float | None,
    longitude: float | None,
) -> dict[str, Any]:
    """One address of a scheme, in a line and in its parts."""
    return {
        "id": key,
        "reference": reference,
        "address": f"{held.text}, {held.postcode}",
        "sub_building": held.sub_building,
        "building_name": held.building_name,
        "number": held.number,
        "street": held.street,
        "locality": held.locality,
        "town": held.town,
        "postcode": held.postcode,
        "uprn": uprn,
        "covers": held.covers,
        "latitude": latitude,
        "longitude": longitude,
    }
