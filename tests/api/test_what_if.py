"""What if: a provider stops, or councils are reorganised."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.audit_logs import entries
from tests.editors import API, NEVER, an_editor
from tests.factories import (
    CHELMSFORD,
    COLCHESTER,
    ESSEX,
    a_contact,
    a_contract,
    a_provider,
    a_refuge,
    a_scheme,
)

NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)
MID, NORTH_EAST = "planned:essex-mid", "planned:essex-north-east"
LEAD: dict[str, Any] = {"term": "named-lead", "quantity": 1, "unit": "people", "clause_number": "4.1"}
RETURN: dict[str, Any] = {
    "term": "kpi-return",
    "clause_number": "9",
    "clause_text": "A return goes to Essex County Council each quarter.",
}


@pytest.fixture(autouse=True)
def that_day(in_app: Flask) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def commissioner(app: Flask) -> FlaskClient:
    return an_editor(app, role="commissioner")


def read(client: FlaskClient, path: str, **query: Any) -> Any:
    answer = client.get(f"{API}/{path}", query_string=query)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()


def ids(shown: list[dict[str, Any]]) -> list[str]:
    return [each["id"] for each in shown]


class TestProviderStops:
    def test_its_schemes_posts_and_contracts_go_and_the_councils_are_told_whom_to_turn_to(
        self, commissioner: FlaskClient
    ) -> None:
        one = a_provider("Brindlestoke Homes")
        home = a_scheme("Sprocket House", provider=one, council=CHELMSFORD, placing_authorities=COLCHESTER)
        a_contact("support-worker", scheme=home)
        a_contact(provider=one)
        a_contact("lha-housing-options", council=CHELMSFORD, phone="01632 960111", hours="24/7")
        covering = a_contract(provider=one, council=ESSEX, schemes=[home])
        a_contract("Over", provider=one, since=date(2024, 1, 1), valid_to=date(2025, 1, 1))
        told = read(commissioner, f"providers/{one}/if-it-stops")
        [scheme] = told["schemes"]
        assert (scheme["id"], scheme["contracts"]) == (str(home), [str(covering)])
        assert sorted(each["role"] for each in told["contacts"]) == ["provider-dsl", "support-worker"]
        assert ids(told["contracts"]) == [str(covering)]
        because = {each["gss"]: each["because"] for each in told["authorities"]}
        assert because == {CHELMSFORD: ["area"], COLCHESTER: ["places families"], ESSEX: ["contract"]}
        chelmsford = next(each for each in told["authorities"] if each["gss"] == CHELMSFORD)
        [contact] = chelmsford["contacts_for"]["housing"]["contacts"]
        assert contact["channels"] == [{"kind": "phone", "value": "01632 960111"}]

    def test_who_else_is_there_is_told_with_what_stands_in_for_others(
        self, commissioner: FlaskClient
    ) -> None:
        one, other = a_provider("Brindlestoke Homes"), a_provider("Mallowquay Trust")
        home = a_scheme("Sprocket House", provider=one, council=CHELMSFORD)
        alike = a_scheme("Hobnail Lodge", provider=other, council=CHELMSFORD)
        a_scheme("Elsewhere", provider=other, council=COLCHESTER)
        a_scheme("Otherwise", provider=other, council=CHELMSFORD, kind="floating-support")
        a_scheme("Ended", provider=other, council=CHELMSFORD, valid_to=date(2026, 1, 1))
        a_scheme("Hidden", provider=other, council=CHELMSFORD, suppressed=True)
        a_contract(provider=other, schemes=[home])
        named = a_contract(provider=other, subcontractors="Thornapple Visits;brindlestoke homes")
        lead = a_contact(provider=one)
        uncovered = a_contact("provider-dsl-deputy", provider=other, covered_by_id=lead)
        a_contact("provider-dsl-deputy", provider=one, covered_by_id=lead)
        told = read(commissioner, f"providers/{one}/if-it-stops")
        [scheme] = told["schemes"]
        assert ids(scheme["also_contracted"]) == [str(other)]
        assert (ids(scheme["alike"]), scheme["alike_total"]) == ([str(alike)], 1)
        assert ids(told["standing_in_elsewhere"]) == [str(uncovered)]
        assert ids(told["as_subcontractor"]) == [str(named)]

    def test_a_refuge_is_told_of_without_its_area_and_what_is_hidden_not_at_all(
        self, commissioner: FlaskClient
    ) -> None:
        one = a_provider("Brindlestoke Homes")
        refuge = a_refuge("Zephyrwyke Refuge", provider=one, council=ESSEX)
        a_scheme("Hidden", provider=one, council=CHELMSFORD, suppressed=True)
        a_contact("support-worker", provider=one, suppressed=True)
        told = read(commissioner, f"providers/{one}/if-it-stops")
        assert ids(told["schemes"]) == [str(refuge)]
        assert told["contacts"] == []
        assert (told["schemes"][0]["authority"], told["authorities"]) == (None, [])

    def test_contracts_of_another_council_are_not_told(self, app: Flask) -> None:
        one = a_provider()
        home = a_scheme("Sprocket House", provider=one, council=CHELMSFORD)
        a_contract(provider=one, council=ESSEX, schemes=[home])
        told = read(
            an_editor(app, f"authority:{COLCHESTER}", role="commissioner"), f"providers/{one}/if-it-stops"
        )
        assert (told["contracts"], told["schemes"][0]["contracts"]) == ([], [])
        assert [each["gss"] for each in told["authorities"]] == [CHELMSFORD]

    def test_the_day_and_what_was_known_by_then_decide(self, commissioner: FlaskClient) -> None:
        one = a_provider()
        a_contract(provider=one, since=date(2026, 4, 1))
        path = f"providers/{one}/if-it-stops"
        assert len(read(commissioner, path)["contracts"]) == 1
        assert read(commissioner, path, on="2026-03-31")["contracts"] == []
        assert read(commissioner, path, known_on="2026-03-31")["contracts"] == []

    def test_a_provider_that_there_is_not_is_404_and_a_look_is_put_down(
        self, commissioner: FlaskClient
    ) -> None:
        assert commissioner.get(f"{API}/providers/{NEVER}/if-it-stops").status_code == 404
        read(commissioner, f"providers/{a_provider()}/if-it-stops")
        assert [each.action for each in entries()][-1] == "see-provider-stopping"


def some_contracts() -> dict[str, uuid.UUID]:
    """Of a district, of the county in one area and in two, one that ends before, and one of nobody's."""
    here = a_scheme("Sprocket House", council=CHELMSFORD)
    there = a_scheme("Hobnail Lodge", council=COLCHESTER)
    terms = [LEAD, RETURN]
    return {
        "district's": a_contract("District's", council=CHELMSFORD, schemes=[here], terms=terms),
        "county's": a_contract("County's", council=ESSEX, schemes=[here], terms=terms),
        "apart": a_contract("Lying apart", council=ESSEX, schemes=[here, there]),
        "ending": a_contract("Ending", council=CHELMSFORD, valid_to=date(2028, 3, 31), terms=[LEAD]),
        "over": a_contract("Over", council=CHELMSFORD, since=date(2025, 1, 1), valid_to=date(2026, 1, 1)),
        "later": a_contract("Later", council=CHELMSFORD, since=date(2028, 5, 1)),
    }


