"""The files, in the order in which they are read."""

from directory.services.loading.sheets.contacts import Contacts
from directory.services.loading.sheets.contracts import Contracts, ContractTerms
from directory.services.loading.sheets.premises import Premises
from directory.services.loading.sheets.providers import Providers
from directory.services.loading.sheets.schemes import Schemes
from directory.services.loading.sheets.support import Support

__all__ = ["Contacts", "ContractTerms", "Contracts", "Premises", "Providers", "Schemes", "Support"]
