"""Short texts that leave with a meeting plan: a person's label, a venue, the reason for another format.

They say who somebody is to a family (`mother and child`), where a meeting is and why it is not in person.
None needs a person's name, number or day of birth, and only a venue needs an address: that of a place where
people meet. A name in small letters is found in a label only, and there only if many bear it or the rest says
nothing.
"""

import re
from collections.abc import Iterable, Iterator
from enum import Enum

from directory.rules.people_words import BUILDING_WORDS, GIVEN_NAMES, KNOWN, PEOPLE, TITLES
from directory.rules.private import ANY_DATE, OWN_DATE, in_plain, looks_like


class Kind(Enum):
    """Which field a text stands in, and what to write there instead."""

    LABEL = "Write who the person is to the child, such as 'mother and child' or 'maternal grandmother'."
    VENUE = "Write where the meeting is held, such as 'Civic Centre, Room 2'; never the home of anybody."
    REASON = "Write the reason alone, such as 'The building is closed because of snow'."


_DIGITS = re.compile(r"\d+")
#: Between two groups of one number; more stands between two numbers.
_JOINT = re.compile(r"[ .,/_()-]{1,3}")
_NATION = re.compile(r"\+ ?\(?44\)?[ (.-]{0,2}(?:0\) ?)?\Z")
_NHS_CALLED = re.compile(r"\b(?:nhs|health service)\b", re.IGNORECASE)
_NATIONAL_INSURANCE = re.compile(
    r"(?<![a-z0-9])[a-z][ ./-]?[a-z][ ./-]{0,3}(?:\d[ ./-]{0,3}){6}[a-d](?![a-z0-9])", re.IGNORECASE
)
_BORN = re.compile(r"\b(?:dob|d\.o\.b|born|birthday|birth date|date of birth)\b[^\d]{0,20}\d", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@]@[^\s@]")
_PHONE = re.compile(
    r"(?<![\w])(?:\+ ?\(?44\)?[ ().-]{0,2}(?:\(0\) ?)?|\(?0)[1-9](?:[ ().-]{0,2}\d){7,9}(?!\d)"
)
_MOBILE = re.compile(r"(?<![\w])(?:\+ ?\(?44\)?[ ().-]{0,2}(?:\(0\) ?)?|\(?0)7(?:[ ().-]{0,2}\d){9}(?!\d)")
_POSTCODE = re.compile(
    r"(?<![a-z0-9])(?:gir ?0aa|[a-z]{1,2}\d[a-z0-9]? ?\d[abd-hjlnp-uw-z]{2})(?![a-z0-9])", re.IGNORECASE
)
_STREET = (
    "street|st|road|rd|avenue|ave|lane|ln|close|drive|dr|crescent|cres|way|gardens|gdns|grove|terrace|place|court|ct"
    "|mews|hill|square|sq|walk|row|house|lodge|green|parade|rise|view|park"
)
_HOUSE = re.compile(rf"\b\d{{1,4}}[a-z]?,? (?:[a-z'’-]{{1,20}} ){{1,3}}(?:{_STREET})\b", re.IGNORECASE)
_UNIT = re.compile(r"\b(?:flat|apartment|apt|maisonette|bedsit) ?(?:no\.? ?)?\d", re.IGNORECASE)
#: A number and the word after it: `2 children`, and also `12 kirkgate`.
_NUMBERED = re.compile(r"\d[a-z]? ([^\W\d_]+)")
#: A house and its street, whatever stands between.
_DOOR = re.compile(r"\b(\d{1,5}[a-z]?)[ ,.]{1,3}(?:the )?([a-z'’]{3,})", re.IGNORECASE)
_HOME = re.compile(
    r"\b(?:family|parental|child|baby|mother|mum|father|dad|parent|parents|nan|gran|grandmother|grandparents|aunt"
    r"|client|tenant|resident|victim|carer|partner|their|her|his)(?:['’]?s?['’]?)"
    r" (?:own |new |old |current |temporary )?(?:home|house|flat|address|place|room|bungalow)\b"
    r"|\bhome of\b|\bhome address\b|\bhome visit\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*(?:['’](?!\w))?")
_POSSESSED = re.compile(r"['’]s?\Z")
#: So many capitals may stand for a name, and a text of more words than that may be all in capitals.
_INITIALS, _SHOUTED = 2, 3

#: The longest text that is read, in characters.
LONGEST = 500


def refuse_private(text: str, kind: Kind = Kind.LABEL) -> str | None:
    """Why `text` may not stand in that kind of field, in words that do not repeat it; None when it may."""
    if len(text) > LONGEST:
        return f"This is longer than {LONGEST} characters. {kind.value}"
    found = next(_found(in_plain(text), kind), None)
    return None if found is None else f"This holds what looks like {found}. {kind.value}"


def is_one_of(venue: str, homes: Iterable[str]) -> bool:
    """Whether a venue may be one of some addresses: as written, or by its number and street or postcode."""
    at = in_plain(venue)
    return any(
        (len(_run_together(home)) > _INITIALS and _run_together(home) in _run_together(at))
        or bool(_doors(home) & _doors(at))
        for home in map(in_plain, homes)
    )


