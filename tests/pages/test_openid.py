"""Signing in with a real identity provider, over HTTP, from the first click to signing out."""

import json
import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from directory.api import cookies
from directory.errors import Invalid
from tests.conftest import AppWith
from tests.pages.conftest import PUBLIC_URL, come_back
from tests.pages.providers import RealProvider

ROLES = {
    "Staff": {"role": "practitioner"},
    "Housing-Stewards": {"role": "steward", "scope": "authority:E07000070"},
    "Admins": {"role": "admin"},
}

SignIn = Callable[[FlaskClient, str], None]


@pytest.fixture
def site(app_with: AppWith, real: RealProvider) -> Flask:
    """The service, at which people of that provider can sign in."""
    real.knows("tamsin", name="Tamsin Thistle", email="tamsin@council.example", roles=["Staff"])
    real.knows("stella", name="Stella Sedge", roles=["Staff", "Housing-Stewards"])
    real.knows("ada", name="Ada Alder", roles=["Admins"])
    real.knows("nobody", name="Nero Nettle", roles=["Gardeners"])
    return app_with(
        public_url=PUBLIC_URL,
        oidc_issuer=real.issuer,
        oidc_client_id=real.client_id,
        oidc_client_secret=real.client_secret,
        oidc_roles=json.dumps(ROLES),
    )


@pytest.fixture
def sign_in(real: RealProvider) -> SignIn:
    """Sign somebody in: sign_in(browser, "tamsin")."""

    def sign_in(browser: FlaskClient, subject: str) -> None:
        to_provider = browser.get("/sign-in").headers["Location"]
        answer = come_back(browser, real.agree(to_provider, subject))
        assert (answer.status_code, answer.headers["Location"]) == (303, "/")

    return sign_in


def test_somebody_signs_in_looks_up_and_signs_out(site: Flask, sign_in: SignIn) -> None:
    browser = site.test_client()
    assert browser.get("/api/v1/me").status_code == 401
    sign_in(browser, "tamsin")
    assert "Tamsin Thistle" in browser.get("/").text

    me = browser.get("/api/v1/me").get_json()
    assert (me["name"], me["role"], me["scope"], me["signed_in_by"]) == (
        "Tamsin Thistle",
        "practitioner",
        None,
        "openid",
    )
    asked = browser.post(
        "/api/v1/lookups",
        json={"address": "12 High Street, CM1 1AA"},
        headers={"X-CSRF-Token": me["csrf_token"]},
    )
    assert asked.status_code == 200
    assert asked.headers["Cache-Control"] == "no-store"

    held = browser.get_cookie("directory")
    assert held is not None
    token = re.search(r'name="csrf_token" value="(\w+)"', browser.get("/").text)
    assert token
    out = browser.post("/sign-out", data={"csrf_token": token[1]})
    assert (out.status_code, out.headers["Location"]) == (303, "/")
    assert browser.get_cookie("directory") is None
    browser.set_cookie("directory", held.value)
    assert browser.get("/api/v1/me").status_code == 401


@pytest.mark.parametrize(
    ("subject", "role", "scope"),
    [("stella", "steward", "authority:E07000070"), ("ada", "admin", None), ("tamsin", "practitioner", None)],
)
def test_what_one_s_organisation_says_decides_what_one_may_do(
    site: Flask, sign_in: SignIn, subject: str, role: str, scope: str | None
) -> None:
    browser = site.test_client()
    sign_in(browser, subject)
    me = browser.get("/api/v1/me").get_json()
    assert (me["role"], me["scope"]) == (role, scope)
    assert browser.get("/api/v1/sessions").status_code == (200 if role == "admin" else 403)


