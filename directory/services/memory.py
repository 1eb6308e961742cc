"""What a process remembers of the directory, until the directory changes."""

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
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


@dataclass(slots=True)
class _Memory:
    """Of one database: its version, until when that is believed, and what has been worked out from it."""

    version: int = -1
    until: float = 0.0
    worked_out: dict[object, tuple[int, Any]] = field(default_factory=dict)


_memories: WeakKeyDictionary[Engine, _Memory] = WeakKeyDictionary()


def directory_version() -> int:
    """How many changes the directory has seen; at most a second old."""
    return _memory().version


def recheck() -> None:
    """Ask, the next time, whether the directory has changed; for what must not be a second old."""
    memory = _memories.get(db.engine)
    if memory is not None:
        memory.until = 0.0


def forget() -> None:
    """Remember nothing; for a process that has itself changed the directory, or swapped it for another."""
    _memories.clear()


def _memory() -> _Memory:
    """What is remembered of the running application's database, its version asked for again once a second."""
    engine = db.engine
    memory = _memories.get(engine)
    if memory is None:
        memory = _memories.setdefault(engine, _Memory())
    now = time.monotonic()
    if now >= memory.until:
        memory.version = read_rows(_VERSION, {})[0][0]
        memory.until = now + RECHECK_S
    return memory


class Remembered(Generic[Value]):
    """Something worked out from the whole directory, shared by the threads of a process.

    `read` is called with the directory's version, and again when that has changed.
    """

    def __init__(self, read: Callable[[int], Value]) -> None:
        self._read = read
        self._lock = threading.Lock()

    def get(self) -> Value:
        """The value now; a second old at the most."""
        memory = _memory()
        version = memory.version
        known = memory.worked_out.get(self)
        if known is None or known[0] != version:
            with self._lock:
                known = memory.worked_out.get(self)
                if known is None or known[0] != version:
                    known = memory.worked_out[self] = (version, self._read(version))
        value: Value = known[1]
        return value


class RememberedRows(Generic[Key, Value]):
    """Things read by key, the latest `most` of them, until the directory changes.

    `read` gets the keys that are not remembered and answers what it found for them; a key it leaves out
    is asked for again next time, and so is one whose value is not worth `keep`ing. Keys are to come from
    the directory: one that somebody made up must not be kept.
    """

    def __init__(
        self,
        read: Callable[[list[Key]], Mapping[Key, Value]],
        most: int,
        keep: Callable[[Value], bool] = lambda _value: True,
    ) -> None:
        self._read = read
        self._most = most
        self._keep = keep
        self._lock = threading.Lock()
        self._held: Remembered[dict[Key, Value]] = Remembered(lambda _version: {})

    def get(self, keys: Iterable[Key]) -> dict[Key, Value]:
        """What is there for each of some keys; a second old at the most."""
        held = self._held.get()
        found: dict[Key, Value] = {}
        missing: list[Key] = []
        for key in keys:
            try:
                found[key] = held[key]
            except KeyError:
                missing.append(key)
        if missing:
            fresh = self._read(list(dict.fromkeys(missing)))
            found.update(fresh)
            with self._lock:
                held.update((key, value) for key, value in fresh.items() if self._keep(value))
                while len(held) > self._most:
                    del held[next(iter(held))]
        return found
