"""The support of a scheme, as given whole in one list."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from directory.equipment import equipment
from directory.errors import Invalid
from directory.services.editing.values import read_value
from directory.services.loading.columns import support_columns

#: One kind of support, by the columns of its table.
Given = dict[str, Any]

#: What a request calls a column, where it has another name for it.
_CALLED = {"support_type": "type"}


def read_support(
    given: Sequence[Mapping[str, Any]], today: date, hidden: str, faults: dict[str, str]
) -> list[Given]:
    """The rows of a list of support. What is wrong goes to `faults`, as `support.0.level`."""
    found: list[Given] = []
    columns = [each for each in support_columns(equipment().catalogue, today) if each.name != "scheme_id"]
    named: set[str] = set()
    for number, one in enumerate(given):
        row: Given = {}
        for column in columns:
            name = _CALLED.get(column.name, column.name)
            try:
                row[column.name] = read_value(column, one.get(name), hidden)
                if column.required and row[column.name] is None:
                    raise Invalid("is needed")
            except Invalid as fault:
                faults[f"support.{number}.{name}"] = fault.message
        slug = row.get("support_type")
        if slug in named:
            faults[f"support.{number}.type"] = f"'{slug}' stands further up already"
        elif slug is not None:
            named.add(slug)
        found.append(row)
    return found
