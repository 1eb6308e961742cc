"""Which children are taken with their parent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.children import OLDEST_LIMIT, Sex, is_taken

AGES = st.integers(0, OLDEST_LIMIT - 1)
LIMITS = st.none() | st.integers(0, OLDEST_LIMIT)


@pytest.mark.parametrize(
    ("age", "sex", "sons_under", "daughters_under", "taken"),
    [
        (15, "male", 16, 0, "yes"),
        (15, "male", 15, 26, "no"),
        (15, "male", None, 26, "ask"),
        (15, "female", 0, 16, "yes"),
        (15, "female", 26, 15, "no"),
        (15, "female", 26, None, "ask"),
        (0, "male", 0, 18, "no"),
        (0, "male", 1, 18, "yes"),
        (15, None, 16, 18, "yes"),
        (15, None, 12, 15, "no"),
        (15, None, 12, 18, "depends"),
        (15, None, 16, None, "ask"),
        (15, None, None, 12, "ask"),
        (15, None, None, None, "ask"),
    ],
)
def test_a_child_is_taken_who_is_younger_than_the_limit_for_their_sex(
    age: int, sex: Sex | None, sons_under: int | None, daughters_under: int | None, taken: str
) -> None:
    assert is_taken(age, sex, sons_under, daughters_under) == taken


@given(AGES, LIMITS, LIMITS)
def test_what_is_said_without_a_sex_holds_for_both(age: int, sons: int | None, daughters: int | None) -> None:
    said = is_taken(age, None, sons, daughters)
    each = {is_taken(age, "male", sons, daughters), is_taken(age, "female", sons, daughters)}
    assert said in each if len(each) == 1 else said in ("depends", "ask")
    assert (said == "ask") is (None in (sons, daughters))


@given(AGES, LIMITS, LIMITS)
def test_a_younger_child_is_never_left_out_where_an_older_one_is_taken(
    age: int, sons: int | None, daughters: int | None
) -> None:
    for sex in ("male", "female", None):
        if is_taken(age, sex, sons, daughters) == "yes":
            assert {is_taken(younger, sex, sons, daughters) for younger in range(age)} <= {"yes"}
