"""What may stand in one cell: each reader takes the text of a cell that is not empty and gives its value.

A reader raises Invalid with what is wrong and what would be right. Dates stay text: an ISO date sorts as it
stands, and both databases take it so.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from datetime import date
from difflib import get_close_matches
from typing import Any

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from directory.errors import Invalid
from directory.rules import hours as opening_hours
from directory.rules.private import looks_like

Read = Callable[[str], Any]

#: No cell is longer, whatever its column.
LONGEST_CELL = 500
#: Remembered values of a column; a column with more distinct ones is read afresh each time.
_REMEMBERED = 20_000

_DATE = re.compile(r"(?:19|20|21)\d\d-\d\d-\d\d", re.ASCII)
_WHOLE = re.compile(r"\d{1,6}", re.ASCII)
_DECIMAL = re.compile(r"-?\d{1,3}(?:\.\d{1,10})?", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,6})[A-Za-z]?\s?(?:-|to|/)\s?(\d{1,6})[A-Za-z]?", re.ASCII)
_MADE_A_DATE = re.compile(
    r"\d{1,4}[-/ ](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?:[-/ ]\d{2,4})?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-/ ]\d{1,4}|\d{1,4}[-/]\d{1,2}[-/]\d{1,4}",
    re.I | re.ASCII,
)
#: Houses in the longest range that is one building's.
_LONGEST_RANGE = 200
_UPRN = re.compile(r"\d{1,12}", re.ASCII)
_WEBSITE = re.compile(r"https?://[^\s/@?#]+\.[^\s/@?#]+(?:[/?#]\S*)?", re.I)
#: Nine or ten digits after the 0, which is every length of number in use since 1995 but 0800 1111.
_PLAIN_PHONE = re.compile(r"0[1-35789](?: ?\d){8,9}", re.ASCII)
#: Any other number: figures and what stands between them, and an extension. No words: phonenumbers would take
#: letters for figures, and somebody's name beside a number with them.
_ANY_PHONE = re.compile(r"\+?[\d\s()./–-]{5,32}(?:(?:ext|extn|extension|x)\.? ?\d{1,8})?", re.I)
#: Mailboxes that need no further thought; anything else is put to email-validator.
_PLAIN_MAIL = re.compile(
    r"[a-z0-9](?:[._+-]?[a-z0-9]){0,31}@"
    r"(?:(?![a-z0-9-]{64}|[a-z0-9]{2}--)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.){1,4}[a-z]{2,20}",
    re.ASCII,
)

#: Of an address as it is sent; one typed with other letters may become longer, and is checked again.
_LONGEST_MAIL = 254

_why_not = phonenumbers.is_possible_number_with_reason


class Remembered(dict[str, Any]):
    """Cell → value, read once for each text that occurs; the empty cell is None.

    Raises:
        Invalid: from the reader, for a cell that it refuses.
    """

    def __init__(self, read: Read) -> None:
        super().__init__({"": None})
        self._read = read

    def __missing__(self, cell: str) -> Any:
        value = self._read(cell)
        if len(self) < _REMEMBERED:
            self[cell] = value
        return value


def shown(value: str) -> str:
    """`value` as a message repeats it: in quotes, and cut short."""
    return f"'{value}'" if len(value) <= 60 else f"'{value[:57]}…'"


def tidy(cell: str) -> str:
    """`cell` in NFC, with single spaces where it had line breaks, tabs or no-break spaces.

    Raises:
        Invalid: it holds a character that cannot be seen, such as NUL, a zero-width or a bidirectional one.
    """
    text = unicodedata.normalize("NFC", cell)
    kept = []
    for character in text:
        if character.isspace():
            kept.append(" ")
        elif unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs"):
            name = unicodedata.name(character, "a control character")
            raise Invalid(f"holds U+{ord(character):04X} ({name}), which cannot be seen; type the cell again")
        else:
            kept.append(character)
    return " ".join("".join(kept).split())


def one_of(options: Collection[str]) -> Read:
    """One of a few words, in any case."""
    listed = _listed(options)

    def read(cell: str) -> str:
        word = cell.casefold()
        if word not in options:
            raise Invalid(f"{shown(cell)} is not {listed}")
        return word

    return read


def yes_or_no(cell: str) -> bool:
    """True for yes, False for no."""
    word = cell.casefold()
    if word not in ("yes", "no"):
        raise Invalid(f"{shown(cell)} is not yes or no")
    return word == "yes"


def slug_of(noun: str, options: Collection[str], retired: Collection[str] = ()) -> Read:
    """A slug of the reference catalogue that is in use; `noun` is what it names, such as `contact role`."""

    def read(cell: str) -> str:
        if cell in options:
            return cell
        if cell in retired:
            raise Invalid(f"{shown(cell)} is a {noun} that is no longer in use")
        raise Invalid(f"{shown(cell)} is not a known {noun}{did_you_mean(cell, options)}")

    return read


def authority_of(names: Collection[str]) -> Read:
    """The code of a council."""

    def read(cell: str) -> str:
        code = cell.upper() if cell[:1] in "eE" else cell
        if code not in names:
            raise Invalid(f"{shown(cell)} is not the code of a council known here, such as E07000070")
        return code

    return read


def several(read_one: Read, longest: int) -> Read:
    """Values with `;` between them, in order, none twice; a tuple."""

    def read(cell: str) -> tuple[Any, ...]:
        found = dict.fromkeys(read_one(part.strip()) for part in cell.split(";") if part.strip())
        if sum(len(value) + 1 for value in found) > longest + 1:
            raise Invalid(f"is longer than {longest} characters")
        return tuple(found)

    return read


def text_of(longest: int) -> Read:
    """Any text of up to so many characters."""

    def read(cell: str) -> str:
        if len(cell) > longest:
            raise Invalid(f"is {len(cell)} characters long; {longest} is the most here")
        return cell

    return read


def free_text_of(longest: int) -> Read:
    """Any text of up to so many characters in which nothing looks like something about a family."""
    read_text = text_of(longest)

    def read(cell: str) -> str:
        kind = looks_like(read_text(cell))
        if kind is not None:
            raise Invalid(f"holds what looks like {kind}; leave out what is about a family")
        return cell

    return read


def day(cell: str) -> str:
    """A date, as text."""
    if _DATE.fullmatch(cell):
        try:
            return date.fromisoformat(cell).isoformat()
        except ValueError:
            raise Invalid(f"{shown(cell)} is a day that does not exist") from None
    raise Invalid(f"{shown(cell)} is not a date, such as 2026-12-31")


def past_day(today: date) -> Read:
    """A date that is not after `today`."""
    latest = today.isoformat()

    def read(cell: str) -> str:
        given = day(cell)
        if given > latest:
            raise Invalid(f"{shown(cell)} is after today, {latest}")
        return given

    return read


def whole(least: int, most: int) -> Read:
    """A whole number."""

    def read(cell: str) -> int:
        if not _WHOLE.fullmatch(cell) or not least <= int(cell) <= most:
            raise Invalid(f"{shown(cell)} is not a whole number from {least} to {most}")
        return int(cell)

    return read


def decimal(least: float, most: float, such_as: str) -> Read:
    """A number, in degrees or hours."""

    def read(cell: str) -> float:
        value = float(cell) if _DECIMAL.fullmatch(cell) else math.nan
        if not least <= value <= most:
            raise Invalid(f"{shown(cell)} is not a number from {least:g} to {most:g}, such as {such_as}")
        return value

    return read


def uprn(cell: str) -> str:
    """A UPRN without leading zeros."""
    if not _UPRN.fullmatch(cell) or not int(cell):
        raise Invalid(f"{shown(cell)} is not a UPRN, which has up to 12 digits and nothing else")
    return cell.lstrip("0")


def house_number(cell: str) -> str:
    """A house number as it stands: 12, 12A, 14-18; or a name, in files that have it there.

    A range goes up, and no farther than a street does; what a spreadsheet has made a date of is refused.
    """
    if len(cell) > 20:
        raise Invalid(f"is {len(cell)} characters long; 20 is the most here")
    if _MADE_A_DATE.fullmatch(cell):
        raise Invalid(f"{shown(cell)} is a date that a spreadsheet made of a range such as 10-12; write that")
    span = _NUMBERS.fullmatch(cell)
    if span and not int(span[1]) <= int(span[2]) <= int(span[1]) + _LONGEST_RANGE:
        raise Invalid(f"{shown(cell)} is not a range of house numbers, such as 14-18")
    return cell


def phone(cell: str) -> str:
    """A telephone number that could exist, British unless it begins with `+`; spaced as it was."""
    if _PLAIN_PHONE.fullmatch(cell):
        return cell
    parsed = None
    if _ANY_PHONE.fullmatch(cell) and looks_like(cell) is None:
        with suppress(phonenumbers.NumberParseException):
            parsed = phonenumbers.parse(cell, "GB")
    # "Possible" alone would let through a number without its area code.
    if parsed is None or len(cell) > 40 or _why_not(parsed) != phonenumbers.ValidationResult.IS_POSSIBLE:
        raise Invalid(f"{shown(cell)} is not a telephone number, such as 01632 960123")
    return cell


def mail(cell: str) -> str:
    """A mail address in good form. Nobody is asked whether it exists."""
    if len(cell) <= 200 and _PLAIN_MAIL.fullmatch(cell):
        return cell
    if len(cell) > _LONGEST_MAIL:
        raise Invalid(f"{shown(cell)} is not a mail address, such as duty@council.example")
    try:
        # Invented data has its mailboxes at .example and .test, which this lets through.
        checked = validate_email(
            cell, check_deliverability=False, globally_deliverable=False, test_environment=True
        )
    except EmailNotValidError:
        checked = None
    if checked is None or "." not in checked.domain or len(checked.normalized) > _LONGEST_MAIL:
        raise Invalid(f"{shown(cell)} is not a mail address, such as duty@council.example")
    return checked.normalized


def website(cell: str) -> str:
    """A web address."""
    if len(cell) > 300 or not _WEBSITE.fullmatch(cell):
        raise Invalid(f"{shown(cell)} is not a web address, such as https://www.provider.example/")
    return cell


def opening(cell: str) -> str:
    """Opening hours in their one form."""
    return str(opening_hours.parse(cell))


def did_you_mean(given: str, options: Iterable[str]) -> str:
    """`; did you mean …?`, or nothing when no option is close."""
    near = get_close_matches(given.casefold(), list(options), 1, 0.7)
    return f"; did you mean '{near[0]}'?" if near else ""


def _listed(options: Collection[str]) -> str:
    *first, last = options
    return f"{', '.join(first)} or {last}" if first else last
