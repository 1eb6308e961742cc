"""What a contract should secure so that a provider can take part in safeguarding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from directory.rules.catalogue.rows import Number, Ref, Row, SourceId, Verification

Basis = Literal["source", "proposal", "local choice", "own threshold"]
"""`source`: a text read says so. `proposal`: our default, for want of a source. `local choice`: nobody
sets one, the commissioner must. `own threshold`: the council's, from its own folder."""

Unit = Literal[
    "people",
    "hours",
    "hours_per_month",
    "days",
    "working_days",
    "weeks",
    "months",
    "years",
    "percent",
    "breaches",
    "per_year",
    "yes_no",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFramework(Row):
    """A law, standard or set of schedules that lists terms of this kind."""

    name: str
    covers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """One number a contract can be held against, and what the number rests on.

    `quantity` is None where it is for the commissioner to choose. `applies_to` narrows it
    in words; None for every provider.
    """

    measure: str
    sense: Literal["at_least", "at_most", "exactly"]
    quantity: Number | None = None
    unit: Unit
    basis: Basis
    applies_to: str | None = None
    verification: Verification = "unverified"
    sources: tuple[SourceId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractTerm(Row):
    """A promise to look for in a contract.

    `benchmark` is the measure in words and `basis` what it rests on; `thresholds` are the
    numbers. `verification` is about the benchmark. `suggested_wording` is a draft of ours
    for the council's lawyers.
    """

    name: str
    definition: str
    concerns: Literal["children", "adults", "both"]
    unit: str
    benchmark: str
    basis: Basis
    thresholds: tuple[Threshold, ...] = ()
    evidence: tuple[str, ...] = ()
    frameworks: tuple[Annotated[str, Ref("contract_frameworks")], ...] = ()
    frameworks_note: str | None = None
    suggested_wording: str
