"""How many safeguarding hours a month a caseload needs, and how often a month needs more than is contracted.

Nothing here was measured: every number is an assumption that can be seen and changed, and says what it
rests on. `docs/assurance.md` has the formula.
"""

from directory.rules.capacity.assumptions import Assumed, Assumptions, assumptions
from directory.rules.capacity.estimate import Chance, Estimate, Quantiles, estimate
from directory.rules.capacity.simulation import Simulated, simulate
from directory.rules.capacity.spread import Spread
from directory.rules.capacity.workload import Line, Workload, workload
from directory.rules.intervals import Interval, wilson

__all__ = [
    "Assumed",
    "Assumptions",
    "Chance",
    "Estimate",
    "Interval",
    "Line",
    "Quantiles",
    "Simulated",
    "Spread",
    "Workload",
    "assumptions",
    "estimate",
    "simulate",
    "wilson",
    "workload",
]
