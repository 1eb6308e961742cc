"""Short texts that leave with a meeting plan: a person's label, a venue, the reason for another format.

They say who somebody is to a family (`mother and child`), where a meeting is and why it is not in person.
None needs a person's name, number or day of birth, and only a venue needs an address: that of a place where
people meet. What is looked for here is what has a form of its own; the words of labels and reasons are a list
(`rules.wording`), and whether a venue is one of the homes that a plan is about is for `rules.venues` to say.
"""

import re
from collections.abc import Iterator
from enum import Enum

from directory.rules.characters import strange
from directory.rules.people_words import BUILDING_WORDS, TITLES
from directory.rules.private import ANY_DATE, OWN_DATE, in_plain, looks_like
from directory.rules.venues import speaks_of_a_home


class Kind(Enum):
    """Which field a text stands in, and what to write there instead."""

    LABEL = (
        "Write who the person is to the child, such as 'mother and child', 'maternal grandmother' "
        "or 'child 2'."
    )
    VENUE = (
        "Write where the meeting is held, such as 'Civic Centre, Room 2', with its number in the street if "
        "it has one; never the home of anybody."
    )
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
_UNIT = re.compile(
    r"\b(?:flat|apartment|apt|maisonette|bedsit) ?(?:no\.? ?|number )?"
    r"(?:\d|(?:[a-z]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)",
    re.IGNORECASE,
)
#: What online meetings are joined by: no number of a person's, where it is called what it is.
_JOINED_BY = re.compile(
    r"(?:\b(?:meeting|conference|webinar|zoom|teams|webex|meet) ?(?:id|code|number|no)\b\.?[ :#=-]{0,3}|/j/)"
    r"[1-9](?: ?\d){8,14}(?!\d| ?\d)",
    re.IGNORECASE,
)
_ONLINE = re.compile(r"\b(?:teams|zoom|webex|google meet|skype|meet|online|video|passcode)\b", re.IGNORECASE)
#: Degrees, a grid reference, three words, a property's number, a pin on a map: where a home is.
_POSITION = re.compile(
    r"(?<![\d.])-?\d{1,2}\.\d{3,}[ ,;/NSns°]{1,4}-?\d{1,3}\.\d{3,}|\d{1,3} ?°|/// ?[a-z]{3,20}\.[a-z]{3,20}\."
    r"|\bwhat ?3 ?words\b|\bw3w\b|\buprn\b|\bgoo\.gl\b|\bmaps\.|/maps\b"
    r"|\b[hnst][a-hj-z] ?\d{3,5} ?\d{3,5}\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*(?:['’](?!\w))?")
_COMMAS = re.compile(r"[,;:()]")
_CARE_OF = re.compile(r"\bc ?/ ?o (?!the\b|reception\b)", re.IGNORECASE)
_POSSESSED = re.compile(r"['’]s?\Z")
#: Behind these words, what looks like a form of address is none: the Lord Mayor's Parlour, to miss a train.
_AFTER_TITLES = frozenset(
    [
        "teams",
        "mayor",
        "lieutenant",
        "chancellor",
        "chief",
        "justice",
        "the",
        "a",
        "an",
        "their",
        "our",
        "this",
        "plan",
    ]
)
#: The longest text that is read, in characters.
LONGEST = 500


def refuse_private(text: str, kind: Kind = Kind.LABEL) -> str | None:
    """Why `text` may not stand in that kind of field, in words that do not repeat it; None when it may."""
    if len(text) > LONGEST:
        return f"This is longer than {LONGEST} characters. {kind.value}"
    if unseen := strange(text):
        return f"This holds {unseen}. {kind.value}"
    found = next(_found(in_plain(text), kind), None)
    return None if found is None else f"This holds what looks like {found}. {kind.value}"


def _found(text: str, kind: Kind) -> Iterator[str]:
    if kind is Kind.VENUE:
        text = _JOINED_BY.sub(" ", text)
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
    if _UNIT.search(text) or (kind is Kind.VENUE and speaks_of_a_home(text)):
        yield "somebody's home"
    if kind is Kind.VENUE and _POSITION.search(text):
        yield "the position of a place on a map"
    if kind is not Kind.VENUE and (_POSTCODE.search(text) or _HOUSE.search(text)):
        yield "an address"
    if _has_name(text):
        yield "the name of a person"


def _has_nhs_number(text: str, phones: bool) -> bool:
    """Whether groups of figures that follow each other make ten, and these an NHS number or one mistyped.

    With `phones`, those of a telephone number are left alone, and so is one that joins an online meeting and
    whose last figure does not make it an NHS number.
    """
    called = bool(_NHS_CALLED.search(text))
    online = phones and not called and bool(_ONLINE.search(text))
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
        if _checks(number):
            return True
        if not online and (called or shape == [3, 3, 4] or (shape == [10] and number[0] in "34679")):
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


def _has_name(text: str) -> bool:
    """Whether somebody is named as whom to ask for, or with a title; not where that is a building's."""
    return bool(_CARE_OF.search(text)) or any(
        _is_titled(words, place)
        for piece in _COMMAS.split(text)
        for words in [[word[0] for word in _WORD.finditer(piece)]]
        for place in range(len(words) - 1)
    )


def _is_titled(words: list[str], place: int) -> bool:
    after = words[place + 1 : place + 4]
    if words[place].casefold() not in TITLES or _POSSESSED.sub("", after[0].casefold()) in _AFTER_TITLES:
        return False
    of_building = any(word.casefold() in BUILDING_WORDS for word in after)
    return not of_building or bool(_POSSESSED.search(after[0]))
