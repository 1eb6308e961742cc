"""Sheets whose rows may point to other rows of the same file, further up or further down."""

from abc import ABC
from collections.abc import Sequence
from typing import Any, ClassVar

from directory.services.loading.columns import Columns
from directory.services.loading.desk import Desk
from directory.services.loading.shapes import Record
from directory.services.loading.sheet import Sheet


class LinkedSheet(Sheet, ABC):
    """`link` is the column of the record, `link_name` that of the file, `noun` what the rows are."""

    link: ClassVar[str]
    link_name: ClassVar[str]
    noun: ClassVar[str]

    def __init__(self, desk: Desk, columns: Columns, expected: int) -> None:
        super().__init__(desk, columns, expected)
        self._place = self.shape.place(self.link)
        self._named: list[tuple[int, str]] = []
        self._found: dict[str, str] = {}
        # Rows whose other row is not in the database yet, by id; of those that were there before, also
        # where they pointed and whether nothing else in them has changed.
        self._waiting: dict[str, str] = {}
        self._before: dict[str, tuple[str | None, bool]] = {}

    def points_to(self, row: int, own: str, other: str | None) -> bool:
        """Note that a row names another; False, and a fault, when it names itself."""
        if other is None:
            return True
        if other == own:
            self.fault(row, self.link_name, f"'{other}' is this row itself")
            return False
        if other not in self.rows:
            self._named.append((row, other))
        return True

    def compare_with(self, records: Sequence[list[Any]], held: dict[str, Record]) -> None:
        wanted = {record[self._place] for record in records} - {None}
        self._found = self.desk.store.identities(self.shape, list(wanted)) if wanted else {}

    def identified(self, record: list[Any], old: Record | None) -> None:
        """Put the other row's id where its reference stood; what is not there yet waits for `finish`."""
        other = record[self._place]
        if other is not None:
            known = self._found.get(other)
            if known is None and (old is not None or self.desk.writes):
                self._waiting[record[0]] = other
                known = old[self._place] if old else None
            record[self._place] = known
        self._found[record[1]] = record[0]

    def same(self, new: Record, old: Record) -> bool:
        alike = super().same(new, old)
        if new[0] in self._waiting:
            self._before[new[0]] = (old[self._place], alike)
        return alike

    def finish(self) -> None:
        """Check that every row named is there, and point to those that came later."""
        self._check_named()
        self.rows.clear()
        if self.desk.faults or not self._waiting:
            return
        found = self.desk.store.identities(self.shape, list(set(self._waiting.values())))
        links = []
        for identity, other in self._waiting.items():
            target = found.get(other)
            before, alike = self._before.get(identity, (None, False))
            if target is None or target != before:
                self.tally.unchanged -= alike
                self.tally.changed += alike
                if target is not None:
                    links.append((identity, target))
        if self.desk.writes:
            self.desk.store.link(self.shape, self.link, links)

    def _check_named(self) -> None:
        unseen = {other for _, other in self._named if other not in self.rows}
        unseen -= self.desk.store.identities(self.shape, list(unseen)).keys()
        for row, other in self._named:
            if other in unseen:
                self.fault(row, self.link_name, self.desk.not_there(self.noun, other, self.rows))
        self._named.clear()
