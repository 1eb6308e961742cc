"""Distances between places in Great Britain, and the grid by which nearby places are found."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Side of a square of the grid in degrees: about 5.6 km from south to north, 3 to 3.6 km from west to east.
CELL_DEGREES = 0.05
_COLUMNS = 10_000

_EQUATORIAL_M = 6_378_137.0
_FLATTENING = 1 / 298.257223563
#: A degree of latitude is never shorter than this in Great Britain, nor one of longitude at its latitude.
_LATITUDE_DEGREE_M = 111_000.0


def cell_of(latitude: float, longitude: float) -> int:
    """The square of the grid that a place lies in."""
    return math.floor((latitude + 90) / CELL_DEGREES) * _COLUMNS + math.floor(
        (longitude + 180) / CELL_DEGREES
    )


def cells_within(latitude: float, longitude: float, radius_m: float) -> list[int]:
    """Every square of the grid that holds a place at most `radius_m` metres away, and a few more."""
    up = radius_m / _LATITUDE_DEGREE_M
    narrowest = math.cos(math.radians(min(89.0, abs(latitude) + up)))
    across = radius_m / (_LATITUDE_DEGREE_M * narrowest)
    rows = range(cell_of(latitude - up, 0) // _COLUMNS, cell_of(latitude + up, 0) // _COLUMNS + 1)
    columns = range(cell_of(0, longitude - across) % _COLUMNS, cell_of(0, longitude + across) % _COLUMNS + 1)
    return [row * _COLUMNS + column for row in rows for column in columns]


def distances_m(
    latitude: float, longitude: float, latitudes: Sequence[float], longitudes: Sequence[float]
) -> NDArray[np.float64]:
    """How far each of many places is from one, in metres over the WGS84 ellipsoid.

    Lambert's formula for long lines: within 0.1 m of the geodesic up to 100 km. 0 for the place itself.
    """
    phi = np.radians(np.asarray(latitudes, dtype=np.float64))
    lam = np.radians(np.asarray(longitudes, dtype=np.float64))
    here_phi, here_lam = math.radians(latitude), math.radians(longitude)
    beta = np.arctan((1 - _FLATTENING) * np.tan(phi))
    here_beta = math.atan((1 - _FLATTENING) * math.tan(here_phi))
    half_chord = (
        np.sin((beta - here_beta) / 2) ** 2
        + np.cos(beta) * math.cos(here_beta) * np.sin((lam - here_lam) / 2) ** 2
    )
    sigma = 2 * np.arcsin(np.sqrt(half_chord))
    mean, half = (beta + here_beta) / 2, (beta - here_beta) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        x: Any = (sigma - np.sin(sigma)) * (np.sin(mean) * np.cos(half) / np.cos(sigma / 2)) ** 2
        y: Any = (sigma + np.sin(sigma)) * (np.cos(mean) * np.sin(half) / np.sin(sigma / 2)) ** 2
        metres = _EQUATORIAL_M * (sigma - _FLATTENING / 2 * (x + y))
    return np.where(sigma == 0, 0.0, metres)
