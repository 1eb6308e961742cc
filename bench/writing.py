"""How people write an address down: its form, short words, slips of the finger, and what stands around it."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bench import words
from bench.held import Parts


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split(" "))


SHORT = {
    "Road": ("Rd", "rd.", "Rd."),
    "Street": ("St", "St.", "Str"),
    "Avenue": ("Ave", "Av", "Ave."),
    "Close": ("Cl", "Clo", "Cl."),
    "Drive": ("Dr", "Drv", "Dr."),
    "Lane": ("Ln", "La"),
    "Gardens": ("Gdns", "Gdn"),
    "Grove": ("Gr", "Grv"),
    "Crescent": ("Cres", "Cr"),
    "Court": ("Ct", "Crt"),
    "Place": ("Pl",),
    "Terrace": ("Terr", "Ter"),
    "Square": ("Sq",),
    "Parade": ("Pde",),
    "House": ("Hse", "Ho"),
    "Cottage": ("Cott", "Cottg"),
    "Lodge": ("Ldg",),
    "Flat": ("Flt", "Fl"),
    "Apartment": ("Apt", "Apt.", "Appt"),
    "Room": ("Rm",),
    "Great": ("Gt",),
    "Little": ("Lt", "Lit"),
    "North": ("N", "Nth"),
    "South": ("S", "Sth"),
    "Upper": ("Upr",),
    "Lower": ("Lwr",),
    "Mansions": ("Mans",),
    "Buildings": ("Bldgs",),
    "Heights": ("Hts",),
}

FLOOR_FORMS = {
    "Basement Flat": ("basement", "Bsmt Flat", "Basement flt", "Flat (basement)", "basement flat"),
    "Ground Floor Flat": ("GFF", "Grd Flr Flat", "Gnd Floor Flat", "Flat, ground floor", "G/F flat"),
    "First Floor Flat": (
        "1st Floor Flat",
        "First Flr Flat",
        "Flat (1st floor)",
        "1st flr flat",
        "Flat, first floor",
    ),
    "Second Floor Flat": ("2nd Floor Flat", "Second Flr Flat", "Flat (2nd floor)", "2nd flr flat"),
    "Top Floor Flat": ("Top Flr Flat", "top flat", "Flat (top floor)", "top floor"),
}

_ONES = _listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = _listed("twenty thirty forty fifty sixty seventy eighty ninety")

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_COUNTIES = {"CM": "Essex", "CO": "Essex", "SS": "Essex", "RM": "Essex", "IG": "Essex"}


@dataclass(slots=True)
class Draft:
    """An address on its way to being text. `front` and `back` are what surrounds it."""

    unit: str
    name: str
    number: str
    street: str
    locality: str
    town: str
    postcode: str
    county: str = ""
    front: list[str] = field(default_factory=list)
    back: list[str] = field(default_factory=list)
    separator: str = ", "
    between: str = " "
    apart: bool | None = None

    @property
    def door(self) -> str:
        """Number and street as one piece."""
        return self.between.join(piece for piece in (self.number, self.street) if piece)

    def pieces(self, with_postcode: bool = True) -> list[str]:
        middle = [self.unit, self.name, self.door, self.locality, self.town, self.county]
        last = [self.postcode] if with_postcode else []
        return [piece for piece in (*self.front, *middle, *last, *self.back) if piece]

    def text(self, with_postcode: bool = True) -> str:
        return self.separator.join(self.pieces(with_postcode))


def draft_of(parts: Parts) -> Draft:
    return Draft(
        parts.unit, parts.name, parts.number, parts.street, parts.locality, parts.town, parts.postcode
    )


def county_of(postcode: str) -> str:
    """The county of a postcode in Essex; empty elsewhere and without a postcode."""
    area = re.match(r"[A-Z]+", postcode)
    return _COUNTIES.get(area.group(), "") if area else ""


def in_words(number: int) -> str:
    """A whole number below 100 in words: `twenty-one`."""
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")


def shorten(rng: random.Random, text: str) -> str:
    """The text with each word that has a usual short form shortened."""
    return " ".join(rng.choice(SHORT[word]) if word in SHORT else word for word in text.split(" "))


def shorten_all(rng: random.Random, draft: Draft) -> None:
    """Shortens the address; `The Street` and the first word of `Lane End` stay as they are."""
    head, _, tail = draft.street.rpartition(" ")
    if head and head != "The":
        draft.street = f"{head} {shorten(rng, tail)}"
    head, _, tail = draft.name.rpartition(" ")
    if head and head != "The":
        draft.name = f"{head} {shorten(rng, tail)}"
    if draft.unit in FLOOR_FORMS:
        draft.unit = rng.choice(FLOOR_FORMS[draft.unit])
    else:
        draft.unit = shorten(rng, draft.unit)
    draft.locality = shorten(rng, draft.locality)


def transposed(rng: random.Random, word: str) -> str:
    place = rng.randrange(1, len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def doubled(rng: random.Random, word: str) -> str:
    place = rng.randrange(1, len(word))
    return word[:place] + word[place] + word[place:]


def dropped(rng: random.Random, word: str) -> str:
    place = rng.randrange(1, len(word))
    return word[:place] + word[place + 1 :]


def neighbour_key(rng: random.Random, word: str) -> str:
    place = rng.randrange(1, len(word))
    for row in _KEYS:
        at = row.find(word[place].lower())
        if at >= 0:
            beside = row[max(0, at - 1) : at] + row[at + 1 : at + 2]
            return word[:place] + rng.choice(beside) + word[place + 1 :]
    return word


def scanned(rng: random.Random, word: str) -> str:
    """A word as a poor scan reads it."""
    confusions = [
        ("rn", "m"),
        ("m", "rn"),
        ("l", "1"),
        ("o", "0"),
        ("i", "l"),
        ("cl", "d"),
        ("s", "5"),
        ("e", "c"),
    ]
    rng.shuffle(confusions)
    for right, wrong in confusions:
        place = word.find(right, 1)
        if place > 0:
            return word[:place] + wrong + word[place + len(right) :]
    return word


def split_word(rng: random.Random, word: str) -> str:
    place = rng.randrange(3, len(word) - 2)
    return f"{word[:place]} {word[place:]}"


Slip = Callable[[random.Random, str], str]


def slip_in(
    rng: random.Random, text: str, slip: Slip, least: int = 5, known: frozenset[str] = frozenset()
) -> str:
    """The text with one of its longer words mistyped; unchanged when each attempt makes another real word."""
    pieces = text.split(" ")
    long = [place for place, word in enumerate(pieces) if len(word) >= least and word.isalpha()]
    rng.shuffle(long)
    for place in long:
        for _ in range(4):
            wrong = slip(rng, pieces[place])
            if wrong.lower() != pieces[place].lower() and wrong.lower() not in known:
                return " ".join([*pieces[:place], wrong, *pieces[place + 1 :]])
    return text


def light(rng: random.Random, draft: Draft) -> None:
    """The everyday looseness that any question may have."""
    draw = rng.random()
    if draw < 0.3:
        shorten_all(rng, draft)
    if 0.2 < draw < 0.4:
        draft.separator = " "
    if draw > 0.9 and draft.town:
        draft.county = county_of(draft.postcode)


def looks(rng: random.Random, text: str) -> str:
    """The text in the letter case that somebody in a hurry uses."""
    draw = rng.random()
    if draw < 0.35:
        return text.lower()
    return text.upper() if draw < 0.45 else text


def person(rng: random.Random) -> str:
    name = f"{rng.choice(words.FORENAMES)} {rng.choice(words.SURNAMES)}"
    return rng.choice((f"Ms {name}", f"Mr {name}", name, f"c/o {name}", f"FAO {name}", f"{name} and baby"))


def with_changes(parts: Parts, **changes: str) -> Parts:
    return replace(parts, **changes)
