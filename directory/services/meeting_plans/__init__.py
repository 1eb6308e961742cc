"""Meeting plans: who from housing is invited, told, or must not be, and how each is reached.

What is asked is neither kept nor logged; the audit log has who asked and which schemes were shown.
"""

from directory.services.meeting_plans.asked import Asked, asked_for
from directory.services.meeting_plans.homes import refuse_home
from directory.services.meeting_plans.planning import plan_meeting

__all__ = ["Asked", "asked_for", "plan_meeting", "refuse_home"]
