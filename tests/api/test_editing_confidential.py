"""A confidential scheme edited: no address is held, none is repeated, and lifting takes two."""

import logging
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, text
from structlog.testing import capture_logs
from werkzeug.test import TestResponse

from directory.model import Lift, Scheme
from directory.rules.permissions import SERVICE
from directory.services.changes import change
from tests.editors import (
    API,
    NEVER,
    an_editor,
    delete,
    faults,
    patch,
    post,
    premises_body,
    scheme_body,
    tag_of,
)
from tests.factories import (
    CHELMSFORD,
    COLCHESTER,
    ESSEX,
    SOUTHEND,
    a_contact,
    a_council,
    a_premises,
    a_provider,
    a_refuge,
    a_scheme,
)
from tests.private import REFUSED

#: What must be nowhere: never, or once a scheme has become confidential.
MARKS = (
    *("quondary", "cm1 1ae", "cm11ae", "999277277277", "60.927", "-7.927"),
    *("canary", "cm1 1af", "cm11af", "999177177177", "60.917", "-7.917"),
)


@pytest.fixture
def steward(in_app: Flask) -> FlaskClient:
    for gss in (CHELMSFORD, ESSEX, SOUTHEND, COLCHESTER):
        a_council(gss)
    return an_editor(in_app)


@pytest.fixture
def nowhere(engine: Engine, caplog: pytest.LogCaptureFixture) -> Iterator[list[TestResponse]]:
    """Put answers into it: at the end, no mark is in any of them, nor in a log or the database."""
    caplog.set_level(logging.DEBUG)
    answers: list[TestResponse] = []
    with capture_logs() as lines:
        yield answers
    told = "".join(answer.get_data(as_text=True) + repr(answer.headers) for answer in answers)
    told += caplog.text + repr(lines)
    with engine.connect() as connection:
        for table in ("schemes", "premises", "support_offered", "contacts", "idempotency_keys", "audit_log"):
            told += repr(connection.execute(text(f"SELECT * FROM {table}")).all())
    assert answers
    assert [mark for mark in MARKS if mark in told.casefold()] == []


@pytest.mark.parametrize("kind", ["da-refuge", "da-sanctuary", "msvcc-safe-house", "floating-support"])
def test_an_address_of_a_scheme_that_holds_none_is_refused_and_not_repeated(
    steward: FlaskClient, nowhere: list[TestResponse], kind: str
) -> None:
    scheme = a_scheme(kind=kind, council=ESSEX)
    wrong = {"postcode": "Quondary99", "uprn": "quondary", "street": "Quondary\u200bseed"}
    for fields in (REFUSED, *({**REFUSED, name: value} for name, value in wrong.items())):
        answer = post(steward, "premises", "key-1", **premises_body(scheme, **fields))
        nowhere.append(answer)
        assert list(faults(answer)) == ["scheme_id"]


def test_an_address_is_not_moved_to_a_scheme_that_holds_none(
    steward: FlaskClient, nowhere: list[TestResponse]
) -> None:
    premises, refuge = a_premises(), a_refuge(council=ESSEX)
    answer = patch(steward, f"premises/{premises}", **(REFUSED | {"scheme_id": str(refuge)}))
    nowhere.append(answer)
    assert list(faults(answer)) == ["scheme_id"]


def test_an_address_is_not_repeated_while_its_scheme_is_not_known(
    steward: FlaskClient, nowhere: list[TestResponse]
) -> None:
    answer = post(steward, "premises", **premises_body(NEVER, **(REFUSED | {"uprn": "x9277"})))
    nowhere.append(answer)
    assert list(faults(answer)) == ["scheme_id"]


PLACE = "come to 9277 Quondaryseed Road, cm11ae"


@pytest.mark.parametrize("field", ["name", "referral", "hours"])
def test_a_postcode_in_a_text_of_a_confidential_scheme_is_refused(
    steward: FlaskClient, nowhere: list[TestResponse], field: str
) -> None:
    refuge = a_refuge(council=ESSEX)
    new = scheme_body(a_provider(), accommodation_type="da-refuge", authority=ESSEX, name="Zephyrwyke")
    for answer in (
        post(steward, "schemes", **(new | {field: PLACE})),
        patch(steward, f"schemes/{refuge}", **{field: PLACE}),
    ):
        nowhere.append(answer)
        assert list(faults(answer)) == [field]


