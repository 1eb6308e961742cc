"""What was found where it must not be, and what has been looked through."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.watching.values import Place, found_in


@dataclass
class Net:
    """Everything that tests of this process leave behind goes through it."""

    leaks: list[str] = field(default_factory=list)
    #: The test that is running.
    test: str = "no test"
    looked: Counter[str] = field(default_factory=Counter)
    #: Whether a test is running that plants leaks, and looks for them by itself; which those were, and their
    #: folders.
    is_aside: bool = False
    tests_aside: set[str] = field(default_factory=set)
    folders_aside: set[Path] = field(default_factory=set)

    def look(self, kind: str, name: str, content: bytes | str, *, known: bool = False) -> None:
        """Look for whatever is private in something; what must not be there is a leak."""
        if self.is_aside:
            return
        raw = content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content
        place = Place(kind, name, known)
        self.looked[kind] += 1
        for what, value in found_in(raw, place):
            leak = f"{what} ({value}): in {place}, of {self.test}"
            if leak not in self.leaks:
                self.leaks.append(leak)

    @contextmanager
    def after_all(self) -> Iterator[None]:
        """For as long as it lasts, what falls into it is of no single test; the last may not be over yet."""
        before = self.test, self.is_aside
        self.test, self.is_aside = "all tests", False
        try:
            yield
        finally:
            self.test, self.is_aside = before


_nets = [Net()]


def net() -> Net:
    """The net that things fall into now."""
    return _nets[-1]


@contextmanager
def another_net() -> Iterator[Net]:
    """For as long as it lasts, things fall into a net of its own."""
    _nets.append(Net())
    try:
        yield _nets[-1]
    finally:
        _nets.pop()
