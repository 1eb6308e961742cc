"""A note about a family is no address, and is told from one that has a word too many."""

import pytest

from directory.rules.notes import NO_POSTCODE, refuse_no_postcode, refuse_note

ADDRESSES = [
    "12 High Street, Chelmsford, CM1 1AA",
    "Flat 3, Sprocket House, 40 Thistlequay Road, Great Wickle, near Chelmsford, Essex, CM1 1PN",
    "Family placed at flat 3, 12 high st CM1 1AA since last week",
    "Mum and baby living at 12 Kirkgate (ring bell twice, key safe by the side door) LS1 1AA",
    "c/o Ms Testa Quavermint, Room 4, The Foyer, Old School Road, Court Hill, Hospital Lane, Testbury",
    "Testa Quavermint\n12 High Street\nChelmsford\nCM1 1AA\nTel: 07700 900123",
    "12 High Street",
    "she has been staying at 12 High Street, CM1 1AA",
    "mum fled 12 High Street, CM1 1AA",
    "",
]

NOTES = [
    "Ruby (4) lives with mum at 12 Kirkgate, dad was arrested and had been violent, school is worried",
    "Testa was told by police that he hit her at 12 Kirkgate CM1 1AA",
    "Mother 12 Kirkgate, NHS 943 476 5919",
    "child born 03/05/2019, 12 Kirkgate CM1 1AA",
    "QQ disclosed abuse, 12 High Street",
    "AB123456C 12 High Street, CM1 1AA",
    "Mum and two kids placed in the hostel on the corner by the station after they came from the flat over "
    "the shop where the older one goes to school and the little one sees the nurse at the clinic",
    "mum, dad, nan and the three little ones have moved to 12 High Street because of damp, CM1 1AA, ask nan",
]


@pytest.mark.parametrize("text", ADDRESSES)
def test_an_address_with_a_word_too_many_is_still_one(text: str) -> None:
    assert refuse_note(text) is None


@pytest.mark.parametrize("text", NOTES)
def test_a_note_is_no_address_and_is_not_repeated(text: str) -> None:
    told = refuse_note(text)
    assert told is not None
    assert told.startswith("This is not an address: it ")
    assert "such as '12 High Street, Chelmsford, CM1 1AA'" in told
    assert "Kirkgate" not in told


@pytest.mark.parametrize("text", ["CM1 1AA", " cm1 1aa ", "CM1", "CM1 1", "C M 1  1 A A", ""])
def test_what_may_be_a_postcode_is_left_to_the_index(text: str) -> None:
    assert refuse_no_postcode(text) is None


def test_a_note_is_no_postcode() -> None:
    assert refuse_no_postcode("Ruby's mum lives at CM1 1AA") == NO_POSTCODE
