"""Which held address is meant: one for certain, some to pick from, or none."""

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Literal

from directory.rules.addresses import (
    AGREEING,
    Comparison,
    Held,
    Reading,
    Verdict,
    Vocabulary,
    compare,
    form_of,
)
from directory.rules.addresses.numbers import HouseNumber

Outcome = Literal["found", "choose", "not_listed"]

Namesake = Literal["locality", "town", "elsewhere"]

#: A longer list than this is no help in picking.
MOST_CHOICES = 10

_NUMBERS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A held address that may be meant. `scheme` is whatever tells schemes (and so contacts) apart.

    namesakes: where else the directory knows a street of that name: in another `locality` of its town; even
        in the same one (`town`), so that only a postcode tells; in a village of that name `elsewhere`.
    """

    key: Hashable
    held: Held
    scheme: Hashable
    postcode: Verdict
    namesakes: frozenset[Namesake] = frozenset()


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with how it compares."""

    candidate: Candidate
    comparison: Comparison

    @classmethod
    def certain(cls, candidate: Candidate) -> "Ranked":
        """A candidate that was asked for by its key, so that nothing needs comparing."""
        return cls(candidate, Comparison({"uprn": Verdict.AGREE}, 1.0, True, False))


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome and the candidates behind it, best first: one when found, at most ten to choose from.

    unit_left_out: the home within the building was not typed, and every home held there is one scheme's.
    """

    outcome: Outcome
    ranked: tuple[Ranked, ...]
    unit_left_out: bool = False


def decide(reading: Reading, candidates: Sequence[Candidate], vocabulary: Vocabulary) -> Decision:
    """Which of `candidates` is meant.

    `found` only when nothing typed disagrees with it, it is pinned to one building and one place, to one
    home where homes there differ in scheme, and no other candidate of another scheme fits as well.
    """
    ranked = sorted(
        (
            Ranked(candidate, compare(reading, candidate.held, candidate.postcode, vocabulary))
            for candidate in candidates
        ),
        key=lambda item: -item.comparison.score,
    )
    certain, unit_left_out = _certain(ranked)
    if certain is not None:
        return Decision("found", (certain,), unit_left_out)
    if reading.tokens:
        choices = [item for item in ranked if _plausible(item.comparison)]
    else:
        choices = [item for item in ranked if item.candidate.postcode is Verdict.AGREE]
    return (
        Decision("choose", tuple(sorted(choices, key=_rank)[:MOST_CHOICES]))
        if choices
        else Decision("not_listed", ())
    )


def _certain(ranked: Sequence[Ranked]) -> tuple[Ranked | None, bool]:
    agreed = [item for item in ranked if item.comparison.agreed]
    if not agreed or _rivalled(agreed, ranked) or any(_has_namesake(item) for item in agreed):
        return None, False
    unit_named = [item for item in agreed if item.comparison.roles["unit"] in AGREEING]
    if unit_named:
        pool = _in_order(_undominated(unit_named))
        certain = _one_scheme(pool) and not _street_needed(pool, ranked) and not _contested(pool, ranked)
        return (pool[0], False) if certain else (None, False)
    pool = _in_order(_undominated(agreed))
    if not _one_scheme(pool):
        return None, False
    if _street_needed(pool, ranked) or _contested(pool, ranked):
        return None, False
    units = {item.comparison.roles["unit"] for item in pool}
    if Verdict.EXTRA in units and not _one_scheme([*pool, *_siblings(pool, ranked)]):
        return None, False
    if units == {Verdict.MISSING} and len(pool) == 1:
        return None, False
    whole = [item for item in pool if item.comparison.roles["unit"] is not Verdict.MISSING]
    return (whole or pool)[0], not whole


def _has_namesake(item: Ranked) -> bool:
    """Whether a street of the same name may be meant: no postcode was typed, nor a place to tell."""
    candidate, comparison = item.candidate, item.comparison
    if comparison.roles["postcode"] in (Verdict.AGREE, Verdict.CLOSE) or not comparison.by_number:
        return False
    return (
        "town" in candidate.namesakes
        or ("locality" in candidate.namesakes and not comparison.locality_named)
        or ("elsewhere" in candidate.namesakes and not comparison.town_named)
    )


def _street_needed(pool: Sequence[Ranked], ranked: Sequence[Ranked]) -> bool:
    """Whether no street was typed, only a number, and the postcode is known to hold more than one street."""
    if not any(
        item.comparison.roles["street"] is Verdict.MISSING
        and item.comparison.roles["building"] not in AGREEING
        for item in pool
    ):
        return False
    here = [item for item in ranked if item.comparison.roles["postcode"] is Verdict.AGREE]
    return len({form_of(item.candidate.held).street for item in here}) > 1


def _one_scheme(pool: Sequence[Ranked]) -> bool:
    return len({item.candidate.scheme for item in pool}) == 1


def _siblings(pool: Sequence[Ranked], ranked: Sequence[Ranked]) -> list[Ranked]:
    """Other homes that may be held in the same building.

    Nothing but the unit disagrees; or its number is a part of the building's: 38A beside 38, 271 in 267-271.
    """
    numbers = [number for item in pool if (number := form_of(item.candidate.held).number)]
    return [
        item
        for item in ranked
        if item.comparison.differing == ["unit"]
        or (
            item.comparison.roles["street"] in AGREEING
            and (other := form_of(item.candidate.held).number) is not None
            and any(_overlap(number, other) for number in numbers)
        )
    ]


def _overlap(one: HouseNumber, other: HouseNumber) -> bool:
    if one.text == other.text:
        return False
    if not one.is_range and not other.is_range:
        return one.first == other.first
    if one.is_range and other.is_range:
        return one.first <= other.last and other.first <= one.last
    return one.includes(other.text) or other.includes(one.text)


def _contested(pool: Sequence[Ranked], ranked: Sequence[Ranked]) -> bool:
    """Whether a candidate of another scheme has a name or number typed that the pool cannot explain.

    "Oak House, 8 Queen Street" is not certainly number 8, which has no name, when Oak House is held at 7.
    """
    schemes = {item.candidate.scheme for item in pool}
    return any(_explains_more(other, pool) for other in ranked if other.candidate.scheme not in schemes)


def _explains_more(other: Ranked, agreed: Sequence[Ranked]) -> bool:
    mine, comparison = other.comparison.roles, other.comparison
    if mine["postcode"] not in AGREEING and mine["street"] not in AGREEING:
        return False
    exact = any(item.comparison.number_exact for item in agreed)
    if comparison.number_first and mine["street"] in AGREEING and not exact:
        return True
    theirs = [item.comparison.roles for item in agreed]
    named = any(roles["building"] in AGREEING for roles in theirs)
    if not named and (mine["building"] in AGREEING or comparison.close_building):
        return True
    if mine["number"] is not Verdict.AGREE or mine["street"] not in AGREEING:
        return False
    if not named and comparison.differing == ["building"]:
        return True
    if any(roles["number"] is Verdict.EXTRA for roles in theirs):
        return True
    return comparison.number_exact and not exact


_STANDING = {Verdict.AGREE: 3, Verdict.CLOSE: 2, Verdict.PART: 2}


def _undominated(pool: Sequence[Ranked]) -> list[Ranked]:
    """Leave out a candidate when another one explains all that it does, and also a name it cannot explain."""

    def dominated(item: Ranked) -> bool:
        mine = item.comparison.roles
        return any(
            mine["building"] is Verdict.EXTRA
            and other.comparison.roles["building"] in AGREEING
            and all(
                _STANDING.get(verdict, 1) >= _STANDING.get(mine[role], 1)
                for role, verdict in other.comparison.roles.items()
            )
            for other in pool
        )

    return [item for item in pool if not dominated(item)]


def _rivalled(agreed: Sequence[Ranked], ranked: Sequence[Ranked]) -> bool:
    """Whether one that is not itself certain fits so well that the others are not certain either."""
    schemes = {item.candidate.scheme for item in agreed}
    located = max(_STANDING.get(item.comparison.roles["postcode"], 1) for item in agreed)
    placed = max(_STANDING.get(item.comparison.roles["place"], 1) for item in agreed)
    explained = not all(item.comparison.unexplained for item in agreed)
    for item in ranked:
        roles = item.comparison.roles
        if item.comparison.agreed or item.candidate.scheme in schemes or item.comparison.differing:
            continue
        if item.comparison.unexplained and explained:
            continue
        pinned = roles["number"] is Verdict.AGREE or roles["building"] in AGREEING
        if (
            pinned
            and roles["street"] in AGREEING
            and _STANDING.get(roles["postcode"], 1) >= located
            and _STANDING.get(roles["place"], 1) >= placed
        ):
            return True
    return False


def _plausible(comparison: Comparison) -> bool:
    """Whether a person should be offered this candidate to choose."""
    roles = comparison.roles
    differing = comparison.differing
    pinned = roles["number"] is Verdict.AGREE or roles["building"] in AGREEING
    street = roles["street"] in AGREEING
    here = roles["postcode"] in AGREEING
    placed = roles["place"] in AGREEING
    if not differing:
        if here and roles["unit"] is Verdict.AGREE:
            return True  # Flat 3 and a postcode: of which building, a person can say
        return (pinned or street) and (street or here or placed) and (here or placed or pinned)
    if len(differing) > 2 or not (street or here or pinned):
        return False
    if "place" in differing and not here:
        return False
    if "number" in differing:
        return comparison.close_number and (street or here) and len(differing) == 1
    if pinned:
        return street or here or (placed and (roles["building"] in AGREEING or comparison.close_name))
    return here and (street or comparison.close_building) and comparison.close_name


def _rank(item: Ranked) -> tuple[object, ...]:
    return (
        -item.comparison.score,
        -round(item.comparison.closeness, 4),
        natural_order(item.candidate.held.text),
        str(item.candidate.key),
    )


def _in_order(pool: list[Ranked]) -> list[Ranked]:
    return sorted(pool, key=_rank) if len(pool) > 1 else pool


def natural_order(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key in which Flat 2 stands before Flat 10."""
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part)
        for part in _NUMBERS.split(text.lower())
        if part
    )
