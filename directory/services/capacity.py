"""How many hours a caseload needs, by itself and against the hours of a contract."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Final

from directory.equipment import equipment
from directory.rules.assurance import Promise
from directory.rules.capacity import Estimate, estimate
from directory.rules.catalogue.capacity import Case
from directory.rules.catalogue.units import comparable
from directory.rules.permissions import Reader
from directory.services.contracts.reading import named
from directory.services.looks import Look, record_look

#: The term that reserves hours for safeguarding, and the unit an estimate counts in.
_HOURS_TERM: Final = "capacity-hours"
_MONTHLY: Final = "hours_per_month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caseload:
    """What is asked: open cases by kind, workers, assumptions to change by slug, and how to simulate."""

    cases: Mapping[Case, float]
    workers: float
    assumptions: Mapping[str, float] = field(default_factory=dict)
    seed: int = 1
    months: int | None = None


def estimated(asked: Caseload, contracted_h: float | None, reader: Reader) -> dict[str, Any]:
    """The hours a month that a caseload needs, and how often a month needs more than `contracted_h`.

    Raises:
        Invalid: a number is out of range.
    """
    record_look(reader, Look(action="estimate-capacity"))
    return _shown(_estimate(asked, contracted_h))


def estimated_for(
    key: uuid.UUID, asked: Caseload, reader: Reader, on: date, known_on: date
) -> dict[str, Any]:
    """The same against the hours that a contract reserves on a day.

    `chance` and `enough` are None where it reserves none that can be counted.

    Raises:
        NotFound: there is no contract, none that `reader` may read, or none that was known by then.
        Invalid: a number is out of range.
    """
    _, _, version = named(key, reader, on, known_on)
    record_look(reader, Look(action="estimate-capacity", subject=("contracts", key)))
    said = version.promised
    hours = hours_of(said.promises) if said.holds_on(on) else None
    return {"contract": key, "on": on, "known_on": known_on, **_shown(_estimate(asked, hours))}


def hours_of(promises: tuple[Promise, ...]) -> float | None:
    """Hours a month that promises reserve; None where none can be counted.

    Of several for the same people the largest counts, as in findings. Hours for children and hours for
    adults add up; beside hours for both alike they do not, for the same hours may be meant.
    """
    most: dict[str, float] = {}
    for each in promises:
        if each.term != _HOURS_TERM or each.unit is None or each.quantity is None:
            continue
        if comparable(each.unit, _MONTHLY):
            hours = equipment().terms.time.convert(each.quantity, each.unit, _MONTHLY)
            most[each.concerns] = max(most.get(each.concerns, 0), hours)
    if not most:
        return None
    return max(most.get("both", 0.0), most.get("children", 0.0) + most.get("adults", 0.0))


def _estimate(asked: Caseload, contracted_h: float | None) -> Estimate:
    return estimate(
        equipment().catalogue,
        asked.cases,
        asked.workers,
        contracted_h,
        given=asked.assumptions,
        seed=asked.seed,
        months=asked.months,
    )


def _shown(found: Estimate) -> dict[str, Any]:
    work, chance = found.work, found.chance
    return {
        "expected_h": found.expected_h,
        "for_children_h": found.meeting_hours(about_adults=False),
        "for_adults_h": found.meeting_hours(about_adults=True),
        "supervision_h": work.supervision_h,
        "training_h": work.training_h,
        "cover_h": work.cover_h,
        "meetings": [
            {
                **{name: value for name, value in asdict(line).items() if name != "case"},
                "case": line.case,
                "meetings_per_month": line.meetings_per_month,
                "hours_per_month": line.hours_per_month,
            }
            for line in found.lines
        ],
        "contracted_h": found.contracted_h,
        "enough": found.enough,
        "accepted_chance": found.accepted,
        "chance": None
        if chance is None
        else {
            "worked_out": chance.worked_out,
            "simulated": chance.simulated,
            "low": chance.interval.low,
            "high": chance.interval.high,
        },
        "enough_in": {
            "half": found.enough_in.half,
            "four_in_five": found.enough_in.most,
            "nineteen_in_twenty": found.enough_in.nearly_all,
            "ninety_nine_in_a_hundred": found.enough_in.all_but_one_in_a_hundred,
        },
        "hours_wanted": found.hours_wanted,
        "hours_wanted_simulated": found.hours_wanted_simulated,
        "suggested_wording": equipment().terms.by_slug[_HOURS_TERM].term.suggested_wording
        if _HOURS_TERM in equipment().terms.by_slug
        else None,
        "seed": found.seed,
        "months": found.months,
        "simulated_mean_h": found.simulated_mean_h,
        "simulated_error_h": found.simulated_error_h,
        "assumptions": [{**each._asdict(), "sources": list(each.sources)} for each in found.assumed],
    }
