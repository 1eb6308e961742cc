"""The parts of a plan that a file may be made of: one list, its invitees, and how each is reached."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from directory.errors import Invalid
from directory.rules.hours import LONDON

Plan = Mapping[str, Any]

_WAYS = {
    "hybrid": "In person, or by video or telephone",
    "remote": "By video or telephone",
    "secure": "By a secure channel",
}
_LETTERS = re.compile(r"[^\W\d_]{3,}")


def the_list(plan: Plan, name: str | None) -> Mapping[str, Any]:
    """The list of that name; the only one when none is named.

    Raises:
        Invalid: there is none of that name, or none is named of several, which one file never holds together.
    """
    held: dict[str, Mapping[str, Any]] = {each["name"]: each for each in plan["lists"]}
    if len(held) < len(plan["lists"]):
        raise Invalid("Two lists have the same name: give each person a label of its own kind.", "list")
    if name is None and len(held) == 1:
        return next(iter(held.values()))
    if name is not None and name in held:
        return held[name]
    named = " or ".join(f"'{each}'" for each in held)
    if name is None:
        said = f"This plan has {len(held)} lists that must never be sent together. Say which: {named}."
    else:
        said = f"This plan has no list of that name. It must be {named}."
    raise Invalid(said, "list")


def moment(value: datetime | str) -> datetime:
    """A moment of a plan, as a value or as it is written in JSON."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def in_london(value: datetime | str) -> str:
    """A moment as people in England say it: `Tuesday 1 December 2026, 10:00`."""
    local = moment(value).astimezone(LONDON)
    return f"{local:%A} {local.day} {local:%B %Y, %H:%M}"


def when(plan: Plan) -> str:
    """When a meeting is: `Tuesday 1 December 2026, 10:00 to 11:30`; its start alone where no end is said.

    Over a change of the clocks each time says by which it is: `00:30 BST to 01:30 GMT`.
    """
    starts = moment(plan["starts_at"]).astimezone(LONDON)
    if not plan.get("ends_at"):
        return in_london(starts)
    ends = moment(plan["ends_at"]).astimezone(LONDON)
    from_clock, to_clock = ("", "")
    if starts.utcoffset() != ends.utcoffset():
        from_clock, to_clock = f"{starts: %Z}", f"{ends: %Z}"
    until = f"{ends:%H:%M}" if starts.date() == ends.date() else in_london(ends)
    return f"{in_london(starts)}{from_clock} to {until}{to_clock}"


def role_of(shown: Mapping[str, Any]) -> str:
    """The name of an invitee's or contact's role."""
    return shown.get("role_name") or str(shown["role"]).replace("-", " ").capitalize()


def title_of(shown: Mapping[str, Any], organisation: Mapping[str, Any] | None) -> str:
    """A role and whose it is: `Support worker, Acorn Housing`."""
    return ", ".join([role_of(shown), *([organisation["name"]] if organisation else [])])


def channels(contact: Mapping[str, Any], kind: str) -> list[str]:
    """Telephone numbers (`phone`) or mail addresses (`email`) of a contact."""
    return [each["value"] for each in contact["channels"] if each["kind"] == kind]


def mailbox_of(contact: Mapping[str, Any]) -> str | None:
    """The mailbox of a post; None where there is only one that bears its holder's name."""
    names = {word.casefold() for word in _LETTERS.findall(contact.get("holder") or "")}
    return next(
        (each for each in channels(contact, "email") if not any(name in each.casefold() for name in names)),
        None,
    )


def contacts_of(of_list: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any] | None]]:
    """Every contact of a list once, invitees before those who stand in; with whose it is, if known."""
    invitees = of_list["invitees"]
    found = [(each["contact"], each.get("organisation")) for each in invitees if each["contact"] is not None]
    found += [(cover, None) for each in invitees for cover in each["cover"]]
    seen = set()
    for contact, organisation in found:
        key = contact.get("id") or (contact["role"], str(contact["channels"]))
        if key not in seen:
            seen.add(key)
            yield contact, organisation


def attendance_of(plan: Plan, of_list: Mapping[str, Any]) -> str:
    """How those of a list attend, in words; in person unless the plan says otherwise.

    Why is not said: that the staff of a refuge are to be safe tells that there is one. Who speaks for
    somebody in a confidential place comes by no way that could be linked to it.
    """
    if of_list.get("confidential"):
        return "Where and how you take part is for you to choose: please tell the organiser."
    way = plan["format"]["attendance"]
    if way == "in_person":
        return "Please come in person."
    return f"{_WAYS.get(way, str(way).replace('_', ' ').capitalize())}."
