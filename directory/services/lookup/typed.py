"""Which names of the directory, and which house numbers, stand in what was typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from directory.rules.addresses import Reading, run_together
from directory.rules.addresses.spelling import misspelt_type
from directory.rules.addresses.words import BUILDING_TYPES, STREET_TYPES
from directory.services.vocabulary import Names

#: Letters in the longest word such as Avenue that may be the whole name of a street.
_LONGEST_TYPE = 8
#: The longest name in words, such as `Sir Jasper Quillfeather Memorial Gardens`.
_LONGEST_NAME = 6


@dataclass(frozen=True, slots=True)
class NamesTyped:
    """Names of the directory that stand in what was typed, as search keys."""

    streets: tuple[str, ...]
    buildings: tuple[str, ...]
    places: frozenset[str]  # as held


def names_typed(reading: Reading, names: Names) -> NamesTyped:
    """The streets, buildings and places of the directory that what was typed may name, slips allowed for."""
    windows = _windows(reading)
    joined = {key for key, _ in windows}
    streets = joined & names.streets
    buildings = joined & names.buildings
    places = {key for key in joined if key in names.places}
    if not any(len(key) > _LONGEST_TYPE for key in streets):
        # Nothing, or only The Avenue and its like, which are part of many names.
        likely = [key for key, last in windows if last in STREET_TYPES and len(key) >= 5]
        streets |= _similar(likely, names.streets)
    if not buildings and not streets:
        likely = [key for key, last in windows if last in BUILDING_TYPES and len(key) >= 5]
        buildings = _similar(likely, names.buildings)
    if not streets and not buildings:
        # No word such as Road at all: the name alone may have been typed.
        alone = [key for key, _ in windows if len(key) >= 5]
        streets = {
            name
            for name in names.streets
            for key in alone
            if name.startswith(key) and len(name) - len(key) <= 4
        }
    if not places:
        places = _similar([key for key, _ in windows if len(key) >= 5], names.vocabulary.places)
    held = frozenset(name for key in places for name in names.places[key])
    return NamesTyped(tuple(sorted(streets)), tuple(sorted(buildings)), held)


def _windows(reading: Reading) -> list[tuple[str, str]]:
    """Every run of up to six words, run together, with its last word."""
    tokens = [token for token in reading.tokens if token.text != "the"]
    kinds = [misspelt_type(token.text) for token in tokens]
    found = []
    for start in range(len(tokens)):
        joined = ""
        for end in range(start, min(len(tokens), start + _LONGEST_NAME)):
            if tokens[end].kind != "word" or tokens[end].piece > tokens[start].piece + 1:
                break
            last = tokens[end].text
            if kind := kinds[end]:
                found.append((joined + run_together([kind]), kind))
            joined += run_together([last])
            if len(joined) >= 2:
                found.append((joined, last))
    return found


def _similar(typed: Sequence[str], known: frozenset[str]) -> set[str]:
    """The known names at most two slips away from what was typed; one for short names."""
    found: set[str] = set()
    for key in typed:
        allowed = 1 if len(key) < 9 else 2
        matches = process.extract(key, known, scorer=OSA.distance, score_cutoff=allowed, limit=8)
        found.update(name for name, _, _ in matches)
    return found


def numbers_typed(reading: Reading) -> set[int]:
    """House numbers that may have been meant: those typed, and starts of ranges that would include them."""
    found: set[int] = set()
    for token in reading.tokens:
        if token.kind == "word":
            continue
        for part in token.text.replace("/", "-").split("-"):
            digits = "".join(character for character in part if character.isdigit())
            if digits:
                number = int(digits)
                found.update(range(max(1, number - 8), number + 1))
                found.update(_slips(digits))
    return found


def _slips(digits: str) -> set[int]:
    """Numbers from which `digits` comes by leaving out, adding, changing or swapping one digit."""
    if len(digits) > 4:
        return set()
    changed = {digits[:at] + digits[at + 1 :] for at in range(len(digits))}
    changed |= {digits[:at] + d + digits[at + 1 :] for at in range(len(digits)) for d in "0123456789"}
    changed |= {digits[:at] + d + digits[at:] for at in range(len(digits) + 1) for d in "0123456789"}
    changed |= {digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in range(len(digits) - 1)}
    return {int(number) for number in changed if number and int(number) > 0}
