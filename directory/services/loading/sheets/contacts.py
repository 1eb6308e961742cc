"""contacts.csv"""

from collections.abc import Sequence
from typing import Any

from directory.services.loading.columns import contact_columns
from directory.services.loading.desk import Desk
from directory.services.loading.identities import BROKEN, CONFIDENTIAL, Known
from directory.services.loading.linked import LinkedSheet
from directory.services.loading.shapes import CONTACTS
from directory.services.loading.sheet import NO_PLACE, NOT_KNOWN
from directory.services.loading.telling import TELLS

_PROVIDER, _SCHEME, _COUNCIL = 1, 2, 3


class Contacts(LinkedSheet):
    """Posts, each at exactly one provider, scheme or council."""

    name = "contacts.csv"
    shape = CONTACTS
    link, link_name, noun = "covered_by_id", "covered_by", "contact"

    def __init__(self, desk: Desk, expected: int) -> None:
        super().__init__(desk, contact_columns(desk.catalogue, desk.authorities, desk.today), expected)

    def prepare(self, batch: Sequence[tuple[str, ...]]) -> None:
        self.desk.look_for_providers({cells[_PROVIDER] for cells in batch if cells[_PROVIDER]})
        self.desk.look_for_schemes({cells[_SCHEME] for cells in batch if cells[_SCHEME]})

    def check(self, row: int, cells: tuple[str, ...]) -> list[Any] | None:
        hidden = self._hidden(cells[_SCHEME])
        values = self.values(row, cells, hidden)
        (given, provider, scheme, council) = cells[:4]
        own = self.reference(
            row, given or None, provider, scheme, council, cells[4], cells[5], cells[6], cells[7], cells[13]
        )
        new = own is not None and self.is_new(row, own)
        if values is None or not self._fits(row, values, hidden) or not new or own is None:
            return None
        (*_, role, holder, mail, phone, hours, at_night, cover, vacant, failing, first, last, confirmed) = (
            values
        )
        if not self.points_to(row, own, cover):
            return None
        return [
            "",
            own,
            self._id_of(self.desk.providers, provider),
            self._id_of(self.desk.schemes, scheme),
            values[_COUNCIL],
            role,
            holder,
            mail,
            phone,
            hours,
            bool(at_night),
            cover,
            bool(vacant),
            failing,
            first,
            last,
            confirmed,
        ]

    def _hidden(self, scheme: str) -> str:
        """Why the values of a row must not be repeated; empty when they may be."""
        if not scheme:
            return ""
        number = self.desk.schemes.number(scheme)
        if number is None or self.desk.schemes.flags[number] & BROKEN:
            return NOT_KNOWN
        return NO_PLACE if self.desk.schemes.flags[number] & CONFIDENTIAL else ""

    def _fits(self, row: int, values: list[Any], hidden: str) -> bool:
        before = self.desk.faults.count
        _, provider, scheme, council, _, holder, mail, phone, _, _, _, vacant, _, first, last, _ = values
        owners = sum(owner is not None for owner in (provider, scheme, council))
        if owners != 1:
            said = "none of the three is" if owners == 0 else "more than one of the three is"
            self.fault(
                row, None, f"a contact is of one provider_id, scheme_id or authority, and {said} filled in"
            )
        if provider is not None and self.desk.providers.number(provider) is None:
            said = self.desk.not_there("provider", provider, self.desk.providers)
            self.fault(row, "provider_id", said)
        if scheme is not None and self.desk.schemes.number(scheme) is None:
            self.fault(row, "scheme_id", self.desk.not_there("scheme", scheme, self.desk.schemes))
        if vacant and holder is not None:
            self.fault(row, "vacant", "is yes, and yet there is a holder; leave one of them empty")
        of = self._id_of(self.desk.schemes, scheme)
        if hidden and any(self.desk.tells_place(of, text) for text in (holder, mail, phone)):
            self.fault(row, None, f"{TELLS if of in self.desk.hushed else 'holds a postcode'}; {hidden}")
        self.period(row, first, last)
        return self.desk.faults.count == before

    @staticmethod
    def _id_of(known: Known, reference: str) -> str | None:
        number = known.number(reference) if reference else None
        return None if number is None else known.ids[number]
