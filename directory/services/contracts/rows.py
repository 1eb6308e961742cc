"""The register as one row a version, with its schemes and its promises each in one text.

Hundreds of thousands of rows would take longer to fetch than to judge, so the database puts them together.
"""

from collections.abc import Collection
from functools import lru_cache, reduce
from typing import Any, Final
from uuid import UUID

from sqlalchemy import String, case, cast, func, literal, select, true

from directory.model import Contract, ContractScheme, ContractTerm, ContractVersion, Provider, Scheme
from directory.rules.assurance import Promise
from directory.services.reading import table

#: Stands for words that are there and not remembered.
_WORDS: Final = "…"
#: Control characters, which no text that is kept holds.
_BETWEEN, _BETWEEN_PARTS = "\x1e", "\x1f"
#: As many kinds of promise as are kept in mind, whatever is read anew; a register has a few thousand.
_KINDS: Final = 50_000

_K, _V, _C, _T = (table(model).c for model in (Contract, ContractVersion, ContractScheme, ContractTerm))
_P, _S = table(Provider).c, table(Scheme).c


def schemes_in(text: str | None, visible: dict[str, UUID]) -> tuple[UUID, ...]:
    """The schemes of a version that somebody may know of."""
    return tuple(sorted(visible[each] for each in text.split(_BETWEEN) if each in visible)) if text else ()


def promises_in(text: str | None) -> tuple[Promise, ...]:
    """The promises of a version without their words; those that are alike are one object."""
    return tuple(map(_promise_of, text.split(_BETWEEN))) if text else ()


@lru_cache(maxsize=_KINDS)
def _promise_of(text: str) -> Promise:
    # A quantity has so few figures (loading/contract_columns.py) that its text is exact.
    term, measure, quantity, unit, concerns, clause = text.split(_BETWEEN_PARTS)
    return Promise(
        term=term,
        measure=measure or None,
        quantity=float(quantity) if quantity else None,
        unit=unit or None,  # type: ignore[arg-type]  # the database holds no other
        concerns=concerns,  # type: ignore[arg-type]
        clause_text=clause or None,
    )


def _or_empty(column: Any) -> Any:
    return func.coalesce(cast(column, String), "")


_PARTS = (
    _T.term,
    _or_empty(_T.measure),
    _or_empty(_T.quantity),
    _or_empty(_T.unit),
    _T.concerns,
    case((_T.clause_number.is_not(None) | _T.clause_text.is_not(None), _WORDS), else_=""),
)
_PROMISE = reduce(lambda before, part: before + literal(_BETWEEN_PARTS) + part, _PARTS)


def versions_of(councils: Collection[str] | None = None, terms: Collection[str] | None = None) -> Any:
    """Every version with its contract's reference, in the order in which they were put down.

    councils: only of contracts that are, or have been, theirs.  terms: only promises of these.
    """
    theirs = (
        true()
        if councils is None
        else _V.contract_id.in_(select(_V.contract_id).where(_V.commissioner_gss.in_(councils)))
    )
    mine = select(_V.contract_id).where(theirs)
    promised = _together(_T, _PROMISE, mine if councils is not None else None, terms)
    covered = _together(_C, cast(_C.scheme_id, String), mine if councils is not None else None)
    return (
        select(*_V, _K.reference, promised.c.texts.label("promised"), covered.c.texts.label("covered"))
        .join(table(Contract), _K.id == _V.contract_id)
        .outerjoin(promised, _with(promised))
        .outerjoin(covered, _with(covered))
        .where(theirs)
        .order_by(_V.contract_id, _V.number)
    )


def _together(c: Any, text: Any, contracts: Any, terms: Collection[str] | None = None) -> Any:
    """The rows of each version, as one text."""
    statement = select(c.contract_id, c.number, func.aggregate_strings(text, _BETWEEN).label("texts"))
    if contracts is not None:
        statement = statement.where(c.contract_id.in_(contracts))
    if terms is not None:
        statement = statement.where(c.term.in_(terms))
    return statement.group_by(c.contract_id, c.number).subquery()


def _with(parts: Any) -> Any:
    return (_V.contract_id == parts.c.contract_id) & (_V.number == parts.c.number)


#: The schemes that a contract covers and that are not suppressed; `key` as `VERSIONS` has it.
SCHEMES = select(_S.id, cast(_S.id, String).label("key"), _S.name, _S.accommodation_type).where(
    _S.id.in_(select(_C.scheme_id)), _S.suppressed.is_(False)
)

#: The providers that a version of a contract names.
PROVIDERS = select(_P.id, _P.name).where(_P.id.in_(select(_V.provider_id)))
