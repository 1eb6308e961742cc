"""Every setting: its name, type, default and meaning. To start on a missing or unsafe one is refused.

Settings come from the environment and from nowhere else. Every field of `Settings` names the variable it
is read from; `flask --app wsgi directory settings` prints them all.
"""

from directory.config.keys import audit_key
from directory.config.settings import NO_LIMIT, PREFIX, PROJECT, Settings

__all__ = ["NO_LIMIT", "PREFIX", "PROJECT", "Settings", "audit_key"]
