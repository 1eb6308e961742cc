"""Terms of contracts between the table and the rules."""

from collections.abc import Iterable, Mapping
from typing import Any

from directory.equipment import equipment
from directory.errors import Invalid
from directory.rules.assurance import Promise

#: One term, by the columns of its table.
Given = dict[str, Any]


def promise_of(row: Mapping[str, Any]) -> Promise:
    """A term, by the columns of its table, as the rules take it.

    Raises:
        Invalid: it says too little, or what cannot be.
    """
    return Promise(
        term=row["term"],
        measure=row["measure"],
        quantity=row["quantity"],
        unit=row["unit"],
        concerns=row["concerns"],
        clause_number=row["clause_number"],
        clause_text=row["clause_text"],
        evidence=tuple(row["evidence"].split(";")) if row["evidence"] else (),
    )


def check_term(row: Given) -> dict[str, str]:
    """What is wrong with a term whose cells are right each by itself, by column; it is made ready to keep."""
    row["concerns"] = row["concerns"] or _concerned(row["term"])
    row["evidence"] = ";".join(row["evidence"]) if row["evidence"] else None
    try:
        equipment().terms.check(promise_of(row))
    except Invalid as fault:
        return {fault.field or "term": fault.message}
    return {}


def in_order(rows: Iterable[Given]) -> list[Given]:
    """Terms in the order of the catalogue, and of their clauses where that is alike."""
    places = {slug: place for place, slug in enumerate(equipment().catalogue.contract_terms)}
    return sorted(rows, key=lambda row: places.get(row["term"], len(places)))


def _concerned(term: str) -> str:
    """Whom a term is about when nobody says: all whom it can be about."""
    return equipment().catalogue.contract_terms[term].concerns
