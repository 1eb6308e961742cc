"""The terms of a contract, as given whole in one list."""

from collections.abc import Mapping, Sequence
from typing import Any

from directory.equipment import equipment
from directory.errors import Invalid
from directory.services.editing.values import read_value
from directory.services.loading.contract_columns import term_columns
from directory.services.promises import Given, check_term


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