@pytest.mark.parametrize(
    "fields",
    [
        {"accommodation_type": "9277 Quondaryseed Road"},
        {"authority": "9277 Quondaryseed Road"},
        {"placing_authorities": ["9277 Quondaryseed Road"]},
        {"referral": "Quondaryseed\u200b Road"},
        {"referral": "at Quondaryseed, dob 03/04/2019"},
        {"referral": "9277 Quondaryseed Road " * 40},
        {"support": [{"type": "9277 Quondaryseed Road", "offered": "yes"}]},
        {"support": [{"type": "key-work", "offered": "9277 Quondaryseed Road"}]},
        {"support": [{"type": "key-work", "offered": "yes", "level": "9277 Quondaryseed Road"}]},
        {"support": [{"type": "key-work", "offered": "yes", "who_for": PLACE}]},
        {"support": [{"type": "key-work", "offered": "yes", "hours": PLACE}]},
        {"valid_from": "9277 Quondaryseed Road"},
        {"age_from": "9277 Quondaryseed Road"},
        {"provider_id": "9277 Quondaryseed Road"},
        {"postcode": "CM1 1AE"},
    ],
)
def test_no_refused_value_of_a_confidential_scheme_is_repeated(
    steward: FlaskClient, nowhere: list[TestResponse], fields: dict[str, Any]
) -> None:
    refuge = a_refuge(council=ESSEX)
    new = scheme_body(a_provider(), accommodation_type="da-refuge", authority=ESSEX, name="Zephyrwyke")
    for answer in (post(steward, "schemes", **(new | fields)), patch(steward, f"schemes/{refuge}", **fields)):
        nowhere.append(answer)
        assert len(faults(answer)) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"phone": "9277 Quondaryseed Road"},
        {"email": "9277 Quondaryseed Road"},
        {"hours": "9277 Quondaryseed Road"},
        {"role": "9277 Quondaryseed Road"},
        {"holder": PLACE},
        {"authority": "9277 Quondaryseed Road"},
        {"covered_by": "9277 Quondaryseed Road"},
    ],
)
def test_no_refused_value_of_its_contacts_is_repeated(
    steward: FlaskClient, nowhere: list[TestResponse], fields: dict[str, Any]
) -> None:
    refuge = a_refuge(council=ESSEX)
    contact = a_contact(scheme=refuge, role="refuge-manager")
    new = {"scheme_id": str(refuge), "role": "refuge-manager"}
    for answer in (
        post(steward, "contacts", **(new | fields)),
        patch(steward, f"contacts/{contact}", **fields),
    ):
        nowhere.append(answer)
        assert len(faults(answer)) == 1


def test_a_contact_whose_text_tells_a_place_is_not_moved_to_a_confidential_scheme(
    steward: FlaskClient,
) -> None:
    contact = a_contact(council=ESSEX, holder="the desk at CM1 1AF")
    refuge = a_refuge(council=ESSEX)
    assert list(faults(patch(steward, f"contacts/{contact}", scheme_id=str(refuge)))) == ["holder"]


def test_a_district_would_narrow_a_confidential_place_down(steward: FlaskClient) -> None:
    new = scheme_body(a_provider(), accommodation_type="da-refuge")
    assert list(faults(post(steward, "schemes", **new))) == ["authority"]
    for gss in (ESSEX, SOUTHEND, None):
        assert post(steward, "schemes", **(new | {"authority": gss})).status_code == 201
    hostel = a_scheme(council=CHELMSFORD)
    turned = patch(steward, f"schemes/{hostel}", accommodation_type="da-refuge")
    assert list(faults(turned)) == ["authority"]


def test_a_scheme_that_becomes_confidential_loses_its_addresses_and_all_that_tells_them(
    steward: FlaskClient, nowhere: list[TestResponse]
) -> None:
    scheme = a_scheme(
        council=ESSEX,
        referral="come to Canaryseed  road",
        hours="24 hours",
        support={"key-work": "yes", "childcare": "yes"},
    )
    place = "Canary Court, 9177 Canaryseed Road"
    a_premises(place, "CM1 1AF", scheme=scheme, town="Canaryford")
    a_premises(place, "CM1 1AF", scheme=scheme, town="Canaryford", valid_to=None, suppressed=True)
    ended = a_premises("Flat 2, 9177 Canaryseed Road", "CM1 1AF", scheme=scheme, town="Canaryford")
    patch(steward, f"premises/{ended}", valid_to="2026-01-31")
    patch(
        steward,
        f"schemes/{scheme}",
        support=[{"type": "key-work", "offered": "yes", "who_for": "those at cm11af", "hours": "mornings"}],
    )
    contact = a_contact(scheme=scheme, holder="warden, Canary Court")
    answer = patch(steward, f"schemes/{scheme}", accommodation_type="da-refuge")
    nowhere.append(answer)
    assert answer.status_code == 200
    body = answer.get_json()
    assert (body["premises"], body["referral"], body["hours"]) == ([], None, "24 hours")
    [support] = [one for one in body["support"] if one["normally"] is None]
    assert (support["who_for"], support["hours"]) == (None, "mornings")
    nowhere.append(steward.get(f"{API}/contacts/{contact}"))
    assert nowhere[-1].get_json()["holder"] is None
    nowhere.append(steward.get(f"{API}/premises/{ended}"))
    assert nowhere[-1].status_code == 404
    asked = {"address": "9177 Thistlequay Road, CM1 1AA"}
    assert steward.post(f"{API}/lookups", json=asked).get_json()["outcome"] == "not_listed"


