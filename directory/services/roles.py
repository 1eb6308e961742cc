"""Two roles on PostgreSQL: one owns the tables, and the other, which answers requests, only uses them.

The owner of a table can take its triggers away and change what they protect. So the service is not it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, create_engine, text

from directory.db import db
from directory.equipment import equipment
from directory.errors import Unavailable

#: What the service may do to a table. To the audit log it may add; of its head there is one row, which moves.
_RIGHTS = {
    "audit_log": "SELECT, INSERT",
    "audit_head": "SELECT, UPDATE",
    "directory_state": "SELECT, UPDATE",
    "alembic_version": "SELECT",
}
_ALL_ELSE = "SELECT, INSERT, UPDATE, DELETE"

_IS_MORE_THAN_A_USER = text(
    "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR pg_has_role(rolname, tableowner, 'MEMBER') "
    "FROM pg_roles, pg_tables "
    "WHERE rolname = :user AND tablename = 'audit_log' AND schemaname = current_schema()"
)
_MAKES_TABLES = text("SELECT has_schema_privilege(:user, current_schema(), 'CREATE')")


@contextmanager
def owner_engine() -> Iterator[Engine]:
    """The database as its owner reaches it; as the service does, where no owner is set."""
    owner = equipment().settings.owner_database
    if owner is None:
        yield db.engine
        return
    engine = create_engine(owner, hide_parameters=True, connect_args={"application_name": "directory owner"})
    try:
        yield engine
    finally:
        engine.dispose()


def grant() -> None:
    """Give the service's role what it needs of every table, and take from it whatever else it had.

    Nothing, where no owner is set. It is one transaction, so that a running service is never without.

    Raises:
        Unavailable: the service's role could help itself to more, so that taking away would mean nothing.
    """
    if equipment().settings.owner_database is None:
        return
    with db.engine.connect() as connection:
        user = connection.scalar(text("SELECT current_user"))
    with owner_engine() as engine, engine.connect() as connection:
        _refuse_mighty(connection, user)
        _allow(connection, user)
        if connection.scalar(_MAKES_TABLES, {"user": user}):
            raise Unavailable(
                f"The role {user} of DATABASE_URL may make tables of its own. Whoever owns the schema says: "
                f"REVOKE CREATE ON SCHEMA public FROM PUBLIC, {user};"
            )
        connection.exec_driver_sql("COMMIT")


def _refuse_mighty(connection: Connection, user: str) -> None:
    if connection.scalar(_IS_MORE_THAN_A_USER, {"user": user}):
        raise Unavailable(
            f"The role {user} of DATABASE_URL owns the tables, is a member of the role that does, or is an "
            "administrator of the server, so it could change the audit log. It takes a role of its own: "
            "CREATE ROLE … LOGIN; and if it has owned the tables until now: REASSIGN OWNED BY … TO …;"
        )


def _allow(connection: Connection, user: str) -> None:
    quote = connection.dialect.identifier_preparer.quote
    schema, role = quote(connection.scalar(text("SELECT current_schema()"))), quote(user)
    statements = [
        f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC",
        f"REVOKE ALL ON SCHEMA {schema} FROM {role}",
        f"GRANT USAGE ON SCHEMA {schema} TO {role}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role}, PUBLIC",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA {schema} FROM {role}, PUBLIC",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
    ]
    for table in ("alembic_version", *db.metadata.tables):
        statements.append(f"GRANT {_RIGHTS.get(table, _ALL_ELSE)} ON {schema}.{quote(table)} TO {role}")
    for statement in statements:
        connection.exec_driver_sql(statement)
