"""What a directory holds, and which of it an address could mean.

An address here is structured, so that a question's label can be worked out before any of it is written down
as a person would. Nothing is compared by likeness: two parts are the same, differ, or one of them is missing.
"""

import csv
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

_RANGE = re.compile(r"(\d+)([A-Z]?)-(\d+)([A-Z]?)")
_NUMBER = re.compile(r"(\d+)([A-Z]?)")
_UNIT = re.compile(r"(?:(Flat|Apartment|Unit|Studio|Room) )?(\d+[A-Z]?|[A-Z])")

#: Floors in order; a block that uses one of them has no numbered flats.
FLOORS = ("Basement Flat", "Ground Floor Flat", "First Floor Flat", "Second Floor Flat", "Top Floor Flat")


@dataclass(frozen=True, slots=True)
class Parts:
    """A structured address; an empty part is not mentioned."""

    unit: str = ""
    name: str = ""
    number: str = ""
    street: str = ""
    locality: str = ""
    town: str = ""
    postcode: str = ""

    @property
    def unit_id(self) -> str:
        """What tells the unit from its neighbours: `3`, `B`, or the floor's words."""
        match = _UNIT.fullmatch(self.unit)
        return match.group(2) if match else self.unit

    @property
    def unit_word(self) -> str:
        match = _UNIT.fullmatch(self.unit)
        return (match.group(1) or "") if match else ""

    @property
    def outward(self) -> str:
        return self.postcode[:-4]

    @property
    def sector(self) -> str:
        return self.postcode[:-2]


@dataclass(frozen=True, slots=True)
class Held:
    """One premises of the directory."""

    id: str
    uprn: str
    scheme: str
    whole: bool
    parts: Parts = field(hash=False)


def numbers_of(text: str) -> tuple[int, int, str] | None:
    """First and last number and the letter: `12A` is (12, 12, "A"), `10-14` is (10, 14, "")."""
    span = _RANGE.fullmatch(text)
    if span:
        return int(span.group(1)), int(span.group(3)), ""
    one = _NUMBER.fullmatch(text)
    return (int(one.group(1)), int(one.group(1)), one.group(2)) if one else None


def number_covers(held: str, asked: str) -> bool:
    """Whether the asked number is the held one, or lies within its range and on its side of the street."""
    if held == asked:
        return True
    wide, narrow = numbers_of(held), numbers_of(asked)
    if wide is None or narrow is None or wide[0] == wide[1] or narrow[0] != narrow[1] or narrow[2]:
        return False
    return wide[0] <= narrow[0] <= wide[1] and (narrow[0] - wide[0]) % 2 == 0


