"""Meeting plans: who from housing is invited, told, or must not be, and how each is reached.

What is asked is neither kept nor logged; the audit log has who asked and which schemes were shown.
"""

from directory.services.meeting_plans.asked import Asked, asked_for
from directory.services.meeting_plans.homes import homes_of
from directory.services.meeting_plans.planning import plan_meeting

__all__ = ["Asked", "asked_for", "homes_of", "plan_meeting"]