def test_a_name_that_tells_the_place_has_to_be_changed_first(steward: FlaskClient, engine: Engine) -> None:
    scheme = a_scheme("Thistlequay Road Hostel", council=ESSEX)
    a_premises(scheme=scheme)
    refused = patch(steward, f"schemes/{scheme}", accommodation_type="da-refuge")
    assert list(faults(refused)) == ["name"]
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM premises")).scalar() == 1
    fields = {"accommodation_type": "da-refuge", "referral": "to Thistlequay Road", "name": "Zephyrwyke"}
    assert list(faults(patch(steward, f"schemes/{scheme}", **fields))) == ["referral"]
    turned = patch(steward, f"schemes/{scheme}", accommodation_type="da-refuge", name="Zephyrwyke")
    assert turned.status_code == 200


def test_a_scheme_of_a_type_without_a_place_loses_its_addresses_and_keeps_its_texts(
    steward: FlaskClient,
) -> None:
    scheme = a_scheme(council=CHELMSFORD, referral="office at CM1 1AA")
    other = a_scheme(kind="floating-support", council=CHELMSFORD, referral="office at CM1 1AA")
    a_premises(scheme=scheme)
    body = patch(steward, f"schemes/{scheme}", accommodation_type="floating-support").get_json()
    assert (body["premises"], body["referral"]) == ([], "office at CM1 1AA")
    secret = patch(steward, f"schemes/{other}", accommodation_type="da-refuge", authority=ESSEX)
    assert secret.get_json()["referral"] is None
    assert patch(steward, f"schemes/{scheme}", accommodation_type="ta-hostel-family").status_code == 200


@pytest.mark.parametrize("kind", ["ta-hostel-family", "floating-support"])
def test_a_plain_change_does_not_lift_confidentiality_and_says_how_it_is_done(
    steward: FlaskClient, kind: str
) -> None:
    refuge = a_refuge(council=ESSEX)
    answer = patch(steward, f"schemes/{refuge}", accommodation_type=kind)
    assert answer.status_code == 409
    assert "POST /schemes/{id}/lifts" in answer.get_json()["detail"]
    assert patch(steward, f"schemes/{refuge}", accommodation_type="da-specialist").status_code == 200


def test_lifting_takes_two_people(in_app: Flask, steward: FlaskClient) -> None:
    refuge = a_refuge(council=ESSEX)
    asked = post(steward, f"schemes/{refuge}/lifts", accommodation_type="ta-hostel-family")
    assert asked.status_code == 201
    wish = asked.get_json()
    other_wish = post(steward, f"schemes/{refuge}/lifts", accommodation_type="floating-support").get_json()
    agreement = f"{API}/lifts/{wish['id']}/agreement"
    assert steward.post(agreement).status_code == 409
    second = an_editor(in_app, f"authority:{ESSEX}")
    listed = second.get(f"{API}/lifts").get_json()
    assert [one["id"] for one in listed["items"]] == [wish["id"], other_wish["id"]]
    assert second.get(f"{API}/schemes/{refuge}").get_json()["accommodation_type"]["slug"] == "da-refuge"
    agreed = second.post(agreement)
    assert agreed.status_code == 200
    assert agreed.get_json()["agreed_by"] != wish["asked_by"]
    body = steward.get(f"{API}/schemes/{refuge}").get_json()
    assert body["accommodation_type"]["slug"] == "ta-hostel-family"
    assert post(steward, "premises", **premises_body(refuge)).status_code == 201
    assert second.get(f"{API}/lifts").get_json()["total"] == 0
    assert second.post(agreement).status_code == 409
    assert second.post(f"{API}/lifts/{other_wish['id']}/agreement").status_code == 404


