"""What files of a plan hold, and above all what they do not."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from directory.errors import Invalid
from directory.feeds import as_calendar, as_cards, as_csv, as_text
from directory.rules.inert import as_it_was
from soak.feeds import expected
from tests.feeds.plans import CANARY, a_plan, invitee, two_lists

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def calendar(plan: Any, name: str | None = None) -> bytes:
    return as_calendar(plan, name, "Civic Centre, Room 2", NOW)


FORMS: list[Callable[..., bytes]] = [calendar, as_cards, as_csv, as_text]
each_form = pytest.mark.parametrize("form", FORMS, ids=["calendar", "cards", "csv", "text"])


@each_form
def test_nothing_of_a_plan_but_its_named_parts_is_in_a_file(form: Callable[..., bytes]) -> None:
    written = form(a_plan()).decode()
    assert CANARY.casefold() not in written.replace("\r\n ", "").casefold()
    assert "hotel-manager" not in written


@each_form
def test_a_file_holds_one_list(form: Callable[..., bytes]) -> None:
    mother, father = form(two_lists(), "mother and child").decode(), form(two_lists(), "father").decode()
    assert "960009" not in mother
    assert "housing-officer@" not in mother
    assert "support-worker@" not in father
    assert "mother" not in father


@each_form
@pytest.mark.parametrize(("name", "said"), [(None, "Say which"), ("uncle", "no list of that name")])
def test_of_two_lists_one_has_to_be_named(form: Callable[..., bytes], name: str | None, said: str) -> None:
    with pytest.raises(Invalid, match=said) as caught:
        form(two_lists(), name)
    assert caught.value.field == "list"
    assert "'mother and child' or 'father'" in caught.value.message


def test_a_calendar_invites_by_the_mailboxes_of_posts() -> None:
    event = vobject.readOne(calendar(a_plan()).decode()).vevent
    invited = {each.value: each.params["ROLE"] for each in event.contents["attendee"]}
    assert invited == {
        "mailto:support-worker@acorn.example": ["REQ-PARTICIPANT"],
        "mailto:lha-ta-manager@acorn.example": ["OPT-PARTICIPANT"],
    }


@pytest.mark.parametrize(
    "mailbox", ["testa.quaver@acorn.example", "t.quaver@acorn.example", "quaver-t@acorn.example"]
)
def test_a_mailbox_of_a_persons_own_is_not_in_a_calendar(mailbox: str) -> None:
    plan = a_plan()
    plan["lists"][0]["invitees"][0]["contact"] |= {
        "holder": "Testa Quaver",
        "channels": [{"kind": "email", "value": mailbox}],
    }
    assert "quaver" not in calendar(plan).decode().casefold()
    assert mailbox in as_text(plan).decode()


def test_a_calendar_says_when_where_and_what_to_bring_and_names_nobody() -> None:
    read = vobject.readOne(calendar(a_plan()).decode())
    event = read.vevent
    assert event.dtstart.value == datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
    assert event.dtstamp.value == NOW
    assert event.location.value == "Civic Centre, Room 2"
    assert event.summary.value == "Initial child protection conference"
    assert event.contents["class"][0].value == "PRIVATE"
    assert event.description.value.startswith(
        "Please come in person.\nPlease answer by Friday 27 November 2026, 12:00."
    )
    assert "- Written report" in event.description.value
    assert "mother" not in read.serialize().casefold()


def test_every_event_has_an_id_that_tells_nothing() -> None:
    first, second = (vobject.readOne(calendar(a_plan()).decode()).vevent.uid.value for _ in range(2))
    assert first != second
    assert len(first) == len(second) == 36


def test_a_request_has_an_organiser_who_gets_the_answers() -> None:
    read = vobject.readOne(as_calendar(a_plan(), None, None, NOW, "chair@council.example").decode())
    assert read.method.value == "REQUEST"
    assert read.vevent.organizer.value == "mailto:chair@council.example"
    assert "location" not in read.vevent.contents
    assert "method" not in vobject.readOne(calendar(a_plan()).decode()).contents


@pytest.mark.parametrize(
    ("attendance", "said"),
    [
        ("hybrid", "In person, or by video or telephone."),
        ("secure_call", "Secure call."),
        ("remote", "By video or telephone."),
        ("secure", "By a secure channel."),
    ],
)
def test_another_format_is_said_and_its_reason_is_not(attendance: str, said: str) -> None:
    reason = {"reason": "refuge-safety", "reason_name": "Safety of refuge staff"}
    plan = a_plan() | {"format": {"attendance": attendance, **reason}}
    assert vobject.readOne(calendar(plan).decode()).vevent.description.value.startswith(said)
    assert said in as_text(plan).decode()
    for file in (calendar(plan), as_text(plan), as_csv(plan), as_cards(plan)):
        assert b"refuge" not in file.lower()


def test_there_is_one_card_a_contact_and_no_place_on_any() -> None:
    plan = a_plan()
    plan["lists"][0]["invitees"].append(invitee("required", "support-worker", 1))
    cards = [*vobject.readComponents(as_cards(plan).decode())]
    assert [card.fn.value for card in cards] == [
        "Support worker, Acorn Housing",
        "Lha ta manager, Acorn Housing",
        "Housing commissioner, Acorn Housing",
        "Scheme manager",
    ]
    for card in cards:
        assert not {"adr", "geo", "label", "url", "x-"} & {*card.contents}
    assert cards[0].tel.value == "01632 960001"
    assert cards[0].note.value == "Hours: Mo-Fr 09:00-17:00\nConfirmed on 2026-10-01 (current)"


def test_a_sheet_has_a_row_for_each_invitee_and_each_gap() -> None:
    rows = [*csv.DictReader(io.StringIO(as_csv(a_plan()).decode("utf-8-sig")))]
    assert [row["role"] for row in rows] == [
        "Support worker",
        "Lha ta manager",
        "Housing commissioner",
        "Provider dsl",
    ]
    assert rows[0]["for"] == "mother and child"
    assert rows[0]["stands_in"] == "Scheme manager 01632 960002 scheme-manager@acorn.example"
    assert rows[3]["gap"] == "The post is vacant."
    assert rows[0]["verification"] == "unverified"


@given(st.text(), st.sampled_from(["", "=", "+", "-", "@", "\t", "\r", "＝"]))
def test_no_cell_is_a_formula_and_each_comes_back(text: str, start: str) -> None:
    plan = a_plan()
    plan["lists"][0]["invitees"][0]["organisation"]["name"] = name = start + text
    rows = [*csv.reader(io.StringIO(as_csv(plan).decode("utf-8-sig"), newline=""))]
    assert len(rows) == 5
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not any(
        cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝")) for row in rows for cell in row
    )
    assert as_it_was(rows[1][3]) == expected(name)


@given(st.text())
def test_nothing_in_a_plan_begins_a_line_of_a_mail(text: str) -> None:
    plan = a_plan()
    first = plan["lists"][0]["invitees"][0]
    before = len(as_text(plan).decode().splitlines())
    first["organisation"]["name"] = first["contact"]["holder"] = f"A{text}"
    assert len(as_text(plan).decode().splitlines()) == before


def test_a_mail_says_who_how_and_why() -> None:
    lines = as_text(a_plan()).decode().split("\r\n")
    assert lines[:3] == [
        "Initial child protection conference",
        "Wednesday 1 July 2026, 10:00",
        "Please come in person.",
    ]
    assert "* Support worker, Acorn Housing" in lines
    assert "  01632 960001, support-worker@acorn.example (current)" in lines
    assert "  Stands in: Scheme manager, 01632 960002, scheme-manager@acorn.example (current)" in lines
    assert "  Nobody: The post is vacant." in lines
    assert "  Because: Sees the family most. (protocol, unverified, OWN)" in lines
    assert lines.index("Must be invited") < lines.index("Should be invited") < lines.index("To be told only")
