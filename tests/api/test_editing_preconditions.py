"""Nobody's change is lost: tags, If-Match, and keys of requests that come twice."""

import threading
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from directory.model import IdempotencyKey
from directory.services.editing import PROVIDERS
from tests.editors import API, NEVER, an_editor, delete, patch, post, premises_body, scheme_body, tag_of
from tests.factories import (
    CHELMSFORD,
    ESSEX,
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
    return an_editor(in_app)


def records() -> dict[str, object]:
    """One of each kind."""
    scheme = a_scheme(council=CHELMSFORD, support={"key-work": "yes"})
    return {
        "providers": a_provider(),
        "schemes": scheme,
        "premises": a_premises(scheme=scheme),
        "contacts": a_contact(scheme=scheme, hours="24/7"),
        "contracts": a_contract(),
    }


ALTERED: dict[str, dict[str, Any]] = {
    "providers": {"former_names": ["Old Stoke"]},
    "schemes": {"support": [{"type": "key-work", "offered": "no"}]},
    "premises": {"town": "Great Baddow"},
    "contacts": {"phone": "01632 960999"},
    "contracts": {"title": "Other"},
}


@pytest.mark.parametrize("noun", ALTERED)
def test_a_change_needs_the_tag_of_what_was_read(steward: FlaskClient, noun: str) -> None:
    path = f"{noun}/{records()[noun]}"
    url, read = f"{API}/{path}", tag_of(steward, path)
    for answer in (
        steward.patch(url, json=ALTERED[noun]),
        steward.delete(url),
        steward.patch(url, json=ALTERED[noun], headers={"If-Match": "*"}),
        steward.patch(f"{API}/{noun}/{NEVER}", json=ALTERED[noun]),
    ):
        assert (answer.status_code, answer.mimetype) == (428, "application/problem+json")
    for tag in ('"0.0"', '""', "nothing", read.replace('"', "").partition(".")[2]):
        assert patch(steward, path, tag, **ALTERED[noun]).status_code == 412
    first = patch(steward, path, read, **ALTERED[noun])
    assert first.status_code == 200
    assert first.headers["ETag"].partition(".")[0] != read.partition(".")[0]
    assert patch(steward, path, read, **ALTERED[noun]).status_code == 412
    assert delete(steward, path, read).status_code == 412
    assert patch(steward, path, first.headers["ETag"], **ALTERED[noun]).status_code == 200


def test_the_revision_is_all_that_counts_in_a_tag(steward: FlaskClient) -> None:
    path = f"contacts/{records()['contacts']}"
    revision = tag_of(steward, path).strip('"').partition(".")[0]
    assert patch(steward, path, f'"{revision}.of-another-minute"', phone="01632 960001").status_code == 200
    revision = tag_of(steward, path).strip('"').partition(".")[0]
    assert patch(steward, path, f'W/"{revision}.packed", "x"', phone="01632 960002").status_code == 200


@pytest.mark.parametrize("noun", ALTERED)
def test_what_one_has_already_is_not_sent_again(steward: FlaskClient, noun: str) -> None:
    url = f"{API}/{noun}/{records()[noun]}"
    first = steward.get(url)
    revision, stop, body = first.headers["ETag"].strip('"').partition(".")
    assert (len(revision), stop, len(body)) == (24, ".", 24)
    if noun in ("premises", "contracts"):  # whose answers do not move with the clock
        assert steward.get(url, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_a_change_made_while_a_revision_is_read_is_not_hidden_by_what_is_remembered(
    steward: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A revision read beside a change must not be taken for the one of the state after it, or before it."""
    path = f"providers/{records()['providers']}"
    told = PROVIDERS.revision
    changed: list[int | None] = []

    def slowly(session: Session, row: Any) -> str:
        found = told(session, row)
        if not changed:
            changed.append(None)
            changed[0] = patch(steward, path, tag_of(steward, path), phone="01632 960123").status_code
        return found

    monkeypatch.setattr(PROVIDERS, "revision", slowly)
    early = tag_of(steward, path)
    assert changed == [200]
    assert patch(steward, path, early, phone="01632 960001").status_code == 412
    assert tag_of(steward, path).partition(".")[0] != early.partition(".")[0]


def test_what_belongs_to_others_is_no_part_of_a_revision(steward: FlaskClient) -> None:
    held = records()
    scheme = f"schemes/{held['schemes']}"
    before = tag_of(steward, scheme)
    patch(steward, f"contacts/{held['contacts']}", phone="01632 960999")
    after = tag_of(steward, scheme)
    assert before.partition(".")[0] == after.partition(".")[0]
    assert before != after


def at_once(app: Flask, *requests: Callable[[], TestResponse]) -> list[TestResponse]:
    """The answers to requests that are sent at the same moment."""
    answers: list[TestResponse] = []
    start = threading.Barrier(len(requests))

    def send(request: Callable[[], TestResponse]) -> None:
        start.wait()
        answers.append(request())

    threads = [threading.Thread(target=send, args=(each,)) for each in requests]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return answers


@pytest.mark.parametrize("noun", ALTERED)
def test_of_two_people_editing_one_record_exactly_one_wins(app: Flask, noun: str) -> None:
    with app.app_context():
        a_council(CHELMSFORD)
        path = f"{noun}/{records()[noun]}"
        editors = [an_editor(app) for _ in range(4)]
    for turn in range(4):
        tag = tag_of(editors[0], path)
        fields = [{**ALTERED[noun], "valid_to": f"20{30 + turn}-01-0{number + 1}"} for number in range(4)]

        def change(number: int, tag: str = tag, fields: list[dict[str, Any]] = fields) -> TestResponse:
            return patch(editors[number], path, tag, **fields[number])

        answers = at_once(app, *(lambda number=number: change(number) for number in range(4)))
        assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412]
        [won] = [answer.get_json() for answer in answers if answer.status_code == 200]
        assert editors[0].get(f"{API}/{path}").get_json()["valid_to"] == won["valid_to"]


def test_two_who_remove_and_change_at_once_do_not_both_win(app: Flask) -> None:
    with app.app_context():
        a_council(CHELMSFORD)
        editors = [an_editor(app), an_editor(app)]
        for _ in range(4):
            path = f"premises/{a_premises()}"
            tag = tag_of(editors[0], path)

            def remove(path: str = path, tag: str = tag) -> TestResponse:
                return delete(editors[0], path, tag)

            def change(path: str = path, tag: str = tag) -> TestResponse:
                return patch(editors[1], path, tag, town="Great Baddow")

            statuses = {answer.status_code for answer in at_once(app, remove, change)}
            assert statuses in ({204, 404}, {200, 412})


def test_an_address_added_while_its_scheme_becomes_confidential_does_not_stay(
    app: Flask, engine: Engine
) -> None:
    with app.app_context():
        a_council(ESSEX)
        editors = [an_editor(app), an_editor(app)]
        for turn in range(4):
            scheme = a_scheme(council=ESSEX)
            tag = tag_of(editors[0], f"schemes/{scheme}")

            def turn_confidential(scheme: uuid.UUID = scheme, tag: str = tag) -> TestResponse:
                return patch(editors[0], f"schemes/{scheme}", tag, accommodation_type="da-refuge")

            def add(scheme: uuid.UUID = scheme, number: int = turn + 1) -> TestResponse:
                return post(editors[1], "premises", **premises_body(scheme, number=str(number)))

            statuses = {answer.status_code for answer in at_once(app, turn_confidential, add)}
            # 404: it was added, and erased again before it could be shown to whoever had added it.
            assert statuses in ({200, 201}, {200, 422}, {200, 404})
            with engine.connect() as connection:
                assert connection.execute(text("SELECT count(*) FROM premises")).scalar() == 0


def test_a_request_sent_twice_makes_one_record(steward: FlaskClient, engine: Engine) -> None:
    body = scheme_body(a_provider())
    first, again = (post(steward, "schemes", "key-1", **body) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.get_json() == again.get_json()
    assert first.headers["Location"] == again.headers["Location"]
    assert first.headers["ETag"] == again.headers["ETag"]
    other = post(steward, "schemes", "key-2", **body)
    assert other.get_json()["id"] != first.get_json()["id"]
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM schemes")).scalar() == 2


def test_a_key_of_another_request_is_refused(steward: FlaskClient) -> None:
    provider = a_provider()
    post(steward, "schemes", "key-1", **scheme_body(provider))
    for answer in (
        post(steward, "schemes", "key-1", **scheme_body(provider, name="Other House")),
        post(steward, "providers", "key-1", name="Mallowquay"),
    ):
        assert answer.status_code == 422
        assert "Idempotency-Key" in answer.get_json()["detail"]


def test_a_key_is_of_one_actor(in_app: Flask, steward: FlaskClient) -> None:
    first = post(steward, "providers", "key-1", name="Mallowquay")
    second = post(an_editor(in_app), "providers", "key-1", name="Mallowquay")
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.get_json()["id"] != second.get_json()["id"]


def test_a_key_is_forgotten_after_a_day(steward: FlaskClient, db_session: Session) -> None:
    first = post(steward, "providers", "key-1", name="Mallowquay").get_json()
    held = db_session.query(IdempotencyKey).one()
    assert "Mallowquay" not in held.request
    held.at = datetime.now(UTC) - timedelta(hours=25)
    db_session.commit()
    assert post(steward, "providers", "key-1", name="Mallowquay").get_json()["id"] != first["id"]
    db_session.expire_all()
    assert db_session.query(IdempotencyKey).count() == 1


def test_a_request_that_was_refused_uses_up_no_key(steward: FlaskClient) -> None:
    assert post(steward, "providers", "key-1", name="").status_code == 422
    assert post(steward, "providers", "key-1", name="Mallowquay").status_code == 201


def test_a_key_for_what_has_gone_is_a_conflict(steward: FlaskClient) -> None:
    made = post(steward, "providers", "key-1", name="Mallowquay").get_json()
    delete(steward, f"providers/{made['id']}")
    assert post(steward, "providers", "key-1", name="Mallowquay").status_code == 409


def test_a_key_gives_nothing_back_of_what_is_another_s_or_hidden_by_now(
    in_app: Flask, steward: FlaskClient
) -> None:
    for gss in (CHELMSFORD, ESSEX):
        a_council(gss)
    editor, provider = an_editor(in_app, f"authority:{CHELMSFORD}"), a_provider()
    moved, hidden = (scheme_body(provider, name=name) for name in ("Sprocket House", "Mallow Court"))
    first, second = (post(editor, "schemes", body["name"][:3], **body).get_json() for body in (moved, hidden))
    assert patch(steward, f"schemes/{first['id']}", authority=ESSEX).status_code == 200
    assert steward.put(f"{API}/schemes/{second['id']}/suppression").status_code == 204
    for body in (moved, hidden):
        answer = post(editor, "schemes", body["name"][:3], **body)
        assert (answer.status_code, "ETag" in answer.headers) == (409, False)


@pytest.mark.parametrize("key", ["", "two words", "x" * 201, "\u00e9"])
def test_a_key_that_is_none_is_refused(steward: FlaskClient, key: str) -> None:
    answer = post(steward, "providers", key, name="Mallowquay")
    assert answer.status_code == 422
    assert list(answer.get_json()["errors"]["header"]) == ["Idempotency-Key"]


def test_of_two_requests_with_one_key_at_once_one_makes_and_both_get_it(app: Flask) -> None:
    with app.app_context():
        a_council(ESSEX)
        scheme = a_scheme(council=CHELMSFORD)
        token = an_editor(app).environ_base["HTTP_AUTHORIZATION"]
    clients = []
    for _ in range(4):
        client = app.test_client()
        client.environ_base["HTTP_AUTHORIZATION"] = token
        clients.append(client)

    def add(client: FlaskClient) -> TestResponse:
        return post(client, "premises", "key-1", **premises_body(scheme))

    answers = at_once(app, *(lambda client=client: add(client) for client in clients))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.get_json()["id"] for answer in answers}) == 1
