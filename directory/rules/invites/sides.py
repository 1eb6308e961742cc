"""One list for everyone, or lists that never merge: where domestic abuse meets separate addresses (H5)."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from directory.rules.invites.circumstances import DOMESTIC_ABUSE, SPLIT

Named = Literal["victim", "other"]

EVERYONE: Final = "everyone"
_NAMES: Final[dict[Named, str]] = {"victim": "victim's side", "other": "other side"}


@dataclass(frozen=True, slots=True)
class Side:
    """One list: what it is called, which of the people it is for, by their position, and whose it is."""

    name: str
    people: tuple[int, ...]
    whose: Named | None = None


def sides_of(
    circumstances: Collection[str],
    labels: Sequence[str],
    places: Sequence[Hashable],
    named: Sequence[Named | None],
) -> tuple[Side, ...]:
    """The lists of a meeting, each person on exactly one of them.

    Where domestic abuse is in question and people live apart, or both sides are named, there is a list for
    the victim's side and one for the other. `named` says whose side each is on; where it says nothing, those
    who share an address with somebody on a side are on it, and every other address has a list of its own:
    two sides are never taken for one.
    """
    everyone = tuple(range(len(labels)))
    apart = len(set(places)) > 1
    both = {"victim", "other"} <= {*named}
    if not (both or (DOMESTIC_ABUSE in circumstances and SPLIT in circumstances and apart)):
        return (Side(EVERYONE, everyone),)
    known: dict[Hashable, Named | None] = {}
    for place, one in zip(places, named, strict=True):
        if one is not None:  # where both sides live, nobody can say whose somebody else is
            known[place] = one if known.get(place, one) == one else None
    groups: dict[Hashable, list[int]] = {}
    for person in everyone:
        side = named[person] or known.get(places[person])
        groups.setdefault(side or ("at", places[person]), []).append(person)
    ordered = sorted(groups.items(), key=lambda item: (item[0] != "victim", item[1]))
    return tuple(
        Side(_NAMES[key], tuple(people), key)
        if key == "victim" or key == "other"
        else Side(_called(labels, people), tuple(people))
        for key, people in ordered
    )


def _called(labels: Sequence[str], people: Sequence[int]) -> str:
    return f"side of {', '.join(labels[person] for person in people)}"
