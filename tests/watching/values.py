"""What is private in whatever the tests leave behind, and where each kind of it may be."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tests import databases
from tests.private import ERASED, NHS_NUMBER, REFUSED


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was found.

    `kind` is answer, error (an answer of 400 and more), log, output (of a command), process (what one of its
    own said), statement (a row written to a database) or file. `name` says which; `known` whether it was told
    to somebody who had signed in, or had a token.
    """

    kind: str
    name: str
    known: bool = False

    def __str__(self) -> str:
        return f"{self.kind} {self.name}" + (" to somebody known" if self.known else "")


#: Commands whose answer is addresses, or repeats what is wrong in a row that may be held; and the demo, which
#: says of its invented sample what to ask.
_OF_ADDRESSES = ("directory lookup", "directory plan", "directory load", "directory demo")
#: Files that tests write for a load, and what databases keep.
_LOADED = re.compile(r"(^|/)(providers|schemes|premises|contacts|support)\.csv$")
_DATABASE = re.compile(r"\.(sqlite|kept)(-wal|-shm|-journal)?$|^PostgreSQL")
#: Where texts of tokens are handed out.
_HANDED_OUT = ("directory token issue", "directory token rotate", "directory demo")


def _nowhere(place: Place) -> bool:
    return place.kind == "file" and bool(_LOADED.search(place.name))


def _to_whoever_may_know(place: Place) -> bool:
    """To those who are known, by those commands, and in a database but for its audit log."""
    if place.kind == "file":
        return bool(_LOADED.search(place.name) or _DATABASE.search(place.name))
    if place.kind == "statement":
        return "audit_log" not in place.name
    if place.kind in ("output", "process"):
        return place.name.startswith(_OF_ADDRESSES)
    if place.kind == "error":
        return place.known and not place.name.endswith(" 5xx")
    return place.kind == "answer" and place.known


def _when_handed_out(place: Place) -> bool:
    if place.kind in ("output", "process"):
        return place.name.startswith(_HANDED_OUT)
    return place.kind == "file" and place.name.endswith("demo-tokens.json")


def _but_in_logs(place: Place) -> bool:
    return place.kind != "log"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of private value: how it is recognised in small letters, and whether it may be in a place.

    It is one of some texts, or fits a pattern. Texts are for what is looked for most: they are found faster.
    """

    name: str
    may_be: Callable[[Place], bool]
    texts: tuple[bytes, ...] = ()
    pattern: re.Pattern[bytes] | None = None

    def found_in(self, content: bytes) -> bytes | None:
        """The first of them in some content in small letters."""
        for text in self.texts:
            if text in content:
                return text
        found = self.pattern.search(content) if self.pattern else None
        return found.group() if found else None


def _parts(address: Mapping[str, object]) -> Iterator[bytes]:
    """What an address is told by; its number alone is too short."""
    for name in (
        "sub_building",
        "building_name",
        "street",
        "locality",
        "town",
        "uprn",
        "latitude",
        "longitude",
    ):
        yield str(address[name]).lower().removeprefix("flat ").removesuffix(" road").encode()
    postcode = str(address["postcode"]).lower().encode()
    yield from (postcode, postcode.replace(b" ", b""))


#: Streets and buildings of records and questions of the tests, invented for them. Those of words that there
#: are (High Street, Mill Lane) cannot be told from other texts.
_STREETS: Final = (
    *(b"thistlequay", b"thistelquay", b"quenchlark", b"quenchlork", b"merrythought", b"merrithought"),
    *(b"quayle court", b"marlowe street", b"gillyfax", b"whitebeam close", b"quavermint", b"tumbrel street"),
    *(b"mallowquay road", b"nowhere road", b"nowhere lane"),
)
_NHS_NUMBER: Final = NHS_NUMBER.encode()
KINDS: Final = (
    Kind("address that must not be held", _nowhere, tuple(_parts(REFUSED))),
    Kind("number of a child", _nowhere, tuple(_NHS_NUMBER.replace(b" ", by) for by in (b" ", b"-", b""))),
    Kind("address", _to_whoever_may_know, (*_STREETS, *_parts(ERASED))),
    Kind("token", _when_handed_out, pattern=re.compile(rb"hd_[a-z0-9]{8}_[0-9a-f]{48}")),
    Kind("password", lambda _place: False, (databases.PASSWORD.encode(),)),
    Kind("postcode", _but_in_logs, pattern=re.compile(rb"\b[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}\b")),
    Kind("telephone number", _but_in_logs, pattern=re.compile(rb"01632 ?960 ?\d{3}|07700 ?900 ?\d{3}")),
)


def found_in(content: bytes, place: Place) -> Iterator[tuple[str, str]]:
    """Each kind of private value that is in some content and must not be there, with one such value."""
    text = content.lower()
    for kind in KINDS:
        if not kind.may_be(place) and (found := kind.found_in(text)):
            yield kind.name, found.decode()
