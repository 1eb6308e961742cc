"""How much of some counts can be told without telling a small one.

A count from 1 to 4 is never told, nor left to be worked out: whatever is told is a set of counts that are
all 0 or at least 5 and of which none is part of another but by adding up. That holds as well for whoever
takes away what they have entered themselves: a count that is large by one giver's entries alone hides nothing
from that giver. docs/decisions/0015-attendances.md says what this protects, and what it does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from directory.rules.engagement.tallies import REASONS

#: The smallest count that is told, besides 0.
LEAST: Final = 5

Parts = Mapping[str, frozenset[str]]

_DECLINED = frozenset(f"declined_{reason}" for reason in REASONS)
_TOOK_PART = frozenset({"attended", "deputy"})


@dataclass(frozen=True, slots=True)
class Ladder:
    """Ways to divide all cases, each finer than the one before. Level 0 tells only how many there are."""

    levels: tuple[Parts, ...]

    def parts(self, level: int) -> Parts:
        """All that is told at a level: its own parts, and those of levels below, which are sums of them."""
        return {name: codes for parts in self.levels[:level] for name, codes in parts.items()}

    def finest(self, views: Sequence[Counter[str]]) -> int:
        """The finest level at which no count is small; -1 when there are too few cases to say how many.

        `views` are all counts, and what is left of them to each who knows a part.
        """
        if views[0].total() < LEAST:
            return -1
        levels = range(len(self.levels) + 1)
        return max((level for level in levels if self.is_safe(views, level)), default=-1)

    def is_safe(self, views: Sequence[Counter[str]], level: int) -> bool:
        """Whether in every view, at a level, every count is 0 or at least LEAST, and so is their sum."""
        parts = self.levels[level - 1].values() if level > 0 else ()
        return all(
            count == 0 or count >= LEAST
            for counts in views
            for count in (counts.total(), *(sum(counts[code] for code in codes) for codes in parts))
        )


OUTCOME_LADDER: Final = Ladder(
    (
        {"took_part": _TOOK_PART, "did_not": frozenset({"apologies", "no_reply"}) | _DECLINED},
        {
            "took_part": _TOOK_PART,
            "apologies": frozenset({"apologies"}),
            "no_reply": frozenset({"no_reply"}),
            "declined": _DECLINED,
        },
        {
            "attended": frozenset({"attended"}),
            "deputy": frozenset({"deputy"}),
            "apologies": frozenset({"apologies"}),
            "no_reply": frozenset({"no_reply"}),
            "declined_capacity": frozenset({"declined_capacity"}),
            "declined_otherwise": _DECLINED - {"declined_capacity"},
        },
    )
)
REPORT_LADDER: Final = Ladder(
    (
        {"sent": frozenset({"late", "on_time"}), "none": frozenset({"none"})},
        {name: frozenset({name}) for name in ("none", "late", "on_time")},
    )
)
