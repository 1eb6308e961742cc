"""What is left of a typed address once every role has taken its words."""

from collections.abc import Iterator
from dataclasses import dataclass

from directory.rules.addresses.reading import Reading
from directory.rules.addresses.spelling import Match, Vocabulary
from directory.rules.addresses.words import (
    BUILDING_TYPES,
    COUNTIES,
    DIRECTIONS,
    LENGTHENING,
    NOISE,
    PLAIN_STREET_TYPES,
    STREET_TYPES,
    UNITS,
    run_together,
)


@dataclass(frozen=True, slots=True)
class Residue:
    """What the words left over may mean.

    street_before / building_before: a word belongs to the name found, so that it is a longer, other name.
    rival_street / rival_building: another street or building is named.
    other_place: a town or village is named that is not the held one.
    unexplained: words that stand after the street and are none of these, nor a county.
    words: there are words left over at all, other than counties.
    """

    street_before: bool = False
    building_before: bool = False
    rival_street: bool = False
    rival_building: bool = False
    other_place: bool = False
    unexplained: bool = False
    words: bool = False


def residue(
    reading: Reading,
    used: frozenset[int],
    names: tuple[Match | None, Match | None, Match | None, Match | None],
    vocabulary: Vocabulary,
) -> Residue:
    """What the words outside `used` and the `names` (street, building, town, locality) may mean."""
    street, building, town, locality = names
    taken = set(used)
    for match in (town, locality):
        if match:
            taken.update(range(match.start, match.end))
    if len(taken) == len(reading.tokens):
        return _NOTHING
    found = dict.fromkeys(Residue.__dataclass_fields__, False)
    front = street.start if street else building.start if building else 0
    only_a_type = (
        street is not None and street.end - street.start == 1 and reading.words[street.start] in STREET_TYPES
    )
    for start, end in _runs(reading, taken):
        words = reading.words[start:end]
        same_piece_after = (
            end < len(reading.tokens) and reading.tokens[end].piece == reading.tokens[start].piece
        )
        ends_as_building = len(words) >= 2 and words[-1] in BUILDING_TYPES
        if words in COUNTIES or (words[-2:] in COUNTIES and len(words) <= 2):
            continue
        found["words"] = True
        if ends_as_building and building is None and not (street and start >= street.end):
            found["rival_building"] = True
            continue
        if len(words) >= 2 and words[-1] in PLAIN_STREET_TYPES and street is None:
            found["rival_street"] = True
            continue
        if street and end == street.start and same_piece_after and not ends_as_building:
            found["street_before"] = True
            continue
        if building and end == building.start and same_piece_after and _lengthens(words[-1], vocabulary):
            found["building_before"] = True
            continue
        after_street = (
            street is not None
            and start == street.end
            and reading.tokens[start].piece == reading.tokens[street.end - 1].piece
        )
        if after_street and (words[0] in DIRECTIONS or (only_a_type and words[-1] in PLAIN_STREET_TYPES)):
            found["street_before"] = True
        elif _names_place(words, vocabulary) or _names_other_council(words, reading, vocabulary):
            found["other_place"] = True
            found["unexplained"] = True
        elif start >= front:
            found["unexplained"] = True
    return Residue(**found)


def _lengthens(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word before a building's name makes it a longer, other name, rather than naming a person."""
    return word in vocabulary.words or word in LENGTHENING


def _runs(reading: Reading, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Stretches of words left over, within one piece; noise such as "the" or "near" does not count."""
    start: int | None = None
    for index, token in enumerate(reading.tokens):
        left_over = (
            index not in taken
            and token.kind == "word"
            and token.text not in NOISE
            and token.text not in UNITS
        )
        if start is not None and (not left_over or token.piece != reading.tokens[start].piece):
            yield start, index
            start = None
        if left_over and start is None:
            start = index
    if start is not None:
        yield start, len(reading.tokens)


def _names_place(words: tuple[str, ...], vocabulary: Vocabulary) -> bool:
    """Whether these words hold the name of a town or village the directory knows."""
    return any(
        run_together(words[start:end]) in vocabulary.places
        for start in range(len(words))
        for end in range(start + 1, min(len(words), start + 4) + 1)
    )


def _names_other_council(words: tuple[str, ...], reading: Reading, vocabulary: Vocabulary) -> bool:
    """Whether these words are the area of a council that the postcode is not in: Leeds, beside CM1 1AA.

    Without a postcode that is nobody's to say: Tendring is a right word for an address in Clacton.
    """
    joined = run_together(words)
    return bool(reading.councils) and joined in vocabulary.councils and joined not in reading.councils


_NOTHING = Residue()
