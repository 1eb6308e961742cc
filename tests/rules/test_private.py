"""What may not stand in any text: what looks like an NHS number or a date of birth."""

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.errors import Invalid
from directory.rules.private import refuse

# Numbers of the range that the NHS keeps for tests (999 …), and one of its published examples.
NHS_NUMBERS = ("943 476 5919", "9434765919", "943-476-5919", "999 000 0018")


@pytest.mark.parametrize("number", NHS_NUMBERS)
@pytest.mark.parametrize("text", ["{}", "mother {}, child not yet", "NHS:{}."])
def test_an_nhs_number_is_refused_and_not_repeated(text: str, number: str) -> None:
    with pytest.raises(Invalid, match="NHS number") as caught:
        refuse(text.format(number), "referral")
    assert caught.value.field == "referral"
    assert number not in caught.value.message


@pytest.mark.parametrize(
    "day",
    [
        "03/04/2019",
        "3.4.19",
        "3-4-2019",
        "2019-04-03",
        "3 April 2019",
        "3rd of April 2019",
        "April 3, 2019",
        "03-Apr-2019",
    ],
)
def test_a_whole_date_is_refused_and_not_repeated(day: str) -> None:
    with pytest.raises(Invalid, match="may be one of birth") as caught:
        refuse(f"for the girl ({day})", "who_for")
    assert day not in caught.value.message


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "Ring 01632 960123 or 020 7946 0018, or +44 1632 960123",
        "Ring 01632 96012",
        "Mo-Fr 09:00-17:00; PH off",
        "closed on 25 December and 1 January",
        "since April 2019",
        "up to 12 families, 16-25 years, 24/7",
        "UPRN 100091234567, charity 1234567",
        "943 476 5918",
        "12-14 High Street",
    ],
)
def test_what_a_directory_says_is_taken(text: str | None) -> None:
    refuse(text, "referral")


@given(st.text())
def test_any_text_is_taken_or_refused(text: str) -> None:
    with contextlib.suppress(Invalid):
        refuse(text, "referral")


@pytest.mark.parametrize("part", ["1", "1 ", "12/", "999 000 ", "3 april ", "2019-", "\u0661", "a"])
def test_a_hostile_text_is_read_at_once(part: str) -> None:
    text = part * (100_000 // len(part))
    started = time.perf_counter()
    with contextlib.suppress(Invalid):
        refuse(text, "referral")
    assert time.perf_counter() - started < 0.5  # 0.05 on a machine of its own
