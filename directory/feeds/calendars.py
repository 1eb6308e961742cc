"""One list of a meeting plan as an iCalendar file (RFC 5545) with one event."""

import uuid
from datetime import UTC, datetime
from typing import Any

from icalendar import Calendar, Event, vDatetime

from directory.feeds.lines import Text, mailto, one_line, put, quoted
from directory.feeds.lists import Plan, attendance_of, in_london, mailbox_of, moment, the_list, title_of

_PRODUCT = "-//Housing directory//Meeting plan//EN"
_PARTS = {"required": "REQ-PARTICIPANT", "recommended": "OPT-PARTICIPANT"}


def as_calendar(
    plan: Plan, list_name: str | None, venue: str | None, now: datetime, organiser: str | None = None
) -> bytes:
    """An event that invites the posts of one list by their own mailboxes.

    It names the kind of meeting, and nobody whom it is about; and `venue`, unless somebody of the list is in
    a confidential place, since how they take part is theirs to choose. What people with a mailbox of their
    own only, and those who are merely told, are told is for the organiser to send. `now` is when
    it is made. With `organiser`, a mailbox, it is a request that calendars answer (RFC 5546); without,
    it has no method, and opens as an entry that the organiser completes and sends.

    Raises:
        Invalid: the plan has several lists and none, or none of them, is named.
    """
    chosen = the_list(plan, list_name)
    calendar, event = Calendar(), Event()
    put(calendar, "prodid", Text(_PRODUCT))
    put(calendar, "version", Text("2.0"))
    if organiser:
        put(calendar, "method", Text("REQUEST"))
    put(event, "uid", Text(str(uuid.uuid4())))
    put(event, "dtstamp", vDatetime(now.astimezone(UTC).replace(microsecond=0)))
    put(event, "dtstart", vDatetime(moment(plan["starts_at"]).astimezone(UTC)))
    if plan.get("ends_at"):
        put(event, "dtend", vDatetime(moment(plan["ends_at"]).astimezone(UTC)))
    put(event, "summary", Text(plan["meeting_type"]["name"]))
    if venue and not chosen.get("confidential"):
        put(event, "location", Text(venue))
    put(event, "description", Text(_described(plan, chosen)))
    put(event, "class", Text("PRIVATE"))
    if organiser:
        put(event, "organizer", mailto(organiser))
    for mailbox, title, part in _attending(chosen):
        attendee = mailto(mailbox)
        attendee.params = quoted(CN=title, ROLE=part, PARTSTAT="NEEDS-ACTION", RSVP="TRUE")
        put(event, "attendee", attendee)
    calendar.add_component(event)
    written: bytes = calendar.to_ical(sorted=False)
    return written


def _attending(chosen: Any) -> list[tuple[str, str, str]]:
    """Mailbox, title and part of everybody who is invited; each mailbox once, with its first part."""
    found: dict[str, tuple[str, str, str]] = {}
    for invitee in chosen["invitees"]:
        contact, part = invitee["contact"], _PARTS.get(invitee["level"])
        mailbox = mailbox_of(contact) if contact is not None and part else None
        if mailbox and part:
            title = title_of(invitee, invitee.get("organisation"))
            found.setdefault(mailbox.casefold(), (mailbox, title, part))
    return list(found.values())


def _described(plan: Plan, chosen: Any) -> str:
    invited = [each for each in chosen["invitees"] if each["level"] in _PARTS]
    said = [attendance_of(plan, chosen)]
    replies = [moment(each["reply_by"]) for each in invited if each["reply_by"]]
    if replies:
        said.append(f"Please answer by {in_london(min(replies))}.")
    # Without an end, calendars show a moment and keep no time free (RFC 5545, 3.6.1).
    if not plan.get("ends_at"):
        said.append("How long it lasts has not been said: please keep time free after it starts.")
    brought = dict.fromkeys(item for each in invited for item in each["asked_to_bring"])
    if brought:
        said += ["Please bring:", *(f"- {one_line(item)}" for item in brought)]
    said.append("Whom it is about, the organiser tells you by secure mail. Do not write it here.")
    return "\n".join(said)
