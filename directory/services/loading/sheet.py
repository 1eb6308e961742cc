"""One file of a folder: its rows checked and turned into records, and the records kept."""

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, ClassVar

from directory.errors import Invalid
from directory.rules.private import looks_like
from directory.services.loading.cells import LONGEST_CELL, Remembered
from directory.services.loading.columns import Columns
from directory.services.loading.desk import Desk
from directory.services.loading.identities import MADE_UP, identities
from directory.services.loading.reading import Record as Cells
from directory.services.loading.report import Tally
from directory.services.loading.shapes import Record, Shape

_SLUG = re.compile(r"[a-z_-]{1,60}")

#: Why a value is not repeated in a fault.
NO_PLACE = "its values are not repeated here, because the place of this scheme is confidential"
ABOUT_A_FAMILY = "it is not repeated here, because it holds what looks like something about a family"
NOT_KNOWN = "its value is not repeated here, because the scheme may be a confidential one"


class Sheet(ABC):
    """Takes the rows of one file, some at a time."""

    name: ClassVar[str]
    shape: ClassVar[Shape]
    longest_cell: ClassVar[int] = LONGEST_CELL

    def __init__(self, desk: Desk, columns: Columns, expected: int) -> None:
        self.desk = desk
        self.columns = columns
        self.tally = Tally()
        self.rows: dict[str, int] = {}
        self._fresh = desk.store.is_empty(self.shape)
        self._identities = identities(expected)
        self._remembered = [
            (place, Remembered(column.read)) for place, column in enumerate(columns) if column.longest is None
        ]
        self._texts = [(place, column.longest) for place, column in enumerate(columns) if column.longest]
        self._required = [place for place, column in enumerate(columns) if column.required]

    @property
    def names(self) -> list[str]:
        """The columns, in the order in which rows are taken."""
        return [column.name for column in self.columns]

    @property
    def required(self) -> list[str]:
        """The columns that every row needs."""
        return [self.columns[place].name for place in self._required]

    def take(self, batch: Sequence[Cells]) -> None:
        """Check some rows, and keep what they hold unless anything so far is wrong."""
        self.tally.rows += len(batch)
        self.prepare([cells for _, cells in batch])
        records = [record for row, cells in batch if (record := self.check(row, cells)) is not None]
        if not self.desk.faults:
            self.keep(records)

    def finish(self) -> None:
        """What can be done only when the last row has been seen."""
        self.rows.clear()

    @abstractmethod
    def prepare(self, batch: Sequence[tuple[str, ...]]) -> None:
        """Look up, all at once, what the checks of these rows will ask for."""

    @abstractmethod
    def check(self, row: int, cells: tuple[str, ...]) -> list[Any] | None:
        """The record a row makes, in the order of the shape and with an empty id; None when it is wrong."""

    def keep(self, records: Sequence[list[Any]]) -> None:
        """Add the records that are new and change those that differ from what the directory has."""
        held = {} if self._fresh else self.desk.store.records(self.shape, [record[1] for record in records])
        self.compare_with(records, held)
        added, changed = [], []
        for record in records:
            old = held.get(record[1])
            record[0] = next(self._identities) if old is None else old[0]
            self.identified(record, old)
            new = tuple(record)
            if old is None:
                added.append(new)
            elif self.same(new, old):
                self.tally.unchanged += 1
            else:
                changed.append(new)
        self.tally.added += len(added)
        self.tally.changed += len(changed)
        if self.desk.writes:
            self.write(added, changed)

    def compare_with(self, records: Sequence[list[Any]], held: dict[str, Record]) -> None:
        """A chance to look up what `identified` and `same` will ask for."""
        return None

    def identified(self, record: list[Any], old: Record | None) -> None:
        """A chance to note the id of a record, or to complete it; `old` is what the directory has."""
        return None

    def same(self, new: Record, old: Record) -> bool:
        """Whether the directory has all this already."""
        return new == old

    def write(self, added: Sequence[Record], changed: Sequence[Record]) -> None:
        """Put records into the database."""
        self.desk.store.add(self.shape, added)
        self.desk.store.change(self.shape, changed)

    def values(self, row: int, cells: tuple[str, ...], hidden: str = "") -> list[Any] | None:
        """The value of each cell, None for an empty one; None when one is wrong.

        Where `hidden` says why, no fault repeats a value.
        """
        values: list[Any] = list(cells)
        try:
            for place, remembered in self._remembered:
                values[place] = remembered[cells[place]]
            for place, longest in self._texts:
                cell = cells[place]
                if not cell:
                    values[place] = None
                elif len(cell) > longest:
                    raise Invalid("too long")
        except Invalid:
            self._tell(row, cells, hidden)
            return None
        for place in self._required:
            if values[place] is None:
                self._tell(row, cells, hidden)
                return None
        return values

    def fault(self, row: int, column: str | None, message: str) -> None:
        """Note that something is wrong."""
        self.desk.faults.add(self.name, row, column, message)

    def period(self, row: int, first: str | None, last: str | None) -> bool:
        """Whether a period does not end before it begins; a fault if it does."""
        if first is None or last is None or first <= last:
            return True
        self.fault(row, "valid_to", f"'{last}' is before valid_from, '{first}'")
        return False

    def is_new(self, row: int, reference: str) -> bool:
        """Whether no row above has this id; a fault if one has."""
        above = self.rows.setdefault(reference, row)
        if above == row:
            return True
        if reference.startswith(MADE_UP):
            self.fault(row, None, f"says the same as row {above}; take one out, or give both an id")
        else:
            self.fault(row, "id", f"'{reference}' is the id of row {above} too")
        return False

    def reference(self, row: int, given: str | None, *identifying: str | None) -> str | None:
        """The reference of a row: its id, or one worked out from what it says; None when it has a bad one."""
        if given is None:
            text = "\x1f".join(part or "" for part in identifying).casefold()
            return MADE_UP + blake2b(text.encode(), digest_size=16).hexdigest()
        if given.startswith(MADE_UP):
            self.fault(row, "id", f"'{given}' begins with '{MADE_UP}', as ids do that this service makes")
            return None
        return given

    def _tell(self, row: int, cells: tuple[str, ...], hidden: str) -> None:
        """A fault for each cell that is wrong."""
        for column, cell in zip(self.columns, cells, strict=True):
            if not cell:
                if column.required:
                    self.fault(row, column.name, "is empty; every row needs it")
                continue
            try:
                column.read(cell)
            except Invalid as fault:
                open_ = not hidden or (column.slug and _SLUG.fullmatch(cell))
                # A date alone, in a column of dates, is a slip and nobody's birthday.
                if (
                    open_
                    and len(cell) > len("2026-12-31")
                    and looks_like(cell)
                    and cell[:40] in fault.message
                ):
                    said = f"the value is not {column.expects}; {ABOUT_A_FAMILY}"
                else:
                    said = fault.message if open_ else f"the value is not {column.expects}; {hidden}"
                self.fault(row, column.name, said)
