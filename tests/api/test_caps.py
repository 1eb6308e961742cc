"""Everything that is taken has a size, and nothing that is sent makes the service fail."""

import time
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.conftest import ClientAs
from tests.rules.test_hostile_input import PUMPS

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


@pytest.fixture
def client(client_as: ClientAs) -> FlaskClient:
    return client_as("admin")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/schemes?page_size=100", 200),
        ("/api/v1/schemes?page_size=101", 422),
        ("/api/v1/schemes?page_size=0", 422),
        ("/api/v1/schemes?page=100000", 200),
        ("/api/v1/schemes?page=100001", 422),
        ("/api/v1/schemes?page=9999999999999999999999", 422),
        ("/api/v1/schemes?near=CM1 1AA&radius_km=100", 200),
        ("/api/v1/schemes?near=CM1 1AA&radius_km=100.1", 422),
        ("/api/v1/schemes?near=CM1 1AA&radius_km=nan", 422),
        ("/api/v1/schemes?near=CM1 1AA&radius_km=inf", 422),
        ("/api/v1/schemes?near=CM1 1AA&radius_km=1e400", 422),
        ("/api/v1/schemes?q=" + "a" * 200, 200),
        ("/api/v1/schemes?q=" + "a" * 201, 422),
        ("/api/v1/providers?q=" + "a" * 200, 200),
        ("/api/v1/providers?q=" + "a" * 201, 422),
        ("/api/v1/schemes?on=0001-01-01", 200),
        ("/api/v1/schemes?on=9999-12-31", 200),
        ("/api/v1/schemes?on=10000-01-01", 422),
        ("/api/v1/authorities?postcode=CM1 1AA&on=9999-12-31", 200),
        ("/api/v1/sources?" + "&".join(f"x{n}=" for n in range(300)), 422),
        ("/api/v1/sources?q=" + "a" * 2000, 414),
        ("/healthz?" + "a" * 2001, 414),
        ("/no/such/thing?" + "a" * 2001, 414),
    ],
)
def test_what_is_asked_in_an_address_has_its_bounds(client: FlaskClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"address": "1 " + "a" * 998}, 200),
        ({"address": "12 High Street, CM1 1AA" + " " * 977}, 200),
        ({"address": "12 High Street, CM1 1AA" + " " * 978}, 422),
        ({"address": "12 High Street", "postcode": "C" * 1001}, 422),
        ({"uprn": "1" * 12}, 200),
        ({"uprn": "1" * 13}, 422),
        ({"uprn": "²"}, 422),
        ({"uprn": "٣"}, 422),
        ({"uprn": 1}, 422),
        ({"address": ["12 High Street"]}, 422),
        ({"uprn": "1", "on": "9999-12-31"}, 200),
        ({"uprn": "1", "on": "0001-01-01"}, 200),
    ],
)
def test_a_look_up_has_its_bounds(client: FlaskClient, body: dict[str, Any], status: int) -> None:
    assert client.post("/api/v1/lookups", json=body).status_code == status


def test_a_batch_is_of_500_at_the_most(client: FlaskClient) -> None:
    assert client.post("/api/v1/lookups/batch", json={"lookups": [{"uprn": "1"}] * 500}).status_code == 200
    assert client.post("/api/v1/lookups/batch", json={"lookups": [{"uprn": "1"}] * 501}).status_code == 422
    assert client.post("/api/v1/lookups/batch", json={"lookups": []}).status_code == 422


@pytest.mark.parametrize(
    "tail", ["%ED%A0%80", "%FF", "%C0%AF", "%00", "%E2%80%AE", "%F0%9F%91%A8", "%", "%zz", ";", "+"]
)
def test_octets_that_are_no_text_are_answered_like_any_other(client: FlaskClient, tail: str) -> None:
    for path in (f"/api/v1/providers?q={tail}", f"/api/v1/schemes?near={tail}", f"/api/v1/sources?{tail}=1"):
        assert client.get(path).status_code in (200, 422), path
    assert client.get(f"/api/v1/authorities/{tail}").status_code in (404, 422)
    assert client.get(f"/{tail}").status_code == 404


def test_no_text_makes_a_look_up_fail_or_last(client: FlaskClient) -> None:
    for pump in PUMPS:
        if "\ud800" in pump:  # which no JSON holds
            continue
        text = (pump * 1000)[:1000]
        for body in (
            {"address": text},
            {"address": f"12 {text}"[:990], "postcode": text[:12]},
            {"uprn": text[:20]},
        ):
            begun = time.thread_time()
            answer = client.post("/api/v1/lookups", json=body)
            assert answer.status_code in (200, 422), (pump, answer.get_json())
            assert time.thread_time() - begun < 1, pump


def test_no_text_makes_a_search_fail_or_last(client: FlaskClient) -> None:
    for pump in PUMPS:
        if "\ud800" in pump:  # which no address of a request holds
            continue
        text = (pump * 200)[:200]
        for path in ("/api/v1/providers", "/api/v1/schemes"):
            begun = time.thread_time()
            answer = client.get(path, query_string={"q": text})
            assert answer.status_code in (200, 414, 422), (pump, answer.get_json())
            assert time.thread_time() - begun < 1, pump