def _run_together(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _doors(text: str) -> set[tuple[str, str]]:
    """Each number in a text with the word behind it, and with each postcode that it is no part of."""
    without = _POSTCODE.sub(" ", text)
    postcodes = [_run_together(code[0]) for code in _POSTCODE.finditer(text)]
    numbers = _DIGITS.findall(without)
    behind = {(word.casefold(), number.casefold()) for number, word in _DOOR.findall(without)}
    return behind | {(postcode, number) for postcode in postcodes for number in numbers}


def _found(text: str, kind: Kind) -> Iterator[str]:
    if _has_nhs_number(text, phones=kind is Kind.VENUE):
        yield "an NHS number"
    if _NATIONAL_INSURANCE.search(text):
        yield "a National Insurance number"
    if _has_birth(text, kind):
        yield "a date of birth"
    if alike := looks_like(text):
        yield alike
    if _MAIL.search(text):
        yield "a person's e-mail address"
    if (_MOBILE if kind is Kind.VENUE else _PHONE).search(text):
        yield "a person's telephone number"
    if _UNIT.search(text) or (kind is Kind.VENUE and _HOME.search(text)):
        yield "somebody's home"
    if kind is not Kind.VENUE and (_POSTCODE.search(text) or _HOUSE.search(text)):
        yield "an address"
    if kind is Kind.LABEL and any(not _is_known(word[1]) for word in _NUMBERED.finditer(text)):
        yield "an address"
    if _has_name(text, kind):
        yield "the name of a person or a place"
    if kind is Kind.LABEL and not _says_who(text):
        yield "something else than who a person is"


def _has_nhs_number(text: str, phones: bool) -> bool:
    """Whether groups of figures that follow each other make ten, and these an NHS number or one mistyped.

    With `phones`, those of a telephone number are left alone.
    """
    called = bool(_NHS_CALLED.search(text))
    groups = [*_DIGITS.finditer(text)]
    for first, group in enumerate(groups):
        number, before = "", text[max(0, group.start() - 8) : group.start()]
        shape: list[int] = []
        for place, following in enumerate(groups[first : first + 10], start=first):
            if shape and not _JOINT.fullmatch(text, groups[place - 1].end(), following.start()):
                break
            number += following[0]
            shape.append(len(following[0]))
            if len(number) >= 10:
                break
        if len(number) != 10 or (phones and (number[0] == "0" or _NATION.search(before))):
            continue
        if _checks(number) or called or shape == [3, 3, 4] or (shape == [10] and number[0] in "34679"):
            return True
    return False


def _checks(number: str) -> bool:
    """Whether the tenth figure is the check digit of the nine before."""
    check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(number[:9])) % 11
    return check != 10 and check % 11 == int(number[9])


def _has_birth(text: str, kind: Kind) -> bool:
    """Whether figures follow a word for birth, or a day stands there that nothing makes the service's own."""
    if _BORN.search(text):
        return True
    return any(
        kind is Kind.LABEL or not OWN_DATE.search(text[max(0, day.start() - 24) : day.start()])
        for day in ANY_DATE.finditer(text)
    )


def _has_name(text: str, kind: Kind) -> bool:
    words = [*_WORD.finditer(text)]
    if any(_is_titled(words, place, kind) for place in range(len(words))):
        return True
    if kind is Kind.VENUE:
        return False
    if kind is Kind.LABEL:
        return any(_is_name(word[0]) or _owns(word[0]) or _is_given(word[0]) for word in words)
    shouted = text.upper() == text and len(words) > _SHOUTED
    return not shouted and any(_is_named_in_a_sentence(words, place) for place in range(len(words)))


def _is_titled(words: list[re.Match[str]], place: int, kind: Kind) -> bool:
    """Whether a form of address stands there with a name after it, which is not that of a building."""
    if words[place][0].casefold() not in TITLES or place + 1 == len(words):
        return False
    after = [word[0] for word in words[place + 1 : place + 4]]
    if after[0].casefold() in KNOWN and not after[0][0].isupper():
        return False
    of_building = any(word.casefold() in BUILDING_WORDS for word in after)
    return kind is not Kind.VENUE or not of_building or bool(_POSSESSED.search(after[0]))


def _is_named_in_a_sentence(words: list[re.Match[str]], place: int) -> bool:
    """Whether a name stands there: two words that are written as names, or one that owns something."""
    word = words[place]
    if not _is_name(word[0]):
        return False
    if _POSSESSED.search(word[0]):
        return True
    if place + 1 == len(words):
        return False
    between = word.string[word.end() : words[place + 1].start()]
    return between in (" ", "-") and _is_name(words[place + 1][0])


def _is_name(word: str) -> bool:
    """Whether a word begins with a capital, or in a script that has none, and is not known.

    One or two capitals stand in a name's place: `Child A`.
    """
    if word.islower() or _is_known(word):
        return False
    return not (len(word) <= _INITIALS and word.isascii() and word.isupper())


def _owns(word: str) -> bool:
    """Whether something is said to be an unknown person's, in small letters: `kim's mother`."""
    return bool(_POSSESSED.search(word)) and not _is_known(word)


def _is_given(word: str) -> bool:
    return _POSSESSED.sub("", word.casefold()) in GIVEN_NAMES


def _is_known(word: str) -> bool:
    folded = word.casefold().replace("’", "'")
    return folded in KNOWN or _POSSESSED.sub("", folded) in KNOWN


def _says_who(text: str) -> bool:
    """Whether one word at least says who somebody is, or there is nothing but a letter or a number."""
    words = [word[0].casefold() for word in _WORD.finditer(text)]
    return (
        not text
        or any(_POSSESSED.sub("", word) in PEOPLE for word in words)
        or all(len(word) <= _INITIALS for word in words)
    )
