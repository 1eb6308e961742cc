"""The terms of a contract, as given whole in one list."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from directory.equipment import equipment
from directory.errors import Invalid
from directory.services.editing.values import read_value
from directory.services.loading.contract_columns import term_columns
from directory.services.promises import promise_of

#: One term, by the columns of its table.
Given = dict[str, Any]


def read_terms(given: Sequence[Mapping[str, Any]], faults: dict[str, str]) -> list[Given]:
    """The rows of a list of terms. What is wrong goes to `faults`, as `terms.0.unit`."""
    columns = [each for each in term_columns(equipment().catalogue) if each.name != "contract_id"]
    found: list[Given] = []
    for number, one in enumerate(given):
        row, wrong = {}, {}
        for column in columns:
            try:
                row[column.name] = read_value(column, one.get(column.name))
                if column.required and row[column.name] is None:
                    raise Invalid("is needed")
            except Invalid as fault:
                wrong[column.name] = fault.message
        if not wrong:
            wrong = check_term(row)
        faults.update({f"terms.{number}.{name}": message for name, message in wrong.items()})
        found.append(row)
    return found


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
