"""Looks postcodes up in the index file: where each is, its council, and what was meant by a wrong one."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any, Final, Literal

from directory.errors import Invalid, Unavailable
from directory.postcodes.postcode import BLANKS, bare, canonical, shown, squeeze
from directory.postcodes.slips import readings, slips
from directory.postcodes.storage import About, connect, read_about

_COUNTRIES: Final = {
    "E": "England",
    "S": "Scotland",
    "W": "Wales",
    "N": "Northern Ireland",
    "M": "Isle of Man",
    "L": "Channel Islands",
}
_ONE: Final = "SELECT council, latitude, longitude FROM postcode WHERE text = ?"
_AMONG: Final = "FROM postcode WHERE text IN (SELECT value FROM json_each(?))"
_MANY: Final = f"SELECT text, council, latitude, longitude {_AMONG}"
_KNOWN: Final = f"SELECT text {_AMONG}"
_FROM: Final = "SELECT text FROM postcode WHERE text >= ? AND text < ? ORDER BY text LIMIT ?"
_WITHIN: Final = (
    "SELECT latitude, longitude FROM postcode WHERE text >= ? AND text < ? AND latitude IS NOT NULL"
)
_AT_ONCE: Final = 5000
_BLANKS: Final = re.compile(f"[{re.escape(BLANKS)}]+")
_PARTIAL_INWARD: Final = re.compile(r"[0-9][A-Z]{0,2}")


@dataclass(frozen=True, slots=True)
class Place:
    """A postcode the source lists: its council and the middle of it, WGS84 in degrees to six places.

    `gss` is None where the source names no council, and L99999999 or M99999999 off the UK (Channel
    Islands, Isle of Man). Those, and many ended postcodes, have no position: both numbers are None.
    A listed postcode has existed; the source does not say whether it still does.
    """

    postcode: str
    gss: str | None
    latitude: float | None
    longitude: float | None

    @property
    def country(self) -> str | None:
        """England, Wales, Scotland, Northern Ireland, Isle of Man or Channel Islands; None without `gss`."""
        return _COUNTRIES.get(self.gss[0]) if self.gss else None


@dataclass(frozen=True, slots=True)
class Resolved:
    """What became of a postcode as somebody gave it.

    known: `used` is it, tidied. corrected: look-alikes (O for 0, I or L for 1 …) were read in the only way
    that makes a listed postcode, `used`; say so to the reader. unknown: not listed, `used` is None, and it
    may be new, ended long ago, or a slip that `PostcodeIndex.variants` can suggest for. `place` is that of
    `used`.
    """

    given: str
    used: str | None
    status: Literal["known", "unknown", "corrected"]
    place: Place | None = field(default=None, compare=False)


class PostcodeIndex:
    """The index at `path`, for any number of threads, and processes forked after it was made.

    When a new index takes the file's place, threads that have looked something up keep the old one.

    Raises:
        Unavailable: there is no usable index at `path`; every method raises it if the file fails later.
    """

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path).absolute()
        self._local = _Local()
        reader = self._reader()
        self.about: About = reader.about
        self.outwards: frozenset[str] = frozenset(code for (code,) in reader.rows("SELECT code FROM outward"))

    def __len__(self) -> int:
        return self.about.rows

    def get(self, postcode: str) -> Place | None:
        """The place of one postcode, in any spelling; None when it is not listed or not a postcode."""
        written = canonical(postcode)
        if written is None:
            return None
        reader = self._reader()
        for council, latitude, longitude in reader.rows(_ONE, (written,)):
            return reader.place(written, council, latitude, longitude)
        return None

    def places(self, postcodes: Iterable[str]) -> dict[str, Place]:
        """The places of many postcodes, under the spelling they came in; those not listed are left out."""
        reader = self._reader()
        found: dict[str, Place] = {}
        for spellings in _in_parts(postcodes):
            for written, council, latitude, longitude in reader.rows(_MANY, (json.dumps(list(spellings)),)):
                place = reader.place(written, council, latitude, longitude)
                found.update(dict.fromkeys(spellings[written], place))
        return found

    def known(self, postcodes: Iterable[str]) -> set[str]:
        """Which of many postcodes are listed, in the spelling they came in."""
        reader = self._reader()
        return {
            spelling
            for spellings in _in_parts(postcodes)
            for (written,) in reader.rows(_KNOWN, (json.dumps(list(spellings)),))
            for spelling in spellings[written]
        }

    def complete(self, prefix: str, limit: int = 10) -> list[str]:
        """Up to `limit` listed postcodes that begin as `prefix` does, in order.

        A space settles where the first half ends: `CM1 ` never gives CM11. Without one both readings share
        the room: `CM11` gives postcodes of CM11 and of CM1 1. Empty for an empty prefix.
        """
        reader = self._reader()
        limit = max(limit, 0)
        answers = [reader.rows(_FROM, (start, start + "~", limit)) for start in self._starts(prefix)]
        shared = (row[0] for together in zip_longest(*answers) for row in together if row)
        return sorted(islice(shared, limit))

    def positions(self, outward: str) -> list[tuple[float, float]]:
        """Latitude and longitude of every listed postcode that begins with `outward`, such as `CM1`."""
        rows = self._reader().rows(_WITHIN, (f"{outward} ", f"{outward} ~"))
        return [(latitude / 1_000_000, longitude / 1_000_000) for latitude, longitude in rows]

    def variants(self, text: str, limit: int | None = None) -> list[str]:
        """The listed postcodes within one slip of `text`, likeliest first; never `text` itself.

        Slips: look-alikes in the wrong class (any number of them), then one character taken for a
        look-alike, two neighbours swapped, one too many or too few, one replaced; within each kind the
        same first half (mostly the same town) first. Suggestions for a person to choose from: next to
        every postcode lies another. Empty for what is far from any postcode.
        """
        squeezed = bare(text)
        if squeezed is None:
            return []
        near = {
            f"{form[:-3]} {form[-3:]}": slip
            for form, slip in slips(squeezed).items()
            if form[:-3] in self.outwards
        }
        found = sorted(self.known(near), key=lambda one: (near[one], one[:-4] != squeezed[:-3], one))
        return found[:limit]

    def resolve(self, text: str) -> Resolved:
        """`text` as a listed postcode; puts right only what a scanner misreads, and only if one answer fits.

        A text that is a postcode in form is corrected only when its first half exists nowhere (CM2O 1AA):
        a postcode too new for this index must not become one in another town.

        Raises:
            Invalid: `text` is no postcode, however its look-alikes are read.
        """
        written = canonical(text)
        if written is not None:
            if place := self.get(written):
                return Resolved(text, written, "known", place)
            if written[:-4] in self.outwards:
                return Resolved(text, None, "unknown")
        squeezed = bare(text)
        forms = readings(squeezed) if squeezed else set()
        if written is None and not forms:
            raise Invalid(f"{shown(text)} is not a UK postcode, such as CM1 1AA")
        found = self.known(f"{form[:-3]} {form[-3:]}" for form in forms)
        used = found.pop() if len(found) == 1 else None
        return Resolved(text, used, "corrected" if used else "unknown", self.get(used) if used else None)

    def close(self) -> None:
        """Let go of the file in this thread; the next look-up opens it again."""
        if self._local.reader is not None:
            self._local.reader.close()
            self._local.reader = None

    def _starts(self, prefix: str) -> Iterator[str]:
        """What a listed postcode may begin with to answer to `prefix`."""
        squeezed = squeeze(prefix)
        if not squeezed or not squeezed.isalnum():
            return
        first, *rest = _BLANKS.split(prefix.lstrip(BLANKS).upper())
        if rest:
            yield f"{first} {''.join(rest)}"
            return
        yield squeezed
        for cut in range(2, len(squeezed)):
            if squeezed[:cut] in self.outwards and _PARTIAL_INWARD.fullmatch(squeezed[cut:]):
                yield f"{squeezed[:cut]} {squeezed[cut:]}"

    def _reader(self) -> _Reader:
        reader = self._local.reader
        if reader is None or reader.pid != os.getpid():
            reader = self._local.reader = _Reader(self._path)
        return reader


class _Reader:
    """One thread's hold on the file. A process forked from this one must open its own."""

    def __init__(self, path: Path) -> None:
        about = read_about(path)
        if about is None:
            raise Unavailable(
                f"{path} is no postcode index, or damaged, or of an older version: build it again."
            )
        self.pid = os.getpid()
        self.about = about
        self._path = path
        self._file = connect(path)
        # Of the same file as the rows: the numbers mean something else in another.
        self._councils: dict[int | None, str] = dict(self.rows("SELECT number, gss FROM council"))

    def rows(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._file.execute(query, values).fetchall()
        except sqlite3.Error as fault:
            raise Unavailable(f"The postcode index {self._path} cannot be read: {fault}") from fault

    def place(self, written: str, council: int | None, latitude: int | None, longitude: int | None) -> Place:
        if latitude is None or longitude is None:
            return Place(written, self._councils.get(council), None, None)
        return Place(written, self._councils.get(council), latitude / 1_000_000, longitude / 1_000_000)

    def close(self) -> None:
        self._file.close()


class _Local(threading.local):
    reader: _Reader | None = None


def _in_parts(postcodes: Iterable[str]) -> Iterator[dict[str, list[str]]]:
    """Groups fit for one query: each postcode as it is stored, with every spelling it came in."""
    rest = iter(postcodes)
    while part := list(islice(rest, _AT_ONCE)):
        spellings: dict[str, list[str]] = {}
        for spelling in part:
            written = canonical(spelling)
            if written is not None:
                spellings.setdefault(written, []).append(spelling)
        yield spellings
