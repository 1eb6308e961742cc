"""Proving the audit log: that it is what was written, from the first entry to the last."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from directory.db import db
from directory.equipment import equipment
from directory.errors import Invalid
from directory.rules.audit import Anchor, Check, Fault, extract_seal
from directory.services.audit.anchors import by_number, note_anchor, read_anchors
from directory.services.audit.extracts import CLOSED_BY, CLOSING, Progress, entry_of_line, read_line
from directory.services.audit.guards import missing_guards
from directory.services.audit.reading import snapshot

Tell = Callable[[Fault], None]


@dataclass(frozen=True, slots=True)
class Verified:
    """How many entries were read and how many faults told; `end` is the last entry, None without any."""

    entries: int
    faults: int
    end: Anchor | None


def verify(
    tell: Tell, at: datetime, anchors: Iterable[Anchor] = (), progress: Progress = lambda done, total: None
) -> Verified:
    """Follow the whole log, and `tell` each fault as it is found; memory does not grow with the log.

    It is held against the anchors noted in this instance and those given. The last entry is noted as an
    anchor in its turn, whatever is wrong before it, as long as it and the head are sound.

    Raises:
        Invalid: two anchors contradict each other, or the file of them is spoilt.
    """
    settings = equipment().settings
    check = Check(equipment().audit_key, by_number([*read_anchors(settings), *anchors]))
    faults = _Faults(tell)
    entries = 0
    with snapshot() as log:
        for name in missing_guards(log.connection):
            faults.add(Fault(0, f"the database no longer refuses to change the log: trigger {name} is gone"))
        total = int(log.head.seq) if log.head and str(log.head.seq).isdecimal() else 0
        for entry in log.entries():
            entries += 1
            faults.add(*check.entry(entry))
            if entries % 1_000 == 0:
                progress(entries, max(total, entries))
        before_end = faults.count
        faults.add(*check.end(log.head))
        progress(entries, max(total, entries))
    end = Anchor(check.number, check.last) if entries else None
    if end and check.sealed and faults.count == before_end:
        _reach_the_disk()
        note_anchor(settings, end, at)
    return Verified(entries, faults.count, end)


def verify_file(
    path: Path, tell: Tell, anchors: Iterable[Anchor] = (), progress: Progress = lambda done, total: None
) -> Verified:
    """Follow a part of the log that was exported as JSON lines, `progress` in bytes.

    Raises:
        Invalid: there is no such file, or it is no export.
    """
    faults = _Faults(tell)
    key, known = equipment().audit_key, by_number(anchors)
    check, entries, first, before, closing = Check(key, known), 0, 1, "", None
    size, done = _size(path), 0
    with path.open(encoding="utf-8", errors="surrogateescape", newline="\n") as file:
        for number, line in enumerate(file, start=1):
            done += len(line)
            if closing is not None:
                faults.add(Fault(check.number, f"line {number} stands after the end of the export"))
                break
            closing = _closing(line)
            if closing is not None:
                continue
            try:
                entry = entry_of_line(line)
            except Invalid as fault:
                faults.add(Fault(check.number, f"line {number}, after this entry: {fault.message}"))
                continue
            if entries == 0:
                first, before = entry.seq, entry.previous
                check = Check(key, known, entry.seq - 1, entry.previous)
            entries += 1
            faults.add(*check.entry(entry))
            if entries % 1_000 == 0:
                progress(done, size)
    progress(size, size)
    faults.add(*_at_end(key, closing, first, before, check, entries))
    return Verified(entries, faults.count, Anchor(check.number, check.last) if entries else None)


class _Faults:
    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self.count = 0

    def add(self, *found: Fault) -> None:
        for fault in found:
            self.count += 1
            self._tell(fault)


def _reach_the_disk() -> None:
    """Have all that was read on the disk: what has been noted as seen must not be lost with the power."""
    with db.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        # A transaction of its own, whose end PostgreSQL waits for, and with it for all before it.
        waited = {"postgresql": "SELECT txid_current()", "sqlite": "PRAGMA wal_checkpoint(PASSIVE)"}
        connection.exec_driver_sql(waited[connection.dialect.name])


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        raise Invalid(f"There is no file {path} that can be read.") from None


def _closing(line: str) -> dict[str, Any] | None:
    if not line.startswith('{"' + CLOSING + '"'):
        return None
    try:
        held = read_line(line)[CLOSING]
    except (Invalid, KeyError):
        return {}
    return held if isinstance(held, dict) and {*held} == {*CLOSED_BY} else {}


def _at_end(
    key: bytes, closing: dict[str, Any] | None, first: int, before: str, check: Check, entries: int
) -> Iterable[Fault]:
    if closing is None:
        yield Fault(check.number, "the file ends here, without the line that every export ends with")
        return
    told = (closing.get("first"), closing.get("before"), closing.get("last"), closing.get("seal_of_last"))
    sealed = closing.get("seal") == extract_seal(key, *told)  # type: ignore[arg-type]  # found in a file, and may be anything
    if not sealed:
        yield Fault(check.number, "the last line of the file was changed, or sealed with another key")
    elif entries and told != (first, before, check.number, check.last):
        yield Fault(check.number, f"the file is of entries {told[0]} to {told[2]}, and not all are in it")
    elif not entries and told[2] != 0:
        yield Fault(0, f"the file is of entries {told[0]} to {told[2]}, and none is in it")
