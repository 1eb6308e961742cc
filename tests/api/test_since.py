"""When time limits end, counted from a day that somebody gives."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import ClientAs
from tests.factories import a_premises, a_scheme

API = "/api/v1"
SINCE = "2017-03-19"
ENDS = "2017-04-29"
HOTEL = {"address": "12 Thistlequay Road, CM1 1AA"}


@pytest.fixture
def client(app: Flask, client_as: ClientAs) -> FlaskClient:
    with app.app_context():
        a_premises(scheme=a_scheme(kind="ta-bnb-shared"))
    return client_as("practitioner")


def limits_of(answer: Any) -> Any:
    return answer["matches"][0]["scheme"]["accommodation_type"]["time_limits"]


def test_a_look_up_says_when_each_limit_ends_if_it_is_told_a_first_day(client: FlaskClient) -> None:
    told = client.post(f"{API}/lookups", json={**HOTEL, "since": SINCE}).get_json()
    assert [limit["ends_on"] for limit in limits_of(told)] == [ENDS]
    plain = client.post(f"{API}/lookups", json=HOTEL).get_json()
    assert ["ends_on" in limit for limit in limits_of(plain)] == [False]


def test_in_a_batch_each_look_up_has_a_first_day_of_its_own(client: FlaskClient) -> None:
    asked = [{**HOTEL, "since": SINCE}, HOTEL, {**HOTEL, "since": "2026-12-01"}]
    items = client.post(f"{API}/lookups/batch", json={"lookups": asked}).get_json()["items"]
    ends = [limits_of(item["answer"])[0].get("ends_on") for item in items]
    assert ends == [ENDS, None, "2027-01-11"]


def test_the_catalogue_says_when_each_limit_ends_if_it_is_told_a_first_day(client: FlaskClient) -> None:
    def ends(slug: str, query: str = f"?since={SINCE}") -> list[Any]:
        entry = client.get(f"{API}/accommodation-types/{slug}{query}").get_json()
        return [limit.get("ends_on", "not asked") for limit in entry["time_limits"]]

    assert ends("ta-bnb-shared") == [ENDS]
    assert ends("ta-bnb-shared", "") == ["not asked"]
    assert ends("prison-mbu") == [None]
    assert ends("da-refuge") == []
    assert ends("ta-bnb-shared", "?since=9999-12-31") == [None]


@pytest.mark.parametrize("since", ["2026-02-30", "last week", ""])
def test_a_first_day_that_is_none_is_refused(client: FlaskClient, since: str) -> None:
    answers = (
        client.post(f"{API}/lookups", json={**HOTEL, "since": since}),
        client.get(f"{API}/accommodation-types/ta-bnb-shared", query_string={"since": since}),
    )
    assert [answer.status_code for answer in answers] == [422, 422]
