"""What the API's description says of who may ask: how one says who one is, and of which routes."""

import re
from typing import Any

import pytest
from flask import Flask

from tests.access.table import ANYONE, LEAST

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


@pytest.fixture
def described(app: Flask) -> dict[str, Any]:
    found: dict[str, Any] = app.test_client().get("/api/v1/openapi.json").get_json()
    return found


def test_one_says_who_one_is_by_a_token_or_a_session(described: dict[str, Any]) -> None:
    ways = described["components"]["securitySchemes"]
    said = ways["session"].pop("description")
    assert ways == {
        "bearer": {"type": "http", "scheme": "bearer"},
        "session": {"type": "apiKey", "in": "cookie", "name": "directory"},
    }
    assert "the header X-CSRF-Token, with what GET /api/v1/me gives" in said


def test_why_one_asks_is_one_of_a_few_words(described: dict[str, Any]) -> None:
    purpose = described["components"]["parameters"]["purpose"]
    assert (purpose["in"], purpose["name"]) == ("header", "Directory-Purpose")
    assert "audit log" in purpose["description"]
    words = ["enquiry", "meeting", "placement", "contract", "upkeep", "test"]
    assert purpose["schema"] == {"type": "string", "enum": words}


def test_a_route_says_who_may_ask_unless_everybody_may(described: dict[str, Any]) -> None:
    tried = 0
    for row, least in LEAST.items():
        method, _, address = row.partition(" ")
        path = described["paths"].get(re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", address))
        if path is None:  # a page, or the description itself
            continue
        operation = path[method.lower()]
        answers, known = operation["responses"], least != ANYONE
        assert operation.get("security") == ([{"bearer": []}, {"session": []}] if known else None), row
        purpose = {"$ref": "#/components/parameters/purpose"}
        assert (purpose in operation.get("parameters", [])) is known, row
        for status, name in (("401", "UNAUTHORIZED"), ("403", "FORBIDDEN")):
            told = {"$ref": f"#/components/responses/{name}"} if known else None
            assert answers.get(status) == told, row
        assert "200" in answers or "201" in answers or "204" in answers, row
        tried += known
    assert tried > 20
