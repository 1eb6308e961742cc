"""A connection kept for looks, which are put down at every answer and need not wait for the disk."""

import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, NullPool, create_engine, event

from directory.errors import Unavailable
from directory.rules.permissions import Reader
from directory.services.audit.together import Together
from directory.services.audit.writing import Happening, Pen, append

#: How long a look waits for others that write: in seconds. An answer must not wait longer for its entry.
PATIENCE_S = 2
#: How long a process sleeps between asking whether another has done writing.
_NAP_S = 0.0002

#: What one reader did at one time.
Done = tuple[Reader, Sequence[Happening]]

#: Connections that a process was forked with: to close one, or to forget it, would close its parent's.
_of_a_parent: list[Any] = []


class Line:
    """A connection to the same database on which a commit does not wait for the disk.

    There is one in a process, and one thread at a time writes on it what all of them have to put down:
    entries stand in one order, so that two could not be written at once anyhow. It is the driver's own: this
    is done at every look, and SQLAlchemy's way costs as much again.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = _second(engine)
        self._together: Together[Done] = Together(self._put_down)
        self._held: Any = None
        opened_by = os.getpid()
        event.listen(engine, "engine_disposed", lambda _: self._let_go(os.getpid() == opened_by))

    def put_down(self, done: Done) -> None:
        """Returns when it is in the database.

        Raises:
            TimeoutError: others wrote for more than PATIENCE_S.
            Unavailable: the database takes no more; the cause says why.
        """
        self._together.put(done, PATIENCE_S)

    def ask(self, statement: str) -> Any:
        """The first value that a statement gives on this connection."""
        return self._connection().cursor().execute(statement).fetchone()[0]

    def _put_down(self, batch: Sequence[Done]) -> None:
        driver: Any = self._engine.dialect.loaded_dbapi
        try:
            try:
                self._write(batch)
            except driver.Error as fault:
                if not self._is_gone(fault):
                    raise
                # It was kept since before the database was started again: there is a new one now.
                self._let_go(True)
                self._write(batch)
        except driver.Error as fault:
            raise Unavailable("The audit log takes no entry at the moment.") from fault

    def _write(self, batch: Sequence[Done]) -> None:
        cursor = self._connection().cursor()
        self._begin(cursor.execute)
        try:
            append(Pen(self._engine, cursor.execute), batch)
            cursor.execute("COMMIT")
        except BaseException as fault:
            if not self._is_gone(fault):
                cursor.execute("ROLLBACK")
            raise

    def _begin(self, execute: Callable[[str], Any]) -> None:
        if self._engine.dialect.name != "sqlite":
            execute("BEGIN")
            return
        # SQLite's own patience sleeps for whole milliseconds, and a look is written in a tenth of one.
        patient_until = time.monotonic() + PATIENCE_S
        while True:
            try:
                execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as fault:
                if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > patient_until:
                    raise
            time.sleep(_NAP_S)

    def _is_gone(self, fault: Any) -> bool:
        return self._engine.dialect.is_disconnect(fault, self._held, None)

    def _connection(self) -> Any:
        if self._held is None:
            pooled = self._engine.raw_connection()
            self._held = pooled.dbapi_connection
            pooled.detach()
        return self._held

    def _let_go(self, close: bool) -> None:
        held, self._held = self._held, None
        if not close:
            _of_a_parent.append(held)
        elif held is not None:
            held.close()


_lines: WeakKeyDictionary[Engine, Line] = WeakKeyDictionary()


def line_of(engine: Engine) -> Line:
    """The line of this process to a database."""
    line = _lines.get(engine)
    return line if line is not None else _lines.setdefault(engine, Line(engine))


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
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",  # begun and ended by the writer, in words
        **options,
    )
    if engine.dialect.name == "sqlite":
        event.listen(line, "connect", _hasten)
    return line


def _hasten(connection: Any, _record: Any) -> None:
    # In WAL mode a commit without a sync outlives any crash of a process, and keeps the file whole in a crash
    # of the machine. The next change, which does sync, takes the looks before it to the disk as well.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA busy_timeout = 0")
