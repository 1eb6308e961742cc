"""People who edit, and what they send: clients with a scope, tags of records, bodies that are right."""

import uuid
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from directory.rules.permissions import Role, Scope
from directory.services import tokens
from tests.factories import CHELMSFORD, IN_CHELMSFORD

API = "/api/v1"

#: An id that was never given to anything.
NEVER = uuid.UUID("00000000-0000-4000-8000-000000000000")


def an_editor(app: Flask, scope: str | None = None, role: str = "steward") -> FlaskClient:
    """A client that asks as somebody new, who looks after `authority:…`, `provider:…` or everything."""
    client = app.test_client()
    with app.app_context():
        issued = tokens.issue(
            Role(role), "test", datetime.now(UTC), scope=Scope.parse(scope) if scope else None
        )
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {issued.text}"
    return client


def tag_of(client: FlaskClient, path: str) -> str:
    """The ETag of a record as it is now."""
    answer = client.get(f"{API}/{path}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.headers["ETag"]


def patch(client: FlaskClient, path: str, tag: str | None = None, **fields: Any) -> TestResponse:
    """Change a record, as whoever has just read it unless a tag is given."""
    if_match = {"If-Match": tag if tag is not None else tag_of(client, path)}
    return client.patch(f"{API}/{path}", json=fields, headers=if_match)


def delete(client: FlaskClient, path: str, tag: str | None = None) -> TestResponse:
    """Remove a record, as whoever has just read it unless a tag is given."""
    if_match = {"If-Match": tag if tag is not None else tag_of(client, path)}
    return client.delete(f"{API}/{path}", headers=if_match)


def post(client: FlaskClient, path: str, key: str | None = None, **fields: Any) -> TestResponse:
    """Add a record, with an Idempotency-Key if one is given."""
    headers = {"Idempotency-Key": key} if key is not None else {}
    return client.post(f"{API}/{path}", json=fields, headers=headers)


def scheme_body(provider: uuid.UUID, **fields: Any) -> dict[str, Any]:
    """A scheme in Chelmsford."""
    return {
        "provider_id": str(provider),
        "name": "Sprocket House",
        "accommodation_type": "ta-hostel-family",
        "authority": CHELMSFORD,
        **fields,
    }


def premises_body(scheme: uuid.UUID, **fields: Any) -> dict[str, Any]:
    """An address in Chelmsford."""
    return {
        "scheme_id": str(scheme),
        "number": "12",
        "street": "Thistlequay Road",
        "town": "Chelmsford",
        "postcode": IN_CHELMSFORD,
        **fields,
    }


def faults(answer: TestResponse) -> dict[str, list[str]]:
    """What is wrong, by field."""
    assert answer.status_code == 422, answer.get_data(as_text=True)
    found: dict[str, list[str]] = answer.get_json()["errors"]["json"]
    return found
