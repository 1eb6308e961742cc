"""contracts.csv and contract_terms.csv"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from directory.services.loading.agreements import Agreed, days_in
from directory.services.loading.contract_columns import (
    FACTS,
    LONGEST_CLAUSE,
    contract_columns,
    term_columns,
)
from directory.services.loading.desk import Desk
from directory.services.loading.identities import BROKEN
from directory.services.loading.shapes import CONTRACTS
from directory.services.loading.sheet import Sheet
from directory.services.promises import check_term

_MOST_TERMS = 500


class Contracts(Sheet):
    """What councils have agreed with providers. Rows are kept when those of the terms have been seen, too."""

    name = "contracts.csv"
    shape = CONTRACTS
    longest_cell = LONGEST_CLAUSE

    def __init__(self, desk: Desk, expected: int) -> None:
        super().__init__(desk, contract_columns(desk.authorities), expected)

    def prepare(self, batch: Sequence[tuple[str, ...]]) -> None:
        self.desk.look_for_providers({cells[2] for cells in batch if cells[2]})
        place = self.names.index("schemes")
        named = {part.strip() for cells in batch for part in cells[place].split(";")}
        self.desk.look_for_schemes(named - {""})

    def check(self, row: int, cells: tuple[str, ...]) -> list[Any] | None:
        values = self.values(row, cells)
        if not cells[0] or not self.is_new(row, cells[0]) or values is None:
            return None
        given = dict(zip(self.names, values, strict=True))
        right = self.period(row, given["valid_from"], given["valid_to"])
        provider = self.desk.providers.number(given["provider_id"])
        if provider is None:
            said = self.desk.not_there("provider", given["provider_id"], self.desk.providers)
            self.fault(row, "provider_id", said)
        schemes = [self._scheme(row, each) for each in given["schemes"] or ()]
        if not right or provider is None or None in schemes or self.desk.faults:
            return None
        facts = dict(days_in({column.name: given[column.name] for column in FACTS}))
        self.desk.agreements.agreed[cells[0]] = Agreed(
            row,
            {
                "provider_id": UUID(self.desk.providers.ids[provider]),
                "commissioner_gss": given["commissioner"],
                **facts,
            },
            frozenset(UUID(each) for each in schemes if each),
            date.fromisoformat(given["starts_on"]) if given["starts_on"] else None,
            given["kind"],
        )
        return None

    def _scheme(self, row: int, reference: str) -> str | None:
        number = self.desk.schemes.number(reference)
        if number is None:
            self.fault(row, "schemes", self.desk.not_there("scheme", reference, self.desk.schemes))
            return None
        return None if self.desk.schemes.flags[number] & BROKEN else self.desk.schemes.ids[number]


class ContractTerms(Sheet):
    """What each contract promises. The rows of a contract are all of its terms."""

    name = "contract_terms.csv"
    shape = CONTRACTS
    longest_cell = LONGEST_CLAUSE

    def __init__(self, desk: Desk, expected: int) -> None:
        super().__init__(desk, term_columns(desk.catalogue), expected)
        self._known: dict[str, bool] = {}

    def prepare(self, batch: Sequence[tuple[str, ...]]) -> None:
        unasked = {cells[0] for cells in batch} - self.desk.agreements.agreed.keys() - self._known.keys()
        there = self.desk.store.contracts_there(list(unasked))
        self._known.update((each, each in there) for each in unasked)

    def check(self, row: int, cells: tuple[str, ...]) -> list[Any] | None:
        values = self.values(row, cells)
        contract = cells[0]
        agreed = self.desk.agreements
        if contract and contract not in agreed.agreed and not self._known[contract]:
            if not self.desk.faults.count:
                said = self.desk.not_there("contract", contract, agreed.agreed)
                self.fault(row, "contract_id", said)
            return None
        if values is None:
            return None
        given = dict(zip(self.names[1:], values[1:], strict=True))
        wrong = check_term(given)
        for column, message in wrong.items():
            self.fault(row, column, message)
        held = agreed.terms.setdefault(contract, [])
        if not wrong:
            held.append(given)
        if len(held) == _MOST_TERMS + 1:
            self.fault(row, "contract_id", f"contract '{contract}' has more than {_MOST_TERMS} terms")
        return None
