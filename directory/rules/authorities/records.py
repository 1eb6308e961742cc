"""What is kept of a council, and of what is said about councils."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

Function: TypeAlias = Literal["housing", "children", "adults"]
Tier: TypeAlias = Literal["county", "district", "unitary", "metropolitan", "london"]
Verification: TypeAlias = Literal["verified", "secondary", "unverified"]

#: Homelessness and housing; children's social care; adult social care: in the order answers give them.
FUNCTIONS: Final[tuple[Function, ...]] = ("housing", "children", "adults")


@dataclass(frozen=True)
class Authority:
    """A council, what it does and when.

    Dates are whole days and both ends are included. `valid_from` None means since before these records
    begin (2019), `valid_to` None that no end is a fact. A planned change is no fact: it stands in
    `planned_end`, the last day as planned, and the council that is to follow has `planned` True.

    `predecessors` and `successors` hold codes, planned ones included. `county_gss` is set for districts
    only. `area_name` is the name of the area (Chelmsford), `places` further words people use for it,
    `aliases` other names of the council, `former_codes` codes the same council had before.
    """

    gss: str
    name: str
    tier: Tier
    functions: frozenset[Function]
    county_gss: str | None
    valid_from: date | None
    valid_to: date | None
    planned: bool
    predecessors: tuple[str, ...]
    verification: Verification
    sources: tuple[str, ...]
    area_name: str = ""
    planned_end: date | None = None
    successors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    former_codes: tuple[str, ...] = ()
    note: str = ""

    @property
    def last_day(self) -> date | None:
        """The last day of the council, in fact or as planned; None when neither is recorded."""
        return self.valid_to or self.planned_end

    def in_force(self, on: date) -> bool:
        """Whether the council stands on that day, going by planned days where there are no others."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.last_day is None or on <= self.last_day)


@dataclass(frozen=True)
class Note:
    """Something to be said beside an answer, with how far it was checked.

    `verification` None: it says how this directory works and is no fact from outside.
    """

    text: str
    verification: Verification | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class SafeguardingArea:
    """Children's authorities that share one set of child protection procedures; `members` are codes."""

    id: str
    name: str
    members: tuple[str, ...]
    note: Note


@dataclass(frozen=True)
class TierNote:
    """A note for every council of some tiers, on and after a day, that has no successor on record."""

    id: str
    tiers: frozenset[Tier]
    since: date
    note: Note


@dataclass(frozen=True)
class CouncilSettings:
    """What a council has set for itself.

    `cover_told_by`: terms of contracts. Practitioners are told that safeguarding cover is contracted where
    one of its contracts promises each of them; empty, which it is unless set, tells them nothing.
    """

    gss: str
    cover_told_by: tuple[str, ...] = ()
