"""Where each person is: scheme and provider, the kind of place, and the councils that answer for it."""

import uuid
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from directory.equipment import equipment
from directory.errors import Invalid
from directory.rules import disclosure
from directory.rules.addresses import words_of
from directory.rules.authorities import Authority, Responsible, responsible
from directory.rules.catalogue import AccommodationType
from directory.rules.invites import Holder, has_support
from directory.rules.notes import NO_POSTCODE
from directory.rules.permissions import Reader
from directory.services import lookup
from directory.services.meeting_plans.asked import Person, scheme_named
from directory.services.meeting_plans.commissioners import commissioners_of
from directory.services.meeting_plans.takeovers import Instead, instead_of
from directory.services.shown import SchemeShown, read_schemes

#: What there is to pick from, where an address may be more than one.
Choices = list[dict[str, Any]]
_TOLD_TO_NOBODY = ("confidential", "confidential_home")


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where people are, as far as the directory knows; `key` is the same for those at one address.

    Two of them are never equal, as who placed and who cared for people is theirs and not the address's.

    `home` is the same only for those who are known to live together: in one flat that is held as such. It is
    None where nobody can say. `area` is the code of the council whose area it is in, and `area_sure` whether
    no other may be meant; `listed`, whether a scheme was found, and `instead` who is asked where that is not
    there on the day; `supported`, whether it records support above signposting.
    """

    key: Hashable
    kind: AccommodationType | None
    found: SchemeShown | None
    area: str | None
    councils: Responsible
    placing: Authority | None
    care: Authority | None
    supported: bool
    notes: tuple[str, ...] = ()
    commissioners: tuple[str, ...] = ()
    home: Hashable | None = None
    area_sure: bool = True
    instead: Instead | None = None

    @property
    def listed(self) -> bool:
        return self.found is not None

    @property
    def premises(self) -> uuid.UUID | None:
        """The id of the address that was found, if one was."""
        match self.key:
            case ("premises", uuid.UUID() as found):
                return found
        return None

    @property
    def confidential(self) -> bool:
        """Whether nobody is told where it is."""
        return self.kind is not None and self.kind.location_policy in _TOLD_TO_NOBODY

    @property
    def placed_from_elsewhere(self) -> bool:
        """Whether the council known to have placed them is not the one whose area they are in."""
        host = self.councils.housing
        return self.placing is not None and host is not None and self.placing.gss != host.gss

    def owners(self, holder: Holder) -> tuple[Any, ...]:
        """The ids of the scheme and its provider, or the codes of the councils, that a holder is.

        Where the scheme is not there on the day, the id of the provider that is asked instead.
        """
        if holder == "scheme":
            if self.instead is not None:
                return (self.instead.provider["id"],) if self.instead.provider else ()
            return (self.found.scheme["id"], self.found.provider_id) if self.found else ()
        if holder == "commissioner":
            return self.commissioners
        councils = {
            "housing": self.councils.housing,
            "children": self.councils.children,
            "adults": self.councils.adults,
            "placing": self.placing,
            "care": self.care,
        }
        council = councils[holder]
        return (council.gss,) if council else ()


def place_of(
    person: Person, field: str, at: datetime, on: date, reader: Reader
) -> tuple[Place | None, Choices]:
    """Where a person is on a day, asked `at` now; None, and what there is to pick from, where several may be.

    Raises:
        Invalid: a scheme or premises that there are not, or that `reader` may not be told of; or no address
            is in what was given. It names the part of `field` at fault.
    """
    try:
        return _place_of(person, at, on, reader)
    except Invalid as fault:
        message = NO_POSTCODE if fault.field == "postcode" else fault.message  # which would repeat it
        raise Invalid(message, f"{field}.{fault.field}" if fault.field else field) from None


def _place_of(person: Person, at: datetime, on: date, reader: Reader) -> tuple[Place | None, Choices]:
    scheme = scheme_named(person.named)
    if scheme is not None:
        told = scheme_told(scheme, reader)
        return _place(person, on, reader, ("scheme", scheme), told, None), []
    if not person.named:
        return _place(person, on, reader, ("person", person.label), None, None), []
    answer, gss = lookup.resolve(person.named, at, reader, on)
    matches = answer["matches"]
    own_home = _is_own_home(person.kind)
    if answer["outcome"] == "choose" and not own_home:
        return None, [_to_pick(match) for match in matches]
    status = answer["postcode"]["status"]
    if answer["outcome"] == "found":
        match = matches[0]
        told = read_schemes([match["scheme"]["id"]])[match["scheme"]["id"]]
        place = _place(person, on, reader, ("premises", match["premises"]["id"]), told, gss)
        home = place.key if _is_one_flat(person.named, match) else None
        return replace(place, home=home, notes=(*_postcode_notes(status), *place.notes)), []
    place = _place(person, on, reader, ("typed", _typed(person.named)), None, gss)
    sure = status == "known"
    return replace(place, area_sure=sure, notes=(*_postcode_notes(status), *place.notes)), []


def _is_one_flat(named: Mapping[str, Any], match: Mapping[str, Any]) -> bool:
    """Whether it is one flat or room that was named, and not a house that may have several."""
    return match["premises"]["covers"] == "unit" and ("premises" in named or "unit" in match["why"])


def scheme_told(key: uuid.UUID, reader: Reader) -> SchemeShown:
    """A scheme that `reader` may be told of.

    Raises:
        Invalid: there is none.
    """
    found = read_schemes([key]).get(key)
    if found is not None:
        policy = found.scheme["accommodation_type"]["location_policy"]
        if disclosure.is_listed(reader, equipment().catalogue.location_policies[policy], suppressed=False):
            return found
    raise Invalid("There is no such scheme.", "scheme")


def _place(
    person: Person,
    on: date,
    reader: Reader,
    key: Hashable,
    found: SchemeShown | None,
    gss: str | None,
) -> Place:
    at_hand = equipment()
    slug = found.scheme["accommodation_type"]["slug"] if found else person.kind
    kind = at_hand.catalogue.accommodation_types[slug] if slug else None
    area = gss or (found.scheme["authority"] if found else None)
    if kind is not None and not kind.holds_location and kind.location_policy in _TOLD_TO_NOBODY:
        area = _county(area)
    support = found.scheme["support"] if found else ()
    instead = instead_of(found, on) if found else None
    return Place(
        key=key,
        kind=kind,
        found=found,
        area=area,
        councils=responsible(at_hand.authorities, area, on),
        placing=person.placing,
        care=person.care,
        supported=has_support(
            ((each["offered"], each["level"]) for each in support), at_hand.catalogue.support_levels
        ),
        notes=(*((instead.why,) if instead else ()), *_notes(person, found)),
        commissioners=_commissioners(found.provider_id, on, reader) if found else (),
        instead=instead,
    )


def _commissioners(provider: uuid.UUID, on: date, reader: Reader) -> tuple[str, ...]:
    """The councils with a contract that `reader` may know of; others go by the councils of the place."""
    return tuple(
        gss
        for gss in commissioners_of(provider, on)
        if disclosure.may_read_contracts(reader, gss, str(provider))
    )


def _postcode_notes(status: str) -> tuple[str, ...]:
    """What became of the postcode, in words that do not repeat it."""
    said = {
        "unknown": "The postcode given is not one that this service knows.",
        "corrected": "The postcode was read with a slip put right.",
    }
    return (said[status],) if status in said else ()


def _notes(person: Person, found: SchemeShown | None) -> list[str]:
    if found is None or person.kind in (None, found.scheme["accommodation_type"]["slug"]):
        return []
    name = found.scheme["accommodation_type"]["name"]
    return [f"The directory holds this place as: {name}. That was used."]


def _is_own_home(kind: str | None) -> bool:
    """Whether a kind of place is never listed, so that schemes near the address are none of it."""
    return kind is not None and not equipment().catalogue.accommodation_types[kind].holds_location


def _county(gss: str | None) -> str | None:
    """The county of a district, so that no smaller area of a place that is told to nobody is named."""
    council = equipment().authorities.known_as(gss) if gss else None
    return (council.county_gss or council.gss) if council else None


def _typed(named: Mapping[str, Any]) -> tuple[str, ...]:
    """What was typed, for telling whether two people are at one address; it goes no further."""
    return words_of(" ".join(str(each) for each in named.values()))


def _to_pick(match: Mapping[str, Any]) -> dict[str, Any]:
    """A match as a candidate: without contacts, since nobody is to be rung before one is picked."""
    return {name: match[name] for name in ("premises", "score", "why", "differs")} | {
        "scheme": {name: match["scheme"][name] for name in ("id", "name")},
        "provider": {name: match["provider"][name] for name in ("id", "name")},
    }