class TestReorganisation:
    def test_each_contract_and_clause_has_its_successor_and_the_unresolved_come_first(
        self, commissioner: FlaskClient
    ) -> None:
        keys = some_contracts()
        told = read(commissioner, "reorganisation", reorganised_on="2028-04-01", known_on="2030-01-01")
        assert told["summary"] == {"unresolved": 2, "passes": 1, "stays": 0, "ends": 1}
        items = {each["contract"]["id"]: each for each in told["items"]}
        assert [each["fate"] for each in told["items"]] == ["unresolved", "unresolved", "passes", "ends"]
        county, apart = items[str(keys["county's"])], items[str(keys["apart"])]
        assert (county["to"], county["likeliest"], len(county["may_be"])) == (None, MID, 5)
        assert "for the Order to say" in county["reason"]
        assert apart["likeliest"] is None
        district = items[str(keys["district's"])]
        assert (district["to"], district["planned"], district["verification"]) == (MID, True, "secondary")
        assert [(each["term"], each["to"], each["names_ending"]) for each in district["clauses"]] == [
            ("named-lead", MID, []),
            ("kpi-return", MID, [ESSEX]),
        ]
        assert {each["to"] for each in county["clauses"]} == {None}
        ending = items[str(keys["ending"])]
        assert (ending["to"], ending["may_be"]) == (None, [])
        assert "ends on 2028-03-31" in ending["reason"]
        [taken] = told["by_successor"]
        assert (taken["authority"]["gss"], taken["contracts"], taken["clauses"]) == (MID, 1, 2)
        assert "the Order was not found" in taken["authority"]["note"]
        assert {CHELMSFORD, ESSEX, COLCHESTER} < set(told["ending"])

    def test_every_number_opens_to_its_contracts(self, commissioner: FlaskClient) -> None:
        some_contracts()
        told = read(commissioner, "reorganisation")
        assert told["reorganised_on"] == "2028-04-01"
        for fate, count in told["summary"].items():
            assert read(commissioner, "reorganisation", fate=fate, page_size=1)["total"] == count
        for each in told["by_successor"]:
            gss = each["authority"]["gss"]
            opened = read(commissioner, "reorganisation", successor=gss, fate="passes")
            assert opened["total"] == each["contracts"]
            assert sum(len(one["clauses"]) for one in opened["items"]) == each["clauses"]
        assert sum(told["summary"].values()) == told["total"]

    def test_the_day_before_nothing_has_passed(self, commissioner: FlaskClient) -> None:
        some_contracts()
        told = read(commissioner, "reorganisation", reorganised_on="2028-03-31")
        assert told["summary"] == {"unresolved": 0, "passes": 0, "stays": 4, "ends": 0}
        assert [each["gss"] for each in told["by_successor"]] == []

    def test_posts_of_councils_that_end_are_told_with_their_successor(
        self, commissioner: FlaskClient
    ) -> None:
        lead = a_contact("lha-safeguarding-lead", council=CHELMSFORD)
        worker = a_contact("csc-team-manager", council=ESSEX)
        a_contact("lha-safeguarding-lead", council="E09000001")
        a_contact("lha-safeguarding-lead", council=COLCHESTER, suppressed=True)
        posts = {each["id"]: each for each in read(commissioner, "reorganisation/posts")["items"]}
        assert posts.keys() == {str(lead), str(worker)}
        assert (posts[str(lead)]["to"], posts[str(lead)]["function"]) == (MID, "housing")
        assert (posts[str(worker)]["fate"], posts[str(worker)]["function"]) == ("unresolved", "children")
        assert ids(read(commissioner, "reorganisation/posts", successor=MID)["items"]) == [str(lead)]
        assert ids(read(commissioner, "reorganisation/posts", authority=ESSEX)["items"]) == [str(worker)]
        assert ids(read(commissioner, "reorganisation/posts", fate="unresolved")["items"]) == [str(worker)]

    def test_a_council_is_told_of_its_own_contracts_only(self, app: Flask) -> None:
        keys = some_contracts()
        own = an_editor(app, f"authority:{ESSEX}", role="commissioner")
        told = read(own, "reorganisation")
        assert {each["contract"]["id"] for each in told["items"]} == {
            str(keys["county's"]),
            str(keys["apart"]),
        }
        assert told["summary"]["passes"] == 0
        assert own.get(f"{API}/reorganisation?fate=lost").status_code == 422
