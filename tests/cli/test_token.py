"""flask directory token"""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from directory.cli.operator import operator
from directory.db import db
from directory.services import tokens

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


def test_a_token_is_issued_listed_and_revoked(app: Flask) -> None:
    run = app.test_cli_runner().invoke
    issued = run(
        args=["directory", "token", "issue", "--role", "organiser", "--label", "rota", "--days", "30"]
    )
    assert issued.exit_code == 0
    text = issued.stdout.strip()
    assert text.startswith("hd_")

    listed = run(args=["directory", "token", "list"]).stdout
    assert "organiser" in listed
    assert "rota" in listed
    assert text.rpartition("_")[2] not in listed

    # A whole token is taken too, though its secret need not be typed.
    assert run(args=["directory", "token", "revoke", text]).exit_code == 0
    assert "revoked" in run(args=["directory", "token", "list"]).stdout
    tokens.forget()


def test_a_token_is_replaced_while_both_work(app: Flask) -> None:
    run = app.test_cli_runner().invoke
    old = run(args=["directory", "token", "issue", "--role", "organiser", "--label", "rota"]).stdout.strip()
    result = run(args=["directory", "token", "rotate", old, "--overlap-hours", "2"])
    new = result.stdout.strip()
    assert result.exit_code == 0
    assert new.startswith("hd_")
    assert "The old one works until" in result.stderr
    with app.app_context():
        now = datetime.now(UTC)
        for text in (old, new):
            assert tokens.holder_of(text, now) is not None
        assert tokens.holder_of(old, now + timedelta(hours=3)) is None
    listed = run(args=["directory", "token", "list"]).stdout
    assert listed.count("organiser") == 2
    assert listed.count("used 20") == 2


def test_the_log_says_who_at_the_console_did_it(app: Flask) -> None:
    run = app.test_cli_runner().invoke
    run(args=["directory", "token", "issue", "--role", "organiser", "--label", "rota"])
    with app.app_context():
        actor = db.session.scalar(text("SELECT actor FROM audit_log ORDER BY seq DESC LIMIT 1"))
    assert actor == operator().actor


@pytest.mark.parametrize(
    "args",
    [
        ["issue", "--role", "wizard", "--label", "x"],
        ["issue", "--role", "admin"],
        ["issue", "--role", "admin", "--label", "x", "--days", "366"],
        ["issue", "--role", "steward", "--label", "x", "--scope", "Essex"],
        ["issue", "--role", "steward", "--label", "x", "--scope", "authority:E99999999"],
        ["revoke", "nothere1"],
        ["rotate", "nothere1"],
        ["rotate", "nothere1", "--overlap-hours", "721"],
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(app: Flask, args: list[str]) -> None:
    result = app.test_cli_runner().invoke(args=["directory", "token", *args])
    assert result.exit_code != 0
    assert "Error: " in result.output
    assert "Traceback" not in result.output
