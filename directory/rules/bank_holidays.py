"""The bank holidays of England and Wales: as published while the list lasts, computed beyond it.

Source: the list of https://www.gov.uk/bank-holidays as the package govuk-bank-holidays
carries it, read once and never fetched. Release 0.19 covers 2012 to 2028; every other
year is worked out by the ordinary rules and marked `computed`. A computed year knows no
proclamation: a jubilee, a coronation or a holiday moved for one is not in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.resources import files

from directory.errors import BadReference

_DIVISION = "england-and-wales"
#: A year with fewer published days than this is not yet published whole.
_WHOLE_YEAR = 8

_MONDAY = 0
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class BankHoliday:
    """One day off, by its published name; `computed` when it comes from rules and not from the list."""

    day: date
    name: str
    computed: bool


def is_bank_holiday(day: date) -> bool:
    """Whether `day` is a bank holiday in England and Wales.

    The published list is followed to the letter: when 25 or 26 December or 1 January
    falls on a weekend, the substitute weekday is the bank holiday and the day itself
    is an ordinary Saturday or Sunday.
    """
    return day in _days(day.year)


@lru_cache(maxsize=256)
def bank_holidays(year: int) -> tuple[BankHoliday, ...]:
    """The bank holidays of one year in order, published where published and computed where not."""
    return _published().get(year) or tuple(compute(year))


def published_to() -> int:
    """The last year whose holidays are published and not computed: 2028 in release 0.19."""
    return max(_published())


def compute(year: int) -> Iterator[BankHoliday]:
    """The holidays of `year` by the ordinary rules, in order; one-off changes are unknown to it."""
    easter = easter_sunday(year)
    yield _computed(_next_weekday(date(year, 1, 1)), "New Year\u2019s Day")
    yield _computed(easter - timedelta(days=2), "Good Friday")
    yield _computed(easter + timedelta(days=1), "Easter Monday")
    yield _computed(_first_monday(year, 5), "Early May bank holiday")
    yield _computed(_last_monday(year, 5), "Spring bank holiday")
    yield _computed(_last_monday(year, 8), "Summer bank holiday")
    christmas, boxing = date(year, 12, 25), date(year, 12, 26)
    # On a Sunday Christmas gives way to Boxing Day on the Monday, so its own substitute comes after it.
    if christmas.weekday() > _SATURDAY:
        yield _computed(boxing, "Boxing Day")
        yield _computed(boxing + timedelta(days=1), "Christmas Day")
    else:
        first = _next_weekday(christmas)
        yield _computed(first, "Christmas Day")
        yield _computed(_next_weekday(max(boxing, first + timedelta(days=1))), "Boxing Day")


def easter_sunday(year: int) -> date:
    """Easter Sunday of the western churches, in any year of the Gregorian calendar."""
    # Gauss's reckoning as completed by Butcher (1876): the golden number, the century's
    # two corrections, the age of the moon, then the Sunday after.
    golden = year % 19
    century, of_century = divmod(year, 100)
    skipped, rest = divmod(century, 4)
    drift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - skipped - drift + 15) % 30
    leaps, over = divmod(of_century, 4)
    to_sunday = (32 + 2 * rest + 2 * leaps - moon - over) % 7
    late = (golden + 11 * moon + 22 * to_sunday) // 451
    month, day = divmod(moon + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def _days(year: int) -> frozenset[date]:
    return frozenset(holiday.day for holiday in bank_holidays(year))


@cache
def _published() -> dict[int, tuple[BankHoliday, ...]]:
    # Only the package's data is read: importing it would pull in an HTTP client that is never used.
    source = files("govuk_bank_holidays").joinpath("bank-holidays.json")
    years: dict[int, list[BankHoliday]] = {}
    try:
        for event in json.loads(source.read_text(encoding="utf-8"))[_DIVISION]["events"]:
            day = date.fromisoformat(event["date"])
            years.setdefault(day.year, []).append(BankHoliday(day, str(event["title"]), computed=False))
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise BadReference(str(source), None, f"no list of bank holidays can be read: {fault!r}") from fault
    return {
        year: tuple(sorted(days, key=lambda holiday: holiday.day))
        for year, days in years.items()
        if len(days) >= _WHOLE_YEAR
    }


def _computed(day: date, name: str) -> BankHoliday:
    return BankHoliday(day, name, computed=True)


def _next_weekday(day: date) -> date:
    """`day`, or the Monday after it when it falls on a weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= _SATURDAY else day


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(_MONDAY - first.weekday()) % 7)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)  # both months asked for, May and August, have 31 days
    return last - timedelta(days=last.weekday())
