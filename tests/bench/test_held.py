"""What a structured address means in a directory, without any likeness."""

import pytest

from bench.held import Directory, Held, Parts, number_covers, numbers_of


def held(id_: str, scheme: str = "S1", **parts: str) -> Held:
    given = {"street": "Mill Lane", "town": "Witham", "postcode": "CM8 1AA", **parts}
    return Held(id_, f"999{id_:0>9}", scheme, not given.get("unit"), Parts(**given))


def ids(found: list[Held]) -> list[str]:
    return [one.id for one in found]


@pytest.mark.parametrize(
    ("here", "asked", "covers"),
    [
        ("12", "12", True),
        ("12", "12A", False),
        ("12A", "12", False),
        ("10-14", "10", True),
        ("10-14", "12", True),
        ("10-14", "14", True),
        ("10-14", "11", False),
        ("10-14", "16", False),
        ("10-14", "12A", False),
        ("10-14", "10-14", True),
        ("12", "", False),
        ("", "12", False),
    ],
)
def test_a_range_covers_the_numbers_of_its_side(here: str, asked: str, covers: bool) -> None:
    assert number_covers(here, asked) is covers


def test_a_number_is_read_as_first_last_and_letter() -> None:
    assert numbers_of("12A") == (12, 12, "A")
    assert numbers_of("10-14") == (10, 14, "")
    assert numbers_of("Rose Cottage") is None


def test_a_unit_is_meant_before_the_building_it_lies_in() -> None:
    directory = Directory([held("1", number="12"), held("2", number="12", unit="Flat 3")], {})
    asked = Parts(unit="Flat 3", number="12", street="Mill Lane", postcode="CM8 1AA")
    assert ids(directory.meant(asked)) == ["2"]


def test_a_building_that_is_held_whole_is_meant_by_any_of_its_rooms() -> None:
    directory = Directory([held("1", number="12")], {})
    asked = Parts(unit="Room 7", number="12", street="Mill Lane", postcode="CM8 1AA")
    assert ids(directory.meant(asked)) == ["1"]


def test_a_building_without_its_unit_means_all_its_units() -> None:
    directory = Directory([held("1", number="12", unit="Flat 1"), held("2", number="12", unit="Flat 2")], {})
    assert ids(directory.meant(Parts(number="12", street="Mill Lane", town="Witham"))) == ["1", "2"]


def test_next_door_is_not_possible() -> None:
    directory = Directory([held("1", number="12")], {})
    assert directory.possible(Parts(number="14", street="Mill Lane", postcode="CM8 1AA")) == []


def test_12a_may_be_flat_a_of_12() -> None:
    directory = Directory([held("1", number="12", unit="Flat A")], {})
    asked = Parts(number="12A", street="Mill Lane", postcode="CM8 1AA")
    assert directory.meant(asked) == []
    assert ids(directory.possible(asked)) == ["1"]


def test_a_building_without_a_number_may_have_any() -> None:
    directory = Directory([held("1", name="Oak House")], {})
    assert ids(directory.possible(Parts(number="14", street="Mill Lane", postcode="CM8 1AA"))) == ["1"]


def test_oak_court_is_not_oak_house() -> None:
    directory = Directory([held("1", name="Oak House")], {})
    assert directory.possible(Parts(name="Oak Court", street="Mill Lane", postcode="CM8 1AA")) == []


def test_the_same_street_in_another_town_is_not_possible() -> None:
    directory = Directory([held("1", number="12")], {})
    assert directory.possible(Parts(number="12", street="Mill Lane", town="Braintree")) == []
    assert ids(directory.possible(Parts(number="12", street="Mill Lane"))) == ["1"]
