"""Who a request is from and under what name it came: what a stranger writes there is not believed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from directory import create_app
from directory.db import db
from directory.equipment import equipment_of

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)

ClientOf = Callable[..., FlaskClient]

SPOOFED = {
    "X-Forwarded-For": "198.51.100.66",
    "X-Forwarded-Proto": "gopher",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Port": "666",
    "X-Forwarded-Prefix": "/evil",
    "X-Real-Ip": "198.51.100.66",
    "Forwarded": "for=198.51.100.66;host=evil.example;proto=gopher",
    "X-Original-URL": "/api/v1/schemes",
    "X-Rewrite-URL": "/api/v1/schemes",
    "X-Http-Method-Override": "DELETE",
}


@pytest.fixture
def client_of(app: Flask) -> Iterator[ClientOf]:
    """A client of the same directory with other settings, at 192.0.2.1, which tells what it was taken for."""
    made: list[Flask] = []

    def client_of(**changed: Any) -> FlaskClient:
        other = create_app(replace(equipment_of(app).settings, **changed))
        made.append(other)

        def tell() -> str:
            return f"{request.remote_addr} {request.scheme} {request.host} {request.script_root}"

        tell.__dict__.update(other.view_functions["docs.start"].__dict__)
        other.view_functions["docs.start"] = tell
        client = other.test_client()
        client.environ_base["REMOTE_ADDR"] = "192.0.2.1"
        return client

    yield client_of
    for each in made:
        with each.app_context():
            db.engine.dispose()


def seen(client: FlaskClient, headers: dict[str, str]) -> str:
    return client.get("/docs/start.js", headers=headers).get_data(as_text=True)


def test_without_a_proxy_nothing_that_claims_to_come_from_one_is_believed(client_of: ClientOf) -> None:
    assert seen(client_of(), SPOOFED) == "192.0.2.1 http localhost "


def test_behind_a_proxy_only_what_it_added_is_believed(client_of: ClientOf) -> None:
    client = client_of(proxy_hops=1)
    told = SPOOFED | {
        "X-Forwarded-For": "198.51.100.66, 203.0.113.9",
        "X-Forwarded-Proto": "gopher, https",
    }
    assert seen(client, told) == "203.0.113.9 https localhost "


def test_behind_two_proxies_the_first_ones_word_counts(client_of: ClientOf) -> None:
    client = client_of(proxy_hops=2)
    told = {"X-Forwarded-For": "198.51.100.66, 203.0.113.9, 192.0.2.80", "X-Forwarded-Proto": "https, http"}
    assert seen(client, told) == "203.0.113.9 https localhost "


def test_a_proxy_that_was_gone_around_leaves_the_client_as_it_is(client_of: ClientOf) -> None:
    assert seen(client_of(proxy_hops=2), {"X-Forwarded-For": "198.51.100.66"}).startswith("192.0.2.1 ")


def test_spoofed_headers_change_nothing_of_an_answer(client_of: ClientOf) -> None:
    client = client_of()
    for path in ("/api/v1/sources", "/api/v1/schemes", "/docs", "/no/such/thing"):
        plain, spoofed = client.get(path), client.get(path, headers=SPOOFED)
        assert (plain.status_code, plain.data) == (spoofed.status_code, spoofed.data)
        for name in ("Link", "Location", "Content-Security-Policy"):
            assert plain.headers.get(name) == spoofed.headers.get(name)


PRODUCTION = {
    "mode": "production",
    "secret_key": "8c1f0a7be25d49630b7f5e9d2a4c6813",
    "public_url": "https://directory.council.example",
}


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "directory.council.example.evil.example",
        "evil.example:443",
        "directory.council.example@evil.example",
        "directory.council.example:8080",
        "localhost",
        "192.0.2.1",
        "",
    ],
)
def test_in_production_a_request_under_another_name_is_refused(client_of: ClientOf, host: str) -> None:
    client = client_of(**PRODUCTION)
    answer = client.get("/api/v1/sources", headers={"Host": host})
    assert answer.status_code == 421
    assert answer.mimetype == "application/problem+json"
    assert "evil" not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "host", ["directory.council.example", "DIRECTORY.council.example", "directory.council.example:443"]
)
def test_in_production_a_request_under_our_name_is_answered(client_of: ClientOf, host: str) -> None:
    client = client_of(proxy_hops=1, **PRODUCTION)
    told = {"Host": host, "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
    assert client.get("/api/v1/sources", headers=told).status_code == 200


def test_a_balancer_may_ask_after_our_health_by_number(client_of: ClientOf) -> None:
    assert client_of(**PRODUCTION).get("/healthz", headers={"Host": "192.0.2.1:8000"}).status_code == 200


def test_without_a_name_of_its_own_or_in_a_trial_any_name_will_do(client_of: ClientOf) -> None:
    for settings in ({**PRODUCTION, "public_url": None}, {"public_url": PRODUCTION["public_url"]}):
        client = client_of(**settings)
        assert client.get("/api/v1/sources", headers={"Host": "x.example"}).status_code == 200
