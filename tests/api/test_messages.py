"""What is typed wrong is answered with the field and what it takes, and nothing private is repeated."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.editors import API, NEVER, an_editor

A_DAY = "a day as year-month-day, such as 2026-11-05"
A_TIME = "a day and a time with its offset, such as 2026-12-01T10:00:00+00:00"
AN_ID = "an id as answers of this service have it, such as 1b4e28ba"
HERE = {"label": "mother", "postcode": "CM1 1AA"}


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return an_editor(app, role="commissioner")


def said(client: FlaskClient, method: str, path: str, body: Any = None) -> dict[str, str]:
    """The first message of each field."""
    answer = client.open(f"{API}/{path}", method=method, json=body)
    assert answer.status_code == 422, answer.text
    assert "Secret" not in answer.text
    (errors,) = answer.get_json()["errors"].values()
    return {field: messages[0] for field, messages in errors.items()}


def planned(**change: Any) -> dict[str, Any]:
    meeting = {"meeting_type": "icpc", "starts_at": "2026-12-05T10:00:00Z", "people": [HERE]}
    return meeting | change


@pytest.mark.parametrize(
    ("change", "field", "told"),
    [
        ({"starts_at": "05/11/2026"}, "starts_at", A_TIME),
        ({"starts_at": "2026-11-05 10:00"}, "starts_at", A_TIME),
        ({"meeting_type": "ipcp"}, "meeting_type", "Did you mean 'icpc'?"),
        ({"meeting_type": "Core group"}, "meeting_type", "Did you mean 'core-group'?"),
        ({"meeting_type": ["icpc"]}, "meeting_type", "takes text, not a number or a list"),
        ({"people": "mother, 12 Secret Road"}, "people", "takes a list, in square brackets"),
        ({"people": ["mother, 12 Secret Road"]}, "people.0", "takes named values, in braces"),
        (
            {"people": [{"label": "mother", "adress": "12 Secret Road"}]},
            "people.0.adress",
            "Did you mean 'address'?",
        ),
        ({"people": [{"postcode": "CM1 1AA"}]}, "people.0.label", "such as mother and child"),
        ({"people": [{**HERE, "side": "mum"}]}, "people.0.side", "one of: victim, other"),
        ({"people": [{**HERE, "scheme": "Secret House"}]}, "people.0.scheme", AN_ID),
        (
            {"people": [{**HERE, "accommodation_type": "hostel"}]},
            "people.0.accommodation_type",
            "'ta-hostel-family'",
        ),
        ({"people": [{**HERE, "placing_authority": "Secret"}]}, "people.0.placing_authority", "E07000070"),
        (
            {"people": [{**HERE, "earlier": [{"postcode": "CM1 1AA", "since": "05/11/2020"}]}]},
            "people.0.earlier.0.since",
            A_DAY,
        ),
        ({"circumstances": "care-leaver"}, "circumstances", "takes a list"),
        ({"circumstances": ["Care leaver"]}, "circumstances", "Did you mean 'care-leaver'?"),
        ({"format": "in person"}, "format", "one of: in_person, hybrid, remote, secure"),
        ({"format": "remote", "format_reason": "snow"}, "format_reason", "one of urgency, distance"),
        ({"minutes": "90"}, "minutes", "a whole number, such as 9; in JSON without quotation marks"),
        ({"organiser": "the chair, Secret"}, "organiser", "a mailbox, such as name@council.example"),
        ({"start": "2026-12-05T10:00:00Z"}, "start", "There are acknowledged, circumstances, ends_at"),
    ],
)
def test_a_wrong_question_about_a_meeting(
    client: FlaskClient, change: dict[str, Any], field: str, told: str
) -> None:
    found = said(client, "POST", "meeting-plans", planned(**change))
    assert [*found] == [field]
    assert told in found[field]


def test_what_is_missing_is_told_with_what_it_takes(client: FlaskClient) -> None:
    found = said(client, "POST", "attendances", {})
    assert {
        name: message.removeprefix("This is needed, and is not there. ") for name, message in found.items()
    } == {
        "meeting_type": "A slug of /meeting-types.",
        "held_on": "The day of the meeting; only its quarter is kept. Today or before.",
        "provider": "This takes an id as answers of this service have it, such as "
        "1b4e28ba-2fa1-41d2-883f-0016d3cca427; not a name.",
        "role": "A slug of /contact-roles.",
        "outcome": "It is one of: attended, deputy, apologies, no_reply, declined.",
        "notice_days": "Days from the invitation to the meeting; above 28 they count as 28.",
        "report": "It is one of: none, late, on_time.",
    }


def test_a_wrong_attendance(client: FlaskClient) -> None:
    entry: dict[str, Any] = {
        "meeting_type": "icpc",
        "provider": str(NEVER),
        "role": "support-worker",
        "report": "none",
    }
    entry |= {"held_on": "2026-11-05", "outcome": "attended", "notice_days": 9}
    assert A_DAY in said(client, "POST", "attendances", entry | {"held_on": "05/11/2026"})["held_on"]
    assert AN_ID in said(client, "POST", "attendances", entry | {"provider": "Secret Homes"})["provider"]
    assert "There are held_on" in said(client, "POST", "attendances", entry | {"child": "Secret"})["child"]
    found = said(client, "POST", "attendances", entry | {"role": "suport worker", "meeting_type": "icp"})
    assert "Did you mean 'support-worker'?" in found["role"]
    assert "Did you mean 'icpc'" in found["meeting_type"]


@pytest.mark.parametrize(
    ("path", "field", "told"),
    [
        ("engagement?from=05/11/2026", "from", A_DAY),
        ("engagement?provider=Acorn", "provider", AN_ID),
        ("engagement?since=2026-01-01", "since", "this takes authority, from, known_on, page, page_size"),
        ("engagement?authority=Chelmsford", "authority", "no council's code, such as E10000012"),
        ("schemes?type=hostel", "type", "'ta-hostel-family'"),
        ("schemes?support=keywork", "support", "Did you mean 'key-work'?"),
        ("schemes?authority=Chelmsford", "authority", "such as E06000001"),
        ("schemes?near=LEEDS", "near", "is not a UK postcode, such as CM1 1AA"),
        ("schemes?radius_km=five", "radius_km", "a number, such as 5 or 2.5"),
        ("schemes?provider=Acorn", "provider", AN_ID),
    ],
)
def test_a_wrong_list(client: FlaskClient, path: str, field: str, told: str) -> None:
    found = said(client, "GET", path)
    assert [*found] == [field]
    assert told in found[field]


@pytest.mark.parametrize(
    ("body", "field", "told"),
    [
        ({"address": ["12 Secret Road"]}, "address", "takes text"),
        ({"adress": "12 Secret Road"}, "adress", "Did you mean 'address'?"),
        ({}, "address", "Give an address"),
        ({"address": "12 Secret Road, CM1 1AA", "on": "05/11/2026"}, "on", A_DAY),
        ({"uprn": 12}, "uprn", "takes text"),
        (["12 Secret Road"], "body", "takes named values, in braces"),
    ],
)
def test_a_wrong_look_up(client: FlaskClient, body: Any, field: str, told: str) -> None:
    found = said(client, "POST", "lookups", body)
    assert [*found] == [field]
    assert told in found[field]
