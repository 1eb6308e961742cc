"""On PostgreSQL the service is not the owner of its tables. The other tests show that it need not be."""

from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from directory import create_app
from directory.config import Settings
from directory.db import db
from directory.equipment import equipment
from directory.errors import Unavailable
from directory.services import roles
from tests import databases
from tests.audit_logs import entries, found, looked

pytestmark = [
    pytest.mark.usefixtures("own_app"),
    pytest.mark.parametrize("own_app", ["postgresql"], indirect=True),
]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_log SET actor = 'x' WHERE seq = 1",
        "DELETE FROM audit_log",
        "TRUNCATE audit_log",
        "TRUNCATE audit_head",
        "DELETE FROM audit_head",
        "INSERT INTO audit_head (id, seq, last, seal) VALUES (2, 0, '', '')",
        "UPDATE audit_head SET seq = seq - 1",
        "UPDATE audit_head SET seq = 0",
        "ALTER TABLE audit_log DISABLE TRIGGER ALL",
        "ALTER TABLE audit_head DISABLE TRIGGER audit_head_rises",
        "DROP TRIGGER audit_log_keeps_rows ON audit_log",
        "CREATE OR REPLACE FUNCTION audit_log_refuses() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RETURN NULL; END $$",
        "DROP FUNCTION audit_log_refuses() CASCADE",
        "ALTER TABLE audit_log ADD COLUMN other text",
        "ALTER TABLE audit_log ALTER COLUMN actor DROP NOT NULL",
        "ALTER TABLE audit_log DROP CONSTRAINT pk_audit_log",
        "ALTER TABLE audit_log OWNER TO CURRENT_USER",
        "ALTER TABLE audit_log RENAME TO audit_log_of_old",
        "DROP TABLE audit_log",
        "DROP INDEX ix_audit_log_at",
        "CREATE TRIGGER mine BEFORE INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_log_refuses()",
        "CREATE RULE mine AS ON INSERT TO audit_log DO INSTEAD NOTHING",
        "GRANT ALL ON audit_log TO CURRENT_USER",
        "GRANT UPDATE ON audit_log TO PUBLIC",
        "SET session_replication_role = replica",
        "CREATE TABLE mine (id int)",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "UPDATE alembic_version SET version_num = '0001'",
        "DELETE FROM directory_state",
        "TRUNCATE providers CASCADE",
        "ALTER TABLE premises DROP CONSTRAINT ck_premises_location_may_be_held",
    ],
)
def test_the_service_may_not(statement: str) -> None:
    looked(2)
    before = entries()
    outcome = ""
    with db.engine.connect() as connection:
        try:
            connection.execute(text(statement))
            connection.exec_driver_sql("COMMIT")
        except DBAPIError as fault:
            outcome = str(fault.orig)
    # PostgreSQL answers a grant by somebody who may not with a warning, and grants nothing.
    assert outcome or statement.startswith("GRANT"), statement
    assert entries() == before
    assert found()[1] == []
    looked()
    assert len(entries()) == len(before) + 1


def test_what_the_service_might_add_or_move_without_the_key_is_found() -> None:
    looked(2)
    with db.engine.connect() as connection:
        connection.execute(
            text(
                "INSERT INTO audit_log (seq, at, actor, action, previous, seal) "
                "SELECT 4, at, 'token:forged', action, seal, seal FROM audit_log WHERE seq = 3"
            )
        )
        connection.execute(
            text("UPDATE audit_head SET seq = 4, last = (SELECT seal FROM audit_log WHERE seq = 4)")
        )
        connection.exec_driver_sql("COMMIT")
    assert [fault.message for fault in found()[1]] == [
        "was changed after it was sealed, or sealed with another key",
        "the head of the log was changed, or sealed with another key",
    ]


def test_a_table_of_the_services_own_cannot_stand_in_for_the_log() -> None:
    looked(2)
    with db.engine.connect() as connection:
        connection.execute(text("CREATE TEMP TABLE audit_head (id int, seq bigint, last text, seal text)"))
        connection.exec_driver_sql("COMMIT")
    looked()
    assert len(entries()) == 4


def test_to_grant_again_changes_nothing_and_takes_away_what_was_added(own_app: Flask) -> None:
    service = db.engine.url.username
    with roles.owner_engine() as engine, engine.begin() as connection:
        connection.execute(text(f'GRANT ALL ON audit_log TO "{service}"'))
        connection.execute(text("GRANT DELETE ON audit_log TO PUBLIC"))
    roles.grant()
    with db.engine.connect() as connection:
        for right in ("UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"):
            may = text("SELECT has_table_privilege('audit_log', :right)")
            assert connection.scalar(may, {"right": right}) is False
    looked()


@pytest.mark.parametrize(
    "grant", ['GRANT "{owner}" TO "{service}"', 'ALTER TABLE audit_log OWNER TO "{service}"']
)
def test_a_role_that_could_help_itself_to_more_is_refused(own_app: Flask, grant: str) -> None:
    with roles.owner_engine() as engine:
        names = {"owner": engine.url.username, "service": db.engine.url.username}
        with engine.begin() as connection:
            connection.execute(text(grant.format(**names)))
        try:
            with pytest.raises(Unavailable, match="could change the audit log"):
                roles.grant()
        finally:
            with engine.begin() as connection:
                connection.execute(text('ALTER TABLE audit_log OWNER TO "{owner}"'.format(**names)))
                connection.execute(text('REVOKE "{owner}" FROM "{service}"'.format(**names)))


def test_migrations_go_by_the_owner(own_app: Flask) -> None:
    flask_migrate.downgrade(revision="0001")
    flask_migrate.upgrade()
    roles.grant()
    assert equipment().settings.owner_database is not None


def test_without_an_owner_it_works_as_one_role(
    own_app: Flask, made: databases.Databases, tmp_path: Path
) -> None:
    app = create_app(Settings(instance_dir=tmp_path, database_url=made.new("postgresql"), log_level="error"))
    with app.app_context():
        flask_migrate.upgrade()
        roles.grant()
        with db.engine.connect() as connection:
            assert connection.scalar(text("SELECT has_table_privilege('audit_log', 'DELETE')")) is True
        db.engine.dispose()
