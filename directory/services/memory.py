"""What a process remembers of the directory, until the directory changes."""

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select

from directory.db import db
from directory.model import DirectoryState
from directory.services.reading import read_rows, table

Key = TypeVar("Key")
Value = TypeVar("Value")

#: How long a process goes on without asking whether the directory has changed, in seconds.
RECHECK_S = 1.0

#: As many schemes, and owners of contacts, as a process keeps in mind: some 20 MB.
MOST_REMEMBERED = 5_000

_VERSION = select(table(DirectoryState).c.version)
_versions: WeakKeyDictionary[Engine, tuple[float, int]] = WeakKeyDictionary()
_everything: list[WeakKeyDictionary[Engine, Any]] = []


def directory_version() -> int:
    """How many changes the directory has seen; at most a second old."""
    key = _database()
    known = _versions.get(key)
    now = time.monotonic()
    if known is None or now >= known[0]:
        known = _versions[key] = (now + RECHECK_S, read_rows(_VERSION, {})[0][0])
    return known[1]


def recheck() -> None:
    """Ask, the next time, whether the directory has changed; for what must not be a second old."""
    _versions.pop(_database(), None)


def forget() -> None:
    """Remember nothing; for a process that has itself changed the directory, or swapped it for another."""
    _versions.clear()
    for each in _everything:
        each.clear()


class Remembered(Generic[Value]):
    """Something worked out from the whole directory, shared by the threads of a process.

    `read` is called with the directory's version, and again when that has changed.
    """

    def __init__(self, read: Callable[[int], Value]) -> None:
        self._read = read
        self._lock = threading.Lock()
        self._known: WeakKeyDictionary[Engine, tuple[int, Value]] = WeakKeyDictionary()
        _everything.append(self._known)

    def get(self) -> Value:
        """The value now; a second old at the most."""
        key, version = _database(), directory_version()
        known = self._known.get(key)
        if known is None or known[0] != version:
            with self._lock:
                known = self._known.get(key)
                if known is None or known[0] != version:
                    known = self._known[key] = (version, self._read(version))
        return known[1]


class RememberedRows(Generic[Key, Value]):
    """Things read by key, the latest `most` of them, until the directory changes.

    `read` gets the keys that are not remembered and answers what it found for them; a key it leaves out
    is asked for again next time.
    """

    def __init__(self, read: Callable[[list[Key]], Mapping[Key, Value]], most: int) -> None:
        self._read = read
        self._most = most
        self._held: Remembered[dict[Key, Value]] = Remembered(lambda _version: {})

    def get(self, keys: Iterable[Key]) -> dict[Key, Value]:
        """What is there for each of some keys; a second old at the most."""
        held = self._held.get()
        wanted = list(dict.fromkeys(keys))
        found = {key: held[key] for key in wanted if key in held}
        missing = [key for key in wanted if key not in found]
        if missing:
            fresh = self._read(missing)
            found.update(fresh)
            held.update(fresh)
            while len(held) > self._most:
                held.pop(next(iter(held)), None)
        return found


def _database() -> Engine:
    return db.engine
