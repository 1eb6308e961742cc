"""Schemes: found by kind, support, place or provider, and shown with their contacts."""

import re
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from geopy.exc import GeopyError
from sqlalchemy import Select, and_, func, or_, select

from directory.db import db
from directory.equipment import equipment
from directory.errors import Invalid, NotFound, Unavailable
from directory.model import Premises, Provider, Scheme, SupportOffered
from directory.postcodes import Place
from directory.rules import disclosure
from directory.rules.distance import cells_within, distances_m
from directory.rules.hours import LONDON
from directory.rules.permissions import Reader
from directory.services.looks import Look, record_look
from directory.services.lookup.candidates import premises_of_scheme
from directory.services.reading import table
from directory.services.shown import (
    premises_shown,
    read_schemes,
    scheme_with_type,
    turns_of_schemes,
)
from directory.services.visible import visible

#: What LIKE reads as other than itself.
_WILDCARDS = re.compile(r"[%_\\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a scheme must be. None asks nothing; `radius_m` counts only with `near`."""

    accommodation_type: str | None = None
    support: str | None = None
    level: str | None = None
    near: str | None = None
    radius_m: float = 10_000.0
    authority: str | None = None
    provider: uuid.UUID | None = None
    accessible: bool = False
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Schemes that fit, and those of which it is not known; `total`s count beyond the page."""

    items: list[dict[str, Any]]
    total: int
    unknown: list[dict[str, Any]]
    unknown_total: int


@dataclass(frozen=True, slots=True)
class _Row:
    """A scheme as far as choosing goes. `why_unknown` is empty when it fits."""

    id: uuid.UUID
    name: str
    distance_m: float | None
    why_unknown: tuple[str, ...]


def find_schemes(
    wanted: Wanted, at: datetime, on: date | None, page: int, page_size: int, reader: Reader
) -> Found:
    """The schemes in force on a day that fit, nearest first when asked for `near`, else by name.

    A scheme of which it is not known whether it fits is in a group of its own, with the reason; never
    dropped, and never among those that fit.

    Raises:
        Invalid: an unknown type, support type, level or council, or a postcode that has no position.
    """
    day = on or at.astimezone(LONDON).date()
    _check(wanted)
    place = _place(wanted.near) if wanted.near else None
    distances = _distances(place, wanted.radius_m, day) if place else None
    rows = list(_rows(_statement(wanted, day), wanted, place, distances, reader))
    rows.sort(
        key=lambda row: (row.distance_m is None, row.distance_m or 0.0, row.name.casefold(), row.id.hex)
    )
    fitting = [row for row in rows if not row.why_unknown]
    unknown = [row for row in rows if row.why_unknown]
    start = (page - 1) * page_size
    fitting_here, unknown_here = fitting[start : start + page_size], unknown[start : start + page_size]
    record_look(reader, Look(action="list-schemes", seen=[row.id for row in (*fitting_here, *unknown_here)]))
    return Found(_shown(fitting_here), len(fitting), _shown(unknown_here), len(unknown))


def scheme(key: uuid.UUID, at: datetime, reader: Reader, on: date | None = None) -> dict[str, Any]:
    """One scheme with its provider, its addresses, and its contacts in the order to try them.

    Raises:
        NotFound: there is no such scheme.
    """
    day = on or at.astimezone(LONDON).date()
    found = read_schemes([key]).get(key)
    if found is None:
        raise NotFound("There is no such scheme.")
    record_look(reader, Look(action="see-scheme", seen=[key]))
    turns = turns_of_schemes({key: found.provider_id}, at, day)[key]
    return {
        **found.scheme,
        "provider": found.provider,
        "premises": [premises_shown(row) for row in premises_of_scheme(key, day)]
        if found.is_near_told(reader)
        else [],
        "contacts": turns.contacts,
        "nobody_now": turns.nobody_now,
    }


def _check(wanted: Wanted) -> None:
    catalogue = equipment().catalogue
    known: tuple[tuple[str, str | None, Collection[str]], ...] = (
        ("type", wanted.accommodation_type, catalogue.accommodation_types),
        ("support", wanted.support, catalogue.support_types),
        ("level", wanted.level, catalogue.support_levels),
        ("authority", wanted.authority, equipment().authorities),
    )
    for name, value, values in known:
        if value is not None and value not in values:
            raise Invalid(f"'{value}' is not known; {name} takes one such as {next(iter(values))}.", name)
    if wanted.level and not wanted.support:
        raise Invalid("A level is of a kind of support: give support as well.", "level")


def _place(postcode: str) -> Place:
    place = equipment().postcodes.resolve(postcode).place
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


def _distances(place: Place, radius_m: float, day: date) -> dict[uuid.UUID, float]:
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


def _statement(wanted: Wanted, day: date) -> Select[*tuple[Any, ...]]:
    support = and_(
        SupportOffered.scheme_id == Scheme.id, SupportOffered.support_type == (wanted.support or "")
    )
    statement: Select[*tuple[Any, ...]] = (
        select(
            Scheme.id,
            Scheme.name,
            Scheme.accommodation_type,
            Scheme.suppressed,
            Scheme.authority_gss,
            Scheme.accessible,
            SupportOffered.offered,
            SupportOffered.level,
        )
        .outerjoin(SupportOffered, support)
        .where(
            or_(Scheme.valid_from.is_(None), Scheme.valid_from <= day),
            or_(Scheme.valid_to.is_(None), Scheme.valid_to >= day),
        )
    )
    if wanted.accommodation_type:
        statement = statement.where(Scheme.accommodation_type == wanted.accommodation_type)
    if wanted.provider:
        statement = statement.where(Scheme.provider_id == wanted.provider)
    if wanted.authority:
        codes = _with_districts(wanted.authority, day)
        statement = statement.where(or_(Scheme.authority_gss.in_(codes), Scheme.authority_gss.is_(None)))
    for word in (wanted.words or "").lower().split():
        part = "%" + _WILDCARDS.sub(r"\\\g<0>", word) + "%"
        statement = statement.where(
            or_(
                func.lower(Scheme.name).like(part, escape="\\"),
                Scheme.provider_id.in_(
                    select(Provider.id).where(func.lower(Provider.name).like(part, escape="\\"))
                ),
            )
        )
    return statement


def _with_districts(gss: str, day: date) -> list[str]:
    """A council, and for a county its districts."""
    return [gss, *(district.gss for district in equipment().authorities.districts_of(gss, day))]


def _rows(
    statement: Select[*tuple[Any, ...]],
    wanted: Wanted,
    place: Place | None,
    distances: Mapping[uuid.UUID, float] | None,
    reader: Reader,
) -> Iterable[_Row]:
    policies = {
        kind.slug: equipment().catalogue.location_policies[kind.location_policy]
        for kind in equipment().catalogue.accommodation_types.values()
    }
    for key, name, kind, suppressed, authority, accessible, offered, level in db.session.execute(statement):
        policy = policies.get(kind)
        if policy is None:  # a kind that is out of use: nobody can say any more what may be told of it
            continue
        if not disclosure.is_listed(reader, policy, suppressed=suppressed):
            continue
        unknown = []
        distance = None
        if distances is not None and place is not None:
            distance = distances.get(key)
            if distance is None:
                # A service without premises, in this council's area, may well serve this place. What has
                # premises that are farther off, or may not be told of an area, is not near.
                if (
                    disclosure.place_told(reader, policy) is not disclosure.Place.AREA
                    or authority != place.gss
                ):
                    continue
                unknown.append("near")
        if wanted.support:
            fits = _support_fits(offered, level, wanted.level)
            if fits is False:
                continue
            if fits is None:
                unknown.append("support")
        if wanted.accessible and accessible != "yes":
            if accessible == "no":
                continue
            unknown.append("accessible")
        if wanted.authority and authority is None:
            unknown.append("authority")
        yield _Row(key, name, distance, tuple(unknown))


def _support_fits(offered: str | None, level: str | None, wanted_level: str | None) -> bool | None:
    """Whether the support is there at that level or a higher one; None when nobody has said."""
    if offered == "no":
        return False
    if offered != "yes":
        return None
    if wanted_level is None:
        return True
    if level is None:
        return None
    levels = equipment().catalogue.support_levels
    held, asked = levels[level].rank if level in levels else None, levels[wanted_level].rank
    if held is None or asked is None:
        return True if level == wanted_level else None
    return held >= asked


def _shown(rows: list[_Row]) -> list[dict[str, Any]]:
    found = read_schemes([row.id for row in rows])
    return [
        {
            **scheme_with_type(found[row.id]),
            "distance_m": None if row.distance_m is None else round(row.distance_m),
            "unknown": list(row.why_unknown),
        }
        for row in rows
        if row.id in found
    ]
