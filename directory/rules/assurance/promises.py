"""What a contract says, as plain values."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from typing import Final

from directory.errors import Invalid
from directory.rules.catalogue.contracts import Concern
from directory.rules.catalogue.units import FAMILIES, Unit

_COUNTED: Final = frozenset({"people", "breaches"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One safeguarding promise of a contract: a term of the catalogue, how much, and the clause that says so.

    measure: which threshold of the term is meant, where it has several (named-leads or named-deputies).
    quantity: 0 or more, with its unit; None for a clause without a number. A `yes_no` is 1 or 0.
    valid_from, valid_to: the first and last day on which it holds; None for as long as the contract.
    """

    term: str
    measure: str | None = None
    quantity: float | None = None
    unit: Unit | None = None
    concerns: Concern = "both"
    clause_number: str | None = None
    clause_text: str | None = None
    evidence: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None

    def __post_init__(self) -> None:
        if (self.quantity is None) != (self.unit is None):
            wanting = "quantity" if self.quantity is None else "unit"
            raise Invalid(
                "a quantity needs its unit, and a unit its quantity, such as 20 hours_per_month", wanting
            )
        if self.quantity is not None and self.unit is not None:
            _check_quantity(self.quantity, self.unit)
        if self.clause_number == "" or self.clause_text == "":
            raise Invalid("an empty text is no clause: leave it out", "clause_text")
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise Invalid(f"{self.valid_to} is before the first day, {self.valid_from}", "valid_to")

    @property
    def has_clause(self) -> bool:
        """Whether anything in the contract can be pointed at."""
        return self.clause_number is not None or self.clause_text is not None

    def holds_on(self, on: date) -> bool:
        """Whether it is in force on the day `on`, both ends included."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """A contract with its promises. The keys are whatever tells contracts, providers and schemes apart.

    valid_from, valid_to: first and last day; no last day: until it is ended.
    """

    key: Hashable
    provider: Hashable
    authority: str
    schemes: tuple[Hashable, ...] = ()
    owner: str | None = None
    valid_from: date
    valid_to: date | None = None
    promises: tuple[Promise, ...] = ()

    def __post_init__(self) -> None:
        if self.valid_to and self.valid_to < self.valid_from:
            raise Invalid(f"{self.valid_to} is before the first day, {self.valid_from}", "valid_to")

    def holds_on(self, on: date) -> bool:
        """Whether it is in force on the day `on`, both ends included."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


def _check_quantity(quantity: float, unit: Unit) -> None:
    if not math.isfinite(quantity) or quantity < 0:
        raise Invalid(f"{quantity} is no quantity: it must be 0 or more", "quantity")
    family = FAMILIES[unit]
    if family == "percent" and quantity > 100:
        raise Invalid(f"{quantity} percent is more than all there is: at most 100", "quantity")
    if family == "yes_no" and quantity not in (0, 1):
        raise Invalid(f"{quantity} is neither yes (1) nor no (0)", "quantity")
    if family in _COUNTED and quantity != int(quantity):
        raise Invalid(f"{quantity} {unit} cannot be: it must be a whole number", "quantity")
