"""What leaves with a meeting plan names nobody: short texts that do are refused, ordinary ones are not."""

import string
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from directory.config import PROJECT
from directory.rules.catalogue import load_catalogue
from directory.rules.private_text import Kind, refuse_private

VENUES = (
    """
Civic Centre, Room 2|Civic Centre, Duke Street, Chelmsford CM1 1JE
12 High Street, Chelmsford|County Hall, Market Road
The Margaret Quavermint Building|Dr Quavermint House, Floor 3
Mrs Quavermint Memorial Hall|St Mary's Church Hall|Lady Quavermint School
Room 12, 34 Mill Lane, Colchester CO1 1AA|Reception: 01632 960123
Library, 020 7946 0018|Meeting room 943, level 4
Town Hall, 1st floor, Committee Room 1 & 2
Health Centre, Unit 5, The Precinct|Children's Centre (use the side door)
Acorn House, Meeting Room|Care home conference room
42-44 Station Road, SS1 1AA|Council offices; parking at the back
Home Office building, Croydon|Police Station, King's Road
+44 1632 960123 is the reception|School House, 3 The Green
Floor 10, 200 Kirkgate, rooms 101, 102 and 103|Family Centre, 7 Mill Lane|Parents' Centre|Family Hub, Tower B
""".strip()
    .replace("\n", "|")
    .split("|")
)

REFUSED = [
    ("cannot be seen", "943\u200b476\u200b5919|moth\u00ader|mother\u202e|Room\u20602"),
    ("look like others", "m\u043ether|R\u03bfom 2|\u0391corn Hall|mother\u2661"),
    ("NHS number", "943 476 5919|9434765919|943-476-5919"),
    ("NHS number", "9 4 3 4 7 6 5 9 1 9|94 34 76 59 19|943/476/5919|child 943.476.5919"),
    ("NHS number", "943 476 5918|9434765918|NHS number 943 47 65918"),
    ("NHS number", "nhs 1234567890|９４３ ４７６ ５９１９"),
    ("NHS number", "943\u2013476\u20135919|Room 2 943 476 5919|child (943) 476-5919|٩٤٣ ٤٧٦ ٥٩١٩"),
    ("National Insurance", "AB123456C|ab 12 34 56 c|mother AB 123456 C|A B 1 2 3 4 5 6 C|AB-12-34-56-C"),
    ("date of birth", "born 2019|child dob 12/3/19"),
    ("date of birth", "DOB: March 12, 2015|born on the 12th of March 2015|child, date of birth 2015-03-12"),
    ("date of birth", "birthday 3 March|baby 12.03.2015|child 12 March 2015|d.o.b. 12|2015-03-12"),
    ("e-mail", "mother (testa@quavermint.example)|testa@quavermint.example|father @ a@b"),
]
NOT_IN_LABELS = [
    ("telephone", "mother 07700 900123|father on 01632 960123"),
    ("telephone", "(01632) 960 123|mother +44 7700 900123|+44 (0)7700 900 123"),
    ("address", "mother at 12 High Street|mother, CM1 1AA"),
    ("address", "child cm11aa|father, 3a Mill Lane"),
    ("home", "mother, Flat 3|father in flat 12b|apartment 4"),
    ("name of a person", "Mrs Jane Smith|mrs smith|Ms T. Quavermint|Dr Testa|c/o Testa"),
]
NOT_IN_VENUES = [
    ("home", "Flat 3, 12 High Street|family home|Mother's house, Mill Lane"),
    ("home", "at the father’s flat|Home of the grandparents|their home"),
    ("home", "mum's new place|Parents' home|Apartment 12, Acorn House|home visit|Her home address, CM1 1AA"),
    ("name", "c/o Mrs Jane Smith|Civic Centre, ask for Mr Quavermint|Ms Quavermint's office"),
    ("telephone", "Civic Centre; 07700 900123|+44 7700 900123, Room 2"),
]
NOT_IN_REASONS = [
    ("name", "The interpreter, Mrs Quavermint, is ill"),
    ("telephone", "Ring 07700 900123 instead|Call 01632 960123"),
    ("address", "The mother lives at 12 High Street|Nobody can get to CM1 1AA"),
    ("home", "Mother cannot leave Flat 3"),
]


def rows(table: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(found, text) for found, texts in table for text in texts.split("|")]


@pytest.mark.parametrize("text", VENUES)
def test_where_people_meet_may_be_a_venue(text: str) -> None:
    assert refuse_private(text, Kind.VENUE) is None


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(("found", "text"), rows(REFUSED))
def test_what_identifies_somebody_is_refused_everywhere(found: str, text: str, kind: Kind) -> None:
    refused(found, text, kind)


