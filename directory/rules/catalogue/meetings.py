"""Roles, meetings, circumstances, and the rules that say who from housing is invited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from directory.rules.catalogue.rows import ANY, Derived, Fact, Ref, Row, Short, TimeLimit

Side = Literal["provider", "landlord", "lha", "authority", "csc", "commissioner", "adult", "partner"]
Level = Literal["required", "recommended", "inform_only", "must_not"]
ShownForce = Literal["law", "guidance", "protocol"]
Attendance = Literal["in_person", "secure", "local"]
Belongs = Literal["household", "case"]
At = Literal["same", "host_authority", "placing_authority", "care_authority"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRole(Row):
    """A post that can be rung or invited. The verification is about `named_in`, not about the definition.

    `for_victims`: it speaks for a victim of domestic abuse, so that to name it tells that there is one.
    """

    name: str
    side: Side
    definition: str
    named_in: str | None = None
    for_victims: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FallbackStep:
    """Whom to try next; `at` says whose post it is when not the same organisation's or area's."""

    role: Annotated[str, Ref("contact_roles")]
    at: At = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFallback(Row):
    """Whom to try when the role `slug` has no usable contact, in order.

    `escalate` is whom to tell of the gap, the first of them that there is. `when_implicated` takes the
    role's place when its holder is implicated in an allegation.
    """

    slug: Annotated[str, Ref("contact_roles")]
    steps: Annotated[tuple[FallbackStep, ...], Short("role")]
    escalate: Annotated[tuple[FallbackStep, ...], Short("role")] = ()
    when_implicated: Annotated[str, Ref("contact_roles")] | None = None
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultRole:
    """A role a meeting normally asks for; `when` is a condition in words, None for always."""

    role: Annotated[str, Ref("contact_roles")]
    when: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingType(Row):
    """A meeting about a child or adult at which housing may be needed.

    `time_limits` are the numbers in `timescale`, `reply_times` those in `response_time`.
    `attendance` `secure` means by a secure channel rather than a room, `local` that the area decides.
    `evidence` says which statements were read and where. `sharing` is on what housing is asked as a
    rule (consent first unless a row says otherwise), `implies` what every such meeting is about.
    """

    name: str
    statutory_basis: str | None = None
    guidance: str | None = None
    convener: str
    timescale: str
    time_limits: tuple[TimeLimit, ...] = ()
    housing_invited_when: str
    default_roles: Annotated[tuple[DefaultRole, ...], Short("role")] = ()
    default_roles_note: str | None = None
    asked_to_bring: tuple[str, ...] = ()
    attendance: Attendance
    attendance_note: str | None = None
    sharing: Annotated[str, Ref("sharing_grounds")] = "consent-first"
    implies: tuple[Annotated[str, Ref("circumstances")], ...] = ()
    information_basis: str
    response_time: str | None = None
    reply_times: tuple[TimeLimit, ...] = ()
    evidence: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstance(Row):
    """Something that changes who is invited.

    `asked` is False where the service works it out and the organiser is never asked. `belongs_to` says whose
    it is: what is of a household stands on no list but that household's, what is of the case bears on all.
    """

    name: str
    meaning: str
    asked: bool = True
    belongs_to: Belongs = "household"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleForce(Row):
    """What an invite rule rests on. `shown_as` is the word of the API; `meaning` goes with it on screen."""

    name: str
    shown_as: ShownForce
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleReason(Row):
    """Why a role is, or is not, invited: shared by every rule that gives this reason."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteRule(Row):
    """meeting × accommodation × circumstance → role at a level, because of something.

    `meeting`, `accommodation`, `circumstance` and `role` may be "any"; `accommodation` may be
    "group:<slug>". `provision` is the section of an Act, given exactly where `shown_force` is
    "law". `rationale` and, unless the rule has its own, `sources` come from the reason `because`.
    A rule of force `protocol` is proposed for local agreement and always unverified.
    """

    meeting: Annotated[str, Ref("meeting_types", any_=True)]
    accommodation: Annotated[str, Ref("accommodation_types", any_=True, group=True)]
    circumstance: Annotated[str, Ref("circumstances", any_=True)] = ANY
    role: Annotated[str, Ref("contact_roles", any_=True)]
    level: Level
    force: Annotated[str, Ref("rule_forces")]
    because: Annotated[str, Ref("rule_reasons")]
    provision: str | None = None
    shown_force: Annotated[ShownForce, Derived()]
    rationale: Annotated[str, Derived()]

    @property
    def group(self) -> str | None:
        """The slug of the accommodation group named, if one is."""
        prefix, _, slug = self.accommodation.partition(":")
        return slug if prefix == "group" else None


@dataclass(frozen=True, slots=True, kw_only=True)
class HardRule(Row):
    """Something the service itself must always do. Built in: a council may add, not change or retire."""

    rule: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingGround(Row):
    """On what housing is asked and invited; `alternative` where that is not to be had, and who decides it.

    `consent` says that the person concerned is asked first.
    """

    name: str
    text: str
    alternative: str
    decided_by: str
    consent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceReason(Row):
    """Why a meeting may be held other than in person; with `needs_text` in the organiser's few words."""

    name: str
    needs_text: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem(Row):
    """What an organiser is reminded of at such a meeting, about such a place, in such a circumstance."""

    meeting: Annotated[str, Ref("meeting_types", any_=True)] = ANY
    accommodation: Annotated[str, Ref("accommodation_types", any_=True, group=True)] = ANY
    circumstance: Annotated[str, Ref("circumstances", any_=True)] = ANY
    location_policy: Annotated[str, Ref("location_policies", any_=True)] = ANY
    text: str
