"""Texts that look like something about a family: refused before they are stored, and never repeated.

What is looked for is what identifies a person for certain (NHS number, National Insurance number, unique
pupil number, a case's number) or says when a child was born. Names cannot be told from those of people at
work; a name beside "child of" can. A text that only speaks of such things ("date of birth needed") is let
through.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from directory.errors import Invalid

_DIGIT = re.compile(r"\d")

# Ten digits, or three, three and four. Not after +44, a dash or a letter (telephone and register numbers).
_NHS = re.compile(
    r"(?<![A-Za-z0-9+])(?<!44[ .-])(?<!\d-)([34679]\d{2})([ .-]?)(\d{3})\2(\d{4})(?!\d|-\d|[A-Za-z])"
)
_NATIONAL_INSURANCE = re.compile(
    r"(?<![A-Za-z0-9])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
    r"([ -]?)\d\d\1\d\d\1\d\d\1[A-D](?![A-Za-z0-9])",
    re.IGNORECASE,
)
_PUPIL = re.compile(r"(?<![A-Za-z0-9])([A-HJ-NP-RT-Z])(\d{12})(?![A-Za-z0-9])", re.IGNORECASE)
_PUPIL_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"

# Case numbers do not begin with 0, which telephone numbers do.
_NUMBERED = re.compile(
    r"\b(?:nhs|case|child|client|family|patient|pupil|mosaic|liquidlogic|lcs|ehm) ?"
    r"(?:id|no|number|num|ref|reference)\b[^\w+]{0,4}[A-Z]{0,3}[1-9]\d{3,11}(?!\d)",
    re.IGNORECASE,
)

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|"
    "oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_YEAR = r"(?:(?:19|20)?\d\d)"
#: A day, in figures or with its month in words.
ANY_DATE = re.compile(
    rf"(?<!\d)(?:\d{{1,2}}[/. -]\d{{1,2}}[/. -]{_YEAR}|(?:19|20)\d\d-\d\d-\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS}),? {_YEAR}"
    rf"|(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR})(?!\d)",
    re.IGNORECASE,
)
_BIRTH = r"\b(?:dob|d\.o\.b\.?|d/o/b|date of birth|birth ?date|birthday|born)(?![a-z])"
_BIRTH_WORD = re.compile(_BIRTH, re.IGNORECASE)
_BIRTH_BEFORE = re.compile(rf"{_BIRTH}(?P<between>\D{{0,30}})\Z", re.IGNORECASE)
_BIRTH_BEHIND = re.compile(rf"\W{{0,4}}{_BIRTH}", re.IGNORECASE)
#: "Children born after 1 September 2020" speaks of all of them.
_OF_ALL = re.compile(r"\b(?:after|before|since|between|from|until)\b", re.IGNORECASE)

_DAY_FIRST = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d)(?![\d/-]|\.\d)")
_YEAR_FIRST = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d|-)")
#: Words before a date that make it one of the service's own, and what joins two dates to a period.
OWN_DATE = re.compile(
    r"\b(?:after|and|agreed|before|between|by|clos(?:e[ds]?|ing|ure)|confirmed|contract|dated?|due|end(?:s|ed|ing)?"
    r"|expir(?:es|ed|y)|from|inspected|issued|on|open(?:s|ed|ing)?|period|registered|renew(?:al|ed|s)"
    r"|review(?:ed)?|since|start(?:s|ed|ing)?|term|till?|to|until|updated?|valid|version|w/c|week commencing)"
    r"\W{0,3}\Z",
    re.IGNORECASE,
)
_PERIOD_GOES_ON = re.compile(r" ?(?:to|until|till|and|-|–) ?\d", re.IGNORECASE)
_PERIOD_WENT_BEFORE = re.compile(r"\d ?[-–] ?\Z")

_CHILD_OF = re.compile(
    r"\b(?i:child|son|daughter|baby|siblings?) of (?i:(?:mr|mrs|ms|miss|dr)\.? )?"
    r"[A-Z][a-z'’-]{1,30} [A-Z][A-Za-z'’-]{1,30}"
)

_SEPARATORS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")


def refuse(text: str, field: str | None = None) -> str:
    """`text`, when nothing in it looks like something about a family.

    Raises:
        Invalid: something does; the message says what kind of thing, and does not repeat it.
    """
    kind = looks_like(text)
    if kind is not None:
        subject = f"'{field}'" if field else "This text"
        raise Invalid(
            f"{subject} holds what looks like {kind}; nothing about a family is kept here. Leave it out.",
            field,
        )
    return text


def looks_like(text: str) -> str | None:
    """What something in `text` looks like, in words; None when nothing does."""
    return next(_found(in_plain(text)), None)


def in_plain(text: str) -> str:
    """`text` as it reads: all figures and dashes of one kind, nothing invisible, single spaces."""
    if text.isascii():
        plain = text
    else:
        folded = unicodedata.normalize("NFKC", text).translate(_SEPARATORS)
        plain = "".join(each for each in folded if unicodedata.category(each) != "Cf")
        plain = "".join(str(unicodedata.decimal(each, each)) for each in plain)
    return " ".join(plain.split())


def _found(text: str) -> Iterator[str]:
    if _CHILD_OF.search(text):
        yield "the name of a child's parent"
    if not _DIGIT.search(text):
        return
    if any(_is_nhs_number(match) for match in _NHS.finditer(text)):
        yield "an NHS number"
    if _NATIONAL_INSURANCE.search(text):
        yield "a National Insurance number"
    if any(_is_pupil_number(match) for match in _PUPIL.finditer(text)):
        yield "a pupil's number"
    if _BIRTH_WORD.search(text) and any(_is_called_birth(match) for match in ANY_DATE.finditer(text)):
        yield "a date of birth"
    if any(_may_be_birth(*each) for each in _dates(text)):
        yield "a date of birth"
    if _NUMBERED.search(text):
        yield "the number of a case or a person"


def _is_nhs_number(match: re.Match[str]) -> bool:
    """Whether the last digit is the check digit of the nine before, and no UPRN is named."""
    digits = match[1] + match[3] + match[4]
    check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    before = match.string[max(0, match.start() - 8) : match.start()]
    return check % 11 == int(digits[9]) and check != 10 and "uprn" not in before.lower()


def _is_pupil_number(match: re.Match[str]) -> bool:
    total = sum(int(digit) * weight for weight, digit in enumerate(match[2], 2))
    return _PUPIL_LETTERS[total % 23] == match[1].upper()


def _is_called_birth(match: re.Match[str]) -> bool:
    """Whether a date stands beside a word for birth, and is not the bound for all children of an age."""
    text = match.string
    before = _BIRTH_BEFORE.search(text[max(0, match.start() - 45) : match.start()])
    if before:
        return not _OF_ALL.search(before["between"])
    return bool(_BIRTH_BEHIND.match(text, match.end()))


def _dates(text: str) -> Iterator[tuple[re.Match[str], int, int, int]]:
    """Dates in figures, with year, month and day."""
    for match in _DAY_FIRST.finditer(text):
        yield match, int(match[4]), int(match[3]), int(match[1])
    for match in _YEAR_FIRST.finditer(text):
        yield match, int(match[1]), int(match[2]), int(match[3])


def _may_be_birth(match: re.Match[str], year: int, month: int, day: int) -> bool:
    """Whether a day that exists stands there without a word or a period that makes it the service's own."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    before = match.string[max(0, match.start() - 24) : match.start()]
    in_period = _PERIOD_GOES_ON.match(match.string, match.end()) or _PERIOD_WENT_BEFORE.search(before)
    return not (in_period or OWN_DATE.search(before))
