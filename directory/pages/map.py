"""A map as lines and dots, drawn here: no other server is asked for anything, and none learns of a place.

The faint dots are postcodes, which lie where people live, so that towns and the gaps between them are seen.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from directory.rules.distance import distances_m
from directory.services.schemes import Spot

#: Of the drawing, in its own units; the page makes it as wide as there is room.
WIDTH = 640
_TALLEST, _FLATTEST = 480, 260
_MARGIN = 36
#: The least that is drawn, so that one spot is seen in its town, in metres from side to side.
_NARROWEST_M = 3_000.0
_METRES_PER_DEGREE = 111_320.0
METRES_PER_MILE = 1_609.344
#: Lengths that a scale may have, in miles.
_SCALES = (0.25, 0.5, 1, 2, 5, 10, 20, 50)
#: About how many faint dots are drawn of an area, and of how many areas.
_DOTS_OF_AN_AREA, _MOST_AREAS = 120, 40

#: How far dots are apart at the least, and where one is moved to that is not: the nearest first.
_APART = 24
_STEPS = sorted(
    ((right * _APART, down * _APART) for right in range(-3, 4) for down in range(-3, 4)),
    key=lambda step: (step[0] ** 2 + step[1] ** 2, step),
)

Position = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Dot:
    """A numbered scheme at one of its spots."""

    x: float
    y: float
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """Everything that is on a map, in its own units. `near` is where somebody asked about, if anywhere."""

    height: float
    dots: tuple[Dot, ...]
    homes: tuple[Position, ...]
    areas: tuple[tuple[float, float, str], ...]
    near: Position | None
    radius: float
    scale: float
    scale_miles: float


def draw(
    schemes: Sequence[tuple[int, str, Sequence[Spot]]],
    near: Position | None,
    radius_m: float,
    homes_of: Callable[[str], Sequence[Position]],
) -> Drawn | None:
    """The map of schemes (number, name, spots); None when none of them has a spot.

    `near` is latitude and longitude: of what is farther from there than `radius_m`, nothing is drawn.
    `homes_of` gives the positions of the postcodes of an area such as CM1.
    """
    if near is not None:
        schemes = [(number, name, _within(spots, near, radius_m)) for number, name, spots in schemes]
    spots = [spot for _, _, listed in schemes for spot in listed]
    if not spots:
        return None
    sheet = _Sheet.around([(spot.latitude, spot.longitude) for spot in spots] + _corners(near, radius_m))
    areas = dict.fromkeys(sorted(spot.outward for spot in spots))
    homes = {area: homes_of(area) for area in [*areas][:_MOST_AREAS]}
    scale_miles = max(
        (each for each in _SCALES if sheet.units(each * METRES_PER_MILE) <= WIDTH / 4), default=0.25
    )
    return Drawn(
        height=sheet.height,
        dots=tuple(_dots(schemes, sheet, [sheet.at(near)] if near else [])),
        homes=tuple(_homes(homes, sheet)),
        areas=tuple(_areas(homes, sheet)),
        near=sheet.at(near) if near else None,
        radius=sheet.units(radius_m) if near else 0.0,
        scale=sheet.units(scale_miles * METRES_PER_MILE),
        scale_miles=scale_miles,
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Where places come to lie: north is up, and a metre is as long in both directions."""

    north: float
    west: float
    east_shrinks: float
    units_per_degree: float
    height: float

    @classmethod
    def around(cls, places: Sequence[Position]) -> "_Sheet":
        """The sheet on which all of these places lie, with room around them."""
        south, north = min(lat for lat, _ in places), max(lat for lat, _ in places)
        west, east = min(lon for _, lon in places), max(lon for _, lon in places)
        shrinks = math.cos(math.radians((south + north) / 2))
        least = _NARROWEST_M / _METRES_PER_DEGREE
        across, up = max((east - west) * shrinks, least), max(north - south, least / 2)
        room_across, room_up = WIDTH - 2 * _MARGIN, _TALLEST - 2 * _MARGIN
        units = min(room_across / across, room_up / up)
        height = max(_FLATTEST, up * units + 2 * _MARGIN)
        middle = ((south + north) / 2, (west + east) / 2)
        return cls(
            north=middle[0] + height / 2 / units,
            west=middle[1] - WIDTH / 2 / units / shrinks,
            east_shrinks=shrinks,
            units_per_degree=units,
            height=round(height, 1),
        )

    def at(self, place: Position) -> Position:
        """Where a place lies, from the upper left corner."""
        latitude, longitude = place
        return (
            round((longitude - self.west) * self.east_shrinks * self.units_per_degree, 1),
            round((self.north - latitude) * self.units_per_degree, 1),
        )

    def holds(self, x: float, y: float) -> bool:
        """Whether that is on the sheet."""
        return 0 <= x <= WIDTH and 0 <= y <= self.height

    def units(self, metres: float) -> float:
        """How long so many metres are."""
        return round(metres / _METRES_PER_DEGREE * self.units_per_degree, 1)


def _within(spots: Sequence[Spot], near: Position, radius_m: float) -> list[Spot]:
    metres = distances_m(*near, [each.latitude for each in spots], [each.longitude for each in spots])
    return [spot for spot, distance in zip(spots, metres.tolist(), strict=True) if distance <= radius_m]


def _corners(near: Position | None, radius_m: float) -> list[Position]:
    """Two places between which all lies that is no farther away; none, where nobody asked about a place."""
    if near is None:
        return []
    up = radius_m / _METRES_PER_DEGREE
    across = up / math.cos(math.radians(near[0]))
    return [(near[0] - up, near[1] - across), (near[0] + up, near[1] + across)]


def _dots(
    schemes: Sequence[tuple[int, str, Sequence[Spot]]], sheet: _Sheet, taken: list[Position]
) -> Iterable[Dot]:
    """The dots, each moved a little where it would hide one before it, or what is at a place `taken`."""
    for number, name, spots in schemes:
        for spot in spots:
            x, y = sheet.at((spot.latitude, spot.longitude))
            right, down = next(
                (
                    step
                    for step in _STEPS
                    if all(math.dist((x + step[0], y + step[1]), other) >= _APART for other in taken)
                ),
                (0, 0),
            )
            dot = Dot(round(x + right, 1), round(y + down, 1), number, name)
            taken.append((dot.x, dot.y))
            yield dot


def _homes(homes: Mapping[str, Sequence[Position]], sheet: _Sheet) -> Iterable[Position]:
    for of_area in homes.values():
        for place in of_area[:: max(1, len(of_area) // _DOTS_OF_AN_AREA)]:
            x, y = sheet.at(place)
            if sheet.holds(x, y):
                yield x, y


def _areas(homes: Mapping[str, Sequence[Position]], sheet: _Sheet) -> Iterable[tuple[float, float, str]]:
    """The areas whose middle is on the sheet, by the first half of their postcodes."""
    for name, of_area in homes.items():
        if of_area:
            middle = (
                sum(latitude for latitude, _ in of_area) / len(of_area),
                sum(longitude for _, longitude in of_area) / len(of_area),
            )
            x, y = sheet.at(middle)
            if sheet.holds(x, y):
                yield x, y, name
