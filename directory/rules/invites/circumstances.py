"""What is special about a household: what the organiser said, and what follows from where people live."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from directory.rules.catalogue import AccommodationType, MeetingType

REFUGE: Final = "refuge"
SPLIT: Final = "split-household"
DOMESTIC_ABUSE: Final = "domestic-abuse"
_OUT_OF_AREA: Final = "out-of-area"

#: Places that nobody but victims of domestic abuse is in, and the policy of those never told of (H1, H12).
SAFE_PLACES: Final = "domestic_abuse"
_CONFIDENTIAL: Final = "confidential"


def all_circumstances(
    given: Iterable[str],
    meeting: MeetingType,
    kinds: Iterable[AccommodationType | None],
    *,
    places: int,
    placed_from_elsewhere: bool,
    sides_named: bool = False,
) -> dict[str, str | None]:
    """Every circumstance that bears on a meeting; each with why it was added, None where it was given.

    `kinds` are the kinds of place people live at, `places` how many different ones there are. Refuge is
    worked out from a confidential place and never asked for; a safe place means domestic abuse, and so does a
    side that somebody is said to be on, whether or not anybody said so, since forgetting it would put two
    sides into one room.
    """
    found: dict[str, str | None] = dict.fromkeys(given)
    if REFUGE in found:
        found.setdefault(DOMESTIC_ABUSE, "somebody is said to be in a refuge")
    known = [kind for kind in kinds if kind is not None]
    if any(kind.location_policy == _CONFIDENTIAL for kind in known):
        found.setdefault(REFUGE, "somebody is in a place whose address is confidential")
    if any(kind.group == SAFE_PLACES for kind in known):
        found.setdefault(DOMESTIC_ABUSE, "somebody is in safe accommodation")
    if sides_named:
        found.setdefault(DOMESTIC_ABUSE, "it was said whose side somebody is on")
    for each in meeting.implies:
        found.setdefault(each, "every meeting of this kind is about it")
    if places > 1:
        found.setdefault(SPLIT, f"people live at {places} addresses")
    if placed_from_elsewhere:
        found.setdefault(_OUT_OF_AREA, "the placing council is not the host")
    return found
