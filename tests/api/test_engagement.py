"""Figures of how well providers take part: who is told whose, as JSON and as CSV."""

import csv
import uuid
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from directory.rules.engagement import Quarter
from tests.audit_logs import entries
from tests.editors import API, NEVER, an_editor, post
from tests.factories import CHELMSFORD, ESSEX, a_contract, a_provider, some_attendances

NOW = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
LAST_YEAR = Quarter(2025, 1)


@pytest.fixture(autouse=True)
def that_day(in_app: Flask) -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def commissioner(app: Flask) -> FlaskClient:
    return an_editor(app, role="commissioner")


def asked(client: FlaskClient, **query: Any) -> list[dict[str, Any]]:
    answer = client.get(f"{API}/engagement", query_string=query)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    items: list[dict[str, Any]] = answer.get_json()["items"]
    return items


def names(client: FlaskClient, **query: Any) -> list[str]:
    return [each["provider"]["name"] for each in asked(client, **query)]


def a_provider_that_came(name: str, council: str | None = None, times: int = 20) -> uuid.UUID:
    provider = a_provider(name)
    some_attendances(provider, LAST_YEAR, times)
    some_attendances(provider, LAST_YEAR, 8, outcome="no_reply", role="provider-dsl", report="none")
    if council:
        a_contract(provider=provider, council=council, since=date(2025, 4, 1))
    return provider


def test_figures_are_by_period_meeting_type_and_role(commissioner: FlaskClient) -> None:
    provider = a_provider_that_came("Brindlestoke Homes")
    (found,) = asked(commissioner)
    assert found["provider"] == {"id": str(provider), "name": "Brindlestoke Homes"}
    first, rest = found["periods"]
    assert (first["period"], first["first_day"]) == ("2025-26 Q1", "2025-04-01")
    assert first["last_day"] == "2025-06-30"
    assert (rest["period"], rest["figure"]) == ("2025-26 Q2-Q4", None)
    assert first["figure"]["invited"] == 28
    assert first["figure"]["outcomes"]["took_part"] == {
        "count": 20,
        "rate": 0.7143,
        "low": 0.5294,
        "high": 0.8475,
    }
    assert first["figure"]["reports"]["late"]["count"] == 0
    assert found["whole"] == first["figure"]
    (by_role,) = found["by_role"]
    assert by_role["year"] == "2025-26"
    assert {row["role"]: row["figure"]["invited"] for row in by_role["rows"]} == {
        "provider-dsl": 8,
        "support-worker": 20,
    }


def test_a_council_reads_of_its_own_providers_only(app: Flask) -> None:
    a_provider_that_came("Brindlestoke Homes", CHELMSFORD)
    a_provider_that_came("Mallow Housing", ESSEX)
    a_provider_that_came("Sprocket Trust")
    chelmsford = an_editor(app, f"authority:{CHELMSFORD}", "commissioner")
    assert names(chelmsford) == ["Brindlestoke Homes"]
    assert names(chelmsford, authority=ESSEX) == []
    everybody = an_editor(app, role="commissioner")
    assert names(everybody) == ["Brindlestoke Homes", "Mallow Housing", "Sprocket Trust"]
    assert names(everybody, authority=ESSEX) == ["Mallow Housing"]


def test_a_council_reads_of_the_quarters_in_which_it_had_a_contract(app: Flask) -> None:
    provider = a_provider("Brindlestoke Homes")
    for quarter in (LAST_YEAR, Quarter(2025, 2), Quarter(2025, 4), Quarter(2026, 1)):
        some_attendances(provider, quarter, 9)
    a_contract(provider=provider, council=CHELMSFORD, since=date(2005, 4, 1), valid_to=date(2010, 3, 31))
    chelmsford = an_editor(app, f"authority:{CHELMSFORD}", "commissioner")
    everybody = an_editor(app, role="commissioner")
    assert names(chelmsford) == names(everybody, authority=CHELMSFORD) == []
    a_contract(provider=provider, council=CHELMSFORD, since=date(2025, 9, 30), valid_to=date(2026, 4, 1))
    for found in (asked(chelmsford), asked(everybody, authority=CHELMSFORD)):
        assert [each["period"] for each in found[0]["periods"]] == [
            "2025-26 Q2",
            "2025-26 Q3-Q4",
            "2026-27 Q1",
        ]
        assert found[0]["whole"]["invited"] == 27
        assert found[0]["by_role"] == []
    assert asked(everybody)[0]["whole"]["invited"] == 36


