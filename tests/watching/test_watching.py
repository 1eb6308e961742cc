"""A leak is found whichever way it goes, in each process of a run, and fails the run."""

import subprocess
import sys
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from flask import Flask, Response
from sqlalchemy import create_engine, text

from directory.config import PROJECT
from tests import databases
from tests.databases import Databases
from tests.private import ERASED, NHS_NUMBER, REFUSED
from tests.watching.leftovers import look_through_all
from tests.watching.net import Net, another_net
from tests.watching.plugin import LEAKS
from tests.watching.values import KINDS, Place, found_in

pytestmark = pytest.mark.leaks_on_purpose

STREET, HELD, TOKEN = str(REFUSED["street"]), "12 Thistlequay Road", f"hd_abcdefgh_{'0' * 48}"


def kinds(net: Net) -> set[str]:
    """What was found, and the kind of place it was found in: `address: answer`."""
    return {f"{leak.partition(' (')[0]}: {leak.partition(': in ')[2].split()[0]}" for leak in net.leaks}


def told(body: str, status: int = 200, *, known: bool = False, header: str = "") -> set[str]:
    """What is found in an answer of a route to somebody."""
    app = Flask(__name__)
    app.add_url_rule("/", "it", lambda: Response(body, status, {"X-Asked": header}))
    with another_net() as net:
        app.test_client().get("/", headers={"Authorization": "Bearer x"} if known else {})
    assert net.looked.total() == 1
    return kinds(net)


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize(("status", "kind"), [(200, "answer"), (422, "error"), (500, "error")])
def test_what_must_be_nowhere_is_found_in_every_answer(status: int, kind: str, known: bool) -> None:
    assert told(STREET, status, known=known) == {f"address that must not be held: {kind}"}
    assert told("", status, known=known, header=STREET) == {f"address that must not be held: {kind}"}
    assert told(NHS_NUMBER, status, known=known) == {f"number of a child: {kind}"}
    assert told(TOKEN, status, known=known) == {f"token: {kind}"}


def test_an_address_is_told_to_those_who_are_known_and_not_when_something_fails() -> None:
    assert told(HELD) == {"address: answer"}
    assert told(HELD, 401) == {"address: error"}
    assert told(HELD, 500, known=True) == {"address: error"}
    assert told(HELD, known=True) == told(HELD, 409, known=True) == told("Nothing") == set()


def test_a_leak_in_an_answer_over_http_is_found() -> None:
    class Leaking(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(HELD.encode())

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Leaking) as server, another_net() as net:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for headers in ({"Authorization": "Bearer x"}, {}):
            assert net.leaks == []
            address = f"http://127.0.0.1:{server.server_port}/"
            with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
                answer.read()
        server.shutdown()
    assert kinds(net) == {"address: answer"}


def typed(command: str, said: str, *, err: bool = False, error: Exception | None = None) -> set[str]:
    """What is found when a command says something, or fails."""

    def say() -> None:
        click.echo(said, err=err)
        if error:
            raise error

    group: click.Command = click.Command(
        "it", callback=say, params=[click.Argument(["any"], nargs=-1, expose_value=False)]
    )
    with another_net() as net:
        CliRunner().invoke(group, args=["directory", *command.split()])
    return kinds(net)


def test_a_leak_in_the_output_of_a_command_is_found() -> None:
    for err in (False, True):
        assert typed("retention", HELD, err=err) == {"address: output"}
        assert typed("lookup", STREET, err=err) == {"address that must not be held: output"}
        assert typed("token list", TOKEN, err=err) == {"token: output"}
        assert typed("lookup", HELD, err=err) == typed("token issue", TOKEN, err=err) == set()
    assert typed("retention", "", error=RuntimeError(HELD)) == {"address: output"}


def test_a_leak_of_a_process_of_its_own_is_found() -> None:
    for stream in ("stdout", "stderr"):
        with another_net() as net:
            command = f"import sys; sys.{stream}.write({STREET!r})"
            subprocess.run([sys.executable, "-c", command], capture_output=True, check=True)
        assert kinds(net) == {"address that must not be held: process"}


@pytest.mark.parametrize("kind", databases.KINDS)
def test_a_leak_into_a_database_is_found_as_it_is_written_and_when_it_is_left(
    made: Databases, tmp_path: Path, kind: str
) -> None:
    theirs = Databases()
    engine = create_engine(made.new(kind).replace("postgresql:", "postgresql+psycopg:"))
    with another_net() as net, engine.begin() as connection:
        connection.execute(text("CREATE TABLE audit_log (detail text)"))
        connection.execute(text("CREATE TABLE notes (detail text)"))
        for table, detail in (("notes", HELD), ("audit_log", HELD), ("notes", STREET)):
            connection.execute(text(f"INSERT INTO {table} (detail) VALUES (:detail)"), {"detail": detail})
    engine.dispose()
    assert [leak.partition(", of ")[0] for leak in net.leaks] == [
        "address (thistlequay): in statement INSERT INTO audit_log",
        "address that must not be held (quondaryseed): in statement INSERT INTO notes",
    ]
    theirs.made = made.made[-1:]
    left = Net()
    look_through_all(left, tmp_path, theirs)
    assert kinds(left) == {"address that must not be held: file"}
    left = Net(tests_aside={made.made[-1][1]})
    look_through_all(left, tmp_path, theirs)
    assert left.leaks == []


