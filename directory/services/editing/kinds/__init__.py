"""The five kinds of records."""

from directory.services.editing.kinds.contacts import Contacts
from directory.services.editing.kinds.contracts import Contracts
from directory.services.editing.kinds.premises import PremisesOfSchemes
from directory.services.editing.kinds.providers import Providers
from directory.services.editing.kinds.schemes import Schemes
from directory.services.editing.noun import Noun

PROVIDERS: Noun = Providers()
SCHEMES: Noun = Schemes()
PREMISES: Noun = PremisesOfSchemes()
CONTACTS: Noun = Contacts()
CONTRACTS: Noun = Contracts()

#: All of them, by what a row's table calls them.
NOUNS = {noun.model.__tablename__: noun for noun in (PROVIDERS, SCHEMES, PREMISES, CONTACTS, CONTRACTS)}

__all__ = ["CONTACTS", "CONTRACTS", "NOUNS", "PREMISES", "PROVIDERS", "SCHEMES"]
