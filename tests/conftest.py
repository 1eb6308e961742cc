"""What tests ask for by name: an application on each kind of database, clients of each role, a session."""

import dataclasses
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import flask_migrate
import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from directory import create_app, postcodes
from directory.config import PREFIX, PROJECT, Settings
from directory.db import db
from directory.equipment import equipment_of
from directory.rules.permissions import Role
from directory.rules.sign_in import Grant
from directory.services import memory, roles, sessions, tokens
from directory.services.changes import begin_log
from tests import databases
from tests.watching.leftovers import look_through_all
from tests.watching.net import net
from tests.watching.plugin import Watch

# How long an example takes says more about the machine than about the code. The same examples each time, so
# that a run says whether this change is right; SEARCH=1 looks for others.
hypothesis.settings.register_profile("here", deadline=None, derandomize="SEARCH" not in os.environ)
hypothesis.settings.load_profile("here")

ClientAs = Callable[[str | None], FlaskClient]
AppWith = Callable[..., Flask]


def pytest_configure(config: pytest.Config) -> None:
    """Nothing of the shell that starts the tests is a setting of theirs, and what they leave is watched."""
    config.pluginmanager.register(Watch())
    for name in [*os.environ]:
        if name.startswith(PREFIX) or name in ("DATABASE_URL", "PORT", "GEOCODER", "GEOCODER_OPTIONS"):
            del os.environ[name]


@pytest.fixture(scope="session")
def postcode_index() -> Path:
    """The index of all postcodes: the one `make run` uses, built if it is not there."""
    kept = os.environ.get("INSTANCE_DIR")
    path = Path(kept).resolve() / "postcodes.sqlite" if kept else PROJECT / "instance" / "postcodes.sqlite"
    if not postcodes.is_current(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        postcodes.build(path)
    return path


@pytest.fixture(scope="session")
def made() -> Iterator[databases.Databases]:
    """The databases of this process."""
    made = databases.Databases()
    yield made
    made.close()


@pytest.fixture(scope="session", autouse=True)
def what_is_left(made: databases.Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """At the end, before the databases are gone, the files and rows that are left are looked through."""
    yield
    look_through_all(net(), tmp_path_factory.getbasetemp(), made)


@pytest.fixture(scope="session")
def new_database(made: databases.Databases) -> Callable[[str], str]:
    """The address of a new, empty database of a kind: new_database("postgresql")."""
    return made.new


@pytest.fixture(scope="session")
def app_on(
    postcode_index: Path, made: databases.Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Flask]]:
    """The application on a kind of database, migrated once for all tests of this process.

    On PostgreSQL it is not the owner of its tables, as in real use, so that every test shows that it need
    not be.
    """
    apps: dict[str, Flask] = {}

    def app_on(kind: str) -> Flask:
        if kind not in apps:
            instance = tmp_path_factory.mktemp(kind)
            (instance / "postcodes.sqlite").symlink_to(postcode_index)
            apps[kind] = prepared(kind, made, instance)
        return apps[kind]

    yield app_on
    for app in apps.values():
        with app.app_context():
            db.engine.dispose()


def prepared(kind: str, made: databases.Databases, instance: Path, **settings: Any) -> Flask:
    """The application on a new database of a kind, brought up to date, with its log begun."""
    url, owner = made.new(kind), None
    if kind == "postgresql":
        url, owner = made.as_user(url), url
    told = {"log_level": "info", **settings}
    app = create_app(Settings(instance_dir=instance, database_url=url, database_owner_url=owner, **told))
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with app.app_context():
        flask_migrate.upgrade()
        roles.grant()
        begin_log()
    return app


@pytest.fixture(params=databases.KINDS)
def app(request: pytest.FixtureRequest, app_on: Callable[[str], Flask]) -> Iterator[Flask]:
    """The application with an empty directory; the test runs once on each kind of database."""
    app = app_on(request.param)
    yield app
    tokens.forget()
    sessions.forget()
    memory.forget()
    with app.app_context():
        databases.empty(db.engine)


@pytest.fixture
def app_with(app: Flask) -> Iterator[AppWith]:
    """Another application on the database of `app`, with some settings of its own: app_with(public_url=…)."""
    made: list[Flask] = []

    def app_with(**settings: Any) -> Flask:
        other = create_app(dataclasses.replace(equipment_of(app).settings, **settings))
        other.testing = True
        other.config["PROPAGATE_EXCEPTIONS"] = False
        made.append(other)
        return other

    yield app_with
    for other in made:
        with other.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def demo_app(app: Flask, tmp_path: Path) -> Iterator[Flask]:
    """The application in demo mode, on a database of its own."""
    (tmp_path / "postcodes.sqlite").symlink_to(equipment_of(app).settings.postcode_index)
    demo = create_app(Settings(mode="demo", instance_dir=tmp_path, log_level="error"))
    demo.testing = True
    with demo.app_context():
        flask_migrate.upgrade()
        begin_log()
    yield demo
    with demo.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def engine(app: Flask) -> Engine:
    """The database of `app`."""
    with app.app_context():
        return db.engine


@pytest.fixture
def db_session(engine: Engine) -> Iterator[Session]:
    """A session of the test's own: what it commits, `app` sees."""
    with Session(engine) as session:
        yield session


@pytest.fixture
def in_app(app: Flask) -> Iterator[Flask]:
    """`app`, with services callable directly."""
    with app.app_context():
        yield app


@pytest.fixture
def client_as(app: Flask) -> ClientAs:
    """A client that asks with a token of a role, such as client_as("steward"); None asks without one."""

    def client_as(role: str | None) -> FlaskClient:
        client = app.test_client()
        if role is not None:
            with app.app_context():
                issued = tokens.issue(Role(role), f"test {role}", datetime.now(UTC))
            client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {issued.text}"
        return client

    return client_as


@pytest.fixture
def signed_in_as(app: Flask) -> ClientAs:
    """A client of somebody who signed in, such as signed_in_as("steward"), whose pages send their text along.

    None has not signed in.
    """

    def signed_in_as(role: str | None) -> FlaskClient:
        client = app.test_client()
        if role is not None:
            with app.app_context():
                identity = sessions.Identity(
                    "https://id.example", role, f"A {role}", f"{role}@council.example"
                )
                text = sessions.start(identity, Grant(Role(role)), datetime.now(UTC))
            client.set_cookie("directory", text)
            client.environ_base["HTTP_X_CSRF_TOKEN"] = sessions.csrf_token(text)
        return client

    return signed_in_as


@pytest.fixture(params=databases.KINDS)
def own_app(
    request: pytest.FixtureRequest, made: databases.Databases, postcode_index: Path, tmp_path: Path
) -> Iterator[Flask]:
    """An application on a database that no other test sees, so that it may be spoilt; services callable."""
    instance = tmp_path / "instance"
    instance.mkdir()
    (instance / "postcodes.sqlite").symlink_to(postcode_index)
    app = prepared(request.param, made, instance)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    tokens.forget()
    memory.forget()
