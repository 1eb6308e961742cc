"""Counting who came to meetings: what is kept, what is refused, and how a slip is taken back."""

import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import IntegrityError
from werkzeug.test import TestResponse

from directory.db import db
from directory.equipment import equipment
from directory.model import Attendance, AttendanceSecret, IdempotencyKey
from directory.rules.engagement import Quarter
from directory.rules.permissions import SERVICE
from directory.services import attendances
from directory.services.changes import change
from directory.services.retention import erase_old
from tests.audit_logs import entries
from tests.editors import API, NEVER, an_editor, faults, post
from tests.factories import a_provider, some_attendances

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def that_day(in_app: Flask) -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def organiser(app: Flask) -> FlaskClient:
    return an_editor(app, role="organiser")


def invitation(provider: uuid.UUID, **fields: Any) -> dict[str, Any]:
    return {
        "provider": str(provider),
        "meeting_type": "icpc",
        "held_on": "2026-11-20",
        "role": "support-worker",
        "outcome": "attended",
        "notice_days": 9,
        "report": "on_time",
        **fields,
    }


def counted(client: FlaskClient, provider: uuid.UUID, key: str | None = None, **fields: Any) -> TestResponse:
    return post(client, "attendances", key, **invitation(provider, **fields))


def taken_back(client: FlaskClient, receipt: str, provider: uuid.UUID, **fields: Any) -> TestResponse:
    return post(client, "attendances/take-back", receipt=receipt, **invitation(provider, **fields))


def held() -> list[tuple[Any, ...]]:
    """All that is kept, each with how often."""
    db.session.rollback()
    columns = inspect(Attendance).columns.keys()
    rows = db.session.scalars(select(Attendance).order_by(Attendance.outcome)).all()
    told = [name for name in columns if name not in ("provider_id", "giver")]
    return [tuple(getattr(row, name) for name in told) for row in rows]


def test_what_is_kept_is_one_more_in_a_sum_and_no_day(organiser: FlaskClient) -> None:
    provider = a_provider()
    first, second = counted(organiser, provider), counted(organiser, provider, held_on="2026-10-01")
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.get_json()["quarter"] == "2026-27 Q3"
    assert set(first.get_json()) == {"quarter", "receipt"}
    assert held() == [(2026, 3, "icpc", "support-worker", "attended", 9, "on_time", 2)]


def test_a_reason_goes_with_declined_and_notice_of_four_weeks_is_enough_said(organiser: FlaskClient) -> None:
    provider = a_provider()
    counted(organiser, provider, outcome="declined", reason="capacity", notice_days=90, report="none")
    assert held() == [(2026, 3, "icpc", "support-worker", "declined_capacity", 28, "none", 1)]


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"meeting_type": "no-such"}, "meeting_type"),
        ({"role": "no-such"}, "role"),
        ({"outcome": "invited"}, "outcome"),
        ({"outcome": "declined"}, "reason"),
        ({"reason": "capacity"}, "reason"),
        ({"outcome": "declined", "reason": "because the mother is unwell"}, "reason"),
        ({"notice_days": -1}, "notice_days"),
        ({"notice_days": "9"}, "notice_days"),
        ({"report": "yes"}, "report"),
        ({"held_on": "2026-11-25"}, "held_on"),
        ({"held_on": "2026-09-30"}, "held_on"),
        ({"provider": str(NEVER)}, "provider"),
        ({"case": "12345"}, "case"),
        ({"note": "Family of four"}, "note"),
    ],
)
def test_nothing_else_can_be_said(organiser: FlaskClient, fields: dict[str, Any], at: str) -> None:
    answer = post(organiser, "attendances", **(invitation(a_provider()) | fields))
    assert set(faults(answer)) == {at}
    assert "mother" not in answer.get_data(as_text=True)
    assert held() == []


