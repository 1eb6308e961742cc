"""Many look-ups in one call: one that cannot be answered is told in its place."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from directory.rules.addresses import MAX_LENGTH
from tests.factories import a_premises, a_scheme

API = "/api/v1/lookups/batch"
PLACE = "12 Thistlequay Road, CM1 1AA"


@pytest.fixture
def client(in_app: Any, client_as: Any) -> FlaskClient:
    a_premises(PLACE.partition(",")[0], scheme=a_scheme())
    client: FlaskClient = client_as("practitioner")
    return client


@pytest.mark.parametrize(
    ("spoilt", "field", "told"),
    [
        ({"address": ""}, "address", "Give an address"),
        ({"address": None}, "address", "Give an address"),
        ({"address": "   "}, "address", ""),
        ({"address": "", "postcode": ""}, "address", "Give an address"),
        ({}, "address", "Give an address"),
        ({"address": PLACE, "uprn": "1"}, "address", "Give an address"),
        ({"address": "x" * (MAX_LENGTH + 1)}, "address", "longer than an address"),
        ({"address": PLACE, "postcode": "x" * (MAX_LENGTH + 1)}, "postcode", "longer than an address"),
        ({"address": "LEEDS"}, "address", ""),
        ({"uprn": "x" * 30}, "uprn", "1 to 12 digits"),
    ],
)
def test_one_that_cannot_be_answered_is_told_in_its_place(
    client: FlaskClient, spoilt: dict[str, Any], field: str, told: str
) -> None:
    answer = client.post(
        API, json={"lookups": [{"address": PLACE}, spoilt, {"address": PLACE, "uprn": None}]}
    )
    assert answer.status_code == 200, answer.text
    first, wrong, last = answer.get_json()["items"]
    assert first["answer"]["outcome"] == last["answer"]["outcome"] == "found"
    assert first["problem"] is last["problem"] is wrong["answer"] is None
    assert wrong["problem"]["field"] == field
    assert told in wrong["problem"]["detail"]
    assert PLACE not in wrong["problem"]["detail"]


@pytest.mark.parametrize("spoilt", [{"adress": PLACE}, {"address": [PLACE]}, "12 Thistlequay Road", None])
def test_what_is_no_look_up_at_all_is_refused_with_its_place(client: FlaskClient, spoilt: Any) -> None:
    answer = client.post(API, json={"lookups": [{"address": PLACE}, spoilt]})
    assert answer.status_code == 422
    assert all(name.startswith("lookups.1") for name in answer.get_json()["errors"]["json"])
