"""Comparing what was typed with what is held, role by role."""

from dataclasses import dataclass

from directory.rules.addresses.account import accounts_for_all
from directory.rules.addresses.forms import Form, Held, form_of
from directory.rules.addresses.layout import Layout, asked_unit, is_beside, layout_of
from directory.rules.addresses.numbers import HouseNumber, house_number, is_slip
from directory.rules.addresses.places import find_place
from directory.rules.addresses.reading import Reading
from directory.rules.addresses.residue import Residue, residue
from directory.rules.addresses.spelling import Match, Vocabulary, find
from directory.rules.addresses.units import SEVERAL, Unit, same_unit, several
from directory.rules.addresses.verdicts import AGREEING, Verdict, closeness_of, score_of
from directory.rules.addresses.words import COMMONEST_STREETS

#: Second words of towns that go by their first: Southend-on-Sea, Stoke-on-Trent, Burton upon Trent.
_LINKING = frozenset(["on", "upon", "le", "in", "under", "by", "next", "the", "super"])
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
    locality_named: the village or suburb was typed.
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
    street = find(reading, form.street, vocabulary) if form.street else None
    building = find(reading, form.building, vocabulary) if form.building else None
    if building and street and building.start < street.end and street.start < building.end:
        building, street = _apart(reading, form, building, street)
    layout = layout_of(reading, street, building)
    town = find_place(reading, form.town, street, building, vocabulary)
    locality = find_place(reading, form.locality, street, building, vocabulary)
    rest = residue(reading, layout.used, (street, building, town, locality), vocabulary)

    roles = {
        "postcode": postcode,
        "number": _number(form, layout, street, building),
        # Words that are no place and no building, beside a street that was not found, may be another street.
        "street": _name(
            form.street, street, rest.street_before or rest.rival_street or (street is None and rest.words)
        ),
        "building": _name(form.building, building, rest.rival_building or rest.building_before),
        "unit": _unit(form, held.covers, layout, reading, vocabulary),
        "place": _where(form, town, locality, rest, postcode),
    }
    unexplained = rest.unexplained or layout.loose
    beside = layout.start is not None and is_beside(reading, layout.start)
    names = (street, building, town, locality)
    agreed = (
        not beside
        and not layout.several
        and _agreed(form, roles, unexplained, (town, locality))
        and not (roles["unit"] is Verdict.EXTRA and not layout.units)
        and (layout.beyond is None or roles["number"] is Verdict.AGREE)
        and not _is_a_pair_too_many(form, layout)
        and roles["number"] is not Verdict.EXTRA  # a number nobody can confirm may be next door's
        and (roles["number"] is Verdict.AGREE or building is None or building.edits <= 1)
        and accounts_for_all(reading, form, layout, names, roles, vocabulary)
    )
    return Comparison(
        roles,
        score_of(roles),
        agreed,
        unexplained,
        roles["number"] is Verdict.DIFFER
        and form.number is not None
        and _is_near(layout.number or layout.before_building or "", form.number),
        any(match and match.kind == "rival" for match in (street, building)),
        building is not None and building.kind == "rival",
        roles["building"] not in AGREEING,
        locality is not None,
        form.number is not None and layout.number == form.number.text,
        form.number is not None and form.number.text in _first_numbers(layout),
        closeness_of(roles) + _SHARED * _numbers_shared(form, layout),
    )


def _is_a_pair_too_many(form: Form, layout: Layout) -> bool:
    """Whether two numbers stand for the house, in "Flat 5, 294/292 High Street", and it has but one."""
    paired = layout.number is not None and ("/" in layout.number or "-" in layout.number)
    return bool(layout.units) and paired and (form.number is None or layout.number != form.number.text)


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
    return {"same": Verdict.AGREE, "close": Verdict.CLOSE}.get(match.kind, Verdict.PART)


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


def _where(
    form: Form, town: Match | None, locality: Match | None, rest: Residue, postcode: Verdict
) -> Verdict:
    if town or locality:
        best = min((match.kind != "same" for match in (town, locality) if match), default=True)
        return Verdict.CLOSE if best else Verdict.AGREE
    if rest.other_place:
        return Verdict.DIFFER
    return Verdict.MISSING if form.town or form.locality else Verdict.ABSENT


def _agreed(
    form: Form, roles: dict[str, Verdict], unexplained: bool, places: tuple[Match | None, Match | None]
) -> bool:
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
    town, locality = places
    if roles["postcode"] is not Verdict.PART and not _is_placed(form, town, locality):
        return False
    # A village's High Street is not its post town's: without postcode or village, it is not certain.
    return by_name or locality is not None or not form.locality or form.street not in COMMONEST_STREETS


def _is_placed(form: Form, town: Match | None, locality: Match | None) -> bool:
    """Whether a place is named so that no other can be meant, where no postcode says it.

    Maldon and Malden, Hatfield and Hatfield Peverel are two places each; and London is too many.
    """
    if locality is not None and locality.kind == "same":
        return True
    if town is None or form.town == ("london",):
        return False
    return town.kind == "same" or (town.kind == "part" and form.town[1] in _LINKING)


def _is_near(asked: str, held: HouseNumber) -> bool:
    """Whether a number that differs may still be this one: mistyped, or part of the range typed."""
    typed = house_number(asked)
    return is_slip(asked, held.text) or bool(typed and typed.is_range and typed.includes(held.text))
