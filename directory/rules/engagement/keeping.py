"""Whether a promised share of meetings is kept, as far as what was counted can say."""

from typing import Literal

Kept = Literal["yes", "no", "cannot tell", "nothing promised"]


def is_kept(promised_percent: float | None, interval: tuple[float, float] | None) -> Kept:
    """Whether a rate that lies in `interval` (0 to 1, at 95 %) reaches what is promised.

    `cannot tell` where nothing was counted that can be shown, or the promise lies inside the interval: a few
    meetings prove nothing for or against anybody.
    """
    if promised_percent is None:
        return "nothing promised"
    if interval is None:
        return "cannot tell"
    low, high = interval
    wanted = promised_percent / 100
    if low >= wanted:
        return "yes"
    return "no" if high < wanted else "cannot tell"
