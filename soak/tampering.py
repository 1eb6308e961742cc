"""Everything somebody might do to an audit log without its key. Each must be found."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import Any

from directory.rules.audit import NOTHING, Entry, Head, head_after, seal_of

WRONG_KEY = b"a key that somebody made up himself"


@dataclass(frozen=True, slots=True)
class Log:
    """A log as it stands."""

    entries: Sequence[Entry]
    head: Head | None


Tampering = Callable[[Log, random.Random], Log]


def edit(log: Log, chance: random.Random) -> Log:
    """One field of one entry, by as little as can be."""
    at, entry = _one(log, chance)
    return _with(log, at, _edited(entry, chance))


def delete(log: Log, chance: random.Random) -> Log:
    at, _ = _one(log, chance)
    return Log([*log.entries[:at], *log.entries[at + 1 :]], log.head)


def insert(log: Log, chance: random.Random) -> Log:
    """One that never happened, made of one that did."""
    at, entry = _one(log, chance)
    forged = replace(_edited(entry, chance), seq=entry.seq + 1, previous=entry.seal)
    return Log([*log.entries[: at + 1], forged, *log.entries[at + 1 :]], log.head)


def duplicate(log: Log, chance: random.Random) -> Log:
    at, entry = _one(log, chance)
    return Log([*log.entries[: at + 1], entry, *log.entries[at + 1 :]], log.head)


def reorder(log: Log, chance: random.Random) -> Log:
    """Two change places, and their numbers with them or not."""
    first, second = _two(log, chance)
    entries = [*log.entries]
    one, other = entries[first], entries[second]
    if chance.random() < 0.5:
        one, other = replace(one, seq=other.seq), replace(other, seq=one.seq)
    entries[first], entries[second] = other, one
    return Log(entries, log.head)


def swap_times(log: Log, chance: random.Random) -> Log:
    first, second = _two(log, chance)
    entries = [*log.entries]
    one, other = entries[first], entries[second]
    if one.at == other.at:
        return edit(log, chance)
    entries[first], entries[second] = replace(one, at=other.at), replace(other, at=one.at)
    return Log(entries, log.head)


def truncate(log: Log, chance: random.Random) -> Log:
    """The last ones go, and the head is set back with them, or not."""
    kept = log.entries[: chance.randrange(1, len(log.entries))]
    if log.head and chance.random() < 0.5:
        return Log(kept, Head(kept[-1].seq, kept[-1].seal, log.head.seal))
    return Log(kept, log.head)


def truncate_all(log: Log, chance: random.Random) -> Log:
    return Log(
        [], chance.choice([log.head, None, Head(0, NOTHING, NOTHING), head_after(WRONG_KEY, 0, NOTHING)])
    )


def renumber(log: Log, chance: random.Random) -> Log:
    """One goes, and those after it move up, each following the one that now stands before it."""
    at, entry = _one(log, chance)
    entries, last = [*log.entries[:at]], entry.previous
    for later in log.entries[at + 1 :]:
        moved = replace(later, seq=later.seq - 1, previous=last)
        entries.append(moved)
        last = moved.seal
    seal = log.head.seal if log.head else NOTHING
    return Log(entries, Head(len(entries), last, seal))


def reseal(log: Log, chance: random.Random) -> Log:
    """One is edited, and it and all after it are sealed anew, and the head: with another key."""
    at, entry = _one(log, chance)
    entries, last = [*log.entries[:at]], entry.previous
    for place, later in enumerate([_edited(entry, chance), *log.entries[at + 1 :]], start=at + 1):
        fresh = replace(later, seq=place, previous=last)
        last = seal_of(WRONG_KEY, fresh)
        entries.append(replace(fresh, seal=last))
    return Log(entries, head_after(WRONG_KEY, len(entries), last))


def move_head(log: Log, chance: random.Random) -> Log:
    if log.head is None:
        return log
    other = chance.choice([seq for seq in range(len(log.entries) + 5) if seq != log.head.seq])
    return chance.choice(
        [
            Log(log.entries, None),
            Log(log.entries, replace(log.head, seq=other)),
            Log(log.entries, replace(log.head, last=_another(log.head.last, chance))),
            Log(log.entries, replace(log.head, seal=_another(log.head.seal, chance))),
            Log(log.entries, head_after(WRONG_KEY, log.head.seq, log.head.last)),
        ]
    )


#: By the names they go by in the figures.
KINDS: dict[str, Tampering] = {
    "edit one field by one character": edit,
    "delete one": delete,
    "insert one": insert,
    "duplicate one": duplicate,
    "reorder two": reorder,
    "swap two times": swap_times,
    "truncate the end": truncate,
    "truncate all": truncate_all,
    "renumber after a deletion": renumber,
    "edit and seal anew with another key": reseal,
    "move the head": move_head,
}


def _one(log: Log, chance: random.Random) -> tuple[int, Entry]:
    at = chance.randrange(len(log.entries))
    return at, log.entries[at]


def _two(log: Log, chance: random.Random) -> tuple[int, int]:
    first, second = sorted(chance.sample(range(len(log.entries)), 2))
    return first, second


def _with(log: Log, at: int, entry: Entry) -> Log:
    return Log([*log.entries[:at], entry, *log.entries[at + 1 :]], log.head)


def _edited(entry: Entry, chance: random.Random) -> Entry:
    name = chance.choice([field.name for field in fields(Entry)])
    value = getattr(entry, name)
    if name == "seq":
        changed: Any = value + chance.choice([-1, 1, 10])
    elif name == "at":
        changed = value + timedelta(microseconds=chance.choice([-1, 1, 1_000_000]))
    elif value is None:
        changed = chance.choice(["", "0", "null", "None"])
    elif value == "" or chance.random() < 0.1:
        changed = None
    else:
        changed = _another(value, chance)
    return replace(entry, **{name: changed})


def _another(text: str, chance: random.Random) -> str:
    """`text` with one character changed, taken out or put in."""
    at = chance.randrange(len(text))
    other = chance.choice([each for each in "0123456789abcdef:;- é\0" if each != text[at]])
    return chance.choice(
        [text[:at] + other + text[at + 1 :], text[:at] + text[at + 1 :], text[:at] + other + text[at:]]
    )
