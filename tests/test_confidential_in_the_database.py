"""The database itself refuses an address for a scheme that holds none, whichever program asks."""

import uuid
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, Engine, insert, update
from sqlalchemy.exc import IntegrityError

from directory.model import Premises, Scheme
from tests.factories import a_premises, a_refuge, a_scheme

pytestmark = pytest.mark.usefixtures("in_app")

Statement = Callable[[Connection, uuid.UUID, uuid.UUID], object]


def _an_address(scheme: uuid.UUID, *, holds_location: bool) -> dict[str, object]:
    return {
        "id": uuid.uuid4(),
        "scheme_id": scheme,
        "holds_location": holds_location,
        "postcode": "CM1 1AA",
        "covers": "building",
        "suppressed": False,
    }


def _add(connection: Connection, refuge: uuid.UUID, _: uuid.UUID) -> object:
    return connection.execute(insert(Premises).values(_an_address(refuge, holds_location=True)))


def _add_as_none(connection: Connection, refuge: uuid.UUID, _: uuid.UUID) -> object:
    return connection.execute(insert(Premises).values(_an_address(refuge, holds_location=False)))


def _move(connection: Connection, refuge: uuid.UUID, _: uuid.UUID) -> object:
    return connection.execute(update(Premises).values(scheme_id=refuge))


def _move_as_none(connection: Connection, refuge: uuid.UUID, _: uuid.UUID) -> object:
    return connection.execute(update(Premises).values(scheme_id=refuge, holds_location=False))


def _close_over_it(connection: Connection, _: uuid.UUID, hostel: uuid.UUID) -> object:
    return connection.execute(update(Scheme).where(Scheme.id == hostel).values(holds_location=False))


@pytest.mark.parametrize("statement", [_add, _add_as_none, _move, _move_as_none, _close_over_it])
def test_no_statement_puts_an_address_to_a_scheme_that_holds_none(
    engine: Engine, statement: Statement
) -> None:
    refuge, hostel = a_refuge(), a_scheme()
    a_premises(scheme=hostel)
    with engine.connect() as connection, pytest.raises(IntegrityError):
        statement(connection, refuge, hostel)


def test_the_same_statement_is_taken_for_a_scheme_that_holds_one(engine: Engine) -> None:
    hostel = a_scheme()
    with engine.begin() as connection:
        _add(connection, hostel, hostel)
