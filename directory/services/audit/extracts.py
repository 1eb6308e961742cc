"""Parts of the audit log as files: JSON lines that can be verified by themselves, and CSV to look at."""

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import IO, Any

from sqlalchemy import Connection, text

from directory.equipment import equipment
from directory.errors import Invalid
from directory.rules.audit import NOTHING, Entry, extract_seal
from directory.rules.inert import inert
from directory.services.audit.reading import snapshot
from directory.services.audit.writing import COLUMNS

Progress = Callable[[int, int], None]

#: What the last line of an extract is, and its keys.
CLOSING = "extract"
CLOSED_BY = ("first", "before", "last", "seal_of_last", "seal")

_FIRST = text("SELECT min(seq) FROM audit_log WHERE at >= :at")
_LAST = text("SELECT max(seq) FROM audit_log WHERE at < :at")
FORMATS = ("json", "csv")


def export(
    file: IO[str],
    form: str,
    since: datetime | None = None,
    until: datetime | None = None,
    progress: Progress = lambda done, total: None,
) -> int:
    """Write the entries from `since` until before `until` into `file`; how many they are.

    They are one unbroken part of the log, from the first entry in that time to the last, so that the chain
    can be followed through it.
    """
    write = _json if form == "json" else _csv
    with snapshot() as log:
        first, last = _range(log.connection, since, until)
        return write(file, _counted(log.part(first, last), last - first + 1, progress), first, last)


def _range(connection: Connection, since: datetime | None, until: datetime | None) -> tuple[int, int]:
    """Numbers of the first and the last entry; the last is before the first when there are none."""
    statements = [
        (_FIRST, since or datetime(1, 1, 1, tzinfo=UTC)),
        (_LAST, until or datetime(9999, 12, 31, tzinfo=UTC)),
    ]
    first, last = (
        connection.execute(statement, {"at": _as_held(connection, at)}).scalar()
        for statement, at in statements
    )
    return (first, last) if first is not None and last is not None else (1, 0)


def _as_held(connection: Connection, at: datetime) -> Any:
    """A moment as the column holds it."""
    if connection.dialect.name == "postgresql":
        return at
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def _counted(entries: Iterator[Entry], total: int, progress: Progress) -> Iterator[Entry]:
    for done, entry in enumerate(entries, start=1):
        yield entry
        if done % 1_000 == 0 or done == total:
            progress(done, total)


def _json(file: IO[str], entries: Iterator[Entry], first: int, last: int) -> int:
    count, before, seal = 0, NOTHING, NOTHING
    for entry in entries:
        if count == 0:
            before = entry.previous
        count, seal = count + 1, entry.seal
        file.write(_written(line_of_entry(entry)))
    closing = (first, before, last, seal, extract_seal(equipment().audit_key, first, before, last, seal))
    file.write(_written({CLOSING: dict(zip(CLOSED_BY, closing, strict=True))}))
    return count


def line_of_entry(entry: Entry) -> dict[str, Any]:
    """An entry with all that its seal is over, as it stands in a file."""
    return asdict(entry) | {"at": entry.at.isoformat(timespec="microseconds")}


def read_line(line: str) -> dict[str, Any]:
    """What stands in a line of a file, if it is written as we write: so, no part of it can say two things.

    Raises:
        Invalid: it is not.
    """
    try:
        held = json.loads(line)
        if isinstance(held, dict) and _written(held) == line:
            return held
    except (ValueError, RecursionError):
        pass
    raise Invalid("this line is not one of an export")


def entry_of_line(line: str) -> Entry:
    """The entry that stands in a line of a file.

    Raises:
        Invalid: none does.
    """
    held = read_line(line)
    try:
        at = datetime.fromisoformat(held["at"])
        if (*held,) == COLUMNS and type(held["seq"]) is int and at.utcoffset() is not None:
            return Entry(**held | {"at": at})
    except (KeyError, ValueError, TypeError):
        pass
    raise Invalid("this line holds no entry of the log")


def _written(held: dict[str, Any]) -> str:
    return json.dumps(held) + "\n"


def _csv(file: IO[str], entries: Iterator[Entry], _first: int, _last: int) -> int:
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    count = 0
    for entry in entries:
        cells = line_of_entry(entry).values()
        writer.writerow([inert(cell) if isinstance(cell, str) else cell for cell in cells])
        count += 1
    return count
