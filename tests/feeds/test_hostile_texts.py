"""Whatever a name, a note or a venue holds, it comes back from calendar and card, and brings nothing along.

Written with icalendar, read with vobject; and the other way about. `make soak` does it with 100,000 texts.
"""

import re

import icalendar
import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st

from directory.feeds import as_calendar, as_cards
from directory.feeds.lines import writable
from soak.feeds import NOW, NotTheSame, come_back, expected, plan_of, same_calendar, same_card, try_often

PIECES = st.sampled_from(
    ["\r\n", "\r", "\n ", "\x85", "\u2028", "\u2029", "\\", "\\N", "\\n", ";", ",", ":", '"', "^n", "\0"]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(), st.just("BEGIN:VEVENT")), max_size=8).map("".join)
ORDINARY = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]))


@given(TEXTS, TEXTS, TEXTS)
@example("\r\nATTENDEE:mailto:x@y.example", "C:\\News", "\ufeffRoom 2\u2028END:VEVENT")
@example("é" * 100, "\\" * 80, ";,:" * 40)
@example("", "", "")
def test_every_text_comes_back_and_brings_nothing_along(name: str, note: str, venue: str) -> None:
    come_back(name, note, venue)


@given(ORDINARY)
def test_a_text_without_breaks_and_controls_comes_back_as_it_was(text: str) -> None:
    assert expected(text) == writable(text) == text


@given(TEXTS)
def test_breaks_become_one_and_controls_are_left_out(text: str) -> None:
    assert writable(text) == expected(text)


@given(ORDINARY)
@example("BEGIN:VEVENT\\n;,")
def test_what_another_library_writes_of_the_same_is_read_as_the_same(text: str) -> None:
    """A writer that is not ours agrees on how a text is written."""
    calendar = vobject.iCalendar()
    calendar.add("vevent").add("location").value = text
    theirs = icalendar.Calendar.from_ical(calendar.serialize(validate=False)).events[0]
    ours = icalendar.Calendar.from_ical(as_calendar(plan_of("a", "b"), None, f"{text}.", NOW)).events[0]
    assert f"{theirs.get('location') or ''}." == str(ours["location"])


@given(TEXTS)
def test_cards_are_read_by_their_writer_as_by_the_other(text: str) -> None:
    written = as_cards(plan_of("Acorn", text))
    again = icalendar.Component.from_ical(written.decode())
    (read,) = vobject.readComponents(written.decode())
    assert {*map(str.lower, again)} == {*read.contents}


@given(TEXTS)
def test_a_mailbox_brings_nothing_along(text: str) -> None:
    plan = plan_of("Acorn", "note")
    plan["lists"][0]["invitees"][0]["contact"]["channels"] = [{"kind": "email", "value": f"a{text}"}]
    (calendar,) = vobject.readComponents(as_calendar(plan, None, "Room 2", NOW, f"b{text}@x").decode())
    event = calendar.vevent
    assert len(event.contents["attendee"]) == len(event.contents["organizer"]) == 1
    assert re.fullmatch(r"mailto:[\w@%+.~-]+", event.attendee.value)
    (card,) = vobject.readComponents(as_cards(plan).decode())
    assert card.email.value == expected(f"a{text}").replace("\n", " ")


def test_many_hostile_texts_come_back() -> None:
    assert max(try_often(300, seed=7)) == 900


def test_the_trial_notices_what_does_not_come_back() -> None:
    plan = plan_of("Acorn", "note")
    written = as_calendar(plan, None, "Room 2", NOW)
    same_calendar(written, "Acorn", "note", "Room 2")
    for wrong in (
        written.replace(b"Room 2", b"Room 3"),
        written.replace(b"LOCATION:", b"ATTACH:https://x.example\r\nLOCATION:"),
        written.replace(b"LOCATION:", b"LOCATION:Room 1\r\nLOCATION:"),
        written.replace(b"LOCATION:Room 2", b"LOCATION:" + b"R" * 80),
    ):
        with pytest.raises(NotTheSame):
            same_calendar(wrong, "Acorn", "note", "Room 2")
    cards = as_cards(plan)
    same_card(cards, "Acorn", "note")
    with pytest.raises(NotTheSame):
        same_card(cards.replace(b"NOTE:", b"ADR:;;12 High Street;;;;\r\nNOTE:"), "Acorn", "note")
