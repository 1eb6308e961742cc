"""A typed address as tokens: what a person wrote, without what no address depends on."""

import html
import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from directory.errors import Invalid
from directory.rules.addresses.words import (
    BUILDING_TYPES,
    FLOOR_INITIALS,
    NUMBER_WORDS,
    PLAIN_STREET_TYPES,
    TENS,
    short,
)

#: Longer text than this is no address, however it was pasted.
MAX_LENGTH = 1_000

# Each pattern looks at a character a few times at the most, however long the text: what may repeat without
# end begins where nothing of its kind stands before it.
_CONTACT = re.compile(
    r"(?<!\S)\S+@\S+|https?://\S+|www\.\S+"
    r"|(?<![\w/])(?:\+\s?44|0)(?:[\s()-]{0,2}\d){8,11}(?!\d)"
)
#: What has no place in an address, and makes doubtful whatever stands beside it: a fraction, 12.14, 12?, (4).
JUNK = "?"
_FRACTION = re.compile(r"(?<=\d)\s?[½¼¾⅓⅔]|[½¼¾⅓⅔]|(?<=\d)\s(?:1/2|1/4|3/4)(?!\d)")
_ODDLY_JOINED = re.compile(
    r"(?<=\d)\s?[:_~+?=<>%]+\s?(?=\d)|(?<=\d)\.(?=\d)|(?<=[\da-z])\s?\?|(?<=\d)\s?->|(?<=\d)\s?%|£\s?(?=\d)"
)
#: The number of a line, not of a house: `1. Oak House`, `Address 2: Oak House`.
_LISTED = re.compile(r"^\s*\d{1,2}[.)]\s+(?=[a-z])|\b(?:address|addr|line)[\s._]{0,2}\d{1,2}\s?[:=|]", re.M)
_PASSED_OVER = re.compile(
    r"<[^<>]{1,40}>|\bsent from my \w+|\b(?:since )?last (?:week|month|night|year)\b|\bmoved (?=in(?:to)?\b)"
)
_COLON = re.compile(r"(?<=[a-z]):(?=\s)")
_LABEL = re.compile(r"\b(address|addr|home|property|location)\s?[:=]")
_ONLY_FIGURES = re.compile(r"[(\[{]\s*\d[\d\s/.,-]*[a-z]?\s*[)\]}]")
_CARE_OF = re.compile(r"\bc\s?[/\\.]\s?o\b|\bcare of\b|\bf\.?a\.?o\b", re.I)
_FLOOR_SLASH = re.compile(r"\b([gfb])\s?/\s?f\b")
_SAINT = re.compile(r"\bs\.\s?(?=[a-z]{4})")
_BREAKS = re.compile(r"([,;\n\r|()\[\]{}*•·]+|\s[-–—]\s(?=[^\d\s])|(?<=[^\d\s])\s[-–—]\s)")
_OPENING = re.compile(r"[(\[{]")
#: An apostrophe lost to a space, in `St John s Road`.
_LOOSE_S = re.compile(r"(?<=[a-z]{3})\ss(?=\s[a-z]{2})")
_APOSTROPHES = re.compile(r"(?<=\w)['’‘`´ʼ](?=\w)|(?<=s)['’‘`´ʼ]")
_TOKENS = re.compile(
    r"(?P<junk>\?|\d{7,})"
    r"|(?P<pair>\d{1,5}[a-z]?\s?(?:-|/|\\|\bto\b|\band\b|&)\s?\d{1,5}[a-z]?(?![a-z\d]))"
    r"|(?P<ordinal>\d{1,3}(?:st|nd|rd|th)(?![a-z]))"
    r"|(?P<number>\d{1,6}(?:\s?-?\s?[a-hj-kmnp-z]|[ilo])?(?![a-z\d]))"
    r"|(?P<word>[a-z][a-z\d]*|(?<!\d)\d+[a-z][a-z\d]*)"
)
_PAIR = re.compile(r"(\d{1,5}[a-z]?)\s?(-|/|\\|to|and|&)\s?(\d{1,5}[a-z]?)")
#: A number run into the street behind it. One figure may be a letter misread: 8eech for beech.
_GLUED_NUMBER = re.compile(r"(\d{2,5})([a-z]{4,})")
_SLASHES = ("/", "\\")
_GLUED_UNIT = re.compile(
    r"(flat|flt|fl|f|apt|apartment|unit|room|rm|r|studio|no|bedsit)(\d{1,4}[a-z]?)|(flat|flt|apt)([a-h])"
)
_INITIALS = {"f": "flat", "r": "room"}
# Taken apart wherever it stands, in names held as in what is typed, so that Woodhouse stays equal to itself.
_RUN_TOGETHER = re.compile(
    r"(?<![a-z])([a-z]{3,})(street|road|lane|avenue|crescent|gardens|close|drive|grove|terrace"
    r"|house|court|lodge|cottage|cottages|farmhouse|villas|mansions|heights|point|place|mews)"
)
#: Hardly a house is lettered I, L or O: there a scanner has read a figure as a letter.
_MISREAD_SUFFIX = str.maketrans("ilo", "110")
_MIXED_NUMBER = re.compile(r"[oil\d]{2,5}[a-h]?")
_LETTERED_NUMBER = re.compile(r"[a-z]\d{1,3}")
_DIGIT_FOR = str.maketrans("oil", "011")
_LETTER_FOR = str.maketrans("0123456789", "olzeasgtbg")


