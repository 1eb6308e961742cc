"""Reading the audit log as it stands, whatever somebody may have put into it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, text

from directory.db import db
from directory.rules.audit import Entry, Head
from directory.services.audit.writing import COLUMNS

#: Entries fetched together: some 2 MB.
_TOGETHER = 2_000

_HEAD = text("SELECT seq, last, seal FROM audit_head WHERE id = 1")
_ENTRIES = f"SELECT {', '.join(COLUMNS)} FROM audit_log"  # noqa: S608 - our own names
_WHOLE = text(f"{_ENTRIES} ORDER BY seq")
_PART = text(f"{_ENTRIES} WHERE seq BETWEEN :first AND :last ORDER BY seq")
_PLACED = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}", re.ASCII)

#: Stands for a time that is none: no entry was ever sealed with it.
_NO_TIME = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The log at one moment: what is added meanwhile is not in it."""

    connection: Connection
    head: Head | None

    def entries(self) -> Iterator[Entry]:
        """Every entry, in the order of their numbers; a few thousand in memory at once."""
        yield from self._read(_WHOLE, {})

    def part(self, first: int, last: int) -> Iterator[Entry]:
        """The entries with these numbers and between them."""
        yield from self._read(_PART, {"first": first, "last": last})

    def _read(self, statement: Any, values: dict[str, int]) -> Iterator[Entry]:
        options = {"yield_per": _TOGETHER}
        for row in self.connection.execute(statement, values, execution_options=options):
            yield _entry(row)


@contextmanager
def snapshot() -> Iterator[Snapshot]:
    """The log as it is now. On PostgreSQL and SQLite alike, writers go on beside whoever reads."""
    engine = db.engine.execution_options()
    if engine.dialect.name == "postgresql":
        engine = db.engine.execution_options(isolation_level="REPEATABLE READ")
    with engine.connect() as connection, _any_text(connection):
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        row = connection.execute(_HEAD).first()
        yield Snapshot(connection, None if row is None else Head(*row))


@contextmanager
def _any_text(connection: Connection) -> Iterator[None]:
    """Have SQLite hand out what is not UTF-8 too, so that an entry in which it stands can be named."""
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name != "sqlite":
        yield
        return
    driver.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = str


def _entry(row: Any) -> Entry:
    values = dict(zip(COLUMNS, row, strict=True))
    values["at"] = _moment(values["at"])
    return Entry(**values)


def _moment(found: object) -> datetime:
    """A time as the driver gives it; SQLite holds text, in which only one spelling of it is ours."""
    if isinstance(found, datetime):
        return found.astimezone(UTC)
    if isinstance(found, str) and _PLACED.fullmatch(found):
        try:
            return datetime.fromisoformat(found).replace(tzinfo=UTC)
        except ValueError:
            return _NO_TIME
    return _NO_TIME
