"""The units of contracts: which of them can be compared with which."""

from __future__ import annotations

from typing import Final, Literal

Unit = Literal[
    "people",
    "hours",
    "days",
    "working_days",
    "weeks",
    "months",
    "years",
    "hours_per_week",
    "hours_per_month",
    "hours_per_year",
    "percent_fte",
    "per_month",
    "per_quarter",
    "per_year",
    "percent",
    "breaches",
    "gbp_per_hour",
    "gbp_per_year",
    "yes_no",
]

Family = Literal["people", "span", "effort", "frequency", "percent", "breaches", "rate", "sum", "yes_no"]

FAMILIES: Final[dict[Unit, Family]] = {
    "people": "people",
    "hours": "span",
    "days": "span",
    "working_days": "span",
    "weeks": "span",
    "months": "span",
    "years": "span",
    "hours_per_week": "effort",
    "hours_per_month": "effort",
    "hours_per_year": "effort",
    "percent_fte": "effort",
    "per_month": "frequency",
    "per_quarter": "frequency",
    "per_year": "frequency",
    "percent": "percent",
    "breaches": "breaches",
    "gbp_per_hour": "rate",
    "gbp_per_year": "sum",
    "yes_no": "yes_no",
}
"""What each unit measures; those of one family can be turned into each other.

`span` is time on the clock until something is done or between two times, `effort` the time people work
at something: 20 hours to answer and 20 hours a month are no more alike than a distance and a speed.
"""


def comparable(one: Unit, other: Unit) -> bool:
    """Whether a quantity in one unit can be turned into the other."""
    return FAMILIES[one] == FAMILIES[other]
