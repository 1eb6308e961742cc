"""Accommodation types, the support they normally bring, and the code lists they are told in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, Literal

from directory.rules.catalogue.rows import Derived, Fact, Keyed, Ref, Row, TimeLimit

Offered = Literal["yes", "no", "ask"]

#: The group of safe accommodation, by which somebody is known to be a victim of domestic abuse.
SAFE_PLACES: Final = "domestic_abuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccommodationGroup(Row):
    """A family of types that invite rules can name as `group:<slug>`.

    `flagged` groups cut across the others: their members are the types with `supported_any: yes`.
    """

    name: str
    description: str
    flagged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyProfile(Row):
    """Which safeguarding duties reach whoever provides the place, and by which route."""

    name: str
    duties: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationPolicy(Row):
    """Who may be told where a scheme of this policy is.

    `holds_location` says whether the service may hold a place at all: where it may not, no
    premises, postcode, coordinates or UPRN is ever stored. Built in: a council cannot change it.
    """

    name: str
    meaning: str
    holds_location: bool
    strictness: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Row):
    """An entry of a list that somebody else publishes: temporary accommodation, Ofsted, DA Act, NHS."""

    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportFamily(Row):
    """A heading under which support types are listed."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportLevel(Row):
    """How much of a support type there is; `rank` orders them, 0 the least, None for one apart."""

    name: str
    definition: str
    rank: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportType(Row):
    """One kind of help a scheme may give."""

    name: str
    definition: str
    family: Annotated[str, Ref("support_families")]


@dataclass(frozen=True, slots=True, kw_only=True)
class NormalSupport:
    """What a type normally brings of one support type. Never a promise about one scheme.

    `ask` means it differs from scheme to scheme, or nobody has said; so does a support type
    that the list leaves out.
    """

    support_type: Annotated[str, Ref("support_types")]
    offered: Offered
    level: Annotated[str, Ref("support_levels")] | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccommodationType(Row):
    """A kind of place a family can be in, in words for the practitioner who must plan around it.

    Only `facts` and `time_limits` can be better than unverified. `statutory_time_limit` is the
    limit in words (None: the law sets none that is known here); `time_limits` has those that are
    numbers. `ta_categories` and the other codes are a cross-walk of ours; a `*_note` says when a
    code applies only sometimes. `holds_location` comes from `location_policy`.
    """

    name: str
    short_name: str
    aliases: tuple[str, ...] = ()
    group: Annotated[str, Ref("accommodation_groups")]
    supported_any: bool
    duty_profile: Annotated[str, Ref("duty_profiles")]
    description: str
    for_whom: str
    tenure: str
    typical_stay: str
    typical_support: str
    not_normally_provided: str
    regulator: str
    legal_basis: str | None = None
    statutory_time_limit: str | None = None
    time_limits: tuple[TimeLimit, ...] = ()
    location_policy: Annotated[str, Ref("location_policies")]
    holds_location: Annotated[bool, Derived()]
    ta_categories: tuple[Annotated[str, Ref("ta_categories")], ...] = ()
    ta_note: str | None = None
    ofsted_category: Annotated[str, Ref("ofsted_categories")] | None = None
    ofsted_note: str | None = None
    da_category: Annotated[str, Ref("da_categories")] | None = None
    da_note: str | None = None
    nhs_code: Annotated[str, Ref("nhs_codes")] | None = None
    nhs_note: str | None = None
    support_normal: Annotated[tuple[NormalSupport, ...], Keyed("support_type", "offered")]
    questions: tuple[str, ...]
    facts: tuple[Fact, ...] = ()

    @property
    def is_safe_place(self) -> bool:
        """Whether it is safe accommodation, where nobody but victims of domestic abuse lives."""
        return self.group == SAFE_PLACES

    @property
    def is_refuge(self) -> bool:
        """Whether it is safe accommodation whose address nobody is told.

        That of a probation hostel is told to nobody either, and it is no refuge; nor is a home made safe.
        """
        return self.is_safe_place and self.location_policy == "confidential"

    @property
    def ta_category(self) -> str | None:
        """The one temporary-accommodation code; None where there is none, or which one depends."""
        return self.ta_categories[0] if len(self.ta_categories) == 1 and self.ta_note is None else None

    def normally(self, offered: Offered) -> tuple[NormalSupport, ...]:
        """The support types for which the answer is `offered`, in the order written."""
        return tuple(support for support in self.support_normal if support.offered == offered)
