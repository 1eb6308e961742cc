"""Records added, changed and removed through the API."""

from collections.abc import Callable
from datetime import date
from typing import Any

import marshmallow as ma
import pytest
from flask import Flask
from flask.testing import FlaskClient
from marshmallow.validate import Length
from sqlalchemy import Engine, text

from directory.api.editing.records import EDITED
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
    IN_COLCHESTER,
    a_contact,
    a_contract,
    a_council,
    a_premises,
    a_provider,
    a_scheme,
)


@pytest.fixture
def steward(in_app: Flask) -> FlaskClient:
    a_council(CHELMSFORD)
    a_council(ESSEX)
    return an_editor(in_app)


def test_a_provider_with_its_names_is_added_changed_and_removed(steward: FlaskClient) -> None:
    made = post(
        steward,
        "providers",
        name="Brindlestoke Homes",
        kind="charity",
        trading_names=["Brindle", "Stoke Lets", "Brindlestoke Homes"],
        phone="01632 960123",
        email="Office@Brindlestoke.example",
        valid_from="2020-01-01",
    )
    assert made.status_code == 201
    body = made.get_json()
    path = f"providers/{body['id']}"
    assert made.headers["Location"] == f"{API}/{path}"
    assert steward.get(made.headers["Location"]).get_json() == body
    assert body["trading_names"] == ["Brindle", "Stoke Lets"]
    changed = patch(steward, path, trading_names=["Brindle"], former_names=["Old Stoke"], phone=None)
    assert changed.status_code == 200
    body = changed.get_json()
    assert (body["trading_names"], body["former_names"], body["phone"]) == (["Brindle"], ["Old Stoke"], None)
    assert body["kind"] == "charity"
    assert delete(steward, path).status_code == 204
    assert steward.get(f"{API}/{path}").status_code == 404


def test_a_scheme_with_its_support_is_added_changed_and_removed(steward: FlaskClient) -> None:
    provider = a_provider()
    support = [
        {"type": "key-work", "offered": "yes", "hours_per_week": 7.5, "who_for": "every household"},
        {"type": "childcare", "offered": "no"},
    ]
    made = post(
        steward,
        "schemes",
        **scheme_body(provider, support=support, placing_authorities=[ESSEX], age_from=16, sons_under=12),
    )
    assert made.status_code == 201
    body = made.get_json()
    path = f"schemes/{body['id']}"
    recorded = {one["type"]: one for one in body["support"] if one["normally"] is None}
    assert {slug: one["offered"] for slug, one in recorded.items()} == {"key-work": "yes", "childcare": "no"}
    assert recorded["key-work"]["hours_per_week"] == 7.5
    assert (body["placing_authorities"], body["accessible"], body["authority"]) == (
        [ESSEX],
        "ask",
        CHELMSFORD,
    )
    assert (body["sons_under"], body["daughters_under"]) == (12, None)
    changed = patch(steward, path, support=[{"type": "childcare", "offered": "yes"}], accessible="yes")
    body = changed.get_json()
    recorded = {one["type"]: one["offered"] for one in body["support"] if one["normally"] is None}
    assert (recorded, body["accessible"], body["sons_under"]) == ({"childcare": "yes"}, "yes", 12)
    kept = patch(steward, path, name="Sprocket Court", sons_under=None, daughters_under=0).get_json()
    assert (kept["age_from"], kept["sons_under"], kept["daughters_under"]) == (16, None, 0)
    assert {one["type"] for one in kept["support"] if one["normally"] is None} == {"childcare"}
    assert delete(steward, path).status_code == 204
    assert steward.get(f"{API}/{path}").status_code == 404


