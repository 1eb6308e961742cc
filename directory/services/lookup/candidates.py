"""Which held addresses may be meant: those at the postcode, else those of the same street or building."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, or_, select

from directory.model import Premises, Scheme
from directory.postcodes import Place
from directory.rules.addresses import Held
from directory.rules.lookup import Candidate, natural_order
from directory.services.lookup.given import Given
from directory.services.lookup.namesakes import namesakes_of
from directory.services.lookup.typed import NamesTyped, numbers_typed
from directory.services.memory import MOST_REMEMBERED, RememberedRows
from directory.services.reading import read_rows, table
from directory.services.visible import visible

#: More candidates than this are never compared: a request so vague has no answer.
_MOST = 400
#: How far from the postcode given an address may lie and still be offered, in degrees of latitude (9 km)
#: and 28 km for one in the place typed, since post towns reach far into the country.
_NEAR, _IN_REACH = 0.08, 0.25


@dataclass(frozen=True, slots=True)
class HeldPremises:
    """A row of premises as the look-up needs it."""

    id: uuid.UUID
    reference: str | None
    scheme_id: uuid.UUID
    uprn: str | None
    latitude: float | None
    longitude: float | None
    held: Held


_PREMISES, _SCHEMES = table(Premises), table(Scheme)
_COLUMNS = (
    _PREMISES.c.id,
    _PREMISES.c.reference,
    _PREMISES.c.scheme_id,
    _PREMISES.c.uprn,
    _PREMISES.c.latitude,
    _PREMISES.c.longitude,
    _PREMISES.c.sub_building,
    _PREMISES.c.building_name,
    _PREMISES.c.number,
    _PREMISES.c.street,
    _PREMISES.c.locality,
    _PREMISES.c.town,
    _PREMISES.c.postcode,
    _PREMISES.c.covers,
)


def _in_force() -> Select[*tuple[Any, ...]]:
    on: BindParameter[date] = bindparam("on")
    return (
        select(*_COLUMNS)
        .join(_SCHEMES, _SCHEMES.c.id == _PREMISES.c.scheme_id)
        .where(
            or_(_PREMISES.c.valid_from.is_(None), _PREMISES.c.valid_from <= on),
            or_(_PREMISES.c.valid_to.is_(None), _PREMISES.c.valid_to >= on),
            or_(_SCHEMES.c.valid_from.is_(None), _SCHEMES.c.valid_from <= on),
            or_(_SCHEMES.c.valid_to.is_(None), _SCHEMES.c.valid_to >= on),
            visible(_PREMISES, _SCHEMES),
        )
        .limit(_MOST)
    )


_AT_POSTCODE = _in_force().where(_PREMISES.c.postcode == bindparam("postcode"))
_EVER_AT_POSTCODE = (
    select(
        *_COLUMNS,
        _PREMISES.c.valid_from,
        _PREMISES.c.valid_to,
        _SCHEMES.c.valid_from,
        _SCHEMES.c.valid_to,
    )
    .join(_SCHEMES, _SCHEMES.c.id == _PREMISES.c.scheme_id)
    .where(_PREMISES.c.postcode == bindparam("postcode"), visible(_PREMISES, _SCHEMES))
    .limit(_MOST + 1)
)
_AT_POSTCODES = _in_force().where(_PREMISES.c.postcode.in_(bindparam("postcodes", expanding=True)))
_BY_UPRN = _in_force().where(_PREMISES.c.uprn == bindparam("uprn"))
_BY_ID = _in_force().where(_PREMISES.c.id == bindparam("id"))
_OF_SCHEME = _in_force().where(_PREMISES.c.scheme_id == bindparam("scheme"))
_BY_STREET = _in_force().where(
    _PREMISES.c.street_key.in_(bindparam("streets", expanding=True)),
    or_(_PREMISES.c.number_from.in_(bindparam("numbers", expanding=True)), _PREMISES.c.number_from.is_(None)),
)
_BY_STREET_ALONE = _in_force().where(_PREMISES.c.street_key.in_(bindparam("streets", expanding=True)))
_BY_BUILDING = _in_force().where(_PREMISES.c.building_key.in_(bindparam("buildings", expanding=True)))


def at_postcode(postcode: str, on: date) -> list[HeldPremises]:
    """All premises in force at a postcode."""
    held = _ever_at([postcode])[postcode]
    if len(held) > _MOST:  # which of them are in force is left to the database, as they may be thousands
        return _rows(_AT_POSTCODE, {"postcode": postcode, "on": on})
    return [each.premises for each in held if each.in_force(on)]


@dataclass(frozen=True, slots=True)
class _Dated:
    """Premises with the days between which they, and their scheme, are in force."""

    premises: HeldPremises
    since: tuple[date, ...]
    until: tuple[date, ...]

    def in_force(self, on: date) -> bool:
        return all(day <= on for day in self.since) and all(day >= on for day in self.until)


def _read_ever_at(postcodes: list[str]) -> dict[str, list[_Dated]]:
    return {
        postcode: [_dated(row) for row in read_rows(_EVER_AT_POSTCODE, {"postcode": postcode})]
        for postcode in postcodes
    }


def _dated(row: Sequence[Any]) -> _Dated:
    *premises, since, until, scheme_since, scheme_until = row
    return _Dated(
        _held_premises(premises),
        tuple(day for day in (since, scheme_since) if day),
        tuple(day for day in (until, scheme_until) if day),
    )


def _is_of_the_directory(held: list[_Dated]) -> bool:
    """Whether a postcode may be remembered: one at which nothing is held is only what somebody typed."""
    return 0 < len(held) <= _MOST


_ever_at = RememberedRows(_read_ever_at, most=MOST_REMEMBERED, keep=_is_of_the_directory).get


def change_days(postcode: str) -> set[date]:
    """The days on which something that is held at a postcode comes into force, or is not any more.

    Of so many that no look-up compares them all, those of the first.
    """
    held = _ever_at([postcode])[postcode]
    ended = {day + timedelta(days=1) for each in held for day in each.until if day < date.max}
    return ended.union(*(each.since for each in held))


def at_postcodes(postcodes: Iterable[str], on: date) -> list[HeldPremises]:
    """All premises in force at any of some postcodes."""
    listed = sorted(postcodes)
    return _rows(_AT_POSTCODES, {"postcodes": listed, "on": on}) if listed else []


def by_uprn(uprn: str, on: date) -> list[HeldPremises]:
    """The premises in force with this UPRN; several when schemes share an address."""
    return _rows(_BY_UPRN, {"uprn": uprn, "on": on})


def by_id(key: uuid.UUID, on: date) -> list[HeldPremises]:
    """The premises with this id, if they are in force."""
    return _rows(_BY_ID, {"id": key, "on": on})


def premises_of_scheme(scheme: uuid.UUID, on: date) -> list[HeldPremises]:
    """The addresses of a scheme in force on a day, in natural order."""
    rows = _rows(_OF_SCHEME, {"scheme": scheme, "on": on})
    return sorted(rows, key=lambda row: (natural_order(row.held.text), row.id.hex))


def _rows(statement: Select[*tuple[Any, ...]], values: dict[str, object]) -> list[HeldPremises]:
    return [_held_premises(row) for row in read_rows(statement, values)]


def _held_premises(row: Sequence[Any]) -> HeldPremises:
    key, reference, scheme, uprn, latitude, longitude, *address = row
    return HeldPremises(key, reference, scheme, uprn, latitude, longitude, Held(*address))


def as_candidates(premises: Sequence[HeldPremises], given: Given) -> list[Candidate]:
    """What the rules decide on: each address, its scheme, how its postcode compares, its namesakes."""
    namesakes = namesakes_of({each.id: each.held for each in premises}) if given.used is None else {}
    return [
        Candidate(
            each.id,
            each.held,
            each.scheme_id,
            given.verdict(each.held.postcode),
            namesakes.get(each.id, frozenset()),
        )
        for each in premises
    ]


def by_names(given: Given, typed: NamesTyped, on: date) -> list[HeldPremises]:
    """Premises on the streets and in the buildings typed, near the postcode or in the place given.

    A number given limits a street to it, to ranges that may include it, and to its likely slips.
    """
    if given.place is not None:
        within = _around(given.place)
        rows = _named(given, typed, on, within)
        return [row for row in rows if row.held.town in typed.places or _is_near(row, given.place)]
    if typed.places and (rows := _named(given, typed, on, _in_places(typed.places))):
        return rows
    # Without a place; or with one that was none after all, but a word of a name.
    return _named(given, typed, on, None)


def _named(
    given: Given, typed: NamesTyped, on: date, within: ColumnElement[bool] | None
) -> list[HeldPremises]:
    numbers = numbers_typed(given.reading)
    wanted: list[tuple[Select[*tuple[Any, ...]], dict[str, object]]] = []
    if typed.streets and numbers:
        wanted.append((_BY_STREET, {"streets": list(typed.streets), "numbers": sorted(numbers), "on": on}))
    elif typed.streets and (within is not None or given.outward):
        wanted.append((_BY_STREET_ALONE, {"streets": list(typed.streets), "on": on}))
    if typed.buildings:
        wanted.append((_BY_BUILDING, {"buildings": list(typed.buildings), "on": on}))
    rows: dict[uuid.UUID, HeldPremises] = {}
    for statement, values in wanted:
        narrowed = statement if within is None else statement.where(within)
        rows |= {row.id: row for row in _rows(narrowed, values)}
    return list(rows.values())


def _in_places(places: frozenset[str]) -> ColumnElement[bool]:
    """In one of the places, or in none that is recorded."""
    named = sorted(places)
    return or_(
        _PREMISES.c.town.in_(named),
        _PREMISES.c.locality.in_(named),
        and_(_PREMISES.c.town.is_(None), _PREMISES.c.locality.is_(None)),
    )


def _around(place: Place) -> ColumnElement[bool] | None:
    if place.latitude is None or place.longitude is None:
        return None
    return and_(
        _PREMISES.c.latitude.between(place.latitude - _IN_REACH, place.latitude + _IN_REACH),
        _PREMISES.c.longitude.between(place.longitude - 1.7 * _IN_REACH, place.longitude + 1.7 * _IN_REACH),
    )


def _is_near(row: HeldPremises, place: Place) -> bool:
    if row.latitude is None or row.longitude is None or place.latitude is None or place.longitude is None:
        return True
    north, east = abs(row.latitude - place.latitude), abs(row.longitude - place.longitude)
    return north <= _NEAR and east <= 1.7 * _NEAR
