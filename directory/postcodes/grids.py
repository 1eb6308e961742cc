"""Easting and northing to latitude and longitude, for the two grids UK postcodes are placed on.

Great Britain is on the British National Grid, Northern Ireland on the Irish Grid. The two
overlap in their numbers: a Belfast pair read as British is a plausible spot in the Irish Sea.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import radians, sin

import numpy as np
from convertbng.cutil import convert_lonlat
from numpy.typing import NDArray

Metres = NDArray[np.float64]
Degrees = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ellipsoid:
    """A flattened ball that stands for the Earth: half its width and half its height, in metres."""

    a: float
    b: float

    @property
    def e2(self) -> float:
        """The square of its eccentricity."""
        return 1 - (self.b / self.a) ** 2


@dataclass(frozen=True, slots=True)
class Shift:
    """A seven-parameter Helmert transform to WGS84, position-vector convention.

    `x`, `y`, `z` in metres; `rx`, `ry`, `rz` in seconds of arc; `scale` in parts per million.
    Sources that use the coordinate-frame convention print the rotations with the other sign.
    """

    x: float
    y: float
    z: float
    rx: float
    ry: float
    rz: float
    scale: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A transverse Mercator grid and the shift from its datum to WGS84.

    `latitude` and `longitude` of the true origin in degrees; `east` and `north` are the false
    origin in metres; `scale` is the scale on the central meridian.
    """

    ellipsoid: Ellipsoid
    latitude: float
    longitude: float
    east: float
    north: float
    scale: float
    shift: Shift


WGS84 = Ellipsoid(6378137.0, 6356752.314245)

#: Irish Grid on the 1975 adjustment (EPSG 29903), shifted by TM75 to ETRS89 (2), EPSG 1953: the
#: parameters Ordnance Survey Ireland and Ordnance Survey of Northern Ireland publish, good to about 1 m.
IRISH = Grid(
    ellipsoid=Ellipsoid(6377340.189, 6356034.447938534),
    latitude=53.5,
    longitude=-8.0,
    east=200_000.0,
    north=250_000.0,
    scale=1.000035,
    shift=Shift(482.5, -130.6, 564.6, -1.042, -0.214, -0.631, 8.15),
)


def from_british_grid(easting: Metres, northing: Metres) -> tuple[Degrees, Degrees]:
    """Latitude and longitude (WGS84) of British National Grid points, by OSTN15: good to 0.1 m.

    NaN, or a point outside the area OSTN15 covers, comes back as NaN.
    """
    longitude, latitude = convert_lonlat(easting, northing)
    return latitude, longitude


def from_irish_grid(easting: Metres, northing: Metres) -> tuple[Degrees, Degrees]:
    """Latitude and longitude (WGS84) of Irish Grid points, good to about 1 m; NaN stays NaN."""
    return from_grid(IRISH, easting, northing)


def from_grid(grid: Grid, easting: Metres, northing: Metres) -> tuple[Degrees, Degrees]:
    """Latitude and longitude (WGS84) of points on any transverse Mercator grid, by formula alone."""
    return _shifted(grid, *_unprojected(grid, easting, northing))


def _unprojected(grid: Grid, easting: Metres, northing: Metres) -> tuple[NDArray[np.float64], ...]:
    """Latitude and longitude in radians on the grid's own datum.

    Krüger's series in the third flattening, to the third order: under a millimetre within
    a thousand kilometres of the central meridian.
    """
    a, b = grid.ellipsoid.a, grid.ellipsoid.b
    n = (a - b) / (a + b)
    rectifying = a / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    beta = (
        n / 2 - 2 * n**2 / 3 + 37 * n**3 / 96,
        n**2 / 48 + n**3 / 15,
        17 * n**3 / 480,
    )
    delta = (
        2 * n - 2 * n**2 / 3 - 2 * n**3,
        7 * n**2 / 3 - 8 * n**3 / 5,
        56 * n**3 / 15,
    )
    xi = (northing - grid.north) / (grid.scale * rectifying) + _meridian_arc(grid, n)
    eta = (easting - grid.east) / (grid.scale * rectifying)
    xi_flat, eta_flat = xi.copy(), eta.copy()
    for k, factor in enumerate(beta, start=1):
        xi_flat -= factor * np.sin(2 * k * xi) * np.cosh(2 * k * eta)
        eta_flat -= factor * np.cos(2 * k * xi) * np.sinh(2 * k * eta)
    conformal = np.arcsin(np.sin(xi_flat) / np.cosh(eta_flat))
    latitude = conformal.copy()
    for k, factor in enumerate(delta, start=1):
        latitude += factor * np.sin(2 * k * conformal)
    longitude = radians(grid.longitude) + np.arctan2(np.sinh(eta_flat), np.cos(xi_flat))
    return latitude, longitude


def _meridian_arc(grid: Grid, n: float) -> float:
    """The distance from the equator to the grid's true origin, as an angle on the rectifying sphere."""
    phi = radians(grid.latitude)
    return (
        phi
        - (3 * n / 2 - 9 * n**3 / 16) * sin(2 * phi)
        + (15 * n**2 / 16) * sin(4 * phi)
        - (35 * n**3 / 48) * sin(6 * phi)
    )


def _shifted(grid: Grid, latitude: Degrees, longitude: Degrees) -> tuple[Degrees, Degrees]:
    """Radians on the grid's datum to degrees on WGS84, through Earth-centred coordinates."""
    own = grid.ellipsoid
    nu = own.a / np.sqrt(1 - own.e2 * np.sin(latitude) ** 2)
    x = nu * np.cos(latitude) * np.cos(longitude)
    y = nu * np.cos(latitude) * np.sin(longitude)
    z = nu * (1 - own.e2) * np.sin(latitude)

    move = grid.shift
    rx, ry, rz = (radians(seconds / 3600) for seconds in (move.rx, move.ry, move.rz))
    k = 1 + move.scale / 1_000_000
    x, y, z = (
        move.x + k * (x - rz * y + ry * z),
        move.y + k * (rz * x + y - rx * z),
        move.z + k * (-ry * x + rx * y + z),
    )

    # Bowring's closed form: exact to far below a millimetre at the Earth's surface.
    p = np.hypot(x, y)
    theta = np.arctan2(z * WGS84.a, p * WGS84.b)
    second_e2 = WGS84.e2 / (1 - WGS84.e2)
    latitude = np.arctan2(
        z + second_e2 * WGS84.b * np.sin(theta) ** 3, p - WGS84.e2 * WGS84.a * np.cos(theta) ** 3
    )
    return np.degrees(latitude), np.degrees(np.arctan2(y, x))
