"""Months tried out: so many meetings as chance has it, each as long as chance has it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from directory.rules.capacity.spread import SAME_H, up_to_a_quarter
from directory.rules.capacity.workload import Workload
from directory.rules.intervals import Interval, wilson

FEWEST_MONTHS: Final = 100
MOST_MONTHS: Final = 1_000_000

_USUAL_MONTHS: Final = 10_000
#: More would take longer than somebody who asks should wait.
_MOST_MEETINGS: Final = 1_500_000
#: The mean of all months is to agree with the closed form to this part, with five standard errors to spare.
_AGREEMENT: Final = 0.01
_ERRORS_TO_SPARE: Final = 5


@dataclass(frozen=True)
class Simulated:
    """The hours of many simulated months, from the fewest to the most."""

    seed: int
    hours: NDArray[np.float64]

    @property
    def months(self) -> int:
        """How many were simulated."""
        return len(self.hours)

    @property
    def mean_h(self) -> float:
        """Hours of an average month."""
        return float(np.mean(self.hours))

    @property
    def error_h(self) -> float:
        """The standard error of `mean_h`."""
        return float(np.std(self.hours)) / math.sqrt(self.months)

    def months_above(self, hours: float) -> int:
        """How many months needed more than `hours`."""
        return self.months - int(np.searchsorted(self.hours, hours + SAME_H, side="right"))

    def chance_above(self, hours: float) -> tuple[float, Interval]:
        """The share of months that needed more than `hours`, and how far it can be trusted."""
        above = self.months_above(hours)
        return above / self.months, wilson(above, self.months)

    def hours_for(self, accepted: float) -> float:
        """The fewest hours, in quarters, that less than the share `accepted` of the months exceeded."""
        may_exceed = math.ceil(accepted * self.months - 1e-9) - 1
        return up_to_a_quarter(float(self.hours[self.months - 1 - max(may_exceed, 0)]))


def simulate(work: Workload, seed: int, months: int | None = None) -> Simulated:
    """Months of this work, tried out; the same seed gives the same months, on every machine and version.

    months: None for as many as make the mean agree with the closed form within 1 %, from 10,000 up.
    """
    number = months or _enough_months(work)
    draws = np.random.PCG64(seed)
    lengths = work.lengths
    hours = np.full(number, float(work.steady_h))
    if lengths:
        meetings = np.searchsorted(_poisson(work.meetings_per_month), _uniform(draws, number), side="right")
        kinds = np.cumsum([rate for _, rate in lengths])
        drawn = np.searchsorted(kinds[:-1] / kinds[-1], _uniform(draws, int(meetings.sum())), side="right")
        taken = np.array([each for each, _ in lengths])[drawn]
        hours += np.bincount(np.repeat(np.arange(number), meetings), weights=taken, minlength=number)
    return Simulated(seed, np.sort(hours))


def _uniform(draws: Any, number: int) -> NDArray[np.float64]:
    """Numbers from 0 to less than 1, from the generator's own bits: numpy promises that only these stay."""
    raw: NDArray[np.uint64] = draws.random_raw(number)
    return (raw >> np.uint64(11)).astype(np.float64) * 2.0**-53


def _poisson(mean: float) -> NDArray[np.float64]:
    """The chance of at most 0, 1, 2 … meetings, as far as it is less than 1 by more than one can tell."""
    numbers = np.arange(1, math.ceil(mean + 12 * math.sqrt(mean)) + 30)
    logs = np.concatenate(([0.0], np.cumsum(math.log(mean) - np.log(numbers)))) - mean
    chances: NDArray[np.float64] = np.cumsum(np.exp(logs))
    return chances


def _enough_months(work: Workload) -> int:
    if work.deviation_h == 0:
        return _USUAL_MONTHS
    wanted = (_ERRORS_TO_SPARE * work.deviation_h / (_AGREEMENT * work.expected_h)) ** 2
    bearable = _MOST_MEETINGS / work.meetings_per_month
    return int(min(max(wanted, _USUAL_MONTHS), MOST_MONTHS, max(bearable, FEWEST_MONTHS)))
