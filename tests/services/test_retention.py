"""What is kept about people is erased once it has served its time."""

import json
import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from directory.db import db
from directory.equipment import equipment
from directory.model import Attendance, Contact, IdempotencyKey, Person, SignIn, Token
from directory.rules.engagement import Quarter
from directory.rules.permissions import SERVICE, Role
from directory.services import tokens
from directory.services.audit.reading import snapshot
from directory.services.changes import change
from directory.services.retention import ERASED, Erased, erase_old
from tests.audit_logs import entries, found, looked
from tests.factories import a_contact, a_provider, a_scheme, some_attendances

pytestmark = pytest.mark.usefixtures("own_app")

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
TODAY = date(2026, 12, 1)
DAY = timedelta(days=1)
NOTHING = Erased(0, 0, 0, 0, 0, 0)


def erase(**options: Any) -> Erased:
    return erase_old(equipment().settings, NOW, SERVICE, **options)


def a_post(ended_days_ago: int | None, scheme: uuid.UUID | None = None) -> uuid.UUID:
    ended = None if ended_days_ago is None else TODAY - ended_days_ago * DAY
    return a_contact(
        holder="Robin Example",
        email="robin@brindlestoke.example",
        valid_to=ended,
        provider=None if scheme else a_provider(),
        scheme=scheme,
    )


def post(key: uuid.UUID) -> tuple[str | None, str | None, str | None]:
    db.session.expire_all()
    row = db.session.get_one(Contact, key)
    return row.holder, row.email, row.phone


def a_person(last_seen_days_ago: int, ended_days_ago: int | None = None) -> uuid.UUID:
    key = uuid.uuid4()
    with change(SERVICE) as session:
        session.add(
            Person(
                id=key,
                issuer="https://sign-in.example",
                subject=str(key),
                name="Robin Example",
                last_seen_at=NOW - last_seen_days_ago * DAY,
            )
        )
        session.flush()
        if ended_days_ago is not None:
            session.add(
                SignIn(
                    digest=key.hex * 2,
                    person_id=key,
                    role="practitioner",
                    started_at=NOW - (ended_days_ago + 1) * DAY,
                    seen_at=NOW - ended_days_ago * DAY,
                    expires_at=NOW - ended_days_ago * DAY,
                )
            )
    return key


def test_who_held_a_post_that_ended_long_ago_is_erased_and_the_post_remains() -> None:
    long_ago = a_post(366)
    held = {key: post(key) for key in (a_post(365), a_post(None), a_post(-30))}
    assert erase() == Erased(holders=1, labels=0, sign_ins=0, people=0, attendances=0, keys=0)
    assert post(long_ago) == (None, None, None)
    assert db.session.get_one(Contact, long_ago).role == "provider-dsl"
    assert {key: post(key) for key in held} == held


def test_a_post_ends_with_its_scheme() -> None:
    closed, open_ = a_scheme(valid_to=TODAY - 400 * DAY), a_scheme("Another", valid_to=TODAY + 400 * DAY)
    gone, there = a_post(None, scheme=closed), a_post(None, scheme=open_)
    assert erase().holders == 1
    assert post(gone) == (None, None, None)
    assert post(there)[0] == "Robin Example"


def test_people_not_seen_for_long_are_erased_with_their_sign_ins() -> None:
    gone, seen, signed_in = a_person(731, 731), a_person(729, 731), a_person(731, 10)
    assert erase() == Erased(holders=0, labels=0, sign_ins=2, people=1, attendances=0, keys=0)
    left = {*db.session.scalars(select(Person.id))}
    assert left == {seen, signed_in}
    assert gone not in left


def test_the_label_of_a_token_that_ended_long_ago_is_erased_and_the_token_remains() -> None:
    tokens.issue(Role.PRACTITIONER, "long ago", NOW - 1000 * DAY, 30 * DAY)
    tokens.issue(Role.PRACTITIONER, "lately", NOW - 100 * DAY, 30 * DAY)
    assert erase().labels == 1
    assert {row.label for row in db.session.scalars(select(Token))} == {ERASED, "lately"}


def test_counts_of_who_came_are_erased_by_whole_years() -> None:
    provider = a_provider()
    for year in (2021, 2022, 2023):
        some_attendances(provider, Quarter(year, 1), 3)
        some_attendances(provider, Quarter(year, 4), 3)
    # 1461 days before is 1 December 2022, in the year that began in April 2022.
    assert erase().attendances == 2
    assert {*db.session.scalars(select(Attendance.year))} == {2022, 2023}
    assert entries()[-1].subject_id is None


def test_keys_of_requests_are_good_for_a_day() -> None:
    with change(SERVICE) as session:
        for hours in (23, 25):
            session.add(
                IdempotencyKey(
                    actor="service",
                    key=str(hours),
                    request="x",
                    made=uuid.uuid4(),
                    at=NOW - timedelta(hours=hours),
                )
            )
    assert erase().keys == 1
    assert [*db.session.scalars(select(IdempotencyKey.key))] == ["23"]


def test_each_erasure_is_in_the_log_by_the_name_of_the_field_and_without_its_value() -> None:
    key = a_post(400)
    before = len(entries())
    erase()
    (entry,) = entries()[before:]
    assert (entry.action, entry.subject_kind, entry.subject_id) == ("erase", "contacts", str(key))
    assert json.loads(entry.detail or "") == {"fields": ["email", "holder", "phone"]}
    with snapshot() as log:
        assert "Robin" not in repr([*log.entries()])


def test_a_dry_run_counts_and_erases_nothing() -> None:
    key = a_post(400)
    a_person(731, 731)
    before = len(entries())
    told = erase(dry_run=True)
    assert (told.holders, told.sign_ins) == (1, 1)
    assert post(key)[0] == "Robin Example"
    assert len(entries()) == before


def test_to_erase_again_erases_nothing_and_the_log_stays_whole() -> None:
    looked(3)
    a_post(400)
    a_person(731, 731)
    before = entries()
    erase()
    assert erase() == NOTHING
    assert entries()[: len(before)] == before
    assert found()[1] == []


def test_more_than_one_handful_is_erased(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("directory.services.retention._TOGETHER", 2)
    for _ in range(5):
        a_post(400)
    assert erase().holders == 5
    assert erase() == NOTHING


def test_the_command_says_what_it_did(own_app: Flask) -> None:
    a_contact(provider=a_provider(), holder="Robin Example", valid_to=date(2020, 1, 1))
    run = own_app.test_cli_runner().invoke
    dry = run(args=["directory", "retention", "--dry-run"])
    assert dry.stdout.splitlines()[0] == "      1  posts that ended long ago: holder, e-mail and phone"
    assert dry.stdout.splitlines()[-1] == "Nothing was erased: this was a dry run."
    done = run(args=["directory", "retention"])
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, "Erased.")
