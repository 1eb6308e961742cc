"""Lists of meeting plans as files, from the question to the file: who is in them, and that no home is."""

import csv
import io
from typing import Any

import pytest
import vobject
from flask import Flask
from flask.testing import FlaskClient

from directory.api.negotiation import FILES
from tests.conftest import ClientAs
from tests.factories import a_contact, a_premises, a_provider, a_refuge, a_scheme

API = "/api/v1/meeting-plans"
#: Words of every home in these tests.
HOMES = ("thistlequay", "merrythought", "cm1 1aa", "cm11aa", " 1aa")
MOTHER = {"label": "mother and child", "address": "12 Thistlequay Road, CM1 1AA"}


@pytest.fixture
def organiser(client_as: ClientAs) -> FlaskClient:
    return client_as("organiser")


@pytest.fixture
def hostel(in_app: Flask) -> Any:
    """A home with somebody to invite: the ids of its address and of its scheme."""
    provider = a_provider("Brindlestoke Homes")
    scheme = a_scheme(
        "Sprocket House",
        provider=provider,
        kind="family-supported-housing",
        support={"key-work": ("yes", "visiting")},
    )
    a_contact("support-worker", scheme=scheme, email="workers@sprocket.example", hours="24/7")
    a_contact("provider-dsl", provider=provider, email="safeguarding@brindlestoke.example", hours="24/7")
    return {"premises": str(a_premises(scheme=scheme)), "scheme": str(scheme)}


@pytest.fixture
def refuge(in_app: Flask) -> Any:
    provider = a_provider("Zephyr Women's Aid")
    refuge = a_refuge("Zephyrwyke Refuge", provider=provider)
    a_contact("refuge-manager", scheme=refuge, email="referrals@zephyr.example", hours="24/7")
    return refuge


def asked(*people: dict[str, Any], **beside: Any) -> dict[str, Any]:
    return {
        "meeting_type": "icpc",
        "starts_at": "2026-12-15T10:00:00+00:00",
        "people": [*people] or [MOTHER],
        **beside,
    }


def file_of(client: FlaskClient, form: str, body: dict[str, Any]) -> Any:
    return client.post(API, json=body, headers={"Accept": form})


def test_a_calendar_invites_those_of_the_list_to_the_venue(organiser: FlaskClient, hostel: Any) -> None:
    body = asked(venue="Civic Centre, Room 2", organiser="conferences@council.example")
    answer = file_of(organiser, "text/calendar", body)
    assert answer.status_code == 200, answer.text
    event = vobject.readOne(answer.text).vevent
    assert event.location.value == "Civic Centre, Room 2"
    assert event.dtstart.value.isoformat() == "2026-12-15T10:00:00+00:00"
    invited = {attendee.value.removeprefix("mailto:") for attendee in event.attendee_list}
    assert {"workers@sprocket.example", "safeguarding@brindlestoke.example"} <= invited


def test_cards_sheet_and_text_have_everyone_and_why(organiser: FlaskClient, hostel: Any) -> None:
    plan = organiser.post(API, json=asked()).get_json()
    roles = {invitee["role_name"] for invitee in plan["lists"][0]["invitees"]}
    text = file_of(organiser, "text/plain", asked()).text
    assert all(role in text for role in roles)
    rows = [*csv.reader(io.StringIO(file_of(organiser, "text/csv", asked()).text))]
    assert len({len(row) for row in rows}) == 1
    assert {role for role in roles if any(role in row for row in rows)} == roles
    cards = [*vobject.readComponents(file_of(organiser, "text/vcard", asked()).text)]
    mailboxes = {each.value for card in cards for each in card.contents.get("email", [])}
    assert "workers@sprocket.example" in mailboxes


@pytest.mark.parametrize("form", [*FILES, "application/json"])
def test_no_home_is_in_any_form_of_a_plan(organiser: FlaskClient, hostel: Any, form: str) -> None:
    earlier = [{"address": "9 Merrythought Lane, CM1 1AA", "until": "2026-01-31"}]
    for people in (
        [MOTHER],
        [{"label": "mother", "premises": hostel["premises"]}],
        [{**MOTHER, "earlier": earlier}],
    ):
        answer = file_of(organiser, form, asked(*people, venue="Civic Centre"))
        assert answer.status_code == 200
        told = answer.text.casefold() + str(answer.headers).casefold()
        assert [word for word in HOMES if word in told] == []


@pytest.mark.parametrize("form", [*FILES, "application/json"])
@pytest.mark.parametrize(
    "venue",
    ["12 Thistlequay Road", "12 THISTLEQUAY RD, CM1 1AA", "Sprocket House, 12 Thistlequay Road, Chelmsford"],
)
@pytest.mark.parametrize("by", ["address", "premises", "scheme"])
def test_a_meeting_is_not_called_to_a_home(
    organiser: FlaskClient, hostel: Any, form: str, venue: str, by: str
) -> None:
    place = {"address": MOTHER["address"], **hostel}[by]
    answer = file_of(organiser, form, asked({"label": "mother", by: place}, venue=venue))
    assert answer.status_code == 422
    assert list(answer.get_json()["errors"]["json"]) == ["venue"]
    assert "thistlequay" not in answer.text.casefold()


@pytest.mark.parametrize("form", FILES)
def test_two_sides_are_never_in_one_file(organiser: FlaskClient, hostel: Any, refuge: Any, form: str) -> None:
    body = asked(
        {"label": "mother and child", "scheme": str(refuge)},
        {"label": "father", "address": MOTHER["address"]},
        circumstances=["domestic-abuse"],
    )
    refused = file_of(organiser, form, body)
    assert refused.status_code == 422
    assert list(refused.get_json()["errors"]["json"]) == ["list"]
    lists = [each["name"] for each in organiser.post(API, json=body).get_json()["lists"]]
    assert len(lists) == 2
    for name in lists:
        told = file_of(organiser, form, {**body, "list": name}).text.casefold()
        assert ("zephyr" in told) == ("victim" in name)
        assert ("brindlestoke" in told or "sprocket" in told) == ("victim" not in name)
        file = file_of(organiser, form, {**body, "list": name, "venue": "Civic Centre, Room 2"})
        confidential = "victim" in name
        assert f"-{lists.index(name) + 1}." in file.headers["Content-Disposition"]
        if form in ("text/calendar", "text/plain"):
            assert ("Civic Centre" in file.text) == (not confidential)
            assert ("in person" in file.text) == (not confidential)
