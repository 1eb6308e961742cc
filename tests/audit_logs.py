"""Audit logs for tests: something to put into them, and ways to get at them that nobody should have."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from sqlalchemy import Engine, create_engine, text

from directory.db import db
from directory.equipment import equipment, equipment_of
from directory.rules.audit import Anchor, Entry, Fault
from directory.rules.permissions import Reader, Role
from directory.services import audit
from directory.services.audit import Verified
from directory.services.audit.guards import GUARDS
from directory.services.audit.reading import snapshot
from directory.services.looks import Look, record_look

SOMEBODY = Reader(Role.PRACTITIONER, "token:abcdefgh", purpose="enquiry")
NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def looked(times: int = 1, by: Reader = SOMEBODY) -> None:
    """So many looks, each at a scheme of its own."""
    for _ in range(times):
        record_look(by, Look(action="look-up", outcome="found", seen=[uuid.uuid4()]))


def entries() -> list[Entry]:
    """The whole log, as it is read to be verified."""
    with snapshot() as log:
        return [*log.entries()]


def found(anchors: Sequence[Anchor] = ()) -> tuple[Verified, list[Fault]]:
    """What verifying says, without a note of it for later."""
    told: list[Fault] = []
    result = audit.verify(told.append, NOW, anchors)
    return result, told


def forget_anchors() -> None:
    audit.anchors_file(equipment().settings).unlink(missing_ok=True)


def owner_of(app: Flask) -> Engine:
    """The database as somebody reaches it who may do anything there."""
    owner = equipment_of(app).settings.owner_database
    return create_engine(owner) if owner else db.engine


def tamper(app: Flask, *statements: str, **values: Any) -> None:
    """Carry statements out as the owner, with nothing in the way, and put the guards back afterwards."""
    engine = owner_of(app)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            for table in ("audit_log", "audit_head"):
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))
        else:
            triggers = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
            made = {row.name: row.sql for row in triggers}
            for name in GUARDS["sqlite"]:
                connection.execute(text(f"DROP TRIGGER {name}"))
        for statement in statements:
            connection.execute(text(statement), values)
        if engine.dialect.name == "postgresql":
            for table in ("audit_log", "audit_head"):
                connection.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER ALL"))
        else:
            for name in GUARDS["sqlite"]:
                connection.exec_driver_sql(made[name])
    if engine is not db.engine:
        engine.dispose()
