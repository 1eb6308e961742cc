"""Verdicts on the parts of an address, and what they come to."""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache


class Verdict(StrEnum):
    """How one role of an address compares."""

    AGREE = "agree"
    CLOSE = "close"  # agrees but for spelling
    PART = "part"  # agrees as far as it goes: a word such as Road or House was left out
    DIFFER = "differ"
    MISSING = "missing"  # held, but not typed
    EXTRA = "extra"  # typed, but not held
    ABSENT = "absent"  # neither


AGREEING = frozenset([Verdict.AGREE, Verdict.CLOSE, Verdict.PART])

#: How much each role tells; only their proportions matter.
WEIGHTS = {"postcode": 30, "number": 20, "street": 20, "building": 18, "unit": 14, "place": 6}
_VALUE = {
    Verdict.AGREE: 1.0,
    Verdict.CLOSE: 0.9,
    Verdict.PART: 0.8,
    Verdict.EXTRA: 0.6,
    Verdict.MISSING: 0.55,
    Verdict.DIFFER: 0.0,
}

#: What an address that agrees in neither number nor building is worth beside one that does.
_UNPINNED = 0.45
#: The most that one is worth whose number or building is so like the one typed that it may be meant: less
#: than an address that has what was typed, more than any other in the street.
_NEARLY = 0.48


def score_of(roles: Mapping[str, Verdict], *, nearly: bool) -> float:
    """How alike two addresses are, 0 to 1; see `Comparison`. `nearly`: the building may be the one meant."""
    return _scores(nearly, *(roles[role] for role in WEIGHTS))[0]


def closeness_of(roles: Mapping[str, Verdict]) -> float:
    """The share of what was typed or held that agrees, 0 to 1, whatever it is that does not."""
    return _scores(False, *(roles[role] for role in WEIGHTS))[1]


@lru_cache(maxsize=5_000)
def _scores(nearly: bool, *verdicts: Verdict) -> tuple[float, float]:
    """Score and closeness of six verdicts, in the order of `WEIGHTS`; few of their combinations come up."""
    total = gained = 0.0
    for weight, verdict in zip(WEIGHTS.values(), verdicts, strict=True):
        if verdict is not Verdict.ABSENT:
            total += weight
            gained += weight * _VALUE[verdict]
    closeness = score = gained / total if total else 0.0
    _, number, _, building, unit, _ = verdicts
    if Verdict.DIFFER in (number, unit, building):
        score = min(0.5, score)
    if number is not Verdict.AGREE and building not in AGREEING:
        score = min(_NEARLY, score) if nearly else score * _UNPINNED
    return round(score, 4), closeness
