"""Until when housing is asked to reply, by the reply times of a kind of meeting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from directory.rules.catalogue import TimeLimit, Verification
from directory.rules.clocks import working_day
from directory.rules.hours import LONDON

#: A day ends here for whoever is asked to do something within days.
_END_OF_DAY = time(17, 0)


@dataclass(frozen=True, slots=True)
class Reply:
    """What is asked for, and by when; `passed` when that was before the invitation."""

    what: str
    by: datetime
    passed: bool
    verification: Verification
    sources: tuple[str, ...]


def replies_due(limits: Iterable[TimeLimit], invited_at: datetime, starts_at: datetime) -> tuple[Reply, ...]:
    """When each reply is due, in the order of the catalogue, as times of London.

    `ahead` counts back from the meeting, everything else on from the invitation and never past the meeting.
    Working days leave out weekends and the bank holidays of England.
    """
    invited, starts = invited_at.astimezone(LONDON), starts_at.astimezone(LONDON)
    return tuple(_reply(limit, invited, starts) for limit in limits)


def _reply(limit: TimeLimit, invited: datetime, starts: datetime) -> Reply:
    if limit.kind == "ahead":
        by = _before(starts, limit)
        return Reply(limit.what, by, by < invited, limit.verification, limit.sources)
    by = min(max(_after(invited, limit), invited), max(starts, invited))
    return Reply(limit.what, by, False, limit.verification, limit.sources)


def _before(starts: datetime, limit: TimeLimit) -> datetime:
    if limit.unit == "working_days":
        return _at(working_day(starts.date(), -int(limit.quantity)), starts.timetz())
    return _shifted(starts, -_length(limit))


def _after(invited: datetime, limit: TimeLimit) -> datetime:
    if limit.unit == "hours":
        return _shifted(invited, _length(limit))
    if limit.unit == "working_days":
        return _at(working_day(invited.date(), int(limit.quantity)), _END_OF_DAY)
    return _at(invited.date() + _length(limit), _END_OF_DAY)


def _length(limit: TimeLimit) -> timedelta:
    if limit.unit == "hours":
        return timedelta(hours=limit.quantity)
    return timedelta(days=limit.days if limit.days is not None else 30 * int(limit.quantity))


def _shifted(moment: datetime, by: timedelta) -> datetime:
    """`moment` moved by hours that really pass, whatever the clocks do meanwhile."""
    return datetime.fromtimestamp(moment.timestamp() + by.total_seconds(), LONDON)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock.replace(tzinfo=None), LONDON)
