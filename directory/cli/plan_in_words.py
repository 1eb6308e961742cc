"""A meeting plan as text: whom to invite, why, how to reach them, and what to do about the gaps."""

from collections.abc import Mapping, Sequence
from typing import Any

from directory.cli.page import Page
from directory.feeds.lists import when
from directory.rules.hours import moment_in_words

_LEVELS = {"required": "Required", "recommended": "Recommended", "inform_only": "To be told"}
#: How many of those who stand in are listed.
_MOST_COVER = 3


def plan_in_words(plan: Mapping[str, Any], width: int) -> str:
    """What a person reads of a plan, in lines of at most `width` characters: warnings, then each list."""
    page = Page(width)
    meeting = plan["meeting_type"]
    page.outcome(meeting["name"].upper(), when(plan))
    for warning in plan["warnings"]:
        page.text(warning)
    for shown in plan["lists"]:
        _list(page, shown, alone=len(plan["lists"]) == 1)
    if plan["must_not_invite"]:
        page.heading("MUST NOT BE INVITED")
        for each in plan["must_not_invite"]:
            of = f" ({', '.join(each['lists'])})" if len(plan["lists"]) > 1 else ""
            page.row("No", f"{each['role_name']}{of}. {_why(each['because'])}")
    _meeting(page, plan)
    page.heading("CHECKLIST")
    for item in plan["checklist"]:
        page.text(f"[ ] {item['text']}{_unverified(item)}", 2)
    return page.whole


def choices_in_words(candidates: Sequence[Mapping[str, Any]], width: int) -> str:
    """What there is to pick from, before there can be a plan."""
    page = Page(width)
    page.outcome("CHOOSE", "")
    for each in candidates:
        page.heading(f"Where is {each['label']}?")
        for match in each["matches"]:
            page.row(str(match["premises"]["id"]), match["premises"]["address"], 38)
            page.text(f"{match['scheme']['name']}, of {match['provider']['name']}", 40)
    page.gap()
    page.text("Ask again with --premises, the label, a colon and the id of the right one.")
    return page.whole


def _list(page: Page, shown: Mapping[str, Any], *, alone: bool) -> None:
    page.heading(f"WHO TO INVITE: {shown['name'].upper()} ({', '.join(shown['for'])})")
    for warning in () if alone else shown["warnings"]:
        page.text(warning, 2)
    for invitee in shown["invitees"]:
        page.gap()
        _invitee(page, invitee)
    if shown["acknowledgements"]:
        page.heading("MUST HOLD THE CONTINGENCY PLAN")
        for each in shown["acknowledgements"]:
            name = each["organisation"]["name"] if each["organisation"] else "Somebody, yet to be found"
            page.text(f"[{'x' if each['acknowledged'] else ' '}] {name} ({', '.join(each['roles'])})", 2)
    for earlier in shown["history"]:
        _history(page, earlier)


def _invitee(page: Page, invitee: Mapping[str, Any]) -> None:
    whose = f", {invitee['organisation']['name']}" if invitee["organisation"] else ""
    page.row(
        _LEVELS[invitee["level"]],
        f"{invitee['role_name']}{whose}; for {', '.join(invitee['for'])}",
        bold=True,
    )
    if invitee["contact"]:
        page.row("Reach", _reach(invitee["contact"]))
    if gap := invitee["gap"]:
        page.row("Gap", " ".join(part for part in (gap["reason"], gap["advice"]) if part))
        if told := gap["escalate_to"]:
            contact = told["contact"]
            page.row(
                "Tell of the gap", _reach(contact) if contact else f"{told['role_name']}; nobody is held."
            )
    for other in invitee["cover"][:_MOST_COVER]:
        page.row("Else", _reach(other))
    if invitee["nobody_then"]:
        page.row("", invitee["nobody_then"])
    page.row("Because", _why(invitee["because"]))
    if invitee["asked_to_bring"]:
        page.row("Asked to bring", "; ".join(invitee["asked_to_bring"]) + ".")
    if invitee["reply_by"]:
        page.row("Reply by", moment_in_words(invitee["reply_by"]))


def _reach(contact: Mapping[str, Any]) -> str:
    channels = " or ".join(channel["value"] for channel in contact["channels"])
    who = ", ".join(part for part in (contact["role_name"], contact["holder"]) if part)
    return f"{channels}: {who}. {contact['reason']}"


def _why(because: Sequence[Mapping[str, Any]]) -> str:
    first = because[0]
    rests_on = {"law": first["provision"] or "law", "guidance": "guidance"}.get(first["force"])
    rules = ", ".join(reason["rule"] for reason in because)
    standing = rests_on or "proposed, for local agreement"
    return f"{first['rationale']} [{rules}: {standing}, {first['verification']}]"


def _history(page: Page, earlier: Mapping[str, Any]) -> None:
    days = " to ".join(str(day) for day in (earlier["since"], earlier["until"]) if day)
    page.heading(f"TO ASK ABOUT AN EARLIER ADDRESS: {earlier['for']} {days}".rstrip())
    for each in earlier["ask"]:
        now = (
            each["organisation"]["name"] if each["organisation"] else "nobody is recorded to have taken over"
        )
        named = now if now == each["then"] else f"{now} (then {each['then']})"
        doubt = "" if each["certain"] else "; not certain"
        days = f", {each['since']} to {each['until']}" if each["since"] else ""
        page.row((each["function"] or "provider").capitalize(), f"{named}{days}{doubt}")
        if each["contact"]:
            page.row("", _reach(each["contact"]))
    for note in earlier["notes"]:
        page.text(note, 2)
    page.row("Basis", _ground(earlier["basis"]))


def _meeting(page: Page, plan: Mapping[str, Any]) -> None:
    meeting, attendance = plan["meeting_type"], plan["format"]
    page.heading("THE MEETING")
    reason = f" ({attendance['reason_name'].lower()})" if attendance["reason_name"] else ""
    page.row("Attendance", attendance["attendance"].replace("_", " ").capitalize() + reason)
    page.row("Timescale", meeting["timescale"] + _unverified(meeting))
    page.row("Asked on", _ground(meeting["sharing"]))
    if elsewhere := meeting["sharing_about_parent_elsewhere"]:
        page.row("About a father", _ground(elsewhere))


def _ground(ground: Mapping[str, Any]) -> str:
    decided = f"Who decides: {ground['decided_by']}{_unverified(ground)}"
    return f"{ground['text']} Or else: {ground['alternative']} {decided}"


def _unverified(row: Mapping[str, Any]) -> str:
    return " (unverified)" if row["verification"] == "unverified" else ""
