"""What is counted: who was invited in which role to which kind of meeting, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from directory.rules.engagement.periods import Quarter

#: What can come of an invitation.
OUTCOMES: Final = ("attended", "deputy", "apologies", "no_reply", "declined")
#: Why an invitation was declined: a fixed list, so that no words about a family are ever written.
REASONS: Final = ("capacity", "short_notice", "not_involved", "other")
#: Whether a report that was asked for came.
REPORTS: Final = ("none", "late", "on_time")
#: As many invitations as one giver may enter of one provider in a quarter: some seven a working day.
MOST_OF_ONE_GIVER: Final = 500
#: Notice of four weeks or more counts as this many days.
MOST_NOTICE_DAYS: Final = 28


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something happened in a quarter. `outcome` is a code (`outcome_code`).

    `notice_days` is 0 to MOST_NOTICE_DAYS, `times` 1 or more. `giver` is the same for all that one caller has
    entered in a financial year, and names nobody.
    """

    quarter: Quarter
    meeting_type: str
    role: str
    outcome: str
    notice_days: int
    report: str
    times: int
    giver: str = ""


def outcome_code(outcome: str, reason: str | None) -> str:
    """Outcome and reason as one word: `attended`, `declined_capacity`."""
    return f"{outcome}_{reason}" if reason else outcome


@dataclass(frozen=True, slots=True)
class Cells:
    """Tallies added up: invitations by outcome, by report and by days of notice.

    `by_giver` has the outcomes and the reports that each giver entered.
    """

    outcomes: Counter[str]
    reports: Counter[str]
    notice: Counter[int]
    by_giver: Mapping[str, tuple[Counter[str], Counter[str]]]

    @property
    def invited(self) -> int:
        """How many invitations there were."""
        return self.outcomes.total()

    @property
    def outcome_views(self) -> tuple[Counter[str], ...]:
        """The outcomes, and then, for each giver, all that they have not entered themselves."""
        return (self.outcomes, *(self.outcomes - own for own, _ in self.by_giver.values()))

    @property
    def report_views(self) -> tuple[Counter[str], ...]:
        """The reports, in the same way."""
        return (self.reports, *(self.reports - own for _, own in self.by_giver.values()))

    def invited_beside(self, giver: str) -> int:
        """How many invitations there were that `giver` did not enter."""
        own = self.by_giver.get(giver)
        return self.invited - (own[0].total() if own else 0)

    def __add__(self, other: Cells) -> Cells:
        by_giver = dict(self.by_giver)
        for giver, (outcomes, reports) in other.by_giver.items():
            own = by_giver.get(giver, (Counter(), Counter()))
            by_giver[giver] = (own[0] + outcomes, own[1] + reports)
        return Cells(
            self.outcomes + other.outcomes,
            self.reports + other.reports,
            self.notice + other.notice,
            by_giver,
        )


def nothing() -> Cells:
    """No invitation at all."""
    return Cells(Counter(), Counter(), Counter(), {})


def added(tallies: Iterable[Tally]) -> Cells:
    """All of some tallies."""
    outcomes, reports, notice = Counter[str](), Counter[str](), Counter[int]()
    by_giver: dict[str, tuple[Counter[str], Counter[str]]] = {}
    for tally in tallies:
        own = by_giver.setdefault(tally.giver, (Counter(), Counter()))
        for outcome_counts, report_counts in ((outcomes, reports), own):
            outcome_counts[tally.outcome] += tally.times
            report_counts[tally.report] += tally.times
        notice[tally.notice_days] += tally.times
    return Cells(outcomes, reports, notice, by_giver)
