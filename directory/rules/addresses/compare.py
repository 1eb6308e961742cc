"""Comparing what was typed with what is held, role by role."""

from dataclasses import dataclass

from directory.rules.addresses.certain import is_certain
from directory.rules.addresses.forms import Form, Held, form_of
from directory.rules.addresses.layout import Layout, asked_unit
from directory.rules.addresses.names import names_in
from directory.rules.addresses.numbers import HouseNumber, house_number, is_slip
from directory.rules.addresses.reading import Reading
from directory.rules.addresses.residue import Residue
from directory.rules.addresses.spelling import Match, Vocabulary, find
from directory.rules.addresses.units import SEVERAL, Unit, same_unit, several
from directory.rules.addresses.verdicts import AGREEING, Verdict, closeness_of, score_of

#: What a number that stands in another part counts towards closeness.
_SHARED = 0.05
#: Kinds of unit that a building held whole need not include.
_PARTS_APART = frozenset(["named", "block", "plot", "pitch"])


@dataclass(frozen=True, slots=True)
class Comparison:
    """How one held address compares with what was typed.

    score: 0 (nothing shared) to 1 (the same once normalised); a number, unit or building that differs
        keeps it at 0.5 or less: next door is another household, however alike the rest reads.
    agreed: nothing disagrees, the building is pinned down and so is where it is. The unit may be missing.
    close_name: the street or building that differs is so like the one typed that it may be meant.
    close_building: the building that differs is so like the one typed.
    by_number: it is the number that pins the building down, not its name.
    locality_named, town_named: the village or suburb was typed; the post town was.
    number_first: the first of two numbers typed is this one's: 12, in "12/3 High Street".
    number_exact: the number stands as it was typed: 2-4, and not Flat 2 at number 4.
    closeness: the score before anything kept it down, to rank by where scores are equal.
    unexplained: something typed belongs to no role; without a postcode that may be another place.
    """

    roles: dict[str, Verdict]
    score: float
    agreed: bool
    unexplained: bool
    close_number: bool = False
    close_name: bool = False
    close_building: bool = False
    by_number: bool = False
    locality_named: bool = False
    town_named: bool = False
    number_exact: bool = False
    number_first: bool = False
    closeness: float = 0.0

    @property
    def differing(self) -> list[str]:
        return [role for role, verdict in self.roles.items() if verdict is Verdict.DIFFER]

    @property
    def agreeing(self) -> list[str]:
        return [role for role, verdict in self.roles.items() if verdict in AGREEING]


def compare(reading: Reading, held: Held, postcode: Verdict, vocabulary: Vocabulary) -> Comparison:
    """How `held` compares with what was typed.

    `postcode` is the verdict on the postcodes alone: `close` for one that does not exist and whose last two
    letters are a slip away from the held one's; `part` for the beginning of it (CM1, CM1 1); `missing` when
    none was typed, or one that does not exist and is a slip away elsewhere.
    """
    form = form_of(held)
    names = names_in(reading, form, vocabulary)
    street, building, layout, rest = names.street, names.building, names.layout, names.rest
    roles = {
        "postcode": postcode,
        "number": _number(form, layout, street, building),
        # Words that are no place and no building, beside a street that was not found, may be another street.
        "street": _name(
            form.street, street, rest.street_before or rest.rival_street or (street is None and rest.words)
        ),
        "building": _name(form.building, building, rest.rival_building or rest.building_before),
        "unit": _unit(form, held.covers, layout, reading, vocabulary),
        "place": _where(form, names.town, names.locality, rest),
    }
    number = form.number
    lettered = _is_lettered_otherwise(form, layout)
    if lettered and roles["unit"] is Verdict.DIFFER:
        roles["unit"] = Verdict.EXTRA
    close_number = roles["number"] is Verdict.DIFFER and (
        lettered or _is_near(layout.number or layout.before_building or "", number)
    )
    close_building = building is not None and building.kind == "rival"
    return Comparison(
        roles,
        score_of(roles, nearly=close_number or close_building),
        is_certain(reading, form, names, roles, vocabulary),
        names.unexplained,
        close_number=close_number,
        close_name=names.close_name,
        close_building=close_building,
        by_number=roles["building"] not in AGREEING,
        locality_named=names.locality is not None,
        town_named=names.town is not None,
        number_exact=number is not None and layout.number == number.text,
        number_first=number is not None and number.text in _first_numbers(layout),
        closeness=closeness_of(roles) + _SHARED * (_numbers_shared(form, layout) + lettered),
    )


def _first_numbers(layout: Layout) -> tuple[str | None, ...]:
    """Numbers typed right before the house number, that may be a house's themselves."""
    pair = (layout.number or "").replace("/", "-").split("-")
    return layout.leading, pair[0] if len(pair) == 2 else None


