"""Times as they are typed: in London, at both changes of the clocks, and with an offset."""

from datetime import datetime

import click
import pytest

from directory.cli.moments import Moment

AT = Moment(needs_time=True)


def read(text: str, kind: Moment = AT) -> datetime:
    return kind.convert(text, None, None)


def refused(text: str, kind: Moment = AT) -> str:
    with pytest.raises(click.BadParameter) as caught:
        read(text, kind)
    return caught.value.message


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-12-15T10:00", "2026-12-15T10:00:00+00:00"),
        ("2026-07-15 10:00", "2026-07-15T10:00:00+01:00"),
        ("2026-03-29T00:59", "2026-03-29T00:59:00+00:00"),
        ("2026-03-29T02:00", "2026-03-29T02:00:00+01:00"),
        ("2026-10-25T00:59", "2026-10-25T00:59:00+01:00"),
        ("2026-10-25T02:00", "2026-10-25T02:00:00+00:00"),
        ("2026-10-25T01:30+01:00", "2026-10-25T01:30:00+01:00"),
        ("2026-10-25T01:30+00:00", "2026-10-25T01:30:00+00:00"),
        ("2026-03-29T01:30Z", "2026-03-29T01:30:00+00:00"),
    ],
)
def test_a_time_without_an_offset_is_londons(text: str, moment: str) -> None:
    assert read(text).isoformat() == moment


@pytest.mark.parametrize("text", ["2026-03-29T01:00", "2026-03-29T01:30", "2027-03-28T01:59:59"])
def test_a_time_that_the_clocks_leave_out_is_refused(text: str) -> None:
    told = refused(text)
    assert f"'{text}' is no time in London" in told
    assert "they show 02:" in told


@pytest.mark.parametrize("text", ["2026-10-25T01:00", "2026-10-25T01:30", "2027-10-31T01:59"])
def test_a_time_that_comes_twice_is_to_be_told_by_its_offset(text: str) -> None:
    told = refused(text)
    assert f"{text}+01:00 is the first, {text}+00:00 the second" in told
    assert read(f"{text}+01:00") < read(f"{text}+00:00")


@pytest.mark.parametrize("text", ["2026-12-15", "15/12/2026 10:00", "tomorrow", "", "9999-12-31T10:00"])
def test_what_is_no_day_and_time_is_refused_with_an_example(text: str) -> None:
    assert refused(text) == f"'{text}' is not a day and a time, such as 2026-12-01T22:30."


def test_a_day_alone_is_its_beginning_or_all_of_it() -> None:
    assert read("2026-03-29", Moment()).isoformat() == "2026-03-29T00:00:00+00:00"
    assert read("2026-10-25", Moment(end_of_day=True)).isoformat() == "2026-10-26T00:00:00+00:00"
    assert "2026-12-01 or 2026-12-01T22:30" in refused("15/12/2026", Moment())
