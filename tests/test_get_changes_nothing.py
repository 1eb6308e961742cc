"""Looking changes nothing: no GET of any route writes a row, but for who looked and that a token was used."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, text

from directory import demo
from directory.db import db
from directory.services import authorities, memory, tokens
from tests.conftest import ClientAs
from tests.factories import CHELMSFORD

#: Tables that may grow, and columns that may change, by looking.
_LOOKED = ("audit_log", "audit_head")
_USED = ("tokens", "last_used_at")

#: Statements that read, or begin, end and set up a transaction.
_HARMLESS = re.compile(
    r"\s*(SELECT|WITH|PRAGMA|SHOW|BEGIN|COMMIT|ROLLBACK|SET LOCAL|SAVEPOINT|RELEASE)\b", re.I
)
_ALLOWED = re.compile(
    r"\s*(INSERT INTO audit_log\b|UPDATE audit_head\b|UPDATE tokens SET last_used_at\s*=[^,]*(WHERE|$))", re.I
)

#: What routes take beside ids, so that they have something to work on.
_QUERIES = {
    "/api/v1/providers": ["", "?q=Brindlestoke", "?page_size=1"],
    "/api/v1/schemes": [
        "",
        "?near=CM1 1AA&radius_km=50",
        "?type=ta-la-ha-stock&support=key-work",
        "?q=House",
    ],
    "/api/v1/authorities": ["", "?postcode=CM1 1AA"],
}


@pytest.fixture
def filled(app: Flask) -> Flask:
    """The application with the sample in it."""
    with app.app_context():
        authorities.align()
        demo.load_sample(datetime.now(UTC).date())
        memory.forget()
    return app


def _addresses(app: Flask) -> Iterator[str]:
    """Every address that can be got: each route with ids that are there, and one that is not."""
    with app.app_context():
        ids = {
            name: [str(row[0]) for row in db.session.execute(text(f"SELECT id FROM {name} ORDER BY id"))][:3]
            for name in ("providers", "schemes", "premises", "contacts", "tokens")
        }
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()):
            continue
        addresses = [rule.rule]
        for part in re.findall(r"<[^>]+>", rule.rule):
            table = rule.rule.split("/<")[0].rpartition("/")[2].replace("-", "_")
            fillings = {
                "<gss>": [CHELMSFORD, "E99999999"],
                "<slug>": ["ta-la-ha-stock", "icpc", "none"],
                "<name>": ["swagger-ui.css", "none"],
            }.get(part) or [*_uuids(ids.get(table, [])), "00000000-0000-4000-8000-000000000000"]
            addresses = [address.replace(part, filling) for address in addresses for filling in fillings]
        for address in addresses:
            yield from (address + query for query in _QUERIES.get(address, [""]))


def _uuids(keys: list[str]) -> list[str]:
    return [f"{k[:8]}-{k[8:12]}-{k[12:16]}-{k[16:20]}-{k[20:]}" if len(k) == 32 else k for k in keys]


def _ask_everything(app: Flask, client: FlaskClient) -> dict[int, int]:
    counts: dict[int, int] = {}
    for address in _addresses(app):
        for method in ("GET", "HEAD"):
            if address == "/sign-in":  # there is no identity provider to go to, and it says so with 503
                continue
            with client.open(address, method=method) as answer:
                counts[answer.status_code] = counts.get(answer.status_code, 0) + 1
    return counts


@contextmanager
def _statements(engine: Engine) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(*args: Any) -> None:
        seen.append(args[2])

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _state(engine: Engine) -> dict[str, list[Any]]:
    """Every row of every table, but for what looking may change."""
    held = {}
    with engine.connect() as connection:
        for table in db.metadata.sorted_tables:
            if table.name in _LOOKED:
                continue
            columns = [column for column in table.columns if (table.name, column.name) != _USED]
            rows = connection.execute(table.select().with_only_columns(*columns))
            held[table.name] = sorted(map(repr, rows))
    return held


@pytest.mark.parametrize("role", [None, "practitioner", "admin"])
def test_no_get_of_any_route_changes_anything(
    filled: Flask, client_as: ClientAs, engine: Engine, role: str | None
) -> None:
    client = client_as(role)
    tokens.forget()
    before = _state(engine)
    with _statements(engine) as seen:
        counts = _ask_everything(filled, client)
    assert [each for each in seen if not _HARMLESS.match(each) and not _ALLOWED.match(each)] == []
    assert _state(engine) == before
    assert before["schemes"]
    assert counts[200] > 20
    assert not [status for status in counts if status >= 500]


def test_what_would_change_something_is_noticed(app: Flask) -> None:
    for statement in (
        "UPDATE tokens SET revoked_at = ?, last_used_at = ? WHERE id = ?",
        "UPDATE tokens SET last_used_at = ?, role = 'admin'",
        "INSERT INTO schemes VALUES (1)",
        "DELETE FROM audit_log",
        "UPDATE directory_state SET version = version + 1",
    ):
        assert not _HARMLESS.match(statement)
        assert not _ALLOWED.match(statement)
