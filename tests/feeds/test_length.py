"""How long a meeting lasts, in calendars and in words: as said, over changes of the clocks."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import vobject

from directory.feeds import as_calendar, as_text
from tests.feeds.plans import a_plan

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)

LENGTHS = [
    ("2026-12-01T10:00+00:00", "2026-12-01T11:30+00:00", "Tuesday 1 December 2026, 10:00 to 11:30"),
    ("2026-07-01T10:00+01:00", "2026-07-01T11:30+01:00", "Wednesday 1 July 2026, 10:00 to 11:30"),
    ("2026-03-29T00:30+00:00", "2026-03-29T01:30+00:00", "Sunday 29 March 2026, 00:30 GMT to 02:30 BST"),
    ("2026-10-25T00:30+01:00", "2026-10-25T01:30+00:00", "Sunday 25 October 2026, 00:30 BST to 01:30 GMT"),
    ("2026-10-25T01:15+01:00", "2026-10-25T01:15+00:00", "Sunday 25 October 2026, 01:15 BST to 01:15 GMT"),
    (
        "2026-12-01T23:30+00:00",
        "2026-12-02T00:30+00:00",
        "Tuesday 1 December 2026, 23:30 to Wednesday 2 December 2026, 00:30",
    ),
]


def plan(starts: str, ends: str | None) -> dict[str, Any]:
    return a_plan() | {"starts_at": starts, "ends_at": ends}


def event(of: dict[str, Any]) -> Any:
    return vobject.readOne(as_calendar(of, None, "Civic Centre, Room 2", NOW).decode()).vevent


@pytest.mark.parametrize(("starts", "ends", "words"), LENGTHS)
def test_a_length_that_is_said_is_in_calendar_and_text(starts: str, ends: str, words: str) -> None:
    read = event(plan(starts, ends))
    length = datetime.fromisoformat(ends) - datetime.fromisoformat(starts)
    assert read.dtend.value - read.dtstart.value == length > timedelta(0)
    assert read.dtend.value == datetime.fromisoformat(ends)
    assert words in as_text(plan(starts, ends)).decode().splitlines()
    assert "How long" not in read.description.value


def test_a_length_that_is_not_said_is_not_made_up_and_the_entry_says_so() -> None:
    unsaid = plan("2026-12-01T10:00+00:00", None)
    read = event(unsaid)
    assert "dtend" not in read.contents
    assert "duration" not in read.contents
    assert "How long it lasts has not been said" in read.description.value
    assert (
        "Tuesday 1 December 2026, 10:00"
        in as_text(plan("2026-12-01T10:00+00:00", None)).decode().splitlines()
    )
