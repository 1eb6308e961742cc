"""Sessions: known while they last, ended at once, and written down no more than needed."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from directory.db import db
from directory.errors import Forbidden, Invalid, NotFound
from directory.rules.permissions import Reader, Role, Scope
from directory.rules.sign_in import Grant
from directory.services import sessions

pytestmark = pytest.mark.usefixtures("in_app")

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PERSON = sessions.Identity("https://id.example", "4711", "Tamsin Thistle", "tamsin@council.example")
ADMIN = Reader(Role.ADMIN, "console:adele")
STEWARD = Grant(Role.STEWARD, Scope.parse("authority:E07000070"))


def rows(statement: str) -> list[tuple[object, ...]]:
    db.session.rollback()
    return [tuple(row) for row in db.session.execute(text(statement))]


def test_somebody_who_signs_in_is_known_with_role_scope_and_name() -> None:
    found = sessions.known(sessions.start(PERSON, STEWARD, NOW), NOW)
    assert found is not None
    assert (found.reader.role, found.reader.scope, found.name, found.by) == (
        Role.STEWARD,
        STEWARD.scope,
        "Tamsin Thistle",
        "openid",
    )
    assert found.reader.actor.startswith("person:")


def test_a_session_is_kept_as_a_hash_of_256_random_bits() -> None:
    held = {sessions.start(PERSON, STEWARD, NOW) for _ in range(3)}
    assert {len(each) for each in held} == {43}  # 32 bytes in base64
    kept = str(rows("SELECT * FROM sign_ins") + rows("SELECT * FROM audit_log"))
    assert not any(each in kept for each in held)
    assert len({each[:4] for each in held}) == 3


def test_a_session_ends_after_an_hour_without_a_request() -> None:
    held = sessions.start(PERSON, STEWARD, NOW)
    assert [_lasts(held, minutes) for minutes in (59, 118, 177, 237)] == [True, True, True, False]


def test_a_session_ends_after_ten_hours_however_busy() -> None:
    held = sessions.start(PERSON, STEWARD, NOW)
    assert all(_lasts(held, minutes) for minutes in range(0, 600, 30))
    assert _lasts(held, 599)
    assert not _lasts(held, 600)


def test_a_session_that_was_idle_too_long_is_not_woken_by_asking() -> None:
    held = sessions.start(PERSON, STEWARD, NOW)
    sessions.forget()
    assert sessions.known(held, NOW + 60 * MINUTE) is None
    assert sessions.known(held, NOW + 59 * MINUTE) is not None


def test_when_somebody_was_seen_is_written_every_five_minutes_and_in_no_log() -> None:
    held = sessions.start(PERSON, STEWARD, NOW)
    entries = rows("SELECT count(*) FROM audit_log")
    seen = []
    for minutes in (0, 4, 5, 9, 10):
        sessions.forget()
        sessions.known(held, NOW + minutes * MINUTE)
        (shown,), _ = sessions.live_sessions(ADMIN, NOW)
        db.session.rollback()
        seen.append((shown.seen_at - NOW) / MINUTE)
    assert seen == [0, 0, 5, 5, 10]
    assert rows("SELECT count(*) FROM audit_log") == entries


def test_each_sign_in_has_a_new_session_and_ends_the_one_before_it() -> None:
    first = sessions.start(PERSON, STEWARD, NOW)
    second = sessions.start(PERSON, STEWARD, NOW, instead_of=first)
    assert first != second
    assert sessions.known(first, NOW) is None
    assert sessions.known(second, NOW) is not None
    assert rows("SELECT count(*) FROM people") == [(1,)]


def test_a_text_somebody_planted_in_a_browser_never_becomes_a_session() -> None:
    planted = "A" * 43
    held = sessions.start(PERSON, STEWARD, NOW, instead_of=planted)
    assert held != planted
    assert sessions.known(planted, NOW) is None


def test_signing_out_ends_the_session_and_says_so_in_the_log() -> None:
    held = sessions.start(PERSON, STEWARD, NOW)
    assert sessions.known(held, NOW) is not None
    sessions.end_by_text(held, NOW)
    sessions.end_by_text(held, NOW)
    sessions.end_by_text("no session", NOW)
    assert sessions.known(held, NOW) is None
    assert rows("SELECT action, actor, role FROM audit_log ORDER BY seq DESC LIMIT 3") == [
        ("sign-out", f"person:{_person()}", "steward"),
        ("sign-in", f"person:{_person()}", "steward"),
        ("sign-in", f"person:{_person()}", "steward"),
    ]


def test_an_admin_sees_who_is_signed_in_and_ends_it() -> None:
    held = sessions.start(PERSON, STEWARD, NOW)
    ((shown,), total) = sessions.live_sessions(ADMIN, NOW)
    assert total == 1
    assert (shown.person.name, shown.person.email) == ("Tamsin Thistle", "tamsin@council.example")
    sessions.end(shown.id, NOW, ADMIN)
    sessions.end(shown.id, NOW + MINUTE, ADMIN)
    assert sessions.known(held, NOW) is None
    assert sessions.live_sessions(ADMIN, NOW) == ([], 0)
    assert rows("SELECT action, actor FROM audit_log ORDER BY seq DESC LIMIT 1") == [
        ("end-session", ADMIN.actor)
    ]
    with pytest.raises(NotFound):
        sessions.end(uuid.uuid4(), NOW, ADMIN)


def test_whoever_looks_after_a_part_of_the_directory_sees_and_ends_nobody_s_session() -> None:
    held = sessions.start(PERSON, STEWARD, NOW)
    known = sessions.known(held, NOW)
    assert known is not None
    part = Reader(Role.ADMIN, "token:part", STEWARD.scope)
    with pytest.raises(Forbidden):
        sessions.live_sessions(part, NOW)
    with pytest.raises(Forbidden):
        sessions.end(known.id, NOW, part)
    assert sessions.known(held, NOW) is not None


def test_another_process_hears_of_an_end_within_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    held = sessions.start(PERSON, STEWARD, NOW)
    clock = [100.0]
    monkeypatch.setattr("directory.services.beliefs.time.monotonic", lambda: clock[0])
    monkeypatch.setattr("directory.services.sessions.ending.forget", lambda: None)  # as elsewhere
    assert sessions.known(held, NOW) is not None
    sessions.end_by_text(held, NOW)
    assert sessions.known(held, NOW) is not None
    clock[0] += 1
    assert sessions.known(held, NOW) is None


@pytest.mark.parametrize(
    "given", ["", "x" * 100_000, "é" * 43, "' OR 1=1 --" + "x" * 32, "\udcff" * 43, "A" * 42]
)
def test_what_is_no_session_s_never_reaches_the_database(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("directory.services.sessions.knowing.read_rows", None)
    assert sessions.known(given, NOW) is None


def test_somebody_who_comes_in_at_two_places_at_once_is_one_person(in_app: Flask) -> None:
    def come_in(_: int) -> str:
        with in_app.app_context():
            return sessions.start(PERSON, STEWARD, NOW)

    with ThreadPoolExecutor(4) as pool:
        held = list(pool.map(come_in, range(8)))
    assert all(sessions.known(each, NOW) for each in held)
    assert rows("SELECT count(*) FROM people") == [(1,)]


def test_the_text_pages_send_along_tells_nothing_of_the_cookie_and_is_no_other_s() -> None:
    one, other = sessions.start(PERSON, STEWARD, NOW), sessions.start(PERSON, STEWARD, NOW)
    assert sessions.csrf_token(one) != sessions.csrf_token(other)
    assert one not in sessions.csrf_token(one)
    assert sessions.known(sessions.csrf_token(one)[:43], NOW) is None


@pytest.mark.parametrize(
    ("claims", "name", "email"),
    [
        ({"name": "Tamsin  Thistle ", "email": "t@council.example"}, "Tamsin Thistle", "t@council.example"),
        ({"preferred_username": "t@council.example"}, None, "t@council.example"),
        ({"preferred_username": "tamsin"}, None, None),
        ({"name": "Tam\u202esin", "email": "a\0b@council.example"}, None, None),
        ({"name": ["Tamsin"], "email": {"x": 1}}, None, None),
        ({"name": "x" * 201, "email": "x" * 250 + "@a.example"}, None, None),
    ],
)
def test_of_what_a_provider_says_only_what_can_be_shown_is_kept(
    claims: dict[str, object], name: str | None, email: str | None
) -> None:
    identity = sessions.Identity.from_claims("https://id.example", {"sub": "1", **claims})
    assert (identity.name, identity.email) == (name, email)
    assert sessions.known(sessions.start(identity, STEWARD, NOW), NOW) is not None


@pytest.mark.parametrize("subject", [None, "", " ", "x" * 256, "a\0", 7, ["4711"], " 4711"])
def test_somebody_the_provider_does_not_name_is_nobody(subject: object) -> None:
    with pytest.raises(Invalid):
        sessions.Identity.from_claims("https://id.example", {"sub": subject})


def _lasts(held: str, minutes: int) -> bool:
    """Whether the session is known so many minutes on, to a process that has to ask."""
    sessions.forget()
    return sessions.known(held, NOW + minutes * MINUTE) is not None


def _person() -> uuid.UUID:
    ((key,),) = rows("SELECT id FROM people")
    return uuid.UUID(str(key))
