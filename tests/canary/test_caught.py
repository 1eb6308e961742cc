"""A leak that is planted is caught: in an answer, an error, a log, an output, a file and the database."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
import structlog
from flask import Response, request
from flask.testing import FlaskClient
from sqlalchemy import select

from directory.api import problems
from directory.db import db
from directory.errors import Invalid
from directory.model import Premises
from directory.rules.permissions import SERVICE
from directory.services.changes import change
from tests.access.records import SUPPRESSED
from tests.canary.commands import COMMANDS, Console
from tests.canary.conftest import Run
from tests.canary.faults import ROUTE, replaced
from tests.canary.marks import Place
from tests.canary.planting import PlantedRecords
from tests.canary.processes import look_through
from tests.canary.routes import everybody_asks, families_are_asked_about
from tests.editors import an_editor

RunOn = Callable[[str], Run]

pytestmark = pytest.mark.leaks_on_purpose


def _asked(run: Run, view: Callable[..., Any]) -> list[str]:
    """What is found when look-ups are answered by a view, in its answers, the log and the files."""
    client: FlaskClient = an_editor(run.app, role="practitioner")
    with replaced(run.app, ROUTE, view):
        families_are_asked_about(run, client, "practitioner")
    run.marks.look(Place("log", "standard error"), run.said())
    look_through(run.marks, *run.folders())
    return run.marks.leaks


def _repeat() -> Response:
    return Response(request.get_data())


def _repeat_in_a_header() -> Response:
    return Response("", headers={"X-Asked": request.get_data(as_text=True).encode("unicode_escape").decode()})


def _refuse_and_repeat() -> Response:
    raise Invalid(f"{request.get_data(as_text=True)} is no address")


def _log() -> Response:
    structlog.get_logger("directory.requests").info("asked", body=request.get_data(as_text=True))
    return Response("")


def _log_by_the_standard_library() -> Response:
    logging.getLogger("werkzeug").debug("asked %s", request.get_data(as_text=True))
    return Response("")


def _print() -> Response:
    print(request.get_data(as_text=True), file=sys.stderr)
    return Response("")


def _keep() -> Response:
    with change(SERVICE, "look-up", {"asked": request.get_data(as_text=True)}) as session:
        row = session.scalars(select(Premises)).first()
        assert row is not None
        row.locality = "Moulsham"
    return Response("")


@pytest.mark.parametrize(
    ("view", "where"),
    [
        (_repeat, "answer"),
        (_repeat_in_a_header, "answer"),
        (_refuse_and_repeat, "answer"),
        (_log, "log"),
        (_log_by_the_standard_library, "log"),
        (_print, "log"),
    ],
)
def test_what_is_asked_is_found_where_a_view_leaves_it(
    run_on: RunOn, view: Callable[[], Response], where: str
) -> None:
    run = run_on("sqlite")
    leaks = _asked(run, view)
    assert any("street, a look-up: in " in leak and f": in {where} " in leak for leak in leaks)


def test_nothing_is_found_where_nothing_leaks(run_on: RunOn) -> None:
    run = run_on("sqlite")
    assert _asked(run, lambda: Response("")) == []


def test_what_is_asked_is_found_in_the_database(run_on: RunOn) -> None:
    run = run_on("sqlite")
    with run.app.app_context():
        PlantedRecords(run.marks).key("premises", "ordinary")
        leaks = _asked(run, _keep)
    assert any("street, a look-up: in database " in leak for leak in leaks)


def test_a_suppressed_record_is_found_in_an_answer(run_on: RunOn) -> None:
    run = run_on("sqlite")

    def every_address() -> Response:
        return Response(repr([row.street for row in db.session.scalars(select(Premises))]))

    with run.app.app_context():
        records = PlantedRecords(run.marks)
        records.key("premises", SUPPRESSED)
        with replaced(run.app, "GET /healthz", every_address):
            everybody_asks(run, records, ["GET /healthz"])
    told = {
        leak.partition(": in ")[2] for leak in run.marks.leaks if "street of premises, suppressed" in leak
    }
    assert "answer GET /healthz to nobody" in told
    assert "answer GET /healthz to steward of the council" in told


def test_the_words_of_a_fault_are_found_in_the_log(run_on: RunOn, monkeypatch: pytest.MonkeyPatch) -> None:
    run = run_on("sqlite")

    def record(error: Exception) -> None:
        structlog.get_logger().error("failed", error=str(error))

    def fail() -> Response:
        raise RuntimeError(request.get_data(as_text=True))

    assert _asked(run, fail) == []
    monkeypatch.setattr(problems, "record_failure", record)
    assert any(": in log " in leak for leak in _asked(run, fail))


def test_what_a_command_prints_is_found(
    run_on: RunOn, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run = run_on("sqlite")

    def in_words(*_: object) -> str:
        return " ".join(click.get_current_context().params["address"])

    with run.app.app_context():
        console = Console(run, PlantedRecords(run.marks), tmp_path)
    monkeypatch.setattr("directory.cli.lookup.in_words", in_words)
    COMMANDS["lookup"](console)
    assert any("an address at the console: in output lookup" in leak for leak in run.marks.leaks)
