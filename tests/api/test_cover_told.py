"""Practitioners see no contract, only that safeguarding cover is contracted, if the council lets them."""

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from flask import Flask

from directory.equipment import equipment
from directory.rules.authorities import CouncilSettings
from directory.rules.permissions import Role
from directory.services import memory
from tests.editors import API, an_editor, delete
from tests.factories import CHELMSFORD, COLCHESTER, a_contract, a_premises, a_provider, a_refuge, a_scheme

NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)
HOURS: dict[str, Any] = {
    "term": "capacity-hours",
    "quantity": 20,
    "unit": "hours_per_month",
    "clause_number": "4.2",
}
LEAD: dict[str, Any] = {"term": "named-lead", "quantity": 1, "unit": "people", "clause_number": "4.1"}
ASKED = {"address": "12 Thistlequay Road, CM1 1AA"}

Lets = Callable[..., None]


@pytest.fixture(autouse=True)
def that_day(in_app: Flask) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def lets(in_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Lets:
    """A council lets it be told where a contract of its own promises some terms."""

    def lets(gss: str, *terms: str) -> None:
        settings = {gss: CouncilSettings(gss, terms)}
        monkeypatch.setattr(equipment().authorities, "settings", settings)
        memory.forget()

    return lets


def a_home(provider: uuid.UUID) -> uuid.UUID:
    scheme = a_scheme("Sprocket House", provider=provider, council=CHELMSFORD)
    a_premises("12 Thistlequay Road", scheme=scheme)
    return scheme


def told(app: Flask, scheme: uuid.UUID, provider: uuid.UUID, role: str = "practitioner") -> list[str | None]:
    """What the look-up, the same in a batch, the scheme and the provider say."""
    client = an_editor(app, role=role)
    look_up = client.post(f"{API}/lookups", json=ASKED).get_json()
    batch = client.post(f"{API}/lookups/batch", json={"lookups": [ASKED]}).get_json()
    assert look_up["outcome"] == "found"
    return [
        look_up["matches"][0]["safeguarding_cover"],
        batch["items"][0]["answer"]["matches"][0]["safeguarding_cover"],
        client.get(f"{API}/schemes/{scheme}").get_json()["safeguarding_cover"],
        client.get(f"{API}/providers/{provider}").get_json()["safeguarding_cover"],
    ]


def test_nothing_is_told_unless_the_council_lets_it_be(app: Flask) -> None:
    provider = a_provider()
    scheme = a_home(provider)
    a_contract(provider=provider, council=CHELMSFORD, schemes=[scheme], terms=[HOURS])
    assert told(app, scheme, provider) == [None] * 4
    assert equipment().authorities.settings == {}


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_every_role_is_told_alike_that_cover_is_contracted(app: Flask, lets: Lets, role: str) -> None:
    provider = a_provider()
    scheme = a_home(provider)
    a_contract(provider=provider, council=CHELMSFORD, schemes=[scheme], terms=[HOURS])
    lets(CHELMSFORD, "capacity-hours")
    assert told(app, scheme, provider, role) == ["contracted"] * 4
    if role in ("practitioner", "organiser"):
        client = an_editor(app, role=role)
        assert client.get(f"{API}/contracts").status_code == 403


@pytest.mark.parametrize(
    ("facts", "asked", "scheme_told", "provider_told"),
    [
        ({"terms": [HOURS]}, ("capacity-hours",), "contracted", "contracted"),
        ({"terms": [HOURS], "whole": True}, ("capacity-hours",), "contracted", "contracted"),
        ({"terms": [HOURS], "council": COLCHESTER}, ("capacity-hours",), None, None),
        ({"terms": [HOURS]}, ("capacity-hours", "named-lead"), None, None),
        ({"terms": [HOURS, LEAD]}, ("capacity-hours", "named-lead"), "contracted", "contracted"),
        ({"terms": [{**HOURS, "quantity": 0}]}, ("capacity-hours",), None, None),
        ({"terms": [{**HOURS, "concerns": "adults"}]}, ("capacity-hours",), None, None),
        ({"terms": [HOURS], "valid_to": date(2026, 11, 30)}, ("capacity-hours",), None, None),
        ({"terms": [HOURS], "since": date(2026, 12, 2)}, ("capacity-hours",), None, None),
        ({"terms": [HOURS], "elsewhere": True}, ("capacity-hours",), None, "contracted"),
        ({"terms": [HOURS], "hidden": True}, ("capacity-hours",), None, None),
        ({"terms": [HOURS]}, (), None, None),
        ({"terms": [HOURS]}, ("no-longer-a-term",), None, None),
    ],
)
def test_a_contract_in_force_that_promises_what_the_council_asks_covers_its_schemes(
    app: Flask,
    lets: Lets,
    facts: dict[str, Any],
    asked: tuple[str, ...],
    scheme_told: str | None,
    provider_told: str | None,
) -> None:
    provider = a_provider()
    scheme = a_home(provider)
    given: dict[str, Any] = {"council": CHELMSFORD, **facts}
    covered = [scheme]
    if given.pop("whole", False):
        covered = []
    if given.pop("elsewhere", False):
        covered = [a_scheme("Hobnail Lodge", provider=provider)]
    if given.pop("hidden", False):
        covered = [a_scheme("Quenchlark House", provider=provider, suppressed=True)]
    a_contract(provider=provider, schemes=covered, **given)
    lets(CHELMSFORD, *asked)
    assert told(app, scheme, provider) == [scheme_told] * 3 + [provider_told]


def test_anothers_contract_covers_the_scheme_and_not_its_provider(app: Flask, lets: Lets) -> None:
    provider, other = a_provider(), a_provider("Mallowquay Trust")
    scheme = a_home(provider)
    a_contract(provider=other, council=CHELMSFORD, schemes=[scheme], terms=[HOURS])
    lets(CHELMSFORD, "capacity-hours")
    assert told(app, scheme, provider) == ["contracted"] * 3 + [None]


def test_a_contract_that_is_removed_or_over_on_the_day_asked_about_is_told_of_no_more(
    app: Flask, lets: Lets
) -> None:
    provider = a_provider()
    scheme = a_home(provider)
    contract = a_contract(
        provider=provider, council=CHELMSFORD, schemes=[scheme], terms=[HOURS], valid_to=date(2027, 3, 31)
    )
    lets(CHELMSFORD, "capacity-hours")
    client = an_editor(app, role="practitioner")

    def on(day: str) -> Any:
        return client.get(f"{API}/schemes/{scheme}?on={day}").get_json()["safeguarding_cover"]

    assert [on("2027-03-31"), on("2027-04-01")] == ["contracted", None]
    assert delete(an_editor(app), f"contracts/{contract}").status_code == 204
    assert on("2027-03-31") is None


def test_a_refuge_is_told_of_by_name_as_any_other(app: Flask, lets: Lets) -> None:
    provider = a_provider()
    refuge = a_refuge(provider=provider)
    a_contract(provider=provider, council=CHELMSFORD, schemes=[refuge], terms=[HOURS])
    lets(CHELMSFORD, "capacity-hours")
    client = an_editor(app, role="practitioner")
    assert client.get(f"{API}/schemes/{refuge}").get_json()["safeguarding_cover"] == "contracted"


@pytest.mark.parametrize(("allowed", "fields"), [(CHELMSFORD, {"safeguarding_cover"}), (COLCHESTER, set())])
def test_with_and_without_a_contract_nothing_else_of_an_answer_differs(
    app: Flask, lets: Lets, allowed: str, fields: set[str]
) -> None:
    """The twins of one directory: before and after a contract, whose council tells or does not."""
    provider = a_provider()
    scheme = a_home(provider)
    lets(allowed, "capacity-hours")
    client = an_editor(app, role="practitioner")
    paths = [f"{API}/schemes/{scheme}", f"{API}/providers/{provider}", f"{API}/schemes", f"{API}/providers"]

    def answers() -> list[Any]:
        memory.forget()
        found = [client.get(path).get_json() for path in paths]
        return [*found, client.post(f"{API}/lookups", json=ASKED).get_json()["matches"][0]]

    before = answers()
    a_contract(provider=provider, council=CHELMSFORD, schemes=[scheme], terms=[HOURS])
    differing = {
        name for then, now in zip(before, answers(), strict=True) for name in now if now[name] != then[name]
    }
    assert differing == fields
