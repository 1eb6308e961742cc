"""How much of some counts can be told without telling a small one.

A count from 1 to 4 is never told, nor left to be worked out: whatever is told is a set of counts that are
all 0 or at least 5 and of which none is part of another but by adding up. docs/decisions/0015-attendances.md
says what that protects, and what it does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from directory.rules.engagement.tallies import REASONS, Cells, nothing

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

    def finest(self, counts: Counter[str]) -> int:
        """The finest level at which no count is small; -1 when there are too few cases to say how many."""
        if counts.total() < LEAST:
            return -1
        return max(level for level in range(len(self.levels) + 1) if self.is_safe(counts, level))

    def is_safe(self, counts: Counter[str], level: int) -> bool:
        """Whether at a level every count is 0 or at least LEAST, and so is their sum."""
        parts = self.levels[level - 1].values() if level > 0 else ()
        told = [counts.total(), *(sum(counts[code] for code in codes) for codes in parts)]
        return all(count == 0 or count >= LEAST for count in told)


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


@dataclass(frozen=True, slots=True)
class Rows:
    """All cases divided by something else, such as the role: `shown` by its name, the others together.

    `level` is of the outcomes. `rest` is safe at that level too; it has no case where all are shown.
    """

    level: int
    shown: Mapping[str, Cells]
    rest: Cells


def divided(rows: Mapping[str, Cells], level: int) -> Rows:
    """As many rows as can be shown at a level of the outcomes; one that cannot goes to the rest.

    The rest takes the smallest row along that could have been shown, with all of its size, and the next until
    it is no small count itself; so nobody can take what is shown away from the whole and be left with one.
    It takes one in any case: any row of the rest may then be that one, and no count in it is known for sure.
    Rows are chosen by size and never by name, or the name would tell which of them it was.
    """
    ladder = OUTCOME_LADDER
    shown = {
        name: cells
        for name, cells in rows.items()
        if cells.invited >= LEAST and ladder.is_safe(cells.outcomes, level)
    }
    rest = nothing()
    for name, cells in rows.items():
        if name not in shown:
            rest = rest + cells
    is_bare = rest.invited > 0
    while shown and (is_bare or not ladder.is_safe(rest.outcomes, level)):
        is_bare = False
        least = min(cells.invited for cells in shown.values())
        for name in [name for name, cells in shown.items() if cells.invited == least]:
            rest = rest + shown.pop(name)
    return Rows(level, shown, rest)
