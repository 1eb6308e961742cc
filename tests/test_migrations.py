"""The database's shape: migrations go up and down, and end at what the models say."""

from collections.abc import Callable, Iterator
from pathlib import Path

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect, text

from directory import create_app
from directory.config import Settings
from directory.db import db
from tests import databases


@pytest.fixture(params=databases.KINDS)
def fresh(
    request: pytest.FixtureRequest, new_database: Callable[[str], str], tmp_path: Path
) -> Iterator[Flask]:
    """An application whose database nobody has touched."""
    settings = Settings(instance_dir=tmp_path, database_url=new_database(request.param), log_level="error")
    app = create_app(settings)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def test_models_and_migrations_agree(fresh: Flask) -> None:
    with fresh.app_context():
        flask_migrate.upgrade()
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, db.metadata) == []


def test_migrations_go_up_down_and_up_again(fresh: Flask) -> None:
    with fresh.app_context():
        flask_migrate.upgrade()
        up = set(inspect(db.engine).get_table_names())
        flask_migrate.downgrade(revision="base")
        assert set(inspect(db.engine).get_table_names()) == {"alembic_version"}
        flask_migrate.upgrade()
        assert set(inspect(db.engine).get_table_names()) == up
        assert len(db.session.execute(text("SELECT version FROM directory_state")).all()) == 1


def test_to_migrate_again_changes_nothing(fresh: Flask) -> None:
    with fresh.app_context():
        flask_migrate.upgrade()
        db.session.execute(text("UPDATE directory_state SET version = 7"))
        db.session.commit()
        flask_migrate.upgrade()
        assert db.session.execute(text("SELECT version FROM directory_state")).scalar_one() == 7
