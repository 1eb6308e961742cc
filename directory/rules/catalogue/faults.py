"""Faults in reference files: the first stops a start; somebody who is writing the files is told them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, ParamSpec, TypeVar

from directory.errors import BadReference

P = ParamSpec("P")
T = TypeVar("T")


class Faults:
    """Where faults go when they are met: raised at once, or gathered in `found`."""

    def __init__(self, *, gather: bool) -> None:
        self.found: list[BadReference] = []
        self._gather = gather

    def meet(self, *faults: BadReference) -> None:
        """Raise the first of `faults`, or keep them all. One at least."""
        if not self._gather:
            raise faults[0]
        self.found += faults

    @contextmanager
    def met(self) -> Iterator[None]:
        """A block that is left at the first fault in it, which is then met."""
        try:
            yield
        except BadReference as fault:
            self.meet(fault)

    def tried(self, make: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """What `make` gives; None where that had a fault, which is then met."""
        try:
            return make(*args, **kwargs)
        except BadReference as fault:
            self.meet(fault)
            return None


#: For whoever can do nothing with a catalogue that has a fault.
AT_ONCE: Final = Faults(gather=False)
