"""Finding accommodation on a page: what the API finds, what is not known apart, and no confidential place."""

import re
import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import ClientAs
from tests.factories import CHELMSFORD, COLCHESTER, a_contact, a_premises, a_provider, a_refuge, a_scheme

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


def found(browser: FlaskClient, **fields: str) -> TestResponse:
    token = str(browser.environ_base["HTTP_X_CSRF_TOKEN"])
    return browser.post("/find-accommodation", data={"csrf_token": token, **fields})


def listed(page: str) -> list[str]:
    return re.findall(r'app-result__name"><a[^>]*href="/schemes/([^"]+)"', page)


@pytest.fixture
def some(app: Flask) -> dict[str, uuid.UUID]:
    with app.app_context():
        provider = a_provider()
        near = a_scheme("Sprocket House", provider=provider, council=CHELMSFORD, support={"childcare": "yes"})
        a_premises("12 Thistlequay Road", scheme=near)
        asks = a_scheme("Hobnail Lodge", provider=provider, council=CHELMSFORD)
        a_premises("14 Thistlequay Road", scheme=asks)
        far = a_scheme(
            "Merrythought Court", council=COLCHESTER, support={"childcare": "no"}, accessible="yes"
        )
        a_premises("5 Merrythought Lane", "CO1 1AA", scheme=far, town="Colchester")
        a_contact("support-worker", scheme=near, hours="24/7")
        return {"near": near, "asks": asks, "far": far, "refuge": a_refuge(council=CHELMSFORD)}


@pytest.mark.parametrize(
    ("fields", "query"),
    [
        ({}, ""),
        ({"type": "ta-hostel-family"}, "type=ta-hostel-family"),
        ({"near": "CM1 1AA", "radius": "6"}, "near=CM1+1AA&radius_km=9.656"),
        ({"near": "CM1 1AA", "support": "childcare"}, "near=CM1+1AA&radius_km=9.656&support=childcare"),
        ({"accessible": "y"}, "accessible=true"),
        ({"authority": COLCHESTER}, f"authority={COLCHESTER}"),
        ({"child_age": "15", "child_sex": "male"}, "child_age=15&child_sex=male"),
        ({"q": "sprocket"}, "q=sprocket"),
        ({"support": "childcare", "page": "2"}, "support=childcare&page=2&page_size=20"),
    ],
)
def test_page_and_api_find_the_same(
    app: Flask,
    signed_in_as: ClientAs,
    some: dict[str, uuid.UUID],
    fields: dict[str, str],
    query: str,
) -> None:
    browser = signed_in_as("practitioner")
    answer = browser.get(f"/api/v1/schemes?{query}").get_json()
    page = found(browser, **fields)
    assert page.status_code == 200
    expected = [each["id"] for each in (*answer["items"], *answer["unknown"]["items"])]
    assert listed(page.text) == expected


def test_what_is_not_known_stands_apart_and_says_what(
    app: Flask, signed_in_as: ClientAs, some: dict[str, uuid.UUID]
) -> None:
    page = found(signed_in_as("practitioner"), support="childcare", near="CM1 1AA").text
    assert "1 scheme fits, and 1 may" in page
    fit, may = page.split("May fit: ask")
    assert "Sprocket House" in fit
    assert "Hobnail Lodge" in may
    assert "whether there is creche or childcare" in may


def test_the_map_is_drawn_here_and_has_no_confidential_place(
    app: Flask, signed_in_as: ClientAs, some: dict[str, uuid.UUID]
) -> None:
    browser = signed_in_as("practitioner")
    page = found(browser).text
    assert str(some["refuge"]) in listed(page)
    dots = re.findall(r'class="app-map__dot"><title>(\d+): ([^<]*)</title>', page)
    assert {name for _, name in dots} == {"Sprocket House", "Hobnail Lodge", "Merrythought Court"}
    names = re.findall(r'id="scheme-(\d+)".*?href="/schemes/[^"]+">([^<]*)<', page, re.S)
    assert set(dots) <= set(names)
    assert "<image" not in page
    assert "app-map" not in found(browser, type="da-refuge").text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"near": "Leeds"}, "Enter a postcode that is in use"),
        ({"near": "CM1 1ZZ"}, "Enter a postcode that is in use"),
        ({"child_age": "-1"}, "Enter an age in whole years"),
        ({"child_sex": "male"}, "Enter the age of the child, too"),
        ({"level": "visiting"}, "Choose a kind of support, too"),
        ({"type": "castle"}, "castle"),
        ({"page": "0"}, "Must be greater than or equal to 1"),
    ],
)
def test_what_cannot_be_asked_is_said_at_its_field_and_nothing_typed_is_lost(
    app: Flask, signed_in_as: ClientAs, fields: dict[str, str], told: str
) -> None:
    answer = found(signed_in_as("practitioner"), **fields, q="words to keep")
    assert answer.status_code == 422
    assert told in answer.text
    assert 'value="words to keep"' in answer.text
    assert "<title>Error: " in answer.text


def test_schemes_stand_side_by_side(app: Flask, signed_in_as: ClientAs, some: dict[str, uuid.UUID]) -> None:
    browser = signed_in_as("practitioner")
    keys = [some[name] for name in ("near", "asks", "refuge")]
    page = browser.get("/find-accommodation/compare?" + "&".join(f"scheme={key}" for key in keys))
    assert page.status_code == 200
    assert page.text.count('<th scope="col"') == 3
    assert "01632 960123" in page.text
    for wrong in ("", "scheme=x", "&".join(f"scheme={uuid.uuid4()}" for _ in range(4))):
        assert browser.get(f"/find-accommodation/compare?{wrong}").status_code == 422
    assert browser.get(f"/find-accommodation/compare?scheme={uuid.uuid4()}").status_code == 404


def test_a_scheme_has_a_page_and_a_refuge_has_one_without_an_address(
    app: Flask, signed_in_as: ClientAs, some: dict[str, uuid.UUID]
) -> None:
    browser = signed_in_as("practitioner")
    page = browser.get(f"/schemes/{some['near']}").text
    assert "12 Thistlequay Road" in page
    assert "01632 960123" in page
    refuge = browser.get(f"/schemes/{some['refuge']}").text
    assert "None is held here. A safe place never has one in this directory." in refuge


def test_a_type_s_guide_leads_to_schemes_of_it(app: Flask, signed_in_as: ClientAs) -> None:
    browser = signed_in_as("practitioner")
    assert 'href="/find-accommodation?type=da-refuge"' in browser.get("/types/da-refuge").text
    assert "/find-accommodation" not in app.test_client().get("/types/da-refuge").text
    page = browser.get("/find-accommodation?type=da-refuge").text
    assert '<option value="da-refuge" selected>' in page


def test_a_field_that_is_not_on_the_form_is_refused(app: Flask, signed_in_as: ClientAs) -> None:
    assert found(signed_in_as("practitioner"), provider="x").status_code == 422