#: Stands behind a number that another may follow: thirty, before eight.
_TENS_MARK = "+"


@dataclass(frozen=True, slots=True)
class Token:
    """One word or number, where it stood, and which comma-separated piece it stood in."""

    kind: str  # "word", "number" or "pair"
    text: str  # short form of a word; a number such as "12" or "12a"; a pair as "3/12" or "10-14"
    piece: int


@dataclass(slots=True)
class Reading:
    """An address as read: tokens in order, with memory of what has been looked for in them.

    councils: the areas of the councils that its postcode is in, each with its words joined.
    asides: the pieces that stood in brackets.
    """

    tokens: tuple[Token, ...]
    councils: frozenset[str] = frozenset()
    asides: frozenset[int] = frozenset()
    words: tuple[str, ...] = ()
    memory: dict[object, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = tuple(token.text for token in self.tokens)


def plain(text: str) -> str:
    """Lower case, without accents, invisible characters or apostrophes; compatibility forms resolved."""
    if not text.isascii():
        text = _FRACTION.sub(f" {JUNK} ", text)
        decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
        text = "".join(_plain(character) for character in decomposed)
    return _APOSTROPHES.sub("", text.lower())


@lru_cache(maxsize=2_000)
def _plain(character: str) -> str:
    if character in "\n\t":
        return character
    category = unicodedata.category(character)
    if category == "Pd" or character == "−":
        return "-"
    if category == "Nd":
        return str(unicodedata.digit(character))
    return "" if category in ("Mn", "Me", "Cf", "Cc", "So", "Cs", "Co") else character


def read(text: str) -> Reading:
    """The tokens of an address typed by a person, its postcode already taken out.

    Telephone numbers, e-mail and web addresses are dropped, and so is the person or organisation after
    "c/o". Takes time linear in the length of the text.

    Raises:
        Invalid: `text` is longer than 1,000 characters.
    """
    if len(text) > MAX_LENGTH:
        raise Invalid(
            f"{len(text):,} characters is more than an address has; {MAX_LENGTH:,} is the most.", "address"
        )
    if "&" in text:
        text = html.unescape(text)
    folded = _CARE_OF.sub(" , careof ", _CONTACT.sub(" , ", plain(text)))
    folded = _ONLY_FIGURES.sub(f" , {JUNK} , ", folded)
    folded = _PASSED_OVER.sub(" ", folded)
    folded = _COLON.sub(" , ", _LABEL.sub(r"\1 at ", _LISTED.sub(f" {JUNK} ", folded)))
    folded = _ODDLY_JOINED.sub(f" {JUNK} ", _FRACTION.sub(f" {JUNK} ", folded))
    folded = _LOOSE_S.sub("s", _SAINT.sub("st ", _FLOOR_SLASH.sub(r"\1f ", folded)))
    tokens: list[Token] = []
    asides: set[int] = set()
    piece = 0
    parts = ["", *_BREAKS.split(folded)]  # each with the break before it
    for start in range(0, len(parts), 2):
        before = len(tokens)
        _read_piece(parts[start + 1], piece, tokens)
        if len(tokens) > before:
            if _OPENING.search(parts[start]):
                asides.add(piece)
            piece += 1
    return Reading(tuple(_in_figures(_without_care_of(tokens))), asides=frozenset(asides))


def _read_piece(part: str, piece: int, tokens: list[Token]) -> None:
    for found in _TOKENS.finditer(part):
        kind, text = found.lastgroup or "word", found.group()
        if kind == "pair":
            tokens.append(Token("pair", _PAIR.sub(_pair, text), piece))
        elif kind == "number":
            tokens.append(Token("number", _number(text), piece))
        elif kind == "ordinal":
            tokens.append(Token("word", text, piece))
        elif kind == "junk":
            tokens.append(Token("word", JUNK, piece))
        else:
            _read_word(text, piece, tokens)


def _pair(found: re.Match[str]) -> str:
    first, sign, last = found.groups()
    return f"{_number(first)}{'/' if sign in _SLASHES else '-'}{_number(last)}"


def _number(text: str) -> str:
    return text.replace(" ", "").replace("-", "").translate(_MISREAD_SUFFIX).lstrip("0") or "0"


def _read_word(text: str, piece: int, tokens: list[Token]) -> None:
    if glued := _GLUED_UNIT.fullmatch(text):
        name, value = (part for part in glued.groups() if part)
        if name != "no":
            tokens.append(Token("word", _INITIALS.get(name, name), piece))
        tokens.append(Token("number", _number(value), piece))
    elif text in FLOOR_INITIALS:
        tokens.extend((Token("word", "floor:" + FLOOR_INITIALS[text], piece), Token("word", "flr", piece)))
    elif glued := _GLUED_NUMBER.fullmatch(text):
        tokens.append(Token("number", _number(glued[1]), piece))
        _read_word(glued[2], piece, tokens)
    elif not text.isalpha():
        # A scanner reads l2 for 12 and r0ad for road: which it was, the rest of the word tells.
        if _MIXED_NUMBER.fullmatch(text):
            tokens.append(Token("number", _number(text.translate(_DIGIT_FOR)), piece))
        elif _LETTERED_NUMBER.fullmatch(text):
            tokens.append(Token("number", text, piece))
        else:
            _read_word(text.translate(_LETTER_FOR), piece, tokens)
    elif run_together := _RUN_TOGETHER.fullmatch(text):
        tokens.extend(Token("word", short(part), piece) for part in run_together.groups())
    else:
        tokens.append(Token("word", short(text), piece))


def _without_care_of(tokens: list[Token]) -> list[Token]:
    """Drop what stands between "c/o" and the next piece or number: whom, not where."""
    kept: list[Token] = []
    dropping: int | None = None
    for token in tokens:
        if token.text == "careof":
            dropping = token.piece
        elif dropping is not None and token.piece == dropping and token.kind == "word":
            if token.text in BUILDING_TYPES | PLAIN_STREET_TYPES:
                kept.append(Token("word", JUNK, token.piece))  # a place, so that there are two
        else:
            dropping = None
            kept.append(token)
    return kept


def _in_figures(tokens: list[Token]) -> list[Token]:
    """Numbers in words as figures: `thirty-eight` as 38. In names that are held too, so that both agree."""
    if not any(token.text in NUMBER_WORDS or token.text in TENS for token in tokens):
        return tokens
    kept: list[Token] = []
    for token in tokens:
        value = TENS.get(token.text) or NUMBER_WORDS.get(token.text)
        before = kept[-1] if kept else None
        if value is None or token.kind != "word":
            kept.append(token)
        elif (
            value < 10
            and before is not None
            and before.text.endswith(_TENS_MARK)
            and before.piece == token.piece
        ):
            kept[-1] = Token("number", str(int(before.text[:-1]) + value), token.piece)
        else:
            mark = _TENS_MARK if token.text in TENS else ""
            kept.append(Token("number", f"{value}{mark}", token.piece))
    return [Token(token.kind, token.text.rstrip(_TENS_MARK), token.piece) for token in kept]


@lru_cache(maxsize=100_000)
def words_of(name: str | None) -> tuple[str, ...]:
    """The words of one field of a record, each in its short form, without `the`."""
    if not name:
        return ()
    return tuple(token.text for token in read(name[:MAX_LENGTH]).tokens if token.text != "the")
