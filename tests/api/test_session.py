"""Asking the API as somebody who signed in: what their own pages may do, and other sites may not."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from directory.api.access import needs
from directory.rules.permissions import PURPOSES, Permission
from directory.services import tokens
from tests.conftest import ClientAs

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)

LOOKUP: dict[str, Any] = {"address": "12 High Street, CM1 1AA"}
OURS = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors", "Origin": "http://localhost"}


@pytest.fixture
def browser(signed_in_as: ClientAs) -> FlaskClient:
    """A browser of somebody signed in, whose pages send nothing along by themselves."""
    client = signed_in_as("practitioner")
    client.environ_base.pop("HTTP_X_CSRF_TOKEN")
    return client


@pytest.fixture
def token(browser: FlaskClient) -> str:
    found: str = browser.get("/api/v1/me").get_json()["csrf_token"]
    return found


def test_one_s_own_page_asks_with_the_text_that_me_gives(browser: FlaskClient, token: str) -> None:
    for headers in (OURS, {}, {"Sec-Fetch-Site": "none"}):
        headers = {**headers, "X-CSRF-Token": token}
        assert browser.post("/api/v1/lookups", json=LOOKUP, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "same-site", "Origin": "https://other.council.example"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost"},
        {"Referer": "http://localhost/"},
        {},
        OURS,
    ],
)
@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", '{"address": "12 High Street, CM1 1AA"}'),
        ("text/plain", '{"address": "12 High Street, CM1 1AA"}'),
        ("application/x-www-form-urlencoded", "address=12+High+Street"),
        (
            "multipart/form-data; boundary=x",
            '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--',
        ),
        ("", ""),
    ],
)
def test_what_another_site_has_a_browser_send_changes_nothing(
    browser: FlaskClient, headers: dict[str, str], content_type: str, body: str
) -> None:
    answer = browser.post("/api/v1/lookups", data=body, content_type=content_type, headers=headers)
    assert answer.status_code == 403
    assert "X-CSRF-Token" in answer.get_json()["detail"]


def test_a_text_of_somebody_else_or_none_is_refused(
    browser: FlaskClient, token: str, signed_in_as: ClientAs
) -> None:
    other = signed_in_as("practitioner").environ_base["HTTP_X_CSRF_TOKEN"]
    for sent in (other, "", token[:-1], token.upper(), f"{token}x", "é", token + "\x7f"):
        answer = browser.post("/api/v1/lookups", json=LOOKUP, headers={"X-CSRF-Token": sent})
        assert answer.status_code == 403
    # The text opens nothing by itself, nor in a form or a parameter of the API.
    browser.delete_cookie("directory")
    assert browser.post("/api/v1/lookups", json=LOOKUP, headers={"X-CSRF-Token": token}).status_code == 401


def test_the_right_text_from_another_site_is_refused_too(browser: FlaskClient, token: str) -> None:
    for site in ("cross-site", "same-site", "anything"):
        headers = {"X-CSRF-Token": token, "Sec-Fetch-Site": site}
        assert browser.post("/api/v1/lookups", json=LOOKUP, headers=headers).status_code == 403


def test_the_text_does_not_count_in_a_form_sent_to_the_api(browser: FlaskClient, token: str) -> None:
    answer = browser.post("/api/v1/lookups", data={"csrf_token": token})
    assert answer.status_code == 403


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_what_changes_nothing_needs_no_text(browser: FlaskClient, method: str) -> None:
    assert browser.open("/api/v1/me", method=method).status_code == 200


@pytest.fixture
def form(app: Flask) -> Iterator[str]:
    """A page of ours with a form that changes something, for those who are known."""
    app.view_functions["form"] = needs(Permission.LOOK_UP)(lambda: "done")
    app.url_map.add(rule := app.url_rule_class("/form", endpoint="form", methods=["POST"]))
    try:
        yield rule.rule
    finally:
        del app.view_functions["form"]
        app.url_map._rules.remove(rule)
        app.url_map._rules_by_endpoint.pop("form")


def test_a_page_takes_the_text_from_its_form_or_a_header(browser: FlaskClient, token: str, form: str) -> None:
    assert browser.post(form, data={"csrf_token": token}).status_code == 200
    assert browser.post(form, headers={"X-CSRF-Token": token}).status_code == 200
    assert browser.post(form, data={"csrf_token": "x"}).status_code == 403
    assert browser.post(form).status_code == 403


def test_no_other_site_may_read_an_answer(browser: FlaskClient) -> None:
    answer = browser.get("/api/v1/me", headers={"Origin": "https://evil.example"})
    assert not any(name.startswith("Access-Control") for name, _ in answer.headers)
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_token_needs_no_such_text(client_as: ClientAs) -> None:
    assert client_as("practitioner").post("/api/v1/lookups", json=LOOKUP).status_code == 200


def test_who_sends_token_and_cookie_means_the_token(browser: FlaskClient, client_as: ClientAs) -> None:
    admin = client_as("admin").environ_base["HTTP_AUTHORIZATION"]
    assert browser.get("/api/v1/sessions").status_code == 403
    assert browser.get("/api/v1/sessions", headers={"Authorization": admin}).status_code == 200
    me = browser.get("/api/v1/me", headers={"Authorization": admin}).get_json()
    assert (me["role"], me["signed_in_by"], me["csrf_token"]) == ("admin", "token", None)
    for given in ("", "Bearer", "Bearer hd_aaaaaaaa_" + "0" * 48, "Basic aGQ6"):
        assert browser.get("/api/v1/me", headers={"Authorization": given}).status_code == 401


def test_who_is_not_known_is_told_how_to_become_so(app: Flask) -> None:
    stranger = app.test_client()
    answer = stranger.get("/api/v1/me")
    assert answer.get_json()["detail"].startswith("This needs a token: ")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="directory"'
    answer = stranger.get("/api/v1/me", headers={"Authorization": "Bearer x"})
    assert answer.get_json()["detail"].startswith("This token is not known")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="directory", error="invalid_token"'


def test_me_says_who_one_is_and_until_when(signed_in_as: ClientAs, client_as: ClientAs) -> None:
    me = signed_in_as("steward").get("/api/v1/me").get_json()
    assert {name: me[name] for name in ("role", "scope", "name", "signed_in_by")} == {
        "role": "steward",
        "scope": None,
        "name": "A steward",
        "signed_in_by": "openid",
    }
    assert me["idle_at"] < me["expires_at"]
    me = client_as("steward").get("/api/v1/me").get_json()
    assert (me["name"], me["signed_in_by"], me["idle_at"]) == ("test steward", "token", None)


@pytest.mark.parametrize("held", ["", "A" * 43, "x", "é", "A" * 3000])
def test_a_cookie_that_is_no_session_is_no_sign_in(app: Flask, held: str) -> None:
    client = app.test_client()
    client.set_cookie("directory", held)
    client.set_cookie("__Host-directory", held)
    assert client.get("/api/v1/me").status_code == 401


def test_an_admin_lists_sessions_and_ends_one(signed_in_as: ClientAs, client_as: ClientAs) -> None:
    steward, admin = signed_in_as("steward"), client_as("admin")
    (session,) = admin.get("/api/v1/sessions").get_json()["items"]
    assert session["person"]["name"] == "A steward"
    assert session["role"] == "steward"
    assert steward.get("/api/v1/me").status_code == 200
    assert admin.delete(f"/api/v1/sessions/{session['id']}").status_code == 204
    assert steward.get("/api/v1/me").status_code == 401
    assert admin.get("/api/v1/sessions").get_json()["total"] == 0
    assert admin.delete(f"/api/v1/sessions/{session['id']}").status_code == 204
    assert admin.delete("/api/v1/sessions/00000000-0000-4000-8000-000000000000").status_code == 404


def test_nothing_of_a_session_s_secret_is_in_the_list(signed_in_as: ClientAs, client_as: ClientAs) -> None:
    steward = signed_in_as("steward")
    held = steward.get_cookie("directory")
    assert held is not None
    told = client_as("admin").get("/api/v1/sessions").text
    assert held.value not in told
    assert steward.environ_base["HTTP_X_CSRF_TOKEN"] not in told


def test_sessions_come_in_pages(signed_in_as: ClientAs, client_as: ClientAs) -> None:
    for _ in range(3):
        signed_in_as("steward")
    admin = client_as("admin")
    pages = [admin.get(f"/api/v1/sessions?page_size=2&page={number}").get_json() for number in (1, 2, 3)]
    assert [len(page["items"]) for page in pages] == [2, 1, 0]
    assert {page["total"] for page in pages} == {3}
    assert len({item["id"] for page in pages for item in page["items"]}) == 3


@pytest.mark.parametrize("purpose", ["enquiry", "meeting", "placement", "contract", "upkeep", "test"])
def test_why_somebody_asks_is_one_of_a_few_words(client_as: ClientAs, purpose: str) -> None:
    client = client_as("practitioner")
    assert client.get("/api/v1/me", headers={"Directory-Purpose": purpose}).status_code == 200


def test_why_somebody_asks_is_put_down_with_what_they_did(client_as: ClientAs) -> None:
    admin = client_as("admin")
    for purpose in ("placement", None):
        headers = {"Directory-Purpose": purpose} if purpose else {}
        client_as("practitioner").post("/api/v1/lookups", json=LOOKUP, headers=headers)
        newest = admin.get("/api/v1/audit?action=look-up").get_json()["items"][0]
        assert newest["purpose"] == purpose


@pytest.mark.parametrize(
    "purpose", ["", "because", "MEETING", "meeting, enquiry", "the Thistle children", "\x7f"]
)
def test_any_other_purpose_is_refused_with_the_words_there_are(client_as: ClientAs, purpose: str) -> None:
    answer = client_as("practitioner").get("/api/v1/me", headers={"Directory-Purpose": purpose})
    assert answer.status_code == 422
    assert answer.get_json()["detail"].startswith("Directory-Purpose: It takes one of enquiry, ")
    assert answer.get_json()["errors"] == {
        "header": {"Directory-Purpose": [f"It takes one of {', '.join(PURPOSES)}."]}
    }
    # Whoever may not ask learns no more by it.
    assert client_as(None).get("/api/v1/me", headers={"Directory-Purpose": purpose}).status_code == 401


def test_the_description_says_how_one_says_who_one_is(app: Flask) -> None:
    described = app.test_client().get("/api/v1/openapi.json").get_json()
    schemes = described["components"]["securitySchemes"]
    assert (schemes["session"]["in"], schemes["session"]["name"]) == ("cookie", "directory")
    operation = described["paths"]["/api/v1/lookups"]["post"]
    assert operation["security"] == [{"bearer": []}, {"session": []}]
    assert {"$ref": "#/components/parameters/purpose"} in operation["parameters"]
    assert "parameters" not in described["paths"]["/api/v1/sources"]["get"].get("security", {})


def test_what_is_in_the_database_opens_nothing(app: Flask, browser: FlaskClient, engine: Engine) -> None:
    with engine.connect() as connection:
        rows = [
            *connection.execute(text("SELECT * FROM sign_ins")),
            *connection.execute(text("SELECT * FROM tokens")),
        ]
    tokens.forget()
    for value in {str(value) for row in rows for value in row}:
        client = app.test_client()
        client.set_cookie("directory", value)
        assert client.get("/api/v1/me").status_code == 401
        headers = {"Authorization": f"Bearer {value}"}
        assert client.get("/api/v1/me", headers=headers).status_code == 401
