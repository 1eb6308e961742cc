"""What is suppressed is shown by nothing, and stays so whatever is loaded or edited."""

import uuid
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from directory.services import authorities
from directory.services.loading import load
from tests import load_folders
from tests.editors import API, NEVER, an_editor, delete, faults, patch, post, premises_body, tag_of
from tests.factories import CHELMSFORD, COLCHESTER, a_contact, a_council, a_premises, a_provider, a_scheme

KINDS = {"schemes": "scheme", "premises": "premises", "contacts": "contact"}


@pytest.fixture
def steward(in_app: Flask) -> FlaskClient:
    a_council(CHELMSFORD)
    a_council(COLCHESTER)
    return an_editor(in_app)


def a_record(noun: str, council: str = CHELMSFORD, **columns: Any) -> object:
    """One of a kind, in a council's area."""
    scheme = a_scheme(council=council, **(columns if noun == "schemes" else {}))
    if noun == "premises":
        return a_premises(scheme=scheme, **columns)
    return a_contact(scheme=scheme, **columns) if noun == "contacts" else scheme


def suppress(client: FlaskClient, path: str, query: str = "") -> int:
    return client.put(f"{API}/{path}/suppression{query}").status_code


@pytest.mark.parametrize("noun", KINDS)
def test_a_suppressed_record_is_listed_by_its_keys_and_can_be_shown_again(
    steward: FlaskClient, noun: str
) -> None:
    key = a_record(noun, reference="K-1")
    path = f"{noun}/{key}"
    assert [suppress(steward, path, query) for query in ("?reason=safety", "", "")] == [204, 204, 204]
    listed = steward.get(f"{API}/suppressions").get_json()
    assert listed["items"] == [{"kind": KINDS[noun], "id": str(key), "reference": "K-1"}]
    assert listed["total"] == 1
    for _ in range(2):
        assert steward.delete(f"{API}/{path}/suppression").status_code == 204
    assert steward.get(f"{API}/suppressions").get_json()["total"] == 0
    assert steward.get(f"{API}/{path}").status_code == 200


@pytest.mark.parametrize("noun", KINDS)
def test_a_suppressed_record_answers_as_one_that_is_not_there(steward: FlaskClient, noun: str) -> None:
    path, never = f"{noun}/{a_record(noun)}", f"{noun}/{NEVER}"
    tag = tag_of(steward, path)
    suppress(steward, path)
    if noun != "schemes":
        assert steward.get(f"{API}/{path}").data == steward.get(f"{API}/{never}").data
    hidden, gone = patch(steward, path, tag, valid_to="2026-01-31"), patch(steward, never, tag)
    assert (hidden.status_code, hidden.data) == (404, gone.data)


@pytest.mark.parametrize("noun", KINDS)
def test_what_is_suppressed_cannot_be_removed(steward: FlaskClient, noun: str) -> None:
    path = f"{noun}/{a_record(noun)}"
    tag = tag_of(steward, path)
    suppress(steward, path)
    assert delete(steward, path, tag).status_code == 409


def test_what_belongs_to_a_suppressed_scheme_is_not_there_either(steward: FlaskClient) -> None:
    scheme = a_scheme(council=CHELMSFORD)
    premises, contact = a_premises(scheme=scheme), a_contact(scheme=scheme)
    tags = {path: tag_of(steward, path) for path in (f"premises/{premises}", f"contacts/{contact}")}
    suppress(steward, f"schemes/{scheme}")
    for path, tag in tags.items():
        assert steward.get(f"{API}/{path}").status_code == 404
        assert patch(steward, path, tag, valid_to="2026-01-31").status_code == 404
        assert delete(steward, path, tag).status_code == 404
    added = post(steward, "premises", **premises_body(scheme))
    assert faults(added) == faults(post(steward, "premises", **premises_body(NEVER)))
    role = "support-worker"
    named = post(steward, "contacts", scheme_id=str(scheme), role=role)
    assert faults(named) == faults(post(steward, "contacts", scheme_id=str(NEVER), role=role))
    provider = str(a_provider())
    covered = post(steward, "contacts", provider_id=provider, role=role, covered_by=str(contact))
    never = post(steward, "contacts", provider_id=provider, role=role, covered_by=str(NEVER))
    assert faults(covered) == faults(never)
    body = {"accommodation_type": "ta-hostel-family"}
    assert post(steward, f"schemes/{scheme}/lifts", **body).status_code == 404


