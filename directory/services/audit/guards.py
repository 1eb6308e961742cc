"""What in the database itself keeps the audit log from being changed."""

from sqlalchemy import Connection, text

#: The triggers that refuse, by kind of database; migrations make them.
GUARDS = {
    "sqlite": {
        "audit_log_keeps_updates",
        "audit_log_keeps_deletes",
        "audit_log_grows",
        "audit_head_rises",
        "audit_head_keeps_inserts",
        "audit_head_keeps_deletes",
    },
    "postgresql": {
        "audit_log_keeps_rows",
        "audit_log_keeps_all",
        "audit_head_rises",
        "audit_head_keeps_row",
        "audit_head_keeps_all",
    },
}
_PRESENT = {
    "sqlite": text(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('audit_log', 'audit_head') "
        "AND sql LIKE '%RAISE(ABORT%'"
    ),
    "postgresql": text(
        "SELECT tgname FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
        "WHERE tgrelid IN ('audit_log'::regclass, 'audit_head'::regclass) AND NOT tgisinternal "
        "AND tgenabled IN ('O', 'A') AND prosrc LIKE '%RAISE EXCEPTION%'"
    ),
}


def missing_guards(connection: Connection) -> list[str]:
    """The names of the triggers that are gone, switched off, or do something else."""
    kind = connection.dialect.name
    return sorted(GUARDS[kind] - {row[0] for row in connection.execute(_PRESENT[kind])})
