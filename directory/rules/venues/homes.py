"""A home as far as a venue can be compared with it: its numbers, its names, its postcodes.

It is read from an address as typed or as held, and of whatever may be a name in it each is kept: a venue that
is refused without need can be written with its house number, and one that is a home cannot be called back.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from directory.rules.addresses import MAX_LENGTH, read, run_together
from directory.rules.addresses.reading import JUNK, Token
from directory.rules.addresses.units import units_in
from directory.rules.addresses.words import BUILDING_TYPES, LEADING_IN, NOISE, STREET_TYPES

_POSTCODE = re.compile(
    r"(?<![a-z0-9])[a-z]{1,2}[0-9][a-z0-9]?(?:[ .-]{0,3}[0-9]|[ .-]{1,3}[oil])[a-z]{2}(?![a-z0-9])",
    re.IGNORECASE,
)
_ALIKE = str.maketrans("oil", "011")
_DIGITS = re.compile(r"\d+")

TYPES = STREET_TYPES | BUILDING_TYPES
#: No address has more words; what stands behind is not looked at.
_MOST_WORDS = 60
#: More numbers than that are no house's range.
_WIDEST = 60


class Name(NamedTuple):
    """A name as one word, and the word such as Lane that ends it; None where it has none."""

    stem: str
    kind: str | None


@dataclass(frozen=True, slots=True)
class Home:
    """What of a home can be told again. `numbers` are of the house; `alone`, names that may stand for it."""

    postcodes: frozenset[str]
    numbers: frozenset[int]
    streets: frozenset[Name]
    buildings: frozenset[Name]
    alone: frozenset[str]
    words: frozenset[str]


def home_of(address: str, postcode: str | None = None) -> Home:
    """A home by its address, as typed or as held; the postcode may stand in either."""
    text = f"{address} , {postcode or ''}"[:MAX_LENGTH]
    tokens = [token for token in read(without_postcodes(text)).tokens if token.text != JUNK][:_MOST_WORDS]
    units = units_in(tokens)
    of_units = {index for unit in units for index in range(unit.start, unit.end)}
    numbers = numbers_of(token for index, token in enumerate(tokens) if index not in of_units)
    beyond = [unit.beyond for unit in units if unit.beyond]
    inside = [unit.unit.value for unit in units]
    for said in beyond if numbers else (beyond or inside):
        numbers |= numbers_in(said)
    code = squeezed(postcode or "")
    given = {code} if 5 <= len(code) <= 7 else set()
    names = _Names()
    for before, run in _runs(tokens, of_units):
        names.take(before, run)
    return Home(
        postcodes=postcodes_in(address) | postcodes_in(postcode or "") | given,
        numbers=frozenset(numbers),
        streets=frozenset(names.streets),
        buildings=frozenset(names.buildings),
        alone=frozenset(names.alone or names.first),
        words=frozenset(token.text for token in tokens),
    )


class _Names:
    """The names of an address, gathered from its front to its back."""

    def __init__(self) -> None:
        self.streets: set[Name] = set()
        self.buildings: set[Name] = set()
        self.alone: set[str] = set()
        self.first: set[str] = set()
        self._settled = False

    def take(self, numbered: bool, run: Sequence[str]) -> None:
        """Take a run of words, `numbered` if a number stands before it."""
        for words in _with_and_without_lead(run):
            self._take(numbered, words)
        self._settled = self._settled or (
            numbered and any(word in STREET_TYPES - BUILDING_TYPES for word in run)
        )

    def _take(self, numbered: bool, words: Sequence[str]) -> None:
        ends = [place for place in range(1, len(words)) if words[place] in TYPES]
        start = 0
        for place in ends:
            kind = words[place]
            name = Name(run_together(words[start:place]), kind)
            if kind in STREET_TYPES and not self._settled:
                self.streets.add(name)
            if kind in BUILDING_TYPES and (kind not in STREET_TYPES or not numbered):
                self.buildings.add(name)
            if place + 1 < len(words) and words[place + 1] not in TYPES:
                start = place + 1
        rest = words[start:] if not ends or ends[-1] < start else ()
        if not rest or self._settled or not any(len(word) > 2 for word in rest):
            return
        if numbered and not ends:
            self.streets |= {Name(run_together(rest), None), Name(run_together(rest[:1]), None)}
        elif not ends and not self.streets:
            self.alone.add(run_together(rest))


def _with_and_without_lead(run: Sequence[str]) -> Iterator[Sequence[str]]:
    """A run as it is, and without words such as `living at` that only lead up to an address."""
    first = next((place for place, word in enumerate(run) if word not in NOISE | LEADING_IN), len(run))
    yield run
    if 0 < first < len(run) and not (first == len(run) - 1 and run[first] in TYPES):
        yield run[first:]


def _runs(tokens: Sequence[Token], of_units: Iterable[int]) -> Iterator[tuple[bool, list[str]]]:
    """Runs of words with no number, unit or comma in them, and whether a number stands before each."""
    taken = set(of_units)
    run: list[str] = []
    numbered, piece = False, -1
    for index, token in enumerate(tokens):
        is_word = token.kind == "word" and index not in taken
        if run and (not is_word or token.piece != piece):
            yield numbered, run
            run, numbered = [], False
        if is_word:
            run.append(token.text)
        else:
            numbered = True
        piece = token.piece
    if run:
        yield numbered, run


def postcodes_in(text: str) -> frozenset[str]:
    """The postcodes of a text, as `squeezed` has them."""
    return frozenset(squeezed(each) for each in _POSTCODE.findall(text))


def without_postcodes(text: str) -> str:
    """A text in which a comma stands for each postcode."""
    return _POSTCODE.sub(" , ", text)


def squeezed(text: str) -> str:
    """A text's letters and figures alone, those that are mistaken for each other as one."""
    return "".join(filter(str.isalnum, text.casefold())).translate(_ALIKE)


def numbers_of(tokens: Iterable[Token]) -> set[int]:
    """The house numbers that some tokens may be, with all that a range has between its ends."""
    return {number for token in tokens if token.kind != "word" for number in numbers_in(token.text)}


def numbers_in(text: str) -> set[int]:
    ends = [int(digits) for digits in _DIGITS.findall(text)]
    if len(ends) == 2 and 0 < ends[1] - ends[0] <= _WIDEST:
        return set(range(ends[0], ends[1] + 1))
    return set(ends)
