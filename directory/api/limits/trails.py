"""How many different addresses each reader looked up within the hour, and how many doors of one street.

No address is in this memory, nor anything it could be found out from: a look-up sets bits in a field of bits,
chosen by a hash with a random key that lives for the hour and is then written over.
"""

import secrets
from collections.abc import Sequence
from hashlib import blake2b
from typing import NamedTuple

from directory.api.limits.shared import SharedMemory
from directory.rules.pace import Pace, step
from directory.rules.walking import Trace, distinct

HOUR_S = 3600
#: Over a limit, an address not yet looked up is answered once in so many seconds: whoever has a family in
#: front of them can still find out whom to ring.
SLOW = Pace(1, 60)

ADDRESSES, STREET = "addresses", "street"
_FLAGS = {ADDRESSES: 1, STREET: 2}

#: Readers that are remembered at once, and places at which one may stand.
READERS = 1024
_PLACES = 8
#: Bits for the addresses of a reader: enough to count 100,000.
_BITS = 1 << 14
#: Streets of a reader that are remembered at once, places at which one may stand, and bits for the doors of
#: each: enough to count 3,000.
_STREETS = 64
_STREET_PLACES = 4
_DOORS = 512


class Watched(NamedTuple):
    """What became of a look-up.

    wait_s: in how many seconds it may be asked; 0 when it may be answered now.
    pattern: the limit it is over, ADDRESSES or STREET; None when it is over neither.
    first: whether that is the first time in the hour, which is put down.
    so_far: about how many different ones there were before it.
    """

    wait_s: int = 0
    pattern: str | None = None
    first: bool = False
    so_far: int = 0


_FINE = Watched()


class Trails:
    """The bits of every reader, for all workers together: a table of some columns, a row a reader."""

    def __init__(self) -> None:
        row = 8 * (5 + 2 * _STREETS) + (_BITS + _STREETS * _DOORS) // 8
        self._memory = SharedMemory(24 + READERS * row)
        self._hour = self._memory.numbers(1)
        self._key = self._memory.octets(16)
        self._readers = self._memory.numbers(READERS)
        self._hours = self._memory.numbers(READERS)
        self._flags = self._memory.numbers(READERS)
        self._free_at = self._memory.moments(READERS)
        self._counts = self._memory.numbers(READERS)
        self._bits = self._memory.octets(READERS * _BITS // 8)
        self._streets = self._memory.numbers(READERS * _STREETS)
        self._door_counts = self._memory.numbers(READERS * _STREETS)
        self._doors = self._memory.octets(READERS * _STREETS * _DOORS // 8)
        # What this process has read or worked out, for the hour.
        self._known = (0, b"")
        self._numbers: dict[str, int] = {}

    def watch(self, actor: str, asked: Trace, most_addresses: int, most_doors: int, now: float) -> Watched:
        """Count a look-up of `actor` at `now`, on the monotonic clock, against what an hour allows.

        An address looked up before in the hour is never held up.
        """
        bits = self._bits
        with self._memory:
            hour, key = self._begun_hour(now)
            reader = self._numbers.get(actor)
            if reader is None:
                reader = self._numbers[actor] = _number(key, actor)
            row = self._row_of(reader, hour)
            number = _number(key, asked.whole)
            address = row * _BITS + number % _BITS
            if bits[address >> 3] & 1 << (address & 7):
                return _FINE
            names = [_number(key, street) or 1 for street in asked.streets]
            door = (number >> 32) % _DOORS
            watched = _FINE
            pattern, count = self._over(row, names, door, most_addresses, most_doors)
            if pattern is not None:
                watched = self._slowed(row, pattern, count, now)
            if not watched.wait_s:
                bits[address >> 3] |= 1 << (address & 7)
                self._counts[row] += 1
                for name in names:
                    self._add_door(row, name, door)
            return watched

    def _begun_hour(self, now: float) -> tuple[int, bytes]:
        """The hour and its key. The first look-up of an hour makes it, in the place of the one before."""
        hour = int(now // HOUR_S) + 1  # untouched memory says 0
        if self._hour[0] != hour:
            self._hour[0] = hour
            self._key[:] = secrets.token_bytes(16)
        if self._known[0] != hour:
            self._known = hour, bytes(self._key)
            self._numbers.clear()
        return self._known

    def _row_of(self, reader: int, hour: int) -> int:
        """The row of a reader, begun if there is none of this hour."""
        readers, hours = self._readers, self._hours
        free = -1
        for each in range(reader, reader + _PLACES):
            row = each % READERS
            if hours[row] != hour:
                free = row if free < 0 else free
            elif readers[row] == reader:
                return row
        # With no place free, which takes a thousand readers in an hour, one of them is forgotten.
        row = free if free >= 0 else reader % READERS
        readers[row], hours[row] = reader, hour
        self._flags[row] = self._counts[row] = 0
        self._free_at[row] = 0.0
        _clear(self._bits, row, _BITS // 8)
        for street in range(row * _STREETS, (row + 1) * _STREETS):
            self._streets[street] = self._door_counts[street] = 0
        return row

    def _over(
        self, row: int, names: Sequence[int], door: int, most_addresses: int, most_doors: int
    ) -> tuple[str | None, int]:
        """The limit that one more address would be over, and how many there were."""
        counts, doors = self._door_counts, self._doors
        for name in names:
            place = self._place_of(row, name)
            # Fewer bits are set than there were doors, but never by half while the bits are not half full.
            if self._streets[place] != name or counts[place] * 2 < min(most_doors, _DOORS):
                continue
            known = doors[(place * _DOORS + door) >> 3] & 1 << (door & 7)
            if not known and (count := distinct(counts[place], _DOORS)) >= most_doors:
                return STREET, count
        ones = self._counts[row]
        if ones * 2 < min(most_addresses, _BITS):
            return None, ones
        count = distinct(ones, _BITS)
        return (ADDRESSES if count >= most_addresses else None), count

    def _slowed(self, row: int, pattern: str, count: int, now: float) -> Watched:
        """Hold up what is over a limit: the first at once, then all but one in each period."""
        flags, free_at = self._flags, self._free_at
        first = not flags[row] & _FLAGS[pattern]
        if first:
            flags[row] |= _FLAGS[pattern]
            free_at[row] = max(free_at[row], now + SLOW.period_s)
        slowed = step(SLOW, free_at[row], now)
        free_at[row] = slowed.free_at
        return Watched(slowed.wait_s, pattern, first, count)

    def _place_of(self, row: int, name: int) -> int:
        """Where a street stands; else where it should: in the place of the one with the fewest doors."""
        streets, counts = self._streets, self._door_counts
        first = best = row * _STREETS + name % (_STREETS // _STREET_PLACES) * _STREET_PLACES
        for place in range(first, first + _STREET_PLACES):
            if streets[place] == name:
                return place
            if counts[place] < counts[best]:
                best = place
        return best

    def _add_door(self, row: int, name: int, door: int) -> None:
        """Set the bit of a door of a street."""
        place = self._place_of(row, name)
        counts, doors = self._door_counts, self._doors
        if self._streets[place] != name:
            self._streets[place] = name
            counts[place] = 0
            _clear(doors, place, _DOORS // 8)
        byte, bit = (place * _DOORS + door) >> 3, 1 << (door & 7)
        if not doors[byte] & bit:
            doors[byte] |= bit
            counts[place] += 1


def _clear(column: "memoryview[int]", row: int, width: int) -> None:
    column[row * width : (row + 1) * width] = bytes(width)


def _number(key: bytes, text: str) -> int:
    digest = blake2b(key + text.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "little")
