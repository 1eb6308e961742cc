"""The register as a process remembers it: every version of every contract, without the words of clauses."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from directory.db import db
from directory.model import Contract, ContractScheme, ContractTerm, ContractVersion, Provider, Scheme
from directory.rules import assurance
from directory.rules.assurance import Promise
from directory.rules.disclosure import may_read_contracts
from directory.rules.permissions import Reader
from directory.rules.versions import version_on
from directory.services.memory import Remembered
from directory.services.reading import table

#: Stands for words that are there and not remembered.
_WORDS = "…"


@dataclass(frozen=True, slots=True)
class Version:
    """What a contract says from a day on. `promised` is as the rules take it, without words."""

    contract: UUID
    number: int
    kind: str
    starts_on: date
    recorded_on: date
    review_on: date | None
    notice_id: str | None
    subcontractors: tuple[str, ...]
    title: str
    promised: assurance.Contract


@dataclass(frozen=True, slots=True)
class Registered:
    """A contract by its id: whose it is as it stands, and its versions as they were put down."""

    id: UUID
    reference: str | None
    commissioner: str
    provider: UUID
    versions: tuple[Version, ...]

    def readable_by(self, reader: Reader) -> bool:
        """Whether `reader` may know of it."""
        return may_read_contracts(reader, self.commissioner, str(self.provider))


@dataclass(frozen=True, slots=True)
class Register:
    """All contracts, with the names of the providers and schemes they speak of. Hidden schemes have none."""

    contracts: dict[UUID, Registered]
    providers: dict[UUID, str]
    schemes: dict[UUID, tuple[str, str]]  # name and accommodation type

    def as_of(self, on: date, known_on: date, reader: Reader) -> Iterator[tuple[Registered, Version]]:
        """What each contract that `reader` may know of said on a day, as far as was known by a day."""
        for each in self.contracts.values():
            if each.readable_by(reader):
                version = version_on(each.versions, on, known_on)
                if version is not None:
                    yield each, version


def register() -> Register:
    """The register; a second old at the most."""
    return _register.get()


def _read(_version: int) -> Register:
    with db.engine.connect() as connection:
        ask = connection.execute
        promises = _promises(ask)
        schemes: dict[UUID, tuple[str, str]] = {
            row.id: (row.name, row.accommodation_type)
            for row in ask(
                select(_S.id, _S.name, _S.accommodation_type)
                .where(_S.id.in_(select(_C.scheme_id)))
                .where(_S.suppressed.is_(False))
            )
        }
        covered: dict[tuple[UUID, int], list[UUID]] = defaultdict(list)
        for row in ask(select(_C.contract_id, _C.number, _C.scheme_id).order_by(_C.scheme_id)):
            if row.scheme_id in schemes:
                covered[row.contract_id, row.number].append(row.scheme_id)
        versions: dict[UUID, list[Version]] = defaultdict(list)
        for row in ask(select(*_V).order_by(_V.contract_id, _V.number)):
            key = (row.contract_id, row.number)
            versions[row.contract_id].append(
                _version_of(row, tuple(covered.get(key, ())), tuple(promises.get(key, ())))
            )
        contracts = {
            row.id: Registered(
                row.id, row.reference, row.commissioner_gss, row.provider_id, tuple(versions[row.id])
            )
            for row in ask(select(_K.id, _K.reference, _K.commissioner_gss, _K.provider_id))
        }
        names = ask(select(_P.id, _P.name).where(_P.id.in_(select(_V.provider_id))))
        return Register(contracts, {row.id: row.name for row in names}, schemes)


_register: Remembered[Register] = Remembered(_read)

_K, _V, _C, _T = (table(model).c for model in (Contract, ContractVersion, ContractScheme, ContractTerm))
_P, _S = table(Provider).c, table(Scheme).c


def _promises(ask: Any) -> dict[tuple[UUID, int], list[Promise]]:
    """The promises of each version; those that are alike but for their words are one object."""
    found: dict[tuple[UUID, int], list[Promise]] = defaultdict(list)
    made: dict[tuple[Any, ...], Promise] = {}
    statement = select(
        _T.contract_id,
        _T.number,
        _T.term,
        _T.measure,
        _T.quantity,
        _T.unit,
        _T.concerns,
        (_T.clause_number.is_not(None) | _T.clause_text.is_not(None)).label("has_clause"),
    )
    for contract, number, *kind in ask(statement):
        known = made.get(tuple(kind))
        if known is None:
            term, measure, quantity, unit, concerns, has_clause = kind
            known = made[tuple(kind)] = Promise(
                term=term,
                measure=measure,
                quantity=quantity,
                unit=unit,
                concerns=concerns,
                clause_text=_WORDS if has_clause else None,
            )
        found[contract, number].append(known)
    return found


def _version_of(row: Any, schemes: tuple[UUID, ...], promises: tuple[Promise, ...]) -> Version:
    return Version(
        row.contract_id,
        row.number,
        row.kind,
        row.starts_on,
        row.recorded_on,
        row.review_on,
        row.notice_id,
        tuple(row.subcontractors.split(";")) if row.subcontractors else (),
        row.title,
        assurance.Contract(
            key=row.contract_id,
            provider=row.provider_id,
            authority=row.commissioner_gss,
            schemes=schemes,
            owner=row.owner,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            promises=promises,
        ),
    )
