"""What this process was told by its environment, read once and checked."""

from directory.config.keys import audit_key
from directory.config.settings import PREFIX, PROJECT, Settings

__all__ = ["PREFIX", "PROJECT", "Settings", "audit_key"]
