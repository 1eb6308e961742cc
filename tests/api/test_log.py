"""The log says which route, what came of it, who and how long: never what was asked."""

import logging
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from flask import Flask
from sqlalchemy import MetaData, select
from structlog.testing import capture_logs

from directory.api import log
from directory.db import db
from tests.conftest import ClientAs
from tests.factories import a_premises, a_scheme

CANARY = "canary7kirkgate"


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """What is logged, at every level."""
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG))
    for name in ("log", "others"):
        monkeypatch.setattr(log, name, structlog.get_logger())
    with capture_logs() as lines:
        yield lines
    structlog.configure(**before)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_request_is_logged_by_route_and_token_without_what_was_asked(
    app: Flask, client_as: ClientAs, logged: list[Any]
) -> None:
    client = client_as("practitioner")
    client.post("/api/v1/lookups", json={"address": f"12 {CANARY} Road, CM1 1AA"})
    client.get(f"/api/v1/schemes?q={CANARY}", headers={"User-Agent": CANARY, "Cookie": f"a={CANARY}"})
    client.get(f"/api/v1/authorities/{CANARY}")
    client.get(f"/{CANARY}")
    client.open("/docs", method=CANARY.upper())
    lines = [line for line in logged if line["event"] == "request"]
    assert len(lines) == 5
    for line in lines:
        assert set(line) == {*("event", "log_level", "method", "route", "status", "role", "actor", "took_ms")}
    assert lines[0]["route"] == "/api/v1/lookups"
    assert lines[0]["actor"].startswith("token:")
    assert lines[0]["role"] == "practitioner"
    assert lines[2]["route"] == "/api/v1/authorities/<gss>"
    assert lines[3]["route"] is None
    assert lines[4]["method"] == "other"
    assert CANARY not in str(logged).lower()


@pytest.mark.parametrize("app", ["sqlite", "postgresql"], indirect=True)
def test_the_day_a_stay_began_is_neither_logged_nor_stored(
    app: Flask, client_as: ClientAs, logged: list[Any]
) -> None:
    with app.app_context():
        a_premises(scheme=a_scheme(kind="ta-bnb-shared"))
    client = client_as("practitioner")
    asked = {"address": "12 Thistlequay Road, CM1 1AA", "since": "2017-03-19"}
    assert b"2017-04-29" in client.post("/api/v1/lookups", json=asked).data
    assert b"2017-04-29" in client.get("/api/v1/accommodation-types/ta-bnb-shared?since=2017-03-19").data
    assert len([line for line in logged if line["event"] == "request"]) == 2
    with app.app_context(), db.engine.connect() as connection:
        tables = MetaData()
        tables.reflect(connection)
        stored = str([connection.execute(select(each)).all() for each in tables.sorted_tables])
    assert "look-up" in stored
    for day in ("2017-03-19", "2017-04-29", "2017, 3, 19", "2017, 4, 29"):
        assert day not in str(logged)
        assert day not in stored


def test_what_a_library_logs_loses_its_words(logged: list[Any]) -> None:
    handler = log.WithoutWords()
    library = logging.getLogger("a.library")
    library.addHandler(handler)
    library.propagate = False
    try:
        try:
            raise ValueError(CANARY)
        except ValueError:
            library.exception("could not read %s", CANARY)
        library.warning(f"slow: {CANARY}")
    finally:
        library.removeHandler(handler)
    assert CANARY not in str(logged)
    told = [line for line in logged if line["by"] == "a.library"]
    assert [line["log_level"] for line in told] == ["error", "warning"]
    assert told[0]["error"] == "ValueError"
    assert "test_log.py" in told[0]["at"]


def test_what_nobody_caught_is_recorded_and_not_printed(
    logged: list[Any], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for holder, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(holder, name, getattr(holder, name))

    def fail() -> None:
        raise RuntimeError(CANARY)

    log.hush_tracebacks()
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    try:
        fail()
    except RuntimeError as error:
        sys.excepthook(RuntimeError, error, error.__traceback__)
    assert [line["error"] for line in logged] == ["RuntimeError"] * 2
    assert logged[0]["at"][-1].endswith("fail")
    assert CANARY not in str(logged)
    assert CANARY not in "".join(capfd.readouterr())
