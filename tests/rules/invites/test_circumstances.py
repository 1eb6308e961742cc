"""What follows from where people live, without anybody having said it."""

from typing import Any

from directory.rules.invites import all_circumstances
from tests.rules.invites.shipped import CATALOGUE


def circumstances(
    *given: str, meeting: str = "icpc", kinds: tuple[str | None, ...] = (), **facts: Any
) -> dict[str, str | None]:
    types = [CATALOGUE.accommodation_types[kind] if kind else None for kind in kinds]
    facts = {"places": 1, "placed_from_elsewhere": False} | facts
    return all_circumstances(given, CATALOGUE.meeting_types[meeting], types, **facts)


def test_what_was_given_is_kept_and_needs_no_reason() -> None:
    assert circumstances("pregnant", "nrpf") == {"pregnant": None, "nrpf": None}


def test_refuge_is_worked_out_from_a_confidential_place() -> None:
    assert set(circumstances(kinds=("da-refuge",))) == {"refuge", "domestic-abuse"}
    assert "refuge" not in circumstances(kinds=("ta-hostel-family", None))


def test_a_confidential_place_of_another_kind_says_nothing_of_domestic_abuse() -> None:
    assert set(circumstances(kinds=("approved-premises",))) == {"refuge"}


def test_a_protected_home_is_no_refuge_but_means_domestic_abuse() -> None:
    assert set(circumstances(kinds=("da-sanctuary",))) == {"domestic-abuse"}


def test_a_marac_is_about_domestic_abuse_whether_or_not_anybody_says_so() -> None:
    assert set(circumstances(meeting="marac")) == {"domestic-abuse"}


def test_two_addresses_split_a_household() -> None:
    assert set(circumstances(places=2)) == {"split-household"}


def test_a_placing_council_that_is_not_the_host_makes_it_out_of_area() -> None:
    assert set(circumstances(placed_from_elsewhere=True)) == {"out-of-area"}
