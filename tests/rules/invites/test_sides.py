"""One list, or lists that never merge."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.invites import sides_of
from directory.rules.invites.sides import Named

ABUSE = ("domestic-abuse",)


def sides(
    homes: str,
    named: Sequence[Named | None] = (),
    circumstances: Sequence[str] = ABUSE,
    safe: str = "",
) -> list[str]:
    """Each list as its name and the labels on it; people are A, B, C, each in the home of that letter.

    `safe` has the labels of those in safe accommodation; a list that may have roles for victims ends in *.
    """
    labels = [chr(ord("A") + each) for each in range(len(homes))]
    found = sides_of(
        circumstances, labels, list(homes), named or [None] * len(homes), [each in safe for each in labels]
    )
    return [
        f"{side.name}: {''.join(labels[person] for person in side.people)}{'*' * side.for_victims}"
        for side in found
    ]


@pytest.mark.parametrize("circumstances", [(), ("split-household",), ("pregnant",)])
def test_there_is_one_list_unless_domestic_abuse_is_in_question(circumstances: tuple[str, ...]) -> None:
    assert sides("xy", circumstances=circumstances) == ["everyone: AB"]


def test_people_of_one_home_are_on_one_list_where_nothing_is_said_of_them() -> None:
    assert sides("xx") == ["everyone: AB"]


def test_two_homes_make_two_lists_whether_or_not_they_were_said_to_be_apart() -> None:
    assert sides("xyx") == ["side of A, C: AC", "side of B: B"]
    assert sides("xyx", circumstances=("domestic-abuse", "split-household")) == sides("xyx")


def test_a_named_side_is_called_so_and_the_victims_comes_first() -> None:
    assert sides("xy", ["other", "victim"]) == ["victim's side: B*", "other side: A"]
    assert sides("xy", ["other", "victim"], circumstances=()) == ["victim's side: B*", "other side: A"]


def test_who_lives_with_somebody_of_a_side_is_not_taken_to_be_on_it() -> None:
    assert sides("xyx", ["victim", None, None]) == ["victim's side: A*", "side of B: B", "side of C: C"]


def test_a_third_home_is_never_taken_for_either_side() -> None:
    assert sides("xyz", ["victim", "other", None]) == ["victim's side: A*", "other side: B", "side of C: C"]


def test_two_homes_of_one_side_share_its_list() -> None:
    assert sides("xyz", ["victim", "other", "victim"]) == ["victim's side: AC*", "other side: B"]


def test_all_of_one_side_are_on_the_one_list_there_is() -> None:
    assert sides("xy", ["victim", "victim"]) == ["everyone: AB*"]
    assert sides("xy", ["other", "other"]) == ["everyone: AB"]


def test_the_only_one_in_a_safe_place_is_the_victim_unless_it_was_said_who_is() -> None:
    assert sides("xy", safe="B") == ["victim's side: B*", "side of A: A"]
    assert sides("xy", ["other", None], safe="B") == ["victim's side: B*", "other side: A"]
    assert sides("xy", ["victim", None], safe="B") == ["victim's side: A*", "side of B: B*"]


def test_two_in_safe_places_may_be_two_sides_and_each_is_spoken_for() -> None:
    assert sides("xy", safe="AB") == ["side of A: A*", "side of B: B*"]
    assert sides("xyz", safe="AB") == ["side of A: A*", "side of B: B*", "side of C: C"]


@given(
    st.lists(
        st.tuples(st.sampled_from("xyz"), st.sampled_from(["victim", "other", None]), st.booleans()),
        min_size=1,
        max_size=6,
    )
)
def test_everybody_is_on_exactly_one_list_and_only_what_was_said_or_one_home_joins_two(
    people: list[tuple[str, Named | None, bool]],
) -> None:
    homes, named, safe = ([*each] for each in zip(*people, strict=True))
    found = sides_of(ABUSE, ["P"] * len(people), homes, named, safe)
    assert sorted(person for side in found for person in side.people) == list(range(len(people)))
    for side in found:
        of_list = [people[person] for person in side.people]
        said = {named for _, named, _ in of_list} - {None}
        assert len(said) <= 1
        alone_in_safety = sum(is_safe and named is None for _, named, is_safe in people) == 1
        if None in {named for _, named, _ in of_list} and not (alone_in_safety and "victim" not in named):
            assert not said
            assert len({home for home, _, _ in of_list}) == 1
