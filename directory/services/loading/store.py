"""Many records to and from the tables at once, without an object for each."""

from collections.abc import Iterator, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    String,
    Uuid,
    bindparam,
    cast,
    delete,
    func,
    insert,
    select,
    type_coerce,
    update,
)
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.elements import ColumnElement

from directory.services.loading.shapes import (
    CONTACTS,
    CONTRACTS,
    NAMES,
    PREMISES,
    SCHEMES,
    SUPPORT,
    Record,
    Shape,
)
from directory.services.loading.telling import TEXTS_OF_CONTACTS, TEXTS_OF_SUPPORT, Tells

#: Values asked for in one query. SQLite takes up to 32,766.
_AT_ONCE = 5_000


class Store:
    """The tables, within one transaction that somebody else begins and ends."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._postgres = connection.dialect.name == "postgresql"

    @property
    def connection(self) -> Connection:
        """The transaction, for what is read and written otherwise."""
        return self._connection

    def is_empty(self, shape: Shape) -> bool:
        """Whether the table holds nothing."""
        return self._connection.execute(select(1).select_from(shape.table).limit(1)).first() is None

    def identities(self, shape: Shape, references: Sequence[str]) -> dict[str, str]:
        """The id of each of these references that is there."""
        table = shape.table
        return dict(self._ask([table.c.reference, table.c.id], table.c.reference, references))

    def contracts_there(self, references: Sequence[str]) -> set[str]:
        """Those of these contracts that are there and have not been removed."""
        c = CONTRACTS.table.c
        return {
            row[0]
            for row in self._ask([c.reference, c.removed_on], c.reference, references)
            if row[1] is None
        }

    def types(self, references: Sequence[str]) -> dict[str, tuple[str, str]]:
        """The id and the accommodation type of each of these schemes that is there."""
        c = SCHEMES.table.c
        found = self._ask([c.reference, c.id, c.accommodation_type], c.reference, references)
        return {reference: (identity, kind) for reference, identity, kind in found}

    def records(self, shape: Shape, references: Sequence[str]) -> dict[str, Record]:
        """The records there are, by reference."""
        c = shape.table.c
        found = self._ask([c[name] for name in shape.columns], c.reference, references)
        return {record[1]: record for record in found}

    def records_of(self, shape: Shape, owners: Sequence[str]) -> list[Record]:
        """The records there are of these owners, whose ids stand first in a record."""
        c = shape.table.c
        wanted = [UUID(owner) for owner in owners]
        return list(self._ask([c[name] for name in shape.columns], c[shape.columns[0]], wanted))

    def add(self, shape: Shape, records: Sequence[Record]) -> None:
        """Put new records in."""
        if records and self._postgres:
            self._copy(shape, records)
        elif records:
            values: dict[str, Any] = {name: bindparam(name) for name in shape.columns}
            self._run(insert(shape.table).values(values), shape.columns, records)

    def change(self, shape: Shape, records: Sequence[Record]) -> None:
        """Give the rows with these keys the values that stand here."""
        keys, others = shape.columns[: shape.keys], shape.columns[shape.keys :]
        statement = update(shape.table).values({name: bindparam(name) for name in others})
        for key in keys:
            statement = statement.where(shape.table.c[key] == bindparam(f"key_{key}"))
        self._run(statement, (*(f"key_{key}" for key in keys), *others), records)

    def link(self, shape: Shape, column: str, links: Sequence[tuple[str, str]]) -> None:
        """Point rows to other rows of the same table: ids from and to."""
        statement = update(shape.table).values({column: bindparam("target")})
        self._run(statement.where(shape.table.c.id == bindparam("key_id")), ("key_id", "target"), links)

    def drop_names(self, names: Sequence[Record]) -> None:
        """Take further names of providers out."""
        statement = delete(NAMES.table)
        for name in NAMES.columns:
            statement = statement.where(NAMES.table.c[name] == bindparam(f"key_{name}"))
        self._run(statement, tuple(f"key_{name}" for name in NAMES.columns), names)

    def count_premises(self, schemes: Sequence[str]) -> int:
        """How many addresses these schemes have."""
        c = PREMISES.table.c
        return sum(row[0] for row in self._ask([func.count()], c.scheme_id, [UUID(one) for one in schemes]))

    def erase_premises(self, schemes: Sequence[str]) -> None:
        """Take out every address of these schemes."""
        self._run(
            delete(PREMISES.table).where(PREMISES.table.c.scheme_id == bindparam("key_scheme_id")),
            ("key_scheme_id",),
            [(scheme,) for scheme in schemes],
        )

    def names_of_places(self, scheme: str) -> list[str | None]:
        """The streets and buildings of a scheme's addresses."""
        c = PREMISES.table.c
        return [
            name
            for row in self._ask([c.street, c.building_name], c.scheme_id, [UUID(scheme)])
            for name in row
        ]

    def empty_texts(self, scheme: str, tells: Tells, *, write: bool) -> int:
        """Empty each text of a scheme's support and contacts that tells its place; how many there are."""
        count = 0
        for shape, key, fields in (
            (SUPPORT, "support_type", TEXTS_OF_SUPPORT),
            (CONTACTS, "id", TEXTS_OF_CONTACTS),
        ):
            c = shape.table.c
            of_scheme = c.scheme_id == UUID(scheme)
            wanted = select(c[key], *(c[name] for name in fields)).where(of_scheme)
            for found, *texts in self._connection.execute(wanted).all():
                emptied = {name: None for name, text in zip(fields, texts, strict=True) if tells(text)}
                count += len(emptied)
                if emptied and write:
                    self._connection.execute(
                        update(shape.table).where(of_scheme, c[key] == found).values(emptied)
                    )
        return count

    def _ask(
        self, wanted: Sequence[ColumnElement[Any]], by: Column[Any], values: Sequence[Any]
    ) -> Iterator[Record]:
        statement = select(*map(self._plain, wanted)).where(by.in_(bindparam("values", expanding=True)))
        rest = iter(values)
        while part := list(islice(rest, _AT_ONCE)):
            for row in self._connection.execute(statement, {"values": part}):
                yield tuple(row)

    def _plain(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """The column as a record has it, made by the database or not at all."""
        if isinstance(column.type, Uuid):
            return (
                func.replace(cast(column, String), "-", "") if self._postgres else type_coerce(column, String)
            )
        if isinstance(column.type, Date):
            return cast(column, String) if self._postgres else type_coerce(column, String)
        if isinstance(column.type, Boolean) and not self._postgres:
            return type_coerce(column, Integer)
        return column

    def _run(self, statement: UpdateBase, names: Sequence[str], records: Sequence[Sequence[Any]]) -> None:
        """Carry a statement out for each record, whose values stand in the order of `names`."""
        if not records:
            return
        compiled = statement.compile(dialect=self._connection.dialect)
        if compiled.positiontup is None:
            self._connection.exec_driver_sql(
                compiled.string, [dict(zip(names, record, strict=True)) for record in records]
            )
            return
        if compiled.positiontup != list(names):
            in_order = itemgetter(*(names.index(name) for name in compiled.positiontup))
            records = [in_order(record) for record in records]
        self._connection.exec_driver_sql(compiled.string, list(records))

    def _copy(self, shape: Shape, records: Sequence[Record]) -> None:
        driver = self._connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(shape.table.name), sql.SQL(", ").join(map(sql.Identifier, shape.columns))
        )
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for record in records:
                copy.write_row(record)
