"""Putting down what a contract says from a day on: one more version, and none is ever changed."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from directory.model import ContractScheme, ContractTerm, ContractVersion, Scheme
from directory.rules.versions import REMOVAL, timeline
from directory.services.reading import table

Row = dict[str, Any]

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
    return said_of(session.connection(), [contract])[contract]


def said_of(connection: Connection, contracts: Collection[UUID]) -> dict[UUID, list[Said]]:
    """The same of several contracts."""
    v, s, t = (table(model).c for model in (ContractVersion, ContractScheme, ContractTerm))
    schemes: dict[tuple[UUID, int], set[UUID]] = defaultdict(set)
    for row in connection.execute(select(*s).where(s.contract_id.in_(contracts))):
        schemes[row.contract_id, row.number].add(row.scheme_id)
    terms: dict[tuple[UUID, int], list[Mapping[str, Any]]] = defaultdict(list)
    for row in connection.execute(select(*t).where(t.contract_id.in_(contracts)).order_by(t.position)):
        terms[row.contract_id, row.number].append({name: getattr(row, name) for name in TERM})
    found: dict[UUID, list[Said]] = {contract: [] for contract in contracts}
    for row in connection.execute(select(*v).where(v.contract_id.in_(contracts)).order_by(v.number)):
        key = (row.contract_id, row.number)
        found[row.contract_id].append(
            Said(
                row.number,
                row.kind,
                row.starts_on,
                row.recorded_on,
                {name: getattr(row, name) for name in FACTS},
                frozenset(schemes.get(key, ())),
                terms.get(key, []),
            )
        )
    return found


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


def removed(versions: Sequence[Said], today: date) -> Said:
    """The version that says that there is no such contract, as far as is known from `today` on."""
    last = versions[-1]
    return Said(last.number + 1, REMOVAL, today, today, last.facts, frozenset(), [])


def anew(
    versions: Sequence[Said],
    facts: Mapping[str, Any],
    schemes: frozenset[UUID],
    terms: Sequence[Mapping[str, Any]],
    today: date,
) -> list[Said]:
    """The version that a contract which was removed begins with again."""
    [again] = first(facts, schemes, terms, today)
    return [replace(again, number=versions[-1].number + 1)]


def keep(session: Session, contract: UUID, added: Sequence[Said]) -> None:
    """Put versions down."""
    versions, *parts = rows(contract, added)
    session.add_all(ContractVersion(**row) for row in versions)
    session.flush()
    for model, each in zip((ContractScheme, ContractTerm), parts, strict=True):
        session.add_all(model(**row) for row in each)
    session.flush()


def rows(contract: UUID, added: Sequence[Said]) -> tuple[list[Row], list[Row], list[Row]]:
    """Versions as rows: of themselves, of the schemes they cover and of their terms."""
    keys = [{"contract_id": contract, "number": each.number} for each in added]
    return (
        [
            {
                **key,
                **each.facts,
                "kind": each.kind,
                "starts_on": each.starts_on,
                "recorded_on": each.recorded_on,
            }
            for key, each in zip(keys, added, strict=True)
        ],
        [
            {**key, "scheme_id": scheme}
            for key, each in zip(keys, added, strict=True)
            for scheme in sorted(each.schemes)
        ],
        [
            {**key, "position": position, **term}
            for key, each in zip(keys, added, strict=True)
            for position, term in enumerate(each.terms)
        ],
    )


def hidden_among(connection: Connection | Session, schemes: frozenset[UUID]) -> frozenset[UUID]:
    """Those of some schemes that nobody is to know of."""
    found = connection.scalars(select(Scheme.id).where(Scheme.id.in_(schemes), Scheme.suppressed))
    return frozenset(found)


def reversed_in(added: Sequence[Said]) -> str | None:
    """What to say of versions of which one would end before it begins; None when none does."""
    for each in added:
        first, last = each.facts["valid_from"], each.facts["valid_to"]
        if last is not None and last < first:
            return f"'{last}' is before valid_from, '{first}', in what holds from {each.starts_on}"
    return None
