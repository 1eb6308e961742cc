"""What people type, and that the right home is found in it: the table grows with every kind of writing."""

import pytest

from directory.rules.addresses import Held
from tests.rules.addresses.asking import an_address, ask, found

HOUSE = an_address("||12|High Street||Chelmsford")
FLAT = an_address("Flat 3||14|High Street||Chelmsford")
OTHER_FLAT = an_address("Flat 4||14|High Street||Chelmsford")
NAMED = an_address("|Oak House||Mill Lane|Great Fenwick|Chelmsford")
IN_COURT = an_address("Flat 1|Elm Court|3|Acorn Road||Chelmsford")
RANGE = an_address("||10-14|Acorn Road||Chelmsford")
FLOOR = an_address("First Floor Flat||20|St John's Road||Chelmsford")
LETTERED = an_address("||21A|St John's Road||Chelmsford")
HELD = (HOUSE, FLAT, OTHER_FLAT, NAMED, IN_COURT, RANGE, FLOOR, LETTERED)
HERE = "CM1 1AA"

WAYS_OF_WRITING = [
    ("12 High Street, Chelmsford", HOUSE),
    ("12 high st", HOUSE),
    ("12, High Street", HOUSE),
    ("No. 12 High St.", HOUSE),
    ("no12 high street", HOUSE),
    ("012 High Street", HOUSE),
    ("l2 High Street", HOUSE),
    ("12 Hihg Street", HOUSE),
    ("12 HIGH STREET CHELMSFORD ESSEX UK", HOUSE),
    ("High Street 12", HOUSE),
    ("Ms A Person, 12 High Street, tel 01632 960123", HOUSE),
    ("c/o A Person, 12 High Street", HOUSE),
    ("Placed at:\n12 High Street\nChelmsford\nEssex", HOUSE),
    ("12 High Street (ring twice)", HOUSE),
    ("Rosebank, 12 High Street", HOUSE),
    ("Room 5, 12 High Street", HOUSE),
    ("Flat 3, 14 High Street", FLAT),
    ("flat3 14 high st", FLAT),
    ("F3, 14 High Street", FLAT),
    ("Apt. 3, 14 High Street", FLAT),
    ("Apartment 3, 14 High Street", FLAT),
    ("FLT 3 14 HIGH STREET", FLAT),
    ("3/14 High St", FLAT),
    ("3 / 14 High St", FLAT),
    ("Flat 3/14 High St", FLAT),
    ("flat 3 - 14 high st", FLAT),
    ("3, 14 High Street", FLAT),
    ("14 High Street, Flat 3", FLAT),
    ("Flat Three, 14 High Street", FLAT),
    ("Flat no 3, 14 High Street", FLAT),
    ("flat 3 at 14 high street", FLAT),
    ("Oak House, Mill Lane", NAMED),
    ("oak hse mill ln great fenwick", NAMED),
    ("Oak House", NAMED),
    ("Oakhouse, Milllane", NAMED),
    ("Flat 1 Elm Court", IN_COURT),
    ("1 Elm Ct, Acorn Rd", IN_COURT),
    ("Flat 1, Elm Court, 3 Acorn Road", IN_COURT),
    ("Flat 1, 3 Acorn Road", IN_COURT),
    ("10-14 Acorn Road", RANGE),
    ("10 to 14 Acorn Road", RANGE),
    ("10 – 14 Acorn Road", RANGE),
    ("12 Acorn Road", RANGE),
    ("1st floor flat, 20 St Johns Rd", FLOOR),
    ("FFF 20 Saint John's Road", FLOOR),
    ("flat, first floor, 20 St. Johns Road", FLOOR),
    ("21a St Johns Road", LETTERED),
    ("21 A, St John's Road", LETTERED),
    ("21A St\u200b John\u2019s\u00a0Road", LETTERED),
]


@pytest.mark.parametrize(("text", "meant"), WAYS_OF_WRITING, ids=[text for text, _ in WAYS_OF_WRITING])
def test_a_home_is_found_however_it_is_written(text: str, meant: Held) -> None:
    decision = ask(text, *HELD, postcode=HERE)
    assert decision.outcome == "found"
    assert decision.ranked[0].candidate.held == meant


NEVER_FOUND = [
    ("14 Kirkgate", "another street"),
    ("13 High Street", "next door"),
    ("16 High Street", "two doors on"),
    ("12A High Street", "12A is not 12"),
    ("21 High Street", "12 with its digits swapped"),
    ("Flat 5, 14 High Street", "another flat"),
    ("Room 3, 14 High Street", "a room is not a flat"),
    ("14 High Street", "which flat?"),
    ("High Street", "which house?"),
    ("Oak Court, Mill Lane", "Court for House"),
    ("New Oak House, Mill Lane", "a longer name"),
    ("Oak House, Hill Lane", "a real word, one letter off"),
    ("12 Old High Street", "a longer street name"),
    ("12 High Street North", "the other end"),
    ("12 High Road", "Road for Street"),
    ("11 Acorn Road", "the other side of the street from a range"),
    ("16 Acorn Road", "past the end of a range"),
    ("21 St John's Road", "21 is not 21A"),
    ("21B St John's Road", "21B is not 21A"),
    ("Second Floor Flat, 20 St John's Road", "another floor"),
    ("Flat 1, 20 St John's Road", "a numbered flat is not a floor"),
    ("14-3 High Street", "which is the flat?"),
]


