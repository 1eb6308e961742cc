"""The few things that can go wrong, by name; every layer raises these and no other of its own.

What a caller sees (a status, a page, an exit code) is decided where the caller is
known: none of these classes has heard of HTTP.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


class DirectoryError(Exception):
    """Anything this service reports on purpose; `message` is fit to show to a reader."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Invalid(DirectoryError):
    """What was given cannot be used; `message` names the value and says what would be right.

    `field` is the input's name as the caller wrote it, or None when the whole of it is at fault. Where
    several are, `faults` has the message of each, by name.
    """

    def __init__(
        self, message: str, field: str | None = None, faults: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.field = field
        self.faults = faults if faults is not None else {field: message} if field else {}


class NotFound(DirectoryError):
    """There is no such thing, or this reader may not know of it: the two must not be told apart."""


class Conflict(DirectoryError):
    """The request was sound but the present state forbids it: changed meanwhile, or a choice is due."""


class ChoiceDue(Conflict):
    """Somebody has to pick before the request can be answered; `candidates` is what there is to pick from."""

    def __init__(self, message: str, candidates: Sequence[Mapping[str, Any]]) -> None:
        super().__init__(message)
        self.candidates = candidates


class Stale(DirectoryError):
    """Somebody else changed the thing after the caller read it; nothing was done."""


class Forbidden(DirectoryError):
    """The reader may know that the thing exists, but not do this with it."""


class Unavailable(DirectoryError):
    """Something this service needs is missing or does not answer; asking again later may help.

    `retry_after_s` is a number of seconds, or None when nobody can say.
    """

    def __init__(self, message: str, retry_after_s: int | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class TooMany(DirectoryError):
    """More was asked than one may ask in a time; `retry_after_s` is when there is room again, in seconds."""

    def __init__(self, message: str, retry_after_s: int) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class BadReference(DirectoryError):
    """A reference file holds something that cannot be used; the service does not start.

    `str()` reads `file:line: message`, which editors turn into a link. `line` counts
    from 1, the header row of a CSV included; None when the fault has no line (a missing file).
    """

    def __init__(self, file: str | Path, line: int | None, message: str) -> None:
        super().__init__(message)
        self.file = str(file)
        self.line = line

    def __str__(self) -> str:
        return (
            f"{self.file}: {self.message}"
            if self.line is None
            else f"{self.file}:{self.line}: {self.message}"
        )
