"""Whether everything typed is accounted for: the last thing asked before an address is certain.

What was typed may say more than any address holds: that the family has moved, that the house is the one
opposite, that somebody is 4 years old, or a second address. So an address is certain only when each word and
figure has its place in it, or is one of few that say nothing about where it is. A list of words that would
make it doubtful could never be long enough; the lists here are of what may be passed over.
"""

from collections.abc import Iterable, Sequence

from directory.rules.addresses.forms import Form
from directory.rules.addresses.layout import Layout
from directory.rules.addresses.names import Names
from directory.rules.addresses.reading import JUNK, Reading
from directory.rules.addresses.spelling import Match, Vocabulary
from directory.rules.addresses.units import is_unit_word
from directory.rules.addresses.verdicts import AGREEING, Verdict
from directory.rules.addresses.words import (
    BUILDING_TYPES,
    COUNTIES,
    COUNTRY,
    ELSEWHERE,
    LANDMARK,
    LEADING_IN,
    LEADING_IN_LAST,
    LENGTHENING,
    ORGANISATIONS,
    PLAIN_STREET_TYPES,
    POINTLESS,
    SCHEME,
    STREET_TYPES,
    UNITS,
    run_together,
)

#: Between a flat and its building: `flat 3 at 12 High Street`, `room 2 of the Oak House`.
_LINKS = frozenset(["at", "of", "in", "the", "on", "no", "number"])
#: What a street or a building may be called with and without.
_ARTICLES = frozenset(["the", "no", "nos", "number", "num"])


def accounts_for_all(
    reading: Reading, form: Form, names: Names, roles: dict[str, Verdict], vocabulary: Vocabulary
) -> bool:
    """Whether nothing typed is left that may be about another address than this one."""
    street, building, layout = names.street, names.building, names.layout
    tokens = reading.tokens
    placed = {
        index
        for match in (names.town, names.locality)
        if match is not None
        for index in range(match.start, match.end)
    }
    core = set(layout.used)
    taken = core | placed
    if not _number_stands_well(reading, layout, building):
        return False
    if len(taken) == len(tokens):
        return True
    core_pieces = {tokens[index].piece for index in core}
    first_core = min(core_pieces, default=0)
    by_piece: dict[int, list[int]] = {}
    for index, token in enumerate(tokens):
        by_piece.setdefault(token.piece, []).append(index)
    for piece, indices in by_piece.items():
        left = [index for index in indices if index not in taken]
        if not left:
            if _is_lone_number(reading, indices, layout) and piece and piece - 1 not in core_pieces:
                return False  # "Kia, 21, High Street": a house, or somebody's age
            continue
        if piece not in core_pieces and _repeats(reading, indices, layout, taken):
            continue
        if any(tokens[index].kind != "word" or tokens[index].text == JUNK for index in left):
            return False
        words = [tokens[index].text for index in left]
        if layout.units and piece not in core_pieces and all(word in UNITS for word in words):
            continue  # "flat, first floor"
        if piece in core_pieces:
            if not _fits_core(reading, indices, taken, layout, [name for name in (street, building) if name]):
                return False
        elif not _may_stand_aside(words, piece < first_core, form, roles, vocabulary) or (
            roles["place"] is Verdict.MISSING
            and piece > first_core
            and _may_be_its_town(words, piece, reading)
        ):
            return False
    return True


def _may_be_its_town(words: Sequence[str], piece: int, reading: Reading) -> bool:
    """Whether words that nobody knows stand where the town would: another one, or a wrong postcode.

    What stands in brackets is an aside, and what is `near` something is a landmark.
    """
    return not (
        piece in reading.asides
        or words[0] in LANDMARK
        or words[-1] in ORGANISATIONS
        or all(word in POINTLESS | SCHEME | LEADING_IN for word in words)
        or _is_only_country(words)
        or any(run_together(words[start:]) in reading.councils for start in range(len(words)))
    )


def _fits_core(
    reading: Reading, indices: Sequence[int], taken: set[int], layout: Layout, names: Sequence[Match]
) -> bool:
    """Whether a piece that holds a part of the address holds nothing else that matters."""
    tokens = reading.tokens
    here = [index for index in indices if index in taken]
    before = [tokens[index].text for index in indices if index < here[0]]
    if not _leads_in(before):
        return False
    unit_ends = {unit.end for unit in layout.units}
    for start, end in _gaps(indices, taken, here[0], here[-1]):
        words = [tokens[index].text for index in range(start, end)]
        allowed = _LINKS if start in unit_ends else _ARTICLES
        behind_place = start - 1 in taken and start - 1 not in layout.used
        if not all(word in allowed for word in words) and not (behind_place and _is_county(words)):
            return False
    after = [tokens[index].text for index in indices if index > here[-1]]
    if here[-1] + 1 in unit_ends and all(word in _LINKS for word in after):
        return True  # "flat 3 at, 12 High Street"
    if len(after) > 1 and after[0] in LANDMARK:
        return bool(names) and not any(_makes_doubtful(word) for word in after[1:])
    # "12 Kent" may be Kent Road's, and "flat 2 beds" has two: a county counts as one only behind a name.
    last = here[-1]
    behind_name = last not in layout.used or any(match.start <= last < match.end for match in names)
    if _says_twice(reading, names) and all(word in SCHEME for word in after):
        return True  # "12 High Street Project, 12 High Street"
    return _is_only_country(after) and (not after or behind_name)