@pytest.mark.parametrize(("text", "why"), NEVER_FOUND, ids=[why for _, why in NEVER_FOUND])
def test_what_is_not_exactly_held_is_never_found(text: str, why: str) -> None:
    assert ask(text, *HELD, postcode=HERE, also_known=["Hill"]).outcome != "found", why


def test_a_number_with_its_postcode_is_enough_where_only_one_address_has_it() -> None:
    assert found(ask("12", HOUSE, FLAT, postcode=HERE)) == 0
    assert ask("12", HOUSE, RANGE, postcode=HERE).outcome == "choose"


def test_two_schemes_at_one_address_are_a_choice() -> None:
    assert ask("12 High Street", HOUSE, HOUSE, postcode=HERE).outcome == "choose"


def test_two_entries_of_one_scheme_are_one_answer() -> None:
    assert found(ask("12 High Street", HOUSE, HOUSE, postcode=HERE, schemes=["a", "a"])) in (0, 1)


def test_a_block_of_one_scheme_is_found_without_the_flat_and_says_so() -> None:
    decision = ask("14 High Street", FLAT, OTHER_FLAT, postcode=HERE, schemes=["a", "a"])
    assert decision.outcome == "found"
    assert decision.unit_left_out


def test_a_block_of_two_schemes_needs_the_flat() -> None:
    assert ask("14 High Street", FLAT, OTHER_FLAT, postcode=HERE).outcome == "choose"


def test_one_known_flat_says_nothing_of_the_rest_of_the_building() -> None:
    assert ask("14 High Street", FLAT, postcode=HERE).outcome == "choose"


def test_a_flat_nobody_listed_in_a_building_two_schemes_share_is_not_the_buildings() -> None:
    building = an_address("||14|High Street||Chelmsford", covers="building")
    assert found(ask("Flat 3, 14 High Street", building, FLAT, postcode=HERE)) == 1
    assert ask("Flat 9, 14 High Street", building, FLAT, postcode=HERE).outcome == "choose"


@pytest.mark.parametrize("beside", ["271", "269-273", "267a-269"])
def test_a_flat_nobody_listed_may_be_in_another_building_whose_number_is_within_the_range(
    beside: str,
) -> None:
    whole = an_address("||267-271|Lark Street||Chelmsford")
    other = an_address(f"|Harvest Point|{beside}|Lark Street||Chelmsford")
    assert ask("Flat B, 267-271 Lark Street", whole, other, postcode=HERE).outcome == "choose"
    assert found(ask("267-271 Lark Street", whole, other, postcode=HERE)) == 0
    elsewhere = an_address("|Harvest Point|273|Lark Street||Chelmsford")
    assert found(ask("Flat B, 267-271 Lark Street", whole, elsewhere, postcode=HERE)) == 0


def test_a_room_in_a_hostel_is_the_hostels_but_a_flat_in_a_single_home_is_unheard_of() -> None:
    assert found(ask("Room 9, 12 High Street", HOUSE, postcode=HERE)) == 0
    home = an_address("||12|High Street||Chelmsford", covers="unit")
    assert ask("Flat 9, 12 High Street", home, postcode=HERE).outcome != "found"


class TestWithoutAPostcode:
    def test_number_street_and_town_are_enough(self) -> None:
        assert found(ask("12 High Street, Chelmsford", HOUSE)) == 0

    def test_the_same_street_in_another_town_is_never_found(self) -> None:
        decision = ask("12 High Street, Braintree", HOUSE, also_known=["Braintree"])
        assert decision.outcome != "found"

    def test_a_place_nobody_knows_is_never_taken_for_the_one_held(self) -> None:
        assert ask("12 High Street, Nether Wallop", HOUSE).outcome != "found"

    def test_without_any_place_nothing_is_certain(self) -> None:
        assert ask("12 High Street", HOUSE).outcome == "choose"

    def test_two_towns_with_that_street_are_a_choice(self) -> None:
        there = an_address("||12|High Street||Braintree", "CM7 1AA")
        assert ask("12 High Street", HOUSE, there).outcome == "choose"
        assert found(ask("12 High Street, Braintree", HOUSE, there)) == 1

    def test_a_villages_high_street_is_not_its_post_towns(self) -> None:
        village = an_address("||12|High Street|Great Fenwick|Chelmsford", "CM2 1AA")
        assert ask("12 High Street, Chelmsford", village).outcome == "choose"
        assert found(ask("12 High Street, Great Fenwick", village)) == 0

    def test_two_streets_of_one_name_in_one_town_are_a_choice(self) -> None:
        again = an_address("||12|High Street||Chelmsford", "CM2 1AA")
        assert ask("12 High Street, Chelmsford", HOUSE, again).outcome == "choose"


