"""Who may do what to which record: every cell of matrix.csv is tried, and there is neither more nor less."""

from collections import defaultdict

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.access.readers import every_reader
from tests.access.records import (
    COUNCIL,
    ELSEWHERE,
    NEVER_ISSUED,
    OF_SUPPRESSED,
    OTHER_COUNCIL,
    OTHERS,
    PROVIDER,
    REMOVED,
    SUPPRESSED,
    Records,
)
from tests.access.requests import Sent, asked, states_of
from tests.access.table import READERS, TABLE, routes_of, written

#: Statuses that say that there is nothing, or nothing for this reader.
NOTHING = (401, 403, 404)
#: States of records that some readers must not know of.
UNKNOWN = (ELSEWHERE, OTHERS, SUPPRESSED, OF_SUPPRESSED, REMOVED)


def _nouns() -> dict[str, list[str]]:
    """The routes of the table by what they are about."""
    found: dict[str, list[str]] = defaultdict(list)
    for route in dict.fromkeys(route for route, _ in TABLE):
        parts = route.partition(" ")[2].removeprefix("/api/v1").split("/")
        found[parts[1] or "start"].append(route)
    return found


NOUNS = _nouns()


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_the_table_has_a_row_for_every_route_and_state_and_no_other(app: Flask) -> None:
    wanted = {(route, state) for route in routes_of(app) for state in states_of(route)}
    assert wanted - TABLE.keys() == set(), "rows are missing"
    assert TABLE.keys() - wanted == set(), "rows are there for nothing"


@pytest.mark.parametrize("noun", NOUNS)
def test_every_reader_is_answered_as_the_table_says(in_app: Flask, noun: str) -> None:
    records, never = Records(), NeverIssued()
    readers = every_reader(in_app, COUNCIL, OTHER_COUNCIL, PROVIDER)
    wrong: list[str] = []
    for route in NOUNS[noun]:
        for state in states_of(route):
            got = {}
            for name in READERS:
                ask = asked(route, state, records)
                answer = ask.sent.by(readers[name])
                got[name] = answer.status_code
                if _is_hidden(answer, ask.field, state):
                    _is_as_if_never_issued(answer, never.by(name, readers[name], ask.unissued))
                if not route.startswith("GET ") and answer.status_code < 300:
                    records.spent(ask.kind, state)
            if got != TABLE[route, state]:
                wrong.append(written((route, state), got))
    assert wrong == [], "answered like this:\n" + "\n".join(wrong)


class NeverIssued:
    """Answers about ids that nothing has, each asked for once."""

    def __init__(self) -> None:
        self._known: dict[str, TestResponse] = {}

    def by(self, name: str, reader: FlaskClient, sent: Sent) -> TestResponse:
        asked_for = f"{name} {sent}"
        if asked_for not in self._known:
            self._known[asked_for] = sent.by(reader)
        return self._known[asked_for]


def _is_hidden(answer: TestResponse, field: str, state: str) -> bool:
    """Whether the record asked about is one that the reader has been told nothing of."""
    if answer.status_code == 422 and state in UNKNOWN:
        return field in answer.get_json()["errors"]["json"]
    return answer.status_code in NOTHING and state != NEVER_ISSUED


def _is_as_if_never_issued(answer: TestResponse, never: TestResponse) -> None:
    """What somebody must not know of answers as an id that nothing has: to the byte, in every header."""
    assert answer.status_code == never.status_code, answer.request.path
    assert answer.data == never.data, answer.request.path
    assert _headers(answer) == _headers(never), answer.request.path


def _headers(answer: TestResponse) -> list[tuple[str, str]]:
    """All but the moment of the answer, and how much more the reader may ask."""
    beside = ("Date", "RateLimit", "RateLimit-Policy")
    return sorted((name, value) for name, value in answer.headers.items() if name not in beside)
