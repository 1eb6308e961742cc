"""What an identity provider may get wrong, or somebody in its place try: nobody comes in, nothing leaks."""

import json
import logging
import time
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from flask import Flask
from flask.testing import FlaskClient
from joserfc.jwk import OctKey
from structlog.testing import capture_logs
from werkzeug.test import TestResponse

from tests.conftest import AppWith
from tests.pages.conftest import PUBLIC_URL, come_back
from tests.pages.providers import ACCESS_TOKEN, CODE, SECRET, OddProvider, some_key

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)

CANARY = "canary-of-the-provider"


@pytest.fixture
def site(app_with: AppWith, odd: OddProvider, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The service, at which people of that provider can sign in, and which logs as it does by default."""
    for module in ("pages.provider", "api.log"):
        # A logger keeps to the level it was first used at, which in other tests is a higher one.
        monkeypatch.setattr(f"directory.{module}.log", structlog.get_logger())
    yield app_with(
        log_level="info",
        public_url=PUBLIC_URL,
        oidc_issuer=odd.issuer,
        oidc_client_id="directory",
        oidc_client_secret=SECRET,
        oidc_roles='{"Staff": {"role": "practitioner"}}',
    )
    app_with()  # logs no more than before


@pytest.fixture
def browser(site: Flask) -> FlaskClient:
    return site.test_client()


def sign_in(browser: FlaskClient, odd: OddProvider, **changed: str) -> TestResponse:
    """What somebody sees in the end who agrees at the provider."""
    began = browser.get("/sign-in")
    if began.status_code != 303:
        return began
    return come_back(browser, odd.agree(began.headers["Location"], **changed))


def refused(browser: FlaskClient, answer: TestResponse, status: int = 400) -> None:
    assert answer.status_code == status
    assert answer.mimetype == "text/html"
    assert 'href="/sign-in"' in answer.text
    assert browser.get_cookie("directory") is None


def test_a_sound_answer_signs_in_and_the_proof_key_is_right(browser: FlaskClient, odd: OddProvider) -> None:
    assert sign_in(browser, odd).status_code == 303
    assert browser.get("/api/v1/me").get_json()["name"] == "Tamsin Thistle"


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"iss": "https://login.example/another-tenant/v2.0"}, "iss"),
        ({"iss": None}, "iss"),
        ({"aud": "another-service"}, "aud"),
        ({"aud": ["directory", "another-service"], "azp": "directory"}, "aud"),
        ({"aud": ["another-service"]}, "aud"),
        ({"aud": None}, "aud"),
        ({"azp": "another-service"}, "azp"),
        ({"nonce": "of-another-sign-in"}, "nonce"),
        ({"nonce": None}, "nonce"),
        ({"exp": int(time.time()) - 3600}, "exp"),
        ({"exp": None}, "exp"),
        ({"iat": None}, "iat"),
        ({"nbf": int(time.time()) + 3600}, "nbf"),
        ({"sub": None}, "sub"),
        ({"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}, "at_hash"),
    ],
)
def test_an_id_token_that_is_not_for_this_sign_in_is_not_believed(
    browser: FlaskClient, odd: OddProvider, claims: dict[str, Any], why: str
) -> None:
    odd.claims = claims
    with capture_logs() as lines:
        refused(browser, sign_in(browser, odd))
    (line,) = [line for line in lines if line["event"] == "sign-in failed"]
    assert line["why"] == why


@pytest.mark.parametrize("subject", [7, "", "x" * 300, "a\u0000b"])
def test_somebody_without_a_usable_name_at_the_provider_is_nobody(
    browser: FlaskClient, odd: OddProvider, subject: object
) -> None:
    odd.claims = {"sub": subject}
    refused(browser, sign_in(browser, odd))


@pytest.mark.parametrize("roles", [None, [], ["Gardeners"], "staff", {"Staff": True}, 7])
def test_claims_that_give_nothing_let_nobody_in(
    browser: FlaskClient, odd: OddProvider, roles: object
) -> None:
    odd.claims = {"roles": roles}
    assert sign_in(browser, odd).status_code == 403
    assert browser.get_cookie("directory") is None


def test_an_id_token_somebody_else_signed_is_not_believed(browser: FlaskClient, odd: OddProvider) -> None:
    odd.signs_with = some_key("3")
    refused(browser, sign_in(browser, odd))


def test_an_id_token_signed_with_our_own_secret_is_not_believed(
    browser: FlaskClient, odd: OddProvider
) -> None:
    odd.signs_with, odd.algorithm = OctKey.import_key(SECRET * 2), "HS256"
    refused(browser, sign_in(browser, odd))


def test_without_an_id_token_nobody_has_said_who_this_is(browser: FlaskClient, odd: OddProvider) -> None:
    odd.id_token = False
    refused(browser, sign_in(browser, odd))


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"issuer": "https://login.example/common"}, 400),
        ({"issuer": None}, 400),
        ({"token_endpoint": None}, 400),
        ({"token_endpoint": "ftp://login.example/token"}, 400),
        ({"jwks_uri": 7}, 400),
        ({"authorization_endpoint": ["x"]}, 400),
    ],
)
def test_a_provider_that_is_not_the_one_meant_gets_nobody_sent(
    browser: FlaskClient, odd: OddProvider, told: dict[str, Any], status: int
) -> None:
    odd.about_itself = told
    refused(browser, browser.get("/sign-in"), status)


@pytest.mark.parametrize(
    "error", ["access_denied", "server_error", "login_required", CANARY, "", "\0", "é" * 200]
)
def test_an_error_of_the_provider_is_a_page(browser: FlaskClient, odd: OddProvider, error: str) -> None:
    browser.get("/sign-in")
    query = {"error": error, "error_description": CANARY, "state": CANARY}
    answer = browser.get("/sign-in/return", query_string=query)
    refused(browser, answer)
    assert CANARY not in answer.text


@pytest.mark.parametrize("path", ["/token", "/jwks", "/.well-known/openid-configuration"])
@pytest.mark.parametrize(
    "given",
    [
        (500, CANARY),
        (503, ""),
        (200, CANARY),
        (200, ""),
        (200, "null"),
        (200, "[]"),
        (200, f'["{CANARY}"]'),
        (200, f'"{CANARY}"'),
        (200, "{}"),
        (200, json.dumps({"id_token": CANARY, "access_token": CANARY, "keys": CANARY, "issuer": CANARY})),
        (200, json.dumps({"id_token": {"x": CANARY}, "keys": [CANARY]})),
        (400, json.dumps({"error": CANARY, "error_description": CANARY})),
        (400, json.dumps({"error": {"x": CANARY}})),
        (400, "not JSON"),
        (401, json.dumps({"error": "invalid_client", "error_description": SECRET})),
        (404, ""),
    ],
)
def test_whatever_a_provider_answers_is_a_page_and_nothing_of_it_is_told_or_logged(
    browser: FlaskClient,
    odd: OddProvider,
    path: str,
    given: tuple[int, str],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    odd.answers[path] = given
    with caplog.at_level(logging.DEBUG), capture_logs() as lines:
        answer = sign_in(browser, odd)
    refused(browser, answer, answer.status_code)
    assert answer.status_code in (400, 503)
    assert (answer.status_code == 503) == ("Retry-After" in answer.headers)
    printed = capfd.readouterr()
    told = [answer.text, str(answer.headers), str(lines), caplog.text, printed.out, printed.err]
    for secret in (CANARY, SECRET, CODE, ACCESS_TOKEN):
        assert not any(secret in each for each in told)
    assert [line["event"] for line in lines if line["log_level"] != "info"] == ["sign-in failed"]


def test_a_sign_in_that_works_leaves_nothing_secret_in_any_log(
    site: Flask, odd: OddProvider, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    browser = site.test_client()
    with caplog.at_level(logging.DEBUG), capture_logs() as lines:
        assert sign_in(browser, odd).status_code == 303
        browser.get("/api/v1/me")
    held = browser.get_cookie("directory")
    (asked,) = odd.asked_for_token
    assert held is not None
    printed = capfd.readouterr()
    told = [str(lines), caplog.text, printed.out, printed.err]
    for secret in (held.value, SECRET, CODE, ACCESS_TOKEN, asked["code_verifier"]):
        assert not any(secret in each for each in told)


def test_our_secret_is_not_sent_on_to_where_the_provider_points(
    browser: FlaskClient, odd: OddProvider
) -> None:
    odd.answers["/token"] = (307, f"{odd.issuer}/elsewhere")
    refused(browser, sign_in(browser, odd), 503)


def test_a_provider_that_is_not_there_is_said_to_be(
    browser: FlaskClient, odd: OddProvider, site: Flask
) -> None:
    odd.answers["/.well-known/openid-configuration"] = (502, "")
    refused(browser, browser.get("/sign-in"), 503)
    odd.answers.clear()
    assert sign_in(browser, odd).status_code == 303


def test_keys_that_the_provider_changed_are_asked_for_again(browser: FlaskClient, odd: OddProvider) -> None:
    assert sign_in(browser, odd).status_code == 303
    odd.use_new_key()
    assert sign_in(browser, odd).status_code == 303


def test_what_the_provider_says_of_itself_is_believed_for_an_hour(
    browser: FlaskClient, odd: OddProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert browser.get("/sign-in").status_code == 303
    odd.about_itself = {"issuer": "https://login.example/taken-over"}
    assert browser.get("/sign-in").status_code == 303
    monkeypatch.setattr("directory.pages.provider._BELIEVED_S", 0.0)
    refused(browser, browser.get("/sign-in"))
