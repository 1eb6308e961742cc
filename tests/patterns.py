"""Every regular expression of ours, and texts made to be hard for each."""

import importlib
import itertools
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from re import _constants as c
from re import _parser
from typing import Any

import directory

#: A stretch of each kind of character that a class can stand for.
_STANDS_FOR = {
    c.CATEGORY_DIGIT: "5",
    c.CATEGORY_NOT_DIGIT: "x",
    c.CATEGORY_SPACE: " ",
    c.CATEGORY_NOT_SPACE: "x",
    c.CATEGORY_WORD: "w",
    c.CATEGORY_NOT_WORD: "-",
}

#: Characters that a pattern is tried with at most, and what every pattern is tried with.
_MOST_CHARACTERS = 8
_ANYWAY = "0a ,"


def patterns() -> dict[str, re.Pattern[str]]:
    """The compiled patterns of every module, by module and name."""
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(directory.__path__, "directory."):
        if ".migrations" in module.name:
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for place, pattern in enumerate(_inside(value)):
                if isinstance(pattern.pattern, str):
                    found.setdefault(f"{module.name}.{name}" + (f"[{place}]" if place else ""), pattern)
    return found


def _inside(value: Any) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _inside(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _inside(each)


def hostile(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Texts that are hard for a pattern if any are: what is repeated, and how that ends."""
    characters = "".join(dict.fromkeys(_characters(_parser.parse(pattern.pattern, pattern.flags))))
    characters = "".join(dict.fromkeys(characters[:_MOST_CHARACTERS] + _ANYWAY))
    pumps = [*characters, *("".join(pair) for pair in itertools.permutations(characters, 2))]
    return [(pump, end) for pump in pumps for end in ("", "\x01")]


def _characters(parsed: Any) -> Iterator[str]:
    """One or two characters for everything a pattern asks for."""
    for kind, given in parsed:
        if kind in (c.LITERAL, c.NOT_LITERAL):
            yield chr(given) if kind is c.LITERAL else chr(given + 1)
        elif kind is c.RANGE:
            yield chr(given[0])
        elif kind is c.CATEGORY:
            yield _STANDS_FOR[given]
        elif kind is c.IN:
            yield from itertools.islice(_characters(given), 4)
        elif kind is c.BRANCH:
            for branch in given[1]:
                yield from itertools.islice(_characters(branch), 4)
        elif kind is c.SUBPATTERN:
            yield from _characters(given[-1])
        elif kind in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
            yield from _characters(given[2])
        elif kind in (c.ASSERT, c.ASSERT_NOT):
            yield from _characters(given[1])
        elif kind is c.ATOMIC_GROUP:
            yield from _characters(given)
        elif kind is c.ANY:
            yield "x"


def seconds(work: Callable[[], object], enough_s: float = 0.0) -> float:
    """The time of the processor that `work` takes: the least of some runs, as others use it too.

    One run will do that takes no more than `enough_s`.
    """
    best = float("inf")
    for _ in range(4):
        begun = time.thread_time()
        work()
        best = min(best, time.thread_time() - begun)
        if best <= enough_s or best > 2:
            break
    return best
