"""Canaries: words and numbers that stand for what is private, where each may be, and how they are found."""

import random
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

#: Every page has a form to sign out with.
PAGES = (
    *("GET / ", "GET /accessibility", "GET /privacy", "GET /sources"),
    *("GET /look-up", "GET /find-accommodation", "GET /schemes", "GET /types"),
)

#: Where each kind of canary may be found, and in nothing else: what holds it, and how its name begins. Words
#: of a record may be in what is told to those whom tests/access/matrix.csv lets read it, too.
MAY_BE: dict[str, tuple[tuple[str, str], ...]] = {
    # What is asked about a family is told to nobody but, its postcode, to whoever asked.
    "asked": (),
    # What cannot be looked up stands in the box again, to be mended.
    "asked and refused": (("answer", "POST /look-up"),),
    "asked postcode": (
        ("answer", "POST /look-up"),
        ("answer", "POST /find-accommodation"),
        ("answer", "POST /api/v1/lookups"),
        ("answer", "GET /api/v1/authorities"),
        ("answer", "GET /api/v1/schemes"),
        ("output", "lookup"),
    ),
    # A field that there is not is named to whoever gave it.
    "name of a field": (("answer", "POST /api/v1/lookups"),),
    # What a confidential scheme must not have is kept by nothing, and repeated by nothing.
    "confidential address": (),
    # What is held.
    "record": (("database", ""),),
    "scheme name": (("database", ""), ("output", "audit readers")),
    "reference": (("database", ""), ("answer", "GET /api/v1/suppressions")),
    "erased": (),
    # Who asks.
    "token": (("output", "token issue"), ("output", "token rotate"), ("file", "demo-tokens.json")),
    "token digest": (("database", ""),),
    "label": (
        ("database", ""),
        ("answer", "GET /api/v1/me"),
        ("answer", "GET /api/v1/audit"),
        ("output", "token list"),
        ("output", "audit readers"),
    ),
    "person": (
        ("database", ""),
        ("answer", "GET /api/v1/me"),
        ("answer", "GET /api/v1/audit"),
        ("answer", "GET /api/v1/sessions"),
        ("answer", "GET / "),
        ("output", "session list"),
        ("output", "audit readers"),
    ),
    "session": (),
    "session digest": (("database", ""),),
    "form text": (("answer", "GET /api/v1/me"), *(("answer", page) for page in PAGES)),
    "idempotency key": (("database", ""),),
    # What a request brings beside what it asks.
    "header": (),
    # What the service is told when it starts.
    "secret": (),
}

#: Who may be told a person's name, or a token's label, besides themselves.
_OF_PEOPLE = ("person", "label")
_ABOUT_ONESELF = ("GET /api/v1/me", "GET / ")

_SHAPE = re.compile(rb"qzk[a-z]{9}|9170\d{8}")


@dataclass(frozen=True, slots=True)
class Place:
    """What a run leaves behind: an answer, an output, a file, a log, a database; to whom, if to anybody."""

    kind: str
    name: str
    reader: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.name}" + (f" to {self.reader}" if self.reader else "")


@dataclass(frozen=True, slots=True)
class Mark:
    """A canary: what it stands for, and who may be told it where that depends on who asks."""

    category: str
    what: str
    readers: Collection[str] = ()

    def may_be(self, place: Place) -> bool:
        """Whether it may be found there."""
        if place.kind in ("answer", "output") and place.reader in self.readers:
            return True
        allowed = any(
            place.kind == kind and f"{place.name} ".startswith(begins)
            for kind, begins in MAY_BE[self.category]
        )
        if allowed and place.kind == "answer" and self.category in _OF_PEOPLE:
            return f"{place.name} ".startswith(_ABOUT_ONESELF) or place.reader.startswith("admin")
        return allowed


@dataclass
class Marks:
    """Every canary of a run, and every place in which one was found that must not be there."""

    leaks: list[str] = field(default_factory=list)
    looked: set[str] = field(default_factory=set)
    _chance: random.Random = field(default_factory=lambda: random.Random(9177))
    _shaped: dict[bytes, Mark] = field(default_factory=dict)
    _literal: dict[bytes, Mark] = field(default_factory=dict)

    def word(self, category: str, what: str, readers: Collection[str] = ()) -> str:
        """A new word that stands for something private."""
        text = "Qzk" + "".join(self._chance.choices("abcdefghijklmnopqrstuvwxyz", k=9))
        self._shaped[text.lower().encode()] = Mark(category, what, readers)
        return text

    def number(self, category: str, what: str) -> str:
        """A new number of twelve figures that stands for something private."""
        text = f"9170{self._chance.randrange(10**8):08}"
        self._shaped[text.encode()] = Mark(category, what)
        return text

    def literal(self, category: str, what: str, *texts: str) -> None:
        """What is private and cannot be made up, in each spelling that it may turn up in."""
        for text in texts:
            self._literal[text.lower().encode()] = Mark(category, what)

    def forget(self, texts: Iterable[str]) -> None:
        """These words are private no longer."""
        for text in texts:
            self._shaped.pop(text.lower().encode(), None)

    def look(self, place: Place, content: bytes | str) -> None:
        """Look for all of them in something; each that must not be there is a leak."""
        self.looked.add(place.kind)
        raw = content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content
        text = raw.lower()
        found = [self._shaped[each] for each in {*_SHAPE.findall(text)} if each in self._shaped]
        found += [mark for literal, mark in self._literal.items() if literal in text]
        self.leaks += [
            f"{mark.category}, {mark.what}: in {place}" for mark in found if not mark.may_be(place)
        ]
