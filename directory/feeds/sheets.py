"""One list of a meeting plan as CSV (RFC 4180), for a spreadsheet that carries nothing of it out."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from directory.feeds.lines import writable
from directory.feeds.lists import Plan, channels, in_london, role_of, the_list
from directory.rules.inert import inert

COLUMNS = (
    *("level", "role", "for", "organisation", "holder", "phone", "email", "confirmed_on", "confidence"),
    *("stands_in", "gap", "fallback_role", "reply_by", "asked_to_bring", "rules", "verification"),
)


def as_csv(plan: Plan, list_name: str | None = None) -> bytes:
    """A row for each invitee and each gap of one list, in UTF-8 with a mark by which spreadsheets know it.

    Cells that could be taken for a formula have `'` before them.

    Raises:
        Invalid: the plan has several lists and none, or none of them, is named.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for invitee in the_list(plan, list_name)["invitees"]:
        writer.writerow([inert(writable(cell)) for cell in _cells(invitee)])
    return file.getvalue().encode("utf-8-sig")


def _cells(invitee: Mapping[str, Any]) -> Iterator[str]:
    contact, gap = invitee["contact"] or {"channels": []}, invitee["gap"] or {}
    organisation = invitee.get("organisation")
    yield invitee["level"]
    yield role_of(invitee)
    yield "; ".join(invitee["for"])
    yield organisation["name"] if organisation else ""
    yield contact.get("holder") or ""
    yield "; ".join(channels(contact, "phone"))
    yield "; ".join(channels(contact, "email"))
    yield str(contact.get("confirmed_on") or "")
    yield contact.get("confidence") or ""
    yield "; ".join(_reached(cover) for cover in invitee["cover"])
    yield gap.get("reason") or ""
    yield gap.get("fallback_role") or ""
    yield in_london(invitee["reply_by"]) if invitee["reply_by"] else ""
    yield "; ".join(invitee["asked_to_bring"])
    yield "; ".join(f"{each['rule']}: {each['rationale']}" for each in invitee["because"])
    yield "; ".join(dict.fromkeys(each["verification"] for each in invitee["because"]))


def _reached(contact: Mapping[str, Any]) -> str:
    """A contact on one line: `Deputy safeguarding lead 01632 960123 dsl@acorn.example`."""
    return " ".join([role_of(contact), *(each["value"] for each in contact["channels"])])
