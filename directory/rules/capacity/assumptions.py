"""The numbers an estimate assumes: the catalogue's, with what the asker puts in their place."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, Literal, NamedTuple

from directory.errors import Invalid
from directory.rules.catalogue import CapacityAssumption, Catalogue, Verification
from directory.rules.catalogue.capacity import CapacityUnit, Case, Part
from directory.rules.catalogue.contracts import Basis

#: What a full-time post and a working day are turns the units of contracts, and is no part of an estimate.
_OF_UNITS: Final[frozenset[Part]] = frozenset({"full_time_week", "working_week"})


class Assumed(NamedTuple):
    """One number as it was used, and what it rests on. `basis` is `given` where the asker put it in."""

    slug: str
    name: str
    meaning: str
    quantity: float
    unit: CapacityUnit
    basis: Basis | Literal["given"]
    verification: Verification
    sources: tuple[str, ...]
    note: str | None


class Rate(NamedTuple):
    """How many meetings of a kind an open case of a kind brings in a month."""

    meeting: str
    case: Case
    per_case_per_month: float


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Every number of an estimate. `used` has them as they are shown, in the order of the catalogue."""

    used: tuple[Assumed, ...]
    rates: tuple[Rate, ...]
    _by_part: Mapping[tuple[Part, str | None], float]

    def of(self, part: Part, meeting: str | None = None) -> float:
        """The number for a part: the meeting's own where it has one, else that for every meeting."""
        own = self._by_part.get((part, meeting))
        return self._by_part[part, None] if own is None else own


def assumptions(catalogue: Catalogue, given: Mapping[str, float] | None = None) -> Assumptions:
    """The catalogue's assumptions, with the numbers `given` by slug in their place.

    Raises:
        Invalid: a slug is unknown or no part of an estimate, or its number is out of its range.
    """
    rows = {slug: row for slug, row in catalogue.capacity_assumptions.items() if row.part not in _OF_UNITS}
    changed = dict(given or {})
    for slug, quantity in changed.items():
        _check(slug, quantity, rows)
    quantities = {slug: float(changed.get(slug, row.quantity)) for slug, row in rows.items()}
    return Assumptions(
        tuple(_assumed(row, quantities[slug], slug in changed) for slug, row in rows.items()),
        tuple(
            Rate(row.meeting, row.case, quantities[slug])
            for slug, row in rows.items()
            if row.part == "rate" and row.meeting and row.case
        ),
        {(row.part, row.meeting): quantities[slug] for slug, row in rows.items() if row.part != "rate"},
    )


def _check(slug: str, quantity: float, rows: Mapping[str, CapacityAssumption]) -> None:
    if slug not in rows:
        near = get_close_matches(slug, rows, 1)
        hint = f"; did you mean '{near[0]}'?" if near else ""
        raise Invalid(f"an estimate has no assumption '{slug}'{hint}", slug)
    row = rows[slug]
    if not math.isfinite(quantity) or not row.lowest <= quantity <= row.highest:
        raise Invalid(f"{quantity} is out of range: '{slug}' is from {row.lowest} to {row.highest}", slug)


def _assumed(row: CapacityAssumption, quantity: float, given: bool) -> Assumed:
    return Assumed(
        row.slug,
        row.name,
        row.meaning,
        quantity,
        row.unit,
        "given" if given else row.basis,
        "unverified" if given else row.verification,
        () if given else row.sources,
        None if given else row.note,
    )
