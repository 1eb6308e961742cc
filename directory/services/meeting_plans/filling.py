"""From a role to somebody: whose post it is, who stands in, and what to do where there is nobody."""

import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from directory.equipment import equipment
from directory.rules.catalogue import FallbackStep
from directory.rules.catalogue.meetings import At
from directory.rules.invites import Holder, first_known_only, holders_of, roles_sought
from directory.services.meeting_plans.places import Place
from directory.services.shown import Posts, posts_of

#: Words of a name, or of a mailbox before the @.
_WORDS = re.compile(r"[^\W\d_]{2,}")
#: The role that is there only where a scheme records support above signposting (hard rule H11).
_WORKER = "support-worker"


#: Posts in which a role is looked for: what their owners are to the place, and who these are.
_Held = tuple[Holder, Posts, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Filled:
    """A role at a place: its contact, or the gap; who is next to try; whose post it is."""

    contact: dict[str, Any] | None
    cover: list[dict[str, Any]]
    gap: dict[str, Any] | None
    organisation: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Filler:
    """Fills roles for a moment. Roles in `barred` are nobody's contact, cover, fallback or escalation."""

    at: datetime
    judged_on: date
    barred: frozenset[str]
    _known: dict[tuple[Any, ...], Posts] = field(default_factory=dict)
    _looked: dict[tuple[Place, str, At], list[_Held]] = field(default_factory=dict)

    def posts(self, owners: tuple[Any, ...]) -> Posts:
        """The posts of some owners at the moment, worked out once a plan."""
        if owners not in self._known:
            self._known[owners] = posts_of(owners, self.at, self.judged_on)
        return self._known[owners]

    def fill(self, role: str, place: Place | None) -> Filled:
        """Who fills `role` for the people at a place; a place of None is one that nobody has named."""
        if place is None:
            return Filled(None, [], self._gap(role, None, "The other address was not given."), None)
        sought = [each for each in roles_sought(role) if each not in self.barred]
        no_worker = place.listed and not place.supported
        for each in sought:
            if each == _WORKER and no_worker:
                continue
            for holder, posts, owners in self._held(each, place):
                if holder == "scheme" and place.instead is not None:
                    continue  # who is asked where a scheme is gone is next to try, and no invitee
                if found := posts.of_role(each):
                    contact = self._told(found[0], place)
                    cover = self._cover(role, place, found[1:], posts.cover(contact["id"]))
                    without = [other for other in cover if other["id"] != contact["id"]]
                    return Filled(contact, without, None, _organisation(contact, holder, owners, place))
        reason = self._reason(role, sought, place, no_worker)
        held = [
            shown
            for each in sought
            for _, posts, _ in self._held(each, place)
            for shown in posts.of_role(each)
        ]
        cover = self._cover(role, place, held, ())
        return Filled(None, cover, self._gap(role, place, reason), _organisation_of(role, place))

    def _held(self, role: str, place: Place, at: At = "same") -> list[_Held]:
        """The posts in which a role is looked for, with whose they are."""
        asked = (place, role, at)
        if asked not in self._looked:
            self._looked[asked] = list(self._look(role, place, at))
        return self._looked[asked]

    def _look(self, role: str, place: Place, at: At) -> Iterator[_Held]:
        for holder in holders_of(role, equipment().catalogue.contact_roles[role].side, at):
            owners = place.owners(holder)
            for each in (owners,) if holder == "scheme" and owners else ((owner,) for owner in owners):
                yield holder, self.posts(each), each
            if owners and first_known_only(role):
                return

    def _steps(self, steps: Iterable[FallbackStep], place: Place) -> Iterator[tuple[str, dict[str, Any]]]:
        """The posts of some steps, in order, each with its role."""
        for step in steps:
            if step.role in self.barred:
                continue
            for _, posts, _ in self._held(step.role, place, step.at):
                for shown in posts.of_role(step.role):
                    yield step.role, self._told(shown, place)

    def _cover(
        self, role: str, place: Place, also: Iterable[dict[str, Any]], named: Iterable[dict[str, Any]]
    ) -> list[dict[str, Any]]:
        """Whom to try next: cover by name, others of the role, the fallbacks, and out of hours; each once."""
        fallback = equipment().catalogue.role_fallbacks.get(role)
        found: dict[uuid.UUID, dict[str, Any]] = {}
        by_step = (shown for _, shown in self._steps(fallback.steps if fallback else (), place))
        nights = (
            shown
            for each in roles_sought(role)
            for _, posts, _ in self._held(each, place)
            for shown in posts.out_of_hours
        )
        for shown in (*named, *also, *by_step, *nights):
            if shown["role"] not in self.barred:
                found.setdefault(shown["id"], self._told(shown, place))
        return list(found.values())

    def _gap(self, role: str, place: Place | None, reason: str) -> dict[str, Any]:
        fallback = equipment().catalogue.role_fallbacks.get(role)
        steps = [step for step in (fallback.steps if fallback else ()) if step.role not in self.barred]
        filled = next((name for name, _ in self._steps(steps, place)), None) if place else None
        return {
            "reason": reason,
            "fallback_role": filled or (steps[0].role if steps else None),
            "escalate_to": self._escalation(role, place),
            "advice": fallback.advice if fallback else None,
        }

    def _escalation(self, role: str, place: Place | None) -> dict[str, Any] | None:
        """Whom to tell of the gap: the first role of which somebody is there, or else the first."""
        fallback = equipment().catalogue.role_fallbacks.get(role)
        steps = [
            step for step in (fallback.escalate if fallback else ()) if step.role not in self.barred | {role}
        ]
        if not steps:
            return None
        told, contact = (
            next(self._steps(steps, place), (steps[0].role, None)) if place else (steps[0].role, None)
        )
        return {"role": told, "role_name": equipment().catalogue.contact_roles[told].name, "contact": contact}

    def _reason(self, role: str, sought: list[str], place: Place, no_worker: bool) -> str:
        """Why there is nobody, in the first words that hold."""
        row = equipment().catalogue.contact_roles[role]
        holders = holders_of(role, row.side)
        if place.instead is not None and holders[0] == "scheme":
            return place.instead.why
        trouble = (posts.trouble(each) for each in sought for _, posts, _ in self._held(each, place))
        if found := next((each for each in trouble if each), None):
            return found
        if no_worker and _WORKER in sought:
            return (
                "This scheme records no support above signposting, so there is no support worker to invite."
            )
        if any(place.owners(holder) for holder in holders):
            return f"The directory holds no contact for this role ({row.name}) that holds on that day."
        missing = {
            "scheme": _no_scheme(place),
            "placing": "Nobody has said which council placed them there.",
            "care": "Nobody has said which council cared for the parent.",
        }
        return missing.get(holders[0]) or "Which council answers for this place is not known."

    @staticmethod
    def _told(contact: dict[str, Any], place: Place) -> dict[str, Any]:
        """A contact as a plan may tell it: of a place told to nobody, its channel and no name."""
        if place.confidential and contact["of"] == "scheme":
            names = {*_WORDS.findall((contact["holder"] or "").casefold())}
            channels = [
                each
                for each in contact["channels"]
                if not names.intersection(_WORDS.findall(each["value"].partition("@")[0].casefold()))
            ]
            return {**contact, "holder": None, "channels": channels}
        return contact


def _no_scheme(place: Place) -> str:
    if place.kind is not None:
        return f"No scheme is held for this place ({place.kind.name}), so nobody of its provider is known."
    return "This address is not listed: whether anybody from housing is there is not known. Ask the council."


def _organisation(
    contact: dict[str, Any], holder: Holder, owners: tuple[Any, ...], place: Place
) -> dict[str, Any] | None:
    """Whose post a contact is."""
    if holder == "scheme":
        return _organisation_at(place)
    return _council(owners[0])


def _organisation_at(place: Place) -> dict[str, Any] | None:
    if place.found is None:
        return None
    provider = place.instead.provider if place.instead else place.found.provider
    if provider is None:
        return None
    return {"kind": "provider", "id": str(provider["id"]), "name": provider["name"]}


def _organisation_of(role: str, place: Place) -> dict[str, Any] | None:
    """Who would fill a role of which nobody is there."""
    for holder in holders_of(role, equipment().catalogue.contact_roles[role].side):
        if holder == "scheme":
            if place.found is not None:
                return _organisation_at(place)  # None where nobody took over: no other is the landlord
        elif owners := place.owners(holder):
            return _council(owners[0])
    return None


def _council(gss: str) -> dict[str, Any]:
    council = equipment().authorities.known_as(gss)
    return {"kind": "authority", "id": gss, "name": council.name if council else gss}
