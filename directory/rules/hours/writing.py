"""A week of hours written back: one notation that reads as the same week, and words for reading aloud."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from directory.rules.hours.clock import write_time
from directory.rules.hours.week import ALWAYS, BANK_HOLIDAY, DAY_MINUTES, Span, Spans, Week

_SHORT: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH")
_LONG: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "bank holidays")

# Not from strftime, which would follow the locale of the machine.
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def write(week: Week) -> str:
    """`Mo-Fr 09:00-17:00; PH off`: the one way this week is written; reading it gives the week back."""
    if week == ALWAYS:
        return "24/7"
    rules = [
        f"{','.join(_runs(days, _SHORT, '-', 2))} {','.join(map(_write_span, spans))}"
        for spans, days in _by_spans(week)
    ]
    if not rules:
        return "off"
    if week[BANK_HOLIDAY] == ():
        rules.append("PH off")
    return "; ".join(rules)


def in_words(week: Week) -> str:
    """`Monday to Friday 9am to 5pm; closed on bank holidays`; says so when bank holidays are not known."""
    if week == ALWAYS:
        return "24 hours a day, every day"
    rules = [
        f"{_listed(_runs(days, _LONG, ' to ', 3))} {_listed([_span_in_words(span) for span in spans])}"
        for spans, days in _by_spans(week)
    ]
    if not rules:
        return "closed"
    if week[BANK_HOLIDAY] is None:
        rules.append("bank holidays not known")
    elif not week[BANK_HOLIDAY]:
        rules.append("closed on bank holidays")
    return "; ".join(rules)


def time_in_words(minutes: int) -> str:
    """A time of day as a sentence has it: `9am`, `5:30pm`, `midday`, `midnight`."""
    hour, minute = divmod(minutes % DAY_MINUTES, 60)
    if not minute and hour % 12 == 0:
        return "midday" if hour else "midnight"
    return f"{hour % 12 or 12}{f':{minute:02}' if minute else ''}{'pm' if hour >= 12 else 'am'}"


def moment_in_words(at: datetime) -> str:
    """`Tuesday 24 November 2026 at 9am`, by the clock `at` is given in."""
    day = f"{_LONG[at.weekday()]} {at.day} {_MONTHS[at.month - 1]} {at.year}"
    return f"{day} at {time_in_words(at.hour * 60 + at.minute)}"


def _by_spans(week: Week) -> list[tuple[Spans, list[int]]]:
    """The days that are open, those with the same hours together, in the order of their first day."""
    days: dict[Spans, list[int]] = {}
    for day, spans in enumerate(week):
        if spans:
            days.setdefault(spans, []).append(day)
    return list(days.items())


def _runs(days: Sequence[int], names: Sequence[str], joined: str, least: int) -> list[str]:
    """Days by name, `least` or more in a row as first and last; bank holidays always by themselves."""
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1 and day != BANK_HOLIDAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    named: list[str] = []
    for run in runs:
        if len(run) < least:
            named += [names[day] for day in run]
        else:
            named.append(f"{names[run[0]]}{joined}{names[run[-1]]}")
    return named


def _write_span(span: Span) -> str:
    start, end = span
    over_midnight = DAY_MINUTES < end < start + DAY_MINUTES
    return f"{write_time(start)}-{write_time(end - DAY_MINUTES if over_midnight else end)}"


def _span_in_words(span: Span) -> str:
    start, end = span
    if end - start == DAY_MINUTES and not start:
        return "24 hours"
    next_day = " the next day" if end > DAY_MINUTES else ""
    return f"{time_in_words(start)} to {time_in_words(end)}{next_day}"


def _listed(parts: Iterable[str]) -> str:
    *others, last = parts
    return f"{', '.join(others)} and {last}" if others else last
