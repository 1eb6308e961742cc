"""Which days are bank holidays, published and computed."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.errors import BadReference
from directory.rules.bank_holidays import (
    _published,
    bank_holidays,
    compute,
    easter_sunday,
    is_bank_holiday,
    published_to,
)

#: Years in which a proclamation moved or added a day, which no rule can foresee.
PROCLAIMED = {2012, 2020, 2022, 2023}


def test_the_bank_holidays_of_this_winter_are_those_published() -> None:
    winter = [holiday for year in (2026, 2027) for holiday in bank_holidays(year)]
    days = [holiday.day for holiday in winter if date(2026, 12, 1) < holiday.day < date(2027, 4, 1)]
    assert days == [
        date(2026, 12, 25),
        date(2026, 12, 28),  # for Boxing Day, a Saturday
        date(2027, 1, 1),
        date(2027, 3, 26),
        date(2027, 3, 29),
    ]
    assert not any(holiday.computed for holiday in winter)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 4, 6), "Easter Monday, which Scotland does not keep"),
        (date(2026, 8, 31), "the last Monday of August"),
        (date(2022, 9, 19), "a state funeral"),
        (date(2023, 5, 8), "a coronation"),
    ],
)
def test_england_and_wales_keep(day: date, why: str) -> None:
    assert is_bank_holiday(day), why


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 3, 17), "Saint Patrick's Day is kept in Northern Ireland"),
        (date(2026, 11, 30), "Saint Andrew's Day is kept in Scotland"),
        (date(2026, 12, 26), "a Saturday; the Monday is kept in its place"),
        (date(2026, 4, 5), "Easter Sunday is no bank holiday"),
        (date(2028, 2, 29), "a leap day"),
    ],
)
def test_england_and_wales_do_not_keep(day: date, why: str) -> None:
    assert not is_bank_holiday(day), why


def test_published_years_reach_past_next_year_and_say_so() -> None:
    assert published_to() >= 2028
    assert not any(holiday.computed for holiday in bank_holidays(published_to()))
    assert all(holiday.computed for holiday in bank_holidays(published_to() + 1))


def test_a_list_that_cannot_be_read_stops_the_start_and_names_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "bank-holidays.json").write_text('{"scotland": {}}', encoding="utf-8")
    monkeypatch.setattr("directory.rules.bank_holidays.files", lambda _: tmp_path)
    with pytest.raises(BadReference, match=r"bank-holidays\.json: .*england-and-wales"):
        _published.__wrapped__()


def test_years_before_the_published_list_are_computed() -> None:
    assert all(holiday.computed for holiday in bank_holidays(2011))
    assert is_bank_holiday(date(2011, 12, 27))  # Christmas Day was a Sunday


def test_the_rules_give_every_published_year_that_no_proclamation_changed() -> None:
    for year in range(2012, published_to() + 1):
        computed = {(holiday.day, holiday.name) for holiday in compute(year)}
        published = {(holiday.day, holiday.name) for holiday in bank_holidays(year)}
        assert (computed == published) is (year not in PROCLAIMED), year


@pytest.mark.parametrize(
    ("year", "christmas", "boxing"),
    [
        (2031, date(2031, 12, 25), date(2031, 12, 26)),  # Thursday, Friday
        (2037, date(2037, 12, 25), date(2037, 12, 28)),  # Friday, Saturday
        (2032, date(2032, 12, 27), date(2032, 12, 28)),  # Saturday, Sunday
        (2033, date(2033, 12, 27), date(2033, 12, 26)),  # Sunday, Monday
    ],
)
def test_christmas_on_a_weekend_moves_to_the_next_weekdays(year: int, christmas: date, boxing: date) -> None:
    kept = {holiday.name: holiday.day for holiday in bank_holidays(year)}
    assert (kept["Christmas Day"], kept["Boxing Day"]) == (christmas, boxing)


@pytest.mark.parametrize(
    "sunday",
    [date(1818, 3, 22), date(1943, 4, 25), date(2026, 4, 5), date(2029, 4, 1), date(2038, 4, 25)],
)
def test_easter_falls_on_its_known_dates(sunday: date) -> None:
    assert easter_sunday(sunday.year) == sunday


@given(st.integers(1872, 2149))
def test_every_year_has_its_eight_days_in_order_on_weekdays(year: int) -> None:
    days = [holiday.day for holiday in bank_holidays(year)]
    assert len(days) >= 8
    assert days == sorted(set(days))
    assert all(day.year == year and day.weekday() < 5 for day in days)


def test_no_two_bank_holidays_are_more_than_four_months_apart() -> None:
    days = [holiday.day for year in range(2012, 2060) for holiday in bank_holidays(year)]
    assert max(after - before for before, after in pairwise(days)) < timedelta(days=124)
