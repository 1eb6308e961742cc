"""What looks like something about a family is refused, and what does not is not."""

import csv
import string
from datetime import date

import phonenumbers
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from directory.config import PROJECT
from directory.errors import Invalid
from directory.rules.private import looks_like, refuse

NHS, INSURANCE, PUPIL, BIRTH = (
    "an NHS number",
    "a National Insurance number",
    "a pupil's number",
    "a date of birth",
)
CASE, PARENT = "the number of a case or a person", "the name of a child's parent"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("943 476 5919", NHS),
        ("9434765919", NHS),
        ("943-476-5919", NHS),
        ("Ring about 943 476 5919, please", NHS),
        ("NHS: 943\u00a0476\u00a05919", NHS),
        ("９４３ ４７６ ５９１９", NHS),
        ("943\u200b4765919", NHS),
        ("943–476–5919", NHS),
        ("Flat 12 943 476 5919", NHS),
        ("QQ123456C".replace("QQ", "AB"), INSURANCE),
        ("ab 12 34 56 c", INSURANCE),
        ("their NI is JG-10-35-59-A.", INSURANCE),
        ("UPN H801200001001", PUPIL),
        ("dob 12/03/2015", BIRTH),
        ("DOB: 12.3.15", BIRTH),
        ("d.o.b. 12 March 2015", BIRTH),
        ("date of birth is 2015-03-12", BIRTH),
        ("born on the 12th of March, 2015", BIRTH),
        ("born March 12, 2015", BIRTH),
        ("12/03/15 (dob)", BIRTH),
        ("Mia 12/03/2015", BIRTH),
        ("2015-03-12 Mia", BIRTH),
        ("12-03-2015", BIRTH),
        ("Mia and Tom, 01.02.2019", BIRTH),
        ("case no. 481516", CASE),
        ("LCS ID: 2342108", CASE),
        ("Mosaic number M48151623", CASE),
        ("nhs no 4815162", CASE),
        ("child of Testa Quavermint", PARENT),
        ("the son of Mrs Testa O'Quavermint", PARENT),
    ],
)
def test_what_is_about_a_family_is_refused_and_not_repeated(text: str, kind: str) -> None:
    assert looks_like(text) == kind
    with pytest.raises(Invalid) as caught:
        refuse(text, "referral")
    assert caught.value.field == "referral"
    assert kind in caught.value.message
    for word in text.split():
        if any(character.isdigit() for character in word) or word in ("Testa", "Mia"):
            assert word not in caught.value.message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ring 01632 960123, or 07700 900123 out of hours",
        "020 7946 0018; 0300 123 4567; +44 300 123 4567; +44 (0)20 7946 0018",
        "Referral form with name, date of birth and NHS number, by secure mail",
        "Families with children aged 0-5, or born after 1 September 2020",
        "Mothers and babies; babies born here are welcome",
        "Mo-Fr 09:00-17:00; Sa 10:00-12:00; PH off",
        "24/7/365; 9.30-12.30 and 13.30-17.00; 9am to 5pm",
        "Staff on site Monday to Friday, 9am to 5pm; on call at other times",
        "Closed until 05/01/2027",
        "Contract from 01/04/2024 to 31/03/2028",
        "Contract 01/04/2024 - 31/03/2028",
        "Reviewed 12/05/2023; open since 2019-04-01",
        "Opened on 01.02.2019",
        "Week commencing 12/05/2025",
        "Version 1.2.2019",
        "32/01/2019, 12/13/2019 and 29/02/2019 are no days",
        "Registered provider L0014, company 04834567, charity 1187654-1",
        "Ofsted SC1234567, CQC 1-9434765919, URN 2501234",
        "UPRN 9434765919, UPRN: 9434765919",
        "https://www.provider.example/2019/03/12/news",
        "Case number and name of the social worker needed",
        "Quote the case reference when ringing 01632 960123",
        "case number: 01632 960123",
        "Room 12 34 56 and 78",
        "CM1 1AA, SS1 1AA",
        "Run by the Daughters of Charity; Mother of Mercy House",
        "Son of a gun",
        "up to 12 families, 3 of them with babies",
        "Testo Quavermint",
        "B123456789012",
    ],
)
def test_what_a_directory_says_of_itself_is_let_through(text: str) -> None:
    assert looks_like(text) is None
    assert refuse(text, "referral") is text


def test_a_message_without_a_field_is_a_sentence_too() -> None:
    with pytest.raises(Invalid, match=r"^This text holds what looks like an NHS number; .*\.$"):
        refuse("943 476 5919")


