"""How well providers take part in meetings: what is counted, and how much of it can be told safely.

docs/decisions/0015-attendances.md gives the reasons; nothing here knows of a family, a case or a day.
"""

from directory.rules.engagement.figures import Breakdown, Engagement, Period, Span, engagement_of
from directory.rules.engagement.periods import CLOSES_AFTER, Quarter, erased_before, first_open
from directory.rules.engagement.shown import Figure, Share
from directory.rules.engagement.tallies import (
    MOST_NOTICE_DAYS,
    MOST_OF_ONE_GIVER,
    OUTCOMES,
    REASONS,
    REPORTS,
    Tally,
    outcome_code,
)
from directory.rules.intervals import wilson

__all__ = [
    "CLOSES_AFTER",
    "MOST_NOTICE_DAYS",
    "MOST_OF_ONE_GIVER",
    "OUTCOMES",
    "REASONS",
    "REPORTS",
    "Breakdown",
    "Engagement",
    "Figure",
    "Period",
    "Quarter",
    "Share",
    "Span",
    "Tally",
    "engagement_of",
    "erased_before",
    "first_open",
    "outcome_code",
    "wilson",
]
