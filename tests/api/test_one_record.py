"""A contact, an address and a contract by themselves: what is told of each, and what is put down of it."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.model import Scheme
from directory.rules.permissions import SERVICE
from directory.services.changes import change
from tests.editors import API, NEVER, an_editor, tag_of
from tests.factories import (
    CHELMSFORD,
    COLCHESTER,
    ESSEX,
    IN_CHELMSFORD,
    a_contact,
    a_contract,
    a_premises,
    a_provider,
    a_scheme,
)

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


@pytest.fixture
def admin(in_app: Flask) -> FlaskClient:
    return an_editor(in_app, role="admin")


def told(client: FlaskClient, path: str) -> dict[str, Any]:
    answer = client.get(f"{API}/{path}")
    assert answer.status_code == 200
    body: dict[str, Any] = answer.get_json()
    return body


def last_look(client: FlaskClient) -> tuple[Any, ...]:
    """The newest entry of the audit log: what was done, what it showed, and what it was about."""
    item = told(client, "audit")["items"][0]
    return tuple(item[name] for name in ("action", "seen", "subject_kind", "subject_id"))


def test_a_post_says_whose_it_is_and_who_stands_in(admin: FlaskClient) -> None:
    scheme, provider = a_scheme(), a_provider()
    cover = a_contact(provider=provider)
    ours = a_contact(scheme=scheme, covered_by_id=cover, failing_since=date(2026, 11, 2))
    councils = a_contact(council=ESSEX)
    names = ("provider_id", "scheme_id", "authority", "covered_by", "failing_since")
    for key, wanted in (
        (ours, (None, str(scheme), None, str(cover), "2026-11-02")),
        (cover, (str(provider), None, None, None, None)),
        (councils, (None, None, ESSEX, None, None)),
    ):
        body = told(admin, f"contacts/{key}")
        assert tuple(body[name] for name in names) == wanted


def test_to_see_a_post_is_put_down_as_having_seen_its_scheme(admin: FlaskClient) -> None:
    scheme = a_scheme()
    for key, seen in ((a_contact(scheme=scheme), [str(scheme)]), (a_contact(council=ESSEX), [])):
        told(admin, f"contacts/{key}")
        assert last_look(admin) == ("see-contact", seen, "contacts", str(key))


def test_nothing_of_a_scheme_whose_type_is_out_of_use_is_told(admin: FlaskClient) -> None:
    scheme = a_scheme()
    with change(SERVICE) as session:
        session.get_one(Scheme, scheme).accommodation_type = "no-longer-there"
    for kind, key in (("contacts", a_contact(scheme=scheme)), ("premises", a_premises(scheme=scheme))):
        hidden, never = admin.get(f"{API}/{kind}/{key}"), admin.get(f"{API}/{kind}/{NEVER}")
        assert (hidden.status_code, hidden.data) == (404, never.data)


def test_an_address_says_whose_it_is_and_all_its_parts(admin: FlaskClient) -> None:
    scheme = a_scheme()
    key = a_premises(
        "Flat 3, Oak House, 12 Thistlequay Road",
        scheme=scheme,
        locality="Springfield",
        uprn="100090000001",
        reference="P-1",
        valid_from=date(2026, 1, 1),
        valid_to=date(2027, 1, 31),
    )
    body = told(admin, f"premises/{key}")
    assert body["address"] == "Flat 3, Oak House, 12 Thistlequay Road, Springfield, Chelmsford, CM1 1AA"
    wanted = {
        "id": str(key),
        "scheme_id": str(scheme),
        "reference": "P-1",
        "sub_building": "Flat 3",
        "building_name": "Oak House",
        "number": "12",
        "street": "Thistlequay Road",
        "locality": "Springfield",
        "town": "Chelmsford",
        "postcode": IN_CHELMSFORD,
        "uprn": "100090000001",
        "covers": "unit",
        "valid_from": "2026-01-01",
        "valid_to": "2027-01-31",
    }
    assert {name: body[name] for name in wanted} == wanted
    assert (round(body["latitude"]), round(body["longitude"])) == (52, 0)
    assert last_look(admin) == ("see-premises", [str(scheme)], None, None)


def test_a_contract_says_who_has_agreed_what_with_whom(admin: FlaskClient) -> None:
    provider = a_provider("Brindlestoke Homes")
    key = a_contract(
        "Floating support", provider=provider, council=ESSEX, reference="C-1", valid_to=date(2028, 3, 31)
    )
    body = told(admin, f"contracts/{key}")
    original = {"number": 1, "kind": "original", "starts_on": "2026-04-01", "recorded_on": "2026-04-01"}
    assert body == {
        "id": str(key),
        "reference": "C-1",
        "title": "Floating support",
        "commissioner": ESSEX,
        "provider": {"id": str(provider), "name": "Brindlestoke Homes"},
        "valid_from": "2026-04-01",
        "valid_to": "2028-03-31",
        **dict.fromkeys(("review_on", "owner", "notice_id")),
        **{name: [] for name in ("subcontractors", "schemes", "terms")},
        "version": original,
        "versions": [{**original, "superseded": False, "valid_to": "2028-03-31"}],
        "on": body["known_on"],
        "known_on": body["on"],
    }
    assert last_look(admin) == ("see-contract", [], "contracts", str(key))


def test_contracts_are_listed_by_title_and_the_list_is_put_down(admin: FlaskClient) -> None:
    last = a_contract("Support 9", council=CHELMSFORD, valid_to=date(2027, 3, 31))
    others = {n: a_contract(f"Support {n}", council=COLCHESTER) for n in (8, 3, 7, 1)}
    first = a_contract("Support 0", council=COLCHESTER, valid_to=date(2027, 3, 30))

    def listed(query: str = "") -> list[str]:
        return [item["id"] for item in told(admin, f"contracts?{query}")["items"]]

    assert listed() == [str(key) for key in (first, *(others[n] for n in sorted(others)), last)]
    assert last_look(admin) == ("list-contracts", [], None, None)
    assert listed("ending_before=2027-03-31") == [str(first)]
    assert listed(f"authority={CHELMSFORD}") == [str(last)]


def test_two_contracts_alike_are_two_revisions(admin: FlaskClient) -> None:
    provider = a_provider()
    one, other = (tag_of(admin, f"contracts/{a_contract(provider=provider)}") for _ in range(2))
    assert one.partition(".")[0] != other.partition(".")[0]
