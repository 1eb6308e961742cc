"""What every row of the catalogue has in common, and the parts rows are made of.

The dataclasses of this package are the schema: a field's name is the key a policy
editor writes, its type says what may stand there, and `Ref` names the table that must
know the value. `shape.py` reads rows by these annotations; nothing else lists columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, Literal

ANY: Final = "any"
"""In an invite rule: whatever the meeting, accommodation, circumstance or role."""

Verification = Literal["verified", "secondary", "unverified"]
"""`verified`: the official text was read. `secondary`: read in a copy, a summary or another
area's procedure. `unverified`: own knowledge, a proposal or a local choice, never law."""

STRENGTH: Final[dict[str, int]] = {"unverified": 0, "secondary": 1, "verified": 2}

Origin = Literal["shipped", "local"]
Number = int | float


@dataclass(frozen=True, slots=True)
class Ref:
    """The value must be a key of `table`; `any_` also allows "any", `group` also "group:<key>"."""

    table: str
    any_: bool = False
    group: bool = False


@dataclass(frozen=True, slots=True)
class Short:
    """A part may be written as one word, which is then its `field`."""

    field: str


@dataclass(frozen=True, slots=True)
class Keyed:
    """A list of parts written as `key: value`; both become fields of the part."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Derived:
    """Worked out while loading; writing it in a file is a fault."""


SourceId = Annotated[str, Ref("sources")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One entry of the reference catalogue.

    `verification` is the weakest that any of the row's own claims deserves, except for the
    fields named in `proposed`: those are ours, for local agreement, whatever it says. Parts
    (facts, time limits, thresholds) carry their own. `origin` is "local" as soon as a
    council's folder added or changed the row.
    """

    slug: str
    verification: Verification = "unverified"
    sources: tuple[SourceId, ...] = ()
    note: str | None = None
    proposed: tuple[str, ...] = ()
    as_of: date | None = None
    origin: Annotated[Origin, Derived()] = "shipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One statement with its own standing; outside `valid_from`-`valid_to` (both included) it is history."""

    text: str
    verification: Verification
    sources: tuple[SourceId, ...]
    note: str | None = None
    as_of: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, on: date) -> bool:
        """Whether `on` is inside the dates given; a date that is not given does not bound it."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


LimitUnit = Literal["hours", "days", "nights", "weeks", "months", "working_days", "years_of_age"]
LimitKind = Literal["maximum", "deadline", "ahead", "interval", "age"]
_DAYS: Final[dict[str, int]] = {"days": 1, "nights": 1, "weeks": 7}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """A limit that is a number: `what` may or must happen, counted from `starts`.

    `kind`: `maximum` (no longer than), `deadline` (within, after `starts`), `ahead` (at least
    so long before `starts`), `interval` (at least every), `age` (until that age).
    """

    what: str
    kind: LimitKind
    quantity: Number
    unit: LimitUnit
    starts: str | None = None
    verification: Verification
    sources: tuple[SourceId, ...]
    note: str | None = None

    @property
    def days(self) -> int | None:
        """The limit in calendar days; None where the unit has no fixed length in days."""
        return int(self.quantity * _DAYS[self.unit]) if self.unit in _DAYS else None


SourceKind = Literal["law", "guidance", "official", "procedure", "commentary", "dataset", "local", "own"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Row):
    """A text the catalogue rests on.

    `kind`: `law` (Act, instrument or judgment), `guidance` (statutory or departmental guidance),
    `official` (another public body's own words), `procedure` (an area's safeguarding
    procedures), `commentary` (a summary or practitioner site), `dataset` (code lists and
    statistics), `local` (Essex papers), `own` (nothing was read).
    `address` is a web address, or None with `held` saying where the text was.
    """

    title: str
    kind: SourceKind
    address: str | None = None
    held: str | None = None
    read: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalFact(Row):
    """A legal or administrative fact that is not about one accommodation type only.

    `applies_to` lists types and groups it bears on; empty means all of them.
    """

    title: str
    text: str
    applies_to: tuple[Annotated[str, Ref("accommodation_types", group=True)], ...] = ()
    time_limits: tuple[TimeLimit, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralQuestion(Row):
    """A question worth asking about any placement; `order` is where it stands in the list, from 1."""

    question: str
    order: int
