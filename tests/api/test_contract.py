"""Requests made up from the API's own description: no fault, no answer outside it, whoever asks."""

from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from directory.rules.permissions import Role
from tests.conftest import ClientAs

CHECKS = [
    allow_header_conformance,
    not_a_server_error,
    content_type_conformance,
    status_code_conformance,
    response_schema_conformance,
]


@pytest.mark.parametrize("role", [None, *(role.value for role in Role)])
def test_made_up_requests_get_described_answers(app: Flask, client_as: ClientAs, role: str | None) -> None:
    headers: dict[str, Any] = {}
    if role is not None:
        headers["Authorization"] = client_as(role).environ_base["HTTP_AUTHORIZATION"]
    operations: Any = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app).get_all_operations()
    for operation in operations:
        _try(operation.ok(), headers)


def _try(operation: Any, headers: dict[str, Any]) -> None:
    @settings(
        max_examples=25,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        case.call_and_validate(headers=headers, checks=CHECKS)

    ask()
