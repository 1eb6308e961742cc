"""The register as a process remembers it: every version of every contract, without the words of clauses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from directory.db import db
from directory.rules import assurance
from directory.rules.disclosure import may_read_contracts
from directory.rules.permissions import Reader
from directory.rules.versions import version_on
from directory.services.contracts.rows import PROVIDERS, SCHEMES, promises_in, schemes_in, versions_of
from directory.services.memory import Remembered


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
        found = connection.execute(SCHEMES).all()
        visible = {row.key: row.id for row in found}
        contracts = {
            key: _registered(key, [*rows], visible)
            for key, rows in groupby(connection.execute(versions_of()), attrgetter("contract_id"))
        }
        providers = {row.id: row.name for row in connection.execute(PROVIDERS)}
    return Register(contracts, providers, {row.id: (row.name, row.accommodation_type) for row in found})


_register: Remembered[Register] = Remembered(_read)


def _registered(key: UUID, rows: list[Any], visible: dict[str, UUID]) -> Registered:
    last = rows[-1]
    versions = tuple(_version_of(row, visible) for row in rows)
    return Registered(key, last.reference, last.commissioner_gss, last.provider_id, versions)


def _version_of(row: Any, visible: dict[str, UUID]) -> Version:
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
            schemes=schemes_in(row.covered, visible),
            owner=row.owner,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            promises=promises_in(row.promised),
        ),
    )
