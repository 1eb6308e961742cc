"""How fast somebody may ask: so many a period at once, then one after another as the period passes.

It is the generic cell rate algorithm, known from telephone networks: all there is to remember is one moment,
at which nothing would be left of what was asked so far. No window has an edge at which twice as much gets
through, and a moment that is past is the same as nothing remembered.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Pace:
    """`limit` in `period_s` seconds."""

    limit: int
    period_s: float


class Step(NamedTuple):
    """Whether one more may be asked.

    free_at: the moment to remember, on the clock that was given; unchanged when it may not.
    remaining: how many more could be asked at once.
    wait_s: in how many whole seconds what was refused could be asked; 0 when it may be now.
    reset_s: in how many whole seconds all of the limit is there again, if nothing more is asked.
    """

    allowed: bool
    free_at: float
    remaining: int
    wait_s: int
    reset_s: int


def step(pace: Pace, free_at: float, now: float, amount: int = 1) -> Step:
    """What becomes of asking `amount` at `now`, in seconds, when `free_at` was remembered.

    More than the limit in one go is taken for the limit: else it could never be asked at all.
    """
    each_s = pace.period_s / pace.limit
    began = free_at if free_at > now else now
    wanted = began + min(amount, pace.limit) * each_s
    # Sums of fractions of a second end a little to either side of the whole they should be.
    over_s = wanted - now - pace.period_s - 1e-6
    if over_s > 0:
        left_s = now + pace.period_s - began
        return Step(False, free_at, max(0, int(left_s / each_s)), math.ceil(over_s), math.ceil(began - now))
    left_s = now + pace.period_s - wanted
    return Step(True, wanted, int((left_s + 1e-6) / each_s), 0, math.ceil(wanted - now))
