"""The use case: a plan for a meeting, or what has to be picked first."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from directory.equipment import equipment
from directory.errors import ChoiceDue
from directory.rules.hours import LONDON
from directory.rules.invites import Reason, Side, reminders_for, replies_due
from directory.rules.permissions import Reader
from directory.services.looks import Look, record_look
from directory.services.meeting_plans.asked import Asked
from directory.services.meeting_plans.contingency import acknowledgements
from directory.services.meeting_plans.deciding import Decided, decide
from directory.services.meeting_plans.filling import Filler
from directory.services.meeting_plans.grounds import meeting_shown
from directory.services.meeting_plans.history import Asking, history_of
from directory.services.meeting_plans.inviting import (
    Resident,
    invitee_shown,
    invitees_for,
    reason_shown,
)
from directory.services.meeting_plans.places import Place, place_of
from directory.services.meeting_plans.warnings import warnings_of, warnings_of_list

_FATHER_ELSEWHERE = "father-separate"


def plan_meeting(asked: Asked, now: datetime, reader: Reader) -> dict[str, Any]:
    """Who from housing is invited, told, or must not be, each with the rule and its source.

    Contacts are those in force on the meeting's day, as they stand at its time. A role of which nobody is
    there is a gap on the list. An address that is not listed has a plan all the same, which says so.

    Raises:
        ChoiceDue: an address may be more than one; ask again with the `premises` ids.
        Invalid: a scheme or premises that there are not, or a text that is no address; there are several
            lists, and something that was said of the meeting is of one household.
    """
    on = asked.starts_at.astimezone(LONDON).date()
    places = _places(asked, now, on, reader)
    meeting = equipment().catalogue.meeting_types[asked.meeting]
    decided = decide(asked, places, meeting)
    residents = [
        Resident(person.label, place, said)
        for person, place, said in zip(asked.people, places, decided.lines, strict=True)
    ]
    filler = Filler(asked.starts_at, now.astimezone(LONDON).date(), frozenset())
    made = [_list(side, asked, residents, decided, Asking(now, on, reader, filler)) for side in decided.sides]
    seen = [place.found.scheme["id"] for place in places if place.found] + [
        key for each in made for key in each.seen
    ]
    record_look(reader, Look(action="plan-meeting", outcome="planned", seen=seen))
    lists = [each.shown for each in made]
    circumstances = decided.circumstances
    return {
        "meeting_type": meeting_shown(meeting, parent_elsewhere=_FATHER_ELSEWHERE in circumstances),
        "starts_at": asked.starts_at,
        "ends_at": asked.ends_at,
        "circumstances": _circumstances(asked, decided),
        "lists": lists,
        "must_not_invite": _must_not(decided),
        "format": _format(asked),
        "warnings": warnings_of(asked, decided, places, lists, now),
        "checklist": _checklist(asked, places, circumstances),
    }


def _places(asked: Asked, now: datetime, on: date, reader: Reader) -> list[Place]:
    found: list[Place] = []
    due: list[dict[str, Any]] = []
    for position, person in enumerate(asked.people):
        place, choices = place_of(person, f"people.{position}", now, on, reader)
        if place is None:
            due.append({"person": position, "label": person.label, "matches": choices})
        else:
            found.append(place)
    if due:
        seen = [match["scheme"]["id"] for each in due for match in each["matches"]]
        record_look(reader, Look(action="plan-meeting", outcome="choose", seen=seen))
        raise ChoiceDue(_whom_to_pick(due), due)
    return found


def _whom_to_pick(due: Sequence[Mapping[str, Any]]) -> str:
    positions = ", ".join(f"people.{each['person']}" for each in due)
    return (
        f"More than one address may be meant ({positions}). Pick the right one of the candidates, "
        "and ask again with its id as `premises`."
    )


@dataclass(frozen=True, slots=True)
class _Made:
    """A list as shown, and the schemes that its history showed."""

    shown: dict[str, Any]
    seen: list[uuid.UUID]


def _list(side: Side, asked: Asked, residents: Sequence[Resident], decided: Decided, asking: Asking) -> _Made:
    """One list; whatever is said of people of another side is not in it, and keeps nobody out of it."""
    meeting = equipment().catalogue.meeting_types[asked.meeting]
    barred = decided.kept_out(side).union(decided.barred(side))
    asking = replace(asking, filler=replace(asking.filler, barred=barred))
    own = [residents[person] for person in side.people]
    invitees = invitees_for(own, asking.filler)
    replies = replies_due(meeting.reply_times, asking.now, asked.starts_at)
    shown = [invitee_shown(invitee, meeting, replies) for invitee in invitees]
    history: list[dict[str, Any]] = []
    seen: list[uuid.UUID] = []
    for person in side.people:
        entries, schemes = history_of(asked.people[person], f"people.{person}", asking)
        history += entries
        seen += schemes
    somebody = any(each["nobody_then"] is None for each in shown)
    made = {
        "name": side.name,
        "for": [resident.label for resident in own],
        "confidential": any(resident.place.confidential for resident in own),
        "people": [_person(resident) for resident in own],
        "invitees": shown,
        "acknowledgements": acknowledgements(asked, decided.sides, side, invitees, own),
        "history": history,
        "nobody_then": None if somebody else "Nobody on this list is known to be reachable at that time.",
    }
    return _Made({**made, "warnings": warnings_of_list(made, own)}, seen)


def _person(resident: Resident) -> dict[str, Any]:
    """Where somebody is, in names of organisations: an address is in no plan."""
    place = resident.place
    councils = place.councils
    return {
        "label": resident.label,
        "listed": place.listed,
        "in_use": place.instead is None if place.found else None,
        "accommodation_type": {"slug": place.kind.slug, "name": place.kind.name} if place.kind else None,
        "scheme": {name: place.found.scheme[name] for name in ("id", "name")} if place.found else None,
        "provider": {name: place.found.provider[name] for name in ("id", "name")} if place.found else None,
        "councils": {
            name: {"gss": council.gss, "name": council.name} if council else None
            for name, council in (
                ("housing", councils.housing),
                ("children", councils.children),
                ("adults", councils.adults),
                ("placing", place.placing),
                ("care", place.care),
            )
        },
    }


def _circumstances(asked: Asked, decided: Decided) -> list[dict[str, Any]]:
    named = equipment().catalogue.circumstances
    return [
        {
            "slug": slug,
            "name": named[slug].name,
            "for": [
                person.label
                for person, household in zip(asked.people, decided.households, strict=True)
                if slug in household or slug in decided.case
            ],
            "taken_because": why,
        }
        for slug, why in decided.circumstances.items()
    ]


def _must_not(decided: Decided) -> list[dict[str, Any]]:
    """Each role that must not come: from which lists it is kept, and why."""
    roles, rank = equipment().catalogue.contact_roles, equipment().role_rank
    found: dict[str, dict[str, list[Reason]]] = {}
    for side in decided.sides:
        for role, line in decided.barred(side).items():
            found.setdefault(role, {})[side.name] = [*line.because]
    return [
        {
            "role": role,
            "role_name": roles[role].name,
            "lists": [*found[role]],
            "because": [
                reason_shown(reason)
                for reason in dict.fromkeys(reason for said in found[role].values() for reason in said)
            ],
        }
        for role in sorted(found, key=rank.__getitem__)
    ]


def _format(asked: Asked) -> dict[str, Any]:
    catalogue = equipment().catalogue
    meeting, attendance = catalogue.meeting_types[asked.meeting], asked.attendance
    reason = catalogue.attendance_reasons[attendance.reason].name if attendance.reason else None
    rule = catalogue.hard_rules["H7"]
    return {
        "attendance": attendance.way,
        "reason": attendance.reason,
        "reason_name": reason,
        "words": attendance.words,
        "usual": meeting.attendance,
        "usual_note": meeting.attendance_note,
        "rule": "H7",
        "rationale": rule.rule,
        "source": list(rule.sources),
        "verification": rule.verification,
    }


def _checklist(
    asked: Asked, places: Sequence[Place], circumstances: Mapping[str, str | None]
) -> list[dict[str, Any]]:
    kinds = {place.kind.slug for place in places if place.kind}
    items = reminders_for(equipment().catalogue, asked.meeting, kinds, circumstances.keys())
    return [
        {
            "item": item.slug,
            "text": item.text,
            "source": list(item.sources),
            "verification": item.verification,
        }
        for item in items
    ]
