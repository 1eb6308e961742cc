"""Asking for schemes over HTTP."""

import pytest

from directory.rules.permissions import Role
from tests.conftest import ClientAs

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("child_sex=male", "child_sex"),
        ("child_age=15&child_sex=boy", "child_sex"),
        ("child_age=26", "child_age"),
        ("child_age=-1", "child_age"),
        ("child_age=fifteen", "child_age"),
    ],
)
def test_a_child_that_cannot_be_asked_for_is_refused(client_as: ClientAs, query: str, field: str) -> None:
    answer = client_as(Role.PRACTITIONER).get(f"/api/v1/schemes?{query}")
    assert (answer.status_code, list(answer.get_json()["errors"]["query"])) == (422, [field])
