"""The catalogue and the protocol as shipped, read once for all tests of invites."""

from itertools import combinations
from typing import Final

from directory.config import PROJECT
from directory.rules.catalogue import load_catalogue
from directory.rules.invites import Line, Protocol

CATALOGUE: Final = load_catalogue(PROJECT / "data" / "reference")
PROTOCOL: Final = Protocol(CATALOGUE)

#: Every kind of place, None for one of which nobody knows the kind.
KINDS: Final[tuple[str | None, ...]] = (None, *CATALOGUE.accommodation_types)
#: No circumstance, each by itself, and every pair.
CIRCUMSTANCES: Final[tuple[tuple[str, ...], ...]] = (
    (),
    *((each,) for each in CATALOGUE.circumstances),
    *combinations(CATALOGUE.circumstances, 2),
)


def lines(meeting: str, kind: str | None, *circumstances: str) -> dict[str, Line]:
    """What the protocol says, by role."""
    return {line.role: line for line in PROTOCOL.decide(meeting, kind, circumstances)}


def levels(meeting: str, kind: str | None, *circumstances: str) -> dict[str, str]:
    """The level of each role."""
    return {role: line.level for role, line in lines(meeting, kind, *circumstances).items()}
