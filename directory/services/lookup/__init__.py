"""Look-ups: who is at an address, and whom to ring now."""

from directory.services.lookup.finding import (
    find_by_address,
    find_by_premises,
    find_by_uprn,
    look_up,
    resolve,
)

__all__ = ["find_by_address", "find_by_premises", "find_by_uprn", "look_up", "resolve"]
