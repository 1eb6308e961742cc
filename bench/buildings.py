"""The buildings of the invented directory: what stands at a stretch of street, and its units."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bench import words
from bench.streets import Stretch

FLOORS = ("Basement Flat", "Ground Floor Flat", "First Floor Flat", "Second Floor Flat", "Top Floor Flat")


@dataclass(frozen=True, slots=True)
class Building:
    """A building and the units of it that are held; no units means that the whole building is held.

    `shape` says how it is let: `dispersed` (with other homes of a provider), `block`, `hostel`.
    """

    stretch: Stretch
    shape: str
    number: str = ""
    name: str = ""
    units: tuple[str, ...] = ()
    whole: bool = False
    twin: bool = False


Maker = Callable[[random.Random, Stretch], list[Building]]


def _weighted(rng: random.Random, pairs: Sequence[tuple[str, int]]) -> str:
    return rng.choices([word for word, _ in pairs], [weight for _, weight in pairs])[0]


def _free_number(rng: random.Random, stretch: Stretch, width: int = 1) -> int | None:
    """A number of the stretch that nothing uses yet, with room for `width` numbers of its side."""
    taken = stretch.street.taken
    for _ in range(8):
        first = rng.randrange(stretch.first, stretch.last, stretch.step)
        wanted = [first + stretch.step * step for step in range(width)]
        if wanted[-1] < stretch.last and not taken.intersection(wanted):
            taken.update(wanted)
            return first
    return None


def _name(rng: random.Random) -> str:
    return f"{rng.choice(words.BUILDING_HEADS)} {_weighted(rng, words.BUILDING_TYPES)}"


def house(rng: random.Random, stretch: Stretch) -> list[Building]:
    number = _free_number(rng, stretch)
    if number is None:
        return []
    letter = rng.choice("AAAB") if rng.random() < 0.04 else ""
    return [Building(stretch, "dispersed", f"{number}{letter}")]


def house_and_its_a(rng: random.Random, stretch: Stretch) -> list[Building]:
    """12 and 12A, both held."""
    number = _free_number(rng, stretch)
    if number is None:
        return []
    return [Building(stretch, "dispersed", str(number)), Building(stretch, "dispersed", f"{number}A")]


def converted_house(rng: random.Random, stretch: Stretch) -> list[Building]:
    number = _free_number(rng, stretch)
    if number is None:
        return []
    size = rng.randint(2, 6)
    style = rng.choices(("Flat {n}", "Flat {l}", "floors", "Room {n}", "Apartment {n}"), (44, 20, 18, 14, 4))[
        0
    ]
    if style == "floors":
        units = [FLOORS[0], *FLOORS[1:size]] if rng.random() < 0.4 else list(FLOORS[1 : size + 1])
    else:
        units = [style.format(n=place + 1, l="ABCDEF"[place]) for place in range(size)]
    if len(units) > 1 and rng.random() < 0.5:
        units.remove(rng.choice(units))
    return [Building(stretch, rng.choice(("dispersed", "block")), str(number), units=tuple(units))]


def block(rng: random.Random, stretch: Stretch) -> list[Building]:
    number = _free_number(rng, stretch) if rng.random() < 0.4 else None
    size = rng.randint(4, 36)
    style = rng.choices(("Flat {n}", "Apartment {n}", "Unit {n}", "Studio {n}", "{n}"), (70, 10, 5, 5, 10))[0]
    held = sorted(rng.sample(range(1, size + 1), max(2, int(size * rng.uniform(0.2, 0.8)))))
    units = [style.format(n=place) for place in held]
    if rng.random() < 0.06:
        units.append(style.format(n=f"{held[-1]}A"))
    name = _name(rng)
    built = Building(stretch, "block", str(number or ""), name, tuple(units))
    if rng.random() > 0.12:
        return [built]
    head = name.rpartition(" ")[0]
    other = rng.choice([kind for kind in ("House", "Court", "Lodge") if not name.endswith(kind)])
    sibling = replace(built, name=f"{head} {other}", number="", units=tuple(units[: max(2, len(units) // 2)]))
    return [built, sibling]


def named_house(rng: random.Random, stretch: Stretch) -> list[Building]:
    """A country house with a name and no number."""
    if rng.random() < 0.3:
        name = rng.choice(words.LONE_NAMES)
    else:
        name = f"{rng.choice(words.COTTAGE_HEADS)} {_weighted(rng, words.COTTAGE_TYPES)}"
    return [Building(stretch, "dispersed", name=name)]


def named_and_numbered(rng: random.Random, stretch: Stretch) -> list[Building]:
    number = _free_number(rng, stretch)
    return [] if number is None else [Building(stretch, "dispersed", str(number), _name(rng))]


def hostel(rng: random.Random, stretch: Stretch) -> list[Building]:
    number = _free_number(rng, stretch)
    if number is None:
        return []
    name = _name(rng) if rng.random() < 0.75 else ""
    shown = "" if name and rng.random() < 0.3 else str(number)
    return [Building(stretch, "hostel", shown, name, whole=True)]


def number_range(rng: random.Random, stretch: Stretch) -> list[Building]:
    width = rng.choice((2, 2, 3, 3, 4))
    number = _free_number(rng, stretch, width) if stretch.step == 2 else None
    if number is None:
        return []
    last = number + stretch.step * (width - 1)
    name = _name(rng) if rng.random() < 0.5 else ""
    return [Building(stretch, "hostel", f"{number}-{last}", name, whole=True)]


def shared_house(rng: random.Random, stretch: Stretch) -> list[Building]:
    """One address at which two schemes work: which of them is meant cannot be told from the address."""
    number = _free_number(rng, stretch)
    return [] if number is None else [Building(stretch, "dispersed", str(number), twin=True)]


TOWN_MAKERS: tuple[tuple[Maker, int], ...] = (
    (house, 520),
    (house_and_its_a, 25),
    (converted_house, 170),
    (block, 90),
    (named_house, 10),
    (named_and_numbered, 40),
    (hostel, 80),
    (number_range, 40),
    (shared_house, 25),
)

COUNTRY_MAKERS: tuple[tuple[Maker, int], ...] = (
    (house, 480),
    (house_and_its_a, 15),
    (converted_house, 70),
    (block, 25),
    (named_house, 300),
    (named_and_numbered, 50),
    (hostel, 40),
    (number_range, 10),
    (shared_house, 10),
)


def build(rng: random.Random, stretch: Stretch) -> list[Building]:
    """One building of the stretch, sometimes with its neighbour; empty when the stretch is full."""
    makers = COUNTRY_MAKERS if stretch.rural else TOWN_MAKERS
    chosen = rng.choices([maker for maker, _ in makers], [weight for _, weight in makers])[0]
    return chosen(rng, stretch)
