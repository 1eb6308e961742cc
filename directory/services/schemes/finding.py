"""Schemes that fit: by kind, support, place, provider, or the child who comes along."""

import re
import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from directory.db import db
from directory.equipment import equipment
from directory.errors import Invalid
from directory.model import Provider, Scheme, SupportOffered
from directory.postcodes import Place
from directory.rules import disclosure
from directory.rules.catalogue import LocationPolicy
from directory.rules.children import Sex, is_taken
from directory.rules.hours import LONDON
from directory.rules.nearest import did_you_mean
from directory.rules.permissions import Reader
from directory.services.looks import Look, record_look
from directory.services.schemes.areas import Fit, as_far_as_areas_are_told
from directory.services.schemes.near import distances_from, place_of
from directory.services.shown import read_schemes, scheme_in_list

#: What LIKE reads as other than itself.
_WILDCARDS = re.compile(r"[%_\\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a scheme must be. None asks nothing; `radius_m` counts only with `near`.

    `child_age` is in whole years, of a son or daughter who comes along with the parent placed there.
    """

    accommodation_type: str | None = None
    support: str | None = None
    level: str | None = None
    near: str | None = None
    radius_m: float = 10_000.0
    authority: str | None = None
    provider: uuid.UUID | None = None
    accessible: bool = False
    child_age: int | None = None
    child_sex: Sex | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Schemes that fit, and those of which it is not known; `total`s count beyond the page."""

    items: list[dict[str, Any]]
    total: int
    unknown: list[dict[str, Any]]
    unknown_total: int


def find_schemes(
    wanted: Wanted, at: datetime, on: date | None, page: int, page_size: int, reader: Reader
) -> Found:
    """The schemes in force on a day that fit, nearest first when asked for `near`, else by name.

    A scheme of which it is not known whether it fits is in a group of its own, with the reason; never
    dropped, and never among those that fit. Of confidential schemes nobody knows, for a list, in which
    council's area they are, unless there are enough of them (`areas.py`).

    Raises:
        Invalid: an unknown type, support type, level or council, a postcode that has no position, a level
            without support, or a child's sex without an age.
    """
    day = on or at.astimezone(LONDON).date()
    _check(wanted)
    place = place_of(wanted.near) if wanted.near else None
    distances = distances_from(place, wanted.radius_m, day) if place else None
    codes = _with_districts(wanted.authority, day) if wanted.authority else None
    found = _rows(_statement(wanted, day, codes, reader), wanted, place, distances, reader)
    rows = list(as_far_as_areas_are_told(found, codes))
    rows.sort(
        key=lambda row: (row.distance_m is None, row.distance_m or 0.0, row.name.casefold(), row.id.hex)
    )
    fitting = [row for row in rows if not row.why_unknown]
    unknown = [row for row in rows if row.why_unknown]
    start = (page - 1) * page_size
    fitting_here, unknown_here = fitting[start : start + page_size], unknown[start : start + page_size]
    record_look(reader, Look(action="list-schemes", seen=[row.id for row in (*fitting_here, *unknown_here)]))
    return Found(_shown(fitting_here), len(fitting), _shown(unknown_here), len(unknown))


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
            near = did_you_mean(value, values)
            raise Invalid(
                f"'{value}' is not known; {name} takes one such as {next(iter(values))}.{near}", name
            )
    if wanted.level and not wanted.support:
        raise Invalid("A level is of a kind of support: give support as well.", "level")
    if wanted.child_sex and wanted.child_age is None:
        raise Invalid("A sex is of a child of some age: give child_age as well.", "child_sex")


def _statement(
    wanted: Wanted, day: date, codes: Collection[str] | None, reader: Reader
) -> Select[*tuple[Any, ...]]:
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
            Scheme.sons_under,
            Scheme.daughters_under,
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
    if codes is not None:
        statement = statement.where(
            or_(
                Scheme.authority_gss.in_(codes),
                Scheme.authority_gss.is_(None),
                Scheme.accommodation_type.in_(_kinds_not_listed_by_area(reader)),
            )
        )
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


def _policies() -> dict[str, LocationPolicy]:
    """The location policy of each accommodation type in use."""
    catalogue = equipment().catalogue
    return {
        kind.slug: catalogue.location_policies[kind.location_policy]
        for kind in catalogue.accommodation_types.values()
    }


def _kinds_not_listed_by_area(reader: Reader) -> list[str]:
    return [kind for kind, policy in _policies().items() if not disclosure.is_listed_by_area(reader, policy)]


def _with_districts(gss: str, day: date) -> list[str]:
    """A council, and for a county its districts."""
    return [gss, *(district.gss for district in equipment().authorities.districts_of(gss, day))]


def _rows(
    statement: Select[*tuple[Any, ...]],
    wanted: Wanted,
    place: Place | None,
    distances: Mapping[uuid.UUID, float] | None,
    reader: Reader,
) -> Iterator[Fit]:
    policies = _policies()
    for row in db.session.execute(statement):
        policy = policies.get(row.accommodation_type)
        if policy is None:  # a kind that is out of use: nobody can say any more what may be told of it
            continue
        if not disclosure.is_listed(reader, policy, suppressed=row.suppressed):
            continue
        unknown = []
        distance = None
        if distances is not None and place is not None:
            distance = distances.get(row.id)
            if distance is None:
                # A service without premises, in this council's area, may well serve this place. What has
                # premises that are farther off, or may not be told of an area, is not near.
                if (
                    disclosure.place_told(reader, policy) is not disclosure.Place.AREA
                    or row.authority_gss != place.gss
                ):
                    continue
                unknown.append("near")
        if wanted.support:
            fits = _support_fits(row.offered, row.level, wanted.level)
            if fits is False:
                continue
            if fits is None:
                unknown.append("support")
        if wanted.accessible and row.accessible != "yes":
            if row.accessible == "no":
                continue
            unknown.append("accessible")
        if wanted.child_age is not None:
            taken = is_taken(wanted.child_age, wanted.child_sex, row.sons_under, row.daughters_under)
            if taken == "no":
                continue
            if taken != "yes":
                unknown.append("child_sex" if taken == "depends" else "child_age")
        by_area = disclosure.is_listed_by_area(reader, policy)
        if wanted.authority and by_area and row.authority_gss is None:
            unknown.append("authority")
        yield Fit(
            row.id,
            row.name,
            row.accommodation_type,
            row.authority_gss,
            distance,
            tuple(unknown),
            is_listed_by_area=by_area,
        )


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


def _shown(rows: list[Fit]) -> list[dict[str, Any]]:
    found = read_schemes([row.id for row in rows])
    return [
        {
            **scheme_in_list(found[row.id], area_told=row.area_told),
            "distance_m": None if row.distance_m is None else round(row.distance_m),
            "unknown": list(row.why_unknown),
        }
        for row in rows
        if row.id in found
    ]
