"""What JSON is taken, and what is refused."""

import uuid
from contextlib import suppress
from datetime import date

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.api.json import DEEPEST, BadJson, json_response, read_json

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abcdef"), inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_what_is_written_is_read_back_the_same(value: object) -> None:
    assert read_json(orjson.dumps(value)) == value


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"{", "not JSON"),
        (b"{'a': 1}", "not JSON"),
        (b"NaN", "not JSON"),
        (b'{"a": Infinity}', "not JSON"),
        (b'{"a": 1} {"b": 2}', "not JSON"),
        (b'\xef\xbb\xbf{"a": 1}', "not JSON"),
        (b'{"a": "\xff"}', "not JSON"),
        (b'{"a": "\\ud800"}', "not JSON"),
        (b'{"a": 1, "a": 2}', "twice"),
        (b'{"a": 1, "\\u0061": 2}', "twice"),
        (b'[{"b": {"a": 1, "a": 1}}]', "twice"),
        (b'{"a": "\\u0000"}', "NUL"),
        (b'{"a\\u0000": 1}', "NUL"),
        (b'["\\u0000"]', "NUL"),
        (b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1), "deep"),
        (b"[" * 500 + b"]" * 500, "deep"),
        (b"[" * 400_000, "not JSON"),
        (b'{"a":' * 400_000, "not JSON"),
    ],
)
def test_a_body_that_could_be_read_in_two_ways_is_refused(raw: bytes, why: str) -> None:
    with pytest.raises(BadJson, match=why):
        read_json(raw)


def test_nesting_up_to_the_limit_is_taken() -> None:
    read_json(b"[" * DEEPEST + b"]" * DEEPEST)


def test_a_backslash_before_u0000_is_no_nul() -> None:
    assert read_json(rb'{"a": "\\u0000"}') == {"a": "\\u0000"}


@pytest.mark.parametrize("raw", [b"9" * 5000, b"[1" + b",1" * 400_000 + b"]", b'"' + b"a" * 900_000 + b'"'])
def test_large_bodies_end_in_an_answer_and_not_in_a_fault(raw: bytes) -> None:
    with suppress(BadJson):
        read_json(raw)


def test_ids_and_dates_are_written_as_text() -> None:
    identity = uuid.UUID("5b0d2c0e-6f0a-4d5e-9b57-0a4c3f6f8f11")
    answer = json_response({"id": identity, "on": date(2026, 12, 1), "all": frozenset({"b", "a"})})
    assert answer.get_data(as_text=True) == f'{{"id":"{identity}","on":"2026-12-01","all":["a","b"]}}'
