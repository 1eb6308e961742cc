"""Whether a place is open at a moment, and when next; by the wall clocks of Europe/London.

A library was looked for. opening-hours-py 2.1 is fast and well kept, but knows only the
bank holidays that the whole United Kingdom shares (neither Easter Monday nor the summer
one), counts a pattern that is silent about them as open, and cannot be told otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from directory.errors import Invalid
from directory.rules.bank_holidays import is_bank_holiday
from directory.rules.hours.reading import read
from directory.rules.hours.week import ALWAYS, BANK_HOLIDAY, DAY_MINUTES, Week
from directory.rules.hours.writing import in_words, write

LONDON: Final = ZoneInfo("Europe/London")
#: How far ahead an opening is looked for; bank holidays are never more than four months apart.
HORIZON_DAYS: Final = 366
#: Moments beyond these years are refused: a slip of the pen, not a question.
YEARS: Final = range(1950, 2150)

_HOUR: Final = timedelta(hours=1)


class Moment(NamedTuple):
    """A moment as clocks and calendar show it in London; made once, asked of many hours."""

    local: datetime
    #: Whole minutes since midnight by the wall clock.
    minute: int
    #: Monday 0 to Sunday 6, or 7 on a bank holiday.
    today: int
    yesterday: int


def moment_of(at: datetime) -> Moment:
    """`at` in London.

    Raises:
        Invalid: `at` has no offset, so nobody can say which moment it is, or no calendar reaches it.
    """
    if at.tzinfo is None:
        raise Invalid(f"'{at.isoformat()}' has no offset from UTC; write it such as {at.isoformat()}+00:00")
    if at.year not in YEARS:
        raise Invalid(f"'{at.isoformat()}' lies outside the years {YEARS[0]} to {YEARS[-1]}")
    local = at.astimezone(LONDON)
    today = local.toordinal()
    return Moment(local, local.hour * 60 + local.minute, _day(today)[0], _day(today - 1)[0])


@dataclass(frozen=True, slots=True)
class Hours:
    """When a post answers, week by week. Hours that are not known are None, never an `Hours`.

    A span belongs to the day on which it starts, and goes on into the next. On a bank
    holiday for which the hours say off, or nothing, all is closed from midnight to
    midnight, and nothing starts that would go on into the day after: better a call to
    the next contact than one that nobody answers.
    """

    week: Week

    def is_open(self, at: datetime | Moment) -> bool:
        """Whether somebody answers at that minute; the last minute of a span is the one before its end.

        When the clocks go back, an hour that comes twice is open twice.
        """
        week = self.week
        if week is ALWAYS:
            return True
        _, minute, today, yesterday = at if isinstance(at, Moment) else moment_of(at)
        spans = week[today]
        if not spans and today == BANK_HOLIDAY:
            return False
        for start, end in spans or ():
            if start <= minute < end:
                return True
        minute += DAY_MINUTES
        return any(start <= minute < end for start, end in week[yesterday] or ())

    def next_open(self, at: datetime | Moment) -> datetime | None:
        """The first moment from `at` on at which somebody answers, in Europe/London.

        `at` itself when open then; None when nothing opens within a year.
        """
        moment = at if isinstance(at, Moment) else moment_of(at)
        if self.is_open(moment):
            return moment.local
        if not any(self.week):
            return None
        today = moment.local.toordinal()
        after = moment.minute
        for ordinal in range(today, today + HORIZON_DAYS):
            kind, clocks_change = _day(ordinal)
            if clocks_change:
                opens = self._first_start_on_change(date.fromordinal(ordinal), moment.local)
                if opens is not None:
                    return opens
            else:
                for start, _ in self.week[kind] or ():
                    if start > after:
                        day = date.fromordinal(ordinal)
                        return datetime.combine(day, time(start // 60, start % 60), LONDON)
            after = -1
        return None

    @property
    def says_bank_holidays(self) -> bool:
        """Whether the hours say anything of bank holidays; if not, they count as closed."""
        return self.week[BANK_HOLIDAY] is not None

    def open_but_for_bank_holiday(self, at: datetime | Moment) -> bool:
        """Whether only a bank holiday, of which the hours are silent, makes them count as closed."""
        moment = at if isinstance(at, Moment) else moment_of(at)
        if self.says_bank_holidays or BANK_HOLIDAY not in (moment.today, moment.yesterday):
            return False
        weekday = moment.local.weekday()
        as_usual = moment._replace(today=weekday, yesterday=(weekday - 1) % 7)
        return self.is_open(as_usual) and not self.is_open(moment)

    def in_words(self) -> str:
        """`Monday to Friday 9am to 5pm; closed on bank holidays`."""
        return in_words(self.week)

    def __str__(self) -> str:
        """The notation, in its one form: `Mo-Fr 09:00-17:00; PH off`; `parse` gives the same hours back."""
        return write(self.week)

    def _first_start_on_change(self, day: date, after: datetime) -> datetime | None:
        """When it first opens on a day of 23 or 25 hours: a span may start twice, at the jump, or never."""
        # Compared in UTC: two times of one zone compare by the wall clock, which repeats itself today.
        earliest = after.astimezone(UTC)
        starts = (at for at in self._possible_starts(day) if at > earliest)
        opens = min((at for at in starts if self.is_open(at)), default=None)
        return opens.astimezone(LONDON) if opens else None

    def _possible_starts(self, day: date) -> Iterator[datetime]:
        midnight = datetime.combine(day, time(), LONDON)
        for start, _ in self.week[_day(day.toordinal())[0]] or ():
            for fold in (0, 1):
                wall = midnight.replace(hour=start // 60, minute=start % 60, fold=fold)
                at = wall.astimezone(UTC)
                if at.astimezone(LONDON).date() == day:
                    yield at
        # Clocks change on a whole hour of UTC.
        hour = midnight.astimezone(UTC)
        while hour.astimezone(LONDON).date() == day:
            yield hour
            hour += _HOUR


def parse(text: str | None) -> Hours | None:
    """The hours a text says; None when it is empty, for then they are not known.

    Raises:
        Invalid: the text is not understood; the message says where and shows a right example.
    """
    if text is None or not text.strip():
        return None
    return _parse(text)


@lru_cache(maxsize=4096)
def _parse(text: str) -> Hours:
    week = read(text)
    return Hours(ALWAYS if week == ALWAYS else week)


@lru_cache(maxsize=4096)
def _day(ordinal: int) -> tuple[int, bool]:
    """Its place in a `Week`, and whether the clocks change on it."""
    day = date.fromordinal(ordinal)
    midnights = [datetime.combine(date.fromordinal(ordinal + later), time(), LONDON) for later in (0, 1)]
    clocks_change = midnights[0].utcoffset() != midnights[1].utcoffset()
    return BANK_HOLIDAY if is_bank_holiday(day) else day.weekday(), clocks_change
