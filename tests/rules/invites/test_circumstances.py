"""What follows from where people live, without anybody having said it, and whose it is."""

import pytest

from directory.rules.invites import in_nobodys_name, of_case, of_household
from tests.rules.invites.shipped import CATALOGUE

KNOWN = CATALOGUE.circumstances


def household(*said: str, kind: str | None = None, elsewhere: bool = False) -> dict[str, str | None]:
    type_ = CATALOGUE.accommodation_types[kind] if kind else None
    return of_household(said, type_, KNOWN, placed_from_elsewhere=elsewhere)


def case(
    *said: str,
    meeting: str = "icpc",
    kinds: tuple[str | None, ...] = (),
    places: int = 1,
    sides_named: bool = False,
) -> dict[str, str | None]:
    types = [CATALOGUE.accommodation_types[kind] if kind else None for kind in kinds]
    return of_case(
        said, CATALOGUE.meeting_types[meeting], types, KNOWN, places=places, sides_named=sides_named
    )


def test_what_was_said_is_kept_and_needs_no_reason() -> None:
    assert household("pregnant", "nrpf") == {"pregnant": None, "nrpf": None}
    assert case("split-household") == {"split-household": None}


@pytest.mark.parametrize("each", KNOWN)
def test_whatever_is_said_is_of_a_household_or_of_the_case_and_never_of_both(each: str) -> None:
    assert (each in household(each)) != (each in case(each))


def test_only_what_is_the_same_for_everybody_is_of_the_case() -> None:
    assert {each for each in KNOWN if each in case(each)} == {"split-household", "domestic-abuse"}


def test_refuge_is_worked_out_from_safe_accommodation_that_is_confidential() -> None:
    refuges = {kind.slug for kind in CATALOGUE.accommodation_types.values() if kind.is_refuge}
    assert refuges == {
        "da-refuge",
        "da-specialist",
        "da-dispersed",
        "da-second-stage",
        "da-designated-emergency",
    }
    assert set(household(kind="da-refuge")) == {"refuge"}
    assert household(kind="ta-hostel-family") == household() == {}


@pytest.mark.parametrize("kind", ["approved-premises", "prison-mbu", "msvcc-safe-house"])
def test_a_confidential_place_of_another_kind_is_no_refuge_and_says_nothing_of_domestic_abuse(
    kind: str,
) -> None:
    assert CATALOGUE.accommodation_types[kind].location_policy == "confidential"
    assert household(kind=kind) == case(kinds=(kind,)) == {}


def test_a_protected_home_is_no_refuge_but_means_domestic_abuse() -> None:
    assert household(kind="da-sanctuary") == {}
    assert set(case(kinds=("da-sanctuary",))) == {"domestic-abuse"}


def test_domestic_abuse_follows_from_a_refuge_however_that_is_known() -> None:
    assert set(case(kinds=(None, "da-refuge"))) == {"domestic-abuse"}
    assert set(case("refuge")) == {"domestic-abuse"}


def test_to_name_a_side_means_domestic_abuse() -> None:
    assert set(case(sides_named=True)) == {"domestic-abuse"}


def test_a_marac_is_about_domestic_abuse_whether_or_not_anybody_says_so() -> None:
    assert set(case(meeting="marac")) == {"domestic-abuse"}


def test_two_addresses_split_a_household() -> None:
    assert set(case(places=2)) == {"split-household"}


def test_a_placing_council_that_is_not_the_host_makes_it_out_of_area() -> None:
    assert set(household(elsewhere=True)) == {"out-of-area"}


def test_what_was_put_to_nobody_is_told_from_what_was() -> None:
    said = ("pregnant", "refuge", "domestic-abuse", "nrpf")
    households = [household("nrpf"), household(kind="da-refuge")]
    assert in_nobodys_name(said, households, case(*said), KNOWN) == ("pregnant",)
