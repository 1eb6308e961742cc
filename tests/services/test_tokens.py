"""Tokens: shown once, kept as hashes, known while they last, and ended at once."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from directory.db import db
from directory.errors import Invalid, NotFound
from directory.rules.permissions import Role, Scope
from directory.services import tokens

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
    assert tokens.reader_of(issued.text, NOW + DAY - timedelta(seconds=1)) is not None
    assert tokens.reader_of(issued.text, NOW + DAY) is None


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
    assert tokens.reader_of(issued.text, NOW) is not None
    tokens.revoke(issued.prefix, NOW)
    assert tokens.reader_of(issued.text, NOW) is None


def test_another_process_hears_of_a_revocation_within_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    issued = tokens.issue(Role.PRACTITIONER, "lost", NOW)
    clock = [100.0]
    monkeypatch.setattr("directory.services.tokens.time.monotonic", lambda: clock[0])
    monkeypatch.setattr(tokens, "forget", lambda: None)  # as in a process that was not told
    assert tokens.reader_of(issued.text, NOW) is not None
    tokens.revoke(issued.prefix, NOW)
    assert tokens.reader_of(issued.text, NOW) is not None
    clock[0] += 1
    assert tokens.reader_of(issued.text, NOW) is None


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
    monkeypatch.setattr(db, "session", None)
    assert tokens.reader_of(given, NOW) is None


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
