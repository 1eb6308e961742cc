"""The only place that writes: one change, one transaction, one step of the directory's version."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from directory.db import db

_STEP = text("UPDATE directory_state SET version = version + 1 WHERE id = 1")


@contextmanager
def change() -> Iterator[Session]:
    """A session whose work is kept whole when the block ends, and dropped whole when it raises."""
    session = db.session()
    try:
        yield session
        session.flush()
        session.execute(_STEP)
        session.commit()
    except BaseException:
        session.rollback()
        raise


@contextmanager
def bulk_change() -> Iterator[Connection]:
    """A connection for writes too many for objects: kept whole when the block ends, or dropped whole.

    The transaction takes SQLite's write lock at its start, so that a long load never finds, at its
    first write, that what it has read is already old.
    """
    with db.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection
        connection.execute(_STEP)