class TestAnotherPostcode:
    def test_a_real_postcode_that_is_not_the_addresss_leaves_a_choice(self) -> None:
        decision = ask("12 High Street, Chelmsford", HOUSE, postcode="CM1 1AB")
        assert decision.outcome == "choose"
        assert decision.ranked[0].comparison.differing == ["postcode"]


def test_a_number_that_differs_keeps_the_score_at_a_half() -> None:
    decision = ask("13 High Street, Chelmsford", HOUSE, postcode=HERE)
    assert decision.ranked[0].comparison.score <= 0.5
    assert decision.ranked[0].comparison.differing == ["number"]


def test_choices_stand_in_natural_order_and_are_at_most_ten() -> None:
    flats = [an_address(f"Flat {number}||14|High Street||Chelmsford") for number in range(1, 15)]
    decision = ask("14 High Street", *flats, postcode=HERE)
    assert [item.candidate.held.sub_building for item in decision.ranked] == [
        f"Flat {number}" for number in range(1, 11)
    ]


MORE_THAN_ONE_PLACE = [
    "Flat 3, 14 High Street (not flat 4)",
    "12 or 14 High Street",
    "formerly 12 High Street",
    "12 High Street, moved to Braintree",
    "opposite 12 High Street",
    "next door to 12 High Street",
]


@pytest.mark.parametrize("text", MORE_THAN_ONE_PLACE)
def test_words_about_an_address_are_not_the_address(text: str) -> None:
    assert ask(text, *HELD, postcode=HERE).outcome != "found"


@pytest.mark.parametrize("text", ["Quarry Court 2, 274-278 Deer Lane", "2 Quarry Court, 274-278 Deer Lane"])
def test_a_number_beside_a_buildings_name_may_be_another_buildings(text: str) -> None:
    held = an_address("|Quarry Court|274-278|Deer Lane||Chelmsford")
    assert ask(text, held, postcode=HERE).outcome == "choose"
    assert found(ask("Quarry Court, 274-278 Deer Lane", held, postcode=HERE)) == 0


def test_an_annexe_of_what_is_called_an_annexe_may_be_another() -> None:
    held = an_address("Annexe|The Teals|106|Redwing Drive||Chelmsford")
    assert ask("Annexe, The Teals Annexe, Redwing Drive", held, postcode=HERE).outcome == "choose"
    assert found(ask("The Teals Annexe, Redwing Drive", held, postcode=HERE)) == 0
    assert found(ask("Annexe, The Teals, Redwing Drive", held, postcode=HERE)) == 0


@pytest.mark.parametrize("street", ["Ridge Street", "Rook Street", "Ell Road"])
def test_a_house_number_is_no_letter_of_the_streets_name(street: str) -> None:
    held = [
        an_address(f"Flat 8|Finch Hall|7|{name}||Chelmsford")
        for name in ("Bridge Street", "Brook Street", "Bell Road")
    ]
    assert ask(f"Flat 8, Finch Hall, 7 {street}", *held, postcode=HERE).outcome == "choose"


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("14C High Street", an_address("Flat C||14|High Street||Chelmsford")),
        ("Flat C, 14 High Street", an_address("||14C|High Street||Chelmsford")),
        ("14-16 High Street", an_address("||14|High Street||Chelmsford")),
        ("15 High Street", an_address("||14|High Street||Chelmsford")),
        ("Flat 2, Puppy Mews, High Street", an_address("Flat 2|Poppy Mews||High Street||Chelmsford")),
    ],
    ids=["letter of the number", "letter of the flat", "range", "slip", "name"],
)
def test_what_may_be_the_one_meant_is_offered_before_any_other_in_the_street(text: str, held: Held) -> None:
    others = [an_address(f"||{number}|High Street||Chelmsford") for number in range(201, 213)]
    named = [an_address(f"Flat {unit}|Finch Hall||High Street||Chelmsford") for unit in range(3, 8)]
    decision = ask(text, *others, *named, held, postcode=HERE)
    assert decision.outcome == "choose"
    assert decision.ranked[0].candidate.held == held


def test_a_street_called_the_street_is_not_every_street() -> None:
    the_street = an_address("||29|The Street||Chelmsford")
    assert ask("29 St Peters Close", the_street, postcode=HERE).outcome != "found"
    assert found(ask("29 The Street", the_street, postcode=HERE)) == 0


def test_a_lone_letter_is_a_flat() -> None:
    flats = [an_address(f"Flat {letter}||29|High Street||Chelmsford") for letter in "ABE"]
    assert found(ask("E, 29, High Street", *flats, postcode=HERE)) == 2
    assert ask("D, 29 High Street", *flats, postcode=HERE, schemes=["a"] * 3).outcome != "found"
    assert ask("FL4, 29 High Street", *flats, postcode=HERE, schemes=["a"] * 3).outcome != "found"
