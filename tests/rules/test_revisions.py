"""Revisions: the same for the same values, and different for others."""

import uuid
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from directory.rules.revisions import revision_of, revisions_in

VALUES = st.dictionaries(st.sampled_from("abc"), st.none() | st.integers() | st.text() | st.lists(st.text()))


@given(VALUES, VALUES)
def test_a_revision_tells_one_state_from_another(one: dict[str, object], other: dict[str, object]) -> None:
    assert (revision_of(one) == revision_of(other)) == (one == other)


def test_the_order_of_fields_does_not_matter() -> None:
    fields = {"a": date(2026, 12, 1), "b": uuid.UUID(int=7), "c": [["x", 1.5, None]]}
    assert revision_of(fields) == revision_of(dict(reversed(fields.items())))
    assert len(revision_of(fields)) == 24


def test_a_revision_stands_before_the_stop_of_a_tag() -> None:
    assert revisions_in(["abc.def", "ghi"]) == {"abc", "ghi"}
