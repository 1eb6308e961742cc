import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.errors import Invalid
from directory.postcodes import Postcode
from tests.private import NHS_NUMBER


@pytest.mark.parametrize(
    "typed",
    [
        "CM1 1AA",
        "cm1 1aa",
        "Cm1 1Aa",
        "CM11AA",
        "  CM1   1AA ",
        "CM1\u00a01AA",
        "\ufeffCM1\u200b1AA",
        "C M 1 1 A A",
        "CM1\n1AA\r\n",
        "cm1-1aa",
        "CM1.1AA",
        "CM1 \u2013 1AA",
        "CM1 1AA,",
        "CM1 1AA.",
    ],
)
def test_a_postcode_is_read_however_it_was_typed(typed: str) -> None:
    assert Postcode.parse(typed).text == "CM1 1AA"


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("M11AA", "M1 1AA"),
        ("b338th", "B33 8TH"),
        ("w1a0ax", "W1A 0AX"),
        ("cr26xh", "CR2 6XH"),
        ("dn551pt", "DN55 1PT"),
        ("ec1a1bb", "EC1A 1BB"),
        ("n1p3jj", "N1P 3JJ"),
        ("w1x1aa", "W1X 1AA"),
        ("npt0ad", "NPT 0AD"),
        ("gir0aa", "GIR 0AA"),
        ("bt11aa", "BT1 1AA"),
        ("im11aa", "IM1 1AA"),
    ],
)
def test_every_form_a_postcode_has_or_had_is_taken(typed: str, text: str) -> None:
    assert Postcode.parse(typed).text == text


@pytest.mark.parametrize(
    "wrong",
    [
        "LEEDS",
        "",
        " ",
        "CM1",
        "CM1 1",
        "CM1 1A",
        "CM1 1AAA",
        "CM1 IAA",
        "CM1 1AA CM1 1AA",
        "CM1-1-AA",
        "CM1/1AA",
        "CM1\x001AA",
        "CM1 1A🏠",
        "ⅭM1 1AA",
        "ſ1 1AA",
        "ı1 1AA",
        "１M1 1AA",
        "\ud800",
        "C" * 100_000,
        "CM1" + " " * 13 + "1AA",
        None,
        7,
        b"CM1 1AA",
        ["CM1 1AA"],
    ],
)
def test_anything_else_is_invalid(wrong: object) -> None:
    with pytest.raises(Invalid):
        Postcode.parse(wrong)


def test_the_message_shows_the_value_and_what_would_be_right() -> None:
    with pytest.raises(Invalid, match=r"^'LEEDS' is not a UK postcode, such as CM1 1AA$"):
        Postcode.parse("LEEDS")


def test_the_message_stays_short_and_harmless() -> None:
    with pytest.raises(Invalid) as caught:
        Postcode.parse("\x1b[31m\n" * 1000)
    assert len(caught.value.message) < 120
    assert caught.value.message.isprintable()


def test_a_postcode_has_its_parts() -> None:
    postcode = Postcode.parse("EC1A 1BB")
    assert (postcode.outward, postcode.inward, postcode.sector) == ("EC1A", "1BB", "EC1A 1")
    assert str(postcode) == "EC1A 1BB"


@given(st.text(max_size=40))
def test_any_text_is_a_postcode_or_invalid_and_parsing_twice_changes_nothing(text: str) -> None:
    try:
        once = Postcode.parse(text)
    except Invalid:
        return
    assert Postcode.parse(once.text) == once


@pytest.mark.parametrize("piece", ["A1", "CM1 ", " ", "CM1 1AA ", "\u00a0", "-", "9", "É"])
def test_a_very_long_text_is_refused_at_once(piece: str) -> None:
    started = time.thread_time()
    with pytest.raises(Invalid):
        Postcode.parse((piece * 100_000)[:100_000])
    assert time.thread_time() - started < 0.05


@pytest.mark.parametrize("given", ["9 Nowhere Road, Chelmsford", NHS_NUMBER, "dob 03/04/2019"])
def test_what_was_pasted_from_elsewhere_is_not_repeated(given: str) -> None:
    with pytest.raises(Invalid, match=r"^What was given is not a UK postcode, such as CM1 1AA$"):
        Postcode.parse(given)