def test_an_address_gets_its_position_and_is_found_at_once(steward: FlaskClient) -> None:
    scheme = a_scheme(council=CHELMSFORD)
    made = post(steward, "premises", **premises_body(scheme, postcode="cm1 1aa", sub_building="Flat 3"))
    assert made.status_code == 201
    body = made.get_json()
    assert (body["postcode"], body["covers"], body["scheme_id"]) == ("CM1 1AA", "unit", str(scheme))
    assert body["latitude"] is not None
    asked = {"address": "Flat 3, 12 Thistlequay Road, Chelmsford, CM1 1AA"}
    found = steward.post(f"{API}/lookups", json=asked).get_json()
    assert found["matches"][0]["premises"]["id"] == body["id"]
    moved = patch(steward, f"premises/{body['id']}", postcode=IN_COLCHESTER, town="Colchester").get_json()
    assert moved["latitude"] != body["latitude"]
    assert steward.post(f"{API}/lookups", json=asked).get_json()["outcome"] != "found"
    stays = patch(steward, f"premises/{body['id']}", latitude=51.89, longitude=0.9).get_json()
    assert (stays["latitude"], stays["longitude"]) == (51.89, 0.9)
    renamed = patch(steward, f"premises/{body['id']}", street="Mallowquay Road").get_json()
    assert (renamed["latitude"], renamed["longitude"]) == (51.89, 0.9)
    assert patch(steward, f"premises/{body['id']}", latitude=None, longitude=None).get_json()[
        "latitude"
    ] == pytest.approx(moved["latitude"])
    assert delete(steward, f"premises/{body['id']}").status_code == 204


def test_the_keys_that_look_ups_use_follow_the_address(steward: FlaskClient, engine: Engine) -> None:
    made = post(steward, "premises", **premises_body(a_scheme(council=CHELMSFORD))).get_json()
    patch(steward, f"premises/{made['id']}", street="Mallow Way", number="7A")
    with engine.connect() as connection:
        row = connection.execute(text("SELECT street_key, number_from, cell FROM premises")).one()
    assert (row.street_key, row.number_from) == ("mallowway", 7)
    assert row.cell is not None


def test_a_contact_is_added_changed_moved_and_removed(steward: FlaskClient) -> None:
    provider, scheme = a_provider(), a_scheme(council=CHELMSFORD)
    stands_in = a_contact(provider=provider)
    made = post(
        steward,
        "contacts",
        scheme_id=str(scheme),
        role="support-worker",
        hours="Mon-Fri 9am-5pm",
        email="duty@brindlestoke.example",
        covered_by=str(stands_in),
    )
    assert made.status_code == 201
    body = made.get_json()
    path = f"contacts/{body['id']}"
    assert (body["hours"], body["of"], body["covered_by"]) == ("Mo-Fr 09:00-17:00", "scheme", str(stands_in))
    assert body["confidence"] == "stale"
    moved = patch(steward, path, authority=CHELMSFORD, confirmed_on="2026-11-01").get_json()
    assert (moved["of"], moved["authority"], moved["scheme_id"]) == ("authority", CHELMSFORD, None)
    assert patch(steward, path, authority=None).status_code == 422
    assert delete(steward, path).status_code == 204
    assert steward.get(f"{API}/{path}").status_code == 404


def test_a_contract_is_added_changed_and_removed(steward: FlaskClient) -> None:
    provider = a_provider()
    made = post(
        steward,
        "contracts",
        commissioner="e10000012",
        provider_id=str(provider),
        title="Family hostel support",
        valid_from="2026-04-01",
    )
    assert made.status_code == 201
    body = made.get_json()
    assert (body["commissioner"], body["provider"]["id"]) == (ESSEX, str(provider))
    path = f"contracts/{body['id']}"
    assert patch(steward, path, valid_to="2027-03-31").get_json()["valid_to"] == "2027-03-31"
    assert delete(steward, path).status_code == 204
    assert steward.get(f"{API}/{path}").status_code == 404


def test_every_answer_to_an_edit_is_as_the_description_says(steward: FlaskClient) -> None:
    provider = a_provider()
    scheme = post(steward, "schemes", **scheme_body(provider)).get_json()
    made = {
        "schemes": scheme,
        "providers": post(steward, "providers", name="Mallowquay").get_json(),
        "premises": post(steward, "premises", **premises_body(scheme["id"])).get_json(),
        "contacts": post(steward, "contacts", scheme_id=scheme["id"], role="support-worker").get_json(),
        "contracts": post(
            steward,
            "contracts",
            commissioner=ESSEX,
            provider_id=str(provider),
            title="Support",
            valid_from="2026-04-01",
        ).get_json(),
    }
    for each in EDITED:
        assert each.whole().validate(made[each.path]) == {}
        assert (
            each.whole().validate(steward.get(f"{API}/{each.path}/{made[each.path]['id']}").get_json()) == {}
        )


FORBIDDEN = ["id", "reference", "version", "suppressed", "holds_location", "cell", "revision", "made_up"]


