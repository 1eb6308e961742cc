"""What a contract secures: a finding for every term, the gravest first."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from directory.rules.assurance.holding import Hold, Measure, Status
from directory.rules.assurance.promises import Contract, Promise
from directory.rules.assurance.terms import Audience, Term, Terms, Verdict, concerning
from directory.rules.assurance.wording import reason
from directory.rules.catalogue import ContractTerm, Verification
from directory.rules.catalogue.contracts import Basis, Concern, Sense
from directory.rules.catalogue.units import Unit

STATUSES: Final[tuple[Status, ...]] = ("met", "partly", "missing", "unclear")


class Measured(NamedTuple):
    """One threshold of a term and the promise that comes nearest to it, if any speaks of it.

    others: promises that speak of it too and come less near.
    """

    measure: Measure
    hold: Hold
    promise: Promise | None
    others: tuple[Promise, ...] = ()


class Required(NamedTuple):
    """How much is wanted and what that rests on; no quantity: nobody has set one, or a yes is wanted."""

    measure: str
    sense: Sense
    quantity: float | None
    unit: Unit
    applies_to: str | None
    basis: Basis
    verification: Verification
    sources: tuple[str, ...]


class Held(NamedTuple):
    """How much the contract promises, as its clause puts it, and by what it will be shown."""

    quantity: float | None
    unit: Unit | None
    evidence: tuple[str, ...]


class Clause(NamedTuple):
    """Where the contract says so; either may be wanting."""

    number: str | None
    text: str | None


class Finding(NamedTuple):
    """How a contract stands on one term, for children, adults or both alike.

    promises: those of the term that are in force and concern them. `measured` holds them against every
        threshold; the other properties speak of the one that decides, the first of those that come off worst.
    """

    known: Term
    concerns: Concern
    status: Status
    promises: tuple[Promise, ...]

    @property
    def term(self) -> ContractTerm:
        """The term, with its suggested wording."""
        return self.known.term

    @property
    def measured(self) -> tuple[Measured, ...]:
        """Every threshold of the term, in the order of the catalogue, with what is held against it."""
        audience = self.known.audiences[0] if self.concerns == "both" else self.concerns
        promises = sorted(self.promises, key=_by_content)
        measures = self.known.measures[audience]
        return tuple(_measured(self.known, audience, measure, promises) for measure in measures)

    @property
    def deciding(self) -> Measured:
        """The threshold that comes off worst."""
        return min(self.measured, key=lambda each: each.hold)

    @property
    def required(self) -> Required:
        """What is wanted there."""
        wanted = self.deciding.measure.threshold
        return Required(
            wanted.measure,
            wanted.sense,
            wanted.quantity,
            wanted.unit,
            wanted.applies_to,
            wanted.basis,
            wanted.verification,
            wanted.sources,
        )

    @property
    def held(self) -> Held | None:
        """What is promised there; None where nothing is."""
        promise = self.deciding.promise
        return Held(promise.quantity, promise.unit, promise.evidence) if promise else None

    @property
    def clause(self) -> Clause | None:
        """The clause that decides or else another of this term; None where the contract has none."""
        promises = (self.deciding.promise, *self.promises)
        return next(
            (Clause(each.clause_number, each.clause_text) for each in promises if each and each.has_clause),
            None,
        )

    @property
    def reason(self) -> str:
        """Why the status is what it is, in whole sentences, with what each number rests on."""
        return reason(self.known, self.measured)

    @property
    def suggested_wording(self) -> str:
        """A draft of ours for the council's lawyers."""
        return self.term.suggested_wording


class Summary(NamedTuple):
    """How many findings there are of each status."""

    met: int = 0
    partly: int = 0
    missing: int = 0
    unclear: int = 0

    @classmethod
    def of(cls, findings: Iterable[Finding | Verdict]) -> Summary:
        """The findings counted."""
        statuses = [each.status for each in findings]
        return cls(*(statuses.count(status) for status in STATUSES))


@dataclass(frozen=True, slots=True)
class Assurance:
    """What one contract secures on the day `on`: a finding for every term, the gravest first.

    in_force: whether the contract holds on that day; if not, it secures nothing.
    unknown: promises of terms that this catalogue does not have, or has retired: held, and not judged.
    """

    contract: Hashable
    on: date
    in_force: bool
    findings: tuple[Finding, ...]
    unknown: tuple[Promise, ...]

    @property
    def summary(self) -> Summary:
        """How many findings there are of each status."""
        return Summary.of(self.findings)


def assess(contract: Contract, terms: Terms, on: date) -> Assurance:
    """What a contract secures on a day. Promises not in force on it do not count."""
    promised = promised_on(contract, on)
    found = [
        finding(known, verdict, promised.get(slug, ()))
        for slug, known in terms.by_slug.items()
        for verdict in known.verdicts(promised.get(slug, ()))
    ]
    found.sort(key=lambda each: each.known.places[each.status])
    unknown = [each for each in contract.promises if each.term not in terms.by_slug]
    return Assurance(contract.key, on, contract.holds_on(on), tuple(found), tuple(unknown))


def finding(known: Term, verdict: Verdict, promised: Iterable[Promise]) -> Finding:
    """A verdict with what there is to say of it; `promised` are the promises of the term in force."""
    return Finding(known, verdict.concerns, verdict.status, concerning(verdict.concerns, promised))


def promised_on(contract: Contract, on: date) -> dict[str, list[Promise]]:
    """The promises in force on a day by their terms; none when the contract itself is not."""
    promised: dict[str, list[Promise]] = {}
    for promise in contract.promises if contract.holds_on(on) else ():
        if promise.holds_on(on):
            if promise.term in promised:
                promised[promise.term].append(promise)
            else:
                promised[promise.term] = [promise]
    return promised


def _measured(known: Term, audience: Audience, measure: Measure, promises: Sequence[Promise]) -> Measured:
    """The promise that comes nearest to a threshold; of equals, the first by its clause."""
    speaking = [
        (hold, -measure.lack(promise), promise)
        for promise in promises
        if (hold := known.hold(audience, measure, promise)) is not Hold.ABSENT
    ]
    if not speaking:
        return Measured(measure, Hold.ABSENT, None)
    best = max(range(len(speaking)), key=lambda at: speaking[at][:2])
    hold, _, nearest = speaking.pop(best)
    return Measured(measure, hold, nearest, tuple(promise for *_, promise in speaking))


def _by_content(promise: Promise) -> tuple[str, ...]:
    """A sort key that does not depend on the order in which clauses were put down."""
    return tuple(
        "" if each is None else str(each)
        for each in (
            promise.clause_number,
            promise.clause_text,
            promise.measure,
            promise.quantity,
            promise.unit,
            promise.concerns,
            promise.evidence,
            promise.valid_from,
            promise.valid_to,
        )
    )