def test_a_lift_is_known_to_those_who_look_after_the_scheme_and_to_nobody_else(
    in_app: Flask, steward: FlaskClient
) -> None:
    refuge = a_refuge(council=ESSEX)
    elsewhere = an_editor(in_app, f"authority:{SOUTHEND}")
    body = {"accommodation_type": "ta-hostel-family"}
    refused = post(elsewhere, f"schemes/{refuge}/lifts", **body)
    assert (refused.status_code, refused.data) == (
        404,
        post(elsewhere, f"schemes/{NEVER}/lifts", **body).data,
    )
    wish = post(steward, f"schemes/{refuge}/lifts", **body).get_json()
    assert elsewhere.get(f"{API}/lifts").get_json() == {"items": [], "page": 1, "page_size": 50, "total": 0}
    hidden = elsewhere.post(f"{API}/lifts/{wish['id']}/agreement")
    never = elsewhere.post(f"{API}/lifts/{NEVER}/agreement")
    assert (hidden.status_code, hidden.data) == (404, never.data)


def test_a_lift_is_asked_for_a_confidential_scheme_and_to_an_open_type(steward: FlaskClient) -> None:
    refuge, hostel = a_refuge(council=ESSEX), a_scheme(council=CHELMSFORD)
    for kind in ("da-specialist", "castle"):
        refused = post(steward, f"schemes/{refuge}/lifts", accommodation_type=kind)
        assert list(faults(refused)) == ["accommodation_type"]
    assert post(steward, f"schemes/{hostel}/lifts", accommodation_type="da-refuge").status_code == 409


@pytest.mark.parametrize("kind", ["no-longer-there", "da-specialist"])
def test_a_lift_to_a_type_that_is_open_no_longer_comes_to_nothing(
    in_app: Flask, steward: FlaskClient, kind: str
) -> None:
    refuge = a_refuge(council=ESSEX)
    wish = post(steward, f"schemes/{refuge}/lifts", accommodation_type="ta-hostel-family").get_json()
    with change(SERVICE) as session:
        session.get_one(Lift, uuid.UUID(wish["id"])).accommodation_type = kind
    second = an_editor(in_app)
    assert second.post(f"{API}/lifts/{wish['id']}/agreement").status_code == 409
    assert second.get(f"{API}/lifts").get_json()["total"] == 1
    assert second.get(f"{API}/schemes/{refuge}").get_json()["accommodation_type"]["slug"] == "da-refuge"


def test_what_was_agreed_to_once_does_not_lift_what_has_become_confidential_again(
    in_app: Flask, steward: FlaskClient
) -> None:
    refuge, second = a_refuge(council=ESSEX), an_editor(in_app)
    wish = post(steward, f"schemes/{refuge}/lifts", accommodation_type="ta-hostel-family").get_json()
    agreement = f"{API}/lifts/{wish['id']}/agreement"
    assert second.post(agreement).status_code == 200
    assert patch(steward, f"schemes/{refuge}", accommodation_type="da-refuge").status_code == 200
    assert second.post(agreement).status_code == 409
    assert second.get(f"{API}/schemes/{refuge}").get_json()["accommodation_type"]["slug"] == "da-refuge"


def test_a_lift_of_what_is_confidential_no_longer_comes_to_nothing(
    in_app: Flask, steward: FlaskClient
) -> None:
    refuge = a_refuge(council=ESSEX)
    wish = post(steward, f"schemes/{refuge}/lifts", accommodation_type="ta-hostel-family").get_json()
    with change(SERVICE) as session:
        session.get_one(Scheme, refuge).accommodation_type = "ta-la-ha-stock"
    second = an_editor(in_app)
    assert second.get(f"{API}/lifts").get_json()["total"] == 0
    assert second.post(f"{API}/lifts/{wish['id']}/agreement").status_code == 409
    slug = second.get(f"{API}/schemes/{refuge}").get_json()["accommodation_type"]["slug"]
    assert slug == "ta-la-ha-stock"


def test_a_lift_that_is_asked_for_twice_with_one_key_is_one(steward: FlaskClient) -> None:
    refuge = a_refuge(council=ESSEX)
    body = {"accommodation_type": "ta-hostel-family"}
    first, again = (post(steward, f"schemes/{refuge}/lifts", "key-1", **body) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.get_json() == again.get_json()
    assert steward.get(f"{API}/lifts").get_json()["total"] == 1
    other = post(steward, f"schemes/{a_refuge(council=ESSEX)}/lifts", "key-1", **body)
    assert (other.status_code, "Idempotency-Key" in other.get_json()["detail"]) == (422, True)


def test_a_scheme_with_an_open_lift_can_be_removed(steward: FlaskClient) -> None:
    refuge = a_refuge(council=ESSEX)
    post(steward, f"schemes/{refuge}/lifts", accommodation_type="ta-hostel-family")
    assert delete(steward, f"schemes/{refuge}", tag_of(steward, f"schemes/{refuge}")).status_code == 204
    assert steward.get(f"{API}/lifts").get_json()["total"] == 0
