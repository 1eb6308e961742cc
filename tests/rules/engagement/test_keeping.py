"""Whether a promised share of meetings is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.engagement.keeping import is_kept

SHARES = st.floats(0, 1)


@pytest.mark.parametrize(
    ("promised", "interval", "kept"),
    [
        (80, (0.81, 0.95), "yes"),
        (80, (0.80, 0.95), "yes"),
        (80, (0.40, 0.79), "no"),
        (80, (0.40, 0.80), "cannot tell"),
        (80, None, "cannot tell"),
        (None, (0.1, 0.2), "nothing promised"),
    ],
)
def test_a_promise_is_kept_or_broken_only_beyond_doubt(
    promised: float | None, interval: tuple[float, float] | None, kept: str
) -> None:
    assert is_kept(promised, interval) == kept


@given(st.floats(0, 100), SHARES, SHARES)
def test_what_lies_within_the_interval_cannot_be_told(promised: float, one: float, other: float) -> None:
    low, high = sorted((one, other))
    told = is_kept(promised, (low, high))
    assert (told == "cannot tell") is (low < promised / 100 <= high)
