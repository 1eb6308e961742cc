"""How entries of the audit log are sealed, and how it shows when somebody has been at them.

Each entry's seal is an HMAC-SHA256 over all it says and over the seal before it, under a key that is not in
the database: without the key no entry can be changed, put in, left out or moved unseen. The head seals the
number of the last entry, so that entries missing at the end are missed too.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
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


def seal_of(key: bytes, entry: Entry) -> str:
    """The seal of an entry, in hex."""
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
    return hmac.new(key, json.dumps(told, ensure_ascii=False).encode(), hashlib.sha256).hexdigest()


def head_after(key: bytes, seq: int, last: str) -> Head:
    """The head of a log whose last entry has this number and seal."""
    if seq == 0:
        return Head(0, NOTHING, NOTHING)
    return Head(seq, last, hmac.new(key, f"head {seq} {last}".encode(), hashlib.sha256).hexdigest())


def faults(key: bytes, entries: Iterable[Entry], head: Head | None) -> Iterator[Fault]:
    """Everything that shows the log was tampered with; `entries` in the order of their numbers.

    Nothing, for a log that is whole. After a break the chain is taken up again from what stands there, so
    that each place is told once.
    """
    number, last = 0, NOTHING
    for entry in entries:
        if entry.seq != number + 1:
            yield Fault(entry.seq, f"entry {number + 1} should stand here, and {entry.seq} does")
        elif entry.previous != last:
            yield Fault(entry.seq, "does not follow from the entry before it")
        if not hmac.compare_digest(seal_of(key, entry), entry.seal):
            yield Fault(entry.seq, "was changed after it was sealed, or sealed with another key")
        number, last = entry.seq, entry.seal
    if head is None:
        yield Fault(number, "the head of the log is missing")
    elif (head.seq, head.last) != (number, last):
        yield Fault(number, f"the log ends here, and its head says that it ends at {head.seq}")
    elif not hmac.compare_digest(head_after(key, head.seq, head.last).seal, head.seal):
        yield Fault(number, "the head of the log was changed, or sealed with another key")
