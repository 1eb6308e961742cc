"""What a contract secures of the time and care that safeguarding asks, term by term.

Nothing here is a score: every figure is a number of findings, and every finding names its clause, what is
wanted, and what that rests on. `docs/assurance.md` explains the words.
"""

from directory.rules.assurance.findings import (
    STATUSES,
    Assurance,
    Clause,
    Finding,
    Held,
    Measured,
    Required,
    Summary,
    assess,
    promised_on,
)
from directory.rules.assurance.gaps import Gaps, Group, Line, gaps
from directory.rules.assurance.holding import Hold, Status
from directory.rules.assurance.promises import Contract, Promise
from directory.rules.assurance.terms import Terms
from directory.rules.assurance.units import WorkingTime, working_time
from directory.rules.assurance.wording import amount

__all__ = [
    "STATUSES",
    "Assurance",
    "Clause",
    "Contract",
    "Finding",
    "Gaps",
    "Group",
    "Held",
    "Hold",
    "Line",
    "Measured",
    "Promise",
    "Required",
    "Status",
    "Summary",
    "Terms",
    "WorkingTime",
    "amount",
    "assess",
    "gaps",
    "promised_on",
    "working_time",
]
