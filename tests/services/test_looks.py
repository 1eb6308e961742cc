"""Putting looks down, whatever happens to the database meanwhile."""

import pytest
from flask import Flask
from sqlalchemy import text

from directory.db import db
from directory.errors import Unavailable
from tests.audit_logs import entries, found, looked, owner_of

pytestmark = pytest.mark.usefixtures("own_app")


@pytest.mark.parametrize("own_app", ["postgresql"], indirect=True)
def test_a_look_is_put_down_though_the_database_was_started_again(own_app: Flask) -> None:
    looked()
    engine = owner_of(own_app)
    with engine.connect() as connection:
        ended = connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE application_name = 'directory looks' AND datname = current_database()"
            )
        ).all()
    engine.dispose()
    assert len(ended) == 1
    looked()
    assert len(entries()) == 3
    assert found()[1] == []


@pytest.mark.parametrize("fault", [TimeoutError(), Unavailable("The log was tampered with.")])
def test_what_cannot_be_put_down_stops_no_answer(fault: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr("directory.services.audit.line.append", fail)
    looked()
    monkeypatch.undo()
    looked()
    assert len(entries()) == 2


def test_a_look_that_fails_leaves_the_connection_fit_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("a fault of ours")

    monkeypatch.setattr("directory.services.audit.line.append", fail)
    with pytest.raises(ValueError, match="ours"):
        looked()
    monkeypatch.undo()
    looked()
    db.session.rollback()
    assert len(entries()) == 2
    assert found()[1] == []
