"""The frame in which questions are made: kinds, their labels, and the checks that keep a label honest."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Literal

from rapidfuzz.distance import OSA

from bench import words
from bench.held import Directory, Held, Parts
from bench.postcodes import Register
from bench.writing import Draft, draft_of, light, looks

Label = Literal["answerable", "ambiguous", "negative"]
Family = Literal["a", "b"]


@dataclass(frozen=True, slots=True)
class Question:
    """A text as typed, and what would be right to answer.

    `premises` and `schemes` are those meant (answerable), those in question (ambiguous) or none (negative).
    """

    id: str
    kind: str
    family: Family
    label: Label
    text: str
    postcode: str
    premises: tuple[str, ...] = ()
    uprns: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a kind makes: the text, the postcode if it is a field of its own, and the premises in question."""

    text: str
    postcode: str = ""
    about: tuple[Held, ...] = ()


@dataclass
class Context:
    """The directory, a stream of chances, and samples of it by structure."""

    directory: Directory
    rng: random.Random
    register: Register = field(default_factory=Register)
    streams: dict[str, Iterator["Asked"]] = field(default_factory=dict)

    @cached_property
    def known_words(self) -> frozenset[str]:
        """Words that are right as they stand, so that a slip must not land on one."""
        pairs = {word.lower() for pair in words.NEAR_WORDS for word in pair}
        heads = {word.lower() for word in words.STREET_HEADS + words.SHORT_STREETS + words.BUILDING_HEADS}
        return self.directory.words | pairs | heads

    @cached_property
    def buildings(self) -> list[list[Held]]:
        return list(self.directory.by_building.values())

    @cached_property
    def houses(self) -> list[Held]:
        """Numbered buildings held as one, without a name."""
        return [
            row[0]
            for row in self.buildings
            if len(row) == 1 and row[0].parts.number and not row[0].parts.name and not row[0].parts.unit
        ]

    @cached_property
    def flats(self) -> list[list[Held]]:
        """Buildings of which units are held."""
        return [row for row in self.buildings if all(held.parts.unit for held in row)]

    @cached_property
    def twins(self) -> list[list[Held]]:
        return [row for row in self.buildings if len(row) > 1 and not row[0].parts.unit]

    @cached_property
    def named(self) -> list[Held]:
        """Buildings with a name, no number, and no units held apart."""
        return [
            row[0]
            for row in self.buildings
            if len(row) == 1 and row[0].parts.name and not row[0].parts.number and not row[0].parts.unit
        ]

    @cached_property
    def wholes(self) -> list[Held]:
        """Hostels: a record that stands for every room of its building."""
        return [
            held for held in self.directory.premises if held.whole and held.parts.name and not held.parts.unit
        ]

    @cached_property
    def ranges(self) -> list[Held]:
        return [held for held in self.directory.premises if "-" in held.parts.number]

    @cached_property
    def shared_postcodes(self) -> list[str]:
        """Postcodes of which two streets are held."""
        return [
            postcode
            for postcode, row in self.directory.by_postcode.items()
            if len({held.parts.street for held in row}) > 1
        ]

    @cached_property
    def localities(self) -> dict[str, set[tuple[str, str]]]:
        """The (locality, sector) pairs held of each town."""
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for held in self.directory.premises:
            if held.parts.locality and held.parts.town:
                found[held.parts.town].add((held.parts.locality, held.parts.sector))
        return dict(found)

    def pick(self) -> Held:
        """Any premises, each building as likely as the next."""
        return self.rng.choice(self.rng.choice(self.buildings))

    def other_town(self, held: Held) -> str | None:
        """Another town of the same postcode area, or any other."""
        area = held.parts.outward.rstrip("0123456789")
        towns = sorted(self.directory.towns)
        near = [
            town
            for town in towns
            if town != held.parts.town
            and any(out.rstrip("0123456789") == area for out in self.directory.towns[town])
        ]
        pool = near or [town for town in towns if town != held.parts.town]
        return self.rng.choice(pool) if pool else None

    def real_postcode(self, town: str) -> str:
        """A postcode that exists in one of the town's districts."""
        district = self.rng.choice(sorted(self.directory.towns[town]))
        return self.rng.choice(self.register.starting(district))

    def settled(self, asked: Parts) -> tuple[Held, ...]:
        """What the parts mean, when they leave no doubt; otherwise empty.

        They must name a building and a place, and lead to one scheme. Without a postcode, the street may not
        be one of several of its name in the town.
        """
        if not (asked.postcode or asked.town):
            return ()
        if not self._names_a_building(asked):
            return ()
        if (
            not asked.postcode
            and asked.street
            and len(self.directory.streets_called(asked.street, asked.town)) != 1
        ):
            return ()
        found = self.directory.meant(asked)
        return tuple(found) if len({held.scheme for held in found}) == 1 else ()

    def _names_a_building(self, asked: Parts) -> bool:
        if asked.number and asked.street:
            return True
        if asked.name:
            return bool(asked.street or asked.postcode)
        if asked.number and asked.postcode:
            here = self.directory.by_postcode.get(asked.postcode, [])
            return len({held.parts.street for held in here}) == 1 and all(held.parts.number for held in here)
        return False

    def streets_apart(self, asked: Parts, written: str) -> bool:
        """Whether no other street held nearby is as near in spelling to `written` as three letters."""
        pool: Iterable[Held] = self.directory.by_postcode.get(asked.postcode, ())
        if not asked.postcode:
            pool = self.directory.by_town.get(asked.town, ())
        others = {held.parts.street for held in pool} - {asked.street}
        return all(OSA.distance(written.lower(), other.lower(), score_cutoff=3) > 3 for other in others)

    def write(self, draft: Draft, about: Sequence[Held] = (), loosely: bool = False) -> Asked:
        """The finished question; the postcode goes into its own field now and then."""
        rng = self.rng
        if loosely:
            light(rng, draft)
        apart = draft.apart if draft.apart is not None else rng.random() < 0.25
        if apart and draft.postcode:
            text, postcode = draft.text(with_postcode=False), draft.postcode
        else:
            text, postcode = draft.text(), ""
        return Asked(looks(rng, text) if loosely else text, postcode, tuple(about))

    def write_parts(self, parts: Parts, about: Sequence[Held] = ()) -> Asked:
        return self.write(draft_of(parts), about, loosely=True)


Make = Callable[[Context], Asked | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """One way of asking. `weight` is its share of questions beside kinds of weight 1."""

    name: str
    label: Label
    family: Family
    make: Make
    weight: float = 1.0


class Kinds:
    """Collects the kinds of one label, in the order in which they are written down."""

    def __init__(self, label: Label) -> None:
        self.label: Label = label
        self.all: list[Kind] = []

    def kind(self, family: Family, weight: float = 1.0) -> Callable[[Make], Make]:
        def add(make: Make) -> Make:
            self.all.append(Kind(make.__name__, self.label, family, make, weight))
            return make

        return add
