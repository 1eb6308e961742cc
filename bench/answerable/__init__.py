"""Questions with one right answer: how people write an address that the directory holds."""

from bench.answerable import (  # noqa: F401  # their kinds are listed as they load
    around,
    council,
    form,
    left_out,
    numbers,
    slips,
    units,
    wrong_postcodes,
)
from bench.answerable.asked import KINDS

__all__ = ["KINDS"]
