"""What may not stand in any text that is kept: what looks like an NHS number or a date of birth."""

import re

from directory.errors import Invalid

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"

#: Ten digits, in groups of 3, 3 and 4 or in one, with no digit beside them. None in use begins with 0.
_NHS = re.compile(r"(?<![\d+])([1-9]\d{2})[ -]?(\d{3})[ -]?(\d{4})(?!\d)", re.ASCII)
#: A whole date in figures, the day first or the year.
_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|(?:19|20)\d{2}[/.-]\d{1,2}[/.-]\d{1,2})(?!\d)",
    re.ASCII,
)
#: A whole date with its month in words: 3rd of March 2019, March 3, 2019.
_IN_WORDS = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -](?:{_MONTHS})[a-z]{{0,6}},?[ -](?:19|20)\d{{2}}\b"
    rf"|\b(?:{_MONTHS})[a-z]{{0,6}} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d{{2}}\b",
    re.I | re.ASCII,
)


def refuse(text: str | None, field: str) -> None:
    """Nothing, for a text that may be kept.

    Any whole date is taken for one of birth, since dates of other things have fields of their own. What was
    found is not repeated.

    Raises:
        Invalid: the text holds what looks like an NHS number or a date of birth; `field` is passed on.
    """
    if not text:
        return
    if any(_is_nhs_number("".join(found.groups())) for found in _NHS.finditer(text)):
        raise Invalid(
            "holds what looks like an NHS number; nothing about a family is kept here, so leave it out", field
        )
    if _DATE.search(text) or _IN_WORDS.search(text):
        raise Invalid(
            "holds a whole date, which may be one of birth; nothing about a family is kept here, and other "
            "dates have fields of their own",
            field,
        )


def _is_nhs_number(digits: str) -> bool:
    """Whether the last of ten digits checks the nine before it, by 11 (NHS Data Dictionary)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    check = (11 - total % 11) % 11
    return check != 10 and check == int(digits[9])
