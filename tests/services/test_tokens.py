"""Tokens: shown once, kept as hashes, known while they last, and ended at once."""

import time
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from directory.db import db
from directory.errors import Conflict, Invalid, NotFound
from directory.rules.permissions import Reader, Role, Scope
from directory.services import tokens
from tests.factories import a_provider

pytestmark = pytest.mark.usefixtures("in_app")

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def test_its_holder_is_known_with_role_and_scope() -> None:
    scope = Scope.parse("authority:E10000012")
    issued = tokens.issue(Role.STEWARD, "the county's case system", NOW, 30 * DAY, scope)
    reader = tokens.reader_of(issued.text, NOW)
    assert reader is not None
    assert (reader.role, reader.scope) == (Role.STEWARD, scope)


def test_a_token_is_stored_as_a_hash_only() -> None:
    issued = tokens.issue(Role.ADMIN, "admin", NOW)
    row = db.session.execute(text("SELECT * FROM tokens")).one()
    secret = issued.text.rpartition("_")[2]
    assert len(secret) * 4 >= 128  # bits, as hex
    assert secret not in repr(row)


def test_a_token_ends_when_it_expires_even_while_it_is_believed() -> None:
    issued = tokens.issue(Role.PRACTITIONER, "short", NOW, DAY)
    assert tokens.holder_of(issued.text, NOW + DAY - timedelta(seconds=1)) is not None
    assert tokens.holder_of(issued.text, NOW + DAY) is None


def test_no_token_lasts_longer_than_a_year_or_no_time_at_all() -> None:
    for lasting in (366 * DAY, timedelta(0), -DAY):
        with pytest.raises(Invalid):
            tokens.issue(Role.PRACTITIONER, "too long", NOW, lasting)
    tokens.issue(Role.PRACTITIONER, "a year", NOW, 365 * DAY)


@pytest.mark.parametrize("label", ["", "   ", "x" * 101])
def test_a_token_says_who_holds_it(label: str) -> None:
    with pytest.raises(Invalid):
        tokens.issue(Role.PRACTITIONER, label, NOW)


def test_a_label_holds_nothing_about_a_family() -> None:
    with pytest.raises(Invalid) as caught:
        tokens.issue(Role.PRACTITIONER, "for Mia, 943 476 5919", NOW)
    assert caught.value.field == "label"
    assert "943" not in caught.value.message


def test_a_revoked_token_is_not_believed_by_the_process_that_revoked_it() -> None:
    issued = tokens.issue(Role.PRACTITIONER, "lost", NOW)
    assert tokens.holder_of(issued.text, NOW) is not None
    tokens.revoke(issued.prefix, NOW)
    assert tokens.holder_of(issued.text, NOW) is None


def test_another_process_hears_of_a_revocation_within_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    issued = tokens.issue(Role.PRACTITIONER, "lost", NOW)
    clock = [100.0]
    monkeypatch.setattr("directory.services.beliefs.time.monotonic", lambda: clock[0])
    monkeypatch.setattr(tokens, "forget", lambda: None)  # as in a process that was not told
    assert tokens.holder_of(issued.text, NOW) is not None
    tokens.revoke(issued.prefix, NOW)
    assert tokens.holder_of(issued.text, NOW) is not None
    clock[0] += 1
    assert tokens.holder_of(issued.text, NOW) is None


def test_revoking_twice_keeps_the_first_date_and_an_unknown_prefix_is_told() -> None:
    issued = tokens.issue(Role.PRACTITIONER, "lost", NOW)
    tokens.revoke(issued.prefix, NOW)
    tokens.revoke(issued.prefix, NOW + DAY)
    assert tokens.every_token(NOW)[0].state == "revoked"
    with pytest.raises(NotFound):
        tokens.revoke("nothere1", NOW)


def test_a_token_with_one_letter_changed_is_unknown() -> None:
    issued = tokens.issue(Role.PRACTITIONER, "x", NOW)
    for at in range(len(issued.text)):
        letter = "0" if issued.text[at] != "0" else "1"
        assert tokens.reader_of(issued.text[:at] + letter + issued.text[at + 1 :], NOW) is None


@pytest.mark.parametrize(
    "given", ["", "hd_", "x" * 100_000, "hd_aaaaaaaa_" + "é" * 48, "hd_%_' OR 1=1", "\udcff"]
)
def test_what_is_no_token_never_reaches_the_database(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "read_rows", None)
    assert tokens.holder_of(given, NOW) is None


def test_the_list_shows_state_and_holder_newest_first() -> None:
    tokens.issue(Role.PRACTITIONER, "first", NOW - 10 * DAY, DAY)
    tokens.issue(Role.ADMIN, "second", NOW)
    assert [(each.label, each.state) for each in tokens.every_token(NOW)] == [
        ("second", "live"),
        ("first", "expired"),
    ]


def test_times_are_kept_in_utc_whatever_offset_they_come_in(in_app: Flask) -> None:
    issued = tokens.issue(Role.ADMIN, "x", datetime.fromisoformat("2026-07-01T00:30:00+01:00"), DAY)
    assert tokens.every_token(NOW)[0].issued_at == datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert issued.expires_at.utcoffset() == timedelta(hours=1)


