"""How far schemes are from a postcode."""

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

from geopy.exc import GeopyError
from sqlalchemy import Select, or_, select

from directory.db import db
from directory.equipment import equipment
from directory.errors import Invalid, Unavailable
from directory.model import Premises
from directory.postcodes import Place
from directory.rules.distance import cells_within, distances_m
from directory.services.reading import table
from directory.services.visible import visible


def place_of(postcode: str) -> Place:
    """The place of a postcode, with its position.

    Raises:
        Invalid: it is not known, or has no position.
        Unavailable: the second source of positions was asked and did not answer.
    """
    try:
        place = equipment().postcodes.resolve(postcode).place
    except Invalid as fault:
        raise Invalid(fault.message, "near") from None
    if place is None:
        raise Invalid(f"'{postcode}' is not a postcode this service knows.", "near")
    if place.latitude is None or place.longitude is None:
        place = _asked_elsewhere(place)
    if place is None:
        raise Invalid(f"No position is known for '{postcode}'.", "near")
    return place


def _asked_elsewhere(place: Place) -> Place | None:
    """The place with a position from the second source, where one is set; it is sent the postcode alone."""
    source = equipment().second_source
    if source is None:
        return None
    try:
        found = source.geocode(f"{place.postcode}, United Kingdom")
    except GeopyError:
        raise Unavailable("The second source of positions did not answer. Try again later.") from None
    return replace(place, latitude=found.latitude, longitude=found.longitude) if found else None


def distances_from(place: Place, radius_m: float, day: date) -> dict[uuid.UUID, float]:
    """For each scheme with premises within the radius, how far the nearest of them is, in metres."""
    assert place.latitude is not None
    assert place.longitude is not None
    statement: Select[*tuple[Any, ...]] = select(
        Premises.scheme_id, Premises.latitude, Premises.longitude
    ).where(
        visible(table(Premises)),
        Premises.cell.in_(cells_within(place.latitude, place.longitude, radius_m)),
        or_(Premises.valid_from.is_(None), Premises.valid_from <= day),
        or_(Premises.valid_to.is_(None), Premises.valid_to >= day),
    )
    rows = db.session.execute(statement).all()
    metres = distances_m(place.latitude, place.longitude, [row[1] for row in rows], [row[2] for row in rows])
    nearest: dict[uuid.UUID, float] = {}
    for row, distance in zip(rows, metres.tolist(), strict=True):
        if distance <= radius_m and distance < nearest.get(row[0], float("inf")):
            nearest[row[0]] = distance
    return nearest