def test_a_small_number_is_not_told_by_adding_entries_of_ones_own(
    app: Flask, commissioner: FlaskClient
) -> None:
    provider = a_provider()
    with time_machine.travel(datetime(2026, 9, 30, 10, 0, tzinfo=UTC), tick=False):
        said = {"provider": str(provider), "meeting_type": "icpc", "role": "support-worker", "report": "none"}
        for client, times in ((an_editor(app, role="organiser"), 2), (commissioner, 9)):
            for _ in range(times):
                answer = post(
                    client, "attendances", **said, held_on="2026-09-30", outcome="no_reply", notice_days=7
                )
                assert answer.status_code == 201
    assert asked(commissioner) == asked(an_editor(app, role="commissioner")) == []


def test_a_provider_reads_of_itself_only(app: Flask) -> None:
    own, _ = a_provider_that_came("Sprocket Trust"), a_provider_that_came("Mallow Housing", ESSEX)
    client = an_editor(app, f"provider:{own}", "commissioner")
    assert names(client) == ["Sprocket Trust"]
    assert names(client, authority=ESSEX) == []


def test_one_that_may_not_be_read_is_like_one_that_is_not_there(app: Flask) -> None:
    hidden = a_provider_that_came("Mallow Housing", ESSEX)
    client = an_editor(app, f"authority:{CHELMSFORD}", "commissioner")
    answers = [client.get(f"{API}/engagement?provider={key}") for key in (hidden, NEVER)]
    assert answers[0].data == answers[1].data


@pytest.mark.parametrize("times", [1, 4])
def test_few_are_told_like_none(commissioner: FlaskClient, times: int) -> None:
    provider = a_provider()
    without = commissioner.get(f"{API}/engagement?provider={provider}")
    some_attendances(provider, LAST_YEAR, times)
    assert commissioner.get(f"{API}/engagement?provider={provider}").data == without.data


def test_the_quarter_that_is_open_is_not_told(commissioner: FlaskClient) -> None:
    some_attendances(a_provider(), Quarter(2026, 3), 50)
    assert asked(commissioner) == []


def test_days_choose_among_whole_quarters(commissioner: FlaskClient) -> None:
    provider = a_provider_that_came("Brindlestoke Homes")
    some_attendances(provider, Quarter(2026, 1), 9)
    (found,) = asked(commissioner, **{"from": "2026-04-01", "to": "2026-06-30"})
    assert [each["period"] for each in found["periods"]] == ["2026-27 Q1"]
    assert found["by_role"] == []
    assert asked(commissioner, **{"from": "2026-04-02", "to": "2026-06-30"}) == []


def test_the_same_as_csv(commissioner: FlaskClient) -> None:
    a_provider_that_came("=Brindlestoke Homes")
    answer = commissioner.get(f"{API}/engagement", headers={"Accept": "text/csv"})
    assert answer.mimetype == "text/csv"
    assert "Accept" in answer.headers["Vary"]
    rows = [*csv.DictReader(StringIO(answer.get_data(as_text=True)))]
    assert {row["provider"] for row in rows} == {"'=Brindlestoke Homes"}
    assert [(row["breakdown"], row["of"], row["period"], row["invited"]) for row in rows] == [
        ("whole", "", "", "28"),
        ("period", "", "2025-26 Q1", "28"),
        ("period", "", "2025-26 Q2-Q4", ""),
        ("meeting_type", "icpc", "2025-26", "28"),
        ("role", "provider-dsl", "2025-26", "8"),
        ("role", "support-worker", "2025-26", "20"),
    ]
    assert rows[1]["took_part_rate"] == "0.7143"
    assert rows[2]["took_part_rate"] == ""
    assert rows[1]["reports_none_count"] == "8"
    assert len(answer.get_data(as_text=True).splitlines()) == 7


@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/json, text/csv", "text/html"])
def test_json_it_is_for_whoever_does_not_ask_for_csv(commissioner: FlaskClient, accept: str) -> None:
    answer = commissioner.get(f"{API}/engagement", headers={"Accept": accept})
    assert answer.mimetype == "application/json"


def test_providers_come_in_pages(commissioner: FlaskClient) -> None:
    for name in ("Brindlestoke Homes", "Mallow Housing"):
        a_provider_that_came(name)
    answer = commissioner.get(f"{API}/engagement?page_size=1&page=2")
    assert answer.get_json()["total"] == 2
    assert [each["provider"]["name"] for each in answer.get_json()["items"]] == ["Mallow Housing"]
    assert 'rel="prev"' in answer.headers["Link"]


def test_who_looked_is_put_down(commissioner: FlaskClient) -> None:
    before = len(entries())
    asked(commissioner)
    (entry,) = entries()[before:]
    assert (entry.action, entry.subject_id) == ("see-engagement", None)
