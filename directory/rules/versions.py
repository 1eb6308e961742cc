"""What a contract said on a day, as far as was known by a day.

Versions are numbered in the order in which they were put down. Each holds from its first day on, over
whatever earlier ones said of that time, so that a correction is one more version and nothing is overwritten.
A removal is one more version, too: there is no contract from then on, as far as is known by then.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, Protocol, TypeVar

#: The kind of a version that says that the contract should never have been there.
REMOVAL: Final = "removal"


class Dated(Protocol):
    """A version: its number from 1, its kind, its first day, and the day it was put down."""

    @property
    def number(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def starts_on(self) -> date: ...
    @property
    def recorded_on(self) -> date: ...


Version = TypeVar("Version", bound=Dated)


def version_on(versions: Sequence[Version], on: date, known_on: date) -> Version | None:
    """The version that holds on the day `on`, by what was put down up to the day `known_on`.

    Before the first day of all versions it is the one put down first. None: nothing had been put down, or
    what had been was removed by then.
    """
    known = standing([each for each in versions if each.recorded_on <= known_on])
    started = [each for each in known if each.starts_on <= on]
    if started:
        return max(started, key=_number)
    return min(known, key=_number, default=None)


def timeline(versions: Sequence[Version]) -> list[Version]:
    """The versions that hold on some day, by their first days: those that no later one covers."""
    kept: list[Version] = []
    for each in sorted(standing(versions), key=_number, reverse=True):
        if not kept or each.starts_on < kept[-1].starts_on:
            kept.append(each)
    return kept[::-1]


def standing(versions: Sequence[Version]) -> Sequence[Version]:
    """The versions put down since the last removal; all, if there was none."""
    removed = max((each.number for each in versions if each.kind == REMOVAL), default=0)
    return [each for each in versions if each.number > removed] if removed else versions


def _number(version: Dated) -> int:
    return version.number
