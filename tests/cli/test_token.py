"""flask directory token"""

import pytest
from flask import Flask

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


@pytest.mark.parametrize(
    "args",
    [
        ["issue", "--role", "wizard", "--label", "x"],
        ["issue", "--role", "admin"],
        ["issue", "--role", "admin", "--label", "x", "--days", "366"],
        ["issue", "--role", "steward", "--label", "x", "--scope", "Essex"],
        ["revoke", "nothere1"],
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(app: Flask, args: list[str]) -> None:
    result = app.test_cli_runner().invoke(args=["directory", "token", *args])
    assert result.exit_code != 0
    assert "Error: " in result.output
    assert "Traceback" not in result.output
