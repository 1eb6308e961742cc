"""python -m soak capacity: do the intervals of simulated chances hold the truth as often as they say?"""

import random
import sys
from dataclasses import dataclass

from tqdm import trange

from directory.rules.capacity import Line, Simulated, Spread, Workload, simulate

#: What an interval at 95 % may be off over 10,000 worlds.
WANTED, TOLERANCE = 0.95, 0.01

_MONTHS = 1_000


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often the interval held the truth, and how far the mean was off at most, in standard errors."""

    worlds: int
    held: int
    furthest_mean: float

    @property
    def share(self) -> float:
        """The share of worlds in which the interval held the truth."""
        return self.held / self.worlds


def cover_often(worlds: int, seed: int, *, quiet: bool = True) -> Coverage:
    """Invent so many workloads and contracts, simulate each, and ask if the interval holds the chance."""
    chance, held, furthest = random.Random(seed), 0, 0.0
    for _ in trange(worlds, desc="Worlds", file=sys.stderr, disable=True if quiet else None):
        work = invented(chance)
        spread = Spread(work)
        contracted = spread.quantile(chance.uniform(0.02, 0.98))
        truth = spread.chance_above(contracted)
        months = simulate(work, chance.getrandbits(63), _MONTHS)
        low, high = months.chance_above(contracted)[1]
        held += low <= truth <= high
        furthest = max(furthest, _errors_off(work, months))
    return Coverage(worlds, held, furthest)


def invented(chance: random.Random) -> Workload:
    """A workload such as a provider may have: from a meeting every other month to about a hundred a month."""
    lines = tuple(
        Line(
            meeting=f"meeting-{number}",
            case=chance.choice(("child_protection", "adult_safeguarding")),
            cases=chance.randint(1, 40),
            per_case_per_month=chance.uniform(0.5, 1),
            preparation_h=_quarters(chance, 8),
            travel_h=_quarters(chance, 8),
            meeting_h=0.25 + _quarters(chance, 8),
            write_up_h=_quarters(chance, 8),
        )
        for number in range(chance.randint(1, 4))
    )
    return Workload(
        lines=lines,
        spread=chance.choice((0, 0.2, 0.4, 1)),
        supervision_h=_quarters(chance, 40),
        training_h=_quarters(chance, 20),
        cover_h=_quarters(chance, 40),
    )


def _quarters(chance: random.Random, most: int) -> float:
    return chance.randint(0, most) / 4


def _errors_off(work: Workload, months: Simulated) -> float:
    return abs(months.mean_h - work.expected_h) / months.error_h if months.error_h else 0.0
