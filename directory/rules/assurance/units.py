"""Quantities of contracts turned from one unit into another: 8 hours a week into hours a month."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from directory.errors import Invalid
from directory.rules.catalogue import Catalogue
from directory.rules.catalogue.units import FAMILIES, Family, Unit, comparable

_DAYS_A_YEAR: Final = 365.25
_WEEKS_A_MONTH: Final = _DAYS_A_YEAR / 12 / 7
_HOURS_A_DAY: Final = 24.0

_IN_WORDS: Final[dict[Family, str]] = {
    "people": "people",
    "span": "a time on the clock",
    "effort": "hours worked",
    "frequency": "times in a period",
    "percent": "a share",
    "breaches": "breaches",
    "rate": "a price an hour",
    "sum": "a sum a year",
    "yes_no": "a yes or no",
}


@dataclass(frozen=True)
class WorkingTime:
    """What a full-time post and a working day are here, without which their units mean nothing.

    full_time_week_h: hours a week, more than 0.  working_week_days: days a week on which a limit in
        working days counts down, from 1 to 7. A working day is that part of a whole week on the clock: with
        five of them 33.6 hours, because a limit of one working day may run over a weekend.
    """

    full_time_week_h: float
    working_week_days: float

    def convert(self, quantity: float, unit: Unit, to: Unit) -> float:
        """`quantity` in the unit `to`. Months and years are averages, bank holidays are not looked at.

        Raises:
            Invalid: the two do not measure the same.
        """
        if not comparable(unit, to):
            raise Invalid(
                f"{unit} cannot be turned into {to}: one is {_IN_WORDS[FAMILIES[unit]]}, "
                f"the other {_IN_WORDS[FAMILIES[to]]}",
                "unit",
            )
        return quantity * self.factors[unit] / self.factors[to]

    @cached_property
    def factors(self) -> dict[Unit, float]:
        """What one of each unit is in the smallest of its family: hours, hours a month, times a year."""
        week_h = 7 * _HOURS_A_DAY
        return {
            **dict.fromkeys(FAMILIES, 1.0),
            "days": _HOURS_A_DAY,
            "working_days": week_h / self.working_week_days,
            "weeks": week_h,
            "months": _DAYS_A_YEAR / 12 * _HOURS_A_DAY,
            "years": _DAYS_A_YEAR * _HOURS_A_DAY,
            "hours_per_week": _WEEKS_A_MONTH,
            "hours_per_year": 1 / 12,
            "percent_fte": self.full_time_week_h * _WEEKS_A_MONTH / 100,
            "per_month": 12.0,
            "per_quarter": 4.0,
        }


def working_time(catalogue: Catalogue) -> WorkingTime:
    """The working time that the catalogue assumes, a council's own folder included."""
    by_part = {each.part: float(each.quantity) for each in catalogue.capacity_assumptions.values()}
    return WorkingTime(by_part["full_time_week"], by_part["working_week"])
