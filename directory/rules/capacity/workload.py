"""What a caseload asks of a provider in an average month, line by line: the closed form."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, get_args

from directory.errors import Invalid
from directory.rules.capacity.assumptions import Assumptions, Rate
from directory.rules.catalogue.capacity import ADULT_CASES, Case

CASES: Final[tuple[Case, ...]] = get_args(Case)
MOST_CASES: Final = 10_000
MOST_WORKERS: Final = 1_000
#: A caseload that brings more meetings than this in a month is a slip: no provider of the kind is so large.
MOST_MEETINGS: Final = 4_000

_MONTHS_A_YEAR: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Meetings of one kind about cases of one kind; hours are for one meeting."""

    meeting: str
    case: Case
    cases: float
    per_case_per_month: float
    preparation_h: float
    travel_h: float
    meeting_h: float
    write_up_h: float

    @property
    def about_adults(self) -> bool:
        """Whether its meetings are about an adult; else they are about a child."""
        return self.case in ADULT_CASES

    @property
    def meetings_per_month(self) -> float:
        """How many are expected in a month."""
        return self.cases * self.per_case_per_month

    @property
    def hours_each(self) -> float:
        """What one of them takes on average, everything included."""
        return self.preparation_h + self.travel_h + self.meeting_h + self.write_up_h

    @property
    def hours_per_month(self) -> float:
        """What they take together in an average month."""
        return self.meetings_per_month * self.hours_each


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """A month's safeguarding work. `spread` is the part, from 0 to 1, by which meetings may be short or long.

    Meetings come independently of each other, so many in a month as a Poisson number says; one in four takes
    `spread` less than the average, one in four so much more. The rest of the work is the same every month.
    """

    lines: tuple[Line, ...]
    spread: float
    supervision_h: float
    training_h: float
    cover_h: float

    @property
    def steady_h(self) -> float:
        """Hours a month that do not depend on how many meetings there are."""
        return self.supervision_h + self.training_h + self.cover_h

    @property
    def meetings_per_month(self) -> float:
        """How many meetings are expected in a month."""
        return math.fsum(line.meetings_per_month for line in self.lines)

    @property
    def expected_h(self) -> float:
        """Hours an average month needs."""
        return math.fsum(line.hours_per_month for line in self.lines) + self.steady_h

    @property
    def deviation_h(self) -> float:
        """The standard deviation of a month's hours."""
        square = 1 + self.spread**2 / 2
        return math.sqrt(
            math.fsum(line.meetings_per_month * line.hours_each**2 * square for line in self.lines)
        )

    @property
    def lengths(self) -> tuple[tuple[float, float], ...]:
        """Every length that a meeting may have in hours, with how many such meetings a month brings."""
        return tuple(
            (line.hours_each * length, line.meetings_per_month * share)
            for line in self.lines
            for length, share in ((1 - self.spread, 0.25), (1, 0.5), (1 + self.spread, 0.25))
            if line.meetings_per_month > 0
        )


def workload(caseload: Mapping[Case, float], workers: float, assumed: Assumptions) -> Workload:
    """The month's work that so many open cases bring.

    caseload: open cases of each kind, on average; a kind left out has none.
    workers: those who hold cases, and so are supervised and trained.

    Raises:
        Invalid: an unknown kind, a number out of range, or more meetings than a provider can have.
    """
    for case, number in caseload.items():
        if case not in CASES:
            raise Invalid(f"'{case}' is no kind of case: {', '.join(CASES)}", "caseload")
        _check_range(number, MOST_CASES, f"{case} cases", "caseload")
    _check_range(workers, MOST_WORKERS, "workers", "workers")
    whole = Workload(
        lines=tuple(_line(rate, caseload.get(rate.case, 0), assumed) for rate in assumed.rates),
        spread=assumed.of("spread") / 100,
        supervision_h=workers * assumed.of("supervision"),
        training_h=workers * assumed.of("training") / _MONTHS_A_YEAR,
        cover_h=assumed.of("cover"),
    )
    if whole.meetings_per_month > MOST_MEETINGS:
        raise Invalid(
            f"{whole.meetings_per_month:,.0f} meetings a month are more than the {MOST_MEETINGS:,} that "
            "can be estimated: look at the cases and the rates",
            "caseload",
        )
    return whole


def _line(rate: Rate, cases: float, assumed: Assumptions) -> Line:
    return Line(
        meeting=rate.meeting,
        case=rate.case,
        cases=cases,
        per_case_per_month=rate.per_case_per_month,
        preparation_h=assumed.of("preparation", rate.meeting),
        travel_h=assumed.of("travel", rate.meeting),
        meeting_h=assumed.of("meeting", rate.meeting),
        write_up_h=assumed.of("write_up", rate.meeting),
    )


def _check_range(number: float, most: int, what: str, field: str) -> None:
    if not math.isfinite(number) or not 0 <= number <= most:
        raise Invalid(f"{number} {what} cannot be: from 0 to {most:,}", field)
