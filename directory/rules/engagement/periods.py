"""Quarters of financial years, from April to March, and when they are closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

#: After the end of a quarter entries are taken for so long; then it never changes again, and can be shown.
CLOSES_AFTER: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter: `year` is that in which its financial year begins, `number` 1 (April to June) to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter that a day is in."""
        months = (day.year * 12 + day.month - 1) - 3
        return cls(months // 12, months % 12 // 3 + 1)

    @property
    def first_day(self) -> date:
        """Its first day."""
        months = self.year * 12 + 3 + (self.number - 1) * 3
        return date(months // 12, months % 12 + 1, 1)

    @property
    def last_day(self) -> date:
        """Its last day."""
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> Quarter:
        """The quarter after it."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def touches(self, since: date, until: date | None) -> bool:
        """Whether it has a day of those from `since` to `until`, both included."""
        return since <= self.last_day and (until is None or self.first_day <= until)

    def is_closed(self, today: date) -> bool:
        """Whether entries for it are taken no longer, and so what is shown of it will stay as it is."""
        return today > self.last_day + CLOSES_AFTER

    def __str__(self) -> str:
        return f"{year_name(self.year)} Q{self.number}"


def year_name(year: int) -> str:
    """A financial year as people write it: 2026-27."""
    return f"{year}-{(year + 1) % 100:02}"


def first_open(today: date) -> int:
    """The first financial year of which some quarter is not closed."""
    year = Quarter.of(today).year
    return year if Quarter(year - 1, 4).is_closed(today) else year - 1


def erased_before(day: date) -> int:
    """The financial year that holds `day`: those before it are over, and erased as wholes.

    Part of a year is never erased: what is left of it would be told apart from what was shown before.
    """
    return Quarter.of(day).year
