"""What is counted: who was invited in which role to which kind of meeting, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from directory.rules.engagement.periods import Quarter

#: What can come of an invitation.
OUTCOMES: Final = ("attended", "deputy", "apologies", "no_reply", "declined")
#: Why an invitation was declined: a fixed list, so that no words about a family are ever written.
REASONS: Final = ("capacity", "short_notice", "not_involved", "other")
#: Whether a report that was asked for came.
REPORTS: Final = ("none", "late", "on_time")
#: Notice of four weeks or more counts as this many days.
MOST_NOTICE_DAYS: Final = 28


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something happened in a quarter. `outcome` is a code (`outcome_code`).

    `notice_days` is 0 to MOST_NOTICE_DAYS, `times` 1 or more.
    """

    quarter: Quarter
    meeting_type: str
    role: str
    outcome: str
    notice_days: int
    report: str
    times: int


def outcome_code(outcome: str, reason: str | None) -> str:
    """Outcome and reason as one word: `attended`, `declined_capacity`."""
    return f"{outcome}_{reason}" if reason else outcome


@dataclass(frozen=True, slots=True)
class Cells:
    """Tallies added up: invitations by outcome, by report and by days of notice."""

    outcomes: Counter[str]
    reports: Counter[str]
    notice: Counter[int]

    @property
    def invited(self) -> int:
        """How many invitations there were."""
        return self.outcomes.total()

    def __add__(self, other: Cells) -> Cells:
        return Cells(self.outcomes + other.outcomes, self.reports + other.reports, self.notice + other.notice)


def nothing() -> Cells:
    """No invitation at all."""
    return Cells(Counter(), Counter(), Counter())


def added(tallies: Iterable[Tally]) -> Cells:
    """All of some tallies."""
    cells = nothing()
    for tally in tallies:
        cells.outcomes[tally.outcome] += tally.times
        cells.reports[tally.report] += tally.times
        cells.notice[tally.notice_days] += tally.times
    return cells
