"""Up to which ages children come along, by kind of place: made up, with gaps where nobody has asked."""

import random

#: Sons and daughters younger than these are taken; "" is not known. One of them is drawn.
_Limits = tuple[tuple[int | str, int | str], ...]

_REFUGE: _Limits = ((12, 18), (14, 18), (16, 18), (16, ""), (18, 18), ("", 18), ("", ""))
_FAMILY: _Limits = ((18, 18), (18, 18), (26, 26), ("", ""), ("", ""))
_SMALL: _Limits = ((5, 5), (5, 5), (2, 2), ("", ""))

_LIMITS = {
    "da-refuge": _REFUGE,
    "da-specialist": _REFUGE,
    "da-designated-emergency": _REFUGE,
    "da-second-stage": _FAMILY,
    "da-dispersed": _FAMILY,
    "ta-hostel-family": _FAMILY,
    "family-supported-housing": _FAMILY,
    "young-parent-scheme": _SMALL,
}


def children_taken(rng: random.Random, kind: str) -> dict[str, int | str]:
    """The cells of a scheme of `kind`; none where the sample says nothing of children."""
    if kind not in _LIMITS:
        return {}
    sons, daughters = rng.choice(_LIMITS[kind])
    return {"sons_under": sons, "daughters_under": daughters}
