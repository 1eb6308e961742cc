"""Putting down what a contract says from a day on: one more version, and none is ever changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.model import ContractScheme, ContractTerm, ContractVersion, Scheme
from directory.rules.versions import timeline

#: Columns of a version that say something of the contract.
FACTS = (
    *("provider_id", "commissioner_gss", "title", "valid_from", "valid_to"),
    *("review_on", "owner", "notice_id", "subcontractors"),
)
TERM = (
    *("term", "measure", "quantity", "unit", "concerns"),
    *("clause_number", "clause_text", "evidence"),
)


@dataclass(frozen=True, slots=True)
class Said:
    """All that a contract says from `starts_on` on. `facts` and each of `terms` are by column."""

    number: int
    kind: str
    starts_on: date
    recorded_on: date
    facts: Mapping[str, Any]
    schemes: frozenset[UUID]
    terms: Sequence[Mapping[str, Any]]

    def same(self, other: "Said") -> bool:
        """Whether both say the same."""
        return (self.facts, self.schemes, self.terms) == (other.facts, other.schemes, other.terms)


def said(session: Session, contract: UUID) -> list[Said]:
    """Every version of a contract, in the order in which they were put down."""
    versions = select(ContractVersion).where(ContractVersion.contract_id == contract)
    schemes = session.execute(
        select(ContractScheme.number, ContractScheme.scheme_id).where(ContractScheme.contract_id == contract)
    ).all()
    terms = session.scalars(
        select(ContractTerm).where(ContractTerm.contract_id == contract).order_by(ContractTerm.position)
    ).all()
    return [
        Said(
            row.number,
            row.kind,
            row.starts_on,
            row.recorded_on,
            {name: getattr(row, name) for name in FACTS},
            frozenset(scheme for number, scheme in schemes if number == row.number),
            [{name: getattr(each, name) for name in TERM} for each in terms if each.number == row.number],
        )
        for row in session.scalars(versions.order_by(ContractVersion.number))
    ]


def first(
    facts: Mapping[str, Any], schemes: frozenset[UUID], terms: Sequence[Mapping[str, Any]], today: date
) -> list[Said]:
    """The version that a new contract begins with."""
    return [Said(1, "original", facts["valid_from"], today, facts, schemes, terms)]


def from_day_on(
    versions: Sequence[Said],
    given: Mapping[str, Any],
    schemes: frozenset[UUID] | None,
    terms: Sequence[Mapping[str, Any]] | None,
    starts_on: date,
    kind: str,
    today: date,
) -> list[Said]:
    """The versions to add so that from `starts_on` on the contract says what is given, too.

    Versions that begin later are put down again with it, so that an extension agreed on already stays one.
    Empty when all of it is said already.
    """
    line = timeline(versions)
    before = [each for each in line if each.starts_on <= starts_on]
    base = before[-1] if before else line[0]
    later = [each for each in line if each.starts_on > starts_on]
    number, added = versions[-1].number, []
    for old in (replace(base, starts_on=starts_on, kind=kind), *later):
        number += 1
        new = replace(
            old,
            number=number,
            recorded_on=today,
            facts={**old.facts, **given},
            schemes=old.schemes if schemes is None else schemes,
            terms=old.terms if terms is None else terms,
        )
        added.append(new)
    held = (base, *later)
    alike = all(new.same(old) for new, old in zip(added, held, strict=True))
    return [] if alike else added


def keep(session: Session, contract: UUID, added: Sequence[Said]) -> None:
    """Put versions down."""
    for each in added:
        session.add(
            ContractVersion(
                contract_id=contract,
                number=each.number,
                kind=each.kind,
                starts_on=each.starts_on,
                recorded_on=each.recorded_on,
                **each.facts,
            )
        )
    session.flush()
    for each in added:
        for scheme in each.schemes:
            session.add(ContractScheme(contract_id=contract, number=each.number, scheme_id=scheme))
        for position, term in enumerate(each.terms):
            session.add(ContractTerm(contract_id=contract, number=each.number, position=position, **term))
    session.flush()


def hidden_among(session: Session, schemes: frozenset[UUID]) -> frozenset[UUID]:
    """Those of some schemes that nobody is to know of."""
    found = session.scalars(select(Scheme.id).where(Scheme.id.in_(schemes), Scheme.suppressed))
    return frozenset(found)
