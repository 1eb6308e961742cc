"""Two times of day as people write them, made into a span; refused when they have two meanings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from directory.rules.hours.week import DAY_MINUTES, Span

Half = Literal["am", "pm"]

_HALF_DAY = DAY_MINUTES // 2
_NOON_HOUR = 12
#: On a bare dial (`9-5`) only these first hours are taken to be the morning.
_MORNING_STARTS = range(7, 13)


class Unclear(ValueError):
    """What was written cannot be read as one thing; the message goes on from `the hours '…'`."""


@dataclass(frozen=True, slots=True)
class Written:
    """One time of day as written: `9`, `9am`, `9.30`, `09:00`, `33:00`."""

    text: str
    hour: int
    minute: int | None = None
    half: Half | None = None

    def __post_init__(self) -> None:
        most = _NOON_HOUR if self.half else 48
        if self.hour > most or (self.half and not self.hour) or (self.minute or 0) > 59:
            raise Unclear(f"hold {self.text!r}, which is no time of day")

    @property
    def dial(self) -> bool:
        """Whether it may stand for either half of the day: `9`, `9:00`, `12`, but not `09:00` or `12:00`."""
        two_digits = self.text[0] == "0" or (self.hour >= 10 and self.minute is not None)
        return self.half is None and self.hour <= _NOON_HOUR and not two_digits

    @property
    def minutes(self) -> int:
        """Minutes after midnight, by the 24-hour clock unless am or pm is written."""
        return self.on(self.half) if self.half else self.hour * 60 + (self.minute or 0)

    def on(self, half: Half) -> int:
        return self.hour % _NOON_HOUR * 60 + (self.minute or 0) + (_HALF_DAY if half == "pm" else 0)


def span(start: Written, end: Written) -> Span:
    """From `start` until `end`, which is the next day when it would not come after `start`.

    Raises:
        Unclear: morning or evening is not said and both are likely, or the two are the same time.
    """
    first, last = _on_the_clock(start, end)
    if first >= DAY_MINUTES:
        raise Unclear(f"start at {start.text!r}, which is after the day is over")
    if last == first:
        raise Unclear(f"start and end at {start.text!r}; round the clock is 00:00-24:00")
    if last < first:
        last += DAY_MINUTES
    return first, last


def _on_the_clock(start: Written, end: Written) -> tuple[int, int]:
    if start.dial and end.half:
        return _start_before(start, end), end.minutes
    if start.half and end.dial:
        return start.minutes, _end_after(start, end)
    if start.dial and end.dial:
        return _off_the_dial(start, end)
    if end.dial and end.minutes < start.minutes < _HALF_DAY + 60:
        return start.minutes, end.minutes + _HALF_DAY  # 10:00-4:00
    return start.minutes, end.minutes


def _off_the_dial(start: Written, end: Written) -> Span:
    first, last = start.minutes, end.minutes
    morning = start.hour in _MORNING_STARTS
    minutes_given = start.minute is not None and end.minute is not None
    if first < last:
        if minutes_given or (morning and end.hour == _NOON_HOUR):
            return first, last  # 8:30-9:30, 9-12
        raise _two_meanings(start, end, (start.on("am"), end.on("am")), (start.on("pm"), end.on("pm")))
    if morning and end.hour != _NOON_HOUR:
        return first, last + _HALF_DAY  # 9-5
    raise _two_meanings(start, end, (start.on("am"), end.on("pm")), (start.on("pm"), end.on("am")))


def _start_before(start: Written, end: Written) -> int:
    """The start of `9-5pm` or `10-6am`: in the same half of the day if that comes before the end."""
    if not end.minutes:
        raise _two_meanings(start, end, (start.on("am"), 0), (start.on("pm"), 0))
    same, other = (start.on("am"), start.on("pm")) if end.half == "am" else (start.on("pm"), start.on("am"))
    return same if same < end.minutes else other


def _end_after(start: Written, end: Written) -> int:
    """The end of `9am-5`: the first such time after the start; after `5pm` nobody can say."""
    if start.minutes >= _HALF_DAY + 60:
        raise _two_meanings(start, end, (start.minutes, end.on("am")), (start.minutes, end.on("pm")))
    return min(time for time in (end.on("am"), end.on("pm"), DAY_MINUTES) if time > start.minutes)


def _two_meanings(start: Written, end: Written, *meanings: Span) -> Unclear:
    written = " or ".join(f"{write_time(first)}-{write_time(last)}" for first, last in meanings)
    return Unclear(f"hold '{start.text}-{end.text}', which may mean {written}; write the one that is meant")


def write_time(minutes: int) -> str:
    """`09:00`; after midnight of the day it started, up to `48:00`."""
    return f"{minutes // 60:02}:{minutes % 60:02}"
