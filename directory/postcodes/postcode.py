"""What a UK postcode is: its parts, and how people really write it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from reprlib import repr as short_repr
from typing import Final

from directory.errors import Invalid
from directory.rules.private import looks_like

#: The outward half, loosely: it also takes forms that are no longer given out (N1P, W1X, NPT, GIR). Strict
#: published patterns refuse about 9,000 postcodes that exist; whether one exists is for the index to say.
OUTWARD: Final = r"(?:[A-Z]{1,2}[0-9][A-Z0-9]?|NPT|GIR)"
INWARD: Final = r"[0-9][A-Z]{2}"

_WRITTEN = re.compile(f"{OUTWARD} {INWARD}")
_SQUEEZED = re.compile(f"({OUTWARD})-?({INWARD})")

_LONGEST = 12
_LONGEST_SHOWN = 16
# Spaces as word processors, spreadsheets and web pages leave them behind, seen or unseen.
BLANKS: Final = (
    " \t\n\r\v\f\x85\xa0\xad\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u200c\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
JOINERS: Final = "-.\u2010\u2011\u2012\u2013\u2014"
_SQUEEZE = str.maketrans(dict.fromkeys(BLANKS) | dict.fromkeys(JOINERS, "-"))


@dataclass(frozen=True, slots=True, order=True)
class Postcode:
    """A text in the form of a UK postcode: upper case, one space. It need not exist.

    Make one with `parse`; the constructor takes what it is given.
    """

    text: str

    @classmethod
    def parse(cls, text: object) -> Postcode:
        """The postcode that `text` spells, whatever its case, spaces or dash.

        Raises:
            Invalid: `text` is anything else; letters and digits are not swapped for one another here.
        """
        written = canonical(text)
        if written is None:
            raise Invalid(f"{shown(text)} is not a UK postcode, such as CM1 1AA")
        return cls(written)

    @property
    def outward(self) -> str:
        """The half before the space: CM1."""
        return self.text[:-4]

    @property
    def inward(self) -> str:
        """The half after the space: 1AA."""
        return self.text[-3:]

    @property
    def sector(self) -> str:
        """All but the last two letters: CM1 1. A few streets to a few villages."""
        return self.text[:-2]

    def __str__(self) -> str:
        return self.text


def canonical(text: object) -> str | None:
    """`text` as `CM1 1AA`, or None when it has not the form of a postcode."""
    if not isinstance(text, str):
        return None
    if _WRITTEN.fullmatch(text):
        return text
    squeezed = squeeze(text)
    halves = _SQUEEZED.fullmatch(squeezed) if squeezed else None
    return f"{halves[1]} {halves[2]}" if halves else None


def squeeze(text: str) -> str | None:
    """`text` in upper case without its spaces, and any dash or stop in it as `-`.

    None when it is empty, longer than any postcode is written (12 places) or not plain
    letters, digits and marks.
    """
    trimmed = text.strip(BLANKS + ",;.")
    if len(trimmed) > _LONGEST:
        return None
    plain = trimmed.translate(_SQUEEZE)
    # Only now to upper case: ſ, ı and ß would turn into S, I and SS.
    return plain.upper() if plain.isascii() and plain else None


def bare(text: object) -> str | None:
    """`text` in upper case with nothing but its letters and digits; None where `squeeze` gives none."""
    squeezed = squeeze(text) if isinstance(text, str) else None
    return squeezed.replace("-", "") if squeezed else None


def shown(text: object) -> str:
    """`text` in quotes, with nothing in it that could disturb a log.

    What is too long to be a slip, or looks like something about a family, is pasted from elsewhere and not
    repeated.
    """
    if not isinstance(text, str):
        return short_repr(text)
    return repr(text) if len(text) <= _LONGEST_SHOWN and not looks_like(text) else "What was given"