def test_a_quarter_is_open_until_thirty_days_after_its_end(organiser: FlaskClient) -> None:
    provider = a_provider()
    with time_machine.travel(datetime(2026, 10, 30, 23, 59, tzinfo=UTC), tick=False):
        assert counted(organiser, provider, held_on="2026-09-30").status_code == 201
    with time_machine.travel(datetime(2026, 10, 31, 0, 1, tzinfo=UTC), tick=False):
        assert counted(organiser, provider, held_on="2026-09-30").status_code == 422


def test_a_request_sent_twice_counts_once(organiser: FlaskClient) -> None:
    provider = a_provider()
    first, again = counted(organiser, provider, "k1"), counted(organiser, provider, "k1")
    assert first.get_json() == again.get_json()
    assert counted(organiser, provider, "k1", outcome="deputy").status_code == 422
    assert [row[-1] for row in held()] == [1]


def test_whoever_is_of_one_provider_counts_for_no_other(app: Flask) -> None:
    own, other = a_provider(), a_provider("Mallow Housing")
    client = an_editor(app, f"provider:{own}", "organiser")
    assert counted(client, own).status_code == 201
    told, never = counted(client, other), counted(client, NEVER)
    assert told.status_code == never.status_code == 422
    assert told.data == never.data


def givers() -> list[str]:
    """The words for who entered what is kept."""
    db.session.rollback()
    return [*db.session.scalars(select(Attendance.giver))]


def test_what_one_caller_enters_of_a_provider_is_known_to_be_of_one_and_not_of_whom(app: Flask) -> None:
    first, second = an_editor(app, role="organiser"), an_editor(app, role="organiser")
    provider, other = a_provider(), a_provider("Mallow Housing")
    counted(first, provider)
    counted(first, provider, outcome="deputy")
    assert len(set(givers())) == 1
    counted(second, provider)
    assert len(set(givers())) == 2
    counted(first, other)
    counted(first, provider, held_on="2026-11-19", outcome="apologies")
    assert len(set(givers())) == 3
    assert {len(word) for word in givers()} == {32}


def test_whose_word_it_is_nobody_can_find_out_once_the_year_is_closed(
    app: Flask, organiser: FlaskClient
) -> None:
    counted(organiser, a_provider())
    settings = equipment().settings

    def years_with_a_secret(now: datetime) -> list[int]:
        erase_old(settings, now, SERVICE)
        db.session.rollback()
        return [*db.session.scalars(select(AttendanceSecret.year))]

    assert years_with_a_secret(datetime(2027, 4, 30, 12, tzinfo=UTC)) == [2026]
    assert years_with_a_secret(datetime(2027, 5, 1, 12, tzinfo=UTC)) == []
    assert len(givers()) == 1


def test_one_caller_counts_no_more_of_a_provider_than_is_possible(
    organiser: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attendances, "MOST_OF_ONE_GIVER", 2)
    provider = a_provider()
    some_attendances(provider, Quarter(2026, 3), 9, giver="somebody else")
    receipts = [counted(organiser, provider).get_json()["receipt"] for _ in range(2)]
    refused = counted(organiser, provider, outcome="deputy")
    assert refused.status_code == 422
    assert "you have counted 2 invitations in 2026-27 Q3" in faults(refused)["provider"][0]
    assert counted(organiser, a_provider("Mallow Housing")).status_code == 201
    assert taken_back(organiser, receipts[0], provider).status_code == 204
    assert counted(organiser, provider).status_code == 201


def test_a_slip_is_taken_back_by_its_receipt_once(organiser: FlaskClient) -> None:
    provider = a_provider()
    receipts = [counted(organiser, provider).get_json()["receipt"] for _ in range(2)]
    assert taken_back(organiser, receipts[0], provider).status_code == 204
    assert [row[-1] for row in held()] == [1]
    assert taken_back(organiser, receipts[0], provider).status_code == 409
    assert taken_back(organiser, receipts[1], provider).status_code == 204
    assert held() == []


