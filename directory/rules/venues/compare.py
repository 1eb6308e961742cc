"""Whether a venue may be a certain home, however it is written."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from directory.rules.addresses import read, run_together, words_of
from directory.rules.addresses.reading import JUNK, Token
from directory.rules.addresses.words import NOISE, SCHEME, SPELLINGS, STREET_TYPES, UNITS, short
from directory.rules.private import in_plain
from directory.rules.venues.homes import (
    TYPES,
    Home,
    Name,
    numbers_in,
    postcodes_in,
    squeezed,
    without_postcodes,
)
from directory.rules.venues.words import BESIDE, HALLS, NOT_A_HOUSE, PUBLIC, PUBLIC_KINDS

#: What the reading of an address passes over, or takes for something else than a part of one: web addresses,
#: `c/o`, whatever stands in brackets, the number of a line. In a venue a home may be told by it.
_PASSED_OVER = re.compile(
    r"https?://|www\.|[@<>()\[\]{}]|\bc ?[/\\.] ?o\b|\bcare of\b|\bf\.?a\.?o\b", re.IGNORECASE
)
_NUMBERED = re.compile(r"(\d{1,5}[a-z]?)[.:)=]", re.IGNORECASE)
#: No venue that is asked with is longer; what stands behind is not read.
_LONGEST = 200
#: Slips and look-alike letters make a name longer or shorter by so many letters at the most.
_MOST_LONGER = 4
_LOOKALIKES = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "n"), ("li", "h"))
#: Behind these, a place is named to tell where another is: `the blue door by the library`.
_BY_WAY_OF = BESIDE | {"by", "off", "over", "across", "round"}
#: From so many letters on, one slip or two make no other name.
_ONE_SLIP, _TWO_SLIPS = 5, 8
#: Words with and without which a scheme is called.
_OF_SCHEMES = SCHEME | {short(word) for word in ("refuge", "shelter", "lodge", "court", "accommodation")}
_FIGURES = str.maketrans("0159", "olsg")


class Venue:
    """A venue, read once for all the homes it is compared with."""

    def __init__(self, text: str) -> None:
        plain = _NUMBERED.sub(r"\1 ", _PASSED_OVER.sub(" , ", in_plain(text[:_LONGEST])))
        self.squeezed = squeezed(plain)
        self.postcodes = postcodes_in(plain)
        self.tokens: Sequence[Token] = [
            token for token in read(without_postcodes(plain)).tokens if token.text != JUNK
        ]
        self.words = [token.text for token in self.tokens]
        self.spelt = [run_together([word]) for word in self.words]
        #: How names that stand in it may begin, so that of thousands only a few are looked for.
        self.beginnings = {begun for word in self.spelt for begun in _beginnings(word)}
        #: Where numbers stand, and those of them that may be a house's.
        self.every = {
            place: numbers_in(token.text) for place, token in enumerate(self.tokens) if _has_figure(token)
        }
        self.numbers = self._houses()
        self.public = _is_public(self.tokens)
        self.beside = not BESIDE.isdisjoint(self.words)
        self.pieces = {run_together(piece) for piece in self._pieces()}

    def _houses(self) -> set[int]:
        found: set[int] = set()
        for place, numbers in self.every.items():
            if not self._is_designated(place):
                found |= numbers | self._joined(place)
        return found

    def _is_designated(self, place: int) -> bool:
        """Whether a number is that of a room or a floor, or what is dialled."""
        before = self.tokens[place - 1] if place else None
        if before is None or before.piece != self.tokens[place].piece:
            return False
        if place - 1 in self.every:
            return self._is_designated(place - 1)
        return before.text in NOT_A_HOUSE or before.text in UNITS

    def _joined(self, place: int) -> set[int]:
        """What figures come to that are written apart: `1 2 High Street`."""
        digits, found = "", set()
        while place in self.every and len(digits) < 5:
            digits += "".join(filter(str.isdigit, self.words[place]))
            if digits:
                found.add(int(digits))
            place += 1
        return found

    def near(self, start: int, end: int) -> set[int]:
        """The numbers right before a name, or right behind it where they are not another street's."""
        before = start - 1
        while before >= 0 and before not in self.every and self.words[before] in NOISE:
            before -= 1
        found: set[int] = set()
        if before in self.every:
            found |= self.every[before]
            while before - 1 in self.every:
                before -= 1
            found |= self._joined(before)
        if end in self.every and not self._leads_to_a_street(end):
            found |= self.every[end]
        return found

    def _leads_to_a_street(self, place: int) -> bool:
        """Whether a number stands before a street: in `Police Station 12 High Street`."""
        piece = self.tokens[place].piece
        return any(token.piece == piece and token.text in STREET_TYPES for token in self.tokens[place + 1 :])

    def find(self, stem: str) -> Iterator[tuple[int, int]]:
        """Each place where a name stands, with slips of spelling and however its words are parted."""
        for start in range(len(self.tokens)):
            joined = letters = ""
            for end in range(start, len(self.tokens)):
                if self.tokens[end].kind != "word":
                    break
                joined += self.spelt[end]
                letters += self.words[end]
                if len(letters) > len(stem) + 2:
                    break
                if is_like(joined, stem) or is_like(letters, stem):
                    yield start, end + 1

    def is_whole(self, start: int, end: int) -> tuple[bool, bool]:
        """Whether a part of the venue begins at one place, and whether one ends at another."""
        piece = self.tokens[start].piece
        before = start - 1
        while before >= 0 and self.tokens[before].piece == piece and self.words[before] in NOISE:
            before -= 1
        return (
            before < 0 or self.tokens[before].piece != piece,
            end == len(self.tokens) or self.tokens[end].piece != self.tokens[end - 1].piece,
        )

    def _pieces(self) -> Iterator[list[str]]:
        for number in {token.piece for token in self.tokens}:
            words = [token.text for token in self.tokens if token.piece == number and token.kind == "word"]
            yield [word for word in words if word not in NOISE]


