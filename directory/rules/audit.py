"""How entries of the audit log are sealed, and how it shows when somebody has been at them.

Each entry's seal is an HMAC-SHA256 over all it says and over the seal before it, under a key that is not in
the database: without the key no entry can be changed, put in, left out or moved unseen. The head seals the
number of the last entry, so that entries missing at the end are missed too. Whoever has the key as well can
write another log; that it is another is told by anchors: numbers and seals that were noted elsewhere before.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

#: What precedes the first entry.
NOTHING = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as it stands in the log. `seen` and `detail` are text, as in model.AuditEntry."""

    seq: int
    at: datetime
    actor: str
    role: str | None
    action: str
    purpose: str | None = None
    outcome: str | None = None
    subject_kind: str | None = None
    subject_id: str | None = None
    seen: str | None = None
    detail: str | None = None
    previous: str
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """Where the log ends: number and seal of the last entry, and the seal over both."""

    seq: int
    last: str
    seal: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where the log is not what was written; `seq` is the entry at or before which it shows."""

    seq: int
    message: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """An entry that was once seen in the log, noted where the log's keeper cannot reach it."""

    seq: int
    seal: str

    @classmethod
    def parse(cls, text: str) -> "Anchor":
        """The anchor written as `1234:<seal>`.

        Raises:
            ValueError: it is not.
        """
        number, _, seal = text.strip().partition(":")
        if not (number.isascii() and number.isdigit() and len(number) < 19 and len(seal) == len(NOTHING)):
            raise ValueError(f"'{text}' is not a number and a seal, such as 1234:{NOTHING[:6]}…")
        return cls(int(number), seal)

    def __str__(self) -> str:
        return f"{self.seq}:{self.seal}"


def seal_of(key: bytes, entry: Entry) -> str:
    """The seal of an entry, in hex. Anything can be sealed, so that anything found can be checked."""
    told = [
        entry.seq,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor,
        entry.role,
        entry.action,
        entry.purpose,
        entry.outcome,
        entry.subject_kind,
        entry.subject_id,
        entry.seen,
        entry.detail,
        entry.previous,
    ]
    return _seal(key, json.dumps(told, ensure_ascii=False, default=repr))


def head_after(key: bytes, seq: int, last: str) -> Head:
    """The head of a log whose last entry has this number and seal."""
    return Head(seq, last, _seal(key, f"head {seq} {last}"))


def extract_seal(key: bytes, first: int, before: str, seq: int, last: str) -> str:
    """The seal at the end of a part of the log: over where it begins, what it follows, and where it ends."""
    return _seal(key, f"extract {first} {before} {seq} {last}")


class Check:
    """Follows the chain entry by entry, and tells each place where it breaks once.

    After a break it is taken up again from what stands there. `anchors` are seals by number; `number` and
    `last` are those of the entry before the first to come.
    """

    def __init__(
        self, key: bytes, anchors: Mapping[int, str] | None = None, number: int = 0, last: str = NOTHING
    ) -> None:
        self._key = key
        self._anchors = anchors or {}
        self.number = number
        self.last = last
        #: Whether the latest entry is as it was sealed.
        self.sealed = True

    def entry(self, entry: Entry) -> Iterator[Fault]:
        """What is wrong at the next entry; entries come in the order of their numbers."""
        if entry.seq != self.number + 1:
            yield Fault(entry.seq, f"entry {self.number + 1} should stand here, and {entry.seq} does")
        elif not _same(entry.previous, self.last):
            yield Fault(entry.seq, "does not follow from the entry before it")
        self.sealed = _same(seal_of(self._key, entry), entry.seal)
        if not self.sealed:
            yield Fault(entry.seq, "was changed after it was sealed, or sealed with another key")
        anchored = self._anchors.get(entry.seq)
        if anchored is not None and not _same(anchored, entry.seal):
            yield Fault(entry.seq, "is not the entry that was seen here before: the log was written anew")
        self.number, self.last = entry.seq, entry.seal

    def end(self, head: Head | None) -> Iterator[Fault]:
        """What is wrong at the end, where the log says that it ends at `head`."""
        if head is None:
            yield Fault(self.number, "the head of the log is missing")
        elif self.number == 0 and head.seq == 0:
            yield Fault(0, "the log is empty: it was not begun, or all of it was taken away")
        elif (head.seq, head.last) != (self.number, self.last):
            yield Fault(self.number, f"the log ends here, and its head says that it ends at {head.seq}")
        elif not _same(head_after(self._key, head.seq, head.last).seal, head.seal):
            yield Fault(self.number, "the head of the log was changed, or sealed with another key")
        yield from self.missing()

    def missing(self) -> Iterator[Fault]:
        """Anchors beyond the end: entries that were there once."""
        beyond = [seq for seq in self._anchors if seq > self.number]
        if beyond:
            yield Fault(self.number, f"the log ends here, and was seen to go on to {max(beyond)} before")


def faults(
    key: bytes, entries: Iterable[Entry], head: Head | None, anchors: Mapping[int, str] | None = None
) -> Iterator[Fault]:
    """Everything that shows a log was tampered with; nothing, for one that is whole."""
    check = Check(key, anchors)
    for entry in entries:
        yield from check.entry(entry)
    yield from check.end(head)


def _seal(key: bytes, text: str) -> str:
    # What is no text in any encoding, somebody has put there; it must still be possible to say so.
    return hmac.digest(key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hex()


def _same(one: object, other: object) -> bool:
    """Whether two seals are equal; what was put in their place may be anything."""
    if isinstance(one, str) and isinstance(other, str) and one.isascii() and other.isascii():
        return hmac.compare_digest(one, other)
    return False
