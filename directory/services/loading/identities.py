"""Random ids for new rows, and what the files call the rows they point to."""

import os
from array import array
from collections.abc import Iterator

#: What stands first in a reference that was worked out for a row without an id.
MADE_UP = "auto:"

HOLDS_PLACE, CONFIDENTIAL, BROKEN = 1, 2, 4


def identities(count: int) -> Iterator[str]:
    """Random UUIDs (version 4) as 32 digits, without end; each `count` of them come in ascending order.

    In order, so that a database's index grows at its end and not all over. Which ids come next cannot be
    guessed from those before.
    """
    size = max(1, min(count, 100_000))
    while True:
        digits = os.urandom(16 * size).hex()
        yield from sorted(
            f"{one[:12]}4{one[13:16]}{'89ab'[int(one[16], 16) & 3]}{one[17:]}"
            for one in (digits[at : at + 32] for at in range(0, len(digits), 32))
        )


class Known:
    """Rows that others point to by reference: of this folder, and of the directory as far as asked for.

    Each has a number, by which its id, its row in the file (0: it is in the directory only) and its flags
    are kept.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._missing: set[str] = set()
        self.ids: list[str] = []
        self.rows = array("L")
        self.flags = bytearray()

    def add(self, reference: str, row: int, identity: str = "", flags: int = 0) -> int:
        """The number of a row not known before."""
        number = self._numbers[reference] = len(self.ids)
        self.ids.append(identity)
        self.rows.append(row)
        self.flags.append(flags)
        self._missing.discard(reference)
        return number

    def number(self, reference: str) -> int | None:
        """The number of a row; None when it is not known."""
        return self._numbers.get(reference)

    def unasked(self, references: set[str]) -> list[str]:
        """Those of which nobody knows yet whether the directory has them."""
        return [one for one in references if one not in self._numbers and one not in self._missing]

    def missing(self, references: list[str]) -> None:
        """Remember that the directory has none of these."""
        self._missing.update(references)

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)
