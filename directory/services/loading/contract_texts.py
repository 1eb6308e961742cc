"""What contracts tell of a place that becomes confidential, in every version of them."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Select, select, union, update

from directory.db import Model
from directory.model import Contract, ContractScheme, ContractTerm, ContractVersion, Scheme
from directory.services.loading.telling import Tells
from directory.services.reading import table

#: What stands where a text was that cannot be left empty: a clause stays one, and reports stay as they were.
ERASED: Final = "(erased: it told a confidential place)"

#: The texts of contracts, by table, and what each becomes.
TEXTS: Final[Mapping[type[Model], Mapping[str, str | None]]] = {
    Contract: {"title": ERASED},
    ContractVersion: {"title": ERASED, "owner": None, "notice_id": None, "subcontractors": None},
    ContractTerm: {"clause_text": ERASED, "clause_number": ERASED, "evidence": ERASED},
}


def contracts_about(scheme: UUID) -> Select[tuple[UUID]]:
    """The ids of contracts that cover a scheme, or are its provider's, in any version of them."""
    v, s = table(ContractVersion).c, table(Scheme).c
    covering = select(table(ContractScheme).c.contract_id).where(table(ContractScheme).c.scheme_id == scheme)
    of_provider = select(v.contract_id).where(v.provider_id.in_(select(s.provider_id).where(s.id == scheme)))
    both = union(covering, of_provider).subquery()
    return select(both.c.contract_id)


def erased(model: type[Model], texts: Any, tells: Tells) -> dict[str, str | None]:
    """What the texts of a row, by column, become that tell the place; empty when none does."""
    return {name: becomes for name, becomes in TEXTS[model].items() if tells(texts[name])}


def empty_contract_texts(connection: Connection, scheme: UUID, tells: Tells, *, write: bool) -> int:
    """Erase each text of the contracts about a scheme that tells its place; how many there are."""
    count, about = 0, contracts_about(scheme)
    for model, keys in _KEYS.items():
        c = table(model).c
        wanted = select(*(c[name] for name in (*keys, *TEXTS[model]))).where(c[keys[0]].in_(about))
        for row in connection.execute(wanted).mappings().all():
            emptied = erased(model, row, tells)
            count += len(emptied)
            if emptied and write:
                this = [c[key] == row[key] for key in keys]
                connection.execute(update(model).where(*this).values(emptied))
    return count


_KEYS: Final[Mapping[type[Model], tuple[str, ...]]] = {
    Contract: ("id",),
    ContractVersion: ("contract_id", "number"),
    ContractTerm: ("contract_id", "number", "position"),
}
