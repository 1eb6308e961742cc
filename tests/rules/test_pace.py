"""How fast somebody may ask."""

from hypothesis import given
from hypothesis import strategies as st

from directory.rules.pace import Pace, step

SIX_A_MINUTE = Pace(6, 60)


def asked(pace: Pace, times: list[float]) -> list[bool]:
    free_at, allowed = 0.0, []
    for now in times:
        taken = step(pace, free_at, now)
        free_at = taken.free_at
        allowed.append(taken.allowed)
    return allowed


def test_all_of_the_limit_may_be_asked_at_once_and_no_more() -> None:
    assert asked(SIX_A_MINUTE, [100.0] * 8) == [True] * 6 + [False] * 2


def test_after_that_there_is_room_for_one_as_each_part_of_the_period_passes() -> None:
    assert asked(SIX_A_MINUTE, [0.0] * 6 + [9.9, 10.0, 10.1, 20.1]) == [True] * 6 + [False, True, False, True]


def test_one_who_is_refused_is_told_when_to_come_back_and_is_then_answered() -> None:
    free_at = 0.0
    for _ in range(6):
        free_at = step(SIX_A_MINUTE, free_at, 50.0).free_at
    refused = step(SIX_A_MINUTE, free_at, 52.5)
    assert not refused.allowed
    assert refused.wait_s == 8
    assert step(SIX_A_MINUTE, refused.free_at, 52.5 + refused.wait_s).allowed


def test_what_is_left_and_when_all_is_there_again_are_told() -> None:
    first = step(SIX_A_MINUTE, 0.0, 1000.0)
    assert (first.remaining, first.reset_s) == (5, 10)
    many = step(SIX_A_MINUTE, first.free_at, 1000.0, 4)
    assert (many.remaining, many.reset_s) == (1, 50)


def test_more_than_the_limit_in_one_go_takes_all_of_it() -> None:
    assert step(SIX_A_MINUTE, 0.0, 0.0, 500).remaining == 0
    assert not step(SIX_A_MINUTE, 10.0, 0.0, 500).allowed


@given(
    st.integers(1, 50),
    st.lists(st.floats(0, 300), min_size=1, max_size=300).map(sorted),
)
def test_never_does_more_than_twice_the_limit_get_through_in_a_period(limit: int, times: list[float]) -> None:
    allowed = asked(Pace(limit, 60), times)
    passed = [at for at, through in zip(times, allowed, strict=True) if through]
    for begin in passed:
        assert sum(begin <= at < begin + 60 for at in passed) <= 2 * limit


@given(st.integers(1, 50), st.integers(1, 60), st.floats(0, 1e6), st.floats(0, 120))
def test_whoever_waits_as_long_as_told_is_answered(
    limit: int, amount: int, now: float, owed_s: float
) -> None:
    pace = Pace(limit, 60)
    taken = step(pace, now + min(owed_s, 60), now, amount)
    assert taken.allowed or step(pace, taken.free_at, now + taken.wait_s, amount).allowed
