"""What is special about a household or the case: what was said, and what follows from where people live."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from directory.rules.catalogue import AccommodationType, Circumstance, MeetingType

#: What bears on a meeting; each with why it was taken into account, None where it was said.
Found = dict[str, str | None]

REFUGE: Final = "refuge"
SPLIT: Final = "split-household"
DOMESTIC_ABUSE: Final = "domestic-abuse"
_OUT_OF_AREA: Final = "out-of-area"


def of_household(
    said: Iterable[str],
    kind: AccommodationType | None,
    known: Mapping[str, Circumstance],
    *,
    placed_from_elsewhere: bool,
) -> Found:
    """What is special about one household: what was `said` of it, and what follows from where it lives.

    What belongs to the case is not in it. `known` has the circumstances there are, `kind` is the kind of
    place they live at. Refuge is worked out, and never asked for.
    """
    found: Found = {each: None for each in said if known[each].belongs_to == "household"}
    if kind is not None and kind.is_refuge:
        found.setdefault(REFUGE, "somebody is in safe accommodation whose address is confidential")
    if placed_from_elsewhere:
        found.setdefault(_OUT_OF_AREA, "the placing council is not the host")
    return found


def of_case(
    said: Iterable[str],
    meeting: MeetingType,
    kinds: Sequence[AccommodationType | None],
    known: Mapping[str, Circumstance],
    *,
    places: int,
    sides_named: bool,
) -> Found:
    """What bears on everybody: what was `said`, of anybody, and belongs to the case; and what follows.

    `kinds` are the kinds of place people live at, `places` how many different ones there are. A safe place
    means domestic abuse, and so does a side that somebody is said to be on, whether or not anybody said so,
    since forgetting it would put two sides into one room.
    """
    said = tuple(said)
    found: Found = {each: None for each in said if known[each].belongs_to == "case"}
    if REFUGE in said:
        found.setdefault(DOMESTIC_ABUSE, "somebody is said to be in a refuge")
    if any(kind is not None and kind.is_safe_place for kind in kinds):
        found.setdefault(DOMESTIC_ABUSE, "somebody is in safe accommodation")
    if sides_named:
        found.setdefault(DOMESTIC_ABUSE, "it was said whose side somebody is on")
    for each in meeting.implies:
        found.setdefault(each, "every meeting of this kind is about it")
    if places > 1:
        found.setdefault(SPLIT, f"people live at {places} addresses")
    return found


def in_nobodys_name(
    said: Iterable[str],
    households: Iterable[Mapping[str, str | None]],
    case: Mapping[str, str | None],
    known: Mapping[str, Circumstance],
) -> tuple[str, ...]:
    """Those `said` of a meeting that belong to a household, and were put to none: with several lists, nobody
    can tell on which they would stand without telling one side of the other."""
    put = {each for household in households for each in household}.union(case)
    return tuple(each for each in said if known[each].belongs_to == "household" and each not in put)
