"""Whether other records name a record, so that it cannot be taken out."""

from typing import Any

from sqlalchemy import ForeignKeyConstraint, Table, select
from sqlalchemy.orm import Session

from directory.db import db
from directory.errors import Conflict

#: What a table's rows are called.
_CALLED = {"support_offered": "support", "provider_names": "names", "contract_versions": "contracts"}


def refuse_if_named(session: Session, row: Any, word: str) -> None:
    """Nothing, when no row of any table names this one but those that go with it.

    Raises:
        Conflict: some do; it says what to do.
    """
    naming = sorted(
        {
            _CALLED.get(table.name, table.name)
            for table, link in _links(row)
            if _names(session, table, link, row)
        }
    )
    if naming:
        raise Conflict(
            f"There are {' and '.join(naming)} that name this {word}. If it has come to an end, give it a "
            "valid_to and keep it; if it should never have been here, change or remove those first."
        )


def _links(row: Any) -> list[tuple[Table, ForeignKeyConstraint]]:
    """The foreign keys to a row's table whose rows would stay behind."""
    return [
        (table, link)
        for table in db.metadata.tables.values()
        for link in table.foreign_key_constraints
        if link.referred_table.name == row.__tablename__ and link.ondelete != "CASCADE"
    ]


def _names(session: Session, table: Table, link: ForeignKeyConstraint, row: Any) -> bool:
    alike = [part.parent == getattr(row, part.column.name) for part in link.elements]
    return session.execute(select(1).select_from(table).where(*alike).limit(1)).first() is not None