def test_groups_can_say_it_in_place_of_roles(
    app_with: AppWith, site: Flask, real: RealProvider, sign_in: SignIn
) -> None:
    real.knows("gwen", name="Gwen Gorse", groups=["8f1c"], roles=["Admins"])
    by_groups = app_with(
        public_url=PUBLIC_URL,
        oidc_issuer=real.issuer,
        oidc_client_id=real.client_id,
        oidc_client_secret=real.client_secret,
        oidc_roles='{"8f1c": {"role": "organiser"}}',
        oidc_roles_claim="groups",
    )
    browser = by_groups.test_client()
    sign_in(browser, "gwen")
    assert browser.get("/api/v1/me").get_json()["role"] == "organiser"


def test_somebody_without_a_role_is_told_so_and_has_no_session(
    site: Flask, real: RealProvider, engine: Engine
) -> None:
    browser = site.test_client()
    where = real.agree(browser.get("/sign-in").headers["Location"], "nobody")
    answer = come_back(browser, where)
    assert answer.status_code == 403
    assert "You have no role here" in answer.text
    assert browser.get_cookie("directory") is None
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM sign_ins")).scalar_one() == 0
        assert connection.execute(text("SELECT count(*) FROM people")).scalar_one() == 0
        last = connection.execute(
            text("SELECT actor, action, outcome, subject_id FROM audit_log ORDER BY seq DESC LIMIT 1")
        ).one()
    assert tuple(last) == ("anyone", "sign-in", "refused", "nobody")


def test_the_provider_is_asked_with_a_proof_key_a_state_and_a_nonce(site: Flask, real: RealProvider) -> None:
    first, second = (site.test_client().get("/sign-in").headers["Location"] for _ in range(2))
    asked = parse_qs(urlsplit(first).query)
    assert first.startswith(f"{real.issuer}/oauth2/authorize?")
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [f"{PUBLIC_URL}/sign-in/return"]
    assert asked["scope"] == ["openid profile email"]
    for fresh in ("state", "nonce", "code_challenge"):
        assert len(asked[fresh][0]) >= 20
        assert asked[fresh] != parse_qs(urlsplit(second).query)[fresh]


@pytest.mark.parametrize("name", ["Host", "X-Forwarded-Host"])
def test_where_people_are_sent_back_to_is_never_what_a_request_says(site: Flask, name: str) -> None:
    answer = site.test_client().get("/sign-in", headers={name: "evil.example"})
    assert "evil.example" not in answer.headers["Location"]


def test_a_session_known_before_signing_in_is_dead_after_it(site: Flask, sign_in: SignIn) -> None:
    browser, other = site.test_client(), site.test_client()
    sign_in(browser, "tamsin")
    before = browser.get_cookie("directory")
    assert before is not None
    other.set_cookie("directory", before.value)
    assert other.get("/api/v1/me").status_code == 200
    sign_in(browser, "tamsin")
    after = browser.get_cookie("directory")
    assert after is not None
    assert after.value != before.value
    assert other.get("/api/v1/me").status_code == 401


def test_a_cookie_that_somebody_planted_opens_nothing(site: Flask, sign_in: SignIn) -> None:
    browser, attacker = site.test_client(), site.test_client()
    for each in (browser, attacker):
        each.set_cookie("directory", "A" * 43)
    sign_in(browser, "tamsin")
    assert attacker.get("/api/v1/me").status_code == 401


def test_a_wrong_state_is_a_page_that_says_what_to_do(site: Flask, real: RealProvider) -> None:
    browser = site.test_client()
    where = real.agree(browser.get("/sign-in").headers["Location"], "tamsin")
    other = re.sub(r"state=[^&]+", "state=somebody-else-s", where)
    for address in (other, re.sub(r"[?&]state=[^&]+", "", where), f"{PUBLIC_URL}/sign-in/return"):
        answer = come_back(browser, address)
        assert answer.status_code == 400
        assert 'href="/sign-in"' in answer.text
        assert browser.get_cookie("directory") is None