def test_nobody_finds_out_what_is_counted_by_taking_back(app: Flask, organiser: FlaskClient) -> None:
    provider = a_provider()
    receipt = counted(organiser, provider).get_json()["receipt"]
    another = an_editor(app, role="organiser")
    answers = [
        taken_back(another, receipt, provider),
        taken_back(organiser, receipt, provider, outcome="deputy"),
        taken_back(organiser, receipt, provider, held_on="2026-11-19"),
        taken_back(organiser, str(NEVER), provider),
        taken_back(organiser, str(NEVER), provider, outcome="no_reply"),
    ]
    assert {answer.status_code for answer in answers} == {409}
    assert len({answer.data for answer in answers}) == 1
    with time_machine.travel(NOW + timedelta(hours=25), tick=False):
        assert taken_back(organiser, receipt, provider).status_code == 409
    assert [row[-1] for row in held()] == [1]


def test_what_was_taken_back_is_not_counted_again_by_the_same_key(organiser: FlaskClient) -> None:
    provider = a_provider()
    receipt = counted(organiser, provider, "k1").get_json()["receipt"]
    taken_back(organiser, receipt, provider)
    assert counted(organiser, provider, "k1").status_code == 422
    assert held() == []


def test_the_log_says_that_something_was_counted_and_not_what(organiser: FlaskClient) -> None:
    provider = a_provider()
    before = len(entries())
    receipt = counted(organiser, provider).get_json()["receipt"]
    counted(organiser, provider)
    taken_back(organiser, receipt, provider)
    found = entries()[before:]
    assert [entry.action for entry in found] == ["count-attendance"] * 2 + ["take-back-attendance"]
    for entry in found:
        assert (entry.subject_kind, entry.subject_id, entry.detail) == ("attendances", None, None)
        assert str(provider) not in repr(entry)


def test_a_key_of_a_request_tells_nobody_what_was_in_it(organiser: FlaskClient) -> None:
    provider = a_provider()
    counted(organiser, provider, "k1")
    row = db.session.scalars(select(IdempotencyKey)).one()
    told = json.dumps([row.request, str(row.made), row.key])
    assert "2026-11" not in told
    assert str(provider) not in told


def test_counting_leaves_what_processes_remember_of_the_directory(organiser: FlaskClient) -> None:
    provider = a_provider()
    version = db.session.scalar(text("SELECT version FROM directory_state"))
    counted(organiser, provider)
    db.session.rollback()
    assert db.session.scalar(text("SELECT version FROM directory_state")) == version


@pytest.mark.parametrize(
    "spoilt",
    [
        {"times": 0},
        {"quarter": 5},
        {"year": 26},
        {"notice_days": 29},
        {"outcome": "invited"},
        {"report": "yes"},
        {"provider_id": NEVER},
    ],
)
def test_the_database_refuses_what_is_no_count(in_app: Flask, spoilt: dict[str, Any]) -> None:
    right: dict[str, Any] = {
        "provider_id": a_provider(),
        "year": 2026,
        "quarter": 3,
        "meeting_type": "icpc",
        "role": "support-worker",
        "outcome": "attended",
        "notice_days": 7,
        "report": "none",
        "giver": "",
        "times": 1,
    }
    with pytest.raises(IntegrityError), change(SERVICE) as session:
        session.add(Attendance(**right | spoilt))


def test_rows_lie_in_the_order_of_their_key_on_sqlite(app: Flask) -> None:
    if db.engine.dialect.name == "sqlite":
        made = db.session.scalar(text("SELECT sql FROM sqlite_master WHERE name = 'attendances'"))
        assert "WITHOUT ROWID" in made


def test_counts_go_with_their_provider(app: Flask, organiser: FlaskClient) -> None:
    provider = a_provider()
    counted(organiser, provider)
    steward = an_editor(app)
    tag = steward.get(f"{API}/providers/{provider}").headers["ETag"]
    assert steward.delete(f"{API}/providers/{provider}", headers={"If-Match": tag}).status_code == 204
    assert held() == []
