"""What a list tells of the areas of confidential schemes: none that only a few of them are in."""

import uuid
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from directory.rules import disclosure


@dataclass(frozen=True, slots=True)
class Fit:
    """A scheme as far as choosing goes. `why_unknown` is empty when it fits.

    `is_listed_by_area` says whether its area may be told however few others are there.
    """

    id: uuid.UUID
    name: str
    kind: str
    area: str | None
    distance_m: float | None
    why_unknown: tuple[str, ...]
    is_listed_by_area: bool
    area_told: bool = True


def as_far_as_areas_are_told(found: Iterable[Fit], codes: Collection[str] | None) -> Iterator[Fit]:
    """The schemes of a list, with each area that it must not tell taken out of what is known.

    `codes` are those of the council asked for, None when none was: what is told to be elsewhere is left out,
    and of a scheme whose area is not told it is not known whether it is there, wherever it is. Those that fit
    and those of which something else is unknown are counted apart, since a reader sees them apart.
    """
    schemes = list(found)
    for group in (
        [each for each in schemes if not each.why_unknown],
        [each for each in schemes if each.why_unknown],
    ):
        told = disclosure.areas_listed((each.kind, each.area) for each in group if not each.is_listed_by_area)
        for each in group:
            if each.is_listed_by_area:
                yield each
            elif (each.kind, each.area) not in told:
                unknown = each.why_unknown if codes is None else (*each.why_unknown, "authority")
                yield replace(each, area_told=False, why_unknown=unknown)
            elif codes is None or each.area in codes:
                yield each
