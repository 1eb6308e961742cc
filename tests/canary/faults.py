"""What goes wrong: requests that are none, faults of ours, databases that are broken."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask, request
from flask.testing import FlaskClient

from directory import create_app
from directory.api.access import needs, permission_of
from directory.config import Settings
from directory.db import db
from tests.audit_logs import owner_of
from tests.canary.conftest import Run
from tests.canary.marks import Marks
from tests.canary.routes import API, look

JSON = {"Content-Type": "application/json"}
LOOKUPS = f"{API}/lookups"
ROUTE = f"POST {LOOKUPS}"


def nonsense_is_sent(run: Run, client: FlaskClient, reader: str) -> None:
    """Bodies, addresses and headers that are refused, each with a canary in it."""

    def word(what: str) -> str:
        return run.marks.word("asked", what)

    bodies = {
        "broken JSON": '{"address": "%s',
        "a key twice": '{"address": "%s", "address": "b"}',
        "NaN": '{"address": "%s", "on": NaN}',
        "a NUL": '{"address": "%s\\u0000"}',
        "a lone surrogate": '{"address": "%s\\ud800"}',
        "deep": '{"address": "%s", "x": ' + "[" * 40 + "]" * 40 + "}",
        "no object": '["%s"]',
        "a text": '"%s"',
        "large": '{"address": "%s' + "a" * 1_100_000 + '"}',
    }
    for what, body in bodies.items():
        answer = client.post(LOOKUPS, data=body % word(what), headers=JSON)
        assert 400 <= answer.status_code < 500, what
        look(run.marks, ROUTE, reader, answer)
    wrong: list[dict[str, Any]] = [
        {"data": word("a form"), "headers": {"Content-Type": "text/plain"}},
        {"data": word("packed"), "headers": {**JSON, "Content-Encoding": "gzip"}},
        {"json": {"address": word("a purpose")}, "headers": {"Directory-Purpose": word("no purpose")}},
        {"json": {}, "headers": {"Authorization": f"Bearer hd_abcdefgh_{word('no token')}"}},
        {"json": {}, "headers": {"Authorization": f"Basic {word('a password')}"}},
    ]
    for sent in wrong:
        look(run.marks, ROUTE, reader, client.post(LOOKUPS, **sent))
    family = {"holder": f"{word('a family in a record')}, NHS 943 476 5919", "role": "support-worker"}
    for path, noted in (("contacts", family), ("providers", {"name": f"{word('a child')}, born 3/4/2019"})):
        answer = client.post(f"{API}/{path}", json=noted)
        assert answer.status_code in (403, 422)
        look(run.marks, f"POST {API}/{path}", reader, answer)
    for path in (
        f"{API}/{word('no such page')}",
        f"{API}/schemes/{word('no id')}",
        f"{API}/authorities/{word('no council')}",
        f"{API}/sources?colour={word('an unknown parameter')}",
        f"{API}/schemes?provider={word('no provider')}",
        f"/docs/{word('no file')}",
        f"/sign-in/return?code={word('a code')}&state={word('a state')}",
        f"/?next={word('a path')}",
    ):
        for method in ("GET", "DELETE"):
            look(run.marks, f"{method} {path.partition('?')[0]}", reader, client.open(path, method=method))


def a_view_fails(run: Run, client: FlaskClient, reader: str) -> None:
    """A fault of ours whose words quote what was asked: 500."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(f"cannot make anything of {request.get_data(as_text=True)}")

    with replaced(run.app, ROUTE, fail):
        answer = client.post(LOOKUPS, json={"address": run.marks.word("asked", "an address that fails")})
    assert answer.status_code == 500
    look(run.marks, ROUTE, reader, answer)


def a_table_is_gone(run: Run, client: FlaskClient, reader: str) -> None:
    """A database that is not what it should be, under a look-up and under a change."""
    with run.app.app_context():
        engine = owner_of(run.app)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE premises RENAME TO premises_gone")
    word = run.marks.word
    for sent in (
        {"uprn": run.marks.number("asked", "a number in a broken database")},
        {"address": f"9 {word('asked', 'an address in a broken database')} Road CM1 1AB"},
    ):
        answer = client.post(LOOKUPS, json=sent)
        assert answer.status_code in (500, 503)
        look(run.marks, ROUTE, reader, answer)
    engine.dispose()


def the_database_does_not_answer(marks: Marks, instance: Path) -> None:
    """An application whose database is nowhere: its password is in no answer and no log."""
    password = marks.word("secret", "password of a database that does not answer")
    url = f"postgresql://directory:{password}@127.0.0.1:9/directory"
    app = create_app(Settings(instance_dir=instance, database_url=url, log_level="debug"))
    token = f"hd_abcdefgh_{'0' * 48}"
    client = app.test_client()
    for path in ("/readyz", f"{API}/me", "/"):
        answer = client.get(path, headers={"Authorization": f"Bearer {token}"})
        look(marks, f"GET {path}", "nobody", answer)
    result = app.test_cli_runner().invoke(args=["directory", "token", "list"])
    assert result.exit_code != 0
    with app.app_context():
        db.engine.dispose()


class replaced:
    """While it lasts, a route is answered by another function, to whoever might ask it before."""

    def __init__(self, app: Flask, route: str, view: Callable[..., Any]) -> None:
        method, _, address = route.partition(" ")
        [rule] = [
            each
            for each in app.url_map.iter_rules()
            if each.rule == address and method in (each.methods or ())
        ]
        self._views, self._name, self._view = app.view_functions, rule.endpoint, view

    def __enter__(self) -> None:
        self._kept = self._views[self._name]
        permission = permission_of(self._kept)
        assert permission is not None
        needs(permission)(self._view)
        self._views[self._name] = self._view

    def __exit__(self, *_: object) -> None:
        self._views[self._name] = self._kept