def _numbers_shared(form: Form, layout: Layout) -> int:
    """How many of its numbers stand among those typed, in whatever part: `F 22` may well be Flat 22."""
    typed = [
        layout.number,
        layout.before_building,
        layout.leading,
        *(each.unit.value for each in layout.units),
    ]
    shared = 0
    for number in (form.number and form.number.text, form.unit and form.unit.value):
        if number in typed and number:
            typed.remove(number)
            shared += 1
    return shared


def _name(words: tuple[str, ...], match: Match | None, rival: bool) -> Verdict:
    if not words:
        return Verdict.EXTRA if rival else Verdict.ABSENT
    if match is None:
        return Verdict.DIFFER if rival else Verdict.MISSING
    if match.kind == "rival" or rival:
        return Verdict.DIFFER
    return _as_found(match)


def _as_found(match: Match) -> Verdict:
    return _FOUND.get(match.kind, Verdict.PART)


_FOUND = {"same": Verdict.AGREE, "close": Verdict.CLOSE}


def _number(form: Form, layout: Layout, street: Match | None, building: Match | None) -> Verdict:
    asked = layout.number
    if form.number is None:
        if layout.before_building and layout.units:
            return Verdict.DIFFER  # "Flat 8, 9 Lark Lodge": neither a house's number nor the flat's
        return Verdict.EXTRA if asked else Verdict.ABSENT
    if asked is None and layout.before_building is not None:
        if form.unit and same_unit(Unit("bare", layout.before_building), form.unit):
            return Verdict.MISSING
        asked = layout.before_building
    if asked is None:
        return Verdict.MISSING
    if form.number.includes(asked):
        return Verdict.AGREE
    if "-" in asked or "/" in asked:
        unit, number = asked.replace("/", "-").split("-")
        if form.number.text == f"{unit}-{number}":
            return Verdict.AGREE
        as_written_with_unit = form.unit and same_unit(Unit("bare", unit), form.unit)
        if form.number.includes(number) and ("/" in asked or as_written_with_unit):
            return Verdict.AGREE
    return Verdict.DIFFER


def _unit(form: Form, covers: str, layout: Layout, reading: Reading, vocabulary: Vocabulary) -> Verdict:
    asked = asked_unit(form, layout)
    typed = [found.unit for found in layout.units]
    if form.unit is None:
        if asked is None:
            return Verdict.ABSENT
        # A flat or room of a building held whole is in it; its annexe or its block B may not be.
        apart = any(unit.kind in _PARTS_APART for unit in typed)
        return Verdict.EXTRA if covers == "building" and not apart else Verdict.DIFFER
    if form.unit.kind == SEVERAL:
        return _several(form.unit, typed)
    if any(unit.kind in _PARTS_APART and not same_unit(unit, form.unit) for unit in typed):
        return Verdict.DIFFER
    if asked is not None:
        return Verdict.AGREE if same_unit(asked, form.unit) else Verdict.DIFFER
    if form.unit.kind == "named":
        match = find(reading, tuple(form.unit.value.split()), vocabulary)
        if match and match.kind != "rival":
            return _as_found(match)
    return Verdict.MISSING


def _several(held: Unit, typed: list[Unit]) -> Verdict:
    """How a home that takes more than one unit to name compares: all of them, some of them, or others."""
    wanted = set(held.value.split(";"))
    said = {several([unit]) for unit in typed if unit.kind != "floor"}
    if said == wanted:
        return Verdict.AGREE
    return Verdict.MISSING if said < wanted else Verdict.DIFFER


def _where(form: Form, town: Match | None, locality: Match | None, rest: Residue) -> Verdict:
    if town or locality:
        best = min((match.kind != "same" for match in (town, locality) if match), default=True)
        return Verdict.CLOSE if best else Verdict.AGREE
    if rest.other_place:
        return Verdict.DIFFER
    return Verdict.MISSING if form.town or form.locality else Verdict.ABSENT


def _is_lettered_otherwise(form: Form, layout: Layout) -> bool:
    """Whether a letter stands with the house in one and with the flat in the other: 188C, Flat C at 188."""
    if form.number is None or layout.number is None or len(layout.units) > 1:
        return False
    if form.unit is None:
        suffix = form.number.suffix
        return bool(
            suffix
            and layout.units
            and layout.units[0].unit.value == suffix
            and form.number.text == layout.number + suffix
        )
    return not layout.units and layout.number == form.number.text + form.unit.value


def _is_near(asked: str, held: HouseNumber | None) -> bool:
    """Whether a number that differs may still be this one: mistyped, or part of the range typed."""
    if held is None:
        return False
    if is_slip(asked, held.text):
        return True
    typed = None if asked.isdigit() else house_number(asked)
    return typed is not None and typed.is_range and typed.includes(held.text)
