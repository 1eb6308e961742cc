"""When a time limit of the catalogue runs out, and the working days of England."""

from calendar import monthrange
from datetime import date, timedelta

from directory.rules.bank_holidays import is_bank_holiday
from directory.rules.catalogue import TimeLimit

_SATURDAY = 5
_DAY = timedelta(days=1)


def last_day(limit: TimeLimit, first: date) -> date | None:
    """The last day that `limit` allows, counted from `first`, the day its `starts` speaks of.

    Of a `maximum` the first day is the first of those allowed: 6 weeks from a Monday end on a Sunday, the
    42nd day, and of nights it is the day on which the last begins. Of a `deadline` the count begins the day
    after: 14 days from the 1st end on the 15th. A stay is taken to be unbroken: earlier ones, where they
    count too, make the end come sooner.

    None where there is no such day: other kinds are about ages, meetings, or what comes again; hours are
    not days; and the calendar ends with the year 9999.
    """
    if limit.kind not in ("maximum", "deadline"):
        return None
    # Counted from the day before, the first day is the first of those allowed.
    included = limit.kind == "maximum"
    try:
        if limit.unit == "months":
            return _months_on(first, int(limit.quantity), less_a_day=included)
        before = first - _DAY if included else first
        if limit.unit == "working_days":
            return working_day(before, int(limit.quantity))
        return None if limit.days is None else before + timedelta(days=limit.days)
    except (OverflowError, ValueError):
        return None


def working_day(day: date, steps: int) -> date:
    """The working day so many working days after `day`, or before it where `steps` is negative.

    Weekends and the bank holidays of England are none.

    Raises:
        OverflowError: the calendar ends before.
    """
    forward = _DAY if steps > 0 else -_DAY
    left = abs(steps)
    while left:
        day += forward
        left -= _is_working_day(day)
    return day


def _is_working_day(day: date) -> bool:
    return day.weekday() < _SATURDAY and not is_bank_holiday(day)


def _months_on(day: date, months: int, *, less_a_day: bool) -> date:
    """The same day of a later month, or the day before it; the end of a month that has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if year > date.max.year:
        raise OverflowError
    longest = monthrange(year, month)[1]
    if day.day > longest:
        return date(year, month, longest)
    same = date(year, month, day.day)
    return same - _DAY if less_a_day else same
