"""What goes for every page."""

import re

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from directory.api.access import needs
from directory.pages.own_path import own_path
from directory.rules.permissions import Permission
from tests.conftest import ClientAs

on_one_database = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


@on_one_database
def test_the_start_page_says_who_one_is_and_leads_on(signed_in_as: ClientAs) -> None:
    stranger, steward = signed_in_as(None).get("/").text, signed_in_as("steward").get("/").text
    assert "Nobody can sign in here yet" in stranger
    assert "/sign-out" not in stranger
    assert "A steward" in steward
    assert "It also edits and imports." in steward
    assert 'href="/docs"' in stranger
    assert 'href="/docs"' in steward


@on_one_database
def test_where_nobody_can_sign_in_it_is_said_what_is_missing(app: Flask) -> None:
    answer = app.test_client().get("/sign-in")
    assert answer.status_code == 503
    assert "DIRECTORY_OIDC_ISSUER" in answer.text
    assert app.test_client().get("/sign-in/return?code=1&state=2").status_code == 400


@on_one_database
@pytest.mark.parametrize("path", ["/", "/sign-in", "/no/such/page"])
def test_a_page_loads_nothing_from_elsewhere_and_has_no_script_or_style_in_it(
    app: Flask, demo_app: Flask, signed_in_as: ClientAs, path: str
) -> None:
    for browser in (app.test_client(), demo_app.test_client(), signed_in_as("admin")):
        answer = browser.get(path, headers={"Accept": "text/html"})
        assert answer.mimetype == "text/html"
        assert "<script" not in answer.text
        assert "style=" not in answer.text
        assert re.findall(r'(?:src|href)="([^"]*)"', answer.text)
        assert all(each[0] in "/#" for each in re.findall(r'(?:src|href|action)="([^"]*)"', answer.text))
        policy = answer.headers["Content-Security-Policy"]
        assert "script-src" not in policy
        assert policy.startswith("default-src 'none'")
        assert "form-action 'self'; frame-ancestors 'none'" in policy
        assert answer.headers["Cache-Control"] == "no-store"
        with browser.get("/assets/pages.css") as sheet:
            assert (sheet.status_code, sheet.mimetype) == (200, "text/css")


@on_one_database
@pytest.mark.parametrize("path", ["/", "/sign-in", "/no/such/page"])
def test_a_page_can_be_read_aloud(demo_app: Flask, path: str) -> None:
    page = demo_app.test_client().get(path, headers={"Accept": "text/html"}).text
    assert '<html lang="en-GB" class="govuk-template">' in page
    assert len(re.findall(r"<h1[^>]*>[^<]+</h1>", page)) == 1
    assert re.search(r"<title>[^<]+ – Housing Directory</title>", page)
    assert '<a href="#main-content" class="govuk-skip-link">' in page
    assert 'id="main-content"' in page


@on_one_database
def test_what_goes_wrong_is_a_page_for_people_and_a_problem_for_programs(app: Flask) -> None:
    client = app.test_client()
    assert client.get("/no/such/page", headers={"Accept": "text/html,*/*"}).mimetype == "text/html"
    for headers in ({}, {"Accept": "*/*"}, {"Accept": "application/json"}):
        assert client.get("/no/such/page", headers=headers).mimetype == "application/problem+json"
    assert (
        client.get("/api/v1/no-such", headers={"Accept": "text/html"}).mimetype == "application/problem+json"
    )
    wrong_method = client.post("/", headers={"Accept": "text/html"})
    assert (wrong_method.status_code, wrong_method.mimetype) == (405, "text/html")
    assert "GET" in wrong_method.headers["Allow"]


@on_one_database
def test_a_page_that_needs_somebody_signed_in_sends_them_to_sign_in(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.view_functions, "pages.start", lambda: "closed")
    answer = app.test_client().get("/?page=2")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in?next=%2F%3Fpage%3D2")


@on_one_database
def test_a_page_says_so_when_the_database_does_not_answer(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OperationalError("SELECT", {}, Exception("server closed the connection"))

    monkeypatch.setattr("directory.services.sessions.knowing.read_rows", fail)
    browser = app.test_client()
    browser.set_cookie("directory", "A" * 43)
    answer = browser.get("/")
    assert (answer.status_code, answer.mimetype) == (503, "text/html")
    assert answer.headers["Retry-After"] == "2"


@on_one_database
def test_a_fault_of_ours_is_a_page_without_what_was_asked(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    @needs(Permission.READ_REFERENCE)
    def fail() -> None:
        raise RuntimeError("12 Kirkgate")

    monkeypatch.setitem(app.view_functions, "pages.start", fail)
    answer = app.test_client().get("/")
    assert (answer.status_code, answer.mimetype) == (500, "text/html")
    assert "Kirkgate" not in answer.text


@on_one_database
def test_nobody_is_signed_out_by_another_site(signed_in_as: ClientAs) -> None:
    browser = signed_in_as("steward")
    token = browser.environ_base.pop("HTTP_X_CSRF_TOKEN")
    elsewhere = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
    for form, headers in (({}, {}), ({"csrf_token": "x"}, {}), ({"csrf_token": token}, elsewhere)):
        answer = browser.post("/sign-out", data=form, headers=headers)
        assert (answer.status_code, answer.mimetype) == (400, "text/html")
        assert browser.get("/api/v1/me").status_code == 200
    assert browser.post("/sign-out", data={"csrf_token": token}).status_code == 303
    assert browser.get("/api/v1/me").status_code == 401


@on_one_database
def test_to_sign_out_twice_does_no_harm(app: Flask, signed_in_as: ClientAs) -> None:
    for browser in (app.test_client(), signed_in_as("steward")):
        token = browser.environ_base.get("HTTP_X_CSRF_TOKEN", "")
        for _ in range(2):
            answer = browser.post("/sign-out", data={"csrf_token": token})
            assert (answer.status_code, answer.headers["Location"]) == (303, "/")


@on_one_database
def test_signing_out_leaves_nothing_in_the_browser_and_no_cache_keeps_the_answer(
    signed_in_as: ClientAs,
) -> None:
    browser = signed_in_as("steward")
    answer = browser.post("/sign-out", data={"csrf_token": browser.environ_base["HTTP_X_CSRF_TOKEN"]})
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert browser.get_cookie("directory") is None


@pytest.mark.parametrize(
    "path", ["/", "/docs", "/schemes/12", "/schemes?page=2&type=refuge", "/a-b_c~d/e.f/"]
)
def test_a_path_of_ours_is_gone_on_to(path: str) -> None:
    assert own_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        None,
        "",
        "docs",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/docs//evil.example",
        "https://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "/..//evil.example",
        "/./docs",
        "/%2f%2fevil.example",
        "/%5cevil.example",
        "/\tevil.example",
        "/docs\n",
        "\t//evil.example",
        " /docs",
        "/docs#x",
        "/docs?next=https://evil.example",
        "/docs?a=%0d%0aSet-Cookie:x",
        "/dócs",
        "/" + "x" * 300,
        "/@evil.example",
        "/docs;x",
    ],
)
def test_anything_else_leads_to_the_start_page(path: str | None) -> None:
    assert own_path(path) == "/"
