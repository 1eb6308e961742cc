"""Finding a name in what was typed, allowing for slips but not for other names.

A misspelling is a word that is no word: `acron` may stand for `acorn`, but `hill` never stands for
`mill`, however few letters differ, because somebody may live there.
"""

from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from directory.rules.addresses.reading import Reading
from directory.rules.addresses.words import (
    BUILDING_TYPES,
    COUNTIES,
    PLAIN_STREET_TYPES,
    SPELLINGS,
    STREET_TYPES,
    run_together,
    short,
)

_TYPES = STREET_TYPES | BUILDING_TYPES
#: By first letter: spellings of such words, long enough to be known misspelt, each with its short form.
_SPELT: dict[str, list[tuple[str, str]]] = {}
for _kind in sorted(kind for kind in _TYPES if len(kind) > 1):
    for _spelling in SPELLINGS.get(_kind, (_kind,)):
        if len(_spelling) >= 4:
            _SPELT.setdefault(_spelling[0], []).append((_kind, _spelling))
#: How alike, of 100, a name must be to be offered all the same.
_RESEMBLES = 74.0
_LOOKALIKES = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "n"), ("li", "h"))
_LOOKALIKE_LETTERS = str.maketrans("lj1056489", "iiiosgabg")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words that are real, and names of places.

    words: those of the directory's own addresses, in short form. places: its towns and localities, each
    with its words joined (`southendonsea`). buildings: its buildings' names, likewise. councils: the areas of
    councils, likewise. english: words of the language.
    """

    words: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    buildings: frozenset[str] = frozenset()
    councils: frozenset[str] = frozenset()
    english: frozenset[str] = frozenset()

    def has_word(self, word: str) -> bool:
        """Whether `word` is one, so that it is no slip of the pen."""
        return word in self.words or word in self.english


@dataclass(frozen=True, slots=True)
class Match:
    """Where a name was found, tokens `start` up to `end`.

    kind: `same`; `close` (slips of spelling, `edits` of them); `part` (its last word, such as Road, was
    left out); `rival` (something here is so like it, yet another name, that it cannot be meant).
    """

    start: int
    end: int
    kind: str
    edits: int = 0


def find(reading: Reading, wanted: tuple[str, ...], vocabulary: Vocabulary) -> Match | None:
    """The best place where `wanted` (short forms) stands in what was typed, or None."""
    try:
        return reading.memory[wanted]  # type: ignore[return-value]  # only this function stores tuples of words
    except KeyError:
        match = _exact(reading.words, wanted) or _inexact(reading, wanted, vocabulary)
        reading.memory[wanted] = match
        return match


def _exact(words: tuple[str, ...], wanted: tuple[str, ...]) -> Match | None:
    size = len(wanted)
    first = wanted[0]
    for start in range(len(words) - size + 1):
        if words[start] == first and words[start : start + size] == wanted:
            return Match(start, start + size, "same")
    return None


def _inexact(reading: Reading, wanted: tuple[str, ...], vocabulary: Vocabulary) -> Match | None:
    best: Match | None = None
    joined = run_together(wanted)
    for size in (len(wanted), len(wanted) - 1, len(wanted) + 1):
        for start in range(len(reading.words) - size + 1 if size else 0):
            typed = reading.words[start : start + size]
            kind, edits = _likeness(typed, wanted, joined, vocabulary)
            if kind == "same":
                return Match(start, start + size, "same")
            if kind and (best is None or _rank(kind, edits) < _rank(best.kind, best.edits)):
                best = Match(start, start + size, kind, edits)
    if best is None or best.kind == "rival":
        best = _without_type(reading, wanted, vocabulary) or best
    return best or _resembling(reading, wanted, joined)


def _resembling(reading: Reading, wanted: tuple[str, ...], joined: str) -> Match | None:
    """Words too far from the name to be it, and too near for it not to be offered."""
    best, nearest = None, _RESEMBLES
    for start in range(len(reading.words) - len(wanted) + 1):
        likeness = fuzz.ratio(run_together(reading.words[start : start + len(wanted)]), joined)
        if likeness > nearest:
            best, nearest = Match(start, start + len(wanted), "rival"), likeness
    return best


def _rank(kind: str, edits: int) -> tuple[bool, int]:
    return kind == "rival", edits


def _likeness(
    typed: tuple[str, ...], wanted: tuple[str, ...], joined: str, vocabulary: Vocabulary
) -> tuple[str | None, int]:
    typed_joined = run_together(typed)
    if typed_joined in (joined, "the" + joined):
        return "same", 0
    if len(typed) == len(wanted):
        return _word_by_word(typed, wanted, vocabulary)
    # Words run together or torn apart, with a slip besides: only long names bear that, and no figure is a
    # part of one by a slip, as "7 Ridge Street" would be of Bridge Street.
    if any(word.isdecimal() and word not in wanted for word in typed):
        return None, 0
    if len(joined) >= 8 and OSA.distance(typed_joined, joined, score_cutoff=1) == 1:
        return "close", 1
    return None, 0


def _word_by_word(
    typed: tuple[str, ...], wanted: tuple[str, ...], vocabulary: Vocabulary
) -> tuple[str | None, int]:
    total = 0
    rival = False
    for said, meant in zip(typed, wanted, strict=True):
        if said == meant:
            continue
        if said in _TYPES and meant in _TYPES:
            rival = True
            continue
        edits = slips(said, meant)
        if edits is None:
            return None, 0
        total += edits
        rival = rival or is_other_word(said, meant, vocabulary)
    if rival:
        shared = any(said == meant and said not in _TYPES for said, meant in zip(typed, wanted, strict=True))
        return ("rival", total) if shared or total else (None, 0)
    return ("close", total) if total <= max(2, len(run_together(wanted)) // 8) else (None, 0)


def slips(said: str, meant: str) -> int | None:
    """How many slips make `meant` into `said`; None when more than a word of its length bears.

    A word such as Road or House is compared with all its spellings. The right letters in a wrong order
    count as one slip where the first and the last are right.
    """
    return min(
        (
            found
            for spelling in SPELLINGS.get(meant, (meant,))
            if (found := _slips(said, spelling)) is not None
        ),
        default=None,
    )


def misspelt_type(word: str) -> str | None:
    """The short form of the word such as Terrace that `word` may be misspelt for; None for other words."""
    if word in _TYPES or len(word) < 4:
        return None
    return next(
        (kind for kind, spelling in _SPELT.get(word[0], ()) if _slips(word, spelling) is not None), None
    )


def _slips(said: str, meant: str) -> int | None:
    if abs(len(said) - len(meant)) > 2:
        return None  # two slips at the most, or two pairs of letters scanned as one each
    if _lookalike(said) == _lookalike(meant):
        return 1
    if said[0] == meant[0] and said[-1] == meant[-1] and len(said) > 4 and sorted(said) == sorted(meant):
        return 1
    longest = max(len(said), len(meant))
    allowed = 2 if longest >= 8 else 1 if longest >= 3 else 0
    edits = OSA.distance(said, meant, score_cutoff=allowed)
    return edits if edits <= allowed else None


def is_other_word(said: str, meant: str, vocabulary: Vocabulary) -> bool:
    """Whether `said` is rather a name of its own than `meant` misspelt.

    It is when it is a real word, when its first or last letter is another one (Brown for Crown), and for
    short words unless two letters are swapped.
    """
    is_type = meant in _TYPES and said not in _TYPES
    meant = min(SPELLINGS.get(meant, (meant,)), key=lambda spelling: OSA.distance(said, spelling))
    if is_type:
        return vocabulary.has_word(said) or (said.startswith(meant) and not _is_stutter(said, meant))
    if said.rstrip("s") == meant.rstrip("s") and len(meant) > 3:
        return False
    if vocabulary.has_word(said) or vocabulary.has_word(said.rstrip("s")) or said in _TYPES:
        return True
    if _lookalike(said) == _lookalike(meant):
        return False
    if _is_compound(said, vocabulary):
        return True
    if len(said) > len(meant) and not _is_stutter(said, meant):
        # Milly for Mill, Longmeadow for Longmead: letters behind a name make another.
        return said.startswith(meant) and (len(meant) <= 5 or len(said) > len(meant) + 1)
    if len(meant) <= 4:
        return sorted(said) != sorted(meant) and (len(said) == len(meant) or len(meant) <= 3)
    if len(said) == len(meant) and sorted(said) != sorted(meant):
        return said[0] != meant[0] or said[-1] != meant[-1]
    return False


def _is_compound(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word that is not known is two that are: Springhill, Longmeadow."""
    return any(
        vocabulary.has_word(short(word[:at])) and vocabulary.has_word(short(word[at:]))
        for at in range(4, len(word) - 3)
    )


