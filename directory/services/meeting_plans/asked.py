"""What is asked for: a meeting, a moment, and where people are or were. Words are checked and not kept."""

import unicodedata
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

from directory.equipment import equipment
from directory.errors import Invalid
from directory.rules.authorities import Authority
from directory.rules.hours import LONDON
from directory.rules.invites import Attendance, attendance_of
from directory.rules.invites.attendance import Way
from directory.rules.invites.sides import Named
from directory.rules.nearest import did_you_mean
from directory.rules.notes import refuse_no_postcode, refuse_note
from directory.rules.wordings import Words, label_key, refuse_label, refuse_reason

#: The policy of places whose address is told to nobody, and not held.
_CONFIDENTIAL = "confidential"

#: Nobody whom a meeting is about lived anywhere before.
_EARLIEST = date(1900, 1, 1)

#: By what a person's place can be named; the first that is given counts.
WAYS_TO_NAME = ("premises", "scheme", "uprn", "address", "postcode")


#: No meeting lasts longer.
LONGEST = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Earlier:
    """Where somebody was before. `named` says the place as a look-up takes it; both days are included."""

    named: Mapping[str, Any]
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Person:
    """People who live at one place, under a short label; which council placed them, and cared for them.

    `circumstances` are what is special about them, and about nobody else of the meeting.
    """

    label: str
    named: Mapping[str, Any]
    kind: str | None
    side: Named | None
    placing: Authority | None
    care: Authority | None
    circumstances: tuple[str, ...] = ()
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a meeting; `acknowledged` are keys of the agencies that hold the contingency plan.

    `ends_at` is None where nobody has said how long it is to last: nothing is made up.
    """

    meeting: str
    starts_at: datetime
    people: tuple[Person, ...]
    circumstances: tuple[str, ...]
    attendance: Attendance
    acknowledged: frozenset[str]
    ends_at: datetime | None = None

    @property
    def places_named(self) -> int:
        """How many places are asked about, earlier ones included."""
        return len(self.people) + sum(len(person.earlier) for person in self.people)

    def named(self) -> Iterator[Mapping[str, Any]]:
        """How each place is named, earlier ones included; empty where only its kind is said."""
        for person in self.people:
            yield from (person.named, *(earlier.named for earlier in person.earlier))

    def typed(self) -> Iterator[Mapping[str, Any]]:
        """The addresses and property numbers asked for, each as a look-up takes it."""
        return (named for named in self.named() if not ("premises" in named or "scheme" in named))


def asked_for(body: Mapping[str, Any]) -> Asked:
    """What the API's body asks.

    Raises:
        Invalid: a meeting type, circumstance, kind of place or council that there is not; a place that is
            not named, or a confidential one that is named by an address; days that cannot be; a way to attend
            without a reason; a label given twice; a label or words that name somebody or look like something
            about a family, which are not repeated; an end before the start.
    """
    catalogue = equipment().catalogue
    meeting = _known(body["meeting_type"], catalogue.meeting_types, "meeting_type", "meeting type")
    words = body.get("format_words")
    on = body["starts_at"].astimezone(LONDON).date()
    people = tuple(_person(each, f"people.{place}", on) for place, each in enumerate(body["people"]))
    _refuse_repeated(people)
    return Asked(
        meeting=meeting,
        starts_at=body["starts_at"],
        people=people,
        circumstances=_circumstances(body, "circumstances"),
        attendance=attendance_of(
            cast(Way, body.get("format") or "in_person"),
            body.get("format_reason"),
            _in_known_words(words, refuse_reason, "format_words") if words else None,
            catalogue.meeting_types[meeting],
            catalogue.attendance_reasons,
        ),
        acknowledged=frozenset(body.get("acknowledged") or ()),
        ends_at=_end(body),
    )


def _end(body: Mapping[str, Any]) -> datetime | None:
    """When the meeting ends: as said, or so many minutes after it starts, whatever clocks do in between."""
    starts, ends, minutes = body["starts_at"], body.get("ends_at"), body.get("minutes")
    if minutes is not None:
        if ends is not None:
            raise Invalid("Give the end of the meeting once: as 'minutes', or as 'ends_at'.", "ends_at")
        return cast(datetime, starts.astimezone(UTC) + timedelta(minutes=minutes))
    if ends is None:
        return None
    if not timedelta(0) < ends - starts <= LONGEST:
        raise Invalid(
            f"The meeting starts at {starts.isoformat()}: it ends after that, within 24 hours.", "ends_at"
        )
    return cast(datetime, ends)


def _person(body: Mapping[str, Any], field: str, on: date) -> Person:
    kind = body.get("accommodation_type")
    if kind is not None:
        _known(
            kind, equipment().catalogue.accommodation_types, f"{field}.accommodation_type", "kind of place"
        )
    named = _named(body, field)
    if not named and kind is None:
        raise Invalid(
            "Say where they are: address, postcode, uprn, scheme or premises; or the kind of place.", field
        )
    _refuse_where_confidential(kind, body, field)
    return Person(
        label=_in_known_words(body["label"], refuse_label, f"{field}.label"),
        named=named,
        kind=kind,
        side=body.get("side"),
        placing=_council(body.get("placing_authority"), f"{field}.placing_authority"),
        care=_council(body.get("care_authority"), f"{field}.care_authority"),
        circumstances=_circumstances(body, f"{field}.circumstances"),
        earlier=tuple(
            _earlier(each, f"{field}.earlier.{place}", on)
            for place, each in enumerate(body.get("earlier") or ())
        ),
    )


def _refuse_where_confidential(kind: str | None, body: Mapping[str, Any], field: str) -> None:
    """Refuse to be told where a place is whose address is told to nobody, so that no system passes it on.

    Raises:
        Invalid: it is said where it is; the message does not repeat it.
    """
    if kind is None or equipment().catalogue.accommodation_types[kind].location_policy != _CONFIDENTIAL:
        return
    way = next((each for each in WAYS_TO_NAME if each != "scheme" and body.get(each)), None)
    if way is not None:
        raise Invalid(
            "The address of such a place is told to nobody, and is not to be given here either. Name it by "
            "`scheme`: its provider's schemes are at /schemes. Of one that is not listed, give "
            "`accommodation_type` alone, and ask its provider whom to invite.",
            f"{field}.{way}",
        )


def _circumstances(body: Mapping[str, Any], field: str) -> tuple[str, ...]:
    """What is said to be special, each once."""
    known = equipment().catalogue.circumstances
    said = dict.fromkeys(body.get("circumstances") or ())
    return tuple(_known(each, known, field, "circumstance") for each in said)


def _in_known_words(text: str, refuse: Callable[[str, Words], str | None], field: str) -> str:
    """Words of the organiser's, in plain letters, when all of them are known.

    Raises:
        Invalid: one is not; the message says which, and what to write instead, and repeats none.
    """
    why = refuse(text, equipment().words)
    if why is not None:
        raise Invalid(why, field)
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _refuse_repeated(people: Iterable[Person]) -> None:
    """Refuse two people of one label: whom a list is for could not be told.

    Raises:
        Invalid: at the second of them.
    """
    seen: set[str] = set()
    for place, person in enumerate(people):
        label = label_key(person.label)
        if label in seen:
            raise Invalid("Each label is to be given once.", f"people.{place}.label")
        seen.add(label)


def _earlier(body: Mapping[str, Any], field: str, on: date) -> Earlier:
    named = _named(body, field)
    if not named:
        raise Invalid("Say where they were: address, postcode, uprn, scheme or premises.", field)
    for name in ("since", "until"):
        day = body.get(name)
        if day is not None and not _EARLIEST <= day <= on:
            raise Invalid(
                f"'{name}' must be a day from {_EARLIEST} to that of the meeting, such as 2024-03-31.",
                f"{field}.{name}",
            )
    since, until = body.get("since"), body.get("until")
    if since and until and until < since:
        raise Invalid("'until' is before 'since'.", f"{field}.until")
    return Earlier(named, since, until)


def _named(body: Mapping[str, Any], field: str) -> dict[str, Any]:
    """How a place is named; an address takes its postcode along.

    Raises:
        Invalid: where an address or a postcode belongs stands a note; it is not repeated.
    """
    for name, refuse in (("address", refuse_note), ("postcode", refuse_no_postcode)):
        if why := refuse(body.get(name) or ""):
            raise Invalid(why, f"{field}.{name}")
    way = next((each for each in WAYS_TO_NAME if body.get(each)), None)
    if way is None:
        return {}
    also = {"postcode": body["postcode"]} if way == "address" and body.get("postcode") else {}
    return {way: body[way], **also}


def _known(slug: str, table: Mapping[str, Any], field: str, what: str) -> str:
    if slug not in table:
        hint = did_you_mean(slug, table)
        raise Invalid(f"There is no such {what}.{hint} It must be one of: {', '.join(table)}.", field)
    return slug


def _council(code: str | None, field: str) -> Authority | None:
    if not code:
        return None
    council = equipment().authorities.known_as(code)
    if council is None:
        raise Invalid("No English council has or had this code; one is such as E07000070.", field)
    return council


def scheme_named(named: Mapping[str, Any]) -> uuid.UUID | None:
    """The scheme that a place is named by, if it is."""
    found: uuid.UUID | None = named.get("scheme")
    return found
