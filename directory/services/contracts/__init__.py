"""Contracts, what each secures, what all of them lack, and what if: to those who may read them."""

from directory.services.contracts.assured import assurance
from directory.services.contracts.gaps import Behind, findings, gap_report, statuses
from directory.services.contracts.reading import Wanted, contract, find_contracts
from directory.services.contracts.reorganising import (
    FATES,
    Reorganised,
    last_reorganisation,
    posts_reorganised,
    reorganisation,
)
from directory.services.contracts.stopping import if_it_stops
from directory.services.contracts.told import provider_contracted, scheme_contracted

__all__ = [
    "FATES",
    "Behind",
    "Reorganised",
    "Wanted",
    "assurance",
    "contract",
    "find_contracts",
    "findings",
    "gap_report",
    "if_it_stops",
    "last_reorganisation",
    "posts_reorganised",
    "provider_contracted",
    "reorganisation",
    "scheme_contracted",
    "statuses",
]
