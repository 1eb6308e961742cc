"""The register of contracts: what each promises, what it said on a day, and what is refused."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from directory.db import db
from directory.rules.engagement import Quarter
from tests.audit_logs import entries
from tests.editors import API, an_editor, delete, faults, patch, post, tag_of
from tests.factories import (
    CHELMSFORD,
    ESSEX,
    a_contract,
    a_council,
    a_premises,
    a_provider,
    a_scheme,
    some_attendances,
)

NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)
HOURS: dict[str, Any] = {
    "term": "capacity-hours",
    "quantity": 20,
    "unit": "hours_per_month",
    "clause_number": "4.2",
    "clause_text": "The Provider keeps twenty hours in each month for safeguarding meetings.",
    "evidence": ["Monthly return"],
}
LEAD: dict[str, Any] = {
    "term": "named-lead",
    "measure": "named-leads",
    "quantity": 1,
    "unit": "people",
    "clause_number": "4.1",
}


@pytest.fixture(autouse=True)
def that_day(in_app: Flask) -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def steward(app: Flask) -> FlaskClient:
    return an_editor(app)


def a_new_contract(steward: FlaskClient, **fields: Any) -> dict[str, Any]:
    a_council(ESSEX)
    given = {
        "commissioner": ESSEX,
        "provider_id": str(fields.pop("provider", None) or a_provider()),
        "title": "Family hostel support",
        "valid_from": "2025-04-01",
        **fields,
    }
    made = post(steward, "contracts", **given)
    assert made.status_code == 201, made.get_data(as_text=True)
    body: dict[str, Any] = made.get_json()
    return body


def read(client: FlaskClient, path: str, **query: Any) -> Any:
    answer = client.get(f"{API}/{path}", query_string=query)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()


def test_a_contract_holds_its_terms_schemes_and_owner(steward: FlaskClient) -> None:
    scheme = a_scheme("Sprocket House")
    made = a_new_contract(
        steward,
        terms=[LEAD, HOURS],
        schemes=[str(scheme)],
        owner="housing.contracts@council.example",
        review_on="2027-01-31",
        notice_id="ocds-b5fd17-0000",
        subcontractors=["Mallowquay Trust"],
    )
    assert made["schemes"] == [{"id": str(scheme), "name": "Sprocket House"}]
    assert [each["term"] for each in made["terms"]] == ["named-lead", "capacity-hours"]
    assert made["terms"][1] == {**HOURS, "measure": None, "concerns": "both", "quantity": 20.0}
    assert made["version"]["kind"] == "original"
    assert made["version"]["starts_on"] == "2025-04-01"
    assert (made["subcontractors"], made["notice_id"]) == (["Mallowquay Trust"], "ocds-b5fd17-0000")
    assert read(steward, f"contracts/{made['id']}") == made


def test_an_extension_holds_from_its_day_and_leaves_the_days_before(steward: FlaskClient) -> None:
    made = a_new_contract(steward, valid_to="2026-12-31", terms=[HOURS])
    path = f"contracts/{made['id']}"
    answer = patch(steward, path, valid_to="2027-12-31", starts_on="2027-01-01", kind="extension")
    assert answer.status_code == 200
    assert read(steward, path)["valid_to"] == "2026-12-31"
    later = read(steward, path, on="2027-01-01")
    assert (later["valid_to"], later["version"]["kind"]) == ("2027-12-31", "extension")
    assert later["terms"] == made["terms"]
    assert [each["number"] for each in later["versions"]] == [1, 2]


def test_a_change_from_today_keeps_the_extension_that_was_agreed_on(steward: FlaskClient) -> None:
    made = a_new_contract(steward, valid_to="2026-12-31")
    path = f"contracts/{made['id']}"
    patch(steward, path, valid_to="2027-12-31", starts_on="2027-01-01", kind="extension")
    patch(steward, path, owner="safeguarding.contracts@council.example")
    later = read(steward, path, on="2027-02-01")
    assert (later["valid_to"], later["owner"]) == ("2027-12-31", "safeguarding.contracts@council.example")
    assert later["version"]["kind"] == "extension"
    assert read(steward, path, on="2026-11-30")["owner"] is None


def test_a_correction_of_the_past_is_not_known_before_it_was_made(steward: FlaskClient) -> None:
    made = a_new_contract(steward, terms=[HOURS])
    path = f"contracts/{made['id']}"
    with time_machine.travel(datetime(2026, 12, 9, 10, tzinfo=UTC), tick=False):
        patch(steward, path, terms=[{**HOURS, "quantity": 12}], starts_on="2025-04-01")
        assert read(steward, path, on="2026-01-01")["terms"][0]["quantity"] == 12
        then = read(steward, path, on="2026-01-01", known_on="2026-12-08")
        assert then["terms"][0]["quantity"] == 20
        assert steward.get(f"{API}/{path}?known_on=2026-11-30").status_code == 404


def test_what_changes_nothing_makes_no_version(steward: FlaskClient) -> None:
    made = a_new_contract(steward, terms=[HOURS])
    path = f"contracts/{made['id']}"
    tag = tag_of(steward, path)
    again = patch(steward, path, title=made["title"], terms=[HOURS])
    assert len(again.get_json()["versions"]) == 1
    assert again.headers["ETag"] == tag


def test_of_two_at_once_one_wins_and_a_removed_contract_is_gone(steward: FlaskClient) -> None:
    made = a_new_contract(steward, terms=[HOURS])
    path = f"contracts/{made['id']}"
    tag = tag_of(steward, path)
    assert patch(steward, path, tag, terms=[]).status_code == 200
    assert patch(steward, path, tag, owner="else@council.example").status_code == 412
    assert delete(steward, path).status_code == 204
    assert read(steward, "contracts")["total"] == 0


@pytest.mark.parametrize(
    ("term", "field", "told"),
    [
        ({"term": "capacity-hour"}, "term", "did you mean 'capacity-hours'"),
        ({"term": "capacity-hours", "quantity": 20, "unit": "hours"}, "unit", "does not fit"),
        ({"term": "capacity-hours", "quantity": 20, "unit": "hourss"}, "unit", "not a known unit"),
        ({"term": "capacity-hours", "quantity": 20}, "unit", "a quantity needs its unit"),
        ({"term": "capacity-hours", "quantity": -1, "unit": "hours_per_month"}, "quantity", "0"),
        ({"term": "named-lead", "quantity": 1, "unit": "people", "measure": "none"}, "measure", "no measure"),
        ({"term": "training-adult", "concerns": "children"}, "concerns", "concerns adults only"),
        ({"term": "info-sharing", "clause_text": "about Ann, born on 03/04/2019"}, "clause_text", "family"),
        ({"term": "meeting-attendance", "quantity": 101, "unit": "percent"}, "quantity", "100"),
    ],
)
def test_a_term_that_cannot_be_is_refused(
    steward: FlaskClient, term: dict[str, Any], field: str, told: str
) -> None:
    a_council(ESSEX)
    body = {"commissioner": ESSEX, "provider_id": str(a_provider()), "title": "Support"}
    answer = post(steward, "contracts", **body, valid_from="2026-04-01", terms=[HOURS, term])
    wrong = faults(answer)
    nested = wrong.get("terms") if isinstance(wrong.get("terms"), dict) else None
    messages = nested["1"][field] if nested else wrong[f"terms.1.{field}"]  # type: ignore[call-overload]
    assert told in messages[0]
    assert read(steward, "contracts")["total"] == 0


def test_reversed_dates_are_refused_on_every_day_they_would_hold(steward: FlaskClient) -> None:
    made = a_new_contract(steward, valid_to="2026-12-31")
    path = f"contracts/{made['id']}"
    patch(steward, path, valid_to="2027-12-31", starts_on="2027-01-01", kind="extension")
    answer = patch(steward, path, valid_from="2027-06-01", starts_on="2025-04-01")
    assert "before valid_from" in faults(answer)["valid_to"][0]
    assert read(steward, path)["valid_from"] == "2025-04-01"


def test_a_suppressed_scheme_is_no_scheme_to_name_and_is_kept_where_it_was(steward: FlaskClient) -> None:
    shown, hidden = a_scheme("Sprocket House"), a_scheme("Hobnail Lodge", suppressed=True)
    contract = a_contract(schemes=[shown, hidden])
    path = f"contracts/{contract}"
    assert [each["name"] for each in read(steward, path)["schemes"]] == ["Sprocket House"]
    answer = patch(steward, path, schemes=[str(hidden)])
    assert "names no scheme" in faults(answer)["schemes.0"][0]
    assert patch(steward, path, schemes=[]).status_code == 200
    kept = db.session.execute(text("SELECT count(*) FROM contract_schemes WHERE number = 2")).scalar_one()
    assert kept == 1


def test_contracts_are_found_by_words_of_a_clause_by_scheme_and_by_what_they_lack(
    steward: FlaskClient,
) -> None:
    scheme = a_scheme()
    good = a_new_contract(steward, title="Good", terms=[LEAD, HOURS], schemes=[str(scheme)])
    thin = a_new_contract(steward, title="Thin", terms=[{**HOURS, "quantity": 0}], valid_to="2027-01-31")

    def titles(**query: Any) -> list[str]:
        return [each["title"] for each in read(steward, "contracts", **query)["items"]]

    assert titles(q="MEETINGS twenty") == ["Good", "Thin"]
    assert titles(q="twenty%") == []
    assert titles(scheme=scheme) == ["Good"]
    assert titles(missing_term="named-lead") == ["Thin"]
    assert titles(missing_term="capacity-hours") == ["Thin"]
    assert titles(ending_before="2027-06-01") == ["Thin"]
    assert titles(provider=good["provider"]["id"]) == ["Good"]
    assert titles(authority=CHELMSFORD) == []
    [found] = read(steward, "contracts", q="twenty", scheme=scheme)["items"]
    assert found["clauses"] == [{"term": "capacity-hours", "number": "4.2", "text": HOURS["clause_text"]}]
    assert steward.get(f"{API}/contracts?missing_term=nothing").status_code == 422
    patch(steward, f"contracts/{thin['id']}", terms=[])
    assert titles(q="twenty") == ["Good"]
    assert titles(q="twenty", on="2026-11-30") == ["Good", "Thin"]


@pytest.mark.parametrize(
    "values", ["-1, 'hours_per_month'", "1, 'fortnights'", "1, NULL", "101, 'percent'", "2, 'yes_no'"]
)
def test_the_database_refuses_a_quantity_that_cannot_be(in_app: Flask, values: str) -> None:
    contract = a_contract()
    key = contract.hex if db.engine.dialect.name == "sqlite" else str(contract)
    statement = (
        "INSERT INTO contract_terms (contract_id, number, position, term, concerns, quantity, unit) "
        f"VALUES ('{key}', 1, 0, 'capacity-hours', 'both', {values})"
    )
    with pytest.raises(IntegrityError):
        db.session.execute(text(statement))
    db.session.rollback()


def test_a_clause_needs_its_contract_and_a_version_ends_after_it_begins(in_app: Flask) -> None:
    contract = a_contract()
    key = contract.hex if db.engine.dialect.name == "sqlite" else str(contract)
    for statement in (
        "INSERT INTO contract_terms (contract_id, number, position, term, concerns, clause_text) "
        f"VALUES ('{key}', 2, 0, 'capacity-hours', 'both', 'Words')",
        "UPDATE contract_versions SET valid_to = '2020-01-01'",
        "UPDATE contracts SET valid_to = '2020-01-01'",
        "UPDATE contract_versions SET kind = 'overlaps'",
        "UPDATE contract_versions SET number = 0",
        "INSERT INTO contract_terms (contract_id, number, position, term, concerns, clause_text) "
        f"VALUES ('{key}', 1, 0, '', 'both', 'Words')",
        "INSERT INTO contract_terms (contract_id, number, position, term, concerns, clause_text) "
        f"VALUES ('{key}', 1, 0, 'capacity-hours', 'everybody', 'Words')",
        # Two versions of one number would overlap: which of them holds, nobody could say.
        "INSERT INTO contract_versions (contract_id, number, kind, starts_on, recorded_on, provider_id, "
        "commissioner_gss, title, valid_from) SELECT contract_id, number, 'upkeep', starts_on, recorded_on, "
        "provider_id, commissioner_gss, title, valid_from FROM contract_versions",
    ):
        with pytest.raises(IntegrityError):
            db.session.execute(text(statement))
        db.session.rollback()


def test_a_removed_contract_is_gone_today_and_stays_in_reports_as_of_before(steward: FlaskClient) -> None:
    provider = a_provider()
    made = a_contract(provider=provider, terms=[{**HOURS, "evidence": None}])
    path, before = f"contracts/{made}", "2026-11-30"
    report = read(steward, "assurance", on=before, known_on=before)
    told = read(steward, f"{path}/assurance", on=before, known_on=before)
    already = len(entries())
    assert delete(steward, path).status_code == 204
    assert steward.get(f"{API}/{path}").status_code == 404
    assert steward.get(f"{API}/{path}?known_on=2026-12-01").status_code == 404
    assert patch(steward, path, '"whatever"', title="Again").status_code == 404
    assert (read(steward, "contracts")["total"], read(steward, "assurance")["total"]) == (0, 0)
    assert read(steward, "assurance", on=before, known_on=before) == report
    assert read(steward, f"{path}/assurance", on=before, known_on=before) == told
    assert report["total"] == 1
    removed = [each for each in entries()[already:] if each.action == "delete"]
    assert {each.subject_kind for each in removed} == {"contracts", "contract_versions"}


def test_what_was_put_down_and_removed_on_one_day_was_never_there(steward: FlaskClient) -> None:
    made = a_new_contract(steward, terms=[HOURS])
    assert delete(steward, f"contracts/{made['id']}").status_code == 204
    for table in ("contracts", "contract_versions", "contract_terms"):
        assert db.session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0


def test_a_removed_contract_gives_nobody_a_view_of_its_provider_any_more(app: Flask) -> None:
    provider = a_provider()
    contract = a_contract(provider=provider, council=CHELMSFORD, since=date(2025, 4, 1))
    some_attendances(provider, Quarter(2025, 1), 12)
    own = an_editor(app, f"authority:{CHELMSFORD}", role="commissioner")
    assert read(own, "engagement")["total"] == 1
    before = read(own, f"contracts/{contract}/assurance", known_on="2026-11-30")["engagement"]
    assert before["figure"]["invited"] == 12
    assert delete(an_editor(app), f"contracts/{contract}").status_code == 204
    assert read(own, "engagement")["total"] == 0
    again = read(own, f"contracts/{contract}/assurance", known_on="2026-11-30")
    assert again["engagement"] == before


def test_a_clause_that_tells_where_a_confidential_scheme_is_is_erased_in_every_version(
    steward: FlaskClient,
) -> None:
    provider = a_provider()
    scheme = a_scheme("Sprocket House", provider=provider, council=ESSEX)
    a_premises("Teasel Court, 9177 Teaselwort Road", scheme=scheme)
    telling = {**HOURS, "evidence": None, "clause_text": "Hours are kept at Teaselwort Road."}
    silent = {"term": "named-lead", "clause_number": "4.1", "clause_text": "A lead is named."}
    named = a_contract(
        "Support in Teasel Court", provider=provider, schemes=[scheme], terms=[telling, silent]
    )
    unnamed = a_contract("Support", provider=provider, terms=[telling])
    others = a_contract("Support", terms=[telling])
    patch(steward, f"contracts/{named}", owner="teasel court desk", terms=[HOURS], kind="variation")
    days = {"on": "2026-11-30", "known_on": "2026-11-30"}
    before = read(steward, f"contracts/{named}/assurance", **days)
    assert patch(steward, f"schemes/{scheme}", accommodation_type="da-refuge").status_code == 200
    then = read(steward, f"contracts/{named}", **days)
    assert then["title"] == "(erased: it told a confidential place)"
    assert [each["clause_text"] for each in then["terms"]] == [
        "(erased: it told a confidential place)",
        "A lead is named.",
    ]
    now = read(steward, f"contracts/{named}")
    assert (now["owner"], now["terms"][0]["clause_text"]) == (None, HOURS["clause_text"])
    assert read(steward, f"contracts/{unnamed}")["terms"][0]["clause_text"].startswith("(erased")
    assert read(steward, f"contracts/{others}")["terms"][0]["clause_text"] == telling["clause_text"]
    # A clause stays a clause: what the report counts does not move.
    assert read(steward, f"contracts/{named}/assurance", **days)["summary"] == before["summary"]
    for table, column in (
        ("contract_terms", "clause_text"),
        ("contract_versions", "title"),
        ("contracts", "title"),
    ):
        held = db.session.execute(text(f"SELECT {column} FROM {table} WHERE {column} LIKE '%Teasel%'")).all()
        assert len(held) == (1 if table == "contract_terms" else 0)
