"""Homes within a building: flats, rooms, floors and annexes, however they are written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from directory.rules.addresses.reading import Token, read
from directory.rules.addresses.words import FLOORS, NAMED_UNITS, UNITS, short

_FLOOR_OF = {short(word): floor for word, floor in FLOORS.items()} | {
    "floor:" + floor: floor for floor in FLOORS.values()
}
_NAMED = frozenset(short(word) for word in NAMED_UNITS)
#: Homes that go by their name alone; the other names count only before a word such as "flat".
_STANDALONE = frozenset(["annex", "attic", "penthouse", "coachhouse"])
_SIDES = frozenset(["rear", "front", "left", "right", "back"])
_NUMBERED = frozenset(["flat", "room", "studio", "bare"])
#: The kind of a home that takes more than one unit to name.
SEVERAL = "several"
_SKIPPED = frozenset(["no", "number", "nos"])


@dataclass(frozen=True, slots=True)
class Unit:
    """A home within a building: its class (flat, room, floor …; bare when only a number) and its number."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """A unit, and the tokens from `start` up to `end` that named it.

    `beyond` is the house number in "flat 3-12" or "flat 3/12": written as one with the unit.
    """

    unit: Unit
    start: int
    end: int
    beyond: str | None = None


def is_unit_word(word: str) -> bool:
    """Whether a word says that a home within a building is meant: flat, floor, annexe, rear."""
    return word in UNITS or word in _FLOOR_OF or word in _NAMED or word in _SIDES or word in ("flr", "lwr")


def names_several(units: Sequence[FoundUnit]) -> bool:
    """Whether two homes are named, as in "Flat 3 (not Flat 1)"; a floor beside a flat is no other."""
    homes = {found.unit.value for found in units if found.unit.kind in _NUMBERED}
    floors = {found.unit.value for found in units if found.unit.kind == "floor"}
    return len(homes) > 1 or len(floors) > 1


def lone_letter(tokens: Sequence[Token], taken: frozenset[int]) -> FoundUnit | None:
    """A letter that opens a piece, alone or before a number: the flat in `E, 29 High Street`."""
    for index, token in enumerate(tokens):
        opens = index == 0 or tokens[index - 1].piece != token.piece
        is_letter = token.kind == "word" and len(token.text) == 1 and token.text.isalpha()
        if not is_letter or index in taken or not opens:
            continue
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if following is None or following.piece != token.piece or following.kind != "word":
            return FoundUnit(Unit("bare", token.text), index, index + 1)
    return None


def same_unit(asked: Unit, held: Unit) -> bool:
    """Whether two names mean one home: the same number, and no two different words for what it is."""
    return asked.value == held.value and (asked.kind == held.kind or "bare" in (asked.kind, held.kind))


def units_in(tokens: Sequence[Token]) -> list[FoundUnit]:
    """Every unit that is named as one: with a word such as flat, room or floor, not by a bare number."""
    found: list[FoundUnit] = []
    index = 0
    while index < len(tokens):
        unit = _unit_at(tokens, index)
        if unit is None:
            index += 1
        else:
            found.append(unit)
            index = unit.end
    return found


def unit_of(sub_building: str | None) -> Unit | None:
    """The unit that a record's sub-building field names; a name of its own where it is no known kind.

    `Block A, Flat 3` is of the kind SEVERAL, with both in its value: neither alone tells which home it is.
    """
    if not sub_building:
        return None
    tokens = read(sub_building).tokens
    named = units_in(tokens)
    covered = sum(found.end - found.start for found in named)
    if named and covered == len(tokens) and not any(found.beyond for found in named):
        homes = [found.unit for found in named if found.unit.kind != "floor"] or [named[0].unit]
        return homes[0] if len(homes) == 1 else Unit(SEVERAL, several(homes))
    if len(tokens) == 1 and (tokens[0].kind == "number" or len(tokens[0].text) == 1):
        return Unit("bare", tokens[0].text)
    words = [token.text for token in tokens if token.text != "the"]
    return Unit("named", " ".join(words)) if words else None


def several(units: Iterable[Unit]) -> str:
    """Units that name one home together, as the value of a unit of the kind SEVERAL."""
    return ";".join(sorted({f"{unit.kind} {unit.value}" for unit in units}))


def _unit_at(tokens: Sequence[Token], index: int) -> FoundUnit | None:
    text = tokens[index].text
    if tokens[index].kind != "word":
        return None
    if text == "f" and _is_whole_and_not_last(tokens, index):
        return FoundUnit(Unit("flat", tokens[index + 1].text), index, index + 2)
    if text in UNITS:
        return _designated(tokens, index, UNITS[text])
    if text in _FLOOR_OF or text in ("lwr", "upr") or text in _SIDES:
        return _floor(tokens, index)
    if text in _STANDALONE:
        return FoundUnit(Unit("named", text), index, index + 1)
    if text in _NAMED and _text(tokens, index + 1) in UNITS and not _is_value(tokens, index + 2):
        return FoundUnit(Unit("named", text), index, index + 2)
    return None


def _is_whole_and_not_last(tokens: Sequence[Token], index: int) -> bool:
    """Whether a letter and the number behind it are a piece of their own: `F 10, Oak House`."""
    piece = tokens[index].piece
    return (
        index + 2 < len(tokens)
        and tokens[index + 1].kind == "number"
        and tokens[index + 1].piece == piece != tokens[index + 2].piece
        and (index == 0 or tokens[index - 1].piece != piece)
    )


def _designated(tokens: Sequence[Token], index: int, kind: str) -> FoundUnit | None:
    """`flat 3`, `flat no 3`, `flat three`, `flat b`, `flat first floor`, `flat 3/12`."""
    at = index + 1
    while _text(tokens, at) in _SKIPPED or (
        _text(tokens, at) in ("at", "the") and _leads_to_side(tokens, at)
    ):
        at += 1
    if at >= len(tokens) or tokens[at].piece != tokens[index].piece:
        return None
    token = tokens[at]
    if token.kind == "number":
        return FoundUnit(Unit(kind, token.text), index, at + 1)
    if token.kind == "pair":
        value, beyond = token.text.replace("/", "-").split("-")
        return FoundUnit(Unit(kind, value), index, at + 1, beyond)
    if len(token.text) == 1:
        return FoundUnit(Unit(kind, token.text), index, at + 1)
    if token.text in _SIDES:
        return FoundUnit(Unit("named", token.text), index, at + 1)
    floor = _floor(tokens, at)
    return FoundUnit(floor.unit, index, floor.end) if floor else None


def _leads_to_side(tokens: Sequence[Token], index: int) -> bool:
    """Whether only `at the` stands between here and rear, front and their like."""
    while _text(tokens, index) in ("at", "the"):
        index += 1
    return _text(tokens, index) in _SIDES


def _floor(tokens: Sequence[Token], index: int) -> FoundUnit | None:
    """`first floor flat`, `ground floor`, `basement flat`, `rear first floor flat`, `lower ground floor`."""
    at, sides, floor = index, [], None
    while at < len(tokens):
        text = tokens[at].text
        if text in _SIDES:
            sides.append(text)
        elif text == "lwr" and _text(tokens, at + 1) == "grd":
            floor, at = "basement", at + 1
        elif text in _FLOOR_OF and floor is None:
            floor = _FLOOR_OF[text]
        else:
            break
        at += 1
    has_floor_word = _text(tokens, at) == "flr"
    at += has_floor_word
    while _text(tokens, at) in _SIDES:
        sides.append(tokens[at].text)
        at += 1
    if floor is not None and not has_floor_word and _is_whole_piece(tokens, index, at):
        return FoundUnit(Unit("floor", " ".join([floor, *sorted(sides)])), index, at)
    has_unit_word = _text(tokens, at) in UNITS
    if has_unit_word and _is_value(tokens, at + 1) and _ends_or_number(tokens, at + 1):
        # "First floor flat 2": the number names the home, the floor only says where it is. But in
        # "ground floor flat, 12 High Street" and "ground floor flat 12 High Street" it is the house's.
        designated = _designated(tokens, at, UNITS[tokens[at].text])
        return FoundUnit(designated.unit, index, designated.end, designated.beyond) if designated else None
    if not (has_floor_word or has_unit_word) or (floor is None and not (sides and has_unit_word)):
        return None
    end = at + has_unit_word
    if floor is None:
        return FoundUnit(Unit("named", " ".join(sides)), index, end)
    return FoundUnit(Unit("floor", " ".join([floor, *sorted(sides)])), index, end)


def _ends_or_number(tokens: Sequence[Token], index: int) -> bool:
    """Whether the token at `index` ends its piece, shared with the one before, or has a number behind it."""
    if tokens[index].piece != tokens[index - 1].piece:
        return False
    following = index + 1
    return (
        following >= len(tokens)
        or tokens[following].piece != tokens[index].piece
        or tokens[following].kind != "word"
    )


def _is_whole_piece(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a comma-separated piece is just these words, or they open it before a number.

    So "basement" and "basement 12 High Street" name a floor. An ordinal alone does not.
    """
    piece = tokens[start].piece
    return (
        not tokens[start].text[0].isdigit()
        and (start == 0 or tokens[start - 1].piece != piece)
        and (end >= len(tokens) or tokens[end].piece != piece or tokens[end].kind != "word")
    )


def _text(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].text if index < len(tokens) else ""


def _is_value(tokens: Sequence[Token], index: int) -> bool:
    return index < len(tokens) and (tokens[index].kind != "word" or len(tokens[index].text) == 1)
