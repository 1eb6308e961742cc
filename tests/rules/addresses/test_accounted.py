"""An address is certain only when everything typed beside it has its place, or says nothing of the place."""

import pytest

from tests.rules.addresses.asking import an_address, ask, found

STREET = [
    an_address(f"||{number}|Marlowe Street||Chelmsford")
    for number in ["2", "12", "12A", "14", "21", "38", "112"]
]
COURT = [
    an_address(f"Flat {unit}|Quayle Court|5|Tanner Road||Chelmsford") for unit in ("1", "2", "3", "4", "21")
]
NAMED = [
    an_address("|Mill House||Mill Road||Chelmsford"),
    an_address("||1|Mill Road||Chelmsford"),
    an_address("|Oak House|7|Queen Street||Chelmsford"),
    an_address("||8|Queen Street||Chelmsford"),
    an_address("|Hazel Gardens|2-4|Whitebeam Close||Chelmsford"),
    an_address("Flat 2||4|Whitebeam Close||Chelmsford"),
    an_address("Block A, Flat 3|Ferris House|9|Tanner Road||Chelmsford"),
    an_address("||10|St Johns Road||Chelmsford"),
    an_address("|Brunel Gardens||Harrow Place||Chelmsford"),
    an_address("||246|Harrow Place||Chelmsford"),
]
HELD = (*STREET, *COURT, *NAMED)
HERE = "CM1 1AA"

DOUBTFUL = {
    "somebody's age or number": [
        "Ava (4), Quayle Court, 5 Tanner Road",
        "Ava aged 4, Quayle Court, 5 Tanner Road",
        "family of 4, Quayle Court, 5 Tanner Road",
        "mum + 2, Quayle Court, 5 Tanner Road",
        "Kia, DOB 12/2/21, Marlowe Street",
        "Kia, 21, Marlowe Street",
        "Section 21, Quayle Court, 5 Tanner Road",
        "Case ref: 112, Marlowe Street",
        "Marlowe Street, 2 children",
        "Marlowe Street, 14 Nov",
        "Marlowe Street £38 pw",
        "flat 2 bedroom, Quayle Court, 5 Tanner Road",
        "flat 2 beds, Quayle Court, 5 Tanner Road",
    ],
    "the number of a line": [
        "Address line 1: Quayle Court\nAddress line 2: Marlowe Street",
        "addr_line_2=Quayle Court; addr_line_3=5 Tanner Road",
        "1. Quayle Court, 5 Tanner Road",
    ],
    "a second address": [
        "old address: 12 Marlowe Street, new address: 14 Marlowe Street",
        "From: 12 Marlowe Street\nTo: 14 Marlowe Street",
        "mother's at 12 Marlowe Street, father's at 14 Marlowe Street",
        "12 Marlowe Street c/o Quayle Court",
        "12 Marlowe Street, then Oak House",
        "Flat 1 (was 2) Quayle Court, 5 Tanner Road",
        "Flat 1, could be 2, Quayle Court, 5 Tanner Road",
    ],
    "two numbers": [
        "12\u201114 Marlowe Street",
        "12.14 Marlowe Street",
        "12 / 14 Marlowe Street",
        "12, 14 Marlowe Street",
        "12 & 14 Marlowe Street",
        "12 and 14 Marlowe Street",
        "12+14 Marlowe Street",
        "12 (14) Marlowe Street",
        "12? Marlowe Street",
        "flat 1/2, Quayle Court, 5 Tanner Road",
        "flat 1 and 2, Quayle Court, 5 Tanner Road",
        "Flat 1; 2, Quayle Court, 5 Tanner Road",
        "12½ Marlowe Street",
        "11 1/2 Marlowe Street",
    ],
    "dictated": [
        "a hundred and twelve marlowe street",
        "one twelve marlowe street",
        "double one two marlowe street",
        "fourty two marlowe street",
    ],
    "a longer name": [
        "Mill House Cottage, Mill Road",
        "Paper Mill House, Mill Road",
        "Quayle Court East, Flat 1, 5 Tanner Road",
        "Flat 1, Quayle Court 2, 5 Tanner Road",
        "12 Marlowe Street Mews",
        "10 St Johns Road, North",
        "Oak House Annexe, 7 Queen Street",
    ],
    "a home beside": [
        "Annexe, 38 Marlowe Street",
        "38 Marlowe Street upstairs flat",
        "2 Mill House, Mill Road",
        "The Stables, Mill House, Mill Road",
        "Flat 9, Block A, Ferris House, 9 Tanner Road",
        "Flat 3, Ferris House, 9 Tanner Road",
        "Flat 2 Block B, Quayle Court, 5 Tanner Road",
        "Flat 1 (A), Quayle Court, 5 Tanner Road",
        "flat 1 rear, Quayle Court, 5 Tanner Road",
    ],
    "by way of another": [
        "nextdoor to 12 Marlowe Street",
        "round the corner from 12 Marlowe Street",
        "12 Marlowe Street (next door)",
        "12 Marlowe Street - the house next door",
        "12 Marlowe Street (house to the left of it)",
        "adj. 12 Marlowe Street",
        "facing 12 Marlowe Street",
    ],
    "no longer, or not at all": [
        "last known address 12 Marlowe Street",
        "used to live at 12 Marlowe Street",
        "was living at 12 Marlowe Street",
        "fled 12 Marlowe Street",
        "12 Marlowe Street - wrong address",
        "perpetrator lives at 12 Marlowe Street",
        "possibly 12 Marlowe Street",
    ],
    "words that may be another town": [
        "12 Marlowe Street, Nether Wallop",
        "12 Marlowe Street, Nether Wallop, Essex",
        "12 Marlowe Street\nNether Wallop\nEngland",
        "Flat 1, Quayle Court, 5 Tanner Road, Little Snoring",
    ],
    "another entry's name or number": [
        "Oak House, 8 Queen Street",
        "2-4 Whitebeam Cl, Flat 2",
        "Brunel Gardens, 246 Harrow Place",
        "Brunel Garfdens, 246 Harrow Place",
        "Elm House, 7 Queen Street",
    ],
}


