"""python -m soak audit: is every tampering with a log found?"""

import random
import sys
import time
from collections import Counter
from collections.abc import Iterable

from tqdm import trange

from directory.rules.audit import Entry, Head, faults
from soak.tampering import KINDS, Log


class NotFound(AssertionError):
    """A tampering that showed nowhere."""


def tamper_often(key: bytes, log: Log, times: int, seed: int, *, quiet: bool = True) -> Counter[str]:
    """Tamper with a log so many times, each kind in turn, each time with the log as it was; how often each.

    Raises:
        NotFound: one was not found; the message repeats it.
    """
    if any(faults(key, log.entries, log.head)):
        raise NotFound("the log has faults before anybody has touched it")
    chance, done = random.Random(seed), Counter[str]()
    kinds = [*KINDS.items()]
    for number in trange(times, desc="Tamperings", file=sys.stderr, disable=True if quiet else None):
        name, kind = kinds[number % len(kinds)]
        after = kind(log, chance)
        if next(iter(faults(key, after.entries, after.head)), None) is None:
            raise NotFound(f"{name}, number {number} of seed {seed}, was not found")
        done[name] += 1
    return done


def verified_per_second(key: bytes, entries: Iterable[Entry], head: Head | None) -> float:
    """How many entries are checked in a second, reading aside."""
    held = [*entries]
    began = time.perf_counter()
    assert not [*faults(key, held, head)]
    return len(held) / (time.perf_counter() - began)
