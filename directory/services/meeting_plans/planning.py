"""The use case: a plan for a meeting, or what has to be picked first."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from directory.equipment import equipment
from directory.errors import ChoiceDue
from directory.rules.catalogue import MeetingType
from directory.rules.hours import LONDON
from directory.rules.invites import (
    DOMESTIC_ABUSE,
    REFUGE,
    SPLIT,
    Line,
    Side,
    all_circumstances,
    reminders_for,
    replies_due,
    sides_of,
)
from directory.rules.permissions import Reader
from directory.services.looks import Look, record_look
from directory.services.meeting_plans.asked import Asked
from directory.services.meeting_plans.contingency import acknowledgements
from directory.services.meeting_plans.filling import Filler
from directory.services.meeting_plans.grounds import meeting_shown
from directory.services.meeting_plans.history import Asking, history_of
from directory.services.meeting_plans.inviting import (
    Resident,
    invitee_shown,
    invitees_for,
    lines_for,
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
        Invalid: a scheme or premises that there are not, or a text that is no address.
    """
    on = asked.starts_at.astimezone(LONDON).date()
    places = _places(asked, now, on, reader)
    meeting = equipment().catalogue.meeting_types[asked.meeting]
    circumstances = all_circumstances(
        asked.circumstances,
        meeting,
        [place.kind for place in places],
        places=len({place.key for place in places}),
        placed_from_elsewhere=any(place.placed_from_elsewhere for place in places),
        sides_named=any(person.side for person in asked.people),
    )
    labels = [person.label for person in asked.people]
    lines = [lines_for(place, meeting, circumstances) for place in places]
    barred = {line.role: line for said in lines for line in said if not line.invited}
    named = [
        person.side or ("victim" if place.safe else None)
        for person, place in zip(asked.people, places, strict=True)
    ]
    sides = sides_of(circumstances, labels, [place.key for place in places], named)
    if len(sides) > 1:
        lines = _lines_apart(asked, sides, places, meeting, circumstances)
    residents = [
        Resident(label, place, said) for label, place, said in zip(labels, places, lines, strict=True)
    ]
    filler = Filler(asked.starts_at, now.astimezone(LONDON).date(), frozenset(barred))
    made = [
        _list(
            side, asked, residents, Asking(now, on, reader, replace(filler, barred=filler.barred | kept_out))
        )
        for side in sides
        for kept_out in [_victims_roles() if len(sides) > 1 and side.whose != "victim" else frozenset()]
    ]
    seen = [place.found.scheme["id"] for place in places if place.found] + [
        key for each in made for key in each.seen
    ]
    record_look(reader, Look(action="plan-meeting", outcome="planned", seen=seen))
    lists = [each.shown for each in made]
    return {
        "meeting_type": meeting_shown(meeting, parent_elsewhere=_FATHER_ELSEWHERE in circumstances),
        "starts_at": asked.starts_at,
        "circumstances": _circumstances(circumstances),
        "lists": lists,
        "must_not_invite": _must_not(barred),
        "format": _format(asked),
        "warnings": warnings_of(asked, circumstances, sides, places, lists, now),
        "checklist": _checklist(asked, places, circumstances),
    }


def _lines_apart(
    asked: Asked,
    sides: Sequence[Side],
    places: Sequence[Place],
    meeting: MeetingType,
    circumstances: Mapping[str, str | None],
) -> list[tuple[Line, ...]]:
    """What the protocol says of each place when every side is planned for as if there were no other.

    What follows from where one side lives, or who placed it there, is nothing of another's.
    """
    lines: dict[int, tuple[Line, ...]] = {}
    for side in sides:
        own = [places[person] for person in side.people]
        alone = all_circumstances(
            (each for each in asked.circumstances if each not in (SPLIT, REFUGE)),
            meeting,
            [place.kind for place in own],
            places=1,
            placed_from_elsewhere=any(place.placed_from_elsewhere for place in own),
        )
        alone.setdefault(DOMESTIC_ABUSE, circumstances.get(DOMESTIC_ABUSE))
        lines |= {person: lines_for(places[person], meeting, alone) for person in side.people}
    return [lines[person] for person in range(len(places))]


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


def _list(side: Side, asked: Asked, residents: Sequence[Resident], asking: Asking) -> _Made:
    """One list; whatever is said of people of another side is not in it."""
    meeting = equipment().catalogue.meeting_types[asked.meeting]
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
        "acknowledgements": acknowledgements(asked.meeting, invitees, own, asked.acknowledged),
        "history": history,
        "nobody_then": None if somebody else "Nobody on this list is known to be reachable at that time.",
    }
    return _Made({**made, "warnings": warnings_of_list(made, own)}, seen)


def _victims_roles() -> frozenset[str]:
    """Roles that speak for a victim: on another side's list, they would tell of one."""
    roles = equipment().catalogue.contact_roles
    return frozenset(slug for slug, role in roles.items() if role.for_victims)


def _person(resident: Resident) -> dict[str, Any]:
    """Where somebody is, in names of organisations: an address is in no plan."""
    place = resident.place
    councils = place.councils
    return {
        "label": resident.label,
        "listed": place.listed,
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


def _circumstances(found: Mapping[str, str | None]) -> list[dict[str, Any]]:
    named = equipment().catalogue.circumstances
    return [{"slug": slug, "name": named[slug].name, "taken_because": why} for slug, why in found.items()]


def _must_not(barred: Mapping[str, Line]) -> list[dict[str, Any]]:
    roles = equipment().catalogue.contact_roles
    return [
        {
            "role": role,
            "role_name": roles[role].name,
            "because": [reason_shown(reason) for reason in barred[role].because],
        }
        for role in sorted(barred, key=equipment().role_rank.__getitem__)
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
