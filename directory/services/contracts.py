"""Contracts, to those who may read them."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select

from directory.db import db
from directory.errors import NotFound
from directory.model import Contract, Provider
from directory.rules.disclosure import may_read_contracts
from directory.rules.permissions import Reader
from directory.services.looks import Look, record_look


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which contracts; None asks nothing. `ending_before` leaves out those without an end."""

    provider: uuid.UUID | None = None
    authority: str | None = None
    ending_before: date | None = None


def find_contracts(wanted: Wanted, reader: Reader) -> list[dict[str, Any]]:
    """The contracts that fit and that `reader` may read, by title."""
    statement = _CONTRACTS.order_by(Contract.title, Contract.id)
    if wanted.provider is not None:
        statement = statement.where(Contract.provider_id == wanted.provider)
    if wanted.authority is not None:
        statement = statement.where(Contract.commissioner_gss == wanted.authority)
    if wanted.ending_before is not None:
        statement = statement.where(Contract.valid_to < wanted.ending_before)
    record_look(reader, Look(action="list-contracts"))
    return [_shown(row) for row in db.session.execute(statement) if _may_read(reader, row)]


def contract(key: uuid.UUID, reader: Reader) -> dict[str, Any]:
    """One contract.

    Raises:
        NotFound: there is none, or none that `reader` may read.
    """
    row = db.session.execute(_CONTRACTS.where(Contract.id == key)).first()
    if row is None or not _may_read(reader, row):
        raise NotFound("There is no such contract.")
    record_look(reader, Look(action="see-contract", subject=("contracts", key)))
    return _shown(row)


_CONTRACTS: Select[*tuple[Any, ...]] = select(
    Contract.id,
    Contract.reference,
    Contract.provider_id,
    Provider.name.label("provider_name"),
    Contract.commissioner_gss,
    Contract.title,
    Contract.valid_from,
    Contract.valid_to,
).join(Provider, Provider.id == Contract.provider_id)


def _may_read(reader: Reader, row: Any) -> bool:
    return may_read_contracts(reader, row.commissioner_gss, str(row.provider_id))


def _shown(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "reference": row.reference,
        "title": row.title,
        "commissioner": row.commissioner_gss,
        "provider": {"id": row.provider_id, "name": row.provider_name},
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
    }
