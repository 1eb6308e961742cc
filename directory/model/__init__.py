"""The tables: columns, constraints and relationships. No queries, no HTTP."""

from directory.model.authority import AuthorityRecord
from directory.model.contact import Contact
from directory.model.contract import Contract
from directory.model.premises import Premises
from directory.model.provider import Provider, ProviderName
from directory.model.scheme import Scheme, SupportOffered
from directory.model.state import DirectoryState
from directory.model.token import Token

__all__ = [
    "AuthorityRecord",
    "Contact",
    "Contract",
    "DirectoryState",
    "Premises",
    "Provider",
    "ProviderName",
    "Scheme",
    "SupportOffered",
    "Token",
]
