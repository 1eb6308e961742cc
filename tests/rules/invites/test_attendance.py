"""Meetings are in person, unless a reason from the list is recorded."""

import pytest

from directory.errors import Invalid
from directory.rules.invites import Attendance, attendance_of
from directory.rules.invites.attendance import Way
from tests.rules.invites.shipped import CATALOGUE

REASONS = CATALOGUE.attendance_reasons


def attendance(
    way: Way, reason: str | None = None, words: str | None = None, meeting: str = "icpc"
) -> Attendance:
    return attendance_of(way, reason, words, CATALOGUE.meeting_types[meeting], REASONS)


def test_in_person_needs_no_reason() -> None:
    assert attendance("in_person") == Attendance("in_person")


@pytest.mark.parametrize("reason", [slug for slug, each in REASONS.items() if not each.needs_text])
@pytest.mark.parametrize("way", ["remote", "hybrid", "secure"])
def test_anything_else_needs_a_reason_of_the_list(way: Way, reason: str) -> None:
    assert attendance(way, reason, "not kept") == Attendance(way, reason)
    with pytest.raises(Invalid, match="unless there is a reason: urgency, distance"):
        attendance(way)


def test_convenience_is_no_reason() -> None:
    with pytest.raises(Invalid, match="must be one of"):
        attendance("remote", "convenience")


def test_another_reason_is_said_in_words() -> None:
    assert attendance("remote", "other", "Flooded road") == Attendance("remote", "other", "Flooded road")
    with pytest.raises(Invalid, match="few words"):
        attendance("remote", "other")


def test_where_the_area_decides_nobody_has_to_give_a_reason() -> None:
    assert attendance("remote", meeting="marac") == Attendance("remote")
