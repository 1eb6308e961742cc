"""What a process remembers of the directory, until the directory changes."""

import threading
import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from sqlalchemy import select

from directory.db import db
from directory.model import DirectoryState

Value = TypeVar("Value")

#: How long a process goes on without asking whether the directory has changed, in seconds.
RECHECK_S = 1.0

_VERSION = select(DirectoryState.version)
_versions: dict[str, tuple[float, int]] = {}
_everything: list[dict[str, Any]] = []


def directory_version() -> int:
    """How many changes the directory has seen; at most a second old."""
    key = _database()
    known = _versions.get(key)
    now = time.monotonic()
    if known is None or now >= known[0]:
        known = _versions[key] = (now + RECHECK_S, db.session.execute(_VERSION).scalar_one())
    return known[1]


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
        self._known: dict[str, tuple[int, Value]] = {}
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


def _database() -> str:
    return str(db.engine.url)
