"""schemes.csv"""

from collections.abc import Sequence
from typing import Any

from directory.postcodes import find_postcodes
from directory.services.loading.columns import scheme_columns
from directory.services.loading.desk import Desk
from directory.services.loading.identities import BROKEN, CONFIDENTIAL, HOLDS_PLACE
from directory.services.loading.shapes import SCHEMES, Record
from directory.services.loading.sheet import NO_PLACE, NOT_KNOWN, Sheet
from directory.services.loading.telling import TELLS, TEXTS_OF_SCHEME, tells_of

_TYPE = 3
_TEXTS = (("name", 2), ("referral", 11), ("hours", 12))


class Schemes(Sheet):
    """Accommodation services. The type of each says whether addresses of it may be held."""

    name = "schemes.csv"
    shape = SCHEMES

    def __init__(self, desk: Desk, expected: int) -> None:
        super().__init__(desk, scheme_columns(desk.catalogue, desk.authorities, desk.today), expected)
        self._type = self.shape.place("accommodation_type")
        self._holds = self.shape.place("holds_location")
        self._emptied: list[str] = []

    def prepare(self, batch: Sequence[tuple[str, ...]]) -> None:
        self.desk.look_for_providers({cells[1] for cells in batch if cells[1]})

    def check(self, row: int, cells: tuple[str, ...]) -> list[Any] | None:
        reference, known = cells[0], cells[_TYPE] in self.desk.catalogue.accommodation_types
        flags = self.desk.flags_of(cells[_TYPE])
        hidden = (NO_PLACE if known else NOT_KNOWN) if flags & CONFIDENTIAL else ""
        values = self.values(row, cells, hidden)
        if not reference or not self.is_new(row, reference):
            return None
        number = self.desk.schemes.add(reference, row, "", flags | BROKEN)
        if values is None or not self._fits(row, values, flags):
            return None
        self.desk.schemes.flags[number] = flags
        _, provider, name, kind, council, placing, *ages, accessible, referral, hours = values[:13]
        owner = self.desk.providers.number(provider)
        assert owner is not None  # as `_fits` has found
        return [
            "",
            reference,
            self.desk.providers.ids[owner],
            name,
            kind,
            bool(flags & HOLDS_PLACE),
            council,
            ";".join(placing) if placing else None,
            *ages,
            accessible or "ask",
            referral,
            hours,
            *values[13:],
        ]

    def identified(self, record: list[Any], old: Record | None) -> None:
        number = self.desk.schemes.number(record[1])
        if number is not None:
            self.desk.schemes.ids[number] = record[0]
        if old is None:
            return
        if self._hushes(old[self._type], record[self._type]):
            self._hush(record)
        if old[self._holds] and not record[self._holds]:
            self._emptied.append(record[0])
        elif self._lifts(old[self._type], record[self._type]):
            self.fault(
                self.rows[record[1]],
                "accommodation_type",
                f"scheme '{record[1]}' is confidential; a file cannot make it one that is not",
            )

    def _hushes(self, before: str, after: str) -> bool:
        """Whether a scheme becomes confidential."""
        return bool(self.desk.flags_of(after) & CONFIDENTIAL) and not (
            self.desk.flags_of(before) & CONFIDENTIAL
        )

    def _hush(self, record: list[Any]) -> None:
        """Note what tells where the scheme is, while its addresses are there; a fault where the row does."""
        tells = tells_of(self.desk.store.names_of_places(record[0]))
        self.desk.hushed[record[0]] = tells
        for name in ("name", *TEXTS_OF_SCHEME):
            if tells(record[self.shape.place(name)]):
                self.fault(self.rows[record[1]], name, f"{TELLS}; {NO_PLACE}")

    def _lifts(self, before: str, after: str) -> bool:
        """Whether a scheme would be confidential no longer: by way of a type without any place, too."""
        return not self.desk.flags_of(after) & CONFIDENTIAL and bool(
            self.desk.flags_of(before) & CONFIDENTIAL
        )

    def write(self, added: Sequence[Record], changed: Sequence[Record]) -> None:
        self._erase()
        super().write(added, changed)

    def finish(self) -> None:
        self._erase()
        super().finish()

    def _erase(self) -> None:
        """Take out the addresses of schemes that may no longer have any; a dry run only counts them."""
        self.desk.premises_erased += self.desk.store.count_premises(self._emptied)
        if self.desk.writes:
            self.desk.store.erase_premises(self._emptied)
        self._emptied.clear()

    def _fits(self, row: int, values: list[Any], flags: int) -> bool:
        before = self.desk.faults.count
        (_, provider, _, _, council, _, youngest, oldest, *_, first, last, _) = values
        if self.desk.providers.number(provider) is None:
            said = self.desk.not_there("provider", provider, self.desk.providers)
            self.fault(row, "provider_id", said)
        if youngest is not None and oldest is not None and oldest < youngest:
            self.fault(row, "age_to", f"{oldest} is below age_from, {youngest}")
        self.period(row, first, last)
        if flags & CONFIDENTIAL:
            if council and self.desk.authorities[council].tier == "district":
                self.fault(
                    row,
                    "authority",
                    "a district would narrow down where this confidential scheme is; give the county",
                )
            for column, place in _TEXTS:
                if values[place] and find_postcodes(values[place]):
                    self.fault(row, column, f"holds a postcode; {NO_PLACE}")
        return self.desk.faults.count == before
