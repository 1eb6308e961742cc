"""What contracts secure and lack: one contract, all of them, the clauses behind each number, and sheets."""

import csv
import io
import uuid
import zipfile
from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from directory.rules.engagement import Quarter
from tests.audit_logs import entries
from tests.editors import API, NEVER, an_editor, patch
from tests.factories import (
    CHELMSFORD,
    COLCHESTER,
    ESSEX,
    a_contract,
    a_provider,
    a_scheme,
    some_attendances,
)

NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)
HOURS: dict[str, Any] = {
    "term": "capacity-hours",
    "quantity": 20.0,
    "unit": "hours_per_month",
    "clause_number": "4.2",
    "clause_text": "The Provider keeps twenty hours in each month for safeguarding meetings.",
}
LEAD: dict[str, Any] = {
    "term": "named-lead",
    "measure": "named-leads",
    "quantity": 1.0,
    "unit": "people",
    "clause_number": "4.1",
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STATUSES = ("met", "partly", "missing", "unclear")


@pytest.fixture(autouse=True)
def that_day(in_app: Flask) -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def commissioner(app: Flask) -> FlaskClient:
    return an_editor(app, role="commissioner")


def read(client: FlaskClient, path: str, **query: Any) -> Any:
    answer = client.get(f"{API}/{path}", query_string=query)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()


def three_contracts() -> tuple[uuid.UUID, uuid.UUID, uuid.UUID]:
    """A good one, a thin one that ends soon, and one of another council that has ended."""
    one = a_provider("Brindlestoke Homes")
    scheme = a_scheme("Sprocket House", provider=one)
    return (
        a_contract("Good", provider=one, council=CHELMSFORD, schemes=[scheme], terms=[LEAD, HOURS]),
        a_contract("=Thin", provider=one, council=CHELMSFORD, terms=[LEAD], valid_to=date(2027, 1, 31)),
        a_contract("Ended", council=COLCHESTER, since=date(2024, 1, 1), valid_to=date(2025, 1, 1)),
    )


def test_a_contract_has_a_finding_for_every_term(commissioner: FlaskClient) -> None:
    good, *_ = three_contracts()
    terms = {each["slug"] for each in read(commissioner, "contract-terms", page_size=100)["items"]}
    told = read(commissioner, f"contracts/{good}/assurance", on="2026-12-01")
    assert {each["term"] for each in told["findings"]} == terms
    assert sum(told["summary"].values()) == len(told["findings"])
    assert told["in_force"]
    hours = next(each for each in told["findings"] if each["term"] == "capacity-hours")
    assert hours["clause"] == {"number": "4.2", "text": HOURS["clause_text"]}
    assert hours["held"] == {"quantity": 20.0, "unit": "hours_per_month", "evidence": []}
    assert (hours["status"], hours["required"]["basis"]) == ("unclear", "local choice")
    assert "nobody has set how much is wanted" in hours["reason"]
    assert hours["suggested_wording"]


def test_a_contract_that_has_ended_secures_nothing(commissioner: FlaskClient) -> None:
    *_, ended = three_contracts()
    told = read(commissioner, f"contracts/{ended}/assurance")
    assert not told["in_force"]
    assert told["summary"]["missing"] == len(told["findings"])


def test_every_number_of_the_report_opens_to_its_clauses_and_adds_up(commissioner: FlaskClient) -> None:
    good, thin, ended = three_contracts()
    report = read(commissioner, "assurance")
    assert (report["total"], report["not_in_force"]) == (2, [str(ended)])
    assert report["ending_with_a_gap"] == [str(thin)]
    for group in ("by_authority", "by_provider", "by_term"):
        assert {status: sum(each[status] for each in report[group]) for status in STATUSES} == report[
            "summary"
        ]
    assert {each["id"]: sum(each["summary"].values()) for each in report["items"]}.keys() == {
        str(good),
        str(thin),
    }

    def behind(**query: Any) -> int:
        return int(read(commissioner, "assurance/findings", page_size=1, **query)["total"])

    for status in STATUSES:
        assert behind(status=status) == report["summary"][status]
        for each in report["by_term"]:
            assert behind(status=status, term=each["term"]) == each[status]
        for each in report["by_provider"]:
            assert behind(status=status, provider=each["provider"]["id"]) == each[status]
        for each in report["by_scheme"]:
            named = {"scheme": each["scheme"]["id"]} if each["scheme"] else {"no_scheme": "true"}
            assert behind(status=status, **named) == each[status]
        for audience, counted in report["by_audience"].items():
            assert behind(status=status, audience=audience) == counted[status]
        for each in report["items"]:
            assert behind(status=status, contract=each["id"]) == each["summary"][status]
    [clause] = read(commissioner, "assurance/findings", term="capacity-hours", contract=good)["items"]
    assert (clause["contract"]["id"], clause["clause"]["number"]) == (str(good), "4.2")


def test_the_sheet_has_a_row_a_contract_and_no_formula(commissioner: FlaskClient) -> None:
    three_contracts()
    answer = commissioner.get(f"{API}/assurance", headers={"Accept": "text/csv"})
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    by_title = {row["title"]: row for row in rows}
    assert by_title.keys() == {"Good", "'=Thin"}
    assert by_title["Good"]["capacity-hours"] == "unclear"
    assert by_title["'=Thin"]["capacity-hours"] == "missing"
    assert answer.headers["Vary"].find("Accept") >= 0


def test_the_workbook_holds_texts_and_numbers_and_no_formula(commissioner: FlaskClient) -> None:
    three_contracts()
    answer = commissioner.get(f"{API}/assurance", headers={"Accept": XLSX})
    assert answer.mimetype == XLSX
    with zipfile.ZipFile(io.BytesIO(answer.data)) as book:
        assert {f"xl/worksheets/sheet{number}.xml" for number in (1, 2, 3)} <= set(book.namelist())
        texts = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        told = {"".join(each.itertext()) for each in texts}
        for number in (1, 2, 3):
            assert b"<f>" not in book.read(f"xl/worksheets/sheet{number}.xml")
    assert {"'=Thin", "Good", "Brindlestoke Homes"} <= told
    assert "=Thin" not in told


def test_a_council_reads_its_own_contracts_only_and_each_look_is_put_down(app: Flask) -> None:
    good, *_ = three_contracts()
    other = an_editor(app, f"authority:{COLCHESTER}", role="commissioner")
    report = read(other, "assurance")
    assert (report["total"], report["summary"]["met"]) == (0, 0)
    assert read(other, "assurance/findings")["total"] == 0
    hidden, never = (other.get(f"{API}/contracts/{key}/assurance") for key in (good, NEVER))
    assert (hidden.status_code, hidden.data) == (404, never.data)
    own = an_editor(app, f"authority:{CHELMSFORD}", role="commissioner")
    assert read(own, "assurance")["total"] == 2
    read(own, f"contracts/{good}/assurance")
    actions = [entry.action for entry in entries()]
    assert actions[-3:] == ["see-gap-report", "see-assurance", "see-engagement"]


def test_a_later_variation_leaves_the_report_of_a_past_day_alone(app: Flask) -> None:
    good, *_ = three_contracts()
    steward = an_editor(app)
    before = read(steward, "assurance", on="2026-11-30")
    assert patch(steward, f"contracts/{good}", terms=[], kind="variation").status_code == 200
    assert read(steward, "assurance", on="2026-11-30") == before
    assert read(steward, "assurance")["summary"] != before["summary"]


@pytest.mark.parametrize(
    ("came", "stayed_away", "kept"),
    [(60, 0, "yes"), (20, 40, "no"), (18, 2, "cannot tell"), (2, 1, "cannot tell")],
)
def test_what_is_promised_of_meetings_is_set_against_who_came(
    commissioner: FlaskClient, came: int, stayed_away: int, kept: str
) -> None:
    provider = a_provider()
    some_attendances(provider, Quarter(2025, 1), came)
    if stayed_away:
        some_attendances(provider, Quarter(2025, 1), stayed_away, outcome="declined_capacity", report="none")
    share = {"term": "meeting-attendance", "quantity": 80, "unit": "percent", "clause_number": "6"}
    contract = a_contract(provider=provider, terms=[share])
    told = read(commissioner, f"contracts/{contract}/assurance")["engagement"]
    assert (told["promised_percent"], told["kept"]) == (80, kept)
    if stayed_away > 10:
        assert told["declined_for_capacity"]["count"] == stayed_away
    earlier = read(commissioner, f"contracts/{contract}/assurance", on="2025-06-29", known_on="2026-12-01")
    assert (earlier["engagement"]["figure"], earlier["engagement"]["kept"]) == (None, "nothing promised")


def test_a_term_that_there_is_not_has_no_findings(commissioner: FlaskClient) -> None:
    a_contract(council=ESSEX)
    assert read(commissioner, "assurance/findings", term="nothing")["total"] == 0
    assert commissioner.get(f"{API}/assurance/findings?status=good").status_code == 422
