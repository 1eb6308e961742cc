"""Taking turns, first come first served."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """A lock that is handed to whoever has waited longest.

    Python's own, and those of connection pools, go to whoever happens to be running: under load one thread
    takes its turn hundreds of times while another waits for a second.
    """

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._taken = False

    @contextmanager
    def turn(self, patience_s: float) -> Iterator[None]:
        """Holds the lock.

        Raises:
            TimeoutError: the turn did not come within `patience_s`.
        """
        self._take(patience_s)
        try:
            yield
        finally:
            with self._mutex:
                if self._waiting:
                    self._waiting.popleft().release()
                else:
                    self._taken = False

    def _take(self, patience_s: float) -> None:
        with self._mutex:
            if not self._taken:
                self._taken = True
                return
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        if mine.acquire(timeout=patience_s):
            return
        with self._mutex:
            if mine in self._waiting:
                self._waiting.remove(mine)
                raise TimeoutError("others took too long")
        # It was handed over between the two.
