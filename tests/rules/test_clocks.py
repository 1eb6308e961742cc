"""When a time limit runs out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.catalogue import TimeLimit
from directory.rules.catalogue.rows import LimitKind, LimitUnit
from directory.rules.clocks import last_day, working_day
from tests.rules.invites.shipped import CATALOGUE

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
COUNTED = st.sampled_from(["days", "nights", "weeks", "months", "working_days"])


def a_limit(quantity: float, unit: LimitUnit, kind: LimitKind = "maximum") -> TimeLimit:
    return TimeLimit(
        what="The stay",
        kind=kind,
        quantity=quantity,
        unit=unit,
        starts="the first night",
        verification="unverified",
        sources=(),
    )


@pytest.mark.parametrize(
    ("quantity", "unit", "kind", "first", "last"),
    [
        (6, "weeks", "maximum", "2026-12-07", "2027-01-17"),  # from a Monday to a Sunday
        (42, "days", "maximum", "2026-12-07", "2027-01-17"),
        (42, "nights", "maximum", "2026-12-07", "2027-01-17"),
        (1, "days", "maximum", "2026-12-07", "2026-12-07"),
        (6, "weeks", "maximum", "2028-02-01", "2028-03-13"),  # over a 29 February
        (12, "months", "maximum", "2027-01-01", "2027-12-31"),
        (12, "months", "maximum", "2028-02-29", "2029-02-28"),
        (1, "months", "maximum", "2027-03-01", "2027-03-31"),
        (1, "months", "maximum", "2027-01-31", "2027-02-28"),
        (1, "months", "maximum", "2027-01-28", "2027-02-27"),
        (1, "months", "deadline", "2027-01-31", "2027-02-28"),
        (3, "months", "deadline", "2026-12-01", "2027-03-01"),
        (14, "days", "deadline", "2026-12-01", "2026-12-15"),
        (15, "working_days", "deadline", "2026-12-01", "2026-12-22"),
        (15, "working_days", "deadline", "2026-12-15", "2027-01-08"),  # over Christmas and New Year
        (
            1,
            "working_days",
            "deadline",
            "2026-12-24",
            "2026-12-29",
        ),  # the 26th is a Saturday: the 28th is off
        (1, "working_days", "maximum", "2026-12-01", "2026-12-01"),
        (1, "working_days", "maximum", "2026-12-05", "2026-12-07"),  # from a Saturday
    ],
)
def test_a_limit_ends_on_its_last_day(
    quantity: int, unit: LimitUnit, kind: LimitKind, first: str, last: str
) -> None:
    assert str(last_day(a_limit(quantity, unit, kind), date.fromisoformat(first))) == last


@pytest.mark.parametrize(
    "limit",
    [
        a_limit(24, "hours", "deadline"),
        a_limit(21, "years_of_age", "age"),
        a_limit(18, "months", "age"),
        a_limit(2, "working_days", "ahead"),
        a_limit(6, "months", "interval"),
    ],
)
def test_what_is_not_a_count_of_days_from_a_day_has_no_end(limit: TimeLimit) -> None:
    assert last_day(limit, date(2026, 12, 1)) is None


@given(COUNTED, st.sampled_from(["maximum", "deadline"]))
def test_the_calendar_ends_and_no_date_is_made_up(unit: LimitUnit, kind: LimitKind) -> None:
    assert last_day(a_limit(12, unit, kind), date.max) is None
    assert last_day(a_limit(0, unit, "maximum"), date.min) is None or unit == "months"


@given(st.integers(1, 60), COUNTED, DAYS)
def test_whoever_begins_later_ends_no_sooner(quantity: int, unit: LimitUnit, first: date) -> None:
    for kind in ("maximum", "deadline"):
        limit = a_limit(quantity, unit, kind)
        today, tomorrow = last_day(limit, first), last_day(limit, first + timedelta(days=1))
        assert today is not None
        assert tomorrow is not None
        assert first <= today <= tomorrow


@given(st.integers(1, 60), COUNTED, DAYS)
def test_a_deadline_is_never_before_the_end_of_as_long_a_stay(
    quantity: int, unit: LimitUnit, first: date
) -> None:
    stay, deadline = (last_day(a_limit(quantity, unit, kind), first) for kind in ("maximum", "deadline"))
    assert stay is not None
    assert deadline is not None
    assert stay <= deadline


@given(st.integers(1, 40), DAYS)
def test_so_many_working_days_on_and_back_is_where_one_began(steps: int, day: date) -> None:
    begun = working_day(day, 1)
    assert working_day(working_day(begun, steps), -steps) == begun


def test_one_limit_told_in_weeks_and_in_nights_ends_on_one_day() -> None:
    limits = CATALOGUE.accommodation_types["cas3"].time_limits
    assert {last_day(limit, date(2026, 12, 1)) for limit in limits} == {date(2027, 2, 22)}


def test_how_old_a_baby_may_be_is_not_counted_from_the_day_a_stay_began() -> None:
    (limit,) = CATALOGUE.accommodation_types["prison-mbu"].time_limits
    assert last_day(limit, date(2026, 12, 1)) is None
