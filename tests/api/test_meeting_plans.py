"""Meeting plans over HTTP: the shape that others rely on, what is refused, and that nothing asked is kept."""

import json
from typing import Any

import pytest
import structlog
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from directory.api.meeting_plans import PlanAnswer
from directory.model import AuditEntry
from tests.conftest import ClientAs
from tests.factories import CHELMSFORD, a_contact, a_premises, a_refuge, a_scheme

API = "/api/v1/meeting-plans"
HERE = {"label": "mother and child", "address": "12 Thistlequay Road, CM1 1AA"}
PLACE = {"address": "12 Thistlequay Road, CM1 1AA"}
OTHER = {"label": "father", "side": "other", "postcode": "CM1 1AA", "accommodation_type": "sofa-surfing"}


@pytest.fixture
def organiser(client_as: ClientAs) -> FlaskClient:
    return client_as("organiser")


def asked(*people: dict[str, Any], **beside: Any) -> dict[str, Any]:
    return {
        "meeting_type": "icpc",
        "starts_at": "2026-12-15T10:00:00+00:00",
        "people": [*people] or [HERE],
        **beside,
    }


@pytest.fixture
def hostel(in_app: Flask) -> Any:
    scheme = a_scheme(kind="family-supported-housing", support={"key-work": ("yes", "visiting")})
    a_contact("support-worker", scheme=scheme, hours="24/7")
    return a_premises(scheme=scheme)


def test_the_answer_is_as_described(organiser: FlaskClient, hostel: Any) -> None:
    earlier = [{"address": "3 Inkhorn Terrace, CM1 1AA", "until": "2026-01-31"}]
    with_all = asked(HERE, {"label": "father", "scheme": str(a_refuge()), "earlier": earlier})
    of_her = {**HERE, "side": "victim", "circumstances": ["staff-allegation", "pregnant"]}
    apart = asked(of_her, {**OTHER, "earlier": [PLACE]}, meeting_type="cin-closure")
    implicated = asked(meeting_type="cin-closure", circumstances=["staff-allegation"])
    for body in (asked(), with_all, implicated, apart):
        answer = organiser.post(API, json=body)
        assert answer.status_code == 200
        assert PlanAnswer().validate(answer.get_json()) == {}
        assert answer.headers["Cache-Control"] == "no-store"


def test_the_keys_that_others_rely_on_are_there(organiser: FlaskClient, hostel: Any) -> None:
    plan = organiser.post(API, json=asked()).get_json()
    assert {
        "meeting_type",
        "starts_at",
        "lists",
        "must_not_invite",
        "format",
        "warnings",
        "checklist",
    } <= set(plan)
    (everyone,) = plan["lists"]
    assert everyone["name"] == "everyone"
    keys = {"role", "level", "for", "contact", "cover", "gap", "because", "asked_to_bring", "reply_by"}
    for invitee in everyone["invitees"]:
        assert keys <= set(invitee)
        for reason in invitee["because"]:
            assert {"rule", "rationale", "force", "source", "verification"} <= set(reason)
        if invitee["gap"]:
            assert {"reason", "fallback_role", "escalate_to"} <= set(invitee["gap"])
    assert plan["format"]["attendance"] == "in_person"
    assert plan["format"]["reason"] is None


def test_a_choice_is_a_conflict_with_candidates_to_be_asked_again(
    organiser: FlaskClient, hostel: Any
) -> None:
    flats = [a_premises(f"Flat {flat}, 9 Merrythought Lane", scheme=a_scheme()) for flat in (1, 2)]
    where = {"label": "father", "address": "9 Merrythought Lane, CM1 1AA"}
    answer = organiser.post(API, json=asked(HERE, where))
    assert (answer.status_code, answer.mimetype) == (409, "application/problem+json")
    (candidate,) = answer.get_json()["candidates"]
    assert (candidate["person"], candidate["label"]) == (1, "father")
    ids = [match["premises"]["id"] for match in candidate["matches"]]
    assert sorted(ids) == sorted(map(str, flats))
    again = organiser.post(API, json=asked(HERE, {"label": "father", "premises": ids[0]}))
    assert again.status_code == 200


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"colour": "red"}, "colour"),
        ({"people": []}, "people"),
        ({"people": [{"label": "mother"}]}, "people.0"),
        ({"people": [{**HERE, "name": "x"}]}, "people.0.name"),
        ({"people": [{**HERE, "label": "x" * 61}]}, "people.0.label"),
        ({"people": [HERE] * 9}, "people"),
        ({"starts_at": "2026-12-15T10:00:00"}, "starts_at"),
        ({"starts_at": "0001-01-01T10:00:00+00:00"}, "starts_at"),
        ({"meeting_type": "tea"}, "meeting_type"),
        ({"format": "telepathy"}, "format"),
        ({"format": "hybrid"}, "format_reason"),
        ({"people": [{"label": "x", "address": "LEEDS"}]}, "people.0.address"),
        ({"people": [{"label": "x", "uprn": "many"}]}, "people.0.uprn"),
        ({"people": [{**HERE, "earlier": [{"address": "LEEDS"}]}]}, "people.0.earlier.0.address"),
        ({"people": [{**HERE, "earlier": [{**PLACE, "until": "0001-01-01"}]}]}, "people.0.earlier.0.until"),
        ({"people": [{**HERE, "earlier": [{**PLACE, "since": "2026-12-16"}]}]}, "people.0.earlier.0.since"),
        ({"people": [{**HERE, "accommodation_type": "da-refuge"}]}, "people.0.address"),
        ({"people": [{**HERE, "circumstances": ["rain"]}]}, "people.0.circumstances"),
        ({"people": [{**HERE, "side": "victim"}, OTHER], "circumstances": ["pregnant"]}, "circumstances"),
    ],
)
def test_what_is_wrong_is_named_by_its_field(
    organiser: FlaskClient, change: dict[str, Any], field: str
) -> None:
    answer = organiser.post(API, json=asked() | change)
    assert answer.status_code == 422
    assert list(answer.get_json()["errors"]["json"]) == [field]


def test_nothing_of_a_question_is_kept_or_logged(
    organiser: FlaskClient, hostel: Any, db_session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    street = "Xyzzyquay"
    body = asked(
        {"label": "maternal grandmother", "address": f"9 {street} Road, CM1 1AB"},
        HERE,
        format="remote",
        format_reason="other",
        format_words="The building is closed because of snow",
    )
    with structlog.testing.capture_logs() as logged:
        assert organiser.post(API, json=body).status_code == 200
    kept = json.dumps([str(vars(row)) for row in db_session.query(AuditEntry)])
    for word in (street, "grandmother", "snow", "CM1 1AB", "CM11AB", "Thistlequay"):
        assert word not in kept
        assert word not in str(logged)
        assert word not in caplog.text
    entry = db_session.query(AuditEntry).order_by(AuditEntry.seq.desc()).first()
    assert entry is not None
    assert (entry.action, entry.outcome) == ("plan-meeting", "planned")
    assert entry.seen is not None
    assert entry.seen.count("-") == 4  # one scheme, by its id


def test_a_practitioner_may_not_plan(client_as: ClientAs, hostel: Any) -> None:
    a_contact("lha-housing-options", council=CHELMSFORD)
    assert client_as("practitioner").post(API, json=asked()).status_code == 403
