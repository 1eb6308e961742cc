"""What the checking of all files shares: the words allowed, what is known so far, and where faults go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from rapidfuzz import process

from directory.postcodes import PostcodeIndex
from directory.rules.authorities import Authority
from directory.rules.catalogue import Catalogue
from directory.services.loading.agreements import Agreements
from directory.services.loading.contract_texts import empty_contract_texts
from directory.services.loading.identities import CONFIDENTIAL, HOLDS_PLACE, Known
from directory.services.loading.report import Faults
from directory.services.loading.shapes import PROVIDERS
from directory.services.loading.store import Store
from directory.services.loading.telling import Tells, holds_postcode

#: Location policies under which nothing that tells the place may be held or repeated.
SECRET = frozenset(("confidential", "confidential_home"))

#: Names to compare with for a suggestion, and suggestions made: more would take minutes.
_MOST_COMPARED, _MOST_SUGGESTED = 50_000, 20


@dataclass
class Desk:
    """One load: `authorities` are the councils that the database has."""

    catalogue: Catalogue
    authorities: Mapping[str, Authority]
    postcodes: PostcodeIndex
    store: Store
    today: date
    dry_run: bool
    faults: Faults = field(default_factory=Faults)
    providers: Known = field(default_factory=Known)
    schemes: Known = field(default_factory=Known)
    agreements: Agreements = field(default_factory=Agreements)
    premises_erased: int = 0
    texts_erased: int = 0
    #: Schemes that become confidential, by id, with what tells where each is.
    hushed: dict[str, Tells] = field(default_factory=dict)
    _suggested: int = 0

    @property
    def writes(self) -> bool:
        """Whether rows are put into the database: not in a dry run, nor once a fault has been found."""
        return not self.dry_run and not self.faults

    def flags_of(self, accommodation_type: str) -> int:
        """What the type says of a scheme's place. A type that is out of use counts as confidential."""
        kind = self.catalogue.accommodation_types.get(accommodation_type)
        if kind is None or kind.location_policy in SECRET:
            return CONFIDENTIAL
        return HOLDS_PLACE if kind.holds_location else 0

    def tells_place(self, scheme: str | None, text: object) -> bool:
        """Whether a text of a confidential scheme tells its place, as far as that is known."""
        return self.hushed.get(scheme or "", holds_postcode)(text)

    def empty_texts(self) -> None:
        """Empty what support and contacts, held since before, tell of schemes that become confidential."""
        for scheme, tells in self.hushed.items():
            self.texts_erased += self.store.empty_texts(scheme, tells, write=self.writes)

    def empty_contract_texts(self) -> None:
        """Erase what contracts tell of them, those of this very load too."""
        for scheme, tells in self.hushed.items():
            self.texts_erased += empty_contract_texts(
                self.store.connection, UUID(scheme), tells, write=self.writes
            )

    def look_for_providers(self, references: set[str]) -> None:
        """Learn which of these the directory has."""
        unasked = self.providers.unasked(references)
        if unasked:
            for reference, identity in self.store.identities(PROVIDERS, unasked).items():
                self.providers.add(reference, 0, identity)
            self.providers.missing(unasked)

    def look_for_schemes(self, references: set[str]) -> None:
        """Learn which of these the directory has, and of what type they are."""
        unasked = self.schemes.unasked(references)
        if unasked:
            for reference, (identity, kind) in self.store.types(unasked).items():
                self.schemes.add(reference, 0, identity, self.flags_of(kind))
            self.schemes.missing(unasked)

    def not_there(self, noun: str, reference: str, known: Iterable[str]) -> str:
        """What to say of a reference that nothing answers to."""
        return (
            f"there is no {noun} '{reference}' in this folder or the directory{self._meant(reference, known)}"
        )

    def _meant(self, reference: str, known: Iterable[str]) -> str:
        self._suggested += 1
        names = list(known) if self._suggested <= _MOST_SUGGESTED else []
        if not 0 < len(names) <= _MOST_COMPARED:
            return ""
        near = process.extractOne(reference, names, score_cutoff=85)
        return f"; did you mean '{near[0]}'?" if near else ""
