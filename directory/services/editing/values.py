"""Values as they come in a request, read by the same rules as the cells of a file."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from directory.errors import Invalid
from directory.rules import private
from directory.services.loading import cells
from directory.services.loading.columns import Column

#: Texts in which nobody writes about a family: numbers, mostly, that a check digit may fit by chance.
_NOT_PROSE = frozenset({"number", "postcode", "registration_no"})
_SLUG = re.compile(r"[a-z_-]{1,60}")


def read_value(column: Column, value: object, hidden: str = "") -> Any:
    """What is to be kept of a value; None for what says nothing (null, an empty text or list).

    Where `hidden` says why, nothing of the value is repeated.

    Raises:
        Invalid: it cannot be used; its field is the column's name.
    """
    try:
        found = _read(column, value)
    except Invalid as fault:
        open_ = not hidden or (column.slug and isinstance(value, str) and _SLUG.fullmatch(value))
        said = fault.message if open_ else f"the value is not {column.expects}; {hidden}"
        raise Invalid(said, column.name) from None
    if column.name not in _NOT_PROSE:
        for text in found if isinstance(found, tuple) else (found,):
            if isinstance(text, str) and (column.longest is not None or isinstance(found, tuple)):
                private.refuse(text, column.name)
    return found


def _read(column: Column, value: object) -> Any:
    cell = cells.tidy(_as_cell(value))
    found = column.read(cell) if cell else None
    # The readers of files leave days as text.
    return date.fromisoformat(found) if isinstance(value, date) and found is not None else found


def _as_cell(value: object) -> str:
    """The value as it would stand in a file."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.10f}".rstrip("0").rstrip(".")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Sequence) and not isinstance(value, str):
        parts = [str(part) for part in value]
        if any(";" in part for part in parts):
            raise Invalid("holds a ';', which stands between the values of a list")
        return ";".join(parts)
    return str(value)
