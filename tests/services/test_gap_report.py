"""Every number of the gap report opens to clauses that are in the database, and adds up."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from directory.db import db
from directory.model import ContractTerm
from directory.rules.permissions import SERVICE
from directory.services import contracts, memory
from directory.services.contracts import Behind
from tests import databases
from tests.factories import CHELMSFORD, COLCHESTER, a_contract, a_provider, a_scheme

ON = date(2026, 12, 1)
STATUSES = ("met", "partly", "missing", "unclear")

_TERMS = st.lists(
    st.one_of(
        st.fixed_dictionaries(
            {
                "term": st.just("capacity-hours"),
                "quantity": st.sampled_from([0, 0.1, 20, 33.333333333]),
                "unit": st.sampled_from(["hours_per_month", "percent_fte"]),
                "concerns": st.sampled_from(["children", "adults", "both"]),
                "clause_number": st.sampled_from([None, "4.2"]),
            }
        ),
        st.fixed_dictionaries(
            {
                "term": st.sampled_from(["info-sharing", "subcontract", "policies"]),
                "clause_text": st.sampled_from([None, "The Provider does so."]),
            }
        ),
        st.fixed_dictionaries(
            {
                "term": st.just("meeting-attendance"),
                "quantity": st.integers(0, 100),
                "unit": st.just("percent"),
                "clause_number": st.just("6"),
            }
        ),
    ),
    max_size=6,
)
_CONTRACTS = st.lists(
    st.tuples(
        _TERMS,
        st.sampled_from([CHELMSFORD, COLCHESTER]),
        st.integers(0, 1),  # of which provider
        st.sets(st.integers(0, 1)),  # which schemes
        st.sampled_from([None, date(2027, 1, 31), date(2026, 11, 30)]),
    ),
    min_size=1,
    max_size=4,
)


def _behind(**wanted: Any) -> int:
    return contracts.findings(Behind(**wanted), SERVICE, ON, ON, 0, 1)[1]


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(held=_CONTRACTS)
def test_every_number_opens_to_as_many_findings_with_clauses_that_are_held(
    in_app: Flask, held: list[tuple[Any, ...]]
) -> None:
    db.session.rollback()
    databases.empty(db.engine)
    memory.forget()
    providers = [a_provider(), a_provider()]
    schemes = [a_scheme(provider=each) for each in providers]
    for terms, council, provider, covered, until in held:
        a_contract(
            provider=providers[provider],
            council=council,
            schemes=[schemes[each] for each in sorted(covered)],
            valid_to=until,
            terms=terms,
        )
    report = contracts.gap_report(None, SERVICE, ON, ON, size=100)
    assert (
        report["total"]
        == len(report["items"])
        == sum(1 for *_, until in held if until is None or until >= ON)
    )
    for status in STATUSES:
        assert _behind(status=status) == report["summary"][status]
        for name, key in (("by_provider", "provider"), ("by_authority", "authority"), ("by_term", "term")):
            for group in report[name]:
                wanted = group[key]["id"] if key == "provider" else group[key]
                assert _behind(status=status, **{key: wanted}) == group[status]
            assert sum(group[status] for group in report[name]) == report["summary"][status]
        for group in report["by_scheme"]:
            opened = {"scheme": group["scheme"]["id"]} if group["scheme"] else {"no_scheme": True}
            assert _behind(status=status, **opened) == group[status]
        for item in report["items"]:
            assert _behind(status=status, contract=item["id"]) == item["summary"][status]
        for audience, counted in report["by_audience"].items():
            assert _behind(status=status, audience=audience) == counted[status]
    clauses = {
        (row.contract_id, row.clause_number, row.clause_text)
        for row in db.session.scalars(select(ContractTerm))
    }
    for finding in _all():
        clause = finding["clause"]
        if finding["status"] == "met":
            assert clause is not None
        if clause is not None:
            assert (finding["contract"]["id"], clause["number"], clause["text"]) in clauses


def _all() -> list[dict[str, Any]]:
    return contracts.findings(Behind(), SERVICE, ON, date.max, 0, 10_000)[0]
