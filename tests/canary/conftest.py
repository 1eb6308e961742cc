"""An application that says all it can, and a stream in which all that is said is kept."""

import io
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
import structlog
from flask import Flask

from directory.db import db
from directory.equipment import equipment_of
from directory.services import memory, sessions, tokens
from tests import databases
from tests.canary.marks import Marks
from tests.conftest import prepared

#: What a logger of a module is.
_OURS = type(structlog.get_logger())


@dataclass
class Run:
    """An application with its canaries, the folders it keeps, and what it has said on standard error."""

    app: Flask
    marks: Marks
    instance: Path
    stream: io.BytesIO

    def said(self) -> bytes:
        """All log lines and warnings until now."""
        sys.stderr.flush()
        return self.stream.getvalue()

    def folders(self) -> list[Path]:
        """The instance's, and that of the database where it is a file."""
        url = equipment_of(self.app).settings.database
        kept = [Path(url.database or "").parent] if url.drivername == "sqlite" else []
        return [self.instance, *kept]


@contextmanager
def _talkative() -> Iterator[io.BytesIO]:
    """Standard error as it is kept, with every logger of every library at its most talkative.

    But for the rows that SQLAlchemy would tell at `debug`, which no setting of the service switches on: they
    are what the database holds.
    """
    kept, before = io.BytesIO(), sys.stderr
    sys.stderr = io.TextIOWrapper(kept, encoding="utf-8", write_through=True)
    root, handler = logging.getLogger(), logging.StreamHandler(sys.stderr)
    rows = logging.getLogger("sqlalchemy")
    level, level_of_rows, configured = root.level, rows.level, structlog.get_config()
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    rows.setLevel(logging.INFO)
    _bind_anew()
    try:
        yield kept
    finally:
        sys.stderr = before
        root.removeHandler(handler)
        root.setLevel(level)
        rows.setLevel(level_of_rows)
        structlog.configure(**configured)
        _bind_anew()


def _bind_anew() -> None:
    """Have our loggers ask again where lines go: they keep the place of the first."""
    for name, module in [*sys.modules.items()]:
        if name.startswith("directory."):
            for each in vars(module).values():
                if isinstance(each, _OURS):
                    each.__dict__.pop("bind", None)


@pytest.fixture
def run_on(made: databases.Databases, postcode_index: Path, tmp_path: Path) -> Iterator[Callable[[str], Run]]:
    """A run on a database of its own of a kind, its secrets canaries: run_on("sqlite").

    To be called by the test itself: before a test, pytest puts its own standard error in place.
    """
    stack = ExitStack()

    def run_on(kind: str) -> Run:
        marks, instance = Marks(), tmp_path / "instance"
        instance.mkdir()
        (instance / "postcodes.sqlite").symlink_to(postcode_index)
        # Who makes the first database on a server makes a role there too, by its password: before we listen.
        made.new(kind)
        stream = stack.enter_context(_talkative())
        app = prepared(kind, made, instance, log_level="debug", **secrets_in(marks))
        stack.callback(_close, app)
        if kind == "postgresql":
            spelt = (databases.PASSWORD, quote(databases.PASSWORD), quote_plus(databases.PASSWORD))
            marks.literal("secret", "password of the database", *spelt)
        return Run(app, marks, instance, stream)

    with stack:
        yield run_on


def _close(app: Flask) -> None:
    tokens.forget()
    sessions.forget()
    memory.forget()
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def secrets_in(marks: Marks) -> dict[str, str]:
    """Settings of which those that are secret are canaries. At that address nobody answers for an issuer."""

    def secret(what: str) -> str:
        return f"{marks.word('secret', what)}-0123456789-abcdefghij"

    return {
        "secret_key": secret("secret key"),
        "audit_key": secret("audit key"),
        "oidc_client_secret": secret("client secret"),
        "geocoder_options": f'{{"api_key": "{secret("key of the geocoder")}"}}',
        "oidc_issuer": "http://127.0.0.1:9",
        "oidc_client_id": "directory",
        "oidc_roles": '{"Practitioner": {"role": "practitioner"}}',
        "public_url": "http://127.0.0.1:9",
    }
