"""A held address, role by role, in the forms that comparing needs."""

from dataclasses import dataclass, field
from functools import lru_cache

from directory.rules.addresses.numbers import HouseNumber, house_number
from directory.rules.addresses.reading import words_of
from directory.rules.addresses.units import Unit, unit_of
from directory.rules.addresses.words import run_together


@dataclass(frozen=True, slots=True)
class Held:
    """The address of one premises, as the directory holds it; None and "" are both "not held".

    `form` keeps what `form_of` worked out, since a process remembers addresses and compares them again.
    """

    sub_building: str | None
    building_name: str | None
    number: str | None
    street: str | None
    locality: str | None
    town: str | None
    postcode: str
    covers: str  # "unit" or "building"
    form: "Form | None" = field(default=None, init=False, repr=False, compare=False)

    @property
    def text(self) -> str:
        """The address on one line, without its postcode."""
        house = " ".join(part for part in (self.number, self.street) if part)
        parts = (self.sub_building, self.building_name, house, self.locality, self.town)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Form:
    """The same address reduced: words in short form, number and unit understood."""

    unit: Unit | None
    building: tuple[str, ...]
    number: HouseNumber | None
    street: tuple[str, ...]
    locality: tuple[str, ...]
    town: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keys:
    """What premises can be searched by when no postcode helps; None where the address has no such part."""

    street: str | None
    building: str | None
    number_from: int | None


_unit = lru_cache(maxsize=20_000)(unit_of)
_number = lru_cache(maxsize=20_000)(house_number)


def form_of(held: Held) -> Form:
    """The reduced form of a held address, worked out once for each `Held`.

    A number that stands in the building or street field, as in files kept by hand, is taken as the number.
    """
    if held.form is None:
        object.__setattr__(held, "form", _reduced(held))
    assert held.form is not None
    return held.form


def _reduced(held: Held) -> Form:
    number = _number(held.number)
    building, street = words_of(held.building_name), words_of(held.street)
    if number is None and not held.number:
        if held.street and held.street[:1].isdigit() and street and (number := _number(street[0])):
            street = street[1:]
        elif (
            len(building) == 1
            and (held.building_name or "")[:1].isdigit()
            and (number := _number(building[0]))
        ):
            building = ()
    elif number is None:
        building = building or words_of(held.number)
    return Form(
        _unit(held.sub_building), building, number, street, words_of(held.locality), words_of(held.town)
    )


def keys_of(building_name: str | None, number: str | None, street: str | None) -> Keys:
    """The search keys of an address: its words in short form, run together, and its (first) number."""
    held = Held(None, building_name, number, street, None, None, "", "building")
    form = form_of(held)
    return Keys(
        run_together(form.street)[:100] or None,
        run_together(form.building)[:100] or None,
        form.number.first if form.number else None,
    )