@dataclass(frozen=True, slots=True)
class _Found:
    """Where a name stands in a venue, and whether the word such as Lane that ends it stands there, too."""

    start: int
    end: int
    whole: bool


def may_be(venue: Venue, home: Home) -> bool:
    """Whether a venue may be a home, or tells where it is.

    Another number in the same street, or at the same postcode, makes it another house. A public place that is
    named needs no number to be another house in a street; at a postcode it does, since a home is one of few.
    """
    other = bool(venue.numbers and home.numbers and venue.numbers.isdisjoint(home.numbers))
    shared = [postcode for postcode in home.postcodes if postcode in venue.squeezed]
    if shared and (not other or venue.beside or venue.postcodes.isdisjoint(shared)):
        return True  # in the figures of a postcode that is written apart a number may seem to stand
    return (
        any(_is_at(venue, home, found) for street in home.streets for found in _found(venue, street))
        or any(_is_in(venue, building) for building in home.buildings)
        or any(is_like(piece, name) for piece in venue.pieces for name in home.alone)
    )


def may_be_called(venue: Venue, name: str) -> bool:
    """Whether the name of a scheme stands in a venue, or the name alone without a word such as House."""
    words = [word for word in words_of(name) if not word.isdigit()]
    joined = run_together(words)
    if not joined or venue.beginnings.isdisjoint(_beginnings(joined)):
        return False
    while len(words) > 1 and words[-1] in _OF_SCHEMES:
        words.pop()
    shorter, one = run_together(words), len(words) == 1
    if any(is_like(piece, joined) for piece in venue.pieces) or (
        joined != shorter and any(True for _ in venue.find(joined))
    ):
        return True
    return any(
        not one or (begins and (ends or venue.words[end] in _OF_SCHEMES))
        for start, end in venue.find(shorter)
        for begins, ends in [venue.is_whole(start, end)]
        if ends or venue.spelt[end] not in PUBLIC
    )


def is_like(said: str, meant: str) -> bool:
    """Whether one name may be the other with a slip or two; short ones have to be the same."""
    if said == meant:
        return True
    if abs(len(said) - len(meant)) > _MOST_LONGER:
        return False
    if _as_seen(said) == _as_seen(meant):
        return True
    shortest = min(len(said), len(meant))
    if shortest < _ONE_SLIP - 1 or len(meant) < _ONE_SLIP:
        return False
    allowed = 1 if len(meant) < _TWO_SLIPS else 2
    return OSA.distance(said, meant, score_cutoff=allowed) <= allowed


def _beginnings(name: str) -> tuple[str, str]:
    """Two letters that a name begins with, and with its second one left out or changed places."""
    return name[:2], name[:1] + name[2:3]


def _as_seen(text: str) -> str:
    for pair, one in _LOOKALIKES:
        text = text.replace(pair, one)
    return text.translate(_FIGURES).replace("l", "i")


def _found(venue: Venue, name: Name) -> Iterator[_Found]:
    """Where a name stands as its own: Mill Lane's is not in Mill Road, nor in Mill House."""
    for start, end in venue.find(name.stem):
        behind = venue.words[end] if end < len(venue.tokens) else None
        if behind is not None and venue.tokens[end].piece != venue.tokens[end - 1].piece:
            behind = None
        if behind is not None and _is_kind(behind, name.kind):
            yield _Found(start, end + 1, whole=True)
        elif behind not in TYPES:
            yield _Found(start, end, whole=False)


def _is_kind(word: str, kind: str | None) -> bool:
    """Whether a word is the one such as Lane that ends a name, or a slip of it; any, where it has none."""
    if kind is None:
        return word in STREET_TYPES
    return word == kind or (
        word not in TYPES
        and any(len(each) > 3 and OSA.distance(word, each, score_cutoff=1) <= 1 for each in SPELLINGS[kind])
    )


def _is_at(venue: Venue, home: Home, found: _Found) -> bool:
    """Whether a venue in the street of a home may be that home."""
    if not home.numbers.isdisjoint(venue.near(found.start, found.end)):
        return True
    if not found.whole:
        rest = [word for place, word in enumerate(venue.words) if not found.start <= place < found.end]
        return not venue.numbers and all(word in home.words or word in NOISE for word in rest)
    if not home.numbers.isdisjoint(venue.numbers):
        return True
    if venue.numbers and home.numbers:
        return venue.beside and not venue.public
    return not venue.public


def _is_in(venue: Venue, building: Name) -> bool:
    return any(found.whole for found in _found(venue, building)) or building.stem in venue.pieces


def _has_figure(token: Token) -> bool:
    return token.kind != "word" or token.text[0].isdigit()


def _is_public(tokens: Sequence[Token]) -> bool:
    """Whether a place is named that is open to all, and not only to tell what is next to it."""
    spelt = [run_together([token.text]) for token in tokens]
    beside = next((place for place, token in enumerate(tokens) if token.text in _BY_WAY_OF), len(tokens))
    return any(
        word in PUBLIC or (word in HALLS and place > 0 and spelt[place - 1] in PUBLIC_KINDS | {"court"})
        for place, word in enumerate(spelt[:beside])
    )


__all__ = ["Venue", "may_be", "may_be_called"]
