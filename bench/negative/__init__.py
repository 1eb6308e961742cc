"""Questions about addresses that are not held, each as near to a held one as life makes them."""

from bench.negative import (  # noqa: F401  # their kinds are listed as they load
    mixed,
    numbers,
    places,
    streets,
    units,
)
from bench.negative.asked import KINDS

__all__ = ["KINDS"]
