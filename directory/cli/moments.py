"""Days and times as they are typed after an option."""

from datetime import UTC, datetime, timedelta

import click

from directory.rules.hours import LONDON


class Moment(click.ParamType[datetime]):
    """A day, or a day and a time, London time unless it has an offset.

    A day alone is its beginning, or, with `end_of_day`, the beginning of the next; with `needs_time` it is
    refused. So is a time that London's clocks leave out, and one that they show twice, unless it has an
    offset.
    """

    name = "time"

    def __init__(self, *, end_of_day: bool = False, needs_time: bool = False) -> None:
        self._end_of_day = end_of_day
        self._needs_time = needs_time

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            at = None
        is_day = len(value) <= len("2026-12-01")
        # By the ends of the calendar there are no days left to add.
        if at is None or not 1900 <= at.year <= 2200 or (is_day and self._needs_time):
            right = "and a time, such as" if self._needs_time else "or a time, such as 2026-12-01 or"
            self.fail(f"'{value}' is not a day {right} 2026-12-01T22:30.", param, ctx)
        if self._end_of_day and is_day:
            at += timedelta(days=1)
        return at if at.tzinfo else self._in_london(at, value, param, ctx)

    def _in_london(
        self, at: datetime, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """A time by London's clocks, when they show it, and show it once."""
        first, second = at.replace(tzinfo=LONDON), at.replace(tzinfo=LONDON, fold=1)
        if first.utcoffset() == second.utcoffset():
            return first
        if first.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != at:
            self.fail(
                f"'{value}' is no time in London: the clocks go forward and leave it out. An hour later "
                f"they show {first.astimezone(UTC).astimezone(LONDON):%H:%M}.",
                param,
                ctx,
            )
        self.fail(
            f"'{value}' comes twice in London, where the clocks go back. Say which: "
            f"{first.isoformat(timespec='minutes')} is the first, {second.isoformat(timespec='minutes')} the "
            "second.",
            param,
            ctx,
        )
