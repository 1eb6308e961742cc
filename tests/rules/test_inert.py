"""Cells that a spreadsheet cannot take for a formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.inert import as_it_was, inert


@given(text=st.text())
def test_a_cell_comes_back_as_it_was(text: str) -> None:
    assert as_it_was(inert(text)) == text


@given(text=st.text(), start=st.sampled_from("=+-@\t\r\n＝＋－＠'"))
def test_no_cell_begins_like_a_formula(text: str, start: str) -> None:
    assert inert(start + text).startswith("'")


@pytest.mark.parametrize("text", ["", "12 Kirkgate", "a=b", "é", " =1"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert inert(text) == text
