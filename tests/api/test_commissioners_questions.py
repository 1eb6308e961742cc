"""What commissioners ask: 21 to 25 of the list of twenty-five questions, over the invented sample."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from bench.make_sample import AS_OF
from directory.config import PROJECT
from directory.rules.engagement import Quarter
from directory.services import authorities, memory
from directory.services.loading import load
from tests.editors import API, an_editor
from tests.factories import ESSEX, a_contract, a_provider, some_attendances

NOW = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 10, tzinfo=UTC)


@pytest.fixture
def sample(app: Flask) -> Iterator[FlaskClient]:
    with app.app_context(), time_machine.travel(NOW, tick=False):
        authorities.align()
        assert load(PROJECT / "data" / "sample", AS_OF).outcome == "loaded"
        memory.forget()
        yield an_editor(app, role="commissioner")


def read(client: FlaskClient, path: str, **query: Any) -> Any:
    answer = client.get(f"{API}/{path}", query_string=query)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_21_does_this_contract_pay_for_safeguarding_time(sample: FlaskClient) -> None:
    [paying, *_] = read(sample, "contracts", q="hours")["items"]
    told = read(sample, f"contracts/{paying['id']}/assurance")
    by_term = {each["term"]: each for each in told["findings"]}
    for term in ("capacity-hours", "payment"):
        assert by_term[term]["required"]["basis"] == "local choice"
        assert by_term[term]["required"]["verification"] == "unverified"
        assert "No national source sets this" in by_term[term]["reason"]
    assert told["engagement"]["kept"] in ("nothing promised", "cannot tell")


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_22_which_contracts_lack_a_named_lead_with_cover(sample: FlaskClient) -> None:
    report = read(sample, "assurance")
    counted = next(each for each in report["by_term"] if each["term"] == "named-lead")
    found = read(sample, "assurance/findings", term="named-lead", status="missing", page_size=100)
    assert found["total"] == counted["missing"] > 0
    for each in found["items"]:
        assert each["suggested_wording"]
        assert {"valid_to", "owner"} <= each["contract"].keys()
    ends = [each["contract"]["valid_to"] or "9999" for each in found["items"]]
    assert ends == sorted(ends)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_23_what_minimum_can_i_defend(sample: FlaskClient) -> None:
    [contract, *_] = read(sample, "contracts")["items"]
    for each in read(sample, f"contracts/{contract['id']}/assurance")["findings"]:
        wanted = each["required"]
        if wanted["basis"] == "source":
            assert wanted["sources"]
            assert wanted["verification"] != "unverified"
        else:
            assert "source" in each["reason"] or "council's own" in each["reason"]


def test_24_which_providers_decline_meetings_for_capacity(app: Flask) -> None:
    with app.app_context(), time_machine.travel(NOW, tick=False):
        provider = a_provider()
        share = {"term": "meeting-attendance", "quantity": 90, "unit": "percent", "clause_number": "6"}
        contract = a_contract(provider=provider, terms=[share])
        some_attendances(provider, Quarter(2025, 1), 20)
        some_attendances(provider, Quarter(2025, 1), 20, outcome="declined_capacity", report="none")
        client = an_editor(app, role="commissioner")
        told = read(client, f"contracts/{contract}/assurance")["engagement"]
        assert told["kept"] == "no"
        assert told["declined_for_capacity"]["count"] == 20


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_25_which_leads_and_contracts_move_to_which_new_council_in_2028(sample: FlaskClient) -> None:
    told = read(sample, "reorganisation", reorganised_on="2028-04-01", page_size=100)
    named = {each["authority"]["gss"]: each["authority"] for each in told["by_successor"]}
    assert named
    for council in named.values():
        assert council["planned"]
        assert "Order was not found" in council["note"]
        assert (council["verification"], bool(council["source"])) == ("secondary", True)
    for each in told["items"]:
        if each["contract"]["commissioner"] == ESSEX and each["fate"] != "ends":
            assert (each["fate"], each["to"], len(each["may_be"])) == ("unresolved", None, 5)
        if each["fate"] == "passes":
            assert each["to"] in named
    assert told["summary"]["unresolved"] > 0
    posts = read(sample, "reorganisation/posts", reorganised_on="2028-04-01", page_size=100)
    assert {each["role"] for each in posts["items"]} >= {"lha-safeguarding-lead"}
    before = read(sample, "reorganisation", reorganised_on="2028-03-31", page_size=1)
    assert (before["summary"]["unresolved"], before["summary"]["passes"]) == (0, 0)


#: What the README says to ask, and what an answer has that is of use.
_ASKED = re.compile(r"`(GET|POST) (/[^`]+)`(?: with `([^`]+)`)?")


def _of_the_readme() -> list[tuple[str, str, str]]:
    text = (PROJECT / "README.md").read_text()
    section = text.partition("## What commissioners ask")[2].partition("\n## ")[0]
    return _ASKED.findall(section)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_what_the_readme_says_to_ask_is_answered(sample: FlaskClient) -> None:
    covering = next(each for each in read(sample, "contracts", page_size=100)["items"] if each["schemes"])
    keys = {
        "/contracts/": covering["id"],
        "/providers/": covering["provider"]["id"],
        "scheme=": covering["schemes"][0]["id"],
    }
    asked = _of_the_readme()
    assert len(asked) == 11
    for method, path, body in asked:
        key = next((key for begins, key in keys.items() if begins + "{key}" in path), "")
        address = f"{API}{path.replace('{key}', key)}"
        answer = sample.open(address, method=method, json=json.loads(body) if body else None)
        assert answer.status_code == 200, (path, answer.get_data(as_text=True))
        found = answer.get_json()
        if "items" in found and path != "/engagement":
            assert found["items"], path
    report = read(sample, "assurance", ending_within=90)
    ends = {each["id"]: each for each in read(sample, "contracts", page_size=100)["items"]}
    assert report["ending_with_a_gap"]
    for each in report["ending_with_a_gap"]:
        assert ends[each]["valid_to"] <= (AS_OF + timedelta(90)).isoformat()
    for each in read(sample, "contracts", q="HOURS month")["items"]:
        assert all("hours" in clause["text"].lower() for clause in each["clauses"])
    scheme = keys["scheme="]
    for each in read(sample, "contracts", scheme=scheme)["items"]:
        assert scheme in [one["id"] for one in each["schemes"]]
