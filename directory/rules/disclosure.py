"""What each reader may know and change. Every list, look-up, count and export asks here, and nowhere else.

Where a place may not be held at all, nothing here can give it away: it is not there. These rules are for
what is held.
"""

import enum
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from directory.rules.catalogue import LocationPolicy
from directory.rules.permissions import Permission, Reader


class Place(enum.IntEnum):
    """How much of where a scheme is may be told; each includes those before."""

    #: Nobody is told that it is anywhere.
    NOTHING = enum.auto()
    #: Its county, or the area of its partnership.
    COUNTY = enum.auto()
    #: The council's area it is in.
    AREA = enum.auto()
    #: The address, its position and its number.
    ADDRESS = enum.auto()


#: For somebody who has not signed in, by policy. A policy that is not here tells nothing.
_PUBLIC = {
    "public": Place.ADDRESS,
    "address_professional": Place.AREA,
    "area_only_public": Place.AREA,
    "provider_public": Place.AREA,
    "confidential": Place.COUNTY,
}

#: For professionals, by policy, where no address may be held. A policy that is not here tells nothing.
_WITHOUT_ADDRESS = {
    "provider_public": Place.AREA,
    "not_listed": Place.AREA,
    "confidential_home": Place.COUNTY,
    "confidential": Place.COUNTY,
}

#: The fewest schemes of one type that a list may tell to be in one area, where their place is confidential.
LEAST_IN_AN_AREA: Final = 5


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a record is: the providers and the authorities whose stewards may change it."""

    providers: Collection[str] = ()
    authorities: Collection[str] = ()


def place_told(reader: Reader, policy: LocationPolicy) -> Place:
    """How much of a scheme's place `reader` may be told, by the policy of its accommodation type."""
    if not reader.may(Permission.LOOK_UP):
        return _PUBLIC.get(policy.slug, Place.NOTHING)
    if policy.holds_location:
        return Place.ADDRESS
    return _WITHOUT_ADDRESS.get(policy.slug, Place.NOTHING)


def is_listed(reader: Reader, policy: LocationPolicy, *, suppressed: bool) -> bool:
    """Whether `reader` may know that a scheme is there at all. What is suppressed is there for nobody."""
    return not suppressed and place_told(reader, policy) is not Place.NOTHING


def is_near_told(reader: Reader, policy: LocationPolicy) -> bool:
    """Whether `reader` may find a scheme by how far it is from somewhere, or by an address."""
    return place_told(reader, policy) is Place.ADDRESS


def is_listed_by_area(reader: Reader, policy: LocationPolicy) -> bool:
    """Whether a list may tell `reader` of each scheme, however few there are, which area it is in.

    Of the others it tells only the areas that `areas_listed` gives: a count of one is nearly a place.
    """
    return place_told(reader, policy) >= Place.AREA


def areas_listed(held: Iterable[tuple[str, str | None]]) -> frozenset[tuple[str, str | None]]:
    """The types and areas that a list may tell, of those of its schemes that are not listed by area.

    Each pair is of at least `LEAST_IN_AN_AREA` of the schemes. That no area is known is no area.
    """
    counts = Counter(pair for pair in held if pair[1] is not None)
    return frozenset(pair for pair, count in counts.items() if count >= LEAST_IN_AN_AREA)


def may_change(reader: Reader, owner: Owner) -> bool:
    """Whether `reader` may change a record, or see what only its stewards see of it."""
    if not reader.may(Permission.EDIT_DIRECTORY):
        return False
    if reader.scope is None:
        return True
    ids = owner.providers if reader.scope.kind == "provider" else owner.authorities
    return reader.scope.id in ids


def may_read_contracts(reader: Reader, commissioner: str, provider: str) -> bool:
    """Whether `reader` may read the contracts between a council and a provider."""
    if not reader.may(Permission.READ_CONTRACTS):
        return False
    if reader.scope is None:
        return True
    return reader.scope.id == (provider if reader.scope.kind == "provider" else commissioner)


def may_name(reader: Reader, kind: str, identity: object) -> bool:
    """Whether `reader` may enter a record as that provider's or authority's (`kind`), as far as that goes.

    Whoever edits for one council may name any provider; for one provider, any council.
    """
    return reader.scope is None or reader.scope.kind != kind or reader.scope.id == str(identity)
