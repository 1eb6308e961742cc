"""What of a look-up is counted, to notice somebody who goes through a street door by door.

Nothing here is kept: these are the texts of which fingerprints are counted.
"""

import math
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

_POSTCODE = re.compile(r"(?<![a-z0-9])([a-z]{1,2}[0-9][a-z0-9]?)[\W_]{0,3}([0-9][a-z]{2})(?![a-z0-9])")
_WORDS = re.compile(r"[^\W_]+")


class Trace(NamedTuple):
    """A look-up as it is counted.

    whole: the same for the same address, whatever its case and punctuation.
    streets: what it may be one door of: its postcode, and its words without the numbers.
    """

    whole: str
    streets: tuple[str, ...]


def trace(asked: Mapping[str, Any]) -> Trace:
    """The trace of a look-up as the API takes it: an `address`, a `postcode` or both, or a `uprn`."""
    uprn = asked.get("uprn")
    if uprn:
        digits = uprn.strip().lstrip("0")
        # Numbers are given out street by street, so that those of neighbours differ in the last digits.
        return Trace(f"u{digits}", (f"u{digits[:-2]}",))
    text = (asked.get("address") or "").casefold()
    separate = (asked.get("postcode") or "").casefold()
    found = _POSTCODE.search(separate) if separate else None
    if found is None:
        text = f"{text} {separate}"
        found = _POSTCODE.search(text)
        if found is not None:
            text = f"{text[: found.start()]} {text[found.end() :]}"
    postcode = found[1] + found[2] if found else ""
    parts = _WORDS.findall(text)
    street = " ".join([part for part in parts if part.isalpha()])
    door = " ".join([part for part in parts if not part.isalpha()])
    streets = [f"p{postcode}"] if postcode else []
    if street and door:
        streets.append(f"s{street}")
    return Trace(f"{postcode}|{street}|{door}", tuple(streets))


def distinct(ones: int, bits: int) -> int:
    """About how many different things set `ones` of `bits`, each its own bit at random (linear counting).

    Exact to within a few in a hundred while the things are no more than some six times the bits.
    """
    if ones >= bits:
        return int(bits * math.log(bits))
    return round(-bits * math.log1p(-ones / bits))