def _number_stands_well(reading: Reading, layout: Layout, building: Match | None) -> bool:
    """Whether the house number is not rather a part of the building's name: `Oak Court 2, High Street`."""
    at = layout.number_at
    if at is None or building is None or building.end != at:
        return True
    tokens = reading.tokens
    ends_piece = at + 1 == len(tokens) or tokens[at + 1].piece != tokens[at].piece
    return not (ends_piece and tokens[at - 1].piece == tokens[at].piece)


def _is_lone_number(reading: Reading, indices: Sequence[int], layout: Layout) -> bool:
    """Whether a piece is a bare number and nothing else."""
    token = reading.tokens[indices[0]]
    designated = any(unit.start <= indices[0] < unit.end for unit in layout.units)
    return len(indices) == 1 and token.kind != "word" and not designated


def _repeats(reading: Reading, indices: Sequence[int], layout: Layout, taken: set[int]) -> bool:
    """Whether a piece only says again what stands elsewhere: `12 High Street Project, 12 High Street`."""
    said = {reading.tokens[index].text for index in taken}
    tokens = [reading.tokens[index] for index in indices]
    return all(
        token.text in said if token.kind != "word" else token.text in said | SCHEME for token in tokens
    ) and any(token.text in said for token in tokens)


def _makes_doubtful(word: str) -> bool:
    return word in ELSEWHERE or is_unit_word(word)


def _says_twice(reading: Reading, names: Sequence[Match]) -> bool:
    """Whether one of the names stands in what was typed more than once."""
    return any(
        reading.words[start : start + name.end - name.start] == reading.words[name.start : name.end]
        for name in names
        for start in range(name.end, len(reading.words) - (name.end - name.start) + 1)
    )


def _gaps(indices: Sequence[int], taken: set[int], first: int, last: int) -> Iterable[tuple[int, int]]:
    """Stretches of tokens left over between two that are not, as start and end."""
    start: int | None = None
    for index in indices:
        if not first < index <= last:
            continue
        if index not in taken and start is None:
            start = index
        elif index in taken and start is not None:
            yield start, index
            start = None


def _leads_in(words: Sequence[str]) -> bool:
    """Whether these only lead up to an address: `family living at`, `address`, `the`."""
    return not words or (all(word in LEADING_IN for word in words) and words[-1] in LEADING_IN_LAST)


def _is_county(words: Sequence[str]) -> bool:
    return tuple(words) in COUNTIES


def _is_only_country(words: Sequence[str]) -> bool:
    """Whether these name a county, a country or both, and nothing more."""
    rest = [word for word in words if word not in COUNTRY]
    return not rest or _is_county(rest)


def _may_stand_aside(
    words: Sequence[str], before: bool, form: Form, roles: dict[str, Verdict], vocabulary: Vocabulary
) -> bool:
    """Whether a piece of its own, beside the address, may be passed over: a person, a note, a landmark."""
    if len(words) == 1 and len(words[0]) == 1 and words[0] not in POINTLESS:
        return False  # "Flat 1 (A)"
    if _is_only_country(words) or all(word in POINTLESS | SCHEME | LEADING_IN for word in words):
        return True
    if roles["postcode"] is not Verdict.AGREE and run_together(words) in vocabulary.places:
        return False  # "Chelmsford or Braintree"
    if not before and words[0] in LANDMARK and len(words) > 1 and not LANDMARK & set(words[1:]):
        words = words[1:]  # "near the station", said of the address just given
    if any(_makes_doubtful(word) for word in words) or (not before and words[0] == "and"):
        return False
    if words[-1] in ORGANISATIONS and run_together(words) not in vocabulary.buildings:
        return True
    if words[-1] in BUILDING_TYPES:
        return before and _may_be_its_name(words, form, roles, vocabulary)
    if (before and words[-1] in STREET_TYPES) or any(word in PLAIN_STREET_TYPES for word in words):
        return False
    if all(word in LENGTHENING for word in words):
        return False
    # The building is known by a name, and another name stands where it would.
    return not (before and form.building and roles["building"] not in AGREEING)


def _may_be_its_name(
    words: Sequence[str], form: Form, roles: dict[str, Verdict], vocabulary: Vocabulary
) -> bool:
    """Whether a building's name that is not held may be that of a house known by its number."""
    return (
        roles["number"] is Verdict.AGREE
        and not form.building
        and run_together(words) not in vocabulary.buildings
        and not any(word in STREET_TYPES - BUILDING_TYPES for word in words[:-1])
    )
