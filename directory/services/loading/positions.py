"""Whether a postcode and a position fit together, and what to say when they do not."""

import math

from directory.errors import Invalid
from directory.postcodes import Place, Postcode, PostcodeIndex

#: A position further than this from the middle of its postcode is a slip. The largest are some 30 km across.
FURTHEST_KM = 25
_KM_A_DEGREE = 111.2


def km_from(place: Place, latitude: float, longitude: float) -> float:
    """How far a position is from the middle of a postcode, in km; 0 where that is not known."""
    if place.latitude is None or place.longitude is None:
        return 0.0
    up = (latitude - place.latitude) * _KM_A_DEGREE
    across = (longitude - place.longitude) * _KM_A_DEGREE * math.cos(math.radians(place.latitude))
    return math.hypot(up, across)


def why_no_place(postcodes: PostcodeIndex, written: str) -> str:
    """What is wrong with a postcode that the index does not have, and which others may be meant."""
    near = postcodes.variants(written, 3)
    meant = f"; did you mean {' or '.join(near)}?" if near else ""
    try:
        return f"'{Postcode.parse(written)}' is not a postcode that exists{meant}"
    except Invalid as fault:
        return f"{fault.message}{meant}"