def test_a_link_back_works_in_the_browser_it_was_made_for_and_once(site: Flask, real: RealProvider) -> None:
    browser, other = site.test_client(), site.test_client()
    where = real.agree(browser.get("/sign-in").headers["Location"], "tamsin")
    begun = browser.get_cookie("directory-flow")
    assert come_back(other, where).status_code == 400
    assert come_back(browser, where).status_code == 303
    assert come_back(browser, where).status_code == 400
    # With the cookie of the first time, too: the provider takes a code once.
    assert begun is not None
    browser.set_cookie("directory-flow", begun.value)
    assert come_back(browser, where).status_code == 400


def test_a_sign_in_that_took_too_long_has_to_be_begun_again(
    site: Flask, real: RealProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = site.test_client()
    where = real.agree(browser.get("/sign-in").headers["Location"], "tamsin")
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: 4_000_000_000)
    answer = come_back(browser, where)
    assert answer.status_code == 400
    assert "within ten minutes" in answer.text


def test_somebody_who_declines_is_not_signed_in(site: Flask, real: RealProvider) -> None:
    browser = site.test_client()
    answer = come_back(browser, real.decline(browser.get("/sign-in").headers["Location"]))
    assert answer.status_code == 400
    assert "was not finished" in answer.text


def test_several_tabs_may_sign_in_at_once_and_the_cookie_stays_small(site: Flask, real: RealProvider) -> None:
    browser = site.test_client()
    begun = [browser.get("/sign-in").headers["Location"] for _ in range(12)]
    held = browser.get_cookie("directory-flow")
    assert held is not None
    assert len(held.value) < 3500
    assert come_back(browser, real.agree(begun[-2], "tamsin")).status_code == 303
    assert come_back(browser, real.agree(begun[-1], "tamsin")).status_code == 303
    assert come_back(browser, real.agree(begun[0], "tamsin")).status_code == 400


def test_after_signing_in_one_is_where_one_wanted_to_be_if_that_is_here(
    site: Flask, real: RealProvider
) -> None:
    browser = site.test_client()
    for wanted, got in (("/docs", "/docs"), ("//evil.example", "/"), ("https://evil.example/", "/")):
        to_provider = browser.get("/sign-in", query_string={"next": wanted}).headers["Location"]
        assert come_back(browser, real.agree(to_provider, "tamsin")).headers["Location"] == got


def test_over_https_cookies_are_for_this_very_host_and_no_script(
    app_with: AppWith, real: RealProvider
) -> None:
    site = app_with(
        mode="production",
        secret_key="8c1f0a7be25d49630b7f5e9d2a4c6813",
        public_url="https://directory.example",
        oidc_issuer=real.issuer,
        oidc_client_id="any",
        oidc_client_secret="thing",
        oidc_roles=json.dumps(ROLES),
    )
    answer = site.test_client().get("/sign-in", base_url="https://directory.example")
    assert "redirect_uri=https%3A%2F%2Fdirectory.example%2Fsign-in%2Freturn" in answer.headers["Location"]
    flow = answer.headers["Set-Cookie"]
    assert flow.startswith("__Host-directory-flow=")
    with site.test_request_context("/"):
        out = site.make_response("")
        cookies.hand_over(out, "x")
        cookies.take_back(out)
    for cookie in (flow, *out.headers.getlist("Set-Cookie")):
        parts = {part.strip() for part in cookie.split(";")}
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= parts
        assert "Domain" not in cookie
    assert all(cookie.startswith("__Host-directory=") for cookie in out.headers.getlist("Set-Cookie"))


def test_a_council_that_is_not_there_is_no_scope(app_with: AppWith) -> None:
    with pytest.raises(Invalid, match="DIRECTORY_OIDC_ROLES gives 'A' the scope 'authority:E99999999'"):
        app_with(
            public_url=PUBLIC_URL,
            oidc_issuer="https://id.example",
            oidc_client_id="any",
            oidc_client_secret="thing",
            oidc_roles='{"A": {"role": "steward", "scope": "authority:E99999999"}}',
        )
