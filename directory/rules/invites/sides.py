"""One list for everyone, or lists that never merge: where domestic abuse is in question (H5)."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from directory.rules.invites.circumstances import DOMESTIC_ABUSE

Named = Literal["victim", "other"]

EVERYONE: Final = "everyone"
_NAMES: Final[dict[Named, str]] = {"victim": "victim's side", "other": "other side"}


@dataclass(frozen=True, slots=True)
class Side:
    """One list: what it is called, which of the people it is for, by their position, and whose it is.

    `for_victims` says that somebody on it is known to be a victim, so that roles that speak for one may
    stand on it, and tell nobody of anybody else.
    """

    name: str
    people: tuple[int, ...]
    whose: Named | None = None
    for_victims: bool = False


def sides_of(
    circumstances: Collection[str],
    labels: Sequence[str],
    homes: Sequence[Hashable],
    named: Sequence[Named | None],
    safe: Sequence[bool],
) -> tuple[Side, ...]:
    """The lists of a meeting, each person on exactly one of them.

    Where domestic abuse is in question, two share a list only where they are said to be of one side, or
    nothing is said of either and they have one home. `homes` is equal for those who are known to live
    together, and for no others: one building, scheme or postcode is no home. `safe` says who is in safe
    accommodation: the only such person is on the victim's side; two may be of two sides, and a victim who was
    named need not be of the side of somebody in a refuge.
    """
    everyone = tuple(range(len(labels)))
    if DOMESTIC_ABUSE not in circumstances and not any(named):
        return (Side(EVERYONE, everyone),)
    known = _with_the_only_victim(named, safe)
    groups: dict[Hashable, list[int]] = {}
    for person in everyone:
        groups.setdefault(known[person] or ("at", homes[person]), []).append(person)
    ordered = sorted(groups.values(), key=lambda people: (known[people[0]] != "victim", people))
    return tuple(
        Side(
            EVERYONE if len(groups) == 1 else _called(labels, people, known[people[0]]),
            tuple(people),
            known[people[0]],
            known[people[0]] == "victim" or any(safe[person] for person in people),
        )
        for people in ordered
    )


def _with_the_only_victim(named: Sequence[Named | None], safe: Sequence[bool]) -> list[Named | None]:
    unsaid = [person for person, side in enumerate(named) if side is None and safe[person]]
    if len(unsaid) != 1 or "victim" in named:
        return list(named)
    return ["victim" if person == unsaid[0] else side for person, side in enumerate(named)]


def _called(labels: Sequence[str], people: Sequence[int], side: Named | None) -> str:
    return _NAMES[side] if side else f"side of {', '.join(labels[person] for person in people)}"
