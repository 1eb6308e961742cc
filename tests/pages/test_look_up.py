"""Looking up on a page: the same answer as the API's, first of all whom to ring, and nothing of it kept."""

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from directory import demo
from directory.services import authorities, memory
from tests.conftest import ClientAs
from tests.factories import CHELMSFORD, a_contact, a_premises, a_provider, a_scheme

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)

#: In office hours, on a working day.
NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def one_moment() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def typed(browser: FlaskClient, **fields: str) -> TestResponse:
    token = str(browser.environ_base["HTTP_X_CSRF_TOKEN"])
    return browser.post("/look-up", data={"csrf_token": token, **fields})


def numbers(page: str) -> list[str]:
    """Every number and mailbox on a page that can be rung or written to, in its order."""
    return [html.unescape(each) for each in re.findall(r'href="(?:tel|mailto):[^"]*">([^<]*)<', page)]


def expected_numbers(found: dict[str, Any]) -> list[str]:
    """The same, as the API's answer has them."""
    told = []
    if found["outcome"] == "found":
        match = found["matches"][0]
        told += [channel["value"] for contact in match["contacts"] for channel in contact["channels"]]
        told += [match["provider"]["phone"]] if match["provider"]["phone"] else []
    most = 3 if found["outcome"] == "not_listed" else 1
    for function in ("housing", "children", "adults"):
        council = found["authorities"][function]
        for contact in (council or {"contacts": []})["contacts"][:most]:
            told += [channel["value"] for channel in contact["channels"]]
    return told


HEADINGS = {
    "found": ("Ring now", "Nobody to ring now"),
    "choose": ("Which address is it?", "Which scheme is it?"),
    "not_listed": ("This address is not listed",),
}


def support(page: str) -> dict[str, list[str]]:
    """The names of support on a page, by yes, no and ask."""
    groups = re.findall(r'app-support__group--(\w+)">(.*?)</section>', page, re.S)
    return {
        offered: [html.unescape(name) for name in re.findall(r"<li><strong>([^<]*)</strong>", listed)]
        for offered, listed in groups
    }


def test_page_and_api_give_the_same_answer(app: Flask, signed_in_as: ClientAs) -> None:
    with app.app_context():
        authorities.align()
        demo.load_sample(NOW.date())
        memory.forget()
    browser = signed_in_as("practitioner")
    outcomes = dict.fromkeys(HEADINGS, 0)
    for address in questions(browser):
        answer = browser.post("/api/v1/lookups", json={"address": address})
        page = typed(browser, address=address)
        assert page.status_code == answer.status_code, address
        found = answer.get_json()
        if answer.status_code == 422:
            assert 'id="address-error"' in page.text
            continue
        outcomes[found["outcome"]] += 1
        (heading,) = re.findall(r"<h1[^>]*>([^<]+)</h1>", page.text)
        assert heading in HEADINGS[found["outcome"]], address
        assert numbers(page.text) == expected_numbers(found), address
        notes = re.findall(r'app-note">([^<]*)<', page.text)
        assert [html.unescape(note) for note in notes] == found["notes"], address
        if found["outcome"] == "choose":
            offered = re.findall(r'name="premises" value="([^"]+)"', page.text)
            assert sorted(offered) == sorted(each["premises"]["id"] for each in found["matches"]), address
        if found["outcome"] == "found":
            scheme = found["matches"][0]["scheme"]
            told = support(page.text)
            for offered_as in ("yes", "no", "ask"):
                names = [each["name"] for each in scheme["support"] if each["offered"] == offered_as]
                assert told.get(offered_as, []) == names, address
    assert sum(outcomes.values()) > 250
    assert min(outcomes.values()) > 30, outcomes


