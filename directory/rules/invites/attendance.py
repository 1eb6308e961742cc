"""How people attend: in person, unless a reason from a fixed list is recorded (H7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from directory.errors import Invalid
from directory.rules.catalogue import AttendanceReason, MeetingType

Way = Literal["in_person", "hybrid", "remote", "secure"]
WAYS: Final[tuple[Way, ...]] = ("in_person", "hybrid", "remote", "secure")


@dataclass(frozen=True, slots=True)
class Attendance:
    """A way to attend; `reason` is the slug of why it is not in person, `words` what the organiser added."""

    way: Way
    reason: str | None = None
    words: str | None = None


def attendance_of(
    way: Way,
    reason: str | None,
    words: str | None,
    meeting: MeetingType,
    reasons: Mapping[str, AttendanceReason],
) -> Attendance:
    """How a meeting is attended.

    Meetings that are by their nature held over a secure channel, or as the area decides, need no reason.

    Raises:
        Invalid: it is not in person and no reason of the list is given; or one is given that is not on it.
    """
    listed = ", ".join(reasons)
    if reason is not None and reason not in reasons:
        raise Invalid(f"'format_reason' must be one of {listed}", "format_reason")
    if way == "in_person":
        return Attendance(way)
    if reason is None:
        if meeting.attendance != "in_person":
            return Attendance(way)
        raise Invalid(f"A meeting is in person unless there is a reason: {listed}.", "format_reason")
    if reasons[reason].needs_text and not words:
        raise Invalid("Say in a few words what the reason is.", "format_words")
    return Attendance(way, reason, words if reasons[reason].needs_text else None)
