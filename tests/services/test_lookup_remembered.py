"""A look-up from memory: as right as from the database, and nothing kept that only somebody asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event

from directory.services import providers
from directory.services.lookup import candidates
from tests.factories import IN_CHELMSFORD, IN_SOUTHEND, a_contact, a_premises, a_provider, a_scheme
from tests.services.asking import NIGHT, NOW, OFFICE, READER, TODAY, ask

pytestmark = pytest.mark.usefixtures("in_app")

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@contextmanager
def queries(engine: Engine) -> Iterator[list[str]]:
    """The statements sent while it lasts."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def test_a_postcode_asked_about_again_needs_no_premises_from_the_database(engine: Engine) -> None:
    a_premises("12 Thistlequay Road")
    first = ask("12 Thistlequay Road CM1 1AA")
    with queries(engine) as sent:
        assert ask("12 Thistlequay Road CM1 1AA") == first
    assert [statement for statement in sent if "premises" in statement] == []


def test_a_postcode_at_which_nothing_is_held_is_not_remembered(engine: Engine) -> None:
    a_premises()
    for _ in range(2):
        with queries(engine) as sent:
            assert candidates.at_postcode(IN_SOUTHEND, TODAY) == []
        assert any("premises" in statement for statement in sent)


def test_a_day_asked_about_is_held_to_what_is_remembered() -> None:
    closed = a_scheme("Closed House", valid_to=YESTERDAY)
    a_premises("12 Thistlequay Road", scheme=closed)
    a_premises("14 Thistlequay Road", scheme=closed, valid_to=YESTERDAY - timedelta(days=1))
    opening = a_scheme("Opening House", valid_from=TOMORROW)
    a_premises("16 Thistlequay Road", scheme=opening, valid_from=TOMORROW)
    a_premises("18 Thistlequay Road", valid_from=TODAY, valid_to=TODAY)

    def numbers(on: Any) -> list[str | None]:
        return sorted((row.held.number for row in candidates.at_postcode(IN_CHELMSFORD, on)), key=str)

    assert numbers(TODAY) == ["18"]
    assert numbers(YESTERDAY) == ["12"]
    assert numbers(YESTERDAY - timedelta(days=1)) == ["12", "14"]
    assert numbers(TOMORROW) == ["16"]


def test_of_more_premises_than_are_compared_those_in_force_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "_MOST", 2)
    for number in (12, 14, 16):
        a_premises(f"{number} Thistlequay Road", valid_to=YESTERDAY)
    a_premises("18 Thistlequay Road")
    assert [row.held.number for row in candidates.at_postcode(IN_CHELMSFORD, TODAY)] == ["18"]


def test_contacts_stand_as_they_do_in_the_minute_asked_about() -> None:
    a_contact(provider=(provider := a_provider()), hours=OFFICE, confirmed_on=TODAY)
    a_premises(scheme=a_scheme(provider=provider))
    minutes = (NOW, NOW.replace(hour=8, minute=59, second=59), NOW.replace(hour=9), NIGHT, NOW)
    open_then = [
        ask("12 Thistlequay Road CM1 1AA", at=at)["matches"][0]["contacts"][0]["reachable_now"]
        for at in minutes
    ]
    assert open_then == [True, False, True, False, True]


def test_a_provider_asked_about_again_needs_nothing_from_the_database(engine: Engine) -> None:
    key = a_provider("Brindlestoke Homes", trading=["Brindle"], former=["Old Stoke", "New Stoke"])
    a_scheme(provider=key)
    first = providers.provider(key, NOW, READER)
    assert (first["trading_names"], first["former_names"]) == (["Brindle"], ["New Stoke", "Old Stoke"])
    assert first["schemes"] == 1
    with queries(engine) as sent:
        assert providers.provider(key, NOW, READER) == first
    others = ("directory_state", "audit_", "BEGIN", "SET LOCAL")
    assert [statement for statement in sent if not any(word in statement for word in others)] == []
