"""The contacts of one list as vCards.

Version 3.0 (RFC 2426), since the address books that councils use read no later one. A card has no address,
for no contact: a post of a scheme in a confidential place is reached by its channels like any other.
"""

from collections.abc import Mapping
from typing import Any

from icalendar import Component

from directory.feeds.lines import Text, one_line, parts, put, quoted
from directory.feeds.lists import Plan, channels, contacts_of, role_of, the_list, title_of


class _Card(Component):  # type: ignore[misc, unused-ignore]  # see Text
    """A card; its lines are those of a calendar's parts."""

    name = "VCARD"


def as_cards(plan: Plan, list_name: str | None = None) -> bytes:
    """A card for each contact of one list, and for each that stands in for one; each once.

    Raises:
        Invalid: the plan has several lists and none, or none of them, is named.
    """
    found = contacts_of(the_list(plan, list_name))
    return b"".join(_card(contact, organisation) for contact, organisation in found)


def _card(contact: Mapping[str, Any], organisation: Mapping[str, Any] | None) -> bytes:
    card = _Card()
    role = role_of(contact)
    put(card, "version", Text("3.0"))
    put(card, "fn", Text(one_line(title_of(contact, organisation))))
    put(card, "n", parts(one_line(role), "", "", "", ""))
    if organisation:
        put(card, "org", parts(one_line(organisation["name"])))
    put(card, "title", Text(one_line(role)))
    for kind, name in (("email", "email"), ("phone", "tel")):
        for value in channels(contact, kind):
            channel = Text(one_line(value))
            channel.params = quoted(TYPE="INTERNET" if kind == "email" else "WORK")
            put(card, name, channel)
    if said := _note(contact):
        put(card, "note", Text(said))
    if contact.get("id"):
        put(card, "uid", Text(f"urn:uuid:{contact['id']}"))
    written: bytes = card.to_ical(sorted=False)
    return written


def _note(contact: Mapping[str, Any]) -> str:
    """Who holds the post, when it answers and how old that is."""
    said = []
    if contact.get("holder"):
        said.append(f"Held by {contact['holder']}")
    if contact.get("hours"):
        said.append(f"Hours: {contact['hours']}")
    if contact.get("confirmed_on"):
        said.append(f"Confirmed on {contact['confirmed_on']} ({contact['confidence']})")
    return "\n".join(said)
