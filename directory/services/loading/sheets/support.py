"""support.csv"""

from collections.abc import Sequence
from typing import Any

from directory.services.loading.columns import support_columns
from directory.services.loading.desk import Desk
from directory.services.loading.identities import BROKEN, CONFIDENTIAL
from directory.services.loading.shapes import SUPPORT, Record
from directory.services.loading.sheet import NO_PLACE, NOT_KNOWN, Sheet
from directory.services.loading.telling import TELLS

_TEXTS = (("hours", 5), ("who_for", 6))


class Support(Sheet):
    """What each scheme gives. A row is known by its scheme and its support type."""

    name = "support.csv"
    shape = SUPPORT

    def __init__(self, desk: Desk, expected: int) -> None:
        super().__init__(desk, support_columns(desk.catalogue, desk.today), expected)
        self._bits = {slug: 1 << place for place, slug in enumerate(desk.catalogue.support_types)}
        # By the number of the scheme, a bit for each support type that a row has named.
        self._named: dict[int, int] = {}

    def prepare(self, batch: Sequence[tuple[str, ...]]) -> None:
        self.desk.look_for_schemes({cells[0] for cells in batch if cells[0]})

    def check(self, row: int, cells: tuple[str, ...]) -> list[Any] | None:
        schemes = self.desk.schemes
        number = schemes.number(cells[0])
        flags = 0 if number is None else schemes.flags[number]
        hidden = NO_PLACE if flags & CONFIDENTIAL and not flags & BROKEN else NOT_KNOWN
        values = self.values(row, cells, hidden if number is None or flags & (CONFIDENTIAL | BROKEN) else "")
        if number is None:
            if cells[0]:
                self.fault(row, "scheme_id", self.desk.not_there("scheme", cells[0], schemes))
            return None
        if values is None:
            return None
        _, kind, offered, level, per_week, hours, who_for, evidence = values
        if flags & CONFIDENTIAL:
            for column, place in _TEXTS:
                if self.desk.tells_place(schemes.ids[number], values[place]):
                    told = TELLS if schemes.ids[number] in self.desk.hushed else "holds a postcode"
                    self.fault(row, column, f"{told}; {NO_PLACE}")
                    return None
        named = self._named.get(number, 0)
        if named & self._bits[kind]:
            self.fault(row, "support_type", f"scheme '{cells[0]}' has a row for '{kind}' further up")
            return None
        self._named[number] = named | self._bits[kind]
        return [schemes.ids[number], kind, offered, level, per_week, hours, who_for, evidence]

    def keep(self, records: Sequence[list[Any]]) -> None:
        held: dict[tuple[str, str], Record] = {}
        if not self._fresh:
            owners = {record[0] for record in records}
            held = {(old[0], old[1]): old for old in self.desk.store.records_of(SUPPORT, list(owners))}
        added, changed = [], []
        for new in map(tuple, records):
            old = held.get(new[:2])
            if old is None:
                added.append(new)
            elif old == new:
                self.tally.unchanged += 1
            else:
                changed.append(new)
        self.tally.added += len(added)
        self.tally.changed += len(changed)
        if self.desk.writes:
            self.write(added, changed)
