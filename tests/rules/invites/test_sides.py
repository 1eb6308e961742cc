"""One list, or lists that never merge."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.invites import sides_of
from directory.rules.invites.sides import Named

BOTH = ("domestic-abuse", "split-household")


def sides(places: str, named: Sequence[Named | None] = (), circumstances: Sequence[str] = BOTH) -> list[str]:
    """Each list as its name and the labels on it; people are A, B, C, each at the place of that letter."""
    labels = [chr(ord("A") + each) for each in range(len(places))]
    found = sides_of(circumstances, labels, list(places), named or [None] * len(places))
    return [f"{side.name}: {''.join(labels[person] for person in side.people)}" for side in found]


@pytest.mark.parametrize("circumstances", [(), ("domestic-abuse",), ("split-household",), ("pregnant",)])
def test_there_is_one_list_unless_both_meet(circumstances: tuple[str, ...]) -> None:
    assert sides("xy", circumstances=circumstances) == ["everyone: AB"]


def test_people_who_live_together_are_on_one_list_whatever_is_said() -> None:
    assert sides("xx") == ["everyone: AB"]


def test_two_addresses_make_two_lists() -> None:
    assert sides("xyx") == ["side of A, C: AC", "side of B: B"]


def test_a_named_side_is_called_so_and_the_victims_comes_first() -> None:
    assert sides("xy", ["other", "victim"]) == ["victim's side: B", "other side: A"]


def test_whoever_lives_with_somebody_of_a_side_is_on_it() -> None:
    assert sides("xyx", ["victim", None, None]) == ["victim's side: AC", "side of B: B"]


def test_a_third_address_is_never_taken_for_either_side() -> None:
    assert sides("xyz", ["victim", "other", None]) == ["victim's side: A", "other side: B", "side of C: C"]


def test_two_addresses_of_one_side_share_its_list() -> None:
    assert sides("xyz", ["victim", "other", "victim"]) == ["victim's side: AC", "other side: B"]


@given(
    st.lists(
        st.tuples(st.sampled_from("xyz"), st.sampled_from(["victim", "other", None])), min_size=1, max_size=6
    )
)
def test_everybody_is_on_exactly_one_list_and_named_sides_never_meet(
    people: list[tuple[str, Named | None]],
) -> None:
    places, named = [place for place, _ in people], [side for _, side in people]
    found = sides_of(BOTH, ["P"] * len(people), places, named)
    assert sorted(person for side in found for person in side.people) == list(range(len(people)))
    if len(set(places)) > 1:
        for side in found:
            assert len({named[person] for person in side.people} - {None}) <= 1
