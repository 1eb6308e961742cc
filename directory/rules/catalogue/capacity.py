"""What an estimate of safeguarding hours assumes, number by number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, Literal

from directory.rules.catalogue.contracts import Basis
from directory.rules.catalogue.rows import Number, Ref, Row

Part = Literal[
    "rate",
    "preparation",
    "travel",
    "meeting",
    "write_up",
    "spread",
    "supervision",
    "training",
    "cover",
    "full_time_week",
    "working_week",
    "accepted_chance",
]

CapacityUnit = Literal[
    "meetings_per_case_per_month",
    "hours_per_meeting",
    "percent",
    "hours_per_worker_per_month",
    "hours_per_worker_per_year",
    "hours_per_month",
    "hours_per_week",
    "days_per_week",
]

UNIT_OF: Final[dict[Part, CapacityUnit]] = {
    "rate": "meetings_per_case_per_month",
    "preparation": "hours_per_meeting",
    "travel": "hours_per_meeting",
    "meeting": "hours_per_meeting",
    "write_up": "hours_per_meeting",
    "spread": "percent",
    "supervision": "hours_per_worker_per_month",
    "training": "hours_per_worker_per_year",
    "cover": "hours_per_month",
    "full_time_week": "hours_per_week",
    "working_week": "days_per_week",
    "accepted_chance": "percent",
}
"""The unit each part is counted in: a number in another would be read wrongly."""

Case = Literal[
    "child_protection", "child_in_need", "looked_after", "care_leaver", "adult_safeguarding", "domestic_abuse"
]

ADULT_CASES: Final[frozenset[Case]] = frozenset({"adult_safeguarding", "domestic_abuse"})
"""Cases whose meetings are about an adult: a MARAC is about the victim; children have their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityAssumption(Row):
    """One number of the estimate, from `lowest` to `highest`, which a council or an asker may change.

    A `rate` is of one kind of `case` and `meeting`. Hours for a meeting that name a `meeting` hold for it
    alone, the others for every meeting.
    """

    name: str
    meaning: str
    part: Part
    case: Case | None = None
    meeting: Annotated[str, Ref("meeting_types")] | None = None
    quantity: Number
    unit: CapacityUnit
    lowest: Number
    highest: Number
    basis: Basis
