"""Contracts of a folder, with their terms, put down as versions when the last row has been seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import insert, update

from directory.model import ContractScheme, ContractTerm, ContractVersion
from directory.rules.versions import REMOVAL
from directory.services.loading.identities import identities
from directory.services.loading.report import Tally
from directory.services.loading.shapes import CONTRACTS, Record
from directory.services.promises import in_order
from directory.services.versions import (
    Row,
    Said,
    anew,
    first,
    from_day_on,
    hidden_among,
    reversed_in,
    rows,
    said_of,
)

if TYPE_CHECKING:
    from directory.services.loading.desk import Desk

#: Contracts settled together.
_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class Agreed:
    """A row of contracts.csv; ids are those of the database."""

    row: int
    facts: Mapping[str, Any]
    schemes: frozenset[UUID]
    starts_on: date | None
    kind: str | None


@dataclass(slots=True)
class Agreements:
    """What the folder says of contracts, by their references: rows of one file, and terms of the other."""

    agreed: dict[str, Agreed] = field(default_factory=dict)
    terms: dict[str, list[Row]] = field(default_factory=dict)


def settle(desk: Desk, tallies: Mapping[str, Tally]) -> None:
    """Put down what is new of the contracts: one version more for each that now says something else.

    A contract whose terms no file names keeps them.
    """
    found = desk.agreements
    references = [*dict.fromkeys((*found.agreed, *found.terms))]
    fresh = identities(len(references))
    for start in range(0, len(references), _TOGETHER):
        part = references[start : start + _TOGETHER]
        held = desk.store.identities(CONTRACTS, part)
        before = said_of(desk.store.connection, [UUID(key) for key in held.values()])
        added: list[tuple[str, str, list[Said]]] = []
        changed: list[tuple[str, str, list[Said]]] = []
        for reference in part:
            key = held.get(reference)
            versions = _versions(desk, reference, before[UUID(key)] if key else [])
            _count(tallies, found, reference, is_new=key is None, moves=bool(versions))
            if versions:
                (changed if key else added).append((key or next(fresh), reference, versions))
        if desk.writes:
            _write(desk, added, changed)


def _versions(desk: Desk, reference: str, before: list[Said]) -> list[Said]:
    agreed = desk.agreements.agreed.get(reference)
    named = desk.agreements.terms.get(reference)
    terms = None if named is None else in_order(named)
    if not before:
        assert agreed is not None  # terms alone are of a contract that the directory has
        return first(agreed.facts, agreed.schemes, terms or [], desk.today)
    if before[-1].kind == REMOVAL:
        assert agreed is not None  # as above
        return anew(before, agreed.facts, agreed.schemes, terms or [], desk.today)
    schemes = None
    if agreed is not None:
        schemes = agreed.schemes | hidden_among(desk.store.connection, before[-1].schemes)
    added = from_day_on(
        before,
        agreed.facts if agreed else {},
        schemes,
        terms,
        (agreed and agreed.starts_on) or desk.today,
        (agreed and agreed.kind) or "upkeep",
        desk.today,
    )
    if agreed is not None and (told := reversed_in(added)):
        desk.faults.add("contracts.csv", agreed.row, "valid_to", told)
    return added


def _count(
    tallies: Mapping[str, Tally], found: Agreements, reference: str, *, is_new: bool, moves: bool
) -> None:
    for name, count in (
        ("contracts.csv", int(reference in found.agreed)),
        ("contract_terms.csv", len(found.terms.get(reference, ()))),
    ):
        if count and is_new:
            tallies[name].added += count
        elif count and moves:
            tallies[name].changed += count
        elif count:
            tallies[name].unchanged += count


def _write(
    desk: Desk, added: list[tuple[str, str, list[Said]]], changed: list[tuple[str, str, list[Said]]]
) -> None:
    desk.store.add(CONTRACTS, [_head(*each) for each in added])
    desk.store.change(CONTRACTS, [_head(*each) for each in changed])
    connection = desk.store.connection
    c = CONTRACTS.table.c
    again = [UUID(key) for key, *_ in changed]
    connection.execute(
        update(CONTRACTS.table).where(c.id.in_(again), c.removed_on.is_not(None)).values(removed_on=None)
    )
    parts = [rows(UUID(key), versions) for key, _, versions in (*added, *changed)]
    for place, model in enumerate((ContractVersion, ContractScheme, ContractTerm)):
        if together := [row for part in parts for row in part[place]]:
            connection.execute(insert(model), together)


def _head(key: str, reference: str, versions: list[Said]) -> Record:
    facts = versions[-1].facts
    return (
        key,
        reference,
        facts["provider_id"].hex,
        facts["commissioner_gss"],
        facts["title"],
        facts["valid_from"].isoformat(),
        facts["valid_to"].isoformat() if facts["valid_to"] else None,
    )


def days_in(facts: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Facts as the database has them: days as days, lists as one text."""
    for name, value in facts.items():
        if name in ("valid_from", "valid_to", "review_on"):
            yield name, date.fromisoformat(value) if value else None
        elif name == "subcontractors":
            yield name, ";".join(value) if value else None
        else:
            yield name, value
