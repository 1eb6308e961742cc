"""A week of hours as plain numbers: what reading makes, writing writes and opening asks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

#: Minutes after the midnight on which it starts: the first inside, then the first no longer inside.
#: A span over midnight belongs to the day on which it starts and ends after 1440.
Span = tuple[int, int]
Spans = tuple[Span, ...]
#: Monday to Sunday, then bank holidays. None, for bank holidays only, is not said; () is closed.
Week = tuple[Spans | None, ...]

BANK_HOLIDAY: Final = 7
DAY_MINUTES: Final = 24 * 60
ALL_DAY: Final[Spans] = ((0, DAY_MINUTES),)
ALWAYS: Final[Week] = (ALL_DAY,) * 8
NEVER: Final[Week] = ((),) * 8


def merged(spans: Iterable[Span]) -> Spans:
    """The same minutes in as few spans as can be, in order."""
    together: list[Span] = []
    for start, end in sorted(spans):
        if together and start <= together[-1][1]:
            together[-1] = (together[-1][0], max(end, together[-1][1]))
        else:
            together.append((start, end))
    return tuple(together)


def settled(days: Iterable[Spans | None]) -> Week:
    """A week in its one form: round the clock on all seven days is 24/7, closed on all seven is never."""
    week = tuple(days)
    if week[BANK_HOLIDAY] is None:
        if all(spans == ALL_DAY for spans in week[:BANK_HOLIDAY]):
            return ALWAYS
        if not any(week):
            return NEVER
    return week
