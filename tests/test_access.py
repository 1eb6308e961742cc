"""Who may call which route, by the least role that tests/access/matrix.csv lets in; and no way round it."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from flask import Flask
from sqlalchemy import Engine, event

from directory.api.access import needs, permission_of
from directory.rules.permissions import Permission, Role
from directory.services import tokens
from tests.access.table import ANYONE, LEAST, is_refusal
from tests.conftest import ClientAs

#: In demo mode one signs in by a button, and at no identity provider.
ONLY_IN_DEMO = {"POST /sign-in/demo": ANYONE}
NOT_IN_DEMO = {"GET /sign-in/return"}

#: Statements by which a request notes that somebody was here. They change nothing that anybody is shown but
#: when a token was last used, or a session last seen.
NOTES = ("UPDATE tokens SET last_used_at=", "UPDATE sign_ins SET seen_at=", "SET LOCAL ")

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


def _filled(address: str) -> str:
    for part, filling in FILLED.items():
        address = address.replace(part, filling)
    return address


def test_every_route_declares_a_permission(app: Flask) -> None:
    assert [rule for _, rule, view in _routes(app) if permission_of(view) is None] == []


def test_in_demo_mode_there_is_one_way_in_more_and_one_less(demo_app: Flask) -> None:
    wanted = ({*LEAST} - NOT_IN_DEMO) | {*ONLY_IN_DEMO}
    assert {f"{method} {rule}" for method, rule, _ in _routes(demo_app)} == wanted
    assert [rule for _, rule, view in _routes(demo_app) if permission_of(view) is None] == []


def _least_at(address: str) -> str:
    """The least role that may do anything at an address."""
    there = [least for row, least in LEAST.items() if row.partition(" ")[2] == address]
    return min(there, key=lambda least: -1 if least == ANYONE else ROLES.index(least))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("way", ["by token", "signed in"])
def test_a_route_answers_its_role_and_those_above_and_nobody_else(
    client_as: ClientAs, signed_in_as: ClientAs, way: str, role: str | None
) -> None:
    client = {"by token": client_as, "signed in": signed_in_as}[way](role)
    for row, least in LEAST.items():
        method, _, address = row.partition(" ")
        body: dict[str, Any] | None = {} if method != "GET" else None
        status = client.open(_filled(address), method=method, json=body).status_code
        allowed = least == ANYONE or (role is not None and ROLES.index(role) >= ROLES.index(least))
        got = [status]
        if method == "GET":  # HEAD is GET without the body
            got.append(client.head(_filled(address)).status_code)
        if _least_at(address) == least:  # who may do nothing there may not ask what can be done
            got.append(client.options(_filled(address)).status_code)
            assert got[-1] == 200 or not allowed, row
        for each in got:
            if allowed:
                assert not is_refusal(row, each), row
            elif role is None:
                assert each in (401, 303), row
            else:
                assert each == 403, row


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize("role", [None, "admin"])
def test_options_answers_with_the_methods_there_are_and_nothing_else(
    client_as: ClientAs, role: str | None
) -> None:
    client = client_as(role)
    for row, least in LEAST.items():
        method, _, address = row.partition(" ")
        answer = client.options(_filled(address), headers={"Origin": "https://evil.example"})
        assert not any(name.startswith("Access-Control") for name, _ in answer.headers)
        if least == ANYONE or role == "admin":
            assert answer.data == b""
            assert method in answer.headers["Allow"].split(", ")


#: Other ways to write an address, which a server in between or a careless router takes for the same.
SPELLINGS = [
    "{0}/",
    "{0}//",
    "/{0}",
    "{0}/.",
    "{0}/../{1}",
    "/api/v1/sources/..{2}",
    "{0}%2f",
    "{0};x",
    "{0}.json",
    "{0}%00",
    "{0} ",
    "{3}",
    "/API/V1{2}",
    "/api%2fv1{2}",
    "/api//v1{2}",
    "/api/v1/./{1}",
    "/./{0}",
    "{0}%3Fpage=1",
    "{0}\\",
]


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_an_address_gets_round_the_permission(client_as: ClientAs, spelling: str) -> None:
    stranger, practitioner = client_as(None), client_as("practitioner")
    for row, least in LEAST.items():
        method, _, address = row.partition(" ")
        if least == ANYONE:
            continue
        path = _filled(address)
        rest = path.removeprefix("/api/v1")
        spelt = spelling.format(path, rest.removeprefix("/"), rest, path.upper())
        # As a server hands it over: with what is encoded in it decoded.
        environ = {"PATH_INFO": unquote(spelt)}
        body: dict[str, Any] | None = {} if method != "GET" else None
        for each in {method, "GET", "HEAD", "OPTIONS", "POST", "DELETE"}:
            status = stranger.open(method=each, json=body, environ_overrides=environ).status_code
            assert status in (401, 303, 404, 405), (each, spelt)
            if least == "admin":
                status = practitioner.open(method=each, json=body, environ_overrides=environ).status_code
                assert status in (403, 404, 405), (each, spelt)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_a_method_is_what_it_is_whatever_else_a_request_says(
    client_as: ClientAs, signed_in_as: ClientAs, name: str
) -> None:
    signed_in_as("steward")
    admin = client_as("admin")
    (session,) = admin.get("/api/v1/sessions").get_json()["items"]
    address = f"/api/v1/sessions/{session['id']}"
    headers = {name: "DELETE"}
    assert admin.get(address, headers=headers).status_code == 405
    assert admin.post(address, headers=headers, data={"_method": "DELETE"}).status_code == 405
    assert admin.post(f"{address}?_method=DELETE", headers=headers).status_code == 405
    assert admin.get("/api/v1/sessions", headers=headers).get_json()["total"] == 1
    # And the other way round: what needs a role is not answered as something that does not.
    stranger = client_as(None)
    assert stranger.delete(address, headers={name: "GET"}).status_code == 401
    assert stranger.post("/api/v1/lookups", json={}, headers={name: "OPTIONS"}).status_code == 401


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


@pytest.mark.parametrize("way", ["by token", "signed in"])
def test_no_get_changes_anything(
    client_as: ClientAs, signed_in_as: ClientAs, engine: Engine, way: str
) -> None:
    client = {"by token": client_as, "signed in": signed_in_as}[way]("admin")
    tokens.forget()
    written: list[str] = []

    def note(*args: Any) -> None:
        if not args[2].lstrip().upper().startswith(("SELECT", "PRAGMA", "SHOW")):
            written.extend([] if args[2].startswith(NOTES) else [args[2]])

    event.listen(engine, "before_cursor_execute", note)
    try:
        for row in LEAST:
            method, _, address = row.partition(" ")
            if method == "GET":
                client.get(_filled(address))
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert written == []


def test_a_permission_opens_a_route_to_one_role_and_those_above() -> None:
    @needs(Permission.READ_CONTRACTS)
    def view() -> None: ...

    assert permission_of(view) is Permission.READ_CONTRACTS
