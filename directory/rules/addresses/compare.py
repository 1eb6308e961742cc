"""Comparing what was typed with what is held, role by role."""

from dataclasses import dataclass

from directory.rules.addresses.forms import Form, Held, form_of
from directory.rules.addresses.layout import Layout, asked_unit, is_beside, layout_of
from directory.rules.addresses.numbers import HouseNumber, house_number, is_slip
from directory.rules.addresses.places import find_place
from directory.rules.addresses.reading import Reading
from directory.rules.addresses.residue import Residue, residue
from directory.rules.addresses.spelling import Match, Vocabulary, find
from directory.rules.addresses.units import Unit, same_unit
from directory.rules.addresses.verdicts import AGREEING, Verdict, score_of
from directory.rules.addresses.words import COMMONEST_STREETS


@dataclass(frozen=True, slots=True)
class Comparison:
    """How one held address compares with what was typed.

    score: 0 (nothing shared) to 1 (the same once normalised); a number, unit or building that differs
        keeps it at 0.5 or less: next door is another household, however alike the rest reads.
    agreed: nothing disagrees, the building is pinned down and so is where it is. The unit may be missing.
    close_name: the street or building that differs is so like the one typed that it may be meant.
    by_number: it is the number that pins the building down, not its name.
    locality_named: the village or suburb was typed.
    unexplained: something typed belongs to no role; without a postcode that may be another place.
    """

    roles: dict[str, Verdict]
    score: float
    agreed: bool
    unexplained: bool
    close_number: bool = False
    close_name: bool = False
    by_number: bool = False
    locality_named: bool = False

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
    seen = _names_in(reading, form, vocabulary)
    street, building, locality, layout, rest = (
        seen.street,
        seen.building,
        seen.locality,
        seen.layout,
        seen.rest,
    )

    roles = {
        "postcode": postcode,
        "number": _number(form, layout, street, building),
        # Words that are no place and no building, beside a street that was not found, may be another street.
        "street": _name(
            form.street, street, rest.street_before or rest.rival_street or (street is None and rest.words)
        ),
        "building": _name(form.building, building, rest.rival_building or rest.building_before),
        "unit": _unit(form, held.covers, layout, reading, vocabulary),
        "place": _where(form, seen.town, locality, rest),
    }
    unexplained = rest.unexplained or layout.loose
    return Comparison(
        roles,
        score_of(roles),
        not seen.beside and not layout.several and _agreed(form, roles, unexplained, locality),
        unexplained,
        roles["number"] is Verdict.DIFFER
        and form.number is not None
        and _is_near(layout.number or layout.before_building or "", form.number),
        seen.close_name,
        roles["building"] not in AGREEING,
        locality is not None,
    )


@dataclass(frozen=True, slots=True)
class _Names:
    """Where the names of a held address stand in what was typed, and what is left beside them."""

    street: Match | None
    building: Match | None
    town: Match | None
    locality: Match | None
    layout: Layout
    rest: Residue
    beside: bool
    close_name: bool


def _names_in(reading: Reading, form: Form, vocabulary: Vocabulary) -> _Names:
    """Worked out once for all held addresses with the same names: mostly, for all of a street."""
    key = (form.street, form.building, form.town, form.locality)
    known = reading.memory.get(key)
    if isinstance(known, _Names):
        return known
    street = find(reading, form.street, vocabulary) if form.street else None
    building = find(reading, form.building, vocabulary) if form.building else None
    if building and street and building.start < street.end and street.start < building.end:
        building, street = _apart(reading, form, building, street)
    layout = layout_of(reading, street, building)
    town = find_place(reading, form.town, street, building, vocabulary)
    locality = find_place(reading, form.locality, street, building, vocabulary)
    rest = residue(reading, layout.used, (street, building, town, locality), vocabulary)
    beside = layout.start is not None and is_beside(reading, layout.start)
    close_name = any(match is not None and match.kind == "rival" for match in (street, building))
    names = reading.memory[key] = _Names(street, building, town, locality, layout, rest, beside, close_name)
    return names


def _apart(reading: Reading, form: Form, building: Match, street: Match) -> tuple[Match | None, Match | None]:
    """Keep the better of two names found in the same words: `Mill House, Mill Road` typed as `Mill Road`."""
    if street.kind == "same" or building.kind != "same":
        return None, street
    return building, None


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
    if form.unit is None:
        if asked is None:
            return Verdict.ABSENT
        return Verdict.EXTRA if covers == "building" else Verdict.DIFFER
    if asked is not None:
        return Verdict.AGREE if same_unit(asked, form.unit) else Verdict.DIFFER
    if form.unit.kind == "named":
        match = find(reading, tuple(form.unit.value.split()), vocabulary)
        if match and match.kind != "rival":
            return _as_found(match)
    return Verdict.MISSING


def _where(form: Form, town: Match | None, locality: Match | None, rest: Residue) -> Verdict:
    if town or locality:
        best = min((match.kind != "same" for match in (town, locality) if match), default=True)
        return Verdict.CLOSE if best else Verdict.AGREE
    if rest.other_place:
        return Verdict.DIFFER
    return Verdict.MISSING if form.town or form.locality else Verdict.ABSENT


def _agreed(form: Form, roles: dict[str, Verdict], unexplained: bool, locality: Match | None) -> bool:
    """Nothing disagrees; the building is pinned down; and where it is, by postcode or by place."""
    if Verdict.DIFFER in roles.values():
        return False
    by_postcode = roles["postcode"] in (Verdict.AGREE, Verdict.CLOSE)
    number, street, building = roles["number"], roles["street"], roles["building"]
    by_number = number is Verdict.AGREE and (
        street in AGREEING or (by_postcode and street is not Verdict.EXTRA)
    )
    by_name = building in (Verdict.AGREE, Verdict.CLOSE) and (street in AGREEING or by_postcode)
    if not by_number and not by_name:
        return False
    if roles["postcode"] is Verdict.AGREE:
        return True
    if street not in (Verdict.AGREE, Verdict.CLOSE) or unexplained:
        return False
    if roles["postcode"] is Verdict.CLOSE and street is Verdict.AGREE:
        return True
    if roles["place"] not in AGREEING and roles["postcode"] is not Verdict.PART:
        return False
    # A village's High Street is not its post town's: without postcode or village, it is not certain.
    return by_name or locality is not None or not form.locality or form.street not in COMMONEST_STREETS


def _is_near(asked: str, held: HouseNumber) -> bool:
    """Whether a number that differs may still be this one: mistyped, or part of the range typed."""
    if is_slip(asked, held.text):
        return True
    typed = None if asked.isdigit() else house_number(asked)
    return typed is not None and typed.is_range and typed.includes(held.text)
