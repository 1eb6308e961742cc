"""The shape of the postcode index file, shared by who writes and who reads it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from directory.errors import Unavailable
from directory.postcodes import source

#: In the file's header: what marks it as ours ("Post"), and the number of its shape.
APPLICATION_ID = 0x506F7374
FORMAT = 1

# Positions are whole millionths of a degree (0.1 m): half the size of a REAL, and exact to compare.
SCHEMA = """
CREATE TABLE postcode (
    text TEXT PRIMARY KEY, council INTEGER, latitude INTEGER, longitude INTEGER
) WITHOUT ROWID;
CREATE TABLE council (number INTEGER PRIMARY KEY, gss TEXT NOT NULL);
CREATE TABLE outward (code TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class About:
    """Where an index file comes from: the source's name, the package and its version, what is in it."""

    source: str
    package: str
    version: str
    letters: str
    rows: int

    def items(self) -> Iterator[tuple[str, str]]:
        """Name and value of each field, as text."""
        yield from (
            ("source", self.source),
            ("package", self.package),
            ("version", self.version),
            ("letters", self.letters),
            ("rows", str(self.rows)),
        )


def connect(path: str | Path) -> sqlite3.Connection:
    """A connection that only reads, and relies on the file never changing under it.

    True of an index: it is never written in place, only replaced as a whole.
    """
    address = f"{Path(path).absolute().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, isolation_level=None)
    connection.execute("PRAGMA mmap_size = 268435456")
    return connection


def read_about(path: str | Path) -> About | None:
    """What the index at `path` says of itself; None if it is missing, cut short or not in this format."""
    try:
        if not _is_whole(Path(path)):
            return None
        with closing(connect(path)) as file:
            mark = file.execute("PRAGMA application_id").fetchone()[0]
            form = file.execute("PRAGMA user_version").fetchone()[0]
            if (mark, form) != (APPLICATION_ID, FORMAT):
                return None
            said = dict(file.execute("SELECT name, value FROM about"))
            return About(said["source"], said["package"], said["version"], said["letters"], int(said["rows"]))
    except (OSError, sqlite3.Error, KeyError, ValueError):
        return None


def is_current(path: str | Path, *, letters: str | None = None) -> bool:
    """Whether `path` holds a whole index, made from the installed package in the present format.

    False for a missing, damaged or foreign file, and where the package is not installed. `letters` as
    the index was built with.
    """
    about = read_about(path)
    try:
        wanted = source.version(), source.letters(letters)
    except Unavailable:
        return False
    return about is not None and (about.version, about.letters) == wanted


def _is_whole(path: Path) -> bool:
    """Whether the file is as long as its header says; a copy that broke off is not."""
    with path.open("rb") as file:
        header = file.read(100)
    if len(header) < 100 or not header.startswith(b"SQLite format 3\0"):
        return False
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    return path.stat().st_size == (65536 if page == 1 else page) * pages
