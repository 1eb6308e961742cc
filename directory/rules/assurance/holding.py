"""One promise held against one threshold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import Final, Literal

from directory.rules.assurance.promises import Promise
from directory.rules.assurance.units import WorkingTime
from directory.rules.catalogue.contracts import ContractThreshold, Sense
from directory.rules.catalogue.units import Unit, comparable

Status = Literal["met", "partly", "missing", "unclear"]

#: Two quantities in different units are the same when they differ by less than this part.
_SLACK: Final = 1e-9


class Hold(IntEnum):
    """How a promise stands to a threshold, the worst first; a larger one is never worse."""

    ABSENT = 0
    NOTHING = 1  # a clause that promises none
    NO_CLAUSE = 2  # nothing in the contract can be pointed at
    MISFIT = 3  # a unit that cannot be compared
    WHICH = 4  # it fits more than one measure and names none
    NO_NUMBER = 5  # a clause without a number
    UNSET = 6  # nobody has said how much is wanted
    SHORT = 7
    MET = 8


def status_of(holds: Iterable[Hold]) -> Status:
    """What several thresholds of one term come to; an improvement in one never worsens it."""
    held = [*holds]
    if min(held) is Hold.MET:
        return "met"
    best = max(held)
    if best <= Hold.NOTHING:
        return "missing"
    return "partly" if best >= Hold.SHORT else "unclear"


class Measure:
    """A threshold made ready: its number in the smallest unit, and every unit that can answer it."""

    __slots__ = ("_enough", "_factors", "_none_is_nothing", "_wanted", "asks_number", "threshold")

    def __init__(self, threshold: ContractThreshold, time: WorkingTime) -> None:
        self.threshold = threshold
        self.asks_number = threshold.unit != "yes_no"
        self._factors: dict[Unit | None, float] = {
            unit: each for unit, each in time.factors.items() if answers(threshold, unit)
        }
        wanted = threshold.quantity
        self._wanted = None if wanted is None else wanted * time.factors[threshold.unit]
        self._enough = _ENOUGH[threshold.sense]
        self._none_is_nothing = threshold.sense != "at_most" and wanted != 0

    def hold(self, promise: Promise) -> Hold:
        """How a promise that speaks of this measure stands to it."""
        quantity, factor = promise.quantity, self._factors.get(promise.unit)
        if quantity == 0 and factor is not None and self._none_is_nothing:
            return Hold.NOTHING
        if not promise.has_clause:
            return Hold.NO_CLAUSE
        if quantity is not None and factor is None:
            return Hold.MISFIT
        if not self.asks_number:
            return Hold.MET
        if self._wanted is None:
            return Hold.UNSET
        if quantity is None or factor is None:
            return Hold.NO_NUMBER
        return Hold.MET if self._enough(quantity * factor, self._wanted) else Hold.SHORT

    def lack(self, promise: Promise) -> float:
        """How far a promise stays from what is wanted, in the smallest unit; 0 where no number says."""
        factor = self._factors.get(promise.unit)
        if promise.quantity is None or factor is None or self._wanted is None:
            return 0.0
        return abs(promise.quantity * factor - self._wanted)


def answers(threshold: ContractThreshold, unit: Unit) -> bool:
    """Whether a quantity in `unit` can be held against the threshold."""
    return comparable(unit, threshold.unit) or unit in threshold.also


def _at_least(held: float, wanted: float) -> bool:
    return held >= wanted * (1 - _SLACK)


def _at_most(held: float, wanted: float) -> bool:
    return held <= wanted * (1 + _SLACK)


def _exactly(held: float, wanted: float) -> bool:
    return abs(held - wanted) <= wanted * _SLACK


_ENOUGH: Final[dict[Sense, Callable[[float, float], bool]]] = {
    "at_least": _at_least,
    "at_most": _at_most,
    "exactly": _exactly,
}
