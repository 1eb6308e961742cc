"""Reports as of a past day stay what they were, whatever is put down afterwards."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.db import db
from directory.errors import NotFound
from directory.rules.engagement import Quarter
from directory.rules.permissions import SERVICE
from directory.services import contracts, editing, memory
from tests import databases
from tests.factories import ESSEX, a_contract, a_council, a_provider, some_attendances

FIRST = date(2025, 4, 1)
#: From here on changes are made, a day after the other.
EDITED = datetime(2026, 12, 1, 10, tzinfo=UTC)

_HOURS = st.fixed_dictionaries(
    {
        "term": st.just("capacity-hours"),
        "quantity": st.integers(0, 40),
        "unit": st.just("hours_per_month"),
        "clause_number": st.just("4.2"),
    }
)
_LEAD = st.just(
    {
        "term": "named-lead",
        "measure": "named-leads",
        "quantity": 1,
        "unit": "people",
        "clause_number": "4.1",
    }
)
_CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "terms": st.lists(st.one_of(_HOURS, _LEAD), max_size=3),
        "valid_to": st.one_of(st.none(), st.dates(date(2027, 1, 1), date(2029, 1, 1))),
        "owner": st.sampled_from([None, "housing.contracts@council.example", "safety@council.example"]),
        "title": st.sampled_from(["Support", "Support in hostels"]),
    },
)
#: What is changed, from which day on; None takes the contract out.
_EDITS = st.lists(st.one_of(st.tuples(_CHANGES, st.integers(0, 900)), st.none()), min_size=1, max_size=5).map(
    lambda edits: edits[: edits.index(None) + 1] if None in edits else edits
)


def _told(key: uuid.UUID, on: date, known_on: date) -> tuple[Any, ...]:
    return (
        contracts.gap_report(None, SERVICE, on, known_on),
        contracts.assurance(key, SERVICE, on, known_on, EDITED.date()),
        {
            name: value
            for name, value in contracts.contract(key, SERVICE, on, known_on).items()
            if name != "versions"
        },
    )


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=_EDITS, on=st.integers(0, 900))
def test_reports_of_the_past_are_unchanged_by_later_edits(
    in_app: Flask, edits: list[tuple[dict[str, Any], int] | None], on: int
) -> None:
    db.session.rollback()
    databases.empty(db.engine)
    memory.forget()
    a_council(ESSEX)
    provider = a_provider()
    key = a_contract(since=FIRST, provider=provider)
    some_attendances(provider, Quarter(2025, 1), 12)
    asked, before = FIRST + timedelta(on), EDITED.date() - timedelta(1)
    known = _told(key, asked, before)
    for day, edit in enumerate(edits):
        now = EDITED + timedelta(day)
        revision = editing.revision(editing.CONTRACTS, key) or ""
        yesterday = now.date() - timedelta(1)
        then_known = _told(key, asked, yesterday)
        if edit is None:
            editing.remove_record(editing.CONTRACTS, key, SERVICE, {revision}, now)
            with pytest.raises(NotFound):
                contracts.contract(key, SERVICE, asked, now.date())
            listed = contracts.find_contracts(contracts.Wanted(), SERVICE, asked, now.date())
            assert key not in [each["id"] for each in listed]
        else:
            given_, starts_on = edit[0], FIRST + timedelta(edit[1])
            untouched = starts_on > asked
            then = _told(key, asked, now.date()) if untouched else None
            editing.change_record(
                editing.CONTRACTS, key, {**given_, "starts_on": starts_on}, SERVICE, {revision}, now
            )
            if untouched:
                assert _told(key, asked, now.date()) == then
        # Somebody from housing is invited meanwhile.
        some_attendances(provider, Quarter.of(now.date()), 7, notice=day)
        # What was known before is what it was, and so is every day before a change begins.
        assert _told(key, asked, yesterday) == then_known
    assert _told(key, asked, before) == known
    versions = contracts.contract(key, SERVICE, asked, before)["versions"]
    assert [each["number"] for each in versions] == [1]