def nhs_numbers() -> st.SearchStrategy[str]:
    """NHS numbers of England, of Northern Ireland and for tests, with their check digit."""

    def whole(nine: str) -> str:
        check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(nine)) % 11
        return "" if check == 10 else nine + str(check % 11)

    first = st.sampled_from("34679")
    rest = st.text(string.digits, min_size=8, max_size=8)
    return st.builds(lambda a, b: whole(a + b), first, rest).filter(bool)


@given(nhs_numbers(), st.sampled_from(["", " ", "-", "."]), st.sampled_from(["", "NHS ", "for Mia: ", "("]))
def test_every_nhs_number_is_found_however_it_is_spaced(number: str, space: str, before: str) -> None:
    text = f"{before}{number[:3]}{space}{number[3:6]}{space}{number[6:]}, please"
    assert looks_like(text) == NHS


@given(nhs_numbers(), st.integers(0, 9))
def test_ten_digits_with_another_check_digit_are_no_nhs_number(number: str, last: int) -> None:
    assume(str(last) != number[9])
    assert looks_like(number[:9] + str(last)) is None


@given(st.dates(date(1930, 1, 1), date(2026, 1, 1)), st.sampled_from(["/", "-", "."]), st.booleans())
def test_every_birthday_beside_a_name_is_found(born: date, mark: str, padded: bool) -> None:
    written = f"{born.day:02}{mark}{born.month:02}" if padded else f"{born.day}{mark}{born.month}"
    assert looks_like(f"Mia {written}{mark}{born.year}") == BIRTH


REGIONS = [
    "020 7946 0",
    "0121 496 0",
    "01632 960",
    "0191 498 0",
    "07700 900",
    "0808 157 0",
    "03069 990 ",
    "0300 123 4",
]


@given(st.sampled_from(REGIONS), st.text(string.digits, min_size=3, max_size=3), st.integers(0, 3))
def test_no_telephone_number_is_taken_for_a_person(region: str, last: str, form: int) -> None:
    number = phonenumbers.parse(region + last, "GB")
    shown = phonenumbers.format_number(number, form)
    typed = region + last
    for text in (typed, typed.replace(" ", ""), shown, f"Ring {shown} now", f"{shown}/{shown}"):
        assert looks_like(text) is None


@given(st.from_regex(r"0[1-35789][0-9]{8,9}", fullmatch=True), st.sampled_from([3, 4, 5]))
def test_no_number_that_begins_with_nought_is_taken_for_a_person(number: str, area: int) -> None:
    for text in (
        number,
        f"{number[:area]} {number[area : area + 3]} {number[area + 3 :]}",
        f"+44{number[1:]}",
    ):
        assert looks_like(text) is None


@given(st.integers(1, 999_999_999_999))
def test_no_uprn_that_is_called_one_is_taken_for_a_person(uprn: int) -> None:
    assert looks_like(f"UPRN {uprn}") is None


@given(st.from_regex(r"(L|LH|SC|RP|OC|SC|NI|IP|RC)?[0-9]{4,8}(-1)?|1-[0-9]{8,11}", fullmatch=True))
def test_no_register_number_is_taken_for_a_person(number: str) -> None:
    assert looks_like(number) is None
    assert looks_like(f"Registered as {number}.") is None


TIMES = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
DAYS = st.sampled_from(["Mo", "Mo-Fr", "Sa,Su", "weekdays", "Mon to Thu", "PH"])


@given(st.lists(st.tuples(DAYS, TIMES, TIMES), min_size=1, max_size=6), st.sampled_from(["; ", ", ", "\n"]))
def test_no_opening_hours_are_taken_for_a_person(rules: list[tuple[str, str, str]], between: str) -> None:
    text = between.join(f"{days} {first}-{last}" for days, first, last in rules)
    assert looks_like(text) is None
    assert looks_like(text.replace(":", ".")) is None


def test_nothing_of_the_sample_is_taken_for_a_person() -> None:
    seen = 0
    for path in sorted((PROJECT / "data" / "sample").glob("*.csv")):
        with path.open(newline="") as file:
            for row in csv.DictReader(file):
                for column, cell in row.items():
                    if column in (
                        "referral",
                        "hours",
                        "who_for",
                        "holder",
                        "name",
                        "phone",
                        "registration_no",
                    ):
                        assert looks_like(cell) is None, (path.name, column, cell)
                        seen += bool(cell)
    assert seen > 100


@given(st.text())
def test_any_text_is_let_through_as_it_is_or_refused(text: str) -> None:
    if looks_like(text) is None:
        assert refuse(text) is text
    else:
        with pytest.raises(Invalid, match="This text holds"):
            refuse(text)
