"""What may stand in a cell."""

import unicodedata
from collections.abc import Callable
from datetime import date

import phonenumbers
import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st

from directory.errors import Invalid
from directory.services.loading import cells


@pytest.mark.parametrize(
    "number",
    [
        "01632 960123",
        "020 7946 0018",
        "07700 900123",
        "0808 157 0123",
        "03069 990123",
        "+44 1632 960123",
        "(01632) 960123",
        "01632-960-123",
        "+353 1 553 0123",
        "0800 1111",
    ],
)
def test_telephone_numbers_are_taken_as_they_are_written(number: str) -> None:
    assert cells.phone(number) == number


@pytest.mark.parametrize(
    "number", ["01632", "960123", "01632 960123 ext", "07700 9001234567", "see website", "+"]
)
def test_what_nobody_can_dial_is_refused(number: str) -> None:
    with pytest.raises(Invalid, match="is not a telephone number"):
        cells.phone(number)


@given(st.from_regex(r"0[0-9](?: ?[0-9]){3,11}", fullmatch=True))
def test_the_quick_check_of_numbers_never_lets_through_what_the_thorough_one_refuses(number: str) -> None:
    try:
        cells.phone(number)
    except Invalid:
        return
    assert phonenumbers.is_possible_number(phonenumbers.parse(number, "GB"))


@pytest.mark.parametrize(
    "address",
    [
        "duty@council.example",
        "o'neill@provider.test",
        "first.last+tag@sub.provider.example",
        "a_b@provider.example",
        "housing@xn--caf-dma.example",
    ],
)
def test_mail_addresses_of_invented_places_are_taken(address: str) -> None:
    assert cells.mail(address)


@pytest.mark.parametrize(
    "address",
    [
        "duty",
        "duty@localhost",
        "a b@c.example",
        "duty@council.example, b@c.example",
        "@c.example",
        "a@-c.example",
    ],
)
def test_what_is_no_mail_address_is_refused(address: str) -> None:
    with pytest.raises(Invalid, match="is not a mail address"):
        cells.mail(address)


_PIECE = st.text("ab0.-_+'@", min_size=1, max_size=12)


@given(
    st.builds("{}@{}.{}".format, _PIECE, _PIECE, st.sampled_from(("example", "test", "org.uk", "a", "x-")))
)
def test_the_quick_check_of_mail_never_lets_through_what_the_thorough_one_refuses(address: str) -> None:
    try:
        cells.mail(address)
    except Invalid:
        return
    try:
        validate_email(address, check_deliverability=False, globally_deliverable=False, test_environment=True)
    except EmailNotValidError:
        pytest.fail(f"{address} was let through")


@given(st.text(max_size=80))
def test_a_tidy_cell_is_tidy_already(text: str) -> None:
    try:
        once = cells.tidy(text)
    except Invalid:
        return
    assert cells.tidy(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(character.isspace() and character != " " for character in once)


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (cells.yes_or_no, "Yes", True),
        (cells.yes_or_no, "no", False),
        (cells.day, "2028-02-29", "2028-02-29"),
        (cells.past_day(date(2026, 11, 23)), "2026-11-23", "2026-11-23"),
        (cells.whole(0, 120), "007", 7),
        (cells.decimal(0, 168, "1"), "37.5", 37.5),
        (cells.uprn, "000123", "123"),
        (cells.website, "https://www.provider.example/a?b=c", "https://www.provider.example/a?b=c"),
        (cells.opening, "Mon-Fri 9am-5pm", "Mo-Fr 09:00-17:00"),
        (cells.opening, "24/7", "24/7"),
        (cells.several(str.upper, 50), "a; b ;;a", ("A", "B")),
        (cells.one_of(("yes", "no", "ask")), "ASK", "ask"),
        (cells.slug_of("role", ("a", "b")), "b", "b"),
        (cells.authority_of(("E07000070",)), "e07000070", "E07000070"),
        (cells.text_of(3), "abc", "abc"),
    ],
)
def test_cells_are_read(read: Callable[[str], object], cell: str, value: object) -> None:
    assert read(cell) == value


@pytest.mark.parametrize(
    ("read", "cell"),
    [
        (cells.yes_or_no, "1"),
        (cells.day, "20280229"),
        (cells.day, "2026-W01-1"),
        (cells.day, "1066-10-14"),
        (cells.day, "٢٠٢٦-01-01"),
        (cells.past_day(date(2026, 11, 23)), "2026-11-24"),
        (cells.whole(0, 120), "121"),
        (cells.whole(0, 120), "1_0"),
        (cells.decimal(0, 168, "1"), "nan"),
        (cells.decimal(0, 168, "1"), "1e2"),
        (cells.uprn, "0"),
        (cells.uprn, "1234567890123"),
        (cells.website, "javascript:alert(1)"),
        (cells.website, "https://user:secret@provider.example/"),
        (cells.opening, "now and then"),
        (cells.several(cells.text_of(10), 12), "abcdefgh;ijklmnop"),
        (cells.slug_of("role", ("a",), ("b",)), "b"),
        (cells.text_of(3), "abcd"),
    ],
)
def test_what_a_cell_may_not_hold_is_refused(read: Callable[[str], object], cell: str) -> None:
    with pytest.raises(Invalid):
        read(cell)


def test_a_long_value_is_cut_short_in_a_message() -> None:
    assert cells.shown("x" * 61) == "'" + "x" * 57 + "…'"


def test_each_text_is_read_once() -> None:
    asked: list[str] = []

    def read(cell: str) -> str:
        asked.append(cell)
        return cell.upper()

    remembered = cells.Remembered(read)
    assert [remembered[cell] for cell in ("a", "", "a", "b")] == ["A", None, "A", "B"]
    assert asked == ["a", "b"]