def test_a_token_is_for_a_council_or_a_provider_that_is_there() -> None:
    provider = a_provider()
    for scope in (f"provider:{provider}", "authority:E07000070"):
        tokens.issue(Role.STEWARD, "editor", NOW, DAY, Scope.parse(scope))
    for scope in (f"provider:{uuid.uuid4()}", "authority:E99999999", "authority:W06000015"):
        with pytest.raises(Invalid, match="There is no"):
            tokens.issue(Role.STEWARD, "editor", NOW, DAY, Scope.parse(scope))


def test_a_token_is_replaced_by_one_for_the_same_holder_while_both_work() -> None:
    scope = Scope.parse("authority:E10000012")
    old = tokens.issue(Role.STEWARD, "case system", NOW, 90 * DAY, scope)
    later = NOW + 80 * DAY
    new = tokens.rotate(old.prefix, later, timedelta(hours=24))
    assert new.text != old.text
    assert new.expires_at == later + 90 * DAY
    for given, at in ((old.text, later + timedelta(hours=23)), (new.text, later + 89 * DAY)):
        holder = tokens.holder_of(given, at)
        assert holder is not None
        assert (holder.reader.role, holder.reader.scope, holder.label) == (Role.STEWARD, scope, "case system")
    assert tokens.holder_of(old.text, later + timedelta(hours=24)) is None


def test_a_token_that_is_replaced_ends_no_later_than_it_would_have() -> None:
    old = tokens.issue(Role.STEWARD, "case system", NOW, DAY)
    tokens.rotate(old.prefix, NOW, timedelta(days=7))
    assert tokens.holder_of(old.text, NOW + DAY) is None


def test_what_has_ended_is_not_replaced() -> None:
    ended = tokens.issue(Role.STEWARD, "case system", NOW, DAY)
    with pytest.raises(Conflict):
        tokens.rotate(ended.prefix, NOW + DAY)
    tokens.revoke(ended.prefix, NOW)
    with pytest.raises(Conflict):
        tokens.rotate(ended.prefix, NOW)
    with pytest.raises(NotFound):
        tokens.rotate("nothere1", NOW)
    for overlap in (timedelta(days=31), timedelta(hours=-1)):
        with pytest.raises(Invalid):
            tokens.rotate(ended.prefix, NOW, overlap)


def test_a_token_shows_to_the_quarter_of_an_hour_when_it_was_last_used() -> None:
    issued = tokens.issue(Role.PRACTITIONER, "case system", NOW)
    assert tokens.every_token(NOW)[0].last_used_at is None
    seen = []
    for minutes in (0, 14, 15, 44, 46):
        tokens.forget()
        tokens.holder_of(issued.text, NOW + timedelta(minutes=minutes))
        db.session.rollback()
        seen.append(tokens.every_token(NOW)[0].last_used_at)
    assert [(each - NOW) / timedelta(minutes=1) for each in seen if each] == [0, 0, 15, 30, 45]


def test_use_is_in_no_log_and_does_not_age_what_is_remembered() -> None:
    issued = tokens.issue(Role.PRACTITIONER, "case system", NOW)
    before = _log_and_version()
    tokens.holder_of(issued.text, NOW)
    assert _log_and_version() == before


def test_giving_out_access_does_not_age_what_is_remembered_of_the_directory() -> None:
    before = _log_and_version()
    issued = tokens.issue(Role.PRACTITIONER, "case system", NOW)
    tokens.rotate(issued.prefix, NOW)
    tokens.revoke(issued.prefix, NOW)
    entries, version = _log_and_version()
    assert (entries - before[0], version) == (4, before[1])


def test_nobody_waits_for_the_use_of_a_token_to_be_written(engine: Engine) -> None:
    issued = tokens.issue(Role.PRACTITIONER, "case system", NOW)
    db.session.rollback()
    with engine.connect() as other:
        if other.dialect.name == "sqlite":
            other.exec_driver_sql("BEGIN IMMEDIATE")
        other.execute(text("UPDATE tokens SET label = 'held'"))
        started = time.monotonic()
        assert tokens.holder_of(issued.text, NOW) is not None
        assert time.monotonic() - started < 1
        other.rollback()
    assert tokens.every_token(NOW)[0].last_used_at is None


def test_the_log_says_who_handed_a_token_out_and_who_ended_it() -> None:
    by = Reader(Role.ADMIN, "console:adele")
    issued = tokens.issue(Role.PRACTITIONER, "case system", NOW, by=by)
    tokens.revoke(tokens.rotate(issued.prefix, NOW, by=by).prefix, NOW, by)
    rows = db.session.execute(text("SELECT actor, action FROM audit_log ORDER BY seq DESC LIMIT 4"))
    assert [tuple(row) for row in rows] == [
        ("console:adele", "change"),
        ("console:adele", "change"),
        ("console:adele", "create"),
        ("console:adele", "create"),
    ]


def _log_and_version() -> tuple[int, int]:
    db.session.rollback()
    entries = db.session.execute(text("SELECT count(*) FROM audit_log")).scalar_one()
    return entries, db.session.execute(text("SELECT version FROM directory_state")).scalar_one()
