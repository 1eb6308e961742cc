"""Days and times as they are typed after an option."""

from datetime import datetime, timedelta

import click

from directory.rules.hours import LONDON


class Moment(click.ParamType[datetime]):
    """A day, or a day and a time, London time unless it has an offset.

    A day alone is its beginning, or, with `end_of_day`, the beginning of the next.
    """

    name = "time"

    def __init__(self, *, end_of_day: bool = False) -> None:
        self._end_of_day = end_of_day

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            at = None
        # By the ends of the calendar there are no days left to add.
        if at is None or not 1900 <= at.year <= 2200:
            self.fail(
                f"'{value}' is not a day or a time, such as 2026-12-01 or 2026-12-01T22:30.", param, ctx
            )
        if self._end_of_day and len(value) <= len("2026-12-01"):
            at += timedelta(days=1)
        return at if at.tzinfo else at.replace(tzinfo=LONDON)
