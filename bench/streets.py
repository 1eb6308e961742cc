"""Invented streets laid over real postcodes.

Consecutive postcodes of a sector share a street; each holds one side of it and a block of numbers, so that
the house opposite has another postcode, as in most English streets. A country sector is cut into villages. No
street name occurs twice in one village or town centre, but `Church Lane` may stand in two villages of one
post town.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench import words
from bench.postcodes import Spot
from bench.towns import town_of

#: A sector wider or taller than this is countryside.
RURAL_METRES = 4500
NUMBERS_IN_BLOCK = 40

_TYPE_NAMES, _TYPE_WEIGHTS = zip(*words.STREET_TYPES, strict=True)


@dataclass(slots=True)
class Street:
    """A street of one village or town; some records leave the village out.

    `taken` holds the numbers already used, whatever their letter.
    """

    name: str
    locality: str
    town: str
    taken: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a street that has one postcode: numbers `first`, `first + step` … below `last`."""

    spot: Spot
    street: Street
    first: int
    last: int
    step: int
    rural: bool


class Streets:
    """Lays out a sector when first asked for it. The same seed and order of asking give the same streets."""

    def __init__(self, spots: Sequence[Spot], seed: int) -> None:
        self._seed = seed
        self._sectors: dict[str, list[Spot]] = defaultdict(list)
        for spot in spots:
            self._sectors[spot.sector].append(spot)
        self._laid: dict[str, dict[str, list[Stretch]]] = {}
        self._names: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._villages: dict[str, set[str]] = defaultdict(set)

    def at(self, spot: Spot) -> list[Stretch]:
        """The stretches with this postcode: one, or two where a yard or mews shares it."""
        if spot.sector not in self._laid:
            self._laid[spot.sector] = self._lay(spot.sector)
        return self._laid[spot.sector][spot.postcode]

    def _lay(self, sector: str) -> dict[str, list[Stretch]]:
        rng = random.Random(f"{self._seed} {sector}")
        spots = self._sectors[sector]
        town = town_of(spots[0].outward) or ""
        easts = [spot.easting for spot in spots]
        norths = [spot.northing for spot in spots]
        rural = max(max(easts) - min(easts), max(norths) - min(norths)) > RURAL_METRES
        laid: dict[str, list[Stretch]] = {}
        position = 0
        locality = ""
        left_in_village = 0
        while position < len(spots):
            if left_in_village <= 0:
                locality = self._locality(rng, town, rural)
                left_in_village = rng.randint(8, 40) if rural else rng.randint(40, 200)
            length = rng.randint(1, 3) if rural else rng.choice((1, 1, 2, 2, 2, 3, 4, 6))
            chunk = spots[position : position + length]
            shown = locality if rng.random() > 0.06 else ""
            street = Street(self._name(rng, town, locality, rural), shown, town)
            for order, spot in enumerate(chunk):
                laid[spot.postcode] = [self._stretch(spot, street, order, rural)]
                if rng.random() < 0.04:
                    yard = Street(self._name(rng, town, locality, rural), shown, town)
                    laid[spot.postcode].append(Stretch(spot, yard, 1, 15, 1, rural))
            position += length
            left_in_village -= length
        return laid

    @staticmethod
    def _stretch(spot: Spot, street: Street, order: int, rural: bool) -> Stretch:
        first = 1 + order % 2 + (order // 2) * NUMBERS_IN_BLOCK
        return Stretch(spot, street, first, first + NUMBERS_IN_BLOCK, 2, rural)

    def _locality(self, rng: random.Random, town: str, rural: bool) -> str:
        if not rural and rng.random() < (0.15 if town == "London" else 0.7):
            return ""
        used = self._villages[town]
        while True:
            name = rng.choice(words.VILLAGE_HEADS) + rng.choice(words.VILLAGE_TAILS)
            if rng.random() < 0.2:
                name = f"{rng.choice(words.VILLAGE_FRONTS)} {name}"
            if name not in used:
                used.add(name)
                return name

    def _name(self, rng: random.Random, town: str, locality: str, rural: bool) -> str:
        used = self._names[town, locality]
        for attempt in range(60):
            draw = rng.random()
            if draw < (0.5 if rural else 0.3) and attempt < 6:
                name = rng.choice(words.COMMON_STREETS)
            elif draw < 0.6:
                name = f"{rng.choice(words.SHORT_STREETS)} {self._type(rng)}"
            else:
                head, tail = rng.choice(words.STREET_HEADS), rng.choice(words.STREET_TAILS)
                name = (
                    f"{head}{tail} {self._type(rng)}" if head.lower() != tail else f"{head} {self._type(rng)}"
                )
            if name not in used:
                used.add(name)
                return name
        return f"{rng.choice(words.SHORT_STREETS)} {rng.choice(words.STREET_HEADS)} {len(used)}th Avenue"

    @staticmethod
    def _type(rng: random.Random) -> str:
        chosen: str = rng.choices(_TYPE_NAMES, _TYPE_WEIGHTS)[0]
        return chosen
