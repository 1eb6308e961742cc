"""Which council answers for housing, children and adults at a place on a date.

A council is known by its ONS (GSS) code. One that is planned and has no code yet goes by an id of
ours, such as `planned:essex-west`.
"""

from directory.rules.authorities.passing import Fate, Naming, Passing, ending_by, last_change, passing
from directory.rules.authorities.reading import read_authorities
from directory.rules.authorities.records import (
    FUNCTIONS,
    Authority,
    CouncilSettings,
    Function,
    Note,
    SafeguardingArea,
    Tier,
    Verification,
)
from directory.rules.authorities.register import Authorities
from directory.rules.authorities.responsibility import Responsible, country_of, responsible

__all__ = [
    "FUNCTIONS",
    "Authorities",
    "Authority",
    "CouncilSettings",
    "Fate",
    "Function",
    "Naming",
    "Note",
    "Passing",
    "Responsible",
    "SafeguardingArea",
    "Tier",
    "Verification",
    "country_of",
    "ending_by",
    "last_change",
    "passing",
    "read_authorities",
    "responsible",
]