@pytest.mark.parametrize(("found", "text"), rows(NOT_IN_LABELS))
def test_a_label_holds_no_number_and_no_home(found: str, text: str) -> None:
    refused(found, text, Kind.LABEL)


@pytest.mark.parametrize(("found", "text"), rows(NOT_IN_VENUES))
def test_a_venue_is_nobodys_home_and_no_person(found: str, text: str) -> None:
    refused(found, text, Kind.VENUE)


@pytest.mark.parametrize(("found", "text"), rows(NOT_IN_REASONS))
def test_a_reason_holds_no_number_and_no_home(found: str, text: str) -> None:
    refused(found, text, Kind.REASON)


def refused(found: str, text: str, kind: Kind) -> None:
    told = refuse_private(text, kind)
    assert told is not None
    assert found in told
    assert told.endswith(kind.value)
    for word in text.split():
        if len(word) > 3 and (word[0].isdigit() or word.istitle()) and word not in kind.value:
            assert word not in told


def test_every_name_in_the_catalogue_of_circumstances_and_posts_names_nobody() -> None:
    catalogue = load_catalogue(PROJECT / "data" / "reference")
    for names in (catalogue.circumstances, catalogue.contact_roles):
        for each in names.values():
            assert refuse_private(each.name, Kind.REASON) is None, each.name


@st.composite
def nhs_numbers(draw: st.DrawFn) -> str:
    """Ten figures of which the last is the check digit, whoever may have been given them."""
    nine = draw(st.text(string.digits, min_size=9, max_size=9).filter(lambda each: _check(each) != 10))
    return nine + str(_check(nine))


def _check(nine: str) -> int:
    return (11 - sum(int(digit) * (10 - place) for place, digit in enumerate(nine)) % 11) % 11


INSURANCE = r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]"
LANDLINE = r"(020 7946 0|0121 496 0|01632 960|0300 123 4|0808 157 0)\d{3}"
DATE_FORMS = ["%d/%m/%Y", "%d.%m.%y", "%Y-%m-%d", "%d %B %Y", "%B %d, %Y"]
SPACES = st.sampled_from(["", " ", "  ", "-", ".", "\u00a0", "\u2009", "\u2013", " - ", "/"])


@given(nhs_numbers(), st.sets(st.integers(1, 9)), SPACES, st.sampled_from([Kind.LABEL, Kind.REASON]))
@example("9434765919", {3, 6}, " ", Kind.LABEL)
def test_every_nhs_number_is_refused_however_it_is_spaced(
    number: str, cuts: set[int], space: str, kind: Kind
) -> None:
    written = "".join(space * (place in cuts) + digit for place, digit in enumerate(number))
    for text in (written, f"mother and child {written}", f"({written})", f"{written}, child"):
        assert "NHS number" in str(refuse_private(text, kind))


@given(nhs_numbers().filter(lambda number: number[0] != "0"), st.sets(st.integers(1, 9)), SPACES)
def test_an_nhs_number_is_refused_in_a_venue_too(number: str, cuts: set[int], space: str) -> None:
    written = "".join(space * (place in cuts) + digit for place, digit in enumerate(number))
    assert refuse_private(f"Civic Centre, {written}", Kind.VENUE)


@given(st.from_regex(INSURANCE, fullmatch=True), SPACES, st.sampled_from(Kind))
def test_every_national_insurance_number_is_refused(number: str, space: str, kind: Kind) -> None:
    written = space.join((number[:2], number[2:4], number[4:6], number[6:8], number[8]))
    assert "National Insurance" in str(refuse_private(f"for {written}", kind))


@given(st.dates(date(1930, 1, 1), date(2026, 12, 31)), st.sampled_from(DATE_FORMS))
def test_no_label_holds_a_day(day: date, form: str) -> None:
    assert "date of birth" in str(refuse_private(f"child {day:{form}}"))


@given(st.from_regex(LANDLINE, fullmatch=True), st.booleans())
def test_an_organisations_telephone_number_may_stand_beside_a_venue(number: str, spaced: bool) -> None:
    written = number if spaced else number.replace(" ", "")
    assert refuse_private(f"Civic Centre, reception {written}", Kind.VENUE) is None
    assert refuse_private(f"mother {written}", Kind.LABEL)


@given(st.text(), st.sampled_from(Kind))
def test_what_is_said_of_a_text_depends_on_the_kind_of_thing_found_alone(text: str, kind: Kind) -> None:
    told = refuse_private(text, kind)
    assert told is None or told.startswith(("This holds ", "This is longer"))
    assert told is None or len(told) < 220


def test_a_text_that_is_no_short_one_is_refused() -> None:
    assert refuse_private("mother " * 100) == f"This is longer than 500 characters. {Kind.LABEL.value}"