def test_a_leak_in_a_file_is_found_unless_a_test_wrote_it_for_a_load(tmp_path: Path) -> None:
    for name in ("report.csv", "premises.csv", "directory.sqlite", "deep/notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{HELD}, {STREET}")
    net = Net()
    look_through_all(net, tmp_path, Databases())
    assert {leak.partition(", of ")[0] for leak in net.leaks} == {
        "address (thistlequay): in file report.csv",
        "address (thistlequay): in file deep/notes.txt",
        "address that must not be held (quondaryseed): in file report.csv",
        "address that must not be held (quondaryseed): in file deep/notes.txt",
        "address that must not be held (quondaryseed): in file directory.sqlite",
    }


@pytest.mark.parametrize(
    "said",
    [
        HELD,
        STREET,
        "CM1 1AA",
        "cm1 1ae",
        "01632 960123",
        "9434765919",
        TOKEN,
        databases.PASSWORD,
        *(str(value) for name, value in (*REFUSED.items(), *ERASED.items()) if name != "number"),
    ],
)
def test_whatever_is_private_is_found_in_a_log(said: str) -> None:
    for spelt in (said, said.upper(), f'{{"event":"{said}"}}'):
        assert [*found_in(spelt.encode(), Place("log", "stderr"))] != []


def test_no_kind_of_private_value_may_be_in_a_log() -> None:
    assert [kind.name for kind in KINDS if kind.may_be(Place("log", "stderr"))] == []


#: A run of tests that leak, and of one that does not.
CONFTEST = "from tests.conftest import made, pytest_configure, what_is_left\n"
LEAKING = f"""
import logging, sys
import pytest
from flask import Flask
from directory.api import log
from directory.config import Settings

def test_prints(): print("Quondaryseed", file=sys.stderr)
def test_says(): print("Quondaryholt")
def test_warns(): logging.getLogger("any").warning("9434765919")
def test_logs(tmp_path):
    log.set_up(Settings(instance_dir=tmp_path))
    log.others.error("failed", at="CM1 1AA")
def test_leaves(tmp_path): (tmp_path / "note.txt").write_text("Quondaryford")
def test_tells():
    app = Flask("it")
    app.add_url_rule("/", "it", lambda: "Thistlequay")
    app.test_client().get("/")
@pytest.mark.{LEAKS}
def test_means_to(tmp_path):
    print("Quondarywing")
    (tmp_path / "note.txt").write_text("Quondarywing")
"""
FOUND = {
    "address that must not be held (quondaryseed): in log stderr call": "test_prints",
    "address that must not be held (quondaryholt): in log stdout call": "test_says",
    "number of a child (9434765919): in log log call": "test_warns",
    "postcode (cm1 1aa): in log stderr call": "test_logs",
    "address (thistlequay): in answer GET / 2xx": "test_tells",
}


def a_run(folder: Path, tests: str, *options: str) -> tuple[int, list[str]]:
    """How a run of some tests ends, and what it says."""
    (folder / "conftest.py").write_text(CONFTEST)
    (folder / "test_it.py").write_text(tests)
    own = ["-c", "/dev/null", "--rootdir", str(folder), "-p", "no:cacheprovider", "--basetemp", f"{folder}/t"]
    command = [sys.executable, "-m", "pytest", "-q", *own, *options, str(folder / "test_it.py")]
    with another_net():
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.splitlines()


@pytest.mark.parametrize("options", [(), ("-n", "2")], ids=["one process", "two"])
def test_a_run_fails_by_what_its_tests_leave_behind(tmp_path: Path, options: tuple[str, ...]) -> None:
    status, said = a_run(tmp_path, LEAKING, *options)
    assert status == pytest.ExitCode.TESTS_FAILED, said
    assert said[-1].startswith("7 passed"), said
    for leak, test in FOUND.items():
        assert f"{leak}, of test_it.py::{test}" in said
    assert any("(quondaryford): in file" in line for line in said)
    assert not any("quondarywing" in line.lower() for line in said)


def test_a_run_that_leaves_nothing_behind_passes(tmp_path: Path) -> None:
    status, said = a_run(tmp_path, "def test_it(): print('Nothing')\n")
    assert (status, said[-1].partition(" in ")[0]) == (pytest.ExitCode.OK, "1 passed")


def test_only_these_tests_leak_on_purpose() -> None:
    here = [path for path in (PROJECT / "tests").rglob("*.py") if f"mark.{LEAKS}" in path.read_text()]
    assert sorted(path.name for path in here) == ["test_caught.py", "test_watching.py"]
