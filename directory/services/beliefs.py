"""What the database said a moment ago of who somebody is, so that it need not be asked at every request."""

import time
from typing import Generic, TypeVar

Value = TypeVar("Value")

#: How long a process goes on believing it, in seconds: the delay with which an end elsewhere acts.
BELIEVED_S = 0.5
_MOST = 10_000


class Beliefs(Generic[Value]):
    """Values by the hash of what proves them. Shared by the threads of a process."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[float, Value]] = {}

    def get(self, digest: str) -> Value | None:
        """What is still believed; None when the database has to be asked."""
        held = self._held.get(digest)
        return held[1] if held is not None and time.monotonic() < held[0] else None

    def put(self, digest: str, value: Value) -> Value:
        """Believe this from now on, and give it back."""
        if len(self._held) >= _MOST:
            self._held.clear()
        self._held[digest] = (time.monotonic() + BELIEVED_S, value)
        return value

    def forget(self) -> None:
        """Believe nothing: ask the database again."""
        self._held.clear()