def _is_stutter(longer: str, shorter: str) -> bool:
    """Whether the only letter too many repeats the one before it, as in Carrter."""
    return len(longer) == len(shorter) + 1 and any(
        longer[at] == longer[at - 1] and longer[:at] + longer[at + 1 :] == shorter
        for at in range(1, len(longer))
    )


def _without_type(reading: Reading, wanted: tuple[str, ...], vocabulary: Vocabulary) -> Match | None:
    """`Acorn` for Acorn Road is a part of it; `Acorn Close` is a rival."""
    if len(wanted) < 2 or wanted[-1] not in _TYPES or len("".join(wanted[:-1])) < 3:
        return None
    name = wanted[:-1]
    if len(name) == 1 and (name[0] in PLAIN_STREET_TYPES or name in COUNTIES or name[0] in vocabulary.places):
        return None  # Avenue Road is not The Avenue, nor London Road London
    match = _exact(reading.words, name)
    if match is None:
        return None
    following = reading.words[match.end] if match.end < len(reading.words) else ""
    if following in _TYPES and reading.tokens[match.end].piece == reading.tokens[match.end - 1].piece:
        return Match(match.start, match.end + 1, "rival")
    return Match(match.start, match.end, "part")


def _lookalike(word: str) -> str:
    """What a scanner might make of a word: letters it confuses folded together."""
    for pair, single in _LOOKALIKES:
        word = word.replace(pair, single)
    return word.translate(_LOOKALIKE_LETTERS)
