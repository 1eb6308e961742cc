"""From lines of the protocol to invitees: each once, with whom they are there for and why."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from directory.equipment import equipment
from directory.rules.catalogue import MeetingType
from directory.rules.hours import LONDON
from directory.rules.invites import LEVELS, Line, Reason, Reply, hard_reason
from directory.services.meeting_plans.filling import Filled, Filler
from directory.services.meeting_plans.places import Place

_OTHER_ADDRESS = "other-address-worker"


@dataclass(slots=True)
class Invitee:
    """Somebody on a list, or a gap in it, as it is put together."""

    filled: Filled
    lines: list[Line] = field(default_factory=list)
    people: list[str] = field(default_factory=list)

    def add(self, line: Line, labels: Iterable[str]) -> None:
        self.lines.append(line)
        self.people += [label for label in labels if label not in self.people]

    @property
    def rank(self) -> int:
        return min(LEVELS.index(line.level) for line in self.lines)

    @property
    def roles(self) -> list[str]:
        return list(dict.fromkeys(line.role for line in self.lines))

    @property
    def role(self) -> str:
        """The role they are invited as: their own where a rule asks for it, or the one asked for most."""
        own = self.filled.contact["role"] if self.filled.contact else None
        strictest = min(self.lines, key=lambda line: LEVELS.index(line.level))
        return own if own in self.roles else strictest.role

    @property
    def because(self) -> list[Reason]:
        """The rules behind the strictest level, each once, and then those of the other roles they fill."""
        ordered = sorted(self.lines, key=lambda line: LEVELS.index(line.level))
        return list({reason.rule: reason for line in ordered for reason in line.because}.values())


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody of a list: their label, where they are, and what the protocol says of that."""

    label: str
    place: Place
    lines: tuple[Line, ...]


def lines_for(
    place: Place, meeting: MeetingType, circumstances: Mapping[str, str | None]
) -> tuple[Line, ...]:
    """What the protocol says of a place; where nobody knows its kind, the meeting's usual roles as well.

    These are gaps to be looked into, never a shorter list (H4).
    """
    said = equipment().protocol.decide(meeting.slug, place.kind.slug if place.kind else None, circumstances)
    if place.kind is not None:
        return said
    named = {line.role for line in said}
    usual = []
    for each in meeting.default_roles:
        if each.role not in named:
            when = f" ({each.when})" if each.when else ""
            words = (
                f"What kind of place this is, is not known; such a meeting usually asks for this role{when}."
            )
            usual.append(Line(each.role, "recommended", (hard_reason(equipment().catalogue, "H4", words),)))
    return (*said, *usual)


def invitees_for(residents: Sequence[Resident], filler: Filler) -> list[Invitee]:
    """Everybody on one list: required first, then by role; each contact once, and each gap."""
    found: dict[Hashable, Invitee] = {}
    for resident in residents:
        for line in resident.lines:
            if not line.invited or line.role in filler.barred:
                continue
            for place, labels in _where(line.role, resident, residents):
                filled = filler.fill(line.role, place)
                key = _key(line.role, filled, place)
                found.setdefault(key, Invitee(filled)).add(line, labels)
    rank = equipment().role_rank
    return sorted(found.values(), key=lambda each: (each.rank, rank[each.role]))


def _where(
    role: str, resident: Resident, residents: Sequence[Resident]
) -> list[tuple[Place | None, list[str]]]:
    """The places at which a role is to be filled for somebody, each with who of the list lives there."""
    if role != _OTHER_ADDRESS:
        return [(resident.place, [resident.label])]
    others = {each.place.key: each.place for each in residents if each.place.key != resident.place.key}
    return [
        (place, [each.label for each in residents if each.place.key == key]) for key, place in others.items()
    ] or [(None, [resident.label])]


def _key(role: str, filled: Filled, place: Place | None) -> Hashable:
    if filled.contact is not None:
        key: Hashable = filled.contact["id"]
        return key
    organisation = filled.organisation["id"] if filled.organisation else None
    return role, organisation or (place.key if place else None)


def invitee_shown(invitee: Invitee, meeting: MeetingType, replies: Sequence[Reply]) -> dict[str, Any]:
    """An invitee as the plan shows them."""
    filled, told_only = invitee.filled, LEVELS[invitee.rank] == "inform_only"
    contacts = [*([filled.contact] if filled.contact else []), *filled.cover]
    reachable = any(contact["reachable_now"] for contact in contacts)
    due = [] if told_only else [reply_shown(reply) for reply in replies]
    return {
        "role": invitee.role,
        "role_name": equipment().catalogue.contact_roles[invitee.role].name,
        "roles": invitee.roles,
        "level": LEVELS[invitee.rank],
        "for": invitee.people,
        "organisation": filled.organisation,
        "contact": filled.contact,
        "cover": filled.cover,
        "gap": filled.gap,
        "because": [reason_shown(reason) for reason in invitee.because],
        "asked_to_bring": [] if told_only else list(meeting.asked_to_bring),
        "reply_by": due[0]["by"] if due else None,
        "replies": due,
        "nobody_then": None if reachable else "Nobody for this role is known to be reachable at that time.",
    }


def reason_shown(reason: Reason) -> dict[str, Any]:
    return {
        "rule": reason.rule,
        "rationale": reason.rationale,
        "force": reason.force,
        "standing": reason.standing,
        "provision": reason.provision,
        "source": list(reason.sources),
        "verification": reason.verification,
    }


def reply_shown(reply: Reply) -> dict[str, Any]:
    return {
        "what": reply.what,
        "by": reply.by.astimezone(LONDON),
        "passed": reply.passed,
        "source": list(reply.sources),
        "verification": reply.verification,
    }
