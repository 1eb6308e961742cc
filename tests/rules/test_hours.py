"""Opening hours: what is read, what is refused, and when somebody answers."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.errors import Invalid
from directory.rules.bank_holidays import bank_holidays
from directory.rules.hours import LONDON, Hours, moment_in_words, moment_of, parse, time_in_words

MINUTE = timedelta(minutes=1)


def hours(text: str) -> Hours:
    parsed = parse(text)
    assert parsed is not None
    return parsed


def london(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON, fold=fold)


def every(step: timedelta, first: datetime, end: datetime) -> Iterator[datetime]:
    while first < end:
        yield first
        first += step


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# What is read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("24/7", "24/7"),
        ("24 hours", "24/7"),
        ("24 hours a day, 7 days a week", "24/7"),
        ("24/7/365", "24/7"),
        ("Mo-Su 00:00-24:00", "24/7"),
        ("24/7 except bank holidays", "Mo-Su 00:00-24:00; PH off"),
        ("24 hours Mon-Fri", "Mo-Fr 00:00-24:00"),
        ("Mo-Fr 09:00-17:00; Sa 10:00-12:00; PH off", "Mo-Fr 09:00-17:00; Sa 10:00-12:00; PH off"),
        ("Mo-Fr 09:00-12:00,13:00-17:00", "Mo-Fr 09:00-12:00,13:00-17:00"),
        ("Mo-Su,PH 17:00-09:00", "Mo-Su,PH 17:00-09:00"),
        ("PH 00:00-24:00", "PH 00:00-24:00"),
        ("Su 00:00-33:00", "Su 00:00-33:00"),
        ("Fr-Mo 10:00-12:00", "Mo,Fr-Su 10:00-12:00"),
        ("Mo-Fr 08:00-12:00,11:00-13:00", "Mo-Fr 08:00-13:00"),
        ("Mo-Fr 17:00-00:00", "Mo-Fr 17:00-24:00"),
        ("off", "off"),
        ("closed", "off"),
    ],
)
def test_the_notation_is_read(written: str, read: str) -> None:
    assert str(hours(written)) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("9-5 Mon-Fri", "Mo-Fr 09:00-17:00"),
        ("Mon-Fri 9-5", "Mo-Fr 09:00-17:00"),
        ("Mon\u2013Fri 9am\u20135pm", "Mo-Fr 09:00-17:00"),
        ("Monday to Friday: 9.00am - 5.30pm, Saturday 10-12", "Mo-Fr 09:00-17:30; Sa 10:00-12:00"),
        ("MONDAY TO FRIDAY 9 a.m. to 5 p.m.", "Mo-Fr 09:00-17:00"),
        ("weekdays 9-5 (not bank holidays)", "Mo-Fr 09:00-17:00; PH off"),
        ("Mon-Fri 9-5, closed on bank holidays", "Mo-Fr 09:00-17:00; PH off"),
        ("Mon-Sun 9-5 including bank holidays", "Mo-Su,PH 09:00-17:00"),
        ("9-5 every day including bank holidays", "Mo-Su,PH 09:00-17:00"),
        ("24 hours including bank holidays", "24/7"),
        ("daily 8am to midnight", "Mo-Su 08:00-24:00"),
        ("Mon, Wed and Fri noon-4", "Mo,We,Fr 12:00-16:00"),
        ("Mon-Thu 9-5, Fri 9-4.30", "Mo-Th 09:00-17:00; Fr 09:00-16:30"),
        ("9-5 Mon-Thu, 9-4 Fri", "Mo-Th 09:00-17:00; Fr 09:00-16:00"),
        ("Mon 9-5\nTue 10-4", "Mo 09:00-17:00; Tu 10:00-16:00"),
        ("Bank holidays 10am-2pm; Mon-Fri 9-5", "Mo-Fr 09:00-17:00; PH 10:00-14:00"),
        ("0900-1700 Mon-Fri", "Mo-Fr 09:00-17:00"),
        ("closed weekends; Mon-Fri 9-5", "Mo-Fr 09:00-17:00"),
    ],
)
def test_plain_words_are_read(written: str, read: str) -> None:
    assert str(hours(written)) == read


@pytest.mark.parametrize(
    ("times", "read"),
    [
        ("9-5", "09:00-17:00"),
        ("8-8", "08:00-20:00"),
        ("9-12", "09:00-12:00"),
        ("12-4", "12:00-16:00"),
        ("9-17", "09:00-17:00"),
        ("9-5pm", "09:00-17:00"),
        ("1-5pm", "13:00-17:00"),
        ("10-12pm", "10:00-12:00"),
        ("9am-5", "09:00-17:00"),
        ("9am-11", "09:00-11:00"),
        ("10-6am", "22:00-06:00"),
        ("5pm-9am", "17:00-09:00"),
        ("9:00-5:00", "09:00-17:00"),
        ("10:00-4:00", "10:00-16:00"),
        ("8:30-9:30", "08:30-09:30"),
        ("17:00-9:00", "17:00-09:00"),
        ("09:00-05:00", "09:00-05:00"),
    ],
)
def test_the_half_of_the_day_is_understood(times: str, read: str) -> None:
    assert str(hours(f"Mo {times}")) == f"Mo {read}"


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("Mo 6-10", "06:00-10:00 or 18:00-22:00"),
        ("Mo 6-2", "06:00-14:00 or 18:00-02:00"),
        ("Mo 6-6", "06:00-18:00 or 18:00-06:00"),
        ("Mo 5pm-9", "17:00-09:00 or 17:00-21:00"),
        ("Mo 9-12am", "09:00-00:00 or 21:00-00:00"),
        ("09:00-17:00", "on which days"),
        ("Mo-Fr", "days without times"),
        ("Mo-Fr 09:00", "until when, after '09:00'"),
        ("Mo-Fr 09:00+", r"'\+', which is not understood"),
        ("Mo 09:00-09:00", "start and end at '09:00'"),
        ("Mo 25:00-26:00", "after the day is over"),
        ("Mo 09:75-10:00", "'09:75', which is no time of day"),
        ("Mo 13pm-5pm", "'13pm', which is no time of day"),
        ("Mo 09:00-49:00", "'49:00', which is no time of day"),
        ("Mo 0am-5pm", "'0am', which is no time of day"),
        ("Jan-Mar Mo 09:00-17:00", "'jan', which is not understood"),
        ("Mo-PH 09:00-17:00", "both sides"),
        ('Mo 09:00-17:00 "by appointment"', "not understood"),
        ("Mo-Fr 09:00-17:00; off", "on which days they are closed"),
        ("office hours", "'office', which is not understood"),
        ("Mo 9-5 - Tu", "cannot be read as days and times"),
        ("\u0669-\u0665 Mon", "not understood"),
        ("Mo\u200b-Fr 09:00-17:00", "not understood"),
        ("; ,", "say nothing"),
        ("Mo-Fr 09:00-17:00; " * 30, "longer than 500 characters"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason_and_an_example(written: str, why: str) -> None:
    with pytest.raises(Invalid, match=why) as refused:
        parse(written)
    assert "Mo-Fr 09:00-17:00; Sa 10:00-12:00; PH off" in refused.value.message
    assert refused.value.field == "hours"
    assert len(refused.value.message) < 400


@pytest.mark.parametrize("nothing", [None, "", "  \n "])
def test_empty_hours_are_not_known_rather_than_closed(nothing: str | None) -> None:
    assert parse(nothing) is None


def test_a_rule_after_a_semicolon_replaces_and_after_a_comma_adds() -> None:
    assert str(hours("Mo-Fr 09:00-17:00; We 18:00-20:00")) == "Mo-Tu,Th-Fr 09:00-17:00; We 18:00-20:00"
    assert str(hours("We 09:00-17:00, We 18:00-20:00")) == "We 09:00-17:00,18:00-20:00"
    assert str(hours("Mo-Fr 09:00-17:00; We off")) == "Mo-Tu,Th-Fr 09:00-17:00"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("24/7", "24 hours a day, every day"),
        ("off", "closed"),
        ("Mo-Fr 09:00-17:30; PH off", "Monday to Friday 9am to 5:30pm; closed on bank holidays"),
        ("Mo,We 10:00-12:00", "Monday and Wednesday 10am to midday; bank holidays not known"),
        (
            "Mo-Su,PH 17:00-09:00",
            "Monday to Sunday and bank holidays 5pm to 9am the next day",
        ),
        (
            "Mo-Fr 09:00-12:00,13:00-17:00; Sa-Su,PH 00:00-24:00",
            "Monday to Friday 9am to midday and 1pm to 5pm; Saturday, Sunday and bank holidays 24 hours",
        ),
    ],
)
def test_hours_are_read_aloud(written: str, words: str) -> None:
    assert hours(written).in_words() == words


def test_times_and_moments_are_said_as_people_say_them() -> None:
    assert [time_in_words(minute) for minute in (0, 60, 545, 720, 750, 1020)] == [
        "midnight",
        "1am",
        "9:05am",
        "midday",
        "12:30pm",
        "5pm",
    ]
    assert moment_in_words(london("2026-11-24T09:00")) == "Tuesday 24 November 2026 at 9am"


# When somebody answers


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        ("2026-11-23T08:59:59", False),
        ("2026-11-23T09:00:00", True),
        ("2026-11-23T16:59:59", True),
        ("2026-11-23T17:00:00", False),
        ("2026-11-28T10:00:00", True),  # Saturday
        ("2026-11-28T12:00:00", False),
        ("2026-11-29T10:30:00", False),  # Sunday
        ("2026-12-25T12:00:00", False),
        ("2028-02-29T12:00:00", True),  # leap day, a Tuesday
    ],
)
def test_office_hours_are_open_from_their_first_minute_until_the_last_is_over(at: str, is_open: bool) -> None:
    assert hours("Mo-Fr 09:00-17:00; Sa 10:00-12:00; PH off").is_open(london(at)) is is_open


def test_a_moment_counts_and_not_the_offset_it_is_written_in() -> None:
    nine = hours("Mo-Fr 09:00-17:00")
    tokyo = timezone(timedelta(hours=9))
    assert nine.is_open(london("2026-07-01T09:00").astimezone(tokyo))
    assert nine.is_open(utc("2026-07-01T08:00"))
    assert not nine.is_open(utc("2026-07-01T07:59"))
    assert not nine.is_open(utc("2026-07-01T16:00"))


def test_hours_over_midnight_run_on_into_the_next_day() -> None:
    night = hours("Fr 17:00-09:00")
    assert night.is_open(london("2026-11-27T23:59"))
    assert night.is_open(london("2026-11-28T08:59"))
    assert not night.is_open(london("2026-11-28T09:00"))
    assert not night.is_open(london("2026-11-27T08:00"))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Mo-Fr 09:00-17:00", False),
        ("Mo-Su 09:00-17:00", False),
        ("Mo-Fr 09:00-17:00; PH off", False),
        ("Mo-Fr 09:00-17:00; PH 10:00-14:00", True),
        ("PH 00:00-24:00", True),
        ("24/7", True),
        ("Mo-Su 00:00-24:00", True),
        ("24/7; PH off", False),
    ],
)
def test_on_a_bank_holiday_only_hours_that_say_so_are_open(written: str, expected: bool) -> None:
    assert hours(written).is_open(london("2026-12-25T12:00")) is expected


def test_a_night_that_would_run_into_a_silent_bank_holiday_ends_at_midnight() -> None:
    silent, said = hours("Mo-Su 17:00-09:00"), hours("Mo-Su,PH 17:00-09:00")
    christmas_eve_night = london("2026-12-25T02:00")
    assert silent.is_open(london("2026-12-24T23:59"))
    assert not silent.is_open(christmas_eve_night)
    assert said.is_open(christmas_eve_night)


def test_a_night_that_would_start_on_a_silent_bank_holiday_does_not_reach_the_next_morning() -> None:
    assert not hours("Mo-Su 17:00-09:00").is_open(london("2026-12-26T02:00"))
    assert hours("Mo-Su,PH 17:00-09:00").is_open(london("2026-12-26T02:00"))


def test_hours_tell_when_only_a_bank_holiday_of_which_they_are_silent_closes_them() -> None:
    silent, off = hours("Mo-Fr 09:00-17:00"), hours("Mo-Fr 09:00-17:00; PH off")
    christmas = london("2026-12-25T12:00")
    assert silent.open_but_for_bank_holiday(christmas)
    assert not off.open_but_for_bank_holiday(christmas)
    assert not silent.open_but_for_bank_holiday(london("2026-12-25T20:00"))
    assert not silent.open_but_for_bank_holiday(london("2026-12-24T20:00"))
    assert hours("Mo-Su 17:00-09:00").open_but_for_bank_holiday(london("2026-12-26T02:00"))


# The clocks change


def spring(text: str) -> datetime:
    """On 29 March 2026: at 01:00 UTC the clocks go from 01:00 to 02:00."""
    return utc(f"2026-03-29T{text}")


def autumn(text: str) -> datetime:
    """On 25 October 2026: at 01:00 UTC the clocks go from 02:00 back to 01:00."""
    return utc(f"2026-10-25T{text}")


def test_an_hour_that_comes_twice_is_open_twice() -> None:
    small_hours = hours("Su 01:00-02:00")
    answers = [small_hours.is_open(autumn(f"{at}")) for at in ("00:00", "00:59", "01:00", "01:59", "02:00")]
    assert answers == [True, True, True, True, False]


def test_an_hour_that_never_comes_is_never_open() -> None:
    small_hours = hours("Su 01:00-02:00")
    minutes = (utc("2026-03-29T00:00") + timedelta(minutes=minute) for minute in range(24 * 60))
    assert not any(small_hours.is_open(at) for at in minutes)
    assert small_hours.next_open(spring("00:00")) == london("2026-04-05T01:00")


def test_hours_that_begin_in_the_hour_that_never_comes_begin_after_it() -> None:
    opens = hours("Su 01:30-03:00").next_open(spring("00:00"))
    assert opens == spring("01:00")
    assert opens is not None
    assert opens.isoformat() == "2026-03-29T02:00:00+01:00"


def test_hours_that_end_within_the_hour_that_comes_twice_open_again_when_the_clocks_go_back() -> None:
    late = hours("Su 00:30-01:30")
    assert late.is_open(autumn("00:29"))
    assert not late.is_open(autumn("00:45"))
    opens = late.next_open(autumn("00:45"))
    assert opens is not None
    # Not compared as it is: a time within the hour that comes twice equals none of another zone.
    assert opens.astimezone(UTC) == autumn("01:00")
    assert opens.isoformat() == "2026-10-25T01:00:00+00:00"
    assert late.is_open(autumn("01:29"))


def test_a_night_over_the_change_is_an_hour_shorter_or_longer() -> None:
    night = hours("Sa 17:00-09:00")

    def length(start: datetime) -> int:
        noon = start.astimezone(UTC)
        return sum(night.is_open(minute) for minute in every(MINUTE, noon, noon + timedelta(days=1)))

    assert length(london("2026-03-28T12:00")) == 15 * 60
    assert length(london("2026-10-24T12:00")) == 17 * 60
    assert length(london("2027-03-27T12:00")) == 15 * 60
    assert length(london("2027-10-30T12:00")) == 17 * 60
    assert length(london("2026-11-21T12:00")) == 16 * 60


@pytest.mark.parametrize(
    ("saturday", "opens"),
    [
        ("2026-03-28T20:00", "2026-03-30T09:00:00+01:00"),
        ("2026-10-24T20:00", "2026-10-26T09:00:00+00:00"),
        ("2027-03-27T20:00", "2027-03-30T09:00:00+01:00"),  # the Monday is Easter Monday
        ("2027-10-30T20:00", "2027-11-01T09:00:00+00:00"),
    ],
)
def test_after_the_change_offices_open_at_nine_by_the_new_clock(saturday: str, opens: str) -> None:
    found = hours("Mo-Fr 09:00-17:00").next_open(london(saturday))
    assert found is not None
    assert found.isoformat() == opens


# When it opens next


@pytest.mark.parametrize(
    ("written", "at", "opens"),
    [
        ("Mo-Fr 09:00-17:00", "2026-11-23T12:30", "2026-11-23T12:30"),
        ("Mo-Fr 09:00-17:00", "2026-11-23T17:00", "2026-11-24T09:00"),
        ("Mo-Fr 09:00-17:00", "2026-11-27T17:00", "2026-11-30T09:00"),
        ("Mo-Fr 09:00-12:00,13:00-17:00", "2026-11-23T12:30", "2026-11-23T13:00"),
        ("Mo-Fr 09:00-17:00; PH off", "2026-12-24T17:00", "2026-12-29T09:00"),
        ("PH 10:00-12:00", "2026-08-31T12:00", "2026-12-25T10:00"),
        ("Mo 00:00-09:00", "2026-11-29T23:59", "2026-11-30T00:00"),
        ("24/7", "2026-11-23T03:00", "2026-11-23T03:00"),
    ],
)
def test_the_next_opening_is_the_first_from_then_on(written: str, at: str, opens: str) -> None:
    found = hours(written).next_open(london(at))
    assert found == london(opens)
    assert found is not None
    assert found.tzinfo is LONDON


def test_hours_that_never_open_have_no_next_opening() -> None:
    assert hours("off").next_open(london("2026-11-23T12:00")) is None


def test_a_moment_without_an_offset_is_refused() -> None:
    with pytest.raises(Invalid, match=r"no offset.*\+00:00"):
        hours("Mo 09:00-17:00").is_open(datetime(2026, 11, 23, 12))  # noqa: DTZ001 - what is refused


@pytest.mark.parametrize("year", [1, 1949, 2150, 9999])
def test_a_moment_far_outside_our_time_is_refused_rather_than_failing(year: int) -> None:
    with pytest.raises(Invalid, match="1950 to 2149"):
        moment_of(datetime(year, 1, 1, tzinfo=timezone(timedelta(hours=14))))
    assert hours("PH 10:00-12:00").next_open(utc("2149-12-31T23:59")) is not None


# Any hours at all

PATTERNS = (
    "24/7",
    "off",
    "Mo-Fr 09:00-17:00",
    "Mo-Fr 09:00-17:00; PH off",
    "Mo-Su,PH 17:00-09:00",
    "Mo-Su 17:00-09:00",
    "Su 01:30-02:30",
    "Sa-Su 00:30-01:30",
    "Sa 22:00-01:15",
    "PH 00:00-24:00",
    "Mo-Fr 09:00-12:15,13:00-17:00; Sa 10:00-36:00",
)


def moments() -> st.SearchStrategy[datetime]:
    """Minutes of 2026 and 2027, many of them near a change of the clocks or a bank holiday."""
    marked = [date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31)]
    marked += [holiday.day for year in (2026, 2027) for holiday in bank_holidays(year)]
    days = st.sampled_from(marked) | st.dates(date(2026, 1, 1), date(2027, 12, 31))
    return st.builds(
        lambda day, minute: datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minute),
        days,
        st.integers(-24 * 60, 48 * 60),
    )


@st.composite
def written_hours(draw: st.DrawFn) -> str:
    days = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH")
    rules = []
    for _ in range(draw(st.integers(1, 4))):
        names = draw(st.lists(st.sampled_from(days), min_size=1, max_size=4, unique=True))
        start = draw(st.integers(0, 24 * 60 - 1))
        end = draw(st.integers(start + 1, 48 * 60))
        times = f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"
        rules.append(f"{','.join(names)} {draw(st.sampled_from([times, times, 'off']))}")
    return draw(st.sampled_from(["; ", ", "])).join(rules)


@given(written_hours())
def test_hours_written_back_are_the_same_hours(written: str) -> None:
    read = hours(written)
    assert hours(str(read)) == read
    assert str(hours(str(read))) == str(read)
    assert read.in_words()


@given(st.sampled_from(PATTERNS), moments())
def test_nothing_is_open_between_now_and_the_next_opening(written: str, at: datetime) -> None:
    pattern = hours(written)
    opens = pattern.next_open(at)
    if opens is None:
        assert written == "off"
        return
    assert opens >= at
    assert pattern.is_open(opens)
    last = min(opens.astimezone(UTC), at + timedelta(days=3))
    assert not any(pattern.is_open(minute) for minute in every(timedelta(minutes=7), at, last))
    if opens > at:
        assert not pattern.is_open(opens.astimezone(UTC) - timedelta(minutes=1))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=600) | written_hours())
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        read = parse(text)
    except Invalid:
        return
    assert read is None or isinstance(read, Hours)


@pytest.mark.parametrize("piece", [" ", "(", "9", "9-", "Mo,", "Mo-", "24 ", "a.", "not ", "bank ", ";"])
def test_hostile_text_is_refused_at_once(piece: str) -> None:
    started = time.perf_counter()
    for text in (piece * (100_000 // len(piece)), piece * (480 // len(piece))):
        with suppress(Invalid):
            parse(text)
    assert time.perf_counter() - started < 0.05


def test_the_time_zone_of_the_machine_makes_no_difference() -> None:
    asks = (
        "from datetime import datetime, timezone\n"
        "from directory.rules.hours import parse\n"
        "at = datetime(2026, 7, 1, 8, 30, tzinfo=timezone.utc)\n"
        "hours = parse('Mo-Fr 09:00-17:00; PH off')\n"
        "night = datetime(2026, 10, 24, 23, 30, tzinfo=timezone.utc)\n"
        "print(hours.is_open(at), hours.next_open(night).isoformat())\n"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", asks],
            env={**os.environ, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for zone in ("UTC", "Pacific/Kiritimati", "America/St_Johns")
    }
    assert answers == {"True 2026-10-26T09:00:00+00:00\n"}
