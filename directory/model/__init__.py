"""The tables: columns, constraints and relationships. No queries, no HTTP."""

from directory.model.attendance import Attendance, AttendanceSecret
from directory.model.audit import AuditEntry, AuditHead
from directory.model.authority import AuthorityRecord
from directory.model.contact import Contact
from directory.model.contract import Contract, ContractScheme, ContractTerm, ContractVersion
from directory.model.editing import IdempotencyKey, Lift
from directory.model.person import Person, SignIn
from directory.model.premises import Premises
from directory.model.provider import Provider, ProviderName
from directory.model.scheme import Scheme, SupportOffered
from directory.model.state import DirectoryState
from directory.model.token import Token

__all__ = [
    "Attendance",
    "AttendanceSecret",
    "AuditEntry",
    "AuditHead",
    "AuthorityRecord",
    "Contact",
    "Contract",
    "ContractScheme",
    "ContractTerm",
    "ContractVersion",
    "DirectoryState",
    "IdempotencyKey",
    "Lift",
    "Person",
    "Premises",
    "Provider",
    "ProviderName",
    "Scheme",
    "SignIn",
    "SupportOffered",
    "Token",
]
