"""A connection kept for looks, which are put down at every answer and need not wait for the disk."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, create_engine, event

from directory.services.audit.turns import Turns

#: How long a look waits for others that write: in seconds. An answer must not wait longer for its entry.
PATIENCE_S = 2


@dataclass(frozen=True, slots=True)
class _Line:
    engine: Engine
    turns: Turns


_lines: WeakKeyDictionary[Engine, _Line] = WeakKeyDictionary()


@contextmanager
def line_of(engine: Engine) -> Iterator[Connection]:
    """A connection to the same database on which a commit does not wait for the disk.

    There is one in a process, and its threads take turns: entries stand in one order, so that two could not
    be written at once anyhow, and a thread that waits here is woken when it is its turn, where one that
    waits in the database sleeps and looks again.

    Raises:
        TimeoutError: it was not this thread's turn within PATIENCE_S.
    """
    line = _lines.get(engine)
    if line is None:
        line = _lines.setdefault(engine, _Line(_second(engine), Turns()))
    with line.turns.turn(PATIENCE_S), line.engine.connect() as connection:
        yield connection


def _second(engine: Engine) -> Engine:
    options: dict[str, Any] = {}
    if engine.dialect.name == "postgresql":
        given = engine.url.query.get("options", "")
        options["connect_args"] = {
            "connect_timeout": 5,
            "application_name": "directory looks",
            "options": f"{given} -c synchronous_commit=off -c lock_timeout={PATIENCE_S}s".strip(),
        }
    line = create_engine(
        engine.url,
        hide_parameters=True,
        pool_size=1,
        max_overflow=0,
        isolation_level="AUTOCOMMIT",  # begun and ended by the writer, in words
        **options,
    )
    if engine.dialect.name == "sqlite":
        event.listen(line, "connect", _hasten)
    opened_by = os.getpid()
    # A forked process lets the connection go, but does not close what is its parent's.
    event.listen(engine, "engine_disposed", lambda _: line.dispose(close=os.getpid() == opened_by))
    return line


def _hasten(connection: Any, _record: Any) -> None:
    # In WAL mode a commit without a sync outlives any crash of a process, and keeps the file whole in a crash
    # of the machine. The next change, which does sync, takes the looks before it to the disk as well.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE_S * 1000}")
