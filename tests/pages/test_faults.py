"""What goes wrong is told as a page that says what to do."""

import pytest
from flask import Flask

from directory.api.access import needs
from directory.rules.permissions import Permission
from tests.conftest import AppWith, ClientAs

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)

BROWSER = {"Accept": "text/html"}


def test_a_page_that_is_not_there_says_where_to_go(app: Flask) -> None:
    answer = app.test_client().get("/no/such/page", headers=BROWSER)
    assert answer.status_code == 404
    assert "There is no such page" in answer.text
    assert '<a class="govuk-link" href="/">' in answer.text


def test_what_a_role_does_not_allow_is_said_without_a_word_of_tokens(
    app: Flask, signed_in_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.view_functions, "about.privacy", _closed)
    answer = signed_in_as("practitioner").get("/privacy")
    assert answer.status_code == 403
    assert "Your role does not allow this" in answer.text
    assert "token:" not in answer.text


@needs(Permission.ADMINISTER)
def _closed() -> str:
    return "closed"


def test_a_form_sent_after_the_session_ended_says_so_and_how_to_go_on(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.view_functions, "pages.sign_out", _closed)
    answer = app.test_client().post("/sign-out", data={"csrf_token": "x"})
    assert answer.status_code == 401
    assert "You have been signed out" in answer.text
    assert 'href="/sign-in?next=%2F"' in answer.text


def test_a_form_without_its_text_says_so_whatever_it_is_for(
    app: Flask, signed_in_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in_as("admin")
    browser.environ_base.pop("HTTP_X_CSRF_TOKEN")
    assert "This page had been open for too long" in browser.post("/sign-out").text
    monkeypatch.setitem(app.view_functions, "pages.sign_out", _closed)
    answer = browser.post("/sign-out")
    assert answer.status_code == 403
    assert "This page had been open for too long" in answer.text


def test_too_much_says_when_to_come_back(app_with: AppWith) -> None:
    browser = app_with(requests_per_minute=2).test_client()
    answers = [browser.get("/privacy") for _ in range(3)]
    assert answers[-1].status_code == 429
    assert "That was too much in a short time" in answers[-1].text
    assert int(answers[-1].headers["Retry-After"]) > 0
