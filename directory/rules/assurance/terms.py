"""The catalogue's terms and thresholds made ready to hold contracts against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, Literal

from directory.errors import Invalid
from directory.rules.assurance.holding import Hold, Measure, Status, answers, status_of
from directory.rules.assurance.promises import Promise
from directory.rules.assurance.units import WorkingTime, working_time
from directory.rules.catalogue import Catalogue, ContractTerm, ContractThreshold
from directory.rules.catalogue.contracts import Concern, Risk
from directory.rules.catalogue.units import FAMILIES, Unit

Audience = Literal["children", "adults"]
AUDIENCES: Final[tuple[Audience, ...]] = ("children", "adults")

_RISKS: Final[dict[Risk, int]] = {"high": 0, "medium": 1, "low": 2}
_GRAVITY: Final[dict[Status, int]] = {"missing": 0, "unclear": 1, "partly": 2, "met": 3}
#: Kinds of promise whose answer a term remembers; thousands of contracts have a few hundred of a term.
_REMEMBERED: Final = 10_000


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """How something stands on a term, for children, adults or both alike: a finding without its clauses.

    There is one of each term, concern and status, shared by all contracts.
    """

    term: str
    concerns: Concern
    status: Status


class Term:
    """A term of the catalogue with its measures, for children and for adults.

    Where a term has no threshold for an audience, a clause is all that is asked: a measure of our making
    says so.

    alike: both audiences have the same measures.
    places: where a finding of each status stands in a list, the gravest first: what is met comes last; of
        the gaps, those of high risk first, and of these what is missing; else the catalogue's order.
    """

    def __init__(self, term: ContractTerm, position: int, time: WorkingTime) -> None:
        self.term = term
        self.places: dict[Status, int] = {
            status: ((len(_RISKS) if status == "met" else _RISKS[term.risk]) * len(_GRAVITY) + gravity)
            * 1_000
            + position
            for status, gravity in _GRAVITY.items()
        }
        self.audiences: tuple[Audience, ...] = AUDIENCES if term.concerns == "both" else (term.concerns,)
        made = {each.slug: Measure(each, time) for each in term.thresholds}
        clause = Measure(_any_clause(term), time)
        self.measures: dict[Audience, tuple[Measure, ...]] = {}
        for audience in self.audiences:
            wanted = [made[each.slug] for each in term.thresholds if each.concerns in ("both", audience)]
            self.measures[audience] = (*wanted,) or (clause,)
        self.alike = len({*self.measures.values()}) == 1
        self._spoken_of = {
            audience: {unit: _spoken_of(unit, measures) for unit in FAMILIES}
            for audience, measures in self.measures.items()
        }
        self._made: dict[tuple[Concern, Status], Verdict] = {}
        self._remembered: dict[tuple[object, ...], tuple[Verdict, ...]] = {}

    def verdicts(self, promises: Sequence[Promise]) -> tuple[Verdict, ...]:
        """One verdict for both audiences where nothing tells them apart, else one each.

        Of a promise only the numbers matter here, and contracts repeat them, so answers are remembered.
        """
        kinds = tuple(
            [(each.concerns, each.measure, each.unit, each.quantity, each.has_clause) for each in promises]
        )
        known = self._remembered.get(kinds)
        if known is None:
            known = tuple(self._judge(promises))
            if len(self._remembered) < _REMEMBERED:
                self._remembered[kinds] = known
        return known

    def _judge(self, promises: Sequence[Promise]) -> Iterator[Verdict]:
        if self.alike and all(each.concerns == "both" for each in promises):
            yield self._verdict(self.term.concerns, self.audiences[0], promises)
            return
        for audience in self.audiences:
            yield self._verdict(audience, audience, concerning(audience, promises))

    def _verdict(self, concerns: Concern, audience: Audience, promises: Sequence[Promise]) -> Verdict:
        status = status_of(
            max((self.hold(audience, measure, each) for each in promises), default=Hold.ABSENT)
            for measure in self.measures[audience]
        )
        return self._made.setdefault((concerns, status), Verdict(self.term.slug, concerns, status))

    def fits(self, unit: Unit) -> bool:
        """Whether a promise of this term can be in `unit`."""
        return any(
            answers(measure.threshold, unit) for measures in self.measures.values() for measure in measures
        )

    def hold(self, audience: Audience, measure: Measure, promise: Promise) -> Hold:
        """How a promise stands to a measure of this term; ABSENT where it speaks of another."""
        threshold = measure.threshold
        if promise.measure is not None:
            return measure.hold(promise) if promise.measure == threshold.slug else Hold.ABSENT
        if promise.unit is None:
            return measure.hold(promise)
        spoken_of = self._spoken_of[audience][promise.unit]
        if threshold.measure in spoken_of:
            return measure.hold(promise) if len(spoken_of) == 1 else Hold.WHICH
        return Hold.ABSENT if spoken_of else measure.hold(promise)


class Terms:
    """Every term of a catalogue, made ready once; nothing in it changes."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.time = working_time(catalogue)
        self.by_slug: Mapping[str, Term] = {
            slug: Term(term, position, self.time)
            for position, (slug, term) in enumerate(catalogue.contract_terms.items())
        }

    def fits(self, term: str, unit: Unit) -> bool:
        """Whether a promise of the term can be in `unit`: one that can be compared with its thresholds.

        Raises:
            Invalid: there is no such term.
        """
        return self._known(term).fits(unit)

    def check(self, promise: Promise) -> None:
        """Refuse a promise that the catalogue cannot place.

        Raises:
            Invalid: the term or its measure is unknown, the unit does not fit, or it concerns those whom
                the term leaves out.
        """
        known = self._known(promise.term)
        concerned = known.term.concerns
        if "both" not in (concerned, promise.concerns) and promise.concerns != concerned:
            raise Invalid(f"'{promise.term}' concerns {concerned} only, not {promise.concerns}", "concerns")
        if promise.unit is not None and not known.fits(promise.unit):
            raise Invalid(f"{promise.unit} does not fit '{promise.term}': {_fitting(known)}", "unit")
        if promise.measure is None:
            return
        measures = {each.slug: each for each in known.term.thresholds}
        if promise.measure not in measures:
            named = ", ".join(measures) or "it has none"
            raise Invalid(f"'{promise.measure}' is no measure of '{promise.term}': {named}", "measure")
        if promise.unit is not None and not answers(measures[promise.measure], promise.unit):
            raise Invalid(f"{promise.unit} does not fit '{promise.measure}'", "unit")

    def _known(self, term: str) -> Term:
        if term not in self.by_slug:
            near = get_close_matches(term, self.by_slug, 1)
            hint = f"; did you mean '{near[0]}'?" if near else ""
            raise Invalid(f"there is no contract term '{term}'{hint}", "term")
        return self.by_slug[term]


def concerning(audience: Concern, promises: Iterable[Promise]) -> tuple[Promise, ...]:
    """The promises that reach an audience; all of them for both alike."""
    return tuple(each for each in promises if audience == "both" or each.concerns in ("both", audience))


def _spoken_of(unit: Unit, measures: Sequence[Measure]) -> tuple[str, ...]:
    """The measures that a promise in `unit` speaks of when it names none; several: nobody can say which.

    A measure in the very same unit comes first, and of several such the first: one person named is the
    lead. 4 weeks are the induction that is counted in weeks, not the refresher that is counted in years.
    """
    same = [each.threshold.measure for each in measures if each.threshold.unit == unit]
    if same:
        return (same[0],)
    return _once(each.threshold.measure for each in measures if answers(each.threshold, unit))


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return (*dict.fromkeys(names),)


def _any_clause(term: ContractTerm) -> ContractThreshold:
    return ContractThreshold(
        slug=term.slug,
        term=term.slug,
        measure=term.name,
        sense="exactly",
        unit="yes_no",
        basis=term.basis,
        verification=term.verification,
        sources=term.sources,
    )


def _fitting(term: Term) -> str:
    return "it can be in " + ", ".join(unit for unit in FAMILIES if term.fits(unit))
