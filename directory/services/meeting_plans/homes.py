"""Where a meeting is not to be held: in the homes that it is about, and in places that nobody is to find."""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from directory.equipment import equipment
from directory.errors import Invalid
from directory.model import Scheme
from directory.rules import disclosure
from directory.rules.hours import LONDON
from directory.rules.permissions import Reader
from directory.rules.private_text import Kind, refuse_private
from directory.rules.venues import Home, Venue, home_of, may_be, may_be_called
from directory.services import lookup
from directory.services.looks import Look, record_look
from directory.services.lookup.candidates import HeldPremises, premises_of_scheme
from directory.services.meeting_plans.asked import Asked
from directory.services.meeting_plans.places import scheme_told
from directory.services.memory import Remembered
from directory.services.reading import read_rows, table
from directory.services.visible import visible

#: Schemes are told by name in what leaves with a plan; these by nothing that says where they are.
_FOUND_BY_NOBODY = ("confidential", "confidential_home")
_HOME = f"This holds what looks like somebody's home. {Kind.VENUE.value}"


def refuse_home(venue: str, asked: Asked, now: datetime, reader: Reader) -> None:
    """Refuse a venue that may be the home of somebody whom the meeting is about, or a confidential place.

    Of what is held, it is compared with what `reader` may be told of. That it was is put down, whatever comes
    of it; and the answer is the same for what only reads like a home, so that it does not say what is held.

    Raises:
        Invalid: it may be a home, or holds something about a family. It is not repeated.
    """
    told = refuse_private(venue, Kind.VENUE)
    if told is not None:
        raise Invalid(told, "venue")
    homes, compared = _homes_of(asked, now, reader), Venue(venue)
    hidden = [
        each.id
        for each in _hidden()
        if disclosure.is_listed(
            reader, equipment().catalogue.location_policies[each.policy], suppressed=False
        )
        and may_be_called(compared, each.name)
    ]
    refused = bool(
        hidden
        or any(may_be(compared, home) for home in homes.addresses)
        or any(may_be_called(compared, name) for name in homes.names)
    )
    outcome = "refused" if refused else "passed"
    record_look(reader, Look(action="check-venue", outcome=outcome, seen=[*homes.schemes, *hidden]))
    if refused:
        raise Invalid(_HOME, "venue")


@dataclass(slots=True)
class _Homes:
    """Where people live or lived, as typed and as held; and the schemes that were looked at for it."""

    addresses: list[Home] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    schemes: list[uuid.UUID] = field(default_factory=list)


def _homes_of(asked: Asked, now: datetime, reader: Reader) -> _Homes:
    found = _Homes()
    for named, day in _stays(asked):
        if named.get("address") or named.get("postcode"):
            found.addresses.append(home_of(named.get("address") or "", named.get("postcode")))
        with suppress(Invalid):  # of what there is no such thing, there is no home
            if "scheme" in named:
                _add_scheme(found, named["scheme"], day, reader)
            elif named:
                _add_matches(found, lookup.resolve(named, now, reader, day)[0])
    return found


def _stays(asked: Asked) -> Iterator[tuple[Mapping[str, Any], date]]:
    """How each place is named, and on which days it is looked for: of earlier ones, the ends of a stay."""
    on = asked.starts_at.astimezone(LONDON).date()
    for person in asked.people:
        yield person.named, on
        for earlier in person.earlier:
            for day in {earlier.since or on, earlier.until or on}:
                yield earlier.named, day


def _add_scheme(found: _Homes, key: uuid.UUID, day: date, reader: Reader) -> None:
    told = scheme_told(key, reader)
    found.names.append(told.scheme["name"])
    found.schemes.append(key)
    if told.is_near_told(reader):
        found.addresses += map(_home, premises_of_scheme(key, day))


def _add_matches(found: _Homes, answer: Mapping[str, Any]) -> None:
    """The one address that was found, with its scheme's name; else those that nothing speaks against."""
    certain = answer["outcome"] == "found"
    for match in answer["matches"]:
        if certain or not match["differs"]:
            found.addresses.append(home_of(match["premises"]["address"], match["premises"]["postcode"]))
            found.schemes.append(match["scheme"]["id"])
        if certain:
            found.names.append(match["scheme"]["name"])


def _home(row: HeldPremises) -> Home:
    return home_of(row.held.text, row.held.postcode)


@dataclass(frozen=True, slots=True)
class _Hidden:
    """A scheme of which nobody is told where it is, and the policy that says so."""

    id: uuid.UUID
    name: str
    policy: str


_SCHEMES = table(Scheme)
_NAMED = select(_SCHEMES.c.id, _SCHEMES.c.name, _SCHEMES.c.accommodation_type).where(
    _SCHEMES.c.holds_location.is_(False), visible(_SCHEMES)
)


def _read_hidden(_version: int) -> tuple[_Hidden, ...]:
    return tuple(_found_by_nobody())


def _found_by_nobody() -> Iterator[_Hidden]:
    kinds = equipment().catalogue.accommodation_types
    for key, name, slug in map(tuple, read_rows(_NAMED, {})):
        if slug in kinds and kinds[slug].location_policy in _FOUND_BY_NOBODY:
            yield _Hidden(key, name, kinds[slug].location_policy)


_hidden = Remembered(_read_hidden).get
