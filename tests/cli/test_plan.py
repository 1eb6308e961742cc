"""The command line's plan: the same answer as the API's, in words."""

import json
import uuid
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from tests.factories import CHELMSFORD, a_contact, a_premises, a_provider, a_refuge, a_scheme

AT = ("--meeting", "icpc", "--at", "2026-12-15T10:00")
HOSTEL = "12 Thistlequay Road, CM1 1AA"


def plan(app: Flask, *options: str, told: str | None = None) -> Result:
    return app.test_cli_runner().invoke(args=["directory", "plan", *AT, *options], input=told)


@pytest.fixture
def hostel(in_app: Flask) -> uuid.UUID:
    provider = a_provider("Brindlestoke Homes")
    scheme = a_scheme(
        provider=provider, kind="family-supported-housing", support={"key-work": ("yes", "visiting")}
    )
    a_contact("support-worker", scheme=scheme, phone="01632 960111", hours="24/7")
    return a_premises(scheme=scheme)


def test_it_says_whom_to_invite_why_and_how(app: Flask, hostel: uuid.UUID) -> None:
    said = plan(app, "--person", f"mother and child: {HOSTEL}")
    assert said.exit_code == 0
    text = " ".join(said.stdout.split())
    assert "INITIAL CHILD PROTECTION CONFERENCE" in text
    assert "Required Allocated support worker/keyworker, Brindlestoke Homes; for mother and child" in text
    assert "01632 960111" in text
    assert "[R002: proposed, for local agreement, unverified]" in text
    assert "Attendance In person" in text
    assert "Gap The directory holds no contact for this role (Provider safeguarding lead)" in text
    assert "Thistlequay" not in text


def test_a_time_that_comes_twice_is_asked_for_again(app: Flask) -> None:
    said = plan(app, "--at", "2026-10-25T01:30", "--person", f"mother: {HOSTEL}")
    assert said.exit_code == 2
    assert "Say which: 2026-10-25T01:30+01:00 is the first" in " ".join(said.stderr.split())


def test_how_long_it_lasts_is_said_and_not_made_up(app: Flask, hostel: uuid.UUID) -> None:
    person = ("--person", f"mother: {HOSTEL}")
    assert "Tuesday 15 December 2026, 10:00 to 11:30" in plan(app, *person, "--minutes", "90").stdout
    assert "Tuesday 15 December 2026, 10:00\n" in plan(app, *person).stdout
    assert json.loads(plan(app, *person, "--minutes", "90", "--json").stdout)["ends_at"] == (
        "2026-12-15T11:30:00+00:00"
    )
    assert json.loads(plan(app, *person, "--json").stdout)["ends_at"] is None


def test_people_are_read_from_standard_input(app: Flask, hostel: uuid.UUID) -> None:
    said = plan(app, "--json", told=f"mother: {HOSTEL}\n\nfather: 9 Nowhere Road, SS1 1AA\n")
    found: dict[str, Any] = json.loads(said.stdout)
    assert found["lists"][0]["for"] == ["mother", "father"]


def test_it_is_what_the_service_answers(app: Flask, hostel: uuid.UUID, client_as: Any) -> None:
    body = {
        "meeting_type": "icpc",
        "starts_at": "2026-12-15T10:00:00+00:00",
        "people": [{"label": "mother", "address": HOSTEL}],
    }
    answer = client_as("organiser").post("/api/v1/meeting-plans", json=body).get_json()
    printed = json.loads(plan(app, "--person", f"mother: {HOSTEL}", "--json").stdout)
    assert printed == answer


def test_several_lists_are_told_apart_and_a_refuge_has_no_place(app: Flask, hostel: uuid.UUID) -> None:
    refuge = a_refuge(council=CHELMSFORD)
    said = plan(app, "--person", f"father: {HOSTEL}", "--scheme", f"mother: {refuge}")
    assert "WHO TO INVITE: VICTIM'S SIDE (mother)" in said.stdout
    assert "WHO TO INVITE: SIDE OF FATHER (father)" in said.stdout
    assert "Chelmsford" not in said.stdout.split("SIDE OF FATHER")[0]


def test_what_is_special_about_somebody_is_put_to_them(app: Flask, hostel: uuid.UUID) -> None:
    people = ("--person", f"father: {HOSTEL}", "--kind", "mother: da-refuge")
    refused = plan(app, *people, "--circumstance", "pregnant")
    assert refused.exit_code != 0
    assert "Say of whom" in refused.stderr
    said = plan(app, *people, "--circumstance", "mother: pregnant", "--json")
    whose = {each["slug"]: each["for"] for each in json.loads(said.stdout)["circumstances"]}
    assert whose["pregnant"] == ["mother"]


def test_what_has_to_be_picked_ends_with_3_and_can_be_named(app: Flask, hostel: uuid.UUID) -> None:
    a_premises("Flat 2, 12 Thistlequay Road")
    said = plan(app, "--person", f"mother: {HOSTEL}")
    assert said.exit_code == 3
    assert str(hostel) in said.stdout
    assert plan(app, "--premises", f"mother: {hostel}").exit_code == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--person", "somebody"), "LABEL:ADDRESS"),
        (
            ("--scheme", "mother: refuge"),
            "people.0.scheme (This takes an id as answers of this service have it",
        ),
        (("--person", f"mother: {HOSTEL}", "--format", "remote"), "unless there is a reason"),
        (("--person", f"NHS 943 476 5919: {HOSTEL}"), "looks like an NHS number"),
        (("--kind", "mother: castle"), "no such kind of place"),
        (("--kind", "mother: da-refuge", "--circumstance", "father:nrpf"), "of somebody of whom nobody said"),
        (("--kind", "mother: da-refuge", "--circumstance", "mother:rain"), "no such circumstance"),
    ],
)
def test_what_is_wrong_is_said(app: Flask, options: tuple[str, ...], words: str) -> None:
    said = plan(app, *options)
    assert said.exit_code in (1, 2)
    assert words in " ".join(said.stderr.split())


def test_nobody_is_dropped_whose_label_is_given_twice(app: Flask, hostel: uuid.UUID) -> None:
    homes = (
        "--person",
        "father: 12 Nowhere Lane, CM1 1AA",
        "--person",
        "father: 8 Merrythought Lane, CM1 1AA",
    )
    result = plan(app, *homes)
    assert result.exit_code == 2
    assert "given twice" in result.stderr
    assert "Nowhere" not in result.output


def test_whoever_is_piped_in_is_planned_for_beside_those_of_the_options(
    app: Flask, hostel: uuid.UUID
) -> None:
    options = ("--kind", "mother:prs-tenancy", "--side", "mother:victim")
    result = plan(app, *options, told="father: 12 Thistlequay Road, CM1 1AA\n")
    assert result.exit_code == 0, result.output
    assert "VICTIM'S SIDE (MOTHER)" in result.output.upper()
    assert "SIDE OF FATHER (FATHER)" in result.output.upper()
