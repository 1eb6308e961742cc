"""Signing in to the demo: as anybody, in demo mode and nowhere else."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.rules.permissions import Role
from tests.conftest import AppWith

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


def field(browser: FlaskClient, name: str = "csrf_token") -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', browser.get("/sign-in").text)
    assert found
    return found[1]


def sign_in(browser: FlaskClient, role: str, **fields: str) -> int:
    form = {"role": role, "csrf_token": field(browser), **fields}
    return browser.post("/sign-in/demo", data=form).status_code


def test_there_is_a_button_for_each_role_and_no_doubt_that_all_is_invented(demo_app: Flask) -> None:
    page = demo_app.test_client().get("/sign-in").text
    assert re.findall(r'<button name="role" value="(\w+)"', page) == [*Role]
    assert "Everything here is invented" in page
    assert "Every provider, scheme and person here is invented" in page


@pytest.mark.parametrize("role", Role)
def test_somebody_signs_in_as_anybody_and_out_again(demo_app: Flask, role: str) -> None:
    browser = demo_app.test_client()
    assert sign_in(browser, role) == 303
    me = browser.get("/api/v1/me").get_json()
    assert (me["role"], me["scope"], me["signed_in_by"]) == (role, None, "demo")
    found = re.search(r'name="csrf_token" value="(\w+)"', browser.get("/").text)
    assert found
    assert browser.post("/sign-out", data={"csrf_token": found[1]}).status_code == 303
    assert browser.get("/api/v1/me").status_code == 401


def test_to_be_somebody_else_ends_the_session_before(demo_app: Flask) -> None:
    browser, other = demo_app.test_client(), demo_app.test_client()
    sign_in(browser, "practitioner")
    before = browser.get_cookie("directory")
    assert before is not None
    assert sign_in(browser, "admin") == 303
    assert browser.get("/api/v1/me").get_json()["role"] == "admin"
    other.set_cookie("directory", before.value)
    assert other.get("/api/v1/me").status_code == 401


@pytest.mark.parametrize(
    ("wanted", "got"), [("/docs", "/docs"), ("//evil.example", "/"), ("/\\evil.example", "/"), ("", "/")]
)
def test_one_goes_on_to_a_page_of_ours_only(demo_app: Flask, wanted: str, got: str) -> None:
    browser = demo_app.test_client()
    form = {"role": "steward", "csrf_token": field(browser), "next": wanted}
    assert browser.post("/sign-in/demo", data=form).headers["Location"] == got
    assert f'name="next" value="{got}"' in browser.get("/sign-in", query_string={"next": wanted}).text


@pytest.mark.parametrize("role", ["", "wizard", "ADMIN", "admin\0"])
def test_a_role_that_is_none_is_refused(demo_app: Flask, role: str) -> None:
    browser = demo_app.test_client()
    assert sign_in(browser, role) == 400
    assert browser.get_cookie("directory") is None


def test_another_site_signs_nobody_in(demo_app: Flask) -> None:
    browser = demo_app.test_client()
    token = field(browser)
    for form, headers in (
        ({"role": "admin"}, {}),
        ({"role": "admin", "csrf_token": "made up"}, {}),
        ({"role": "admin", "csrf_token": token}, {"Sec-Fetch-Site": "cross-site"}),
        ({"role": "admin", "csrf_token": token}, {"Sec-Fetch-Site": "same-site"}),
    ):
        assert browser.post("/sign-in/demo", data=form, headers=headers).status_code == 400
        assert browser.get_cookie("directory") is None
    assert (
        demo_app.test_client().post("/sign-in/demo", data={"role": "admin", "csrf_token": token}).status_code
        == 400
    )


def test_outside_demo_mode_the_route_is_not_there(app: Flask, app_with: AppWith) -> None:
    key = {"secret_key": "8c1f0a7be25d49630b7f5e9d2a4c6813"}
    for site in (app, app_with(mode="production", **key)):
        assert site.test_client().post("/sign-in/demo", data={"role": "admin"}).status_code == 404
        assert "demo_pages" not in site.blueprints