def questions(browser: FlaskClient) -> Iterator[str]:
    """A few hundred addresses as people type them: right, without a part, misspelt, next door, elsewhere."""
    listed = browser.get("/api/v1/schemes?page_size=100").get_json()["items"]
    held = []
    for scheme in listed:
        held += browser.get(f"/api/v1/schemes/{scheme['id']}").get_json()["premises"][:2]
    for premises in held[:90]:
        address, postcode = premises["address"], premises["postcode"]
        yield address
        yield address.replace(f", {postcode}", "")
        yield f"{premises['number'] or ''} {premises['street'] or ''} {postcode}"
        yield f"{premises['street'] or premises['building_name']}, {postcode}"
        yield f"999 {premises['street'] or 'High Street'}, {postcode}"
    yield from (
        "CM1 1AA",
        "1 High Street, Belfast BT1 1AA",
        "LEEDS",
        "12",
        "x" * 1_001,
        "12 Kirkgate, LS1 1AA",
    )


def test_a_choice_is_in_natural_order_and_each_is_one_click(app: Flask, signed_in_as: ClientAs) -> None:
    with app.app_context():
        one, other = a_scheme("Sprocket House"), a_scheme("Hobnail Lodge")
        keys = {
            number: a_premises(
                f"Flat {number}, Oak House, 12 Thistlequay Road", scheme=one if number % 2 else other
            )
            for number in (10, 2, 1, 11)
        }
    browser = signed_in_as("practitioner")
    page = typed(browser, address="Oak House, 12 Thistlequay Road, CM1 1AA").text
    offered = re.findall(r'name="premises" value="([^"]+)">([^<]*)<', page)
    assert [text.partition(",")[0] for _, text in offered] == ["Flat 1", "Flat 2", "Flat 10", "Flat 11"]
    picked = typed(browser, premises=str(keys[10]))
    assert "Hobnail Lodge" in picked.text
    assert "You picked this" in picked.text


FIRST_NIGHT = {"since-day": "1", "since-month": "12", "since-year": "2026"}


def test_the_day_a_stay_began_has_time_limits_say_when_they_end(app: Flask, signed_in_as: ClientAs) -> None:
    with app.app_context():
        for kind in ("ta-bnb-shared", "foyer"):
            a_premises("12 Thistlequay Road", scheme=a_scheme(kind, kind=kind))
        a_premises(
            "14 Merrythought Lane", "CO1 1AA", scheme=a_scheme(kind="ta-bnb-shared"), town="Colchester"
        )
    browser = signed_in_as("practitioner")
    page = typed(browser, address="14 Merrythought Lane, CO1 1AA", **FIRST_NIGHT).text
    assert "<strong>11 January 2027</strong> is the last day." in page
    answer = browser.post(
        "/api/v1/lookups", json={"address": "14 Merrythought Lane, CO1 1AA", "since": "2026-12-01"}
    ).get_json()
    limits = answer["matches"][0]["scheme"]["accommodation_type"]["time_limits"]
    assert "2027-01-11" in [limit["ends_on"] for limit in limits]
    # The day goes along with whatever is picked out of several.
    choice = typed(browser, address="12 Thistlequay Road, CM1 1AA", **FIRST_NIGHT).text
    along = dict(re.findall(r'<input type="hidden" name="(since-\w+)" value="(\d+)">', choice))
    assert along == FIRST_NIGHT
    pages = [
        typed(browser, premises=key, **along).text
        for key in re.findall(r'name="premises" value="([^"]+)"', choice)
    ]
    assert ["11 January 2027" in each for each in pages].count(True) == 1
    assert ["No limit is known here that ends on a day" in each for each in pages].count(True) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"since-day": "31", "since-month": "2"},
        {"since-day": ""},
        {"since-year": "26"},
        {"since-year": "9999"},
        {"since-month": "June"},
        {"since-day": "1_0"},
        {"since-day": "٣"},
    ],
)
def test_what_is_no_day_is_said_and_nothing_typed_is_lost(
    app: Flask, signed_in_as: ClientAs, wrong: dict[str, str]
) -> None:
    given = FIRST_NIGHT | wrong
    answer = typed(signed_in_as("practitioner"), address="12 Thistlequay Road, CM1 1AA", **given)
    assert answer.status_code == 422
    assert answer.text.count("Enter the day on which the stay began as day, month and year") == 2
    assert "12 Thistlequay Road" in answer.text
    assert all(f'value="{value}"' in answer.text for value in given.values() if value)


