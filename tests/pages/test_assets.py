"""The stylesheet and the icon: nothing that is GOV.UK's alone, nothing from elsewhere; small, and kept."""

import gzip
import re

import brotli
import pytest
from flask import Flask

from directory.pages.assets import asset_address, assets, stylesheet

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


def test_the_stylesheet_is_in_arial_and_without_crest_or_anything_from_elsewhere(app: Flask) -> None:
    sheet = stylesheet()
    assert "GDS Transport" not in sheet
    assert "@font-face" not in sheet
    assert "sourceMappingURL" not in sheet
    assert "@import" not in sheet
    assert "font-family:arial,sans-serif" in sheet
    assert re.findall(r"url\((?!\"?data:)", sheet) == []


def test_a_file_is_kept_for_a_year_under_the_address_of_its_contents_only(app: Flask) -> None:
    browser = app.test_client()
    kept = browser.get(asset_address("pages.css"))
    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    for address in ("/assets/pages.css", "/assets/pages.css?v=another"):
        answer = browser.get(address)
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.data == kept.data
        again = browser.get(address, headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("way", ["br", "gzip", None])
def test_a_file_is_packed_as_the_browser_unpacks(app: Flask, way: str | None) -> None:
    plain = app.test_client().get("/assets/pages.css").data
    headers = {"Accept-Encoding": way} if way else {}
    answer = app.test_client().get("/assets/pages.css", headers=headers)
    assert answer.headers.get("Content-Encoding") == way
    assert answer.headers["Vary"] == "Accept-Encoding"
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[way]
    assert unpack(answer.data) == plain
    assert way is None or len(answer.data) < 20_000


def test_there_is_no_other_file(app: Flask) -> None:
    assert set(assets()) == {"pages.css", "icon.svg"}
    for name in ("pages.js", "..%2fpages.css", "govuk-frontend-6.3.0.min.css"):
        assert app.test_client().get(f"/assets/{name}").status_code == 404
