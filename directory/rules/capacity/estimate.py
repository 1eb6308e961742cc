"""A caseload held against contracted hours: worked out, and tried out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from directory.errors import Invalid
from directory.rules.capacity.assumptions import Assumed, assumptions
from directory.rules.capacity.simulation import FEWEST_MONTHS, MOST_MONTHS, simulate
from directory.rules.capacity.spread import Spread
from directory.rules.capacity.workload import Line, Workload, workload
from directory.rules.catalogue import Catalogue
from directory.rules.catalogue.capacity import Case
from directory.rules.intervals import Interval

MOST_HOURS: Final = 100_000
_LARGEST_SEED: Final = 2**63 - 1
_SHARES: Final = (0.5, 0.8, 0.95, 0.99)


class Chance(NamedTuple):
    """How likely a month needs more than is contracted, from 0 to 1: worked out, and as it came out."""

    worked_out: float
    simulated: float
    interval: Interval


class Quantiles(NamedTuple):
    """Hours that are enough in half of the months, in 80, 95 and 99 of a hundred."""

    half: float
    most: float
    nearly_all: float
    all_but_one_in_a_hundred: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What a caseload needs and whether the hours are enough. Every figure rests on `assumed`.

    hours_wanted, hours_wanted_simulated: the fewest hours a month, in quarters, that a month exceeds with a
        chance below `accepted`: worked out, and as it came out.
    chance: None where no contracted hours were given.
    """

    work: Workload
    assumed: tuple[Assumed, ...]
    contracted_h: float | None
    accepted: float
    enough_in: Quantiles
    chance: Chance | None
    hours_wanted: float
    hours_wanted_simulated: float
    seed: int
    months: int
    simulated_mean_h: float
    simulated_error_h: float

    @property
    def lines(self) -> tuple[Line, ...]:
        """The meetings, line by line; `hours_per_month` of all and the steady hours make the expectation."""
        return self.work.lines

    @property
    def expected_h(self) -> float:
        """Hours an average month needs."""
        return self.work.expected_h

    def meeting_hours(self, *, about_adults: bool) -> float:
        """Hours a month for meetings about adults, or else about children."""
        return math.fsum(line.hours_per_month for line in self.lines if line.about_adults is about_adults)

    @property
    def enough(self) -> bool | None:
        """Whether a month exceeds the contracted hours with a chance below `accepted`; None without them."""
        return None if self.chance is None else self.chance.worked_out < self.accepted


def estimate(
    catalogue: Catalogue,
    caseload: Mapping[Case, float],
    workers: float,
    contracted_h: float | None = None,
    *,
    given: Mapping[str, float] | None = None,
    seed: int = 1,
    months: int | None = None,
) -> Estimate:
    """What a caseload needs in a month, and how it compares with the contracted hours a month.

    given: assumptions by slug to use instead of the catalogue's.
    months: how many to simulate; None for as many as make the mean agree with the closed form within 1 %.

    Raises:
        Invalid: a number is out of range; its field is the assumption's slug or the argument's name.
    """
    if contracted_h is not None and not (math.isfinite(contracted_h) and 0 <= contracted_h <= MOST_HOURS):
        raise Invalid(f"{contracted_h} hours a month cannot be: from 0 to {MOST_HOURS:,}", "contracted_h")
    if not 0 <= seed <= _LARGEST_SEED:
        raise Invalid(f"{seed} is no seed: a whole number from 0 to {_LARGEST_SEED}", "seed")
    if months is not None and not FEWEST_MONTHS <= months <= MOST_MONTHS:
        raise Invalid(f"{months} months cannot be: from {FEWEST_MONTHS} to {MOST_MONTHS:,}", "months")
    assumed = assumptions(catalogue, given)
    accepted = assumed.of("accepted_chance") / 100
    work = workload(caseload, workers, assumed)
    spread, simulated = Spread(work), simulate(work, seed, months)
    chance = None
    if contracted_h is not None:
        chance = Chance(spread.chance_above(contracted_h), *simulated.chance_above(contracted_h))
    return Estimate(
        work=work,
        assumed=assumed.used,
        contracted_h=contracted_h,
        accepted=accepted,
        enough_in=Quantiles(*(spread.quantile(share) for share in _SHARES)),
        chance=chance,
        hours_wanted=spread.hours_for(accepted),
        hours_wanted_simulated=simulated.hours_for(accepted),
        seed=seed,
        months=simulated.months,
        simulated_mean_h=simulated.mean_h,
        simulated_error_h=simulated.error_h,
    )