@pytest.mark.parametrize("text", [text for texts in DOUBTFUL.values() for text in texts])
def test_what_is_left_over_makes_it_a_choice(text: str) -> None:
    assert found(ask(text, *HELD, postcode=HERE)) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Family currently living at 12 Marlowe Street, Chelmsford", STREET[1]),
        ("Ms A Person, 12 Marlowe Street", STREET[1]),
        ("Thrumcroftley Homes Ltd: 12 Marlowe Street", STREET[1]),
        ("Sprocket House Project, 12 Marlowe Street", STREET[1]),
        ("12 Marlowe Street Project, 12 Marlowe Street", STREET[1]),
        ("12 Marlowe Street, near the station", STREET[1]),
        ("12 Marlowe Street (blue door)", STREET[1]),
        ("12 Marlowe Street\n\nSent from my phone", STREET[1]),
        ("Family moved into 12 Marlowe Street last week", STREET[1]),
        ("Who is the provider at 12 Marlowe Street?", None),
        ("12Marlowe Street", STREET[1]),
        ("12\u2003Marlowe\u2003Street", STREET[1]),
        ("12&nbsp;Marlowe&nbsp;Street", STREET[1]),
        ("F 2, Quayle Court, 5 Tanner Road", COURT[1]),
        ("Flat 2 at, Quayle Court, 5 Tanner Road", COURT[1]),
        ("Flat 2, Quayle Court, 5 Tanner Road\nFlat 2, Quayle Court, 5 Tanner Road", COURT[1]),
        ("Flat 3, Block A, Ferris House, 9 Tanner Road", NAMED[6]),
    ],
)
def test_what_says_nothing_of_the_place_may_stand_beside_it(text: str, meant: object) -> None:
    decision = ask(text, *HELD, postcode=HERE)
    if meant is None:
        assert decision.outcome == "choose"
    else:
        assert decision.outcome == "found"
        assert decision.ranked[0].candidate.held == meant


@pytest.mark.parametrize(
    "text", ["2-4 Whitebeam Close", "Nos 2 to 4 Whitebeam Close", "2 and 4 Whitebeam Close"]
)
def test_a_range_is_one_house_where_no_flat_may_be_meant(text: str) -> None:
    both = [NAMED[4], NAMED[5]]
    assert found(ask(text, NAMED[4], postcode=HERE)) == 0
    assert found(ask(text, *both, postcode=HERE)) in (None, 0)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("9 Spital Rise, Malden", "Maldon"),
        ("9 Spital Rise, Hatfield", "Hatfield Peverel"),
        ("9 Spital Rise, London", "London"),
    ],
)
def test_without_a_postcode_a_place_is_named_whole_or_not_at_all(text: str, place: str) -> None:
    assert found(ask(text, an_address(f"||9|Spital Rise||{place}"))) is None


def test_a_town_that_goes_by_its_first_word_is_named_by_it() -> None:
    assert found(ask("9 Spital Rise, Southend", an_address("||9|Spital Rise||Southend-on-Sea"))) == 0


@pytest.mark.parametrize("text", ["Milly House", "Mil1y House", "Mills House Mews"])
def test_letters_behind_a_name_make_another(text: str) -> None:
    assert found(ask(f"{text}, Mill Road", *HELD, postcode=HERE)) is None


@pytest.mark.parametrize("text", ["6 Springhill Road", "6 Longmeadow Road"])
def test_two_words_that_make_one_are_no_slip_of_another(text: str) -> None:
    held = [an_address("||6|Springwell Road||Witham"), an_address("||6|Longmead Road||Witham")]
    assert found(ask(text, *held, postcode=HERE)) is None


def test_the_home_whose_number_was_typed_is_offered_first() -> None:
    flats = [an_address(f"Flat {unit}|Lancaster Hall|49|Highcombe Road||Witham") for unit in range(1, 20)]
    decision = ask("Apartment 16, Lancas Ter Hall, 49, Highcombe Road", *flats, postcode=HERE)
    assert decision.ranked[0].candidate.held.sub_building == "Flat 16"


def test_a_flat_and_a_postcode_alone_are_a_choice() -> None:
    flats = [*COURT, an_address("Flat 1|Oak House|7|Queen Street||Chelmsford")]
    assert ask("flat 1", *flats, postcode=HERE).outcome == "choose"


def test_beside_its_own_town_words_nobody_knows_are_no_other_town() -> None:
    assert found(ask("12 Marlowe Street, Nether Wallop, Chelmsford", *HELD, postcode=HERE)) == 1


def test_a_council_that_the_postcode_is_in_is_no_other_town() -> None:
    text = "12 Marlowe Street, LB Walden Forest"
    assert found(ask(text, *HELD, postcode=HERE)) is None
    assert found(ask(text, *HELD, postcode=HERE, councils=["Walden Forest"])) == 1
