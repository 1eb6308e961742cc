"""How far a contact can still be trusted: from when somebody last said it is right, and what is known since.

Confirmed means that a person said the entry is still right; saving a row confirms nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from directory.errors import Invalid


class Confidence(StrEnum):
    """How a contact stands, the best first; the words the API uses."""

    CURRENT = "current"
    AGEING = "ageing"
    STALE = "stale"
    FAILING = "failing"
    VACANT = "vacant"

    @property
    def doubtful(self) -> bool:
        """Whether a reader must be told before using the contact: stale, failing or vacant."""
        return self is not Confidence.CURRENT and self is not Confidence.AGEING


@dataclass(frozen=True, slots=True)
class Thresholds:
    """After how many whole days a confirmation ages and goes stale.

    A confirmation is current up to and including day `ageing_after_days`, ageing up to and
    including day `stale_after_days`, stale from the day after. The figures are a proposal:
    no source sets them, and each authority may choose its own.
    """

    ageing_after_days: int = 90
    stale_after_days: int = 180
    basis: Literal["proposal", "local choice"] = "proposal"

    def __post_init__(self) -> None:
        if not 0 < self.ageing_after_days < self.stale_after_days:
            raise Invalid(
                f"a contact cannot be ageing after {self.ageing_after_days} days and stale after "
                f"{self.stale_after_days}: both are more than 0 and the first is smaller, such as 90 and 180"
            )


#: Used until an authority sets its own.
PROPOSED = Thresholds()


def confidence(
    confirmed_on: date | None,
    on: date,
    *,
    vacant: bool = False,
    failing: bool = False,
    thresholds: Thresholds = PROPOSED,
) -> Confidence:
    """How a contact stands on the day `on`.

    The gravest fact wins: vacant, then failing, then age. One never confirmed is stale,
    and so is one whose confirmation is dated after `on`: on that day nobody had said it yet.
    """
    if vacant:
        return Confidence.VACANT
    if failing:
        return Confidence.FAILING
    if confirmed_on is None:
        return Confidence.STALE
    age = on.toordinal() - confirmed_on.toordinal()
    if age < 0 or age > thresholds.stale_after_days:
        return Confidence.STALE
    return Confidence.AGEING if age > thresholds.ageing_after_days else Confidence.CURRENT


def in_words(confirmed_on: date | None, on: date, *, vacant: bool = False, failing: bool = False) -> str:
    """Why a contact stands as it does, as part of a sentence: `confirmed 12 days ago`, `never confirmed`.

    A vacant or failing post says that first: `vacant, confirmed 12 days ago`.
    """
    trouble = "vacant, " if vacant else "failing, " if failing else ""
    return trouble + _age_in_words(confirmed_on, on)


def _age_in_words(confirmed_on: date | None, on: date) -> str:
    if confirmed_on is None:
        return "never confirmed"
    age = (on - confirmed_on).days
    if age < 0:
        return f"not confirmed until {confirmed_on.isoformat()}"
    if age <= 1:
        return "confirmed yesterday" if age else "confirmed today"
    return f"confirmed {age} days ago"
