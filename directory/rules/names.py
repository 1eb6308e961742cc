"""Names of organisations: when two are one, and when they are only alike."""

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from directory.rules.addresses.reading import plain

Outcome = Literal["found", "choose", "not_listed"]

MOST_CHOICES = 10
#: How alike, from 0 to 100, a name must be to be offered.
_ALIKE = 70.0
#: By how many more letters the next name must differ for a misspelt one to be certain.
_MARGIN = 3

#: No name is longer than a few hundred characters; what comes after is not looked at.
_LONGEST = 1_000

_LEFT_OUT = frozenset(["the", "ltd", "limited", "plc", "llp", "cic", "cio", "company"])
_SPELT_OUT = {
    "saint": "st",
    "ha": "housing association",
    "hse": "house",
    "assoc": "association",
    "assn": "association",
}
_WORDS = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name somebody goes or went by. kind: current, trading or former."""

    owner: Hashable
    text: str
    kind: str
    folded: str


@dataclass(frozen=True, slots=True)
class NameMatch:
    """An owner, the name that matched, and how alike it is, 0 to 1."""

    name: Name
    score: float


def fold_name(text: str) -> str:
    """The name without case, punctuation, `the` and words such as Ltd; `HA` spelt out. May be empty."""
    words = _WORDS.findall(plain(text[:_LONGEST]).replace("&", " and ").replace("'", ""))
    return " ".join(_SPELT_OUT.get(word, word) for word in words if word not in _LEFT_OUT)


def find_names(wanted: str, names: Sequence[Name]) -> tuple[Outcome, list[NameMatch]]:
    """Whose name is meant.

    `found` when it is exactly one owner's, or misspelt by a letter or two with no other name close by:
    Brindlestok Homes may be either of Brindlestoke Homes and Brindlestock Homes, and is a choice. So is a
    slip in a former name, and one whose first word another owner has.
    """
    folded = fold_name(wanted)
    if not folded:
        return "not_listed", []
    exact = _one_each([NameMatch(name, 1.0) for name in names if name.folded == folded])
    if exact:
        return ("found", exact) if len(exact) == 1 else ("choose", exact[:MOST_CHOICES])
    texts = [name.folded for name in names]
    ranked = process.extract(folded, texts, scorer=fuzz.WRatio, score_cutoff=_ALIKE, limit=60)
    matches = _one_each(
        sorted(
            (
                NameMatch(names[index], round(_alike(folded, names[index].folded, score), 4))
                for _, score, index in ranked
            ),
            key=lambda match: (-match.score, match.name.text),
        )
    )
    if not matches:
        return "not_listed", []
    if _certain(folded, matches, names):
        return "found", matches[:1]
    return "choose", matches[:MOST_CHOICES]


def _alike(wanted: str, held: str, score: float) -> float:
    """How alike: mostly by letters in order, so that a misspelt name comes before one that shares a word."""
    longest = max(len(wanted), len(held))
    return 0.7 * (1 - OSA.distance(wanted, held) / longest) + 0.3 * score / 100


def _certain(wanted: str, matches: Sequence[NameMatch], names: Sequence[Name]) -> bool:
    best = matches[0].name
    slips = OSA.distance(wanted, best.folded)
    if slips > 2 or len(best.folded) < 10 or " " not in wanted or best.kind == "former":
        return False
    if wanted[0] != best.folded[0]:
        return False
    first = _distinctive(wanted)
    if any(
        OSA.distance(first, _distinctive(name.folded), score_cutoff=2) <= 2
        for name in names
        if name.owner != best.owner and name.folded
    ):
        return False
    closest = min(
        (OSA.distance(wanted, name.folded) for name in names if name.owner != best.owner),
        default=slips + _MARGIN,
    )
    return closest >= slips + _MARGIN


def _distinctive(folded: str) -> str:
    """What tells a name from others: its first word, and the one behind St."""
    words = folded.split()
    return " ".join(words[:2]) if words[0] == "st" else words[0]


def _one_each(matches: Sequence[NameMatch]) -> list[NameMatch]:
    """The best match of each owner, in order."""
    found: dict[Hashable, NameMatch] = {}
    for match in matches:
        found.setdefault(match.name.owner, match)
    return list(found.values())
