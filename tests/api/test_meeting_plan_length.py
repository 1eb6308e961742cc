"""How long a meeting lasts: said in minutes or by its end, and told back."""

from typing import Any

import pytest
import vobject
from flask.testing import FlaskClient

API = "/api/v1/meeting-plans"
SOFA = {"label": "mother", "postcode": "CM1 1AA", "accommodation_type": "sofa-surfing"}


@pytest.fixture
def organiser(client_as: Any) -> FlaskClient:
    client: FlaskClient = client_as("organiser")
    return client


def asked(starts_at: str = "2026-12-15T10:00:00+00:00", **beside: Any) -> dict[str, Any]:
    return {"meeting_type": "icpc", "starts_at": starts_at, "people": [SOFA], **beside}


@pytest.mark.parametrize(
    ("starts", "said", "ends"),
    [
        ("2026-12-15T10:00:00+00:00", {"minutes": 90}, "2026-12-15T11:30:00+00:00"),
        ("2026-12-15T10:00:00+00:00", {"ends_at": "2026-12-15T11:30:00Z"}, "2026-12-15T11:30:00+00:00"),
        ("2026-10-25T00:30:00+01:00", {"minutes": 120}, "2026-10-25T01:30:00+00:00"),
        ("2026-03-29T00:30:00+00:00", {"minutes": 60}, "2026-03-29T01:30:00+00:00"),
        ("2026-12-15T10:00:00+00:00", {"minutes": None, "ends_at": None}, None),
        ("2026-12-15T10:00:00+00:00", {}, None),
    ],
)
def test_the_end_is_told_back_and_in_the_calendar(
    organiser: FlaskClient, starts: str, said: dict[str, Any], ends: str | None
) -> None:
    answer = organiser.post(API, json=asked(starts, **said))
    assert answer.status_code == 200, answer.text
    assert answer.get_json()["ends_at"] == ends
    file = organiser.post(API, json=asked(starts, **said), headers={"Accept": "text/calendar"})
    event = vobject.readOne(file.text).vevent
    assert (event.dtend.value.isoformat() if ends else "dtend" in event.contents) == (ends or False)


@pytest.mark.parametrize(
    ("said", "field", "told"),
    [
        ({"minutes": 0}, "minutes", "5"),
        ({"minutes": 1441}, "minutes", "1440"),
        ({"minutes": "90"}, "minutes", "whole number"),
        ({"ends_at": "2026-12-15T10:00:00+00:00"}, "ends_at", "within 24 hours"),
        ({"ends_at": "2026-12-15T10:30:00+01:00"}, "ends_at", "within 24 hours"),
        ({"ends_at": "2026-12-16T10:00:01+00:00"}, "ends_at", "within 24 hours"),
        ({"ends_at": "2026-12-15T11:00:00"}, "ends_at", "offset"),
        ({"minutes": 90, "ends_at": "2026-12-15T11:30:00Z"}, "ends_at", "once"),
    ],
)
def test_an_end_that_cannot_be_is_refused(
    organiser: FlaskClient, said: dict[str, Any], field: str, told: str
) -> None:
    answer = organiser.post(API, json=asked(**said))
    assert answer.status_code == 422
    (at,) = answer.get_json()["errors"]["json"].items()
    assert at[0] == field
    assert told in at[1][0]
