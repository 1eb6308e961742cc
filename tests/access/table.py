"""The table of who may do what to which record, as it stands in matrix.csv: read, and never worked out.

A row is a route with its method and the state of the record that the request is about; `-` where it is about
none. A column is a reader. A cell is the status that reader is answered with.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

FILE = Path(__file__).parent / "matrix.csv"

#: Who asks. Scopes are the council of the records in tests/access/records.py, another, and their provider.
READERS = (
    "nobody",
    "practitioner",
    "organiser",
    "commissioner",
    "commissioner of the council",
    "commissioner of another council",
    "steward",
    "steward of the council",
    "steward of another council",
    "steward of the provider",
    "admin",
    "admin of the council",
)

ANYONE = "anyone"

#: The readers that are a role and no more, from the least to the most.
_BY_RANK = ("nobody", "practitioner", "organiser", "commissioner", "steward", "admin")

Row = tuple[str, str]


def read_table() -> dict[Row, dict[str, int]]:
    """The statuses by reader, for each row: (`GET /api/v1/schemes/<uuid:key>`, `suppressed`)."""
    with FILE.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        head = next(lines)
        assert head == ["route", "record", *READERS], head
        table: dict[Row, dict[str, int]] = {}
        for route, record, *cells in lines:
            assert (route, record) not in table, f"{route} stands there twice for '{record}'"
            table[route, record] = dict(zip(READERS, map(int, cells), strict=True))
    return table


def written(row: Row, statuses: dict[str, int]) -> str:
    """A row as it would stand in the file."""
    return ",".join([*row, *(str(statuses[reader]) for reader in READERS)])


def routes_of(app: Flask) -> Iterator[str]:
    """Every route of an application with each method it takes."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield f"{method} {rule.rule}"


TABLE = read_table() if FILE.exists() else {}


def is_refusal(route: str, status: int) -> bool:
    """Whether somebody was told that they may not. A page sends whoever has not signed in to do so."""
    return status in (401, 403) or (status == 303 and route.startswith("GET "))


def _least(route: str) -> str:
    rows = [cells for (each, _), cells in TABLE.items() if each == route]
    least = next(role for role in _BY_RANK if any(not is_refusal(route, cells[role]) for cells in rows))
    return ANYONE if least == "nobody" else least


#: The least role that may call each route, as the table has it.
LEAST = {route: _least(route) for route, _ in TABLE}
