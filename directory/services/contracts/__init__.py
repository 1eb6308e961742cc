"""Contracts, what each secures, and what all of them lack, to those who may read them."""

from directory.services.contracts.assured import assurance
from directory.services.contracts.gaps import Behind, findings, gap_report, statuses
from directory.services.contracts.reading import Wanted, contract, find_contracts

__all__ = [
    "Behind",
    "Wanted",
    "assurance",
    "contract",
    "find_contracts",
    "findings",
    "gap_report",
    "statuses",
]
