"""A figure as it is shown: counts, and rates with how far they can be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from typing import Final

from directory.rules.engagement.tallies import Cells
from directory.rules.engagement.withholding import OUTCOME_LADDER, REPORT_LADDER, Ladder
from directory.rules.intervals import wilson

#: Every part that can be told, in order.
OUTCOME_NAMES: Final = (
    "took_part",
    "attended",
    "deputy",
    "did_not",
    "apologies",
    "no_reply",
    "declined",
    "declined_capacity",
    "declined_otherwise",
)
REPORT_NAMES: Final = ("sent", "on_time", "late", "none")

#: A median of fewer invitations would be one meeting's own notice.
LEAST_FOR_MEDIAN: Final = 10

_DIGITS: Final = 4


@dataclass(frozen=True, slots=True)
class Share:
    """A count, its rate among those invited, and the 95 % interval of that rate."""

    count: int
    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Figure:
    """How many were invited, and what came of it. None is what is withheld, small or not.

    `notice_days` is the median; days above four weeks count as four weeks.
    """

    invited: int
    outcomes: Mapping[str, Share | None]
    reports: Mapping[str, Share | None]
    notice_days: float | None


def figure(cells: Cells, outcome_level: int, report_level: int) -> Figure:
    """What is shown of one case or more at these levels, which must be safe for them."""
    beside = (cells.invited_beside(giver) for giver in cells.by_giver)
    is_enough = all(count == 0 or count >= LEAST_FOR_MEDIAN for count in (cells.invited, *beside))
    middle = median(cells.notice.elements()) if is_enough else None
    return Figure(
        cells.invited,
        _shares(cells.outcomes, OUTCOME_NAMES, OUTCOME_LADDER, outcome_level),
        _shares(cells.reports, REPORT_NAMES, REPORT_LADDER, report_level),
        middle,
    )


def _shares(
    counts: Mapping[str, int], names: tuple[str, ...], ladder: Ladder, level: int
) -> dict[str, Share | None]:
    told, total = ladder.parts(level), sum(counts.values())
    return {
        name: _share(sum(counts.get(code, 0) for code in told[name]), total) if name in told else None
        for name in names
    }


def _share(count: int, total: int) -> Share:
    low, high = wilson(count, total)
    return Share(count, round(count / total, _DIGITS), round(low, _DIGITS), round(high, _DIGITS))
