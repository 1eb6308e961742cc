"""One writer: what it puts down, and what it refuses."""

import json
import threading
import uuid
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from directory.db import db
from directory.model import Provider
from directory.rules.audit import Entry
from directory.rules.permissions import SERVICE, Role
from directory.services import tokens
from directory.services.changes import change
from tests.audit_logs import NOW, entries
from tests.factories import a_provider

pytestmark = pytest.mark.usefixtures("in_app")


def new_entries(before: int) -> list[Entry]:
    return entries()[before:]


def fields(entry: Entry) -> Any:
    return json.loads(entry.detail or "{}").get("fields")


def test_a_new_row_is_named_by_the_id_it_gets_when_it_is_written() -> None:
    before = len(entries())
    tokens.issue(Role.ADMIN, "an administrator", NOW)
    (entry,) = new_entries(before)
    assert (entry.action, entry.subject_kind) == ("create", "tokens")
    assert uuid.UUID(entry.subject_id)


def test_a_row_written_several_times_in_a_change_has_one_entry() -> None:
    key, before = a_provider(), len(entries())
    with change(SERVICE) as session:
        provider = session.get(Provider, key)
        assert provider is not None
        provider.phone = "01632 960001"
        session.flush()
        provider.email = "desk@brindlestoke.example"
        session.flush()
        other = Provider(name="Zephyrwyke")
        session.add(other)
        session.flush()
        other.phone = "01632 960002"
        passing = Provider(name="Never there")
        session.add(passing)
        session.flush()
        session.delete(passing)
    changed, created = new_entries(before)
    assert (changed.action, fields(changed)) == ("change", ["email", "phone"])
    assert (created.action, created.subject_id) == ("create", str(other.id))


def test_no_value_stands_in_the_log() -> None:
    key, before = a_provider("Canaryseed Homes"), len(entries()) - 1
    with change(SERVICE) as session:
        provider = session.get(Provider, key)
        assert provider is not None
        provider.name, provider.phone = "Canaryseed Housing", "01632 960177"
    told = repr(new_entries(before))
    assert "Canaryseed" not in told
    assert "960177" not in told


def test_a_change_that_fails_leaves_no_entry() -> None:
    before = len(entries())

    def fail() -> None:
        with change(SERVICE) as session:
            session.add(Provider(name="Zephyrwyke"))
            session.flush()
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    assert new_entries(before) == []


def test_a_change_inside_another_is_refused() -> None:
    before = len(entries())
    with pytest.raises(RuntimeError, match="inside another"), change(SERVICE), change(SERVICE):
        pass
    assert new_entries(before) == []


def test_a_row_changed_outside_of_a_change_is_refused() -> None:
    db.session.add(Provider(name="Zephyrwyke"))
    with pytest.raises(RuntimeError, match="outside"):
        db.session.flush()
    db.session.rollback()


@pytest.mark.parametrize("statement", [update(Provider).values(phone="01632 960001"), delete(Provider)])
def test_a_statement_that_changes_rows_unseen_is_refused(statement: Any) -> None:
    with pytest.raises(RuntimeError, match="by a statement"), change(SERVICE) as session:
        session.execute(statement)


def test_what_is_read_in_a_change_stays_so_until_its_end(app: Flask) -> None:
    key = a_provider()
    read, go_on = threading.Event(), threading.Event()

    def add(letter: str, first: bool) -> None:
        with app.app_context(), change(SERVICE) as session:
            name = session.scalar(select(Provider.name).where(Provider.id == key))
            if first:
                read.set()
                go_on.wait(10)
            provider = session.get(Provider, key)
            assert provider is not None
            provider.name = f"{name}{letter}"

    threads = [
        threading.Thread(target=add, args=("a", True)),
        threading.Thread(target=add, args=("b", False)),
    ]
    threads[0].start()
    assert read.wait(10)
    threads[1].start()
    threads[1].join(0.3)
    assert threads[1].is_alive()  # it waits
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert db.session.scalar(select(Provider.name).where(Provider.id == key)) == "Brindlestoke Homesab"
