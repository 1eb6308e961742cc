"""Where schemes are, for a map of those that somebody has been shown in a list."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select

from directory.db import db
from directory.model import Premises
from directory.rules.permissions import Reader
from directory.services.reading import table
from directory.services.shown import read_schemes
from directory.services.visible import visible

#: Decimal places of a degree within which homes are one dot on a map: some 70 metres.
_ONE_DOT = 3


@dataclass(frozen=True, slots=True)
class Spot:
    """Where some of a scheme's addresses are, in degrees, and the first half of their postcode."""

    latitude: float
    longitude: float
    outward: str


def positions(keys: Collection[uuid.UUID], reader: Reader, on: date) -> dict[uuid.UUID, list[Spot]]:
    """The spots of schemes on a day, each once; none of a scheme whose addresses `reader` may not know."""
    told = [key for key, found in read_schemes(keys).items() if found.is_near_told(reader)]
    statement: Select[*tuple[Any, ...]] = select(
        Premises.scheme_id, Premises.latitude, Premises.longitude, Premises.postcode
    ).where(
        visible(table(Premises)),
        Premises.scheme_id.in_(told),
        Premises.latitude.is_not(None),
        or_(Premises.valid_from.is_(None), Premises.valid_from <= on),
        or_(Premises.valid_to.is_(None), Premises.valid_to >= on),
    )
    spots: dict[uuid.UUID, dict[tuple[float, float], Spot]] = {}
    for scheme, latitude, longitude, postcode in db.session.execute(statement.order_by(Premises.id)):
        dot = (round(latitude, _ONE_DOT), round(longitude, _ONE_DOT))
        spots.setdefault(scheme, {}).setdefault(dot, Spot(latitude, longitude, postcode.partition(" ")[0]))
    return {key: [*of_scheme.values()] for key, of_scheme in spots.items()}
