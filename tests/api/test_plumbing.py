"""What every answer and every request has to go through, whatever the route."""

import re
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

import pytest
import structlog
from flask import Flask, g
from flask.testing import FlaskClient
from openapi_spec_validator import validate
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs
from werkzeug.test import TestResponse

from directory.api import log
from directory.api.problems import NOTHING_HERE
from directory.rules.permissions import Reader, Role
from directory.services import readiness, tokens
from tests.conftest import ClientAs

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


@pytest.fixture
def client(client_as: ClientAs) -> FlaskClient:
    return client_as(None)


def test_every_error_is_a_problem(client: FlaskClient) -> None:
    answers = [
        client.get("/no/such/thing"),
        client.post("/healthz"),
        client.get("/api/v1/sources?page=0"),
        client.get("/api/v1/sources?colour=red"),
        client.get("/docs/no-such-file"),
    ]
    for answer in answers:
        assert answer.mimetype == "application/problem+json"
        body = answer.get_json()
        assert body["type"] == "about:blank"
        assert body["status"] == answer.status_code
        assert body["title"] == HTTPStatus(answer.status_code).phrase
        assert body["detail"]
    assert [answer.status_code for answer in answers] == [404, 405, 422, 422, 404]


def test_a_wrong_method_is_told_which_ones_there_are(client: FlaskClient) -> None:
    assert set(client.post("/healthz").headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize(
    "path", ["/healthz/", "//healthz", "/healthz/..", "/HEALTHZ", "/api/v1//sources", "/%00"]
)
def test_an_address_has_one_spelling(client: FlaskClient, path: str) -> None:
    # As a server hands it over; the client itself would take //healthz for a host.
    answer = client.get(environ_overrides={"PATH_INFO": path.replace("%00", "\0")})
    assert answer.status_code == 404
    assert answer.get_json()["detail"] == NOTHING_HERE


def test_a_method_cannot_be_overridden(client: FlaskClient) -> None:
    headers = {"X-HTTP-Method-Override": "GET"}
    assert client.post("/healthz", headers=headers).status_code == 405


def test_invalid_input_names_place_field_and_what_would_be_right(client: FlaskClient) -> None:
    body = client.get("/api/v1/sources?page=none&colour=red").get_json()
    assert body["errors"] == {"query": {"colour": ["Unknown parameter; this takes page, page_size."]}}
    body = client.get("/api/v1/sources?page=none").get_json()
    assert list(body["errors"]["query"]) == ["page"]


def test_a_parameter_given_twice_is_refused(client: FlaskClient) -> None:
    answer = client.get("/api/v1/sources?page=1&page=2")
    assert answer.status_code == 422
    assert answer.get_json()["errors"]["query"]["page"] == ["Given more than once."]


def test_a_route_without_parameters_takes_none(client: FlaskClient) -> None:
    assert client.get("/api/v1/openapi.json?x=1").status_code == 422


def test_pages_are_capped_and_linked(client: FlaskClient) -> None:
    assert client.get("/api/v1/sources?page_size=101").status_code == 422
    answer = client.get("/api/v1/sources?page=2&page_size=5")
    body = answer.get_json()
    assert (body["page"], body["page_size"], len(body["items"])) == (2, 5, 5)
    last = -(-body["total"] // 5)
    links = re.findall(r'</api/v1/sources\?page_size=5&page=(\d+)>; rel="(\w+)"', answer.headers["Link"])
    assert links == [("1", "first"), ("1", "prev"), ("3", "next"), (str(last), "last")]


def test_the_pages_of_a_list_hold_everything_once(client: FlaskClient) -> None:
    seen: list[str] = []
    url: str | None = "/api/v1/sources?page_size=7"
    while url:
        answer = client.get(url)
        seen += [item["slug"] for item in answer.get_json()["items"]]
        following = re.search(r'<([^>]*)>; rel="next"', answer.headers["Link"])
        url = following[1] if following else None
    assert len(seen) == len(set(seen)) == client.get("/api/v1/sources").get_json()["total"]


def test_a_page_after_the_last_is_empty(client: FlaskClient) -> None:
    answer = client.get("/api/v1/sources?page=100000")
    assert (answer.status_code, answer.get_json()["items"]) == (200, [])


def test_what_one_has_already_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/api/v1/sources")
    again = client.get("/api/v1/sources", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get("/api/v1/sources?page_size=5").headers["ETag"] != first.headers["ETag"]


def test_head_is_get_without_the_body(client: FlaskClient) -> None:
    got, head = client.get("/api/v1/sources"), client.head("/api/v1/sources")
    assert head.data == b""
    assert head.headers["ETag"] == got.headers["ETag"]
    assert head.headers["Content-Length"] == got.headers["Content-Length"]


@pytest.mark.parametrize(
    "path", ["/healthz", "/no/such/thing", "/docs", "/api/v1/openapi.json", "/api/v1/sources?x=1"]
)
def test_every_answer_tells_browsers_the_rules(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "Set-Cookie" not in headers


def test_what_is_answered_to_a_token_is_kept_by_nobody(app: Flask) -> None:
    with app.test_request_context("/"):
        app.preprocess_request()
        g.reader = Reader(Role.PRACTITIONER)
        answer = app.process_response(app.make_response("x"))
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "given",
    ["", "Bearer", "Bearer ", "Bearer hd_aaaaaaaa_" + "0" * 48, "Basic aGQ6", "hd_aaaaaaaa_" + "0" * 48],
)
def test_a_token_that_is_none_is_answered_401_with_a_challenge(
    app: Flask, client: FlaskClient, given: str
) -> None:
    answer = _asked_for_a_token(app, client, given)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_word_bearer_may_be_written_in_any_case(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        issued = tokens.issue(Role.ADMIN, "x", datetime.now(UTC))
    assert _asked_for_a_token(app, client, f"bearer {issued.text}").status_code == 403


def _asked_for_a_token(app: Flask, client: FlaskClient, given: str) -> TestResponse:
    """Ask, with an Authorization header, for a route that has no mark and so is closed to all."""
    view = app.view_functions["health.alive"]
    app.view_functions["health.alive"] = lambda: "closed"
    try:
        return client.get("/healthz", headers={"Authorization": given})
    finally:
        app.view_functions["health.alive"] = view


def test_a_fault_of_ours_is_recorded_without_what_was_asked(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise RuntimeError("12 Kirkgate")

    monkeypatch.setattr(readiness, "check", fail)
    # One that has not kept where its first line went.
    monkeypatch.setattr(log, "others", structlog.get_logger())
    with capture_logs() as lines:
        answer = client.get("/readyz")
    assert answer.status_code == 500
    assert "Kirkgate" not in answer.get_data(as_text=True)
    (line,) = [line for line in lines if line["log_level"] == "error"]
    assert line["error"] == "RuntimeError"
    assert line["at"][-1].endswith("fail")
    assert "Kirkgate" not in str(lines)


def test_a_database_that_does_not_answer_is_a_503_to_be_tried_again(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise OperationalError("SELECT", {}, Exception("server closed the connection"))

    monkeypatch.setattr(readiness, "check", fail)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "2"


def test_the_description_is_openapi_3_1_and_covers_every_route_of_the_api(
    app: Flask, client: FlaskClient
) -> None:
    described = client.get("/api/v1/openapi.json").get_json()
    validate(described)
    assert described["openapi"] == "3.1.0"
    paths = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and rule.endpoint != "docs.openapi"
    }
    assert set(described["paths"]) == paths


def test_every_operation_is_explained_and_tells_errors_as_problems(client: FlaskClient) -> None:
    described = client.get("/api/v1/openapi.json").get_json()
    for path in described["paths"].values():
        for method in path.keys() - {"parameters"}:
            operation = path[method]
            assert operation["summary"]
            assert operation["responses"]["default"]["$ref"].startswith("#/components/responses/")
    default = described["components"]["responses"]["DEFAULT_ERROR"]
    assert list(default["content"]) == ["application/problem+json"]


def test_the_documentation_page_loads_nothing_from_elsewhere_and_no_script_of_its_own(
    client: FlaskClient,
) -> None:
    page = client.get("/docs").get_data(as_text=True)
    assert "<script>" not in page
    assert "style=" not in page
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert loaded
    for address in loaded:
        assert address.startswith("/")
        with client.get(address) as answer:
            assert answer.status_code == 200
    assert "validatorUrl: null" in client.get("/docs/start.js").get_data(as_text=True)


def test_alive_asks_no_database_and_ready_does(client: FlaskClient, engine: Engine) -> None:
    asked: list[str] = []

    def note(*args: Any) -> None:
        asked.append(args[2])

    event.listen(engine, "before_cursor_execute", note)
    try:
        assert client.get("/healthz").get_json() == {"status": "ok"}
        assert asked == []
        assert client.get("/readyz").get_json() == {"status": "ok"}
        assert asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_a_field_inside_others_is_named_by_its_path(client_as: ClientAs) -> None:
    body = {"lookups": [{"address": "12 High Street, CM1 1AA"}, {"address": 3}, {"colour": "red"}]}
    answer = client_as("practitioner").post("/api/v1/lookups/batch", json=body)
    assert answer.status_code == 422
    errors = answer.get_json()["errors"]["json"]
    assert set(errors) == {"lookups.1.address", "lookups.2.colour"}
    assert all(isinstance(messages, list) for messages in errors.values())


@pytest.mark.parametrize("body", ["[]", '"text"', "1", "null"])
def test_a_body_that_is_no_object_is_refused(client_as: ClientAs, body: str) -> None:
    answer = client_as("practitioner").post("/api/v1/lookups", data=body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.get_json()["errors"]["json"] == {"body": ["This takes named values, in braces."]}


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("application/json", "{", 400),
        ("application/json", '{"address": "x", "address": "y"}', 400),
        ("application/json", '{"address": NaN}', 400),
        ("application/json", '{"address": "\\u0000"}', 400),
        ("application/json", "", 400),
        ("text/plain", '{"address": "x"}', 415),
        ("application/x-www-form-urlencoded", "address=x", 415),
        ("application/json", '{"address": "' + "x" * 1_000_000 + '"}', 413),
        ("application/json; charset=utf-8", '{"uprn": "999"}', 200),
    ],
)
def test_a_body_is_json_of_a_size_and_nothing_else(
    client_as: ClientAs, content_type: str, body: str, status: int
) -> None:
    client = client_as("practitioner")
    answer = client.post("/api/v1/lookups", data=body, content_type=content_type)
    assert answer.status_code == status
