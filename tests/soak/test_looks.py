"""Many who look at once: one chain, no gap, nothing lost, nobody stuck."""

from collections.abc import Callable

import pytest
from flask import Flask

from directory.db import db
from directory.equipment import equipment_of
from directory.rules.permissions import SERVICE, Role
from directory.services import tokens
from soak.looks import in_processes, in_threads
from tests.audit_logs import NOW, entries, found, looked


def test_threads_and_processes_write_one_chain(own_app: Flask) -> None:
    settings = equipment_of(own_app).settings
    in_threads(own_app, 8, 25)
    in_processes(settings, 2, 4, 25)
    assert len(entries()) == 1 + 8 * 25 + 2 * (50 + 4 * 25)
    assert found()[1] == []


def test_changes_and_looks_at_once_write_one_chain(own_app: Flask) -> None:
    import threading

    def in_app(work: Callable[[], object]) -> threading.Thread:
        def run() -> None:
            with own_app.app_context():
                work()

        return threading.Thread(target=run)

    working = [
        *(in_app(lambda: looked(20)) for _ in range(4)),
        *(
            in_app(lambda: [tokens.issue(Role.ADMIN, "x", NOW, by=SERVICE) for _ in range(10)])
            for _ in range(4)
        ),
    ]
    for thread in working:
        thread.start()
    for thread in working:
        thread.join(60)
    assert not any(thread.is_alive() for thread in working)
    assert len(entries()) == 1 + 4 * 20 + 4 * 10
    assert found()[1] == []


def test_a_look_waits_for_no_disk_and_a_change_does(own_app: Flask) -> None:
    from directory.services.audit import line_of

    looked()
    line = line_of(db.engine)
    with db.engine.connect() as own:
        if db.engine.dialect.name == "sqlite":
            assert line.ask("PRAGMA synchronous") == 1  # NORMAL
            assert own.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL
        else:
            assert line.ask("SHOW synchronous_commit") == "off"


@pytest.mark.parametrize("own_app", ["sqlite"], indirect=True)
def test_a_look_is_answered_though_somebody_writes_for_long(
    own_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked()
    db.engine.dispose()
    monkeypatch.setattr("directory.services.audit.line.PATIENCE_S", 0.05)
    with db.engine.connect() as other:
        other.exec_driver_sql("BEGIN IMMEDIATE")
        looked()
    assert len(entries()) == 2
    looked()
    assert len(entries()) == 3
    assert found()[1] == []
