"""Why a finding is what it is, in whole sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from directory.rules.assurance.holding import Hold
from directory.rules.assurance.promises import Promise
from directory.rules.catalogue import ContractThreshold
from directory.rules.catalogue.contracts import Sense
from directory.rules.catalogue.units import Unit

if TYPE_CHECKING:
    from directory.rules.assurance.findings import Measured
    from directory.rules.assurance.terms import Term

_SENSES: Final[dict[Sense, str]] = {"at_least": "at least ", "at_most": "at most ", "exactly": "exactly "}

_UNITS: Final[dict[Unit, tuple[str, str]]] = {
    "people": ("person", "people"),
    "hours": ("hour", "hours"),
    "days": ("day", "days"),
    "working_days": ("working day", "working days"),
    "weeks": ("week", "weeks"),
    "months": ("month", "months"),
    "years": ("year", "years"),
    "hours_per_week": ("hour a week", "hours a week"),
    "hours_per_month": ("hour a month", "hours a month"),
    "hours_per_year": ("hour a year", "hours a year"),
    "percent_fte": ("% of a full-time post", "% of a full-time post"),
    "per_month": ("time a month", "times a month"),
    "per_quarter": ("time a quarter", "times a quarter"),
    "per_year": ("time a year", "times a year"),
    "percent": ("%", "%"),
    "breaches": ("breach", "breaches"),
    "gbp_per_hour": ("an hour", "an hour"),
    "gbp_per_year": ("a year", "a year"),
    "yes_no": ("", ""),
}


def amount(quantity: float, unit: Unit) -> str:
    """A quantity with its unit as one says it: `1 working day`, `90%`, `£25 an hour`, `yes`."""
    if unit == "yes_no":
        return "yes" if quantity else "no"
    number = f"{quantity:,.10g}"
    word = _UNITS[unit][0 if quantity == 1 else 1]
    if unit.startswith("gbp"):
        return f"£{quantity:,.2f} {word}".replace(".00 ", " ")
    return f"{number}{word}" if word.startswith("%") else f"{number} {word}"


def reason(known: Term, measured: Sequence[Measured]) -> str:
    """A sentence for each threshold, then one for each thing that the numbers rest on."""
    said = [_stands(each) for each in measured]
    rests = dict.fromkeys(_rests_on(each.measure.threshold, known) for each in measured)
    return " ".join([*said, *rests])


def _stands(measured: Measured) -> str:
    threshold, promise = measured.measure.threshold, measured.promise
    about = f" ({threshold.applies_to})" if threshold.applies_to else ""
    others = ""
    if measured.others:
        one = len(measured.others) == 1
        others = (
            f" {'Another clause speaks' if one else 'Other clauses speak'} of it too: the nearest counts."
        )
    return f"{threshold.measure}{about}: {_in_words(measured.hold, threshold, promise)}.{others}"


def _in_words(hold: Hold, threshold: ContractThreshold, promise: Promise | None) -> str:
    wanted = _wanted(threshold)
    if promise is None:
        return f"nothing is promised{f'; {wanted}' if wanted else ''}"
    clause = f"clause {promise.clause_number}" if promise.clause_number else "a clause"
    said = f"{clause} names no number" if promise.unit is None else f"{clause} promises {_promised(promise)}"
    match hold:
        case Hold.NOTHING:
            return f"{clause} promises none{f'; {wanted}' if wanted else ''}"
        case Hold.NO_CLAUSE:
            put_down = "a promise" if promise.unit is None else _promised(promise)
            return f"{put_down} is put down, but no clause that says so"
        case Hold.MISFIT:
            return f"{said}, which cannot be compared with what is asked"
        case Hold.WHICH:
            return f"{said} without saying of what, and it could be of more than one thing"
        case Hold.UNSET:
            return f"{said}, and nobody has set how much is wanted"
    return f"{said}; {wanted}" if wanted else f"{clause} promises it"


def _promised(promise: Promise) -> str:
    assert promise.quantity is not None
    assert promise.unit is not None
    return amount(promise.quantity, promise.unit)


def _wanted(threshold: ContractThreshold) -> str:
    if threshold.quantity is None:
        return ""
    return f"wanted: {_SENSES[threshold.sense]}{amount(threshold.quantity, threshold.unit)}"


def _rests_on(threshold: ContractThreshold, known: Term) -> str:
    """What the number rests on; nothing of ours is passed off as somebody else's."""
    match threshold.basis:
        case "proposal":
            return "No national source sets this: it is a proposal of ours."
        case "local choice":
            return "No national source sets this: it is for the council to choose."
        case "own threshold":
            nobody = "" if known.term.basis == "source" else ", which no national source sets"
            return f"The number is the council's own{nobody}."
    about = f" about: {threshold.applies_to}" if threshold.applies_to else ""
    how = "read" if threshold.verification == "verified" else "read at second hand"
    return f"This rests on {', '.join(threshold.sources)} ({how}){about}."
