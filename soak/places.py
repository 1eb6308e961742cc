"""Somewhere to run a trial: an instance of its own on either kind of database, gone afterwards."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import flask_migrate
from flask import Flask

from directory import create_app, postcodes
from directory.config import PROJECT, Settings
from directory.db import db
from directory.services import roles
from directory.services.changes import begin_log
from tests.databases import Databases


def _postcode_index() -> Path:
    """The index of `make run`, built if it is not there."""
    path = Path(os.environ.get("INSTANCE_DIR") or PROJECT / "instance").resolve() / "postcodes.sqlite"
    if not postcodes.is_current(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        postcodes.build(path)
    return path


@contextmanager
def instance_on(kind: str) -> Iterator[tuple[Flask, Settings]]:
    """An application over an empty directory, and its settings, from which another process makes the same.

    PostgreSQL is the tests' own (docs/operations.md), with an owner and a service that is not it.
    """
    made = Databases()
    with tempfile.TemporaryDirectory(prefix="directory-soak-") as folder:
        url, owner = made.new(kind), None
        if kind == "postgresql":
            url, owner = made.as_user(url), url
        index = _postcode_index()
        (Path(folder) / "postcodes.sqlite").symlink_to(index)
        settings = Settings(
            instance_dir=Path(folder), database_url=url, database_owner_url=owner, log_level="error"
        )
        app = create_app(settings)
        with app.app_context():
            flask_migrate.upgrade()
            roles.grant()
            begin_log()
            yield app, settings
            db.session.remove()
            db.engine.dispose()
    made.close()
