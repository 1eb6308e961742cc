"""Whether a venue is spoken of as somebody's home: `at mum's`, `her flat`, `where they live`."""

import itertools
import re

from directory.rules.people_words import GIVEN_NAMES, NAMES_AND_WORDS
from directory.rules.venues.words import (
    ALONE,
    BEFORE_A_HOME,
    BEFORE_ALONE,
    BEHIND,
    BETWEEN,
    BY_WHERE,
    HOMES,
    LIKE_A_HOUSE,
    LIVE,
    NAMED_AFTER,
    NOT_A_HOUSE_OF,
    NOT_OF_A_FAMILY,
    ONE_OF_THEM,
    OWN,
    PHRASES,
    PUBLIC,
    SEVERAL_OF_THEM,
    THEIR_OWN,
    WHO_LIVE,
    WITHOUT_APOSTROPHE,
)

_NAMES = GIVEN_NAMES | NAMES_AND_WORDS
_PIECES = re.compile(r"[^a-z0-9' ]+")
_OWNED = re.compile(r"(?:'s|s'|')\Z")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘´`ʼ", "'"))
#: No venue is longer; what stands behind is not read.
_LONGEST = 500
#: As many words may stand between whose home it is and the word for it.
_MOST_BETWEEN = 4
_OF_A_PLACE = frozenset(["work", "worship", "business", "employment", "study", "learning"])


def speaks_of_a_home(text: str) -> bool:
    """Whether `text`, without anything invisible in it, speaks of where somebody lives."""
    folded = text[:_LONGEST].translate(_APOSTROPHES).casefold()
    pieces = [piece.split() for piece in _PIECES.split(folded.replace("-", " "))]
    return any(_is_home(words) for words in pieces if words)


def _is_home(words: list[str]) -> bool:
    without = [word for word in words if word not in BEFORE_ALONE]
    if without and all(word in ALONE for word in without):
        return True
    return (
        any(_stands(words, place, phrase) for phrase in PHRASES for place in range(len(words)))
        or any(_is_whose(words, place) for place in range(len(words)))
        or _is_where_they_live(words)
    )


def _stands(words: list[str], place: int, phrase: tuple[str, ...]) -> bool:
    end = place + len(phrase)
    if tuple(words[place:end]) != phrase:
        return False
    # `Refuge` may be a word of a name as well; that of an office is no less told by it.
    return phrase[-1] in ("refuge", "refuges") or not _is_public(words, end)


def _is_public(words: list[str], place: int) -> bool:
    """Whether the next word, or the one behind it, makes a public place's name of what stood before."""
    return any(word in PUBLIC for word in words[place : place + 2]) and words[place] not in BEHIND


def _is_whose(words: list[str], place: int) -> bool:
    """Whether it is said whose home it is: `her flat`, `mum's new place`, `at Gran's`, `the family home`."""
    word = words[place]
    owned = bool(_OWNED.search(word))
    whose = _OWNED.sub("", word)
    following = place + 1
    while following < min(len(words), place + 1 + _MOST_BETWEEN) and words[following] in BETWEEN:
        following += 1
    behind = words[following] if following < len(words) else None
    if word in THEIR_OWN:
        return behind is None or behind in BEHIND
    if word in OWN and behind is None:
        return place > 0 and words[place - 1] in ("at", "round")
    if word in OWN:
        public = word == "our" and _is_public(words, following + 1)
        return behind in HOMES and not public and not _is_a_workplace(words, following)
    if owned and whose in _NAMES and (place == 0 or words[place - 1] not in ("st", "saint")):
        at_last = place == 0 if whose in GIVEN_NAMES else False
        at_last = at_last or (place > 0 and words[place - 1] in ("at", "round"))
        return _is_a_home_by_name(words, following) or (behind is None and at_last)
    if owned and not word.endswith("s'") and (whose in ONE_OF_THEM or f"{whose}s" in WITHOUT_APOSTROPHE):
        return behind is None or behind in BEHIND or _is_theirs(words, following, whose)
    if word in WITHOUT_APOSTROPHE:
        at_last = behind is None or (behind in BEHIND and behind not in ("and", "or"))
        return (at_last and (place == 0 or words[place - 1] in ("at", "round", "her", "his", "my"))) or (
            behind in HOMES and not _is_public(words, following + 1)
        )
    if owned and (whose in SEVERAL_OF_THEM or f"{whose}s" in SEVERAL_OF_THEM):
        if f"{whose}s" == "grandparents" and (behind is None or behind in BEHIND):
            return True
        return behind in HOMES - NOT_OF_A_FAMILY and not _is_public(words, following + 1)
    if word in SEVERAL_OF_THEM or (word.endswith("s") and word[:-1] in ONE_OF_THEM):
        return _is_without_apostrophe(words, place, following)
    if word in BEFORE_A_HOME and not (word in NOT_A_HOUSE_OF and behind in ("house", "place", "property")):
        return behind in HOMES - NOT_OF_A_FAMILY and not _is_public(words, following + 1)
    # `The flat above the shop`; and `The House, 3 Mill Lane` is told by being a part by itself.
    return (
        word == "the"
        and any(each in LIKE_A_HOUSE for each in words[place + 1 : place + 3])
        and not BY_WHERE.isdisjoint(words[place + 2 : place + 4])
    )


def _is_without_apostrophe(words: list[str], place: int, following: int) -> bool:
    """Whether somebody's home is meant without an apostrophe: `mothers flat`, `at parents`."""
    before = words[max(0, place - 2) : place]
    if following >= len(words):
        return (
            before[-1:] == ["at"]
            or before in (["at", "the"], ["round", "the"])
            or (words[place] == "grandparents" and before != [])
        )
    if words[following] not in HOMES - NOT_OF_A_FAMILY or _is_public(words, following + 1):
        return False
    # Carers House and Children's House are houses that no family lives in.
    return (
        words[place] not in NAMED_AFTER
        or words[following] not in ("house", "place", "property")
        or before[-1:] != []
    )


def _is_theirs(words: list[str], place: int, whose: str) -> bool:
    """Whether what belongs to one person is a home; what belongs to a family or a child may be public."""
    if words[place] not in HOMES:
        return False
    if whose in ("family", "child", "baby", "carer", "parent") and words[place] in NOT_OF_A_FAMILY:
        return False
    return not _is_public(words, place + 1)


def _is_a_home_by_name(words: list[str], place: int) -> bool:
    return place < len(words) and words[place] in HOMES - {"living"} and not _is_public(words, place + 1)


def _is_a_workplace(words: list[str], place: int) -> bool:
    """`Her place of work`."""
    return (
        words[place + 1 : place + 2] == ["of"]
        and words[place + 2 : place + 3] != []
        and (words[place + 2] in _OF_A_PLACE)
    )


def _is_where_they_live(words: list[str]) -> bool:
    """`Where mum is staying`, `the place she lives at`."""
    for place, word in enumerate(words):
        whose = _OWNED.sub("", word)
        living = [at for at in range(place + 1, min(place + 4, len(words))) if words[at] in LIVE]
        if (word in WHO_LIVE or whose in ONE_OF_THEM) and living and not _is_public(words, living[0] + 1):
            return True
        if word == "where" and LIVE.intersection(words[place + 1 : place + 6]):
            return True
        if word == "where" and any(
            each in WHO_LIVE and behind in ("is", "are", "was", "were", "sleep")
            for each, behind in itertools.pairwise(words[place + 1 : place + 5])
        ):
            return True
    return False
