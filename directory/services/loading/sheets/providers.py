"""providers.csv"""

from collections.abc import Sequence
from typing import Any

from directory.services.loading.columns import provider_columns
from directory.services.loading.desk import Desk
from directory.services.loading.linked import LinkedSheet
from directory.services.loading.shapes import NAMES, PROVIDERS, Record

_Names = frozenset[tuple[str, str]]


class Providers(LinkedSheet):
    """Organisations, and the further names they go or went by."""

    name = "providers.csv"
    shape = PROVIDERS
    link, link_name, noun = "successor_id", "successor_id", "provider"

    def __init__(self, desk: Desk, expected: int) -> None:
        super().__init__(desk, provider_columns(), expected)
        self._wanted: dict[str, _Names] = {}
        self._held: dict[str, _Names] = {}

    def prepare(self, batch: Sequence[tuple[str, ...]]) -> None:
        self._wanted.clear()

    def check(self, row: int, cells: tuple[str, ...]) -> list[Any] | None:
        values = self.values(row, cells)
        reference = cells[0]
        if not reference or not self.is_new(row, reference):
            return None
        if self.desk.providers.number(reference) is None:
            self.desk.providers.add(reference, row)
        if values is None:
            return None
        (_, name, kind, trading, former, register, number, successor, phone, mail, site, first, last) = values
        right = self.period(row, first, last)
        if not self.points_to(row, reference, successor) or not right:
            return None
        self._wanted[reference] = frozenset(
            [("trading", one) for one in trading or () if one != name]
            + [("former", one) for one in former or () if one != name]
        )
        return ["", reference, name, kind, register, number, successor, phone, mail, site, first, last]

    def compare_with(self, records: Sequence[list[Any]], held: dict[str, Record]) -> None:
        super().compare_with(records, held)
        names: dict[str, set[tuple[str, str]]] = {}
        for provider, kind, name in self.desk.store.records_of(NAMES, [old[0] for old in held.values()]):
            names.setdefault(provider, set()).add((kind, name))
        self._held = {provider: frozenset(several) for provider, several in names.items()}

    def identified(self, record: list[Any], old: Record | None) -> None:
        super().identified(record, old)
        number = self.desk.providers.number(record[1])
        if number is not None:
            self.desk.providers.ids[number] = record[0]

    def same(self, new: Record, old: Record) -> bool:
        return super().same(new, old) and self._wanted[new[1]] == self._held.get(new[0], frozenset())

    def write(self, added: Sequence[Record], changed: Sequence[Record]) -> None:
        super().write(added, changed)
        more, fewer = [], []
        for record in (*added, *changed):
            wanted, held = self._wanted[record[1]], self._held.get(record[0], frozenset())
            more += [(record[0], *one) for one in sorted(wanted - held)]
            fewer += [(record[0], *one) for one in sorted(held - wanted)]
        self.desk.store.drop_names(fewer)
        self.desk.store.add(NAMES, more)
