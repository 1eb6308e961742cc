"""A plan is answered in the form that is asked for, and in none that is not."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import vobject
from flask import Flask, Response, request
from flask.testing import FlaskClient
from marshmallow import ValidationError

from directory.api import problems
from directory.api.json import FastJson
from directory.api.negotiation import FILES, FileQuery, negotiated
from directory.errors import Invalid
from tests.feeds.plans import a_plan, two_lists

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def refuse(venue: str) -> None:
    if "home" in venue:
        raise Invalid("Never a home.", "venue")


@pytest.fixture
def plans() -> list[str]:
    """The plans that were made, by name."""
    return []


@pytest.fixture
def client(plans: list[str]) -> Iterator[FlaskClient]:
    """A client of an application that has plans with one list and with two."""
    app = Flask(__name__)
    app.json = FastJson(app)
    problems.register(app)
    of_name = {"one": a_plan, "two": two_lists}

    @app.post("/<name>")
    def plan(name: str) -> Response:
        def make() -> dict[str, Any]:
            plans.append(name)
            return of_name[name]()

        return negotiated(make, FileQuery().load(request.get_json()), NOW, refuse)

    with app.test_client() as client:
        yield client


def ask(client: FlaskClient, accept: str | None, plan: str = "one", **body: Any) -> Any:
    headers = {} if accept is None else {"Accept": accept}
    return client.post(f"/{plan}", headers=headers, json=body)


@pytest.mark.parametrize(
    "accept",
    [
        None,
        "",
        "*/*",
        "application/json",
        "application/*",
        "text/calendar;q=0.5, application/json",
        "text/html, */*",
    ],
)
def test_json_is_answered_where_nothing_else_is_asked_for(client: FlaskClient, accept: str | None) -> None:
    answer = ask(client, accept, "two")
    assert answer.status_code == 200
    assert answer.mimetype == "application/json"
    assert len(answer.json["lists"]) == 2
    assert "Content-Disposition" not in answer.headers


@pytest.mark.parametrize(("form", "name"), FILES.items())
@pytest.mark.parametrize("accept", ["{}", "application/json;q=0.9, {}", "text/html, {}; charset=utf-8"])
def test_a_file_is_answered_where_it_is_asked_for(
    client: FlaskClient, form: str, name: str, accept: str
) -> None:
    answer = ask(client, accept.format(form), venue="Civic Centre, Room 2")
    assert answer.status_code == 200
    assert answer.content_type.startswith(f"{form}; charset=utf-8")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Vary"] == "Accept"
    assert b"Initial child protection conference" in answer.data or form in ("text/csv", "text/vcard")


def test_a_calendar_says_whether_it_asks_for_an_answer(client: FlaskClient) -> None:
    answer = ask(client, "text/calendar", organiser="chair@council.example", venue="Civic Centre, Room 2")
    assert answer.content_type == "text/calendar; charset=utf-8; component=VEVENT; method=REQUEST"
    event = vobject.readOne(answer.text).vevent
    assert event.location.value == "Civic Centre, Room 2"
    assert "method" not in ask(client, "text/calendar").content_type


@pytest.mark.parametrize("accept", ["text/html", "application/pdf, image/*", "application/json;q=0"])
def test_other_forms_are_refused_before_a_plan_is_made(
    client: FlaskClient, plans: list[str], accept: str
) -> None:
    answer = ask(client, accept)
    assert answer.status_code == 406
    assert answer.mimetype == "application/problem+json"
    assert "text/calendar" in answer.json["detail"]
    assert plans == []


@pytest.mark.parametrize("form", FILES)
def test_a_file_of_two_lists_says_that_one_has_to_be_named(client: FlaskClient, form: str) -> None:
    answer = ask(client, form, "two")
    assert answer.status_code == 422
    assert "'mother and child' or 'father'" in answer.json["errors"]["json"]["list"][0]
    assert ask(client, form, "two", list="father").status_code == 200


@pytest.mark.parametrize("form", ["application/json", *FILES])
def test_a_venue_that_is_refused_makes_no_plan_in_any_form(
    client: FlaskClient, plans: list[str], form: str
) -> None:
    answer = ask(client, form, venue="12 Quavermint Street, their home")
    assert answer.status_code == 422
    assert answer.json["errors"]["json"]["venue"] == ["Never a home."]
    assert "Quavermint" not in answer.text
    assert plans == []


@pytest.mark.parametrize("body", [{"organiser": "a@b\r\nATTENDEE:c"}, {"venue": "v" * 201}, {"list": ""}])
def test_what_files_need_is_checked(body: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        FileQuery().load(body)
