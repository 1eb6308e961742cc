"""The guides: open to anyone, complete, and each statement says how well it is sourced."""

import html
import re

import pytest
from flask import Flask

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


def test_there_is_a_guide_to_every_type_without_signing_in(app: Flask) -> None:
    anyone = app.test_client()
    entries = anyone.get("/api/v1/accommodation-types?page_size=100").get_json()["items"]
    assert len(entries) >= 55
    index = anyone.get("/types").text
    for entry in entries:
        assert f'href="/types/{entry["slug"]}"' in index
        guide = anyone.get(f"/types/{entry['slug']}")
        assert guide.status_code == 200
        text = html.unescape(guide.text)
        for field in (
            "name",
            "description",
            "for_whom",
            "typical_support",
            "not_normally_provided",
            "regulator",
        ):
            assert entry[field] in text, entry["slug"]
        for part in (*entry["questions"], *(each["text"] for each in (*entry["facts"], *entry["duties"]))):
            assert part in text, entry["slug"]


STANDING = {"verified": "Checked", "secondary": "Second-hand", "unverified": "Not checked"}


def test_each_statement_says_how_well_it_is_sourced(app: Flask) -> None:
    anyone = app.test_client()
    for slug in ("ta-bnb-shared", "da-refuge", "mother-baby-unit"):
        entry = anyone.get(f"/api/v1/accommodation-types/{slug}").get_json()
        items = re.findall(r"<li>(.*?)</li>", anyone.get(f"/types/{slug}").text, re.S)
        for statement in (*entry["facts"], *entry["duties"]):
            (item,) = {
                each
                for each in items
                if html.escape(statement["text"], quote=False) in html.unescape(each)
                or statement["text"] in html.unescape(each)
            }
            assert f">{STANDING[statement['verification']]}</strong>" in item
            for source in statement["source"]:
                assert source["slug"] == "OWN" or source["title"] in html.unescape(item)


def test_what_nobody_has_checked_is_said_to_be_no_law(app: Flask) -> None:
    page = app.test_client().get("/types/da-refuge").text
    assert "Nobody has checked it against a source; it is not law." in page


def test_up_to_three_types_stand_side_by_side(app: Flask) -> None:
    anyone = app.test_client()
    page = anyone.get("/types/compare?type=da-refuge&type=da-dispersed&type=da-second-stage").text
    assert len(re.findall(r'<th scope="col"', page)) == 3
    rows = re.findall(r'<tr><th scope="row".*?</tr>', page, re.S)
    assert len(rows) > 15
    assert all(row.count("<td") == 3 for row in rows)
    assert anyone.get("/types/compare").status_code == 200
    assert anyone.get("/types/compare?type=&type=da-refuge&type=da-refuge").text.count('<th scope="col"') == 1


def test_more_than_three_or_one_that_there_is_not_are_refused(app: Flask) -> None:
    anyone = app.test_client()
    four = "type=da-refuge&type=da-dispersed&type=da-second-stage&type=foyer"
    assert anyone.get(f"/types/compare?{four}").status_code == 422
    assert anyone.get("/types/compare?type=no-such-thing").status_code == 404
    assert anyone.get("/types/no-such-thing").status_code == 404


def test_the_texts_it_all_rests_on_are_listed(app: Flask) -> None:
    anyone = app.test_client()
    page = html.unescape(anyone.get("/sources").text)
    entries = anyone.get("/api/v1/sources?page_size=100").get_json()["items"]
    assert entries
    assert [each["slug"] for each in entries if each["title"] not in page] == []
    assert "Contains National Statistics\ndata © Crown copyright" in page
