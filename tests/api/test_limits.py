"""Who asks too much is held up, whichever process they ask; and nothing that was asked is remembered."""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
import structlog
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from structlog.testing import capture_logs

from directory import create_app
from directory.api.limits.paces import Paces
from directory.api.limits.trails import HOUR_S, SLOW, STREET, Trails
from directory.config import Settings
from directory.db import db
from directory.equipment import equipment_of
from directory.errors import Unavailable
from directory.rules.pace import Pace
from directory.rules.permissions import Role
from directory.rules.walking import trace
from directory.services import flags, tokens

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)

Limited = Callable[..., Flask]


@pytest.fixture
def limited(app: Flask) -> Iterator[Limited]:
    """The same directory, with limits: limited(lookups_per_minute=3)."""
    made: list[Flask] = []

    def limited(**limits: Any) -> Flask:
        made.append(create_app(replace(equipment_of(app).settings, **limits)))
        return made[-1]

    yield limited
    for each in made:
        with each.app_context():
            db.engine.dispose()


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same fingerprints each time: with other keys, a door in fifty is taken for one already seen."""
    keys = SimpleNamespace(token_bytes=Random(7).randbytes)
    monkeypatch.setattr("directory.api.limits.trails.secrets", keys)


def client_of(app: Flask, role: Role = Role.PRACTITIONER) -> FlaskClient:
    with app.app_context():
        issued = tokens.issue(role, "a test", datetime.now(UTC))
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {issued.text}"
    return client


def look_up(client: FlaskClient, address: str) -> Any:
    return client.post("/api/v1/lookups", json={"address": address})


def test_look_ups_beyond_the_limit_are_refused_with_when_to_come_back(limited: Limited) -> None:
    client = client_of(limited(lookups_per_minute=3))
    answers = [look_up(client, "12 Thistlequay Road, CM1 1AA") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    refused = answers[-1]
    assert refused.mimetype == "application/problem+json"
    assert refused.get_json()["status"] == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 20
    assert refused.headers["RateLimit-Policy"] == '"lookups";q=3;w=60'
    assert refused.headers["RateLimit"].startswith('"lookups";r=0;t=')
    assert refused.headers["Cache-Control"] == "no-store"
    assert refused.headers["X-Content-Type-Options"] == "nosniff"


def test_every_answer_says_what_is_left(limited: Limited) -> None:
    client = client_of(limited(lookups_per_minute=3))
    left = [look_up(client, "12 Thistlequay Road, CM1 1AA").headers["RateLimit"] for _ in range(2)]
    assert left[0] == '"lookups";r=2;t=20'
    assert left[1].startswith('"lookups";r=1;t=')


def test_one_who_has_used_up_a_limit_uses_up_nobody_elses(limited: Limited) -> None:
    app = limited(lookups_per_minute=1)
    first, second = client_of(app), client_of(app)
    assert [look_up(first, "12 Thistlequay Road, CM1 1AA").status_code for _ in range(2)] == [200, 429]
    assert look_up(second, "12 Thistlequay Road, CM1 1AA").status_code == 200


def test_look_ups_lists_and_everything_else_are_counted_apart(limited: Limited) -> None:
    client = client_of(limited(lookups_per_minute=1, lists_per_minute=1, requests_per_minute=1))
    for asked in (
        lambda: look_up(client, "12 Thistlequay Road, CM1 1AA"),
        lambda: client.get("/api/v1/schemes"),
        lambda: client.get("/api/v1/authorities/E07000070"),
    ):
        first, second = asked(), asked()
        assert first.status_code != 429
        assert second.status_code == 429


def test_a_batch_counts_each_of_its_addresses(limited: Limited) -> None:
    client = client_of(limited(lookups_per_minute=10))
    batch = {"lookups": [{"uprn": str(number)} for number in range(1, 7)]}
    assert client.post("/api/v1/lookups/batch", json=batch).headers["RateLimit"].startswith('"lookups";r=4;')
    refused = client.post("/api/v1/lookups/batch", json=batch)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"]


def test_wrong_tokens_are_counted_by_client_and_shut_out_no_right_one(limited: Limited) -> None:
    app = limited(sign_ins_per_minute=3)
    wrong = {"Authorization": "Bearer hd_aaaaaaaa_" + "0" * 48}
    anyone, holder = app.test_client(), client_of(app)
    statuses = [anyone.get("/api/v1/schemes", headers=wrong).status_code for _ in range(5)]
    assert statuses == [401, 401, 401, 429, 429]
    assert holder.get("/api/v1/schemes").status_code == 200
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    assert anyone.get("/api/v1/schemes", headers=wrong, environ_base=elsewhere).status_code == 401


def test_signing_in_is_counted_by_client_address(limited: Limited) -> None:
    client = limited(sign_ins_per_minute=2).test_client()
    answers = [client.get("/sign-in") for _ in range(3)]
    assert [answer.status_code == 429 for answer in answers] == [False, False, True]
    assert answers[-1].headers["RateLimit-Policy"] == '"sign-in";q=2;w=60'
    assert client.get("/").status_code == 200


def test_sign_ins_are_counted_by_client_and_stop_nobody_who_is_signed_in(limited: Limited) -> None:
    """Each return from the identity provider asks it whether the code is right, and may begin a session."""
    app = limited(sign_ins_per_minute=3)
    browser, holder = app.test_client(), client_of(app)
    statuses = [browser.get("/sign-in/return").status_code for _ in range(4)]
    assert statuses == [400, 400, 400, 429]
    assert browser.get("/").status_code == 200
    assert holder.get("/api/v1/schemes").status_code == 200
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    assert browser.get("/sign-in/return", environ_base=elsewhere).status_code == 400


def test_those_without_a_token_are_counted_by_client_address(limited: Limited) -> None:
    client = limited(requests_per_minute=2).test_client()
    for address in ("192.0.2.7", "2001:db8:0:1::1"):
        base = {"REMOTE_ADDR": address}
        statuses = [client.get("/docs", environ_base=base).status_code for _ in range(3)]
        assert statuses == [200, 200, 429]
    neighbour = {"REMOTE_ADDR": "2001:db8:0:1::2"}
    assert client.get("/docs", environ_base=neighbour).status_code == 429  # of the same customer
    assert client.get("/no/such/thing", environ_base=neighbour).status_code == 429


def test_a_balancer_may_ask_after_our_health_as_often_as_it_likes(limited: Limited) -> None:
    client = limited(requests_per_minute=1).test_client()
    for path in ("/healthz", "/readyz"):
        assert {client.get(path).status_code for _ in range(5)} == {200}


@pytest.fixture
def wakeful(monkeypatch: pytest.MonkeyPatch) -> None:
    """A logger for flags that has not yet settled for errors only."""
    monkeypatch.setattr(flags, "log", structlog.get_logger())


def test_walking_a_street_is_slowed_and_flagged_once(limited: Limited, wakeful: None) -> None:
    app = limited(numbers_per_street=10, log_level="warning")
    client = client_of(app)
    asked = [f"{number} Thistlequay Road, CM1 1AA" for number in range(1, 16)]
    with capture_logs() as lines:
        statuses = [look_up(client, each).status_code for each in asked]
    assert statuses[:9] == [200] * 9
    assert statuses[-3:] == [429] * 3
    (line,) = [line for line in lines if line["event"] == "flagged"]
    assert line["log_level"] == "warning"
    assert line["pattern"] == STREET
    with app.app_context():
        entries = db.session.execute(
            text("SELECT actor, action, outcome, seen, detail FROM audit_log WHERE action = 'flagged'")
        ).all()
    assert [entry.actor for entry in entries] == [line["actor"]]
    assert not any(canary in f"{entries}{line}" for canary in ("Thistlequay", "CM1"))


@pytest.mark.parametrize("fault", [TimeoutError(), Unavailable("The log was tampered with.")])
def test_a_walk_that_cannot_be_put_down_is_answered_all_the_same(
    limited: Limited, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fail(*_: object) -> None:
        raise fault

    client = client_of(limited(numbers_per_street=5))
    monkeypatch.setattr("directory.services.audit.line.append", fail)
    asked = [f"{number} Thistlequay Road, CM1 1AA" for number in range(1, 9)]
    assert {look_up(client, each).status_code for each in asked} == {200, 429}


def test_one_who_is_slowed_is_told_why_and_may_go_on_with_what_was_asked_before(limited: Limited) -> None:
    client = client_of(limited(numbers_per_street=5))
    for number in range(1, 9):
        refused = look_up(client, f"{number} Thistlequay Road, CM1 1AA")
    assert refused.status_code == 429
    assert "5 doors of one street" in refused.get_json()["detail"]
    assert int(refused.headers["Retry-After"]) == SLOW.period_s
    assert refused.headers["RateLimit-Policy"] == '"street";q=5;w=3600'
    assert look_up(client, "1 Thistlequay Road, CM1 1AA").status_code == 200
    assert look_up(client, "1 Sprocket Lane, SS1 1AA").status_code == 200


def test_too_many_different_addresses_in_an_hour_are_slowed_and_flagged(
    limited: Limited, wakeful: None
) -> None:
    client = client_of(limited(addresses_per_hour=20, log_level="warning"))
    asked = [{"uprn": f"{number}000"} for number in range(1, 31)]
    with capture_logs() as lines:
        statuses = [client.post("/api/v1/lookups", json=each).status_code for each in asked]
    assert statuses[:18] == [200] * 18
    assert statuses[-5:] == [429] * 5
    assert [line["pattern"] for line in lines if line["event"] == "flagged"] == ["addresses"]


def test_a_batch_that_walks_a_street_gets_its_first_doors_and_then_none(limited: Limited) -> None:
    client = client_of(limited(numbers_per_street=5))
    batch = {"lookups": [{"address": f"{number} Thistlequay Road, CM1 1AA"} for number in range(1, 21)]}
    items = client.post("/api/v1/lookups/batch", json=batch).get_json()["items"]
    answered = [item for item in items if item["answer"]]
    assert 4 <= len(answered) <= 6
    assert "one at a time" in items[-1]["problem"]["detail"]
    further = {"lookups": [{"address": f"{number} Thistlequay Road, CM1 1AA"} for number in range(30, 40)]}
    refused = client.post("/api/v1/lookups/batch", json=further)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"]


@pytest.mark.parametrize("mode", ["local", "demo"])
def test_outside_production_no_trial_meets_a_limit(app: Flask, mode: str) -> None:
    settings = Settings(mode=mode)
    asked, trails = Paces(), Trails()
    pace = Pace(settings.lookups_per_minute, 60)
    for number in range(20_000):
        assert asked.take("lookups token:x", pace, 1000.0).allowed
        given = trace({"address": f"{number} High Street, CM1 1AA"})
        limits = settings.addresses_per_hour, settings.numbers_per_street
        assert not trails.watch("token:x", given, *limits, 1000.0).wait_s


def test_production_has_limits_unless_it_sets_its_own(app: Flask) -> None:
    production = {
        "DIRECTORY_MODE": "production",
        "DATABASE_URL": "postgresql://db.example/directory",
        "DIRECTORY_SECRET_KEY": "8c1f0a7be25d49630b7f5e9d2a4c6813",
    }
    settings = Settings.from_environ(production)
    assert settings.lookups_per_minute == 600
    assert settings.addresses_per_hour == 1000
    assert Settings.from_environ(production | {"DIRECTORY_LOOKUPS_PER_MINUTE": "7"}).lookups_per_minute == 7


def test_one_limit_holds_for_all_processes_together(app: Flask) -> None:
    asked, pace = Paces(), Pace(100, 3600)
    forked = multiprocessing.get_context("fork")
    through = forked.SimpleQueue()

    def work() -> None:
        through.put(sum(asked.take("x", pace, time.monotonic()).allowed for _ in range(80)))

    workers = [forked.Process(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert sum(through.get() for _ in workers) == 100


def test_a_process_killed_while_it_counts_holds_up_nobody(app: Flask) -> None:
    asked = Paces()
    forked = multiprocessing.get_context("fork")
    inside = forked.Event()

    def hang() -> None:
        with asked._memory:
            inside.set()
            time.sleep(60)

    worker = forked.Process(target=hang)
    worker.start()
    assert inside.wait(10)
    worker.kill()
    worker.join(10)
    assert asked.take("x", Pace(1, 60), time.monotonic()).allowed


def test_nothing_that_was_asked_is_in_the_memory_and_its_key_is_gone_with_the_hour(app: Flask) -> None:
    trails = Trails()
    for number in range(200):
        given = {"address": f"{number} Thistlequay Road, CM1 1AA"}
        trails.watch("token:abcdefgh", trace(given), 100_000, 1000, 1000.0)
    held = bytes(trails._memory.view)
    assert any(held[24:])
    assert not any(canary in held.lower() for canary in (b"thistle", b"quay", b"cm1", b"abcdefgh"))
    key = held[8:24]
    trails.watch("token:abcdefgh", trace({"uprn": "1"}), 100_000, 1000, 1000.0 + HOUR_S)
    assert key not in bytes(trails._memory.view)


def test_with_every_hour_the_count_begins_anew(app: Flask) -> None:
    trails = Trails()

    def refused(now: float) -> int:
        asked = [trace({"uprn": f"{number}000"}) for number in range(30)]
        return sum(trails.watch("token:a", each, 10, 1000, now).wait_s > 0 for each in asked)

    assert refused(10.0) >= 18
    assert refused(10.0 + HOUR_S) >= 18


def test_more_readers_than_there_is_room_for_are_still_answered(app: Flask) -> None:
    trails = Trails()
    for number in range(3_000):
        assert not trails.watch(f"token:{number}", trace({"uprn": "1"}), 10, 10, 10.0).wait_s
    assert len(trails._memory.view) < 10_000_000


def test_a_walk_is_noticed_among_many_other_look_ups(app: Flask) -> None:
    trails = Trails()
    waits = []
    names = ["".join(letters) for letters in product("abcdefghijklmnopqrstuvwxyz", repeat=2)]
    for number in range(60):
        for other in range(10):
            elsewhere = trace({"address": f"{other} {names[10 * number + other]} Road"})
            assert not trails.watch("token:a", elsewhere, 100_000, 25, 10.0).wait_s
        walked = trace({"address": f"{number} Mill Lane, CO1 1AA"})
        waits.append(trails.watch("token:a", walked, 100_000, 25, 10.0).wait_s)
    assert waits[:20] == [0] * 20
    assert sum(wait > 0 for wait in waits[-20:]) >= 15  # a door may look like one that was counted
