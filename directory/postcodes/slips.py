"""What somebody may have meant whose postcode does not exist: one slip, or letters read as digits.

Pure text: whether a suggestion exists is for the index to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from itertools import product
from string import ascii_uppercase, digits
from typing import Final

from directory.postcodes.postcode import INWARD, OUTWARD

_FORM = re.compile(OUTWARD + INWARD)
_SHORTEST, _LONGEST = 5, 7
#: More look-alikes than this in one postcode, and it is some other text.
MOST_MISREAD: Final = 3

_TO_DIGIT: Final = {"O": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "G": "6", "B": "8"}
_TO_LETTERS: Final = {"0": "O", "1": "IL", "2": "Z", "5": "S", "6": "G", "8": "B"}
_ALIKE: Final = frozenset(
    {frozenset(pair) for pair in _TO_DIGIT.items()} | {frozenset("IL")},
)

# Which places hold letters (A) and which digits (9), by length.
_SHAPES: Final = {5: ("A99AA",), 6: ("AA99AA", "A999AA", "A9A9AA", "AAA9AA"), 7: ("AA999AA", "AA9A9AA")}


class Slip(IntEnum):
    """How one postcode came to be written as another; the smaller, the sooner to be believed."""

    SCANNED = 0  # a letter where a digit belongs, or the other way round: O for 0, I or L for 1
    ALIKE = 1  # one character taken for another that looks the same, where either may stand
    SWAPPED = 2  # two neighbours in the wrong order
    MISCOUNTED = 3  # one character too many or too few
    REPLACED = 4  # one character for any other


def readings(squeezed: str) -> set[str]:
    """Every postcode form that `squeezed` (upper case, no spaces) becomes with look-alikes in their class.

    Letters are read as digits where a digit belongs, and digits as letters where a letter does;
    up to three may change at once, and one letter must stand already, or any number would be a
    postcode. `squeezed` itself is never among them.
    """
    found: set[str] = set()
    if squeezed.isdigit():
        return found
    for shape in _SHAPES.get(len(squeezed), ()):
        choices = [
            character if character.isalpha() == (place == "A") else _other_class(character)
            for character, place in zip(squeezed, shape, strict=True)
        ]
        if all(choices) and sum(map(str.__ne__, choices, squeezed)) <= MOST_MISREAD:
            found.update(map("".join, product(*choices)))
    return {form for form in found if _FORM.fullmatch(form)} - {squeezed}


def slips(squeezed: str) -> dict[str, Slip]:
    """Every postcode form one slip away from `squeezed`, with the likeliest slip that leads to it."""
    found: dict[str, Slip] = dict.fromkeys(readings(squeezed), Slip.SCANNED)
    if not _SHORTEST - 1 <= len(squeezed) <= _LONGEST + 1:
        return found
    for slip, text in _edits(squeezed):
        if _FORM.fullmatch(text) and slip < found.get(text, len(Slip)):
            found[text] = slip
    found.pop(squeezed, None)
    return found


def _other_class(character: str) -> str:
    return _TO_DIGIT.get(character, "") if character.isalpha() else _TO_LETTERS.get(character, "")


def _edits(text: str) -> Iterator[tuple[Slip, str]]:
    everything = ascii_uppercase + digits
    for i, character in enumerate(text):
        before, after = text[:i], text[i + 1 :]
        yield Slip.MISCOUNTED, before + after
        for other in everything:
            alike = frozenset((character, other)) in _ALIKE
            yield (Slip.ALIKE if alike else Slip.REPLACED), before + other + after
            yield Slip.MISCOUNTED, before + other + character + after
        if after:
            yield Slip.SWAPPED, before + after[0] + character + after[1:]
    for other in everything:
        yield Slip.MISCOUNTED, text + other
