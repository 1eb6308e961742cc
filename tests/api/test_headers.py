"""What every answer carries, whatever it is and whoever asked."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from directory import create_app
from directory.db import db
from directory.equipment import equipment_of
from tests.access.table import LEAST
from tests.conftest import ClientAs
from tests.test_access import FILLED

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

NO_ROUTES = ["GET /no/such/thing", "POST /healthz", "GET /%00", "TRACE /docs", "OPTIONS /docs"]


@pytest.fixture
def answers(client_as: ClientAs) -> Iterator[list[tuple[str | None, str, TestResponse]]]:
    """One answer of every route to everybody, and some of what is no route."""
    found = []
    for role in (None, "practitioner", "admin"):
        client = client_as(role)
        for row in [
            *LEAST,
            "GET /no/such/thing",
            "POST /healthz",
            "GET /%00",
            "TRACE /docs",
            "OPTIONS /docs",
        ]:
            method, _, address = row.partition(" ")
            for part, filling in FILLED.items():
                address = address.replace(part, filling)
            body: dict[str, str] | None = {} if method in ("POST", "PUT", "PATCH") else None
            found.append((role, row, client.open(address, method=method, json=body)))
    yield found
    for _, _, answer in found:
        answer.close()


def test_every_answer_tells_browsers_to_load_run_and_frame_nothing_of_others(
    answers: list[tuple[str | None, str, TestResponse]],
) -> None:
    for role, row, answer in answers:
        for name, value in ALWAYS.items():
            assert answer.headers.getlist(name) == [value], (role, row)
        (policy,) = answer.headers.getlist("Content-Security-Policy")
        rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))
        assert rules["default-src"] == "'none'", (role, row)
        assert rules["frame-ancestors"] == "'none'", (role, row)
        assert rules["base-uri"] == "'none'", (role, row)
        assert rules["form-action"] in ("'none'", "'self'"), (role, row)
        assert "unsafe" not in policy, (role, row)
        allowed = {source for rule in rules.values() for source in rule.split()}
        assert allowed <= {"'none'", "'self'", "data:"}, (role, row)  # no host but our own
        assert "camera=()" in answer.headers["Permissions-Policy"], (role, row)


def test_no_answer_says_what_serves_it(answers: list[tuple[str | None, str, TestResponse]]) -> None:
    for role, row, answer in answers:
        assert "X-Powered-By" not in answer.headers, (role, row)
        assert "Server" not in answer.headers, (role, row)


def test_what_is_answered_to_a_token_or_refused_is_kept_by_nobody(
    answers: list[tuple[str | None, str, TestResponse]],
) -> None:
    protected = [row for row, least in LEAST.items() if least != "anyone"]
    kept = [
        (role, row)
        for role, row, answer in answers
        if (row in protected or answer.status_code >= 400) and answer.headers["Cache-Control"] != "no-store"
    ]
    assert kept == []
    assert any(answer.status_code == 200 and row in protected for _, row, answer in answers)
    assert any(answer.status_code == 404 and row in protected for _, row, answer in answers)


def test_nobody_is_told_what_they_sent(app: Flask) -> None:
    """TRACE would send a request back with what a proxy has put into it."""
    for path in ("/docs", "/", "/api/v1/lookups"):
        answer = app.test_client().open(path, method="TRACE", headers={"X-Canary": "canary"})
        assert answer.status_code == 405
        assert "canary" not in f"{answer.headers}{answer.text}"


def test_no_answer_lets_another_site_read_it(answers: list[tuple[str | None, str, TestResponse]]) -> None:
    for role, row, answer in answers:
        assert not [name for name, _ in answer.headers if name.startswith("Access-Control-")], (role, row)


def test_browsers_are_held_to_https_in_production_and_only_there(app: Flask) -> None:
    settings = equipment_of(app).settings
    production = create_app(
        replace(settings, mode="production", secret_key="8c1f0a7be25d49630b7f5e9d2a4c6813")
    )
    with production.app_context():
        db.engine.dispose()
    for path in ("/healthz", "/api/v1/sources", "/no/such/thing", "/api/v1/schemes"):
        strict = production.test_client().get(path).headers["Strict-Transport-Security"]
        assert int(strict.partition("max-age=")[2].partition(";")[0]) >= 31536000
        assert "Strict-Transport-Security" not in app.test_client().get(path).headers
