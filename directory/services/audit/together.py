"""Writing at once what several threads want written, in the order they came."""

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

from directory.services.audit.turns import Turns

Item = TypeVar("Item")


@dataclass(slots=True, eq=False)
class _Waiting(Generic[Item]):
    item: Item
    done: bool = False
    fault: BaseException | None = None


class Together(Generic[Item]):
    """Whoever's turn it is writes for all who wait by then; they find it done when their turn comes.

    What costs most is to begin and to end a transaction: the more threads wait, the less each costs.
    """

    def __init__(self, write: Callable[[Sequence[Item]], None]) -> None:
        self._write = write
        self._turns = Turns()
        self._waiting: deque[_Waiting[Item]] = deque()

    def put(self, item: Item, patience_s: float) -> None:
        """Returns when `item` has been written; raises what `write` raised when that failed.

        Raises:
            TimeoutError: nobody came to it within `patience_s`.
        """
        mine = _Waiting(item)
        self._waiting.append(mine)
        try:
            with self._turns.turn(patience_s):
                if not mine.done:
                    self._write_all()
        except TimeoutError:
            if not mine.done:
                self._withdraw(mine)
                raise
        if mine.fault is not None:
            raise mine.fault

    def _write_all(self) -> None:
        batch: list[_Waiting[Item]] = []
        with suppress(IndexError):  # some may be withdrawn meanwhile
            while True:
                batch.append(self._waiting.popleft())
        fault: BaseException | None = None
        try:
            self._write([each.item for each in batch])
        except BaseException as raised:
            fault = raised
        for each in batch:
            each.fault, each.done = fault, True

    def _withdraw(self, mine: _Waiting[Item]) -> None:
        with suppress(ValueError):  # it is being written; nobody can say yet with what success
            self._waiting.remove(mine)
