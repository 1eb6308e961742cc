"""Who may call which route: a row for each, and none missing."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, event

from directory.api.access import needs, permission_of
from directory.rules.permissions import Permission, Role
from directory.services import tokens
from tests.conftest import ClientAs

ANYONE = "anyone"

#: The least role that may call a route. A route without a row, or a row without a route, fails the tests.
LEAST = {
    "GET /healthz": ANYONE,
    "GET /readyz": ANYONE,
    "GET /docs": ANYONE,
    "GET /docs/start.js": ANYONE,
    "GET /docs/<name>": ANYONE,
    "GET /api/v1/openapi.json": ANYONE,
    "GET /api/v1/accommodation-types": ANYONE,
    "GET /api/v1/accommodation-types/<slug>": ANYONE,
    "GET /api/v1/support-types": ANYONE,
    "GET /api/v1/contact-roles": ANYONE,
    "GET /api/v1/meeting-types": ANYONE,
    "GET /api/v1/meeting-types/<slug>": ANYONE,
    "GET /api/v1/contract-terms": ANYONE,
    "GET /api/v1/sources": ANYONE,
    "POST /api/v1/lookups": "practitioner",
    "POST /api/v1/lookups/batch": "practitioner",
    "GET /api/v1/providers": "practitioner",
    "GET /api/v1/providers/<uuid:key>": "practitioner",
    "GET /api/v1/schemes": "practitioner",
    "GET /api/v1/schemes/<uuid:key>": "practitioner",
    "GET /api/v1/authorities": "practitioner",
    "GET /api/v1/authorities/<gss>": "practitioner",
    "GET /api/v1/audit": "admin",
    "GET /api/v1/premises/<uuid:key>": "practitioner",
    "GET /api/v1/contacts/<uuid:key>": "practitioner",
    "GET /api/v1/contracts": "commissioner",
    "GET /api/v1/contracts/<uuid:key>": "commissioner",
    "POST /api/v1/providers": "steward",
    "PATCH /api/v1/providers/<uuid:key>": "steward",
    "DELETE /api/v1/providers/<uuid:key>": "steward",
    "POST /api/v1/schemes": "steward",
    "PATCH /api/v1/schemes/<uuid:key>": "steward",
    "DELETE /api/v1/schemes/<uuid:key>": "steward",
    "POST /api/v1/premises": "steward",
    "PATCH /api/v1/premises/<uuid:key>": "steward",
    "DELETE /api/v1/premises/<uuid:key>": "steward",
    "POST /api/v1/contacts": "steward",
    "PATCH /api/v1/contacts/<uuid:key>": "steward",
    "DELETE /api/v1/contacts/<uuid:key>": "steward",
    "POST /api/v1/contracts": "steward",
    "PATCH /api/v1/contracts/<uuid:key>": "steward",
    "DELETE /api/v1/contracts/<uuid:key>": "steward",
    "PUT /api/v1/schemes/<uuid:key>/suppression": "steward",
    "DELETE /api/v1/schemes/<uuid:key>/suppression": "steward",
    "PUT /api/v1/premises/<uuid:key>/suppression": "steward",
    "DELETE /api/v1/premises/<uuid:key>/suppression": "steward",
    "PUT /api/v1/contacts/<uuid:key>/suppression": "steward",
    "DELETE /api/v1/contacts/<uuid:key>/suppression": "steward",
    "GET /api/v1/suppressions": "steward",
    "POST /api/v1/schemes/<uuid:key>/lifts": "steward",
    "GET /api/v1/lifts": "steward",
    "POST /api/v1/lifts/<uuid:key>/agreement": "steward",
}

#: Something to put in the place of each part of an address.
FILLED = {
    "<slug>": "no-such-thing",
    "<name>": "no-such-file",
    "<gss>": "E07000070",
    "<uuid:key>": "00000000-0000-4000-8000-000000000000",
}

ROLES = [None, *(role.value for role in Role)]


def _routes(app: Flask) -> Iterator[tuple[str, str, Any]]:
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            yield method, rule.rule, app.view_functions[rule.endpoint]


def test_every_route_has_a_row_and_every_row_a_route(app: Flask) -> None:
    assert {f"{method} {rule}" for method, rule, _ in _routes(app)} == set(LEAST)


def test_every_route_declares_a_permission(app: Flask) -> None:
    assert [rule for _, rule, view in _routes(app) if permission_of(view) is None] == []


@pytest.mark.parametrize("role", ROLES)
def test_a_route_answers_its_role_and_those_above_and_nobody_else(
    client_as: ClientAs, role: str | None
) -> None:
    client = client_as(role)
    for row, least in LEAST.items():
        method, _, address = row.partition(" ")
        for part, filling in FILLED.items():
            address = address.replace(part, filling)
        body: dict[str, Any] | None = {} if method != "GET" else None
        status = client.open(address, method=method, json=body).status_code
        if least == ANYONE or (role and ROLES.index(role) >= ROLES.index(least)):
            assert status not in (401, 403), row
        else:
            assert status == (401 if role is None else 403), row


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_route_without_a_mark_answers_nobody(app: Flask, client_as: ClientAs) -> None:
    app.view_functions["unmarked"] = lambda: "secret"
    app.url_map.add(rule := app.url_rule_class("/unmarked", endpoint="unmarked", methods=["GET"]))
    try:
        assert client_as(None).get("/unmarked").status_code == 401
        assert client_as("admin").get("/unmarked").status_code == 403
    finally:
        del app.view_functions["unmarked"]
        app.url_map._rules.remove(rule)
        app.url_map._rules_by_endpoint.pop("unmarked")


def test_no_get_changes_anything(client_as: ClientAs, engine: Engine) -> None:
    client = client_as("admin")
    tokens.forget()
    written: list[str] = []

    def note(*args: Any) -> None:
        if not args[2].lstrip().upper().startswith(("SELECT", "PRAGMA", "SHOW")):
            written.append(args[2])

    event.listen(engine, "before_cursor_execute", note)
    try:
        for row in LEAST:
            method, _, address = row.partition(" ")
            for part, filling in FILLED.items():
                address = address.replace(part, filling)
            if method == "GET":
                client.get(address)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert written == []


def test_a_permission_opens_a_route_to_one_role_and_those_above() -> None:
    @needs(Permission.READ_CONTRACTS)
    def view() -> None: ...

    assert permission_of(view) is Permission.READ_CONTRACTS
