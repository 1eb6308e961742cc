"""The files of a load folder, row by row, as lists of tidy cells."""

import csv
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from operator import itemgetter
from pathlib import Path

from directory.errors import Invalid, NotFound
from directory.services.loading.cells import LONGEST_CELL, tidy
from directory.services.loading.report import Faults

#: What a file may be called, in the order in which files are read: nothing points further down.
FILES = (
    *("providers.csv", "schemes.csv", "premises.csv", "support.csv", "contacts.csv"),
    *("contracts.csv", "contract_terms.csv"),
)

#: Endings of files that hold tables but that cannot be read here.
_OTHER_TABLES = (".xlsx", ".xls", ".xlsm", ".ods", ".tsv", ".numbers")

Record = tuple[int, tuple[str, ...]]


def files_in(folder: Path, faults: Faults) -> dict[str, Path]:
    """The files of `folder` by name, in the order of reading. Files that are not known are faults.

    Notes (.md, .txt), JSON and hidden files are passed over.

    Raises:
        NotFound: there is no such folder, or none of the files is in it.
    """
    if not folder.is_dir():
        raise NotFound(f"There is no folder '{folder}'.")
    found = {}
    for path in sorted(folder.iterdir()):
        name, ending = path.name, path.suffix.lower()
        if name in FILES:
            found[name] = path
        elif name.startswith("."):
            continue
        elif ending == ".csv":
            faults.add(name, None, None, f"is not a file this service loads{_meant(name, FILES)}")
        elif ending in _OTHER_TABLES:
            faults.add(name, None, None, "cannot be read; save it as 'CSV UTF-8'")
    if not found and not faults:
        raise NotFound(f"'{folder}' holds none of {', '.join(FILES)}.")
    return {name: found[name] for name in FILES if name in found}


def lines_in(path: Path) -> int:
    """About how many rows a file has: its line breaks."""
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))


class RowReader:
    """One CSV file. Iterate over it for its rows, each a row number and its cells in the order of `columns`.

    A column that the file leaves out gives empty cells. Rows with nothing in them are passed over. What
    cannot be read goes to `faults`, and is not among the rows.
    """

    def __init__(
        self,
        path: Path,
        columns: Sequence[str],
        required: Sequence[str],
        faults: Faults,
        longest: int = LONGEST_CELL,
    ) -> None:
        self._path = path
        self._name = path.name
        self._columns = columns
        self._required = required
        self._faults = faults
        self._longest = longest
        self._names: list[str] = []

    def __iter__(self) -> Iterator[Record]:
        row = 0
        try:
            # utf-8-sig: spreadsheets put a mark first. newline="": cells may hold line breaks.
            with self._path.open(encoding="utf-8-sig", newline="") as file:
                records = csv.reader(file, strict=True)
                pick, width = None, 0
                for row, cells in enumerate(records, 1):
                    if pick is not None:
                        record = self._tidied(row, cells, width)
                        if record is not None:
                            yield row, pick(record)
                    elif any(cells):
                        pick, width = self._header(row, cells)
                        if pick is None:
                            return
                if pick is None:
                    self._fault(None, None, "is empty; its first row must name the columns")
        except UnicodeDecodeError:
            self._fault(None, None, _where_not_utf8(self._path))
        except csv.Error as fault:
            self._fault(row + 1, None, _quotes(str(fault)))

    def _header(
        self, row: int, cells: list[str]
    ) -> tuple[Callable[[list[str]], tuple[str, ...]] | None, int]:
        """How to put the cells of a row in order, and how many there are; None when the header is wrong."""
        before = self._faults.count
        names = self._names = [cell.strip() for cell in cells]
        if len(names) == 1 and any(mark in names[0] for mark in ";\t|"):
            self._fault(row, None, "has no commas between its cells; save the file as 'CSV UTF-8'")
            return None, 0
        for place, name in enumerate(names):
            if name not in self._columns:
                said = f"'{name}' is not a column of this file" if name else f"column {place + 1} has no name"
                self._fault(row, None, said + _meant(name, self._columns))
            elif name in names[:place]:
                self._fault(row, name, "stands twice")
        for name in self._required:
            if name not in names:
                self._fault(row, name, "is missing; every row needs it")
        if self._faults.count > before:
            return None, 0
        # A column that is not there is taken from an empty cell put at the end of every row.
        places = [names.index(name) if name in names else -1 for name in self._columns]
        return itemgetter(*places), len(names)

    def _tidied(self, row: int, cells: list[str], width: int) -> list[str] | None:
        line = "|".join(cells)
        if len(cells) != width:
            if not line.strip("| \t"):
                return None
            said = f"has {len(cells)} cells and the header {width}; a cell with a comma in it needs quotes"
            self._fault(row, None, said)
            return None
        plain = line.isascii() and line.isprintable() and len(line) <= LONGEST_CELL and "  " not in line
        tidied = list(map(str.strip, cells)) if plain else self._tidied_slowly(row, cells)
        if tidied is None or not any(tidied):
            return None
        tidied.append("")
        return tidied

    def _tidied_slowly(self, row: int, cells: list[str]) -> list[str] | None:
        tidied = []
        for name, cell in zip(self._names, cells, strict=True):
            try:
                text = tidy(cell)
                if len(text) > self._longest:
                    raise Invalid(
                        f"is {len(text):,} characters long; {self._longest} is the most in any cell"
                    )
                tidied.append(text)
            except Invalid as fault:
                self._fault(row, name, fault.message)
        return tidied if len(tidied) == len(cells) else None

    def _fault(self, row: int | None, column: str | None, message: str) -> None:
        self._faults.add(self._name, row, column, message)


def _meant(given: str, options: Sequence[str]) -> str:
    near = get_close_matches(given[:60].casefold().replace(" ", "_"), options, 1, 0.6)
    return f"; did you mean '{near[0]}'?" if near else f"; known are {', '.join(options)}"


def _where_not_utf8(path: Path) -> str:
    """What to say of a file that is not UTF-8, with the first line that is not."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if number == 1 and line[:2] in (b"\xff\xfe", b"\xfe\xff"):
                return "is in UTF-16; save it as 'CSV UTF-8'"
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as fault:
                byte = line[fault.start]
                return f"is not UTF-8: byte 0x{byte:02X} in line {number}; save it as 'CSV UTF-8'"
    return "is not UTF-8; save it as 'CSV UTF-8'"


def _quotes(fault: str) -> str:
    """What Python's csv module means."""
    if "field larger" in fault or "unexpected end" in fault:
        return "has a quotation mark that is opened and never closed, here or in a row above"
    if "expected after" in fault:
        return "has text after a closing quotation mark; a quotation mark inside a cell is doubled"
    return f"cannot be read: {fault}"
