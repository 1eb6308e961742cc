"""The map: everything on the sheet, dots apart, north up, lengths true."""

import math

from hypothesis import given
from hypothesis import strategies as st

from directory.pages.map import WIDTH, draw
from directory.services.schemes import Spot

SPOT = st.builds(Spot, st.floats(50, 55), st.floats(-5, 1.7), st.sampled_from(["CM1", "CO1", "SS1", "LS1"]))
SCHEMES = st.lists(st.lists(SPOT, max_size=3), max_size=20).map(
    lambda listed: [(number, f"Scheme {number}", spots) for number, spots in enumerate(listed, start=1)]
)


@given(SCHEMES)
def test_every_spot_is_a_dot_on_the_sheet_or_beside_one(
    schemes: list[tuple[int, str, list[Spot]]],
) -> None:
    drawn = draw(schemes, None, 0, lambda _: [(52.0, 0.0)])
    spots = [spot for _, _, listed in schemes for spot in listed]
    if not spots:
        assert drawn is None
        return
    assert drawn is not None
    assert len(drawn.dots) == len(spots)
    for dot in drawn.dots:
        assert -72 <= dot.x <= WIDTH + 72
        assert -72 <= dot.y <= drawn.height + 72
    assert all(0 <= x <= WIDTH and 0 <= y <= drawn.height for x, y in drawn.homes)
    assert 0 < drawn.scale <= WIDTH / 4


def test_dots_do_not_hide_each_other_or_the_place_asked_about() -> None:
    spot = Spot(51.7, 0.47, "CM1")
    drawn = draw([(n, "Sprocket House", [spot]) for n in range(1, 8)], (51.7, 0.47), 5_000, lambda _: [])
    assert drawn is not None
    assert drawn.near is not None
    places = [drawn.near, *((dot.x, dot.y) for dot in drawn.dots)]
    apart = [math.dist(one, other) for i, one in enumerate(places) for other in places[:i]]
    assert min(apart) >= 23.9


def test_north_is_up_and_what_is_too_far_away_is_left_out() -> None:
    near, north, far = Spot(51.70, 0.47, "CM1"), Spot(51.72, 0.47, "CM1"), Spot(53.0, 0.47, "LN1")
    schemes = [(1, "near", [near]), (2, "north", [north]), (3, "far", [far])]
    drawn = draw(schemes, (51.70, 0.47), 5_000, lambda _: [])
    assert drawn is not None
    assert [dot.number for dot in drawn.dots] == [1, 2]
    assert drawn.dots[1].y < drawn.dots[0].y
    assert drawn.radius == drawn.scale / drawn.scale_miles * (5_000 / 1_609.344) or math.isclose(
        drawn.radius, drawn.scale / drawn.scale_miles * (5_000 / 1_609.344), rel_tol=0.01
    )
