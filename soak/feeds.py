"""Hostile names, notes and venues in calendars and cards, read back by a library that did not write them."""

import random
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import vobject

from directory.feeds import as_calendar, as_cards

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)

_PIECES = (
    *(
        "BEGIN:VEVENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "BEGIN:VCARD",
        "END:VCARD",
        "ATTENDEE:mailto:x@y.example",
    ),
    *(
        "ATTACH;VALUE=URI:https://x.example",
        "X-ALT-DESC:",
        "METHOD:CANCEL",
        "RRULE:FREQ=DAILY",
        "TEL:0",
        "ADR:;;",
    ),
    *(
        "\r\n",
        "\r",
        "\n",
        "\n ",
        "\r\n\t",
        "\x85",
        "\u2028",
        "\u2029",
        "\v",
        "\f",
        "\x1c",
        "\0",
        "\x1b",
        "\x7f",
    ),
    *("\\", "\\n", "\\N", "\\\\n", "\\,", ",", ";", ":", '"', "'", "^n", "^'", "^^", "=", "=0D=0A", "%0D%0A"),
    *(
        "\u202e",
        "\u2066",
        "\u200b",
        "\ufeff",
        "\u00a0",
        "\ud800",
        "e\u0301",
        "\U0001f468\u200d\U0001f469",
        "한" * 30,
    ),
    *(
        "é" * 80,
        "a" * 74,
        "a" * 75,
        "a" * 76,
        " ",
        "  ",
        "\t",
        "Acorn Housing",
        "Civic Centre, Room 2",
        "=1+1",
        "@",
    ),
)

#: What a break of lines is, and what no such file can hold.
_BREAK = re.compile("\r\n|[\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029]")
_LOST = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")

CALENDAR = {"prodid", "version", "vevent"}
EVENT = {"uid", "dtstamp", "dtstart", "summary", "location", "description", "class", "attendee"}
CARD = {"version", "fn", "n", "org", "title", "email", "tel", "note", "uid"}


class NotTheSame(AssertionError):
    """A text came back changed, or brought something along."""


def hostile(chance: random.Random) -> str:
    """A text of what has broken such files before, put together at random."""
    made = "".join(chance.choice(_PIECES) for _ in range(chance.randrange(1, 8)))
    return made + chr(chance.choice([chance.randrange(0x20, 0x3000), chance.randrange(0x10000, 0x1FFFF)]))


def expected(text: str) -> str:
    """`text` as it comes back: every break of lines as one, and without what a file cannot hold."""
    return _LOST.sub("", _BREAK.sub("\n", text))


def plan_of(name: str, note: str, role: str = "Support worker") -> dict[str, Any]:
    """A plan with one invitee of an organisation of that name, and what is noted of the post's hours."""
    contact = {
        "id": "5f6f0f4e-1111-4111-8111-111111111111",
        "role": "support-worker",
        "role_name": role,
        "holder": None,
        "channels": [
            {"kind": "phone", "value": "01632 960123"},
            {"kind": "email", "value": "support@acorn.example"},
        ],
        "hours": note,
        "confirmed_on": None,
        "confidence": "current",
    }
    invitee = {
        "role": "support-worker",
        "role_name": role,
        "level": "required",
        "for": ["mother and child"],
        "organisation": {"name": name},
        "contact": contact,
        "cover": [],
        "gap": None,
        "because": [],
        "asked_to_bring": [note],
        "reply_by": None,
    }
    return {
        "meeting_type": {"name": name},
        "starts_at": "2026-12-01T10:00:00+00:00",
        "lists": [{"name": "everyone", "invitees": [invitee]}],
        "format": {"attendance": "in_person", "reason": None},
    }


def come_back(name: str, note: str, venue: str) -> None:
    """Write a calendar and a card of these, and read both.

    Raises:
        NotTheSame: one of them is not what it was, or there is a property that nobody put there.
    """
    plan = plan_of(name, note)
    same_calendar(as_calendar(plan, None, venue, NOW), name, note, venue)
    same_card(as_cards(plan), name, note)


def same_calendar(written: bytes, name: str, note: str, venue: str) -> None:
    """As `come_back`, for a calendar."""
    _folded(written)
    (calendar,) = vobject.readComponents(written.decode())
    event = calendar.vevent
    _alike({*calendar.contents}, CALENDAR, "properties of the calendar")
    _alike({*event.contents} | {"location"}, EVENT, "properties of the event")
    _alike([len(each) for each in event.contents.values()], [1] * len(event.contents), "how many of each")
    _alike(event.summary.value, expected(name), "summary")
    _alike(event.contents["location"][0].value if venue else "", expected(venue), "venue")
    _holds(event.description.value, "- " + expected(note).replace("\n", " ") + "\n", "description")
    _alike(event.attendee.value, "mailto:support@acorn.example", "attendee")
    told = _decoded("".join(event.attendee.params["CN"]))
    _alike(told, f"Support worker, {expected(name)}".replace("\n", " "), "name of the attendee")
    _alike({*event.attendee.params}, {"CN", "ROLE", "PARTSTAT", "RSVP"}, "parameters of the attendee")


def same_card(written: bytes, name: str, note: str) -> None:
    """As `come_back`, for a card."""
    _folded(written)
    (card,) = vobject.readComponents(written.decode())
    _alike({*card.contents} | {"note"}, CARD, "properties of the card")
    _alike([len(each) for each in card.contents.values()], [1] * len(card.contents), "how many of each")
    flat = expected(name).replace("\n", " ")
    _alike(card.fn.value, f"Support worker, {flat}", "name on the card")
    _alike(card.org.value, [flat], "organisation")
    _alike(card.contents["note"][0].value if note else "", f"Hours: {expected(note)}" if note else "", "note")


def try_often(times: int, seed: int) -> Iterator[int]:
    """Three hostile texts through a calendar and a card, so many times; how many texts, as it goes."""
    chance = random.Random(seed)
    for turn in range(1, times + 1):
        come_back(hostile(chance), hostile(chance), hostile(chance))
        yield 3 * turn


def _folded(written: bytes) -> None:
    """Whether lines are 75 octets at most and whole characters each, and no break of lines is any other."""
    lines = written.split(b"\r\n")
    for line in lines:
        if len(line) > 75 or b"\r" in line or b"\n" in line:
            raise NotTheSame(f"a line of {len(line)} octets: {line!r}")
        line.decode()


def _decoded(text: str) -> str:
    """A parameter as RFC 6868 says it is meant."""
    meant: Mapping[str, str] = {"^n": "\n", "^'": '"', "^^": "^"}
    return re.sub(r"\^[n'^]", lambda found: meant[found[0]], text)


def _alike(found: object, wanted: object, what: str) -> None:
    if found != wanted:
        raise NotTheSame(f"{what}: {found!r}, not {wanted!r}")


def _holds(found: str, wanted: str, what: str) -> None:
    if wanted not in found:
        raise NotTheSame(f"{what}: {found!r} is without {wanted!r}")
