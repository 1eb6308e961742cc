"""Nothing about a family or a home passes through the free fields of a meeting plan."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from directory import create_app
from directory.db import db
from directory.equipment import Equipment, equipment_of
from directory.errors import BadReference
from directory.model import AuditEntry
from directory.rules.permissions import Role
from directory.rules.private_text import Kind
from tests.api.test_limits import client_of
from tests.conftest import ClientAs
from tests.factories import a_premises, a_provider, a_refuge, a_scheme

API = "/api/v1/meeting-plans"
MOTHER = {"label": "mother", "address": "12 Thistlequay Road, CM1 1AA"}
HOME = f"This holds what looks like somebody's home. {Kind.VENUE.value}"


@pytest.fixture
def organiser(client_as: ClientAs) -> FlaskClient:
    return client_as("organiser")


@pytest.fixture
def hostel(in_app: Flask) -> str:
    """A scheme with an address: its id."""
    scheme = a_scheme("Sprocket House", provider=a_provider("Brindlestoke Homes"), kind="ta-hostel-family")
    a_premises(scheme=scheme)
    return str(scheme)


def asked(*people: dict[str, Any], **beside: Any) -> dict[str, Any]:
    return {
        "meeting_type": "icpc",
        "starts_at": "2026-12-15T10:00:00+00:00",
        "people": [*people] or [MOTHER],
        **beside,
    }


def told(client: FlaskClient, body: dict[str, Any]) -> dict[str, Any]:
    answer = client.post(API, json=body)
    assert answer.status_code == 422
    faults: dict[str, Any] = answer.get_json()["errors"]["json"]
    return faults


@pytest.mark.parametrize(
    "venue",
    [
        "twelve Thistlequay Road",
        "Thistlequay Road 12",
        "CM1 1AA",
        "at mum's",
        "Thistlequay Rd",
        "Sprocket House",
    ],
)
def test_the_answer_is_the_same_for_every_home_typed_held_or_only_spoken_of(
    organiser: FlaskClient, hostel: str, venue: str
) -> None:
    assert told(organiser, asked(venue=venue)) == {"venue": [HOME]}


@pytest.mark.parametrize("venue", ["12 Thistlequay Road", "Sprocket House", "sprocket", "12, CM1 1AA"])
def test_of_a_scheme_that_is_named_its_addresses_and_its_name_are_homes(
    organiser: FlaskClient, hostel: str, venue: str
) -> None:
    assert told(organiser, asked({"label": "mother", "scheme": hostel}, venue=venue)) == {"venue": [HOME]}


def test_a_home_of_before_is_no_venue(organiser: FlaskClient, hostel: str) -> None:
    before = [{"address": "9 Merrythought Lane, CM1 1AB", "until": "2026-01-31"}]
    assert told(organiser, asked({**MOTHER, "earlier": before}, venue="nine Merrythought Ln")) == {
        "venue": [HOME]
    }


@pytest.mark.parametrize("by", ["premises", "scheme"])
def test_a_home_that_is_held_no_more_is_no_venue(organiser: FlaskClient, in_app: Flask, by: str) -> None:
    scheme = a_scheme("Sprocket House", provider=a_provider("Brindlestoke Homes"), kind="ta-hostel-family")
    ids = {"scheme": str(scheme), "premises": str(a_premises(scheme=scheme, valid_to=date(2026, 2, 1)))}
    before = [{by: ids[by], "until": "2026-01-31"}]
    body = asked(
        {"label": "mother", "accommodation_type": "prs-tenancy", "earlier": before}, venue="12 Thistlequay Rd"
    )
    assert told(organiser, body) == {"venue": [HOME]}


@pytest.mark.parametrize("venue", ["Zephyrwyke", "the Zephyrwyke refuge", "Zephyrwike, Room 2"])
def test_a_confidential_place_is_no_venue_of_anybodys_meeting(
    organiser: FlaskClient, in_app: Flask, venue: str
) -> None:
    a_refuge("Zephyrwyke Refuge")
    assert told(organiser, asked(venue=venue)) == {"venue": [HOME]}


def test_a_scheme_that_is_suppressed_is_compared_with_nothing(organiser: FlaskClient, in_app: Flask) -> None:
    a_refuge("Zephyrwyke Refuge", suppressed=True)
    assert organiser.post(API, json=asked(venue="Zephyrwyke Library")).status_code == 200
    assert organiser.post(API, json=asked(venue="Zephyrwyke")).status_code == 200


def test_homes_that_nobody_asked_about_are_no_matter(organiser: FlaskClient, hostel: str) -> None:
    """So that no venue tells which addresses are held."""
    body = asked({"label": "father", "address": "3 Merrythought Lane, CM1 1AB"}, venue="12 Thistlequay Road")
    assert organiser.post(API, json=body).status_code == 200


@pytest.mark.parametrize(
    ("venue", "outcome"), [("twelve Thistlequay Rd", "refused"), ("Civic Centre", "passed")]
)
def test_that_a_venue_was_compared_is_put_down_and_the_venue_is_not(
    organiser: FlaskClient, hostel: str, db_session: Session, venue: str, outcome: str
) -> None:
    organiser.post(API, json=asked(venue=venue))
    entry = (
        db_session.query(AuditEntry).filter_by(action="check-venue").order_by(AuditEntry.seq.desc()).first()
    )
    assert entry is not None
    assert entry.outcome == outcome
    assert hostel in str(entry.seen)
    assert venue not in str([vars(entry) for entry in db_session.query(AuditEntry)])


Limited = Callable[..., Flask]


@pytest.fixture
def limited(app: Flask) -> Iterator[Limited]:
    """The same directory, with limits."""
    made: list[Flask] = []

    def limited(**limits: Any) -> Flask:
        made.append(create_app(replace(equipment_of(app).settings, **limits)))
        return made[-1]

    yield limited
    for each in made:
        with each.app_context():
            db.engine.dispose()


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_venue_counts_as_a_look_up(limited: Limited) -> None:
    client = client_of(limited(lookups_per_minute=10), Role.ORGANISER)
    assert client.post(API, json=asked()).headers["RateLimit"].startswith('"lookups";r=9;')
    assert (
        client.post(API, json=asked(venue="Civic Centre")).headers["RateLimit"].startswith('"lookups";r=7;')
    )


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_whoever_tries_venue_after_venue_in_one_street_is_slowed(limited: Limited) -> None:
    client = client_of(limited(numbers_per_street=5), Role.ORGANISER)
    body = asked({"label": "mother", "accommodation_type": "prs-tenancy"})
    answers = [client.post(API, json={**body, "venue": f"{door} Merrythought Lane"}) for door in range(1, 12)]
    assert [answer.status_code for answer in answers[:5]] == [200] * 5
    assert answers[-1].status_code == 429


@pytest.mark.parametrize(
    ("fault", "person"),
    [
        (
            "address",
            {"address": "Ruby (4) lives at 12 Kirkgate, dad was arrested and had been violent, CM1 1AA"},
        ),
        ("address", {"address": "12 Kirkgate CM1 1AA, Ruby NHS 943 476 5919"}),
        ("postcode", {"address": "12 Kirkgate", "postcode": "Ruby's mum lives at CM1 1AA"}),
        ("postcode", {"address": "12 Kirkgate", "postcode": "Ruby Kirk"}),
    ],
)
@pytest.mark.parametrize("earlier", [False, True])
def test_a_note_is_no_address_and_is_said_to_be_none(
    organiser: FlaskClient, fault: str, person: dict[str, Any], earlier: bool
) -> None:
    people = {"label": "mother", **person}
    if earlier:
        people = {**MOTHER, "earlier": [person]}
    answer = organiser.post(API, json=asked(people))
    assert answer.status_code == 422
    place = "people.0.earlier.0" if earlier else "people.0"
    ((field, (message,)),) = answer.get_json()["errors"]["json"].items()
    assert field == f"{place}.{fault}"
    assert message.startswith("This is not a")
    for word in ("Ruby", "Kirk", "943"):
        assert word not in answer.text


@pytest.mark.parametrize(
    ("field", "body"),
    [
        ("people.0.label", asked({**MOTHER, "label": "mother, kirkgate"})),
        ("people.0.label", asked({**MOTHER, "label": "child ruby"})),
        ("people.0.label", asked({**MOTHER, "label": "child (4)"})),
        ("people.0.label", asked({**MOTHER, "label": "moth\u200ber"})),
        ("people.1.label", asked(MOTHER, {**MOTHER, "label": "Mother"})),
        ("people.1.label", asked(MOTHER, {**MOTHER, "label": "\uff4dother"})),
        ("format_words", asked(format="remote", format_reason="other", format_words="ruby kirkgate is ill")),
    ],
)
def test_a_label_and_a_reason_are_of_known_words(
    organiser: FlaskClient, field: str, body: dict[str, Any]
) -> None:
    answer = organiser.post(API, json=body)
    assert answer.status_code == 422
    assert [*answer.get_json()["errors"]["json"]] == [field]
    assert "kirkgate" not in answer.text
    assert "ruby" not in answer.text


def test_a_label_comes_back_in_plain_letters(organiser: FlaskClient) -> None:
    answer = organiser.post(API, json=asked({**MOTHER, "label": " child\u00a0\uff21 "}))
    assert answer.get_json()["lists"][0]["people"][0]["label"] == "child A"


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_word_of_a_councils_own_that_is_a_place_stops_the_start(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "wordings.yaml").write_text("rows:\n  ours: {use: beside, words: [chelmsford]}\n")
    equipped = Equipment(replace(equipment_of(app).settings, reference_dir=tmp_path))
    with pytest.raises(BadReference, match="'chelmsford' is a council's area"):
        equipped.read_references()
