"""One list of a meeting plan in plain text, to be put into an e-mail."""

from collections.abc import Iterator, Mapping
from typing import Any

from directory.feeds.lines import one_line
from directory.feeds.lists import Plan, attendance_of, in_london, role_of, the_list, title_of, when

_LEVELS = {
    "required": "Must be invited",
    "recommended": "Should be invited",
    "inform_only": "To be told only",
}


def as_text(plan: Plan, list_name: str | None = None, venue: str | None = None) -> bytes:
    """Who of one list is invited, how each is reached, why, and what to do about the gaps; UTF-8.

    It is for the organiser: who is invited needs their own line of it, and not the rest. Warnings, the
    checklist and who must not come are not in it. `venue` is as for the calendar. Nothing that
    stands in a plan begins a line of its own.

    Raises:
        Invalid: the plan has several lists and none, or none of them, is named.
    """
    chosen = the_list(plan, list_name)
    invitees, confidential = chosen["invitees"], chosen.get("confidential")
    lines = [one_line(plan["meeting_type"]["name"]), when(plan)]
    if venue and not confidential:
        lines.append(one_line(venue))
    lines.append(one_line(attendance_of(plan, chosen)))
    if confidential:
        lines.append(
            "The address of somebody it is about is confidential: write, and hint at, no place anywhere."
        )
    for level, heading in _LEVELS.items():
        of_level = [each for each in invitees if each["level"] == level]
        if of_level:
            lines += ["", heading, *(line for each in of_level for line in _told(each))]
    return ("\r\n".join(lines) + "\r\n").encode()


def _told(invitee: Mapping[str, Any]) -> Iterator[str]:
    yield f"* {one_line(title_of(invitee, invitee.get('organisation')))}"
    if invitee["for"]:
        yield f"  For: {one_line(', '.join(invitee['for']))}"
    if invitee["contact"] is not None:
        yield f"  {_reached(invitee['contact'])}"
    if invitee["gap"] is not None:
        yield f"  Nobody: {one_line(invitee['gap']['reason'])}"
    for cover in invitee["cover"]:
        yield f"  Stands in: {one_line(role_of(cover))}, {_reached(cover)}"
    if invitee["reply_by"]:
        yield f"  Answer by {in_london(invitee['reply_by'])}"
    if invitee["asked_to_bring"]:
        yield f"  To bring: {one_line('; '.join(invitee['asked_to_bring']))}"
    for reason in invitee["because"]:
        standing = ", ".join([reason["force"], reason["verification"], *_sources(reason)])
        yield f"  Because: {one_line(reason['rationale'])} ({standing})"


def _sources(reason: Mapping[str, Any]) -> list[str]:
    source = reason["source"]
    return [source] if isinstance(source, str) else list(source)


def _reached(contact: Mapping[str, Any]) -> str:
    held = [contact["holder"]] if contact.get("holder") else []
    ways = [each["value"] for each in contact["channels"]]
    confirmed = f" ({contact['confidence']})" if contact.get("confidence") else ""
    return one_line(", ".join([*held, *ways]) or "no channel is held") + confirmed