@pytest.mark.parametrize("noun", KINDS)
def test_a_steward_suppresses_what_is_theirs_and_learns_of_nothing_else(
    in_app: Flask, steward: FlaskClient, noun: str
) -> None:
    ours, theirs = f"{noun}/{a_record(noun)}", f"{noun}/{a_record(noun, COLCHESTER)}"
    chelmsford = an_editor(in_app, f"authority:{CHELMSFORD}")
    assert suppress(chelmsford, ours) == 204
    for send in (chelmsford.put, chelmsford.delete):
        hidden = send(f"{API}/{theirs}/suppression")
        never = send(f"{API}/{noun}/{NEVER}/suppression")
        assert (hidden.status_code, hidden.data) == (404, never.data)
    assert steward.get(f"{API}/{theirs}").status_code == 200
    suppress(steward, theirs)
    listed = chelmsford.get(f"{API}/suppressions").get_json()
    assert ([item["id"] for item in listed["items"]], listed["total"]) == ([ours.partition("/")[2]], 1)
    assert steward.get(f"{API}/suppressions").get_json()["total"] == 2


def test_a_suppressed_address_does_not_come_back_as_another_record(steward: FlaskClient) -> None:
    scheme = a_scheme(council=CHELMSFORD)
    suppress(steward, f"premises/{a_premises('12 Thistlequay Road', scheme=scheme)}")
    assert post(steward, "premises", **premises_body(scheme, street="THISTLEQUAY  ROAD")).status_code == 409
    beside = post(steward, "premises", **premises_body(scheme, number="14"))
    assert beside.status_code == 201
    assert patch(steward, f"premises/{beside.get_json()['id']}", number="12").status_code == 409


@pytest.mark.parametrize("reason", ["safety", "asked-for", "wrong", "court-order"])
def test_why_is_one_of_a_few_words_and_stands_in_the_audit_log(
    steward: FlaskClient, engine: Engine, reason: str
) -> None:
    path = f"premises/{a_record('premises')}"
    assert suppress(steward, path, "?reason=the%20father%20knows") == 422
    assert suppress(steward, path, f"?reason={reason}") == 204
    with engine.connect() as connection:
        [row] = connection.execute(
            text("SELECT action, detail FROM audit_log WHERE action = 'suppress' ORDER BY seq DESC LIMIT 1")
        ).all()
    assert row.detail == f'{{"fields": ["suppressed"], "reason": "{reason}"}}'
    assert steward.delete(f"{API}/{path}/suppression").status_code == 204
    with engine.connect() as connection:
        last = connection.execute(
            text("SELECT action, detail FROM audit_log ORDER BY seq DESC LIMIT 1")
        ).one()
    assert tuple(last) == ("show-again", '{"fields": ["suppressed"]}')


def test_suppression_survives_loading_the_same_files_again(
    in_app: Flask, steward: FlaskClient, tmp_path: Path, engine: Engine
) -> None:
    authorities.align()
    folder = load_folders.small(tmp_path / "first")
    load(folder, load_folders.TODAY)
    with engine.connect() as connection:
        keys = {
            noun: uuid.UUID(str(connection.execute(text(f"SELECT id FROM {noun}")).scalar()))
            for noun in KINDS
        }
    for noun, key in keys.items():
        assert suppress(steward, f"{noun}/{key}") == 204
    changed = load_folders.small(
        tmp_path / "again",
        schemes=[load_folders.a_scheme(capacity=9)],
        premises=[load_folders.a_premises(town="Great Baddow")],
        contacts=[load_folders.a_contact(phone="01632 960999")],
    )
    for again in (folder, changed):
        assert load(again, load_folders.TODAY).outcome in ("loaded", "nothing_new")
        listed = steward.get(f"{API}/suppressions").get_json()
        assert {item["kind"] for item in listed["items"]} == set(KINDS.values())
