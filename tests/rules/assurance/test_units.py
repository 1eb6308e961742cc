"""Hours a week are so many a month, and hours are no working days of effort."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.errors import Invalid
from directory.rules.assurance import WorkingTime, working_time
from directory.rules.catalogue.units import FAMILIES, Unit, comparable
from tests.rules.assurance.register import catalogue

TIME = WorkingTime(full_time_week_h=37, working_week_days=5)
UNITS = st.sampled_from([*FAMILIES])


@pytest.mark.parametrize(
    ("quantity", "unit", "to", "wanted"),
    [
        (1, "days", "hours", 24),
        (1, "weeks", "days", 7),
        (5, "working_days", "weeks", 1),
        (1, "working_days", "hours", 33.6),
        (10, "working_days", "days", 14),
        (12, "months", "years", 1),
        (1, "years", "days", 365.25),
        (1, "months", "hours", 730.5),
        (12, "hours_per_year", "hours_per_month", 1),
        (1, "hours_per_week", "hours_per_month", 4.348214),
        (100, "percent_fte", "hours_per_week", 37),
        (20, "percent_fte", "hours_per_month", 32.176786),
        (1, "per_month", "per_year", 12),
        (1, "per_quarter", "per_year", 4),
        (1, "per_year", "per_year", 1),
        (3, "people", "people", 3),
        (90, "percent", "percent", 90),
        (0, "breaches", "breaches", 0),
        (25, "gbp_per_hour", "gbp_per_hour", 25),
        (900, "gbp_per_year", "gbp_per_year", 900),
        (1, "yes_no", "yes_no", 1),
    ],
)
def test_a_quantity_in_another_unit(quantity: float, unit: Unit, to: Unit, wanted: float) -> None:
    assert TIME.convert(quantity, unit, to) == pytest.approx(wanted, rel=1e-6)


def test_the_working_time_is_the_catalogues() -> None:
    assert working_time(catalogue()) == TIME


def test_a_six_day_week_makes_a_working_day_shorter() -> None:
    assert WorkingTime(37, 6).convert(1, "working_days", "hours") == 28


@pytest.mark.parametrize(
    ("unit", "to", "message"),
    [
        (
            "hours",
            "hours_per_month",
            "hours cannot be turned into hours_per_month: one is a time on the clock, the other hours worked",
        ),
        (
            "percent",
            "percent_fte",
            "percent cannot be turned into percent_fte: one is a share, the other hours worked",
        ),
        (
            "months",
            "per_year",
            "months cannot be turned into per_year: one is a time on the clock, the other times in a period",
        ),
        ("people", "breaches", "people cannot be turned into breaches: one is people, the other breaches"),
        (
            "gbp_per_hour",
            "gbp_per_year",
            "gbp_per_hour cannot be turned into gbp_per_year: one is a price an hour, the other a sum a year",
        ),
        ("yes_no", "people", "yes_no cannot be turned into people: one is a yes or no, the other people"),
    ],
)
def test_what_does_not_measure_the_same_is_refused(unit: Unit, to: Unit, message: str) -> None:
    with pytest.raises(Invalid) as caught:
        TIME.convert(1, unit, to)
    assert (caught.value.message, caught.value.field) == (message, "unit")


@given(st.just(0.0) | st.floats(1e-6, 1e6), UNITS, UNITS, st.floats(1, 48), st.integers(1, 7))
def test_there_and_back_is_where_one_was(
    quantity: float, unit: Unit, to: Unit, week_h: float, week_days: int
) -> None:
    time = WorkingTime(week_h, week_days)
    if not comparable(unit, to):
        with pytest.raises(Invalid):
            time.convert(quantity, unit, to)
        return
    there = time.convert(quantity, unit, to)
    assert math.isclose(time.convert(there, to, unit), quantity, rel_tol=1e-12)


@given(UNITS, UNITS, UNITS)
def test_a_way_round_comes_to_the_same(one: Unit, other: Unit, third: Unit) -> None:
    if comparable(one, other) and comparable(other, third):
        round_about = TIME.convert(TIME.convert(7, one, other), other, third)
        assert math.isclose(round_about, TIME.convert(7, one, third), rel_tol=1e-12)
