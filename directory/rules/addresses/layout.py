"""What the numbers in a typed address say, given where its street and its building stand."""

from dataclasses import dataclass

from directory.rules.addresses.forms import Form
from directory.rules.addresses.reading import Reading
from directory.rules.addresses.spelling import Match
from directory.rules.addresses.units import FoundUnit, Unit, lone_letter, names_several, same_unit, units_in
from directory.rules.addresses.words import BESIDE, NOISE, NOT_HERE


@dataclass(frozen=True, slots=True)
class Layout:
    """What the tokens outside the names say, given where the street and the building stand."""

    units: tuple[FoundUnit, ...]
    number: str | None  # the house number, standing before (or else after) the street
    before_building: str | None  # a number before the building's name: of the house, or of a flat in it
    leading: str | None  # a bare number before the house number: a flat
    loose: bool  # some other number is left over
    several: bool  # two homes are named, or two numbers: "Flat 3 (not Flat 1)", "12 or 14 High Street"
    start: int | None  # the first token of the address itself
    number_at: int | None  # where the house number stands
    beyond: str | None  # the second number in "flat 3/12"
    used: frozenset[int]


def layout_of(reading: Reading, street: Match | None, building: Match | None) -> Layout:
    """The layout, worked out once for all addresses whose names stand in the same places."""
    key = (street and (street.start, street.end), building and (building.start, building.end))
    known = reading.memory.get(key)
    if isinstance(known, Layout):
        return known
    layout = _laid_out(reading, street, building)
    reading.memory[key] = layout
    return layout


def _laid_out(reading: Reading, street: Match | None, building: Match | None) -> Layout:
    tokens = reading.tokens
    units = reading.memory.get("units")
    if units is None:
        units = reading.memory["units"] = tuple(units_in(tokens))
    assert isinstance(units, tuple)
    named = {index for match in (street, building) if match for index in range(match.start, match.end)}
    units = tuple(unit for unit in units if not named.intersection(range(unit.start, unit.end)))
    used = named | {index for unit in units for index in range(unit.start, unit.end)}
    if not units and (letter := lone_letter(tokens, frozenset(used))):
        units, used = (letter,), used | {letter.start}
    numbers = [index for index, token in enumerate(tokens) if token.kind != "word" and index not in used]
    beyond = next((unit.beyond for unit in units if unit.beyond), None)

    def before(start: int) -> int | None:
        at = start - 1
        while at >= 0 and tokens[at].kind == "word" and tokens[at].text in NOISE:
            at -= 1
        return at if at in numbers else None

    def before_name(start: int) -> int | None:
        """The number before a name, also in "61 Flat 5 Ringcroft Drive"."""
        between = next((unit for unit in units if unit.end == start), None)
        return before(start) if between is None else before(between.start)

    number_at = before_name(street.start) if street else None
    building_at = before(building.start) if building else None
    if number_at is None and street and street.end in numbers:
        number_at = street.end
    if number_at is None and not street and not building and numbers:
        number_at = numbers[-1]
    if building_at == number_at:
        building_at = None
    leading_at = before(number_at) if number_at is not None else None
    if leading_at is not None and leading_at == building_at:
        leading_at = None
    explained = {index for index in (number_at, building_at, leading_at) if index is not None}
    loose = set(numbers) - explained
    if units and (leading_at is not None or building_at is not None) and number_at is not None:
        # The flat is named already, so a further bare number is neither it nor the house's.
        loose |= {index for index in (leading_at, building_at) if index is not None}
    home = tokens[number_at].piece if number_at is not None else None
    first = min([*explained, *used], default=None)
    return Layout(
        units,
        tokens[number_at].text if number_at is not None else beyond,
        tokens[building_at].text if building_at is not None else None,
        tokens[leading_at].text if leading_at is not None else None,
        bool(loose),
        names_several(units)
        or any(tokens[index].piece == home for index in loose)
        or bool(loose & {leading_at, building_at} - {number_at})
        or (beyond is not None and number_at is not None and tokens[number_at].text != beyond),
        first,
        number_at,
        beyond,
        frozenset(used | explained),
    )


def is_beside(reading: Reading, start: int) -> bool:
    """Whether another place is meant by way of this one: "opposite 12 High Street", "formerly 12 …"."""
    piece = reading.tokens[start].piece
    return any(token.piece == piece and token.text in BESIDE for token in reading.tokens[:start]) or any(
        token.text in NOT_HERE for token in reading.tokens
    )


def asked_unit(form: Form, layout: Layout) -> Unit | None:
    """The unit that was typed: named as one, or a bare number before the house number or the building."""
    if layout.units:
        for found in layout.units:
            if form.unit and same_unit(found.unit, form.unit):
                return found.unit
        return layout.units[0].unit
    if layout.number and ("/" in layout.number or "-" in layout.number) and form.number:
        unit, number = layout.number.replace("/", "-").split("-")
        whole = form.number.text == f"{unit}-{number}"
        if not whole and form.number.includes(number) and not form.number.includes(layout.number):
            return Unit("bare", unit)
    if layout.leading:
        return Unit("bare", layout.leading)
    if layout.before_building and not (
        form.number and layout.number is None and form.number.includes(layout.before_building)
    ):
        return Unit("bare", layout.before_building)
    if (
        form.number is None
        and layout.number
        and form.unit
        and same_unit(Unit("bare", layout.number), form.unit)
    ):
        return Unit("bare", layout.number)
    return None
