"""Finds postcodes, and beginnings of postcodes, inside a longer text such as an address."""

from __future__ import annotations

import re
from typing import NamedTuple

from directory.postcodes.postcode import BLANKS, JOINERS
from directory.postcodes.slips import MOST_MISREAD


class Found(NamedTuple):
    """A stretch of a text, `text[start:end]`, as it was typed."""

    start: int
    end: int
    text: str


# Every repetition is bounded, so time grows with the length of the text and no faster. Letters are spelt out
# in both cases: ignoring case would let in ſ and the kelvin sign.
_BLANK = f"[{re.escape(BLANKS)}]"
_GAP = f"{_BLANK}{{0,3}}+"  # possessive: a gap is never given back to be tried shorter
_BETWEEN = f"{_GAP}(?:[{re.escape(JOINERS)}]{_BLANK}?+)?+"
_BEGINS = r"(?:(?<![^\W_])|(?<=[a-z])(?=[A-Z]))"  # after no letter or digit, or as in ChelmsfordCM1 1AA
_ENDS = r"(?![^\W_])"
_CLOSES = rf"(?={_GAP}(?:[,;|\r\n]|\Z))"

_OUTWARD = r"(?:[A-Za-z]{1,2}[0-9][A-Za-z0-9]?|[Nn][Pp][Tt]|[Gg][Ii][Rr])"
_WHOLE = rf"(?P<whole>{_OUTWARD}{_BETWEEN}(?P<inward>[0-9][A-Za-z]{{2}})){_ENDS}"
# What makes B2 a door, and 3RD a storey, however much B2 3RD looks like a postcode.
_DOOR = (
    r"(?=[FURABPSLNfurabpsln])(?i:flat|flt|unit|room|rm|apartment|apt|block|blk|plot|suite|studio|bedsit|lot|pitch|berth|no)"
    rf"[.:#]?{_GAP}"
)
_BEGUN = rf"{_DOOR}{_OUTWARD}{_ENDS}|(?P<begun>{_OUTWARD}(?:{_GAP}[0-9][A-Za-z]?{_CLOSES})?){_ENDS}"
# What may be read as a letter, and as a digit.
_LETTER, _DIGIT = "[A-Za-z012568]", "[0-9OoIiLlZzSsGgBb]"
_MISREAD = (
    rf"(?P<area>{_LETTER}{{1,2}})(?P<district>{_DIGIT})[A-Za-z0-9]?{_BETWEEN}"
    rf"(?P<sector>{_DIGIT})(?P<unit>{_LETTER}{{2}}){_ENDS}{_CLOSES}"
)

_POSTCODE = re.compile(_BEGINS + _WHOLE)
_POSTCODE_OR_MISREAD = re.compile(f"{_BEGINS}(?:{_WHOLE}|{_MISREAD})")
_POSTCODE_OR_BEGUN = re.compile(f"{_BEGINS}(?:{_WHOLE}|{_BEGUN})")

_DOOR_BEFORE = re.compile(rf"(?<![A-Za-z]){_DOOR}\Z")
_FLOOR_AFTER = re.compile(rf"{_BLANK}{{1,3}}(?:floor|flr|fl|storey)\b", re.IGNORECASE)
_STOREY = re.compile(r"1st|2nd|3rd|[04-9]th", re.IGNORECASE)
_LOOK_BACK = 16


def find_postcodes(text: str, *, scanned: bool = False) -> list[Found]:
    """The postcodes written in `text`, in order; each can be given to `Postcode.parse`.

    Takes any case, no space or a few, or a dash or stop between the halves. Form only: they need not
    exist. Doors and storeys (`Unit B2, 3rd floor`) are passed over. With `scanned`, also what stands at
    the end of a line or before a comma and becomes a postcode once look-alikes are read as digits or letters
    (`CM2 OAA`): give those to `PostcodeIndex.resolve` alone, as they may be ordinary words.
    """
    pattern = _POSTCODE_OR_MISREAD if scanned else _POSTCODE
    return [
        Found(*match.span(), match[0])
        for match in pattern.finditer(text)
        if (not _is_storey(match) if match["whole"] else _may_be_misread(match))
    ]


def find_outward(text: str) -> list[Found]:
    """Beginnings of postcodes in `text`: a first half alone (`CM1`) or with the start of a second (`CM1 1`).

    The start of a second half counts only at the end of a line or before a comma. Whole postcodes, and
    doors such as `Flat B2`, are left out. Roads look the same (A12, M25): check with
    `PostcodeIndex.outwards`.
    """
    return [Found(*match.span(), match[0]) for match in _POSTCODE_OR_BEGUN.finditer(text) if match["begun"]]


def _is_storey(match: re.Match[str]) -> bool:
    if not _STOREY.fullmatch(match["inward"]):
        return False
    return _follows_door(match) or bool(_FLOOR_AFTER.match(match.string, match.end()))


def _follows_door(match: re.Match[str]) -> bool:
    start = match.start()
    return bool(_DOOR_BEFORE.search(match.string, max(0, start - _LOOK_BACK), start))


def _may_be_misread(match: re.Match[str]) -> bool:
    digits = sum(map(str.isdigit, match[0]))
    letters = sum(map(str.isalpha, match[0]))
    misread = sum(map(str.isdigit, match["area"] + match["unit"]))
    misread += sum(map(str.isalpha, match["district"] + match["sector"]))
    # One digit left tells it from two short words, two letters from a telephone number.
    return digits >= 1 and letters >= 2 and misread <= MOST_MISREAD and not _follows_door(match)