def test_an_address_is_in_no_title_and_in_no_address_of_a_page(app: Flask, signed_in_as: ClientAs) -> None:
    with app.app_context():
        a_premises("12 Thistlequay Road")
    answer = typed(signed_in_as("practitioner"), address="12 Thistlequay Road, CM1 1AA")
    assert answer.status_code == 200
    assert "Location" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Thistlequay" not in re.findall(r"<title>.*</title>", answer.text)[0]
    assert not re.search(r'(?:href|action)="[^"]*(?i:thistlequay)', answer.text)


def test_the_first_number_is_large_and_says_how_far_to_trust_it(app: Flask, signed_in_as: ClientAs) -> None:
    with app.app_context():
        provider = a_provider(phone="01632 960999")
        scheme = a_scheme(provider=provider, council=CHELMSFORD)
        a_premises("12 Thistlequay Road", scheme=scheme)
        a_contact("support-worker", scheme=scheme, hours="Mo-Fr 09:00-17:00", confirmed_on=NOW.date())
        a_contact("provider-ooh", provider=provider, phone="07700 900123", hours="24/7", out_of_hours=True)
    page = typed(signed_in_as("practitioner"), address="12 Thistlequay Road, CM1 1AA").text
    large = re.findall(r'app-ring__number"><a[^>]*href="tel:(\d+)">([^<]*)<', page)
    assert large == [("01632960123", "01632 960123")]
    ring = page[page.index("app-ring") : page.index("If that fails")]
    assert "Confirmed lately" in ring
    assert "May be out of date" in page[page.index("If that fails") :]


def test_nobody_is_told_to_ring_where_nobody_answers(app: Flask, signed_in_as: ClientAs) -> None:
    with app.app_context():
        scheme = a_scheme()
        a_premises("12 Thistlequay Road", scheme=scheme)
    page = typed(signed_in_as("practitioner"), address="12 Thistlequay Road, CM1 1AA").text
    assert "Nobody to ring now" in page
    assert "No contact is held." in page
    assert "If it cannot wait, ring the council" in page
    assert "app-ring" not in page


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("", "Enter an address"),
        ("  \n ", "Enter an address"),
        ("x" * 1_001, "1,001 characters is more than an address has"),
        ("LEEDS", "No address was recognised"),
    ],
)
def test_what_cannot_be_looked_up_says_why_and_stands_in_the_box_again(
    app: Flask, signed_in_as: ClientAs, address: str, told: str
) -> None:
    answer = typed(signed_in_as("practitioner"), address=address)
    assert answer.status_code == 422
    assert answer.text.count(told) == 2, "in the summary and at the box"
    assert "<title>Error: " in answer.text
    assert address.strip() in answer.text


def test_off_england_the_page_says_so(app: Flask, signed_in_as: ClientAs) -> None:
    page = typed(signed_in_as("practitioner"), address="1 High Street, Belfast BT1 1AA").text
    assert "this is in Northern Ireland" in page


def test_a_field_that_is_not_on_the_form_is_refused(app: Flask, signed_in_as: ClientAs) -> None:
    browser = signed_in_as("practitioner")
    assert typed(browser, address="12 Thistlequay Road, CM1 1AA", uprn="1").status_code == 422
    assert typed(browser, premises="not an id").status_code == 422
    token = browser.environ_base["HTTP_X_CSRF_TOKEN"]
    twice = browser.post("/look-up", data={"csrf_token": token, "address": ["a", "b"]})
    assert twice.status_code == 422


def test_without_a_session_or_its_text_nothing_is_looked_up(app: Flask, signed_in_as: ClientAs) -> None:
    stranger = app.test_client()
    assert stranger.get("/look-up").headers["Location"] == "/sign-in?next=%2Flook-up"
    answer = stranger.post("/look-up", data={"address": "12 Thistlequay Road, CM1 1AA"})
    assert answer.status_code == 401
    assert 'href="/sign-in?next=%2Flook-up"' in answer.text
    browser = signed_in_as("practitioner")
    browser.environ_base.pop("HTTP_X_CSRF_TOKEN")
    assert browser.post("/look-up", data={"address": "12 Thistlequay Road"}).status_code in (400, 403)
