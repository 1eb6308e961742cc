"""Against control values others published, so that a wrong sign cannot agree with itself."""

from math import cos, hypot, radians

import numpy as np
import pytest

from directory.postcodes.grids import (
    Ellipsoid,
    Grid,
    Shift,
    from_british_grid,
    from_grid,
    from_irish_grid,
)

# Ordnance Survey's own parameters for a plain shift, as printed in its guide to coordinate systems.
BRITISH_BY_FORMULA = Grid(
    ellipsoid=Ellipsoid(6377563.396, 6356256.909),
    latitude=49.0,
    longitude=-2.0,
    east=400_000.0,
    north=-100_000.0,
    scale=0.9996012717,
    shift=Shift(446.448, -125.157, 542.060, 0.1502, 0.2470, 0.8421, -20.4894),
)

# Test points that come with Ordnance Survey's OSTN15: latitude, longitude, easting, northing.
OSTN15_POINTS = {
    "Lizard Point": (49.96006137820, -5.20304609998, 170370.718, 11572.405),
    "Southampton": (50.93127937910, -1.45051433700, 438710.920, 114792.250),
    "North Foreland": (51.37447025550, 1.44454730409, 639821.835, 169565.858),
    "Lambeth": (51.48936564950, -0.11992557180, 530624.974, 178388.464),
    "Colchester": (51.89436637350, 0.89724327012, 599445.590, 225722.826),
    "Nottingham": (52.96219109410, -1.19747655922, 454002.834, 340834.943),
    "Newcastle": (54.97912273660, -1.61657685184, 424639.355, 565012.703),
    "Inverness": (57.48625000720, -4.21926398555, 267056.768, 846176.972),
    "Foula": (60.13308091660, -2.07382822798, 395999.668, 1138728.951),
}


def metres_between(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    north = (latitude - other_latitude) * 111_200
    east = (longitude - other_longitude) * 111_200 * cos(radians(latitude))
    return hypot(north, east)


@pytest.mark.parametrize("point", OSTN15_POINTS)
def test_british_points_agree_with_the_ordnance_survey(point: str) -> None:
    latitude, longitude, easting, northing = OSTN15_POINTS[point]
    got = from_british_grid(np.array([easting]), np.array([northing]))
    assert metres_between(latitude, longitude, float(got[0][0]), float(got[1][0])) < 0.01


@pytest.mark.parametrize("point", OSTN15_POINTS)
def test_the_formula_alone_lands_within_five_metres_in_britain(point: str) -> None:
    latitude, longitude, easting, northing = OSTN15_POINTS[point]
    got = from_grid(BRITISH_BY_FORMULA, np.array([easting]), np.array([northing]))
    assert metres_between(latitude, longitude, float(got[0][0]), float(got[1][0])) < 5


def test_irish_points_agree_with_the_published_example() -> None:
    # EPSG Guidance Note 7-2: 55°N 6°30'W on TM75 is 55.00002972, -6.50094913 on ETRS89, by the polynomial
    # both Ordnance Surveys of Ireland recommend. The point's grid reference is by PROJ.
    latitude, longitude = from_irish_grid(np.array([295978.047]), np.array([417978.734]))
    assert metres_between(55.00002972, -6.50094913, float(latitude[0]), float(longitude[0])) < 0.4


@pytest.mark.parametrize(
    ("easting", "northing", "latitude", "longitude"),
    [
        (334316, 374675, 54.602444813, -5.922291469),
        (223000, 345000, 54.353185228, -7.647017530),
        (285000, 441000, 55.208752052, -6.665571430),
        (366000, 350000, 54.371600452, -5.446340507),
        (200000, 250000, 53.500211626, -8.000738628),
    ],
    ids=["Belfast", "Fermanagh", "north coast", "Ards", "true origin"],
)
def test_irish_points_agree_with_proj(
    easting: float, northing: float, latitude: float, longitude: float
) -> None:
    # Values of PROJ 9 for the same seven parameters.
    got = from_irish_grid(np.array([easting]), np.array([northing]))
    assert metres_between(latitude, longitude, float(got[0][0]), float(got[1][0])) < 0.001


def test_no_position_stays_none_on_both_grids() -> None:
    nowhere = np.array([np.nan])
    for convert in (from_british_grid, from_irish_grid):
        assert np.isnan(convert(nowhere, nowhere)).all()
