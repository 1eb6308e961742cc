"""By when housing is asked to reply."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.hours import LONDON
from directory.rules.invites import replies_due
from tests.rules.invites.shipped import CATALOGUE

MEETINGS = CATALOGUE.meeting_types


def due(meeting: str, invited: str, starts: str) -> tuple[str, bool]:
    """The first reply of a meeting, as the local time it is due, and whether that has passed."""
    at = [datetime.fromisoformat(each).replace(tzinfo=LONDON) for each in (invited, starts)]
    first = replies_due(MEETINGS[meeting].reply_times, *at)[0]
    return first.by.strftime("%Y-%m-%dT%H:%M"), first.passed


@pytest.mark.parametrize(
    ("meeting", "invited", "starts", "by"),
    [
        ("icpc", "2026-11-23T09:00", "2026-12-01T10:00", "2026-11-27T10:00"),  # two working days before
        ("icpc", "2026-12-01T09:00", "2026-12-29T10:00", "2026-12-23T10:00"),  # Christmas between
        ("strategy-discussion", "2026-12-01T09:00", "2026-12-01T15:00", "2026-12-01T11:00"),  # two hours
        ("strategy-discussion", "2026-12-01T09:00", "2026-12-01T10:00", "2026-12-01T10:00"),  # or its start
        ("core-group", "2026-12-04T16:00", "2026-12-20T10:00", "2026-12-08T17:00"),  # over a weekend
        ("discharge-planning", "2026-12-01T09:00", "2026-12-02T10:00", "2026-12-01T17:00"),  # the same day
        ("discharge-planning", "2026-12-01T19:00", "2026-12-02T10:00", "2026-12-01T19:00"),  # at once
        ("cin-closure", "2026-12-24T09:00", "2027-01-10T10:00", "2026-12-29T17:00"),  # bank holidays
    ],
)
def test_a_reply_is_due(meeting: str, invited: str, starts: str, by: str) -> None:
    assert due(meeting, invited, starts) == (by, False)


def test_a_report_that_should_have_come_already_is_said_to_be_late() -> None:
    assert due("icpc", "2026-11-30T09:00", "2026-12-01T10:00") == ("2026-11-27T10:00", True)


def test_hours_are_hours_when_the_clocks_change() -> None:
    limits = MEETINGS["strategy-discussion"].reply_times
    invited = datetime(2026, 10, 25, 0, 30, tzinfo=LONDON)
    (reply,) = replies_due(limits, invited, invited + timedelta(days=1))
    assert reply.by.astimezone(UTC) - invited.astimezone(UTC) == timedelta(hours=2)


@given(
    st.sampled_from([slug for slug, meeting in MEETINGS.items() if meeting.reply_times]),
    st.datetimes(datetime(2025, 1, 1), datetime(2029, 1, 1)),  # noqa: DTZ001 - a wall clock is meant
    st.integers(0, 60 * 24 * 60),
)
def test_no_reply_is_due_after_the_meeting(meeting: str, invited: datetime, minutes: int) -> None:
    at = invited.replace(tzinfo=LONDON)
    starts = datetime.fromtimestamp(at.timestamp() + 60 * minutes, LONDON)
    for reply in replies_due(MEETINGS[meeting].reply_times, at, starts):
        assert reply.by.timestamp() <= starts.timestamp()
        assert reply.passed == (reply.by.timestamp() < at.timestamp())
