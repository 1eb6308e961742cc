"""The database's shape: migrations go up and down, and end at what the models say."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import insert, inspect, text
from sqlalchemy.exc import IntegrityError

from directory import create_app
from directory.config import Settings
from directory.db import db
from directory.model import Attendance, Contact, Provider, Scheme
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


def test_columns_of_sons_and_daughters_come_and_go_and_leave_what_hangs_on_a_scheme(fresh: Flask) -> None:
    with fresh.app_context():
        flask_migrate.upgrade()
        provider, scheme, contact = (uuid.uuid4() for _ in range(3))
        facts = {"accommodation_type": "ta-hostel-family", "holds_location": True, "sons_under": 16}
        with db.engine.begin() as connection:
            connection.execute(insert(Provider).values(id=provider, name="Brindlestoke Homes"))
            connection.execute(
                insert(Scheme).values(id=scheme, provider_id=provider, name="Sprocket House", **facts)
            )
            connection.execute(insert(Contact).values(id=contact, scheme_id=scheme, role="support-worker"))
        for column in ("sons_under", "daughters_under"):
            for wrong in (-1, 27):
                with db.engine.connect() as connection, pytest.raises(IntegrityError):
                    connection.execute(text(f"UPDATE schemes SET {column} = {wrong}"))
        flask_migrate.downgrade(revision="0003")
        assert "sons_under" not in {each["name"] for each in inspect(db.engine).get_columns("schemes")}
        flask_migrate.upgrade()
        assert db.session.execute(text("SELECT sons_under, daughters_under FROM schemes")).one() == (
            None,
            None,
        )
        assert db.session.get(Contact, contact) is not None


def test_counts_of_who_came_outlive_the_words_for_who_entered_them(fresh: Flask) -> None:
    counts = text("SELECT outcome, sum(times), count(*) FROM attendances GROUP BY outcome ORDER BY outcome")
    said = {"year": 2026, "quarter": 1, "meeting_type": "icpc", "role": "support-worker", "report": "none"}
    with fresh.app_context():
        flask_migrate.upgrade()
        provider = uuid.uuid4()
        with db.engine.begin() as connection:
            connection.execute(insert(Provider).values(id=provider, name="Brindlestoke Homes"))
            for giver, outcome, times in (("b", "attended", 2), ("c", "attended", 3), ("c", "deputy", 4)):
                row = {**said, "provider_id": provider, "notice_days": 7, "outcome": outcome}
                connection.execute(insert(Attendance).values(giver=giver, times=times, **row))
        flask_migrate.downgrade(revision="0004")
        assert db.session.execute(counts).all() == [("attended", 5, 1), ("deputy", 4, 1)]
        db.session.rollback()
        flask_migrate.upgrade()
        assert db.session.execute(counts).all() == [("attended", 5, 1), ("deputy", 4, 1)]
        assert {*db.session.scalars(text("SELECT giver FROM attendances"))} == {""}
        for wrong in ("times = 0", "outcome = 'invited'"):
            db.session.rollback()
            with db.engine.connect() as connection, pytest.raises(IntegrityError):
                connection.execute(text(f"UPDATE attendances SET {wrong}"))


def test_to_migrate_again_changes_nothing(fresh: Flask) -> None:
    with fresh.app_context():
        flask_migrate.upgrade()
        db.session.execute(text("UPDATE directory_state SET version = 7"))
        db.session.commit()
        flask_migrate.upgrade()
        assert db.session.execute(text("SELECT version FROM directory_state")).scalar_one() == 7
