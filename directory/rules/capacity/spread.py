"""How a month's hours are spread, worked out rather than tried: a compound Poisson law on a fine grid."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from directory.rules.capacity.workload import Workload

#: Hours in contracts go by quarters.
QUARTER_H: Final = 0.25
#: Hours that differ by less are the same.
SAME_H: Final = 1e-9

_FINEST_H: Final = 1 / 60
_MOST_POINTS: Final = 1 << 17


class Spread:
    """The probability of every number of hours that a month may need.

    The grid is a minute wide, wider only where a month would not fit on it. A length between two points is
    shared between them so that its mean stays.
    """

    def __init__(self, work: Workload) -> None:
        self._steady_h = work.steady_h
        self._step_h, points = _grid(work)
        sizes = np.zeros(points)
        for hours, number in work.lengths:
            below, part = divmod(hours / self._step_h, 1)
            sizes[int(below)] += number * (1 - part)
            sizes[int(below) + 1] += number * part
        # The law of the sum is e to the power of the law of one meeting less one, each seen as frequencies.
        chances = np.fft.irfft(np.exp(np.fft.rfft(sizes) - sizes.sum()), points)
        self._above: NDArray[np.float64] = np.clip(1 - np.cumsum(np.clip(chances, 0, 1)), 0, 1)

    def chance_above(self, hours: float) -> float:
        """The chance, from 0 to 1, that a month needs more than `hours`."""
        spare = hours - self._steady_h + SAME_H
        if spare < 0:
            return 1.0
        return float(self._above[min(math.floor(spare / self._step_h), len(self._above) - 1)])

    def quantile(self, share: float) -> float:
        """The hours that are enough in `share` of the months, from 0 to 1 and less than 1."""
        return self._steady_h + float(np.argmax(self._above <= 1 - share + 1e-12)) * self._step_h

    def hours_for(self, accepted: float) -> float:
        """The fewest hours, in quarters, that a month exceeds with a chance below `accepted`."""
        return up_to_a_quarter(self._steady_h + float(np.argmax(self._above < accepted)) * self._step_h)


def up_to_a_quarter(hours: float) -> float:
    """The next quarter of an hour, or `hours` itself where it is one."""
    return math.ceil((hours - SAME_H) / QUARTER_H) * QUARTER_H


def _grid(work: Workload) -> tuple[float, int]:
    """The width of the grid in hours and its number of points: nothing likely falls off its end."""
    longest = max((hours for hours, _ in work.lengths), default=0.0)
    reach = work.expected_h - work.steady_h + 12 * work.deviation_h + 12 * longest + 1
    step = max(_FINEST_H, reach / (_MOST_POINTS - 2))
    return step, 1 << math.ceil(math.log2(reach / step + 2))
