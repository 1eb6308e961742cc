"""The files of a load folder, row by row, in the columns that docs/loading.md describes."""

import csv
from pathlib import Path
from typing import Any

Row = dict[str, Any]

COLUMNS = {
    "providers": (
        "id name kind trading_names former_names register registration_no successor_id phone email "
        "website valid_from valid_to"
    ),
    "schemes": (
        "id provider_id name accommodation_type authority placing_authorities age_from age_to "
        "sons_under daughters_under accessible referral hours capacity valid_from valid_to confirmed_on"
    ),
    "premises": (
        "id scheme_id sub_building building_name number street locality town postcode uprn covers "
        "latitude longitude valid_from valid_to"
    ),
    "support": "scheme_id support_type offered level hours_per_week hours who_for evidence_date",
    "contacts": (
        "id provider_id scheme_id authority role holder email phone hours out_of_hours covered_by "
        "vacant failing_since valid_from valid_to confirmed_on"
    ),
    "contracts": (
        "id commissioner provider_id title valid_from valid_to review_on owner notice_id subcontractors "
        "schemes"
    ),
    "contract_terms": ("contract_id term measure quantity unit concerns clause_number clause_text evidence"),
}
_PREFIX = {
    "providers": "provider",
    "schemes": "scheme",
    "premises": "premises",
    "contacts": "contact",
    "contracts": "contract",
}


class Folder:
    """Rows as they are made. Every id says that what it names is invented."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {name: [] for name in COLUMNS}

    def add(self, file: str, **cells: Any) -> str:
        """The id of a new row of `file`; what is not given stays empty, which means unknown."""
        rows = self.rows[file]
        row = dict.fromkeys(COLUMNS[file].split(), "")
        if file in _PREFIX:
            row["id"] = f"invented-{_PREFIX[file]}-{len(rows) + 1:04d}"
        unknown = cells.keys() - row.keys()
        if unknown:
            raise ValueError(f"{file}.csv has no column {', '.join(sorted(unknown))}")
        row.update({column: value for column, value in cells.items() if value is not None})
        rows.append(row)
        return str(row.get("id", ""))

    def change(self, file: str, identity: str, **cells: Any) -> None:
        """Fill further cells of a row that is there already."""
        row = next(row for row in self.rows[file] if row["id"] == identity)
        row.update(cells)

    def write(self, path: Path) -> None:
        """One CSV file for each kind of row."""
        path.mkdir(parents=True, exist_ok=True)
        for file, rows in self.rows.items():
            with (path / f"{file}.csv").open("w", encoding="utf-8", newline="") as out:
                writer = csv.DictWriter(out, COLUMNS[file].split(), lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
