"""Requests made up from the API's own description: no fault, no answer outside it, whoever asks."""

import uuid
from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from directory.rules.permissions import Role
from tests.conftest import ClientAs
from tests.editors import API
from tests.factories import (
    CHELMSFORD,
    ESSEX,
    a_contact,
    a_contract,
    a_council,
    a_premises,
    a_refuge,
    a_scheme,
)

CHECKS = [
    allow_header_conformance,
    not_a_server_error,
    content_type_conformance,
    status_code_conformance,
    response_schema_conformance,
]


@pytest.mark.parametrize("role", [None, *(role.value for role in Role)])
def test_made_up_requests_get_described_answers(app: Flask, client_as: ClientAs, role: str | None) -> None:
    client = client_as(role)
    held = _held(app)
    headers: dict[str, Any] = {}
    if role is not None:
        headers["Authorization"] = client.environ_base["HTTP_AUTHORIZATION"]
    operations: Any = schemathesis.openapi.from_wsgi(f"{API}/openapi.json", app).get_all_operations()
    for operation in operations:
        _try(operation.ok(), headers, client, held)


def _held(app: Flask) -> dict[str, uuid.UUID]:
    """Something to read and change, by the first part of its path."""
    with app.app_context():
        a_council(ESSEX)
        scheme = a_scheme(council=CHELMSFORD, support={"key-work": "yes"})
        a_refuge(council=ESSEX)
        return {
            "schemes": scheme,
            "premises": a_premises(scheme=scheme),
            "contacts": a_contact(scheme=scheme),
            "contracts": a_contract(),
        }


def _try(operation: Any, headers: dict[str, Any], client: FlaskClient, held: dict[str, uuid.UUID]) -> None:
    key = held.get(operation.path.removeprefix(f"{API}/").removeprefix("/").partition("/")[0])

    @settings(
        max_examples=25,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(), real=st.booleans())
    def ask(case: Any, real: bool) -> None:
        beside = dict(headers)
        if real and key is not None and "key" in (case.path_parameters or {}):
            case.path_parameters["key"] = str(key)
            read = client.get(f"{API}/{operation.path.removeprefix(API).strip('/').partition('/')[0]}/{key}")
            beside["If-Match"] = read.headers.get("ETag", "")
        case.call_and_validate(headers=beside, checks=CHECKS)

    ask()
