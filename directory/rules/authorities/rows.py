"""Rows of a CSV file of the reference folder that remember where they stand."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from datetime import date
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Final, TypeVar, get_args

from directory.errors import BadReference
from directory.rules.authorities.records import Function, Tier, Verification
from directory.rules.reference_files import read_reference

_Word = TypeVar("_Word", bound=str)

_FUNCTIONS: Final[tuple[Function, ...]] = get_args(Function)
_TIERS: Final[tuple[Tier, ...]] = get_args(Tier)
_VERIFICATIONS: Final[tuple[Verification, ...]] = get_args(Verification)


class Row:
    """One row: its cells stripped of blanks at the ends, and the file and line to name in a fault."""

    def __init__(self, file: Path, line: int, cells: dict[str, str]) -> None:
        self._file, self._line, self._cells = file, line, cells

    def __getitem__(self, column: str) -> str:
        return self._cells[column]

    def fault(self, message: str) -> BadReference:
        """What to raise when this row cannot be used."""
        return BadReference(self._file, self._line, message)

    def filled(self, column: str) -> str:
        """The cell, which may not be empty."""
        if not self[column]:
            raise self.fault(f"the column {column} is empty")
        return self[column]

    def many(self, column: str) -> tuple[str, ...]:
        """The parts of a cell that holds several, with `;` between them; an empty cell holds none."""
        return tuple(part for part in (piece.strip() for piece in self[column].split(";")) if part)

    def day(self, column: str) -> date | None:
        """The cell as a date; None when it is empty."""
        if not self[column]:
            return None
        try:
            return date.fromisoformat(self[column])
        except ValueError:
            raise self.fault(f"'{self[column]}' in {column} is not a date, such as 2028-04-01") from None

    def verification(self) -> Verification:
        """How far the row was checked."""
        return self._one_of(self["verification"], "verification", _VERIFICATIONS)

    def tier(self, column: str) -> Tier:
        """The kind of council."""
        return self._one_of(self[column], column, _TIERS)

    def tiers(self, column: str) -> frozenset[Tier]:
        """Kinds of council, at least one."""
        self.filled(column)
        return frozenset(self._one_of(word, column, _TIERS) for word in self.many(column))

    def functions(self, column: str) -> frozenset[Function]:
        """What a council does, at least one thing."""
        self.filled(column)
        return frozenset(self._one_of(word, column, _FUNCTIONS) for word in self.many(column))

    def _one_of(self, word: str, column: str, allowed: tuple[_Word, ...]) -> _Word:
        for candidate in allowed:
            if candidate == word:
                return candidate
        raise self.fault(f"'{word}' in {column} is none of {', '.join(allowed)}")


def read_rows(
    folders: Sequence[Path], names: Sequence[str], columns: Sequence[str], key: Sequence[str]
) -> list[Row]:
    """The rows of those files, read as one table: a row in a later folder takes the place of an earlier one.

    The first folder must have every file, the others may.

    Raises:
        BadReference: a file is missing or no ordinary one, its header is not `columns`, a row is longer or
            shorter than the header, or a key comes twice in one folder.
    """
    kept: dict[tuple[str, ...], Row] = {}
    for position, folder in enumerate(folders):
        seen: set[tuple[str, ...]] = set()
        for name in names:
            if position and not os.path.lexists(folder / name):
                continue
            for row in _rows_of(folder / name, folder, columns):
                values = tuple(row.filled(column) for column in key)
                if values in seen:
                    raise row.fault(f"{' and '.join(values)} has a row already")
                seen.add(values)
                kept[values] = row
    return list(kept.values())


def _rows_of(file: Path, folder: Path, columns: Sequence[str]) -> list[Row]:
    if not os.path.lexists(file):
        raise BadReference(file, None, "the file is missing")
    # Read as lines are needed, so that a fault in the coding has a line.
    with TextIOWrapper(BytesIO(read_reference(file, folder)), encoding="utf-8-sig", newline="") as text:
        reader = csv.reader(text, strict=True)
        rows = []
        try:
            header = next(reader, [])
            if header != list(columns):
                wanted = ",".join(columns)
                raise BadReference(file, 1, f"the columns are {','.join(header)} and should be {wanted}")
            for cells in reader:
                if not cells:
                    continue
                if len(cells) != len(header):
                    message = f"the row has {len(cells)} cells, but there are {len(header)} columns"
                    raise BadReference(file, reader.line_num, message)
                stripped = [cell.strip() for cell in cells]
                rows.append(Row(file, reader.line_num, dict(zip(header, stripped, strict=True))))
        except (csv.Error, UnicodeDecodeError) as fault:
            raise BadReference(file, reader.line_num + 1, f"this is not CSV in UTF-8: {fault}") from fault
    return rows
