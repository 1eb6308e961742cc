"""Load folders for tests: a row says only what matters, the rest is filled in."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

Row = Mapping[str, object]

TODAY = date(2026, 11, 23)

#: A postcode of Chelmsford, of Colchester and of Basildon; all exist.
CHELMSFORD, COLCHESTER, BASILDON = "CM1 1AA", "CO1 1AA", "SS14 1AA"


def a_provider(identity: str = "P1", **cells: object) -> Row:
    return {"id": identity, "name": f"Brindlestoke Homes {identity}", **cells}


def a_scheme(identity: str = "S1", **cells: object) -> Row:
    return {
        "id": identity,
        "provider_id": "P1",
        "name": f"Sprocket House {identity}",
        "accommodation_type": "ta-hostel-family",
        **cells,
    }


def a_refuge(identity: str = "R1", **cells: object) -> Row:
    return a_scheme(identity, **{"accommodation_type": "da-refuge", **cells})


def a_premises(identity: str = "A1", **cells: object) -> Row:
    return {
        "id": identity,
        "scheme_id": "S1",
        "number": "12",
        "street": "Thistlequay Road",
        "town": "Chelmsford",
        "postcode": CHELMSFORD,
        **cells,
    }


def a_support(**cells: object) -> Row:
    return {"scheme_id": "S1", "support_type": "key-work", "offered": "yes", **cells}


def a_contact(identity: str = "C1", **cells: object) -> Row:
    owner = {} if {"scheme_id", "authority"} & cells.keys() else {"provider_id": "P1"}
    return {"id": identity, **owner, "role": "provider-dsl", **cells}


def write(folder: Path, **files: Sequence[Row]) -> Path:
    """`folder` with one CSV file for each keyword that has rows; the columns are those that any row fills."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in files.items():
        if not rows:
            continue
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)
    return folder


def small(folder: Path, **files: Sequence[Row]) -> Path:
    """A folder with one row of each kind, save for the files given."""
    rows: dict[str, Sequence[Row]] = {
        "providers": [a_provider()],
        "schemes": [a_scheme()],
        "premises": [a_premises()],
        "support": [a_support()],
        "contacts": [a_contact()],
    }
    return write(folder, **(rows | files))
