"""premises.csv"""

from collections.abc import Sequence
from typing import Any

from directory.postcodes import Place
from directory.rules.addresses import keys_of
from directory.rules.distance import cell_of
from directory.services.loading.columns import premises_columns
from directory.services.loading.desk import Desk
from directory.services.loading.identities import BROKEN, CONFIDENTIAL, HOLDS_PLACE
from directory.services.loading.positions import FURTHEST_KM, km_from, why_no_place
from directory.services.loading.shapes import PREMISES
from directory.services.loading.sheet import NOT_KNOWN, Sheet

_SCHEME, _POSTCODE = 1, 8


class Premises(Sheet):
    """Addresses. No value of a row is repeated unless its scheme is known to be one whose address is held."""

    name = "premises.csv"
    shape = PREMISES

    def __init__(self, desk: Desk, expected: int) -> None:
        super().__init__(desk, premises_columns(), expected)
        self._places: dict[str, Place] = {}

    def prepare(self, batch: Sequence[tuple[str, ...]]) -> None:
        self.desk.look_for_schemes({cells[_SCHEME] for cells in batch if cells[_SCHEME]})
        self._places = self.desk.postcodes.places({cells[_POSTCODE] for cells in batch})

    def check(self, row: int, cells: tuple[str, ...]) -> list[Any] | None:
        scheme = self._scheme(row, cells[_SCHEME])
        if scheme is None:
            return None
        identity, hidden = scheme
        values = self.values(row, cells, hidden)
        place = self._place(row, cells[_POSTCODE], hidden)
        if values is None or place is None:
            return None
        (
            given,
            _,
            unit,
            building,
            number,
            street,
            locality,
            town,
            _,
            uprn,
            covers,
            north,
            east,
            first,
            last,
        ) = values
        reference = self.reference(
            row, given, cells[_SCHEME], unit, building, number, street, locality, town, place.postcode, first
        )
        right = reference is not None and self.is_new(row, reference)
        right = self.period(row, first, last) and right
        if not (unit or building or number):
            self.fault(
                row, "number", "is empty; an address needs a number, a building_name or a sub_building"
            )
            right = False
        if not self._position(row, north, east, place, hidden) or not right:
            return None
        if north is None:
            north, east = place.latitude, place.longitude
        keys = keys_of(building, number, street)
        return [
            "",
            reference,
            identity,
            True,
            unit,
            building,
            number,
            street,
            locality,
            town,
            place.postcode,
            uprn,
            covers or ("unit" if unit else "building"),
            north,
            east,
            None if north is None or east is None else cell_of(north, east),
            keys.street,
            keys.building,
            keys.number_from,
            first,
            last,
        ]

    def _scheme(self, row: int, reference: str) -> tuple[str, str] | None:
        """The id of a row's scheme and why its values must not be repeated; None when the row is wrong."""
        schemes = self.desk.schemes
        if not reference:
            self.fault(row, "scheme_id", "is empty; every row needs it")
            return None
        number = schemes.number(reference)
        if number is None:
            self.fault(row, "scheme_id", self.desk.not_there("scheme", reference, schemes))
            return None
        flags = schemes.flags[number]
        if flags & HOLDS_PLACE:
            return schemes.ids[number], ""
        if flags & BROKEN:
            # Of what type it is will be known once its own row is right.
            return schemes.ids[number], NOT_KNOWN
        why = "its place is confidential" if flags & CONFIDENTIAL else "it is of a type that has none"
        self.fault(
            row,
            "scheme_id",
            f"no address of scheme '{reference}' may be held, because {why}; take this row out of the file "
            "(its values are not repeated here)",
        )
        return None

    def _place(self, row: int, written: str, hidden: str) -> Place | None:
        """The place of a row's postcode; None, and a fault, when it has none that is known."""
        place = self._places.get(written)
        if place is not None or not written:
            return place
        if hidden:
            self.fault(row, "postcode", f"the value is not a known UK postcode, such as CM1 1AA; {hidden}")
            return None
        self.fault(row, "postcode", why_no_place(self.desk.postcodes, written))
        return None

    def _position(self, row: int, north: float | None, east: float | None, place: Place, hidden: str) -> bool:
        if north is None and east is None:
            return True
        if north is None or east is None:
            self.fault(row, "latitude" if north is None else "longitude", "is empty; a position needs both")
            return False
        away = km_from(place, north, east)
        if away <= FURTHEST_KM:
            return True
        where = hidden or f"{north:g}, {east:g} is {away:,.0f} km from {place.postcode}"
        self.fault(row, "latitude", f"the position is not that of the postcode; {where}")
        return False