class Directory:
    """A load folder in memory, indexed by what addresses are asked for."""

    def __init__(self, premises: Iterable[Held], schemes: dict[str, tuple[str, str]]) -> None:
        self.premises = list(premises)
        self.schemes = schemes
        self.by_postcode: dict[str, list[Held]] = defaultdict(list)
        self.by_street: dict[str, list[Held]] = defaultdict(list)
        self.by_town: dict[str, list[Held]] = defaultdict(list)
        self.by_name: dict[str, list[Held]] = defaultdict(list)
        self.by_building: dict[tuple[str, ...], list[Held]] = defaultdict(list)
        for held in self.premises:
            parts = held.parts
            self.by_postcode[parts.postcode].append(held)
            self.by_street[parts.street].append(held)
            self.by_town[parts.town].append(held)
            if parts.name:
                self.by_name[parts.name].append(held)
            self.by_building[self.building(held)].append(held)

    @staticmethod
    def building(held: Held) -> tuple[str, ...]:
        parts = held.parts
        return parts.name, parts.number, parts.street, parts.postcode

    def units(self, held: Held) -> list[Held]:
        """Everything held of the same building, this one included."""
        return self.by_building[self.building(held)]

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the directory's addresses, in lower case."""
        found: set[str] = set()
        for held in self.premises:
            parts = held.parts
            for text in (parts.name, parts.street, parts.locality, parts.town):
                found.update(text.lower().split())
        return frozenset(found)

    @cached_property
    def towns(self) -> dict[str, set[str]]:
        """The postcode districts held of each post town."""
        found: dict[str, set[str]] = defaultdict(set)
        for held in self.premises:
            if held.parts.town:
                found[held.parts.town].add(held.parts.outward)
        return dict(found)

    def streets_called(self, street: str, town: str) -> set[tuple[str, str]]:
        """The different streets of that name in a town, as (locality, sector).

        One of unknown town counts where its postcode area is one the town's streets have.
        """
        areas = {_area(held) for held in self.by_street.get(street, ()) if held.parts.town == town}
        return {
            (held.parts.locality, held.parts.sector)
            for held in self.by_street.get(street, ())
            if held.parts.town == town or (not held.parts.town and _area(held) in areas)
        }

    def _near(self, asked: Parts) -> list[Held]:
        pools = []
        if asked.postcode:
            pools.append(self.by_postcode.get(asked.postcode, []))
        if asked.street:
            pools.append(self.by_street.get(asked.street, []))
        if asked.name:
            pools.append(self.by_name.get(asked.name, []))
        return list({held.id: held for pool in pools for held in pool}.values())

    def meant(self, asked: Parts) -> list[Held]:
        """Everything that agrees with each part mentioned; a unit's own record before its building's."""
        found = [held for held in self._near(asked) if _agrees(held, asked)]
        exact = [held for held in found if asked.unit and held.parts.unit]
        return exact or found

    def possible(self, asked: Parts) -> list[Held]:
        """Everything that is not ruled out, with every doubt in its favour: a negative question has none."""
        return [held for held in self._near(asked) if not _ruled_out(held, asked)]


def _agrees(held: Held, asked: Parts) -> bool:
    parts = held.parts
    if asked.postcode and asked.postcode != parts.postcode:
        return False
    if not asked.postcode:
        if asked.town and parts.town != asked.town:
            return False
        if asked.locality and parts.locality and parts.locality != asked.locality:
            return False
    if asked.street and asked.street != parts.street:
        return False
    if asked.name and parts.name != asked.name:
        return False
    if asked.number and not number_covers(parts.number, asked.number):
        return False
    if asked.unit and parts.unit:
        return asked.unit_id == parts.unit_id
    return True


def _same_door(held: Parts, asked: Parts) -> bool:
    """Whether `12A` here may be `Flat A, 12` there."""
    one, other = numbers_of(held.number), numbers_of(asked.number)
    if one is None or other is None or one[:2] != other[:2]:
        return False
    return one[2] != other[2] and (one[2] or held.unit_id) == (other[2] or asked.unit_id)


def _ruled_out(held: Held, asked: Parts) -> bool:
    parts = held.parts
    if asked.postcode and asked.postcode != parts.postcode:
        return True
    if not asked.postcode and asked.town and parts.town and asked.town != parts.town:
        return True
    if asked.street and parts.street and asked.street != parts.street:
        return True
    if asked.name and parts.name and asked.name != parts.name:
        return True
    if asked.number and parts.number:
        if _same_door(parts, asked):
            return False
        if not number_covers(parts.number, asked.number) and not number_covers(asked.number, parts.number):
            return True
    return bool(asked.unit and parts.unit and asked.unit_id != parts.unit_id)


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as handle:
        yield from csv.DictReader(handle)


def read(folder: Path) -> Directory:
    """The directory of a load folder."""
    providers = {row["id"]: row["name"] for row in _rows(folder / "providers.csv")}
    schemes = {
        row["id"]: (row["name"], providers[row["provider_id"]]) for row in _rows(folder / "schemes.csv")
    }
    premises = []
    for row in _rows(folder / "premises.csv"):
        parts = Parts(
            row["sub_building"],
            row["building_name"],
            row["number"],
            row["street"],
            row["locality"],
            row["town"],
            row["postcode"],
        )
        whole = row["covers"] == "building" or not row["sub_building"]
        premises.append(Held(row["id"], row["uprn"], row["scheme_id"], whole, parts))
    return Directory(premises, schemes)


def _area(held: Held) -> str:
    """The letters its postcode begins with."""
    return "".join(itertools.takewhile(str.isalpha, held.parts.postcode))
