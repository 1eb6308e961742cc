"""GET /audit: who did and saw what, for administrators."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from directory.rules.permissions import Reader, Role, Scope
from directory.services import tokens
from directory.services.looks import Look, record_look
from tests.audit_logs import SOMEBODY, looked
from tests.conftest import ClientAs
from tests.factories import CHELMSFORD, a_provider, a_scheme

pytestmark = pytest.mark.usefixtures("in_app")


@pytest.fixture
def ask(client_as: ClientAs) -> Any:
    client = client_as("admin")

    def ask(**query: Any) -> Any:
        answer = client.get("/api/v1/audit", query_string=query)
        assert answer.status_code == 200, answer.json
        return answer.json

    return ask


def test_the_newest_entry_stands_first_and_numbers_have_no_gaps(ask: Any) -> None:
    looked(5)
    page = ask(page_size=3)
    numbers = [item["seq"] for item in page["items"]]
    assert numbers == [page["total"], page["total"] - 1, page["total"] - 2]


def test_pages_follow_one_another(ask: Any) -> None:
    since = datetime.now(UTC).isoformat()
    looked(5)
    until = datetime.now(UTC).isoformat()
    pages = [ask(since=since, until=until, page=number, page_size=2) for number in (1, 2, 3, 4)]
    assert [len(page["items"]) for page in pages] == [2, 2, 1, 0]
    assert {page["total"] for page in pages} == {5}
    numbers = [item["seq"] for page in pages for item in page["items"]]
    assert numbers == sorted(numbers, reverse=True)
    first, second = (ask(page=number, page_size=2)["items"] for number in (1, 2))
    assert [item["seq"] for item in second] == [
        first[-1]["seq"],
        first[-1]["seq"] - 1,
    ]


def test_an_entry_says_who_did_what_and_holds_no_value(ask: Any, app: Flask) -> None:
    key = a_provider("Canaryseed Homes")
    (item,) = ask(subject=str(key))["items"]
    assert (item["actor"], item["action"], item["subject_kind"]) == ("service", "create", "providers")
    assert "Canaryseed" not in str(item)


def test_the_holder_of_a_token_is_named(ask: Any) -> None:
    ask()
    newest = ask()["items"][0]
    assert (newest["action"], newest["actor_name"], newest["role"]) == ("see-audit", "test admin", "admin")


def test_each_filter_narrows(ask: Any) -> None:
    scheme, actor = a_scheme(), f"token:{uuid.uuid4().hex[:8]}"
    record_look(Reader(Role.ORGANISER, actor), Look(action="look-up", outcome="found", seen=[scheme]))
    record_look(SOMEBODY, Look(action="see-scheme", subject=("scheme", scheme)))
    assert [item["action"] for item in ask(scheme=str(scheme))["items"]] == [
        "see-scheme",
        "look-up",
        "create",
    ]
    (item,) = ask(actor=actor)["items"]
    assert (item["seen"], item["outcome"], item["detail"]) == ([str(scheme)], "found", {})
    assert {each["action"] for each in ask(action="look-up")["items"]} == {"look-up"}
    # The log is never emptied, and other tests put the clock forward by days.
    later = (datetime.now(UTC) + timedelta(days=3_650)).isoformat()
    assert ask(since=later)["items"] == []
    assert ask(scheme=str(scheme), action="create", until=later)["total"] == 1


@pytest.mark.parametrize(
    "query",
    [
        {"since": "yesterday"},
        {"since": "2026-12-01T09:00:00"},  # whose nine o'clock?
        {"actor": ""},
        {"actor": "x" * 81},
        {"scheme": "S-0042"},
        {"who": "me"},
        {"page_size": 101},
    ],
)
def test_what_cannot_be_meant_is_refused(client_as: ClientAs, query: dict[str, Any]) -> None:
    assert client_as("admin").get("/api/v1/audit", query_string=query).status_code == 422


@pytest.mark.parametrize("scope", [f"authority:{CHELMSFORD}", "provider"])
def test_whoever_looks_after_a_part_of_the_directory_does_not_read_the_log(app: Flask, scope: str) -> None:
    """It names people of every council and provider, and whom they were shown."""
    part = scope if ":" in scope else f"provider:{a_provider('Brindlestoke Homes')}"
    issued = tokens.issue(Role.ADMIN, "a part", datetime.now(UTC), scope=Scope.parse(part))
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {issued.text}"
    answer = client.get("/api/v1/audit")
    assert answer.status_code == 403
    assert "whole directory" in answer.get_json()["detail"]
