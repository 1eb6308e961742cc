"""Contracts: what a council has agreed with a provider, from which day on."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from directory.errors import Invalid
from directory.model import AuthorityRecord, Contract, Provider, Scheme
from directory.rules.disclosure import Owner, may_change
from directory.services import versions
from directory.services.editing.noun import Draft, Get, Link, Noun, authority_named, check_period
from directory.services.editing.terms import read_terms
from directory.services.loading.columns import Columns
from directory.services.loading.contract_columns import CHANGE, FACTS
from directory.services.promises import in_order


class Contracts(Noun):
    """A contract is its commissioner's; its provider may read it.

    Each change is one more version, which holds from a day on (`starts_on`, today unless given).
    """

    word = "contract"
    model = Contract
    links = (
        Link(
            field="commissioner",
            column="commissioner_gss",
            model=AuthorityRecord,
            word="council",
            required=True,
            owner="authority",
        ),
        Link(field="provider_id", column="provider_id", model=Provider, word="provider", required=True),
    )
    own = ("title", "valid_from", "valid_to")

    def columns(self, today: date) -> Columns:
        return (*FACTS, *CHANGE)

    def owner(self, session: Session, get: Get) -> Owner:
        return Owner(authorities=(get("commissioner_gss"),))

    def named(self, draft: Draft, link: Link, key: Any) -> Any:
        if link.owner != "authority":
            return super().named(draft, link, key)
        council = authority_named(draft, key)
        mine = council is not None and may_change(draft.by, Owner(authorities=(council.gss,)))
        return council if mine else None

    def is_there(self, session: Session, row: Any) -> bool:
        return row.removed_on is None

    def keep_removed(self, session: Session, row: Any, today: date) -> bool:
        """What was put down today was told by no day's end, and goes altogether."""
        held = versions.said(session, row.id)
        if all(each.recorded_on >= today for each in held):
            return False
        versions.keep(session, row.id, [versions.removed(held, today)])
        row.removed_on = today
        session.flush()
        return True

    def read_parts(self, draft: Draft, hidden: str) -> None:
        if "schemes" in draft.given:
            draft.values["schemes"] = _schemes(draft)
        if "terms" in draft.given:
            terms = read_terms(draft.given["terms"], draft.faults)
            draft.values["terms"] = terms if draft.faults else in_order(terms)

    def settle(self, draft: Draft) -> None:
        check_period(draft)
        if draft.values.get("subcontractors"):
            draft.values["subcontractors"] = ";".join(draft.values["subcontractors"])
        if not draft.faults:
            draft.values["versions"] = _added(draft)

    def write_parts(self, draft: Draft, row: Any) -> None:
        versions.keep(draft.session, row.id, draft.values["versions"])

    def parts(self, session: Session, row: Any) -> Mapping[str, Any]:
        held = versions.said(session, row.id)
        if not held:
            return {}
        last = held[-1]
        schemes = last.schemes - versions.hidden_among(session, last.schemes)
        return {
            "number": last.number,
            "facts": dict(last.facts),
            "schemes": sorted(map(str, schemes)),
            "terms": [dict(each) for each in last.terms],
        }


def _schemes(draft: Draft) -> frozenset[UUID]:
    """The schemes named. Those held that nobody may know of stay: whoever edits has not seen them."""
    named: frozenset[UUID] = frozenset(draft.given["schemes"])
    for place, key in enumerate(draft.given["schemes"]):
        scheme = draft.session.get(Scheme, key)
        if scheme is None or scheme.suppressed:
            draft.faults[f"schemes.{place}"] = "names no scheme that you may name here"
    if draft.row is None:
        return named
    held = versions.said(draft.session, draft.row.id)
    return named | versions.hidden_among(draft.session, held[-1].schemes)


def _added(draft: Draft) -> list[versions.Said]:
    values = draft.values
    given = {name: values[name] for name in versions.FACTS if name in values}
    schemes, terms = values.get("schemes"), values.get("terms")
    if draft.row is None:
        facts = dict.fromkeys(versions.FACTS) | given
        return versions.first(facts, schemes or frozenset(), terms or [], draft.today)
    starts_on = values.get("starts_on") or draft.today
    added = versions.from_day_on(
        versions.said(draft.session, draft.row.id),
        given,
        schemes,
        terms,
        starts_on,
        values.get("kind") or "upkeep",
        draft.today,
    )
    if told := versions.reversed_in(added):
        raise Invalid(told, "valid_to")
    return added
