"""Who from housing a meeting must have, should have, tells, or must not have, and the rule behind each.

`protocol` decides by meeting, kind of place and circumstances; `sides` keeps apart what must not meet;
`whose` says where a role's post is looked for; `replies`, `attendance` and `reminders` say the rest.
"""

from directory.rules.invites.attendance import Attendance, attendance_of
from directory.rules.invites.circumstances import (
    DOMESTIC_ABUSE,
    REFUGE,
    SPLIT,
    Found,
    in_nobodys_name,
    of_case,
    of_household,
)
from directory.rules.invites.lines import LEVELS, Line, Reason, hard_reason
from directory.rules.invites.protocol import Protocol
from directory.rules.invites.reminders import reminders_for
from directory.rules.invites.replies import Reply, replies_due
from directory.rules.invites.sides import Side, sides_of
from directory.rules.invites.support import has_support
from directory.rules.invites.whose import Holder, first_known_only, holders_of, roles_sought

__all__ = [
    "DOMESTIC_ABUSE",
    "LEVELS",
    "REFUGE",
    "SPLIT",
    "Attendance",
    "Found",
    "Holder",
    "Line",
    "Protocol",
    "Reason",
    "Reply",
    "Side",
    "attendance_of",
    "first_known_only",
    "hard_reason",
    "has_support",
    "holders_of",
    "in_nobodys_name",
    "of_case",
    "of_household",
    "reminders_for",
    "replies_due",
    "roles_sought",
    "sides_of",
]
