"""How much each caller has asked of late, for all workers together."""

import secrets
from hashlib import blake2b

from directory.api.limits.shared import SharedMemory
from directory.rules.pace import Pace, Step, step

#: Callers that are remembered at once; a caller is forgotten when their limit is whole again.
CALLERS = 1 << 16
#: Places at which a caller may stand. When all are taken, the one who owes least makes room.
_PLACES = 8


class Paces:
    """For each caller, the moment at which their limit is whole again; a table of two columns."""

    def __init__(self) -> None:
        self._memory = SharedMemory(16 * CALLERS)
        self._names = self._memory.numbers(CALLERS)
        self._free_at = self._memory.moments(CALLERS)
        # Whoever reads this memory, in a core dump for one, finds no client address in it.
        self._key = secrets.token_bytes(16)
        self._names_of: dict[str, int] = {}

    def take(self, caller: str, pace: Pace, now: float, amount: int = 1) -> Step:
        """Ask `amount` for `caller` at `now`, on the monotonic clock; what is refused is not counted."""
        name = self._names_of.get(caller) or self._name(caller)
        with self._memory:
            place = self._place_of(name, now)
            known = self._names[place] == name
            taken = step(pace, self._free_at[place] if known else 0.0, now, amount)
            if taken.allowed:
                self._names[place] = name
                self._free_at[place] = taken.free_at
        return taken

    def _name(self, caller: str) -> int:
        digest = blake2b(caller.encode("utf-8", "replace"), digest_size=8, key=self._key).digest()
        if len(self._names_of) >= CALLERS:
            self._names_of.clear()
        name = self._names_of[caller] = int.from_bytes(digest, "little") or 1
        return name

    def _place_of(self, name: int, now: float) -> int:
        """Where `name` stands; else the best place for it."""
        names, free_at = self._names, self._free_at
        first = best = name % CALLERS
        if names[first] == name:
            return first
        for each in range(first, first + _PLACES):
            place = each % CALLERS
            if names[place] == name:
                return place
            if free_at[place] < free_at[best]:
                best = place
        return best