@pytest.mark.parametrize("field", FORBIDDEN)
def test_a_field_that_is_not_listed_is_refused(steward: FlaskClient, field: str) -> None:
    scheme = a_scheme(council=CHELMSFORD)
    records = {
        "providers": a_provider(),
        "schemes": scheme,
        "premises": a_premises(scheme=scheme),
        "contacts": a_contact(scheme=scheme),
        "contracts": a_contract(),
    }
    for noun, key in records.items():
        for answer in (
            post(steward, noun, **{field: "1"}),
            patch(steward, f"{noun}/{key}", **{field: "1"}),
        ):
            assert faults(answer)[field][0].startswith("There is no such field.")


@pytest.mark.parametrize(
    ("noun", "fields", "field", "said"),
    [
        ("schemes", {"confirmed_on": "2126-01-01"}, "confirmed_on", "is after today"),
        ("contacts", {"confirmed_on": "2126-01-01"}, "confirmed_on", "is after today"),
        ("contacts", {"failing_since": "2126-01-01"}, "failing_since", "is after today"),
        (
            "schemes",
            {"support": [{"type": "key-work", "offered": "yes", "evidence_date": "2126-01-01"}]},
            "support.0.evidence_date",
            "is after today",
        ),
        ("schemes", {"valid_from": "2026-02-01", "valid_to": "2026-01-01"}, "valid_to", "before valid_from"),
        ("schemes", {"age_from": 18, "age_to": 16}, "age_to", "below age_from"),
        ("schemes", {"age_from": 121}, "age_from", "Must be"),
        ("schemes", {"sons_under": 27}, "sons_under", "Must be"),
        ("schemes", {"daughters_under": -1}, "daughters_under", "Must be"),
        ("schemes", {"age_from": "sixteen"}, "age_from", "whole number"),
        ("schemes", {"name": ""}, "name", "is needed"),
        ("schemes", {"name": None}, "name", "is needed"),
        ("schemes", {"name": "Sprocket\u200bHouse"}, "name", "ZERO WIDTH SPACE"),
        ("schemes", {"referral": "ring \u202e321"}, "referral", "RIGHT-TO-LEFT OVERRIDE"),
        ("schemes", {"accommodation_type": "ta-hostal-family"}, "accommodation_type", "did you mean"),
        ("schemes", {"placing_authorities": ["E07000070;E10000012"]}, "placing_authorities", "';'"),
        (
            "schemes",
            {"placing_authorities": ["E99999999"]},
            "placing_authorities",
            "not the code of a council",
        ),
        ("schemes", {"authority": "E99999999"}, "authority", "names no council"),
        ("schemes", {"provider_id": str(NEVER)}, "provider_id", "names no provider"),
        ("schemes", {"provider_id": None}, "provider_id", "is needed"),
        (
            "schemes",
            {"support": [{"type": "key-work", "offered": "yes"}, {"type": "key-work", "offered": "no"}]},
            "support.1.type",
            "further up",
        ),
        ("schemes", {"support": [{"type": "sky-work", "offered": "yes"}]}, "support.0.type", "not a known"),
        ("schemes", {"support": [{"type": "key-work"}]}, "support.0.offered", "This is needed"),
        ("schemes", {"referral": "ask for NHS 943 476 5919"}, "referral", "NHS number"),
        ("schemes", {"hours": "dob 03/04/2019"}, "hours", "date of birth"),
        ("contacts", {"holder": "Ann, born 3 March 1985"}, "holder", "date of birth"),
        ("contacts", {"phone": "12"}, "phone", "not a telephone number"),
        ("contacts", {"email": "office at home"}, "email", "not a mail address"),
        ("contacts", {"hours": "most days"}, "hours", ""),
        ("contacts", {"role": "caretaker-general"}, "role", "not a known contact role"),
        ("contacts", {"vacant": True, "holder": "Ann Example"}, "vacant", "holder"),
        ("contacts", {"covered_by": str(NEVER)}, "covered_by", "names no contact"),
        ("contacts", {"authority": CHELMSFORD, "provider_id": str(NEVER)}, "authority", "more than one"),
        ("contacts", {"provider_id": str(NEVER)}, "provider_id", "names no provider"),
        ("contacts", {"scheme_id": str(NEVER)}, "scheme_id", "names no scheme"),
        ("contacts", {"authority": "E99999999"}, "authority", "names no council"),
        ("premises", {"postcode": "CM1 1ZZ"}, "postcode", "not a postcode that exists; did you mean"),
        ("premises", {"postcode": "LEEDS"}, "postcode", "not a UK postcode"),
        ("premises", {"latitude": None}, "latitude", "is needed"),
        ("premises", {"latitude": 53.0, "longitude": -2.0}, "latitude", "km from"),
        ("premises", {"number": None}, "number", "is needed"),
        ("premises", {"uprn": "12a"}, "uprn", "not a UPRN"),
        ("premises", {"scheme_id": str(NEVER)}, "scheme_id", "names no scheme"),
        ("providers", {"website": "brindlestoke"}, "website", "not a web address"),
        ("providers", {"kind": "club"}, "kind", "Must be one of"),
        ("providers", {"successor_id": str(NEVER)}, "successor_id", "names no provider"),
        ("contracts", {"commissioner": "E99999999"}, "commissioner", "names no council"),
        ("contracts", {"commissioner": None}, "commissioner", "is needed"),
        ("contracts", {"commissioner": ""}, "commissioner", "is needed"),
        ("contracts", {"provider_id": None}, "provider_id", "is needed"),
        ("contracts", {"provider_id": str(NEVER)}, "provider_id", "names no provider"),
        ("contracts", {"title": None}, "title", "is needed"),
        ("contracts", {"title": "Support of NHS 943 476 5919"}, "title", "NHS number"),
        ("contracts", {"valid_from": None}, "valid_from", "is needed"),
        ("contracts", {"valid_to": "2020-01-01"}, "valid_to", "before valid_from"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_and_says_why(
    steward: FlaskClient, noun: str, fields: dict[str, Any], field: str, said: str
) -> None:
    scheme = a_scheme(council=CHELMSFORD)
    makers: dict[str, Callable[[], object]] = {
        "providers": a_provider,
        "schemes": lambda: scheme,
        "premises": lambda: a_premises(scheme=scheme),
        "contacts": lambda: a_contact(scheme=scheme),
        "contracts": a_contract,
    }
    path = f"{noun}/{makers[noun]()}"
    before = tag_of(steward, path)
    [message] = faults(patch(steward, path, **fields))[field]
    assert said in message
    assert tag_of(steward, path) == before


def test_all_that_is_wrong_is_said_at_once(steward: FlaskClient) -> None:
    answer = post(steward, "contacts", authority=CHELMSFORD, role="x", phone="1", email="y", hours="z")
    assert set(faults(answer)) == {"role", "phone", "email", "hours"}
    told = {name: messages[0] for name, messages in faults(answer).items()}
    assert answer.get_json()["detail"] == "; ".join(f"{name}: {message}" for name, message in told.items())


def test_what_is_needed_is_said_when_it_is_not_there(steward: FlaskClient) -> None:
    assert set(faults(post(steward, "schemes"))) == {"provider_id", "name", "accommodation_type"}
    assert set(faults(post(steward, "premises"))) == {"scheme_id", "postcode"}
    assert set(faults(post(steward, "contacts"))) == {"role"}
    assert faults(post(steward, "contacts", role="support-worker"))["provider_id"][0].endswith(
        "none is given"
    )


@pytest.mark.parametrize("nothing", [None, ""])
def test_a_scheme_does_not_lose_its_type(steward: FlaskClient, nothing: str | None) -> None:
    answer = patch(steward, f"schemes/{a_scheme()}", accommodation_type=nothing)
    assert faults(answer) == {"accommodation_type": ["is needed"]}


def test_what_is_not_confidential_is_repeated_where_it_is_wrong(steward: FlaskClient) -> None:
    [told] = faults(patch(steward, f"providers/{a_provider()}", website="brindlestoke"))["website"]
    assert "'brindlestoke'" in told


def test_a_record_may_be_of_one_day(steward: FlaskClient) -> None:
    day = {"valid_from": "2026-12-31", "valid_to": "2026-12-31"}
    assert patch(steward, f"contracts/{a_contract()}", **day).status_code == 200


def test_texts_are_kept_in_one_form(steward: FlaskClient) -> None:
    made = post(steward, "providers", name="  Cafe\u0301\u00a0 Homes\n")
    assert made.get_json()["name"] == "Caf\u00e9 Homes"


def test_a_record_cannot_name_itself(steward: FlaskClient) -> None:
    provider, contact = a_provider(), a_contact(council=CHELMSFORD)
    assert (
        "itself"
        in faults(patch(steward, f"providers/{provider}", successor_id=str(provider)))["successor_id"][0]
    )
    assert "itself" in faults(patch(steward, f"contacts/{contact}", covered_by=str(contact)))["covered_by"][0]


def test_what_others_hang_on_is_ended_and_not_removed(steward: FlaskClient) -> None:
    provider = a_provider()
    scheme = a_scheme(provider=provider, council=CHELMSFORD)
    a_premises(scheme=scheme)
    stands_in = a_contact(scheme=scheme)
    a_contact(provider=provider, covered_by_id=stands_in)
    a_contract(provider=provider)
    for path, named in (
        (f"providers/{provider}", "contacts and contracts and schemes"),
        (f"schemes/{scheme}", "contacts and premises"),
        (f"contacts/{stands_in}", "contacts"),
    ):
        answer = delete(steward, path)
        assert answer.status_code == 409
        assert f"There are {named} that name this" in answer.get_json()["detail"]
        assert "valid_to" in answer.get_json()["detail"]
        assert patch(steward, path, valid_to="2026-01-31").status_code == 200


def test_what_was_done_stands_in_the_audit_log_without_values(steward: FlaskClient, engine: Engine) -> None:
    made = post(steward, "schemes", **scheme_body(a_provider(), referral="Zephyrwyke desk")).get_json()
    patch(steward, f"schemes/{made['id']}", referral="Mallowquay desk", capacity=4)
    delete(steward, f"schemes/{made['id']}")
    with engine.connect() as connection:
        rows = connection.execute(
            text(
                "SELECT action, actor, detail FROM audit_log "
                "WHERE subject_kind = 'schemes' AND subject_id = :id ORDER BY seq"
            ),
            {"id": made["id"]},
        ).all()
        everything = repr(connection.execute(text("SELECT * FROM audit_log")).all())
    assert [row.action for row in rows] == ["create", "change", "delete"]
    assert all(row.actor.startswith("token:") for row in rows)
    assert rows[1].detail == '{"fields": ["capacity", "referral"]}'
    assert "Zephyrwyke" not in everything
    assert "Mallowquay" not in everything


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_change_to_nothing_changes_nothing(steward: FlaskClient, engine: Engine) -> None:
    scheme = a_scheme(council=CHELMSFORD, support={"key-work": "yes"})
    tag = tag_of(steward, f"schemes/{scheme}")
    with engine.connect() as connection:
        before = connection.execute(text("SELECT version FROM directory_state")).scalar()
    same: dict[str, Any] = {"name": "Sprocket House", "support": [{"type": "key-work", "offered": "yes"}]}
    answer = patch(steward, f"schemes/{scheme}", **same)
    assert (answer.status_code, answer.headers["ETag"]) == (200, tag)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version FROM directory_state")).scalar() == before


def test_an_ended_post_can_still_be_read_and_is_not_to_be_reached(steward: FlaskClient) -> None:
    ended = a_contact(council=CHELMSFORD, hours="24/7", valid_to=None)
    patch(steward, f"contacts/{ended}", valid_to="2026-01-31")
    body = steward.get(f"{API}/contacts/{ended}").get_json()
    assert (body["reachable_now"], body["reason"]) == (False, "Ended on 2026-01-31.")
    patch(steward, f"contacts/{ended}", valid_from="2126-01-31", valid_to=None)
    assert steward.get(f"{API}/contacts/{ended}").get_json()["reason"] == "Begins on 2126-01-31."


def test_a_council_that_the_database_has_not_cannot_be_named(steward: FlaskClient) -> None:
    provider = a_provider()
    answer = post(steward, "schemes", **scheme_body(provider, authority=COLCHESTER))
    assert "names no council" in faults(answer)["authority"][0]


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_the_description_gives_the_lengths_that_hold_for_files(in_app: Flask) -> None:
    for each in EDITED:
        for column in each.noun.columns(date(2026, 12, 1)):
            field = each.changes().fields.get(column.name)
            if column.longest is not None and isinstance(field, ma.fields.String):
                assert [rule.max for rule in field.validators if isinstance(rule, Length)] == [column.longest]
