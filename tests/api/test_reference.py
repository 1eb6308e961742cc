"""The reference catalogue as anyone may read it."""

from collections.abc import Iterator
from typing import Any

import marshmallow as ma
import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.api.reference import entries
from tests.conftest import ClientAs

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)

LISTS: dict[str, type[ma.Schema]] = {
    "accommodation-types": entries.AccommodationTypeShown,
    "support-types": entries.SupportTypeShown,
    "contact-roles": entries.ContactRoleShown,
    "meeting-types": entries.MeetingTypeShown,
    "circumstances": entries.CircumstanceEntry,
    "contract-terms": entries.ContractTermShown,
    "sources": entries.SourceShown,
}


@pytest.fixture
def client(client_as: ClientAs) -> FlaskClient:
    return client_as(None)


def everything(client: FlaskClient, name: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    number = 1
    while page := client.get(f"/api/v1/{name}?page_size=100&page={number}").get_json()["items"]:
        items += page
        number += 1
    return items


@pytest.mark.parametrize("name", LISTS)
def test_every_entry_is_as_the_description_says(client: FlaskClient, name: str) -> None:
    schema = LISTS[name]()
    items = everything(client, name)
    assert items
    for item in items:
        assert schema.validate(item) == {}


@pytest.mark.parametrize("name", LISTS)
def test_everything_said_carries_how_far_it_can_be_relied_on(client: FlaskClient, name: str) -> None:
    for item in everything(client, name):
        assert item["verification"] in ("verified", "secondary", "unverified")
        assert isinstance(item["source"], list)
        if item["verification"] != "unverified" and name != "sources":
            assert item["source"], item["slug"]


def test_nothing_unverified_is_shown_with_a_better_standing(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        from directory.equipment import equipment

        rows = equipment().catalogue.accommodation_types
    for item in everything(client, "accommodation-types"):
        for field in ("legal_basis", "time_limit"):
            if item[field] is not None:
                assert item[field]["verification"] == rows[item["slug"]].verification


def test_every_source_named_can_be_looked_up(client: FlaskClient) -> None:
    known = {item["slug"] for item in everything(client, "sources")}
    for name in LISTS:
        for item in everything(client, name):
            assert {link["slug"] for link in _links(item)} <= known


def test_each_kind_of_support_is_normal_absent_or_to_be_asked_about(client: FlaskClient) -> None:
    all_support = sorted(item["slug"] for item in everything(client, "support-types"))
    for item in everything(client, "accommodation-types"):
        told = [*item["normally_brings"], *item["normally_lacks"], *item["ask_about"]]
        assert sorted(each["type"]["slug"] for each in told) == all_support


@pytest.mark.parametrize("name", ["accommodation-types", "meeting-types"])
def test_one_entry_is_the_same_as_in_the_list(client: FlaskClient, name: str) -> None:
    for item in everything(client, name):
        assert client.get(f"/api/v1/{name}/{item['slug']}").get_json() == item


@pytest.mark.parametrize("name", ["accommodation-types", "meeting-types"])
def test_an_entry_that_is_not_there_is_a_404(client: FlaskClient, name: str) -> None:
    assert client.get(f"/api/v1/{name}/castle").status_code == 404


def test_a_confidential_type_says_that_no_address_is_held(client: FlaskClient) -> None:
    policies = [item["location_policy"] for item in everything(client, "accommodation-types")]
    assert {policy["slug"] for policy in policies if not policy["holds_location"]} >= {"confidential"}


def _links(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "source":
                yield from inner
            else:
                yield from _links(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _links(inner)
