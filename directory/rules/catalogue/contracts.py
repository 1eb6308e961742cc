"""What a contract should secure so that a provider can take part in safeguarding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from directory.rules.catalogue.rows import Derived, Number, Ref, Row
from directory.rules.catalogue.units import Unit

Basis = Literal["source", "proposal", "local choice", "own threshold"]
"""`source`: a text read says so. `proposal`: our default, for want of a source. `local choice`: nobody
sets one, the commissioner must. `own threshold`: the council's, from its own folder."""

Concern = Literal["children", "adults", "both"]
Sense = Literal["at_least", "at_most", "exactly"]
Risk = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFramework(Row):
    """A law, standard or set of schedules that lists terms of this kind."""

    name: str
    covers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractThreshold(Row):
    """One number a contract can be held against, and what the number rests on.

    `quantity` is None where it is for the commissioner to choose, and for a `yes_no`. Thresholds of a
    term with the same `measure` are one count with a stricter case. `applies_to` narrows it in words;
    None for every provider. `also` has other units that answer a `yes_no`: more than 0 is a yes.
    """

    term: Annotated[str, Ref("contract_terms")]
    measure: str
    sense: Sense
    quantity: Number | None = None
    unit: Unit
    also: tuple[Unit, ...] = ()
    concerns: Concern = "both"
    applies_to: str | None = None
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractTerm(Row):
    """A promise to look for in a contract.

    `benchmark` is the measure in words and `basis` what it rests on; `thresholds` are the
    numbers. `verification` is about the benchmark. `risk` is our view of what its want can
    lead to. `suggested_wording` is a draft of ours for the council's lawyers.
    """

    name: str
    definition: str
    concerns: Concern
    risk: Risk = "medium"
    unit: str
    benchmark: str
    basis: Basis
    thresholds: Annotated[tuple[ContractThreshold, ...], Derived()] = ()
    evidence: tuple[str, ...] = ()
    frameworks: tuple[Annotated[str, Ref("contract_frameworks")], ...] = ()
    frameworks_note: str | None = None
    suggested_wording: str
