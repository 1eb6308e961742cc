"""flask directory session"""

from datetime import UTC, datetime

import pytest
from flask import Flask

from directory.cli.operator import operator
from directory.rules.permissions import Role, Scope
from directory.rules.sign_in import Grant
from directory.services import sessions

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


def test_who_is_signed_in_is_listed_and_signed_out(app: Flask) -> None:
    run = app.test_cli_runner().invoke
    with app.app_context():
        now = datetime.now(UTC)
        identity = sessions.Identity("https://id.example", "1", "Tamsin Thistle")
        held = sessions.start(identity, Grant(Role.STEWARD, Scope.parse("authority:E07000070")), now)
    (line,) = run(args=["directory", "session", "list"]).stdout.splitlines()
    assert "steward" in line
    assert "authority:E07000070  Tamsin Thistle" in line
    assert held not in line
    assert run(args=["directory", "session", "end", line.split()[0]]).exit_code == 0
    assert run(args=["directory", "session", "list"]).stdout == ""
    with app.app_context():
        assert sessions.known(held, now) is None


@pytest.mark.parametrize("key", ["nobody", "00000000-0000-4000-8000-000000000000"])
def test_a_session_that_is_not_there_is_said_to_be(app: Flask, key: str) -> None:
    result = app.test_cli_runner().invoke(args=["directory", "session", "end", key])
    assert result.exit_code != 0
    assert "Error: " in result.output


def test_the_log_knows_who_runs_a_command(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    by = operator()
    assert by.role is Role.ADMIN
    assert by.actor.startswith("console:")
    assert len(by.actor) > len("console:")
    monkeypatch.setenv("LOGNAME", "somebody-else")
    monkeypatch.setenv("USER", "somebody-else")
    assert operator() == by
    monkeypatch.setattr("os.getuid", lambda: 4_000_000)
    assert operator().actor == "console:4000000"
