"""How far a rate from few cases can be trusted."""

from math import sqrt
from statistics import NormalDist
from typing import Final

#: The normal quantile for an interval that holds the true rate in 95 of 100 cases.
_Z: Final = NormalDist().inv_cdf(0.975)


def wilson(count: int, total: int) -> tuple[float, float]:
    """The 95 % interval of Wilson for a rate of `count` in `total` (1 or more), each end from 0 to 1.

    It stays inside 0 and 1, and says something sensible of few cases and of none or all of them.
    """
    rate, square = count / total, _Z * _Z
    middle = rate + square / (2 * total)
    reach = _Z * sqrt(rate * (1 - rate) / total + square / (4 * total * total))
    scale = 1 + square / total
    # At the ends the formula gives 0 and 1 but for rounding.
    low = 0.0 if count == 0 else (middle - reach) / scale
    high = 1.0 if count == total else (middle + reach) / scale
    return low, high
