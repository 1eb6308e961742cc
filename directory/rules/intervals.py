"""How far a share that was counted can be trusted."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Final, NamedTuple

#: 95 % of a normal law lies within so many standard deviations.
_Z: Final = NormalDist().inv_cdf(0.975)


class Interval(NamedTuple):
    """From `low` to `high`, both from 0 to 1: 95 in 100 such intervals hold the true share."""

    low: float
    high: float


def wilson(count: int, of: int) -> Interval:
    """Wilson's interval at 95 % for what was seen `count` times in `of` independent trials, at least one.

    It stays inside 0 and 1, and says something sensible of few trials, and of none or all of them.
    """
    share, square = count / of, _Z * _Z / of
    middle = (share + square / 2) / (1 + square)
    half = _Z * math.sqrt(share * (1 - share) / of + square / (4 * of)) / (1 + square)
    low = 0.0 if count == 0 else max(0.0, middle - half)
    high = 1.0 if count == of else min(1.0, middle + half)
    return Interval(low, high)
