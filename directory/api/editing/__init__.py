"""Changing the directory: for stewards, each within what they look after."""

from directory.api.editing.lifts import blueprint as lifts
from directory.api.editing.records import blueprint as records
from directory.api.editing.suppressions import blueprint as suppressions

__all__ = ["lifts", "records", "suppressions"]
