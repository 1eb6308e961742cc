"""What each reader may know and change: a table a councillor could check."""

import itertools
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.config import PROJECT
from directory.rules.catalogue import load_catalogue
from directory.rules.disclosure import (
    Owner,
    Place,
    areas_listed,
    is_listed,
    is_listed_by_area,
    is_near_told,
    may_change,
    may_name,
    may_read_contracts,
    place_told,
)
from directory.rules.permissions import ANYONE, Reader, Role, Scope

POLICIES = load_catalogue(PROJECT / "data" / "reference", None).location_policies
PROFESSIONALS = [Reader(role) for role in Role]

#: For each policy, how much of the place the public is told, and how much a signed-in professional.
TOLD = {
    "public": (Place.ADDRESS, Place.ADDRESS),
    "address_professional": (Place.AREA, Place.ADDRESS),
    "area_only_public": (Place.AREA, Place.ADDRESS),
    "professional_only": (Place.NOTHING, Place.ADDRESS),
    "provider_public": (Place.AREA, Place.AREA),
    "not_listed": (Place.NOTHING, Place.AREA),
    "confidential_home": (Place.NOTHING, Place.COUNTY),
    "confidential": (Place.COUNTY, Place.COUNTY),
}


def test_every_policy_of_the_catalogue_has_a_row() -> None:
    assert set(TOLD) == set(POLICIES)


@pytest.mark.parametrize("slug", TOLD)
def test_the_public_and_professionals_are_told_what_the_policy_says(slug: str) -> None:
    policy = POLICIES[slug]
    public, professional = TOLD[slug]
    assert place_told(ANYONE, policy) is public
    assert {place_told(reader, policy) for reader in PROFESSIONALS} == {professional}


@pytest.mark.parametrize("slug", [slug for slug, policy in POLICIES.items() if not policy.holds_location])
def test_what_is_not_held_is_told_to_nobody(slug: str) -> None:
    for reader in (ANYONE, *PROFESSIONALS):
        assert place_told(reader, POLICIES[slug]) < Place.ADDRESS
        assert not is_near_told(reader, POLICIES[slug])


def test_each_step_tells_more_than_the_one_before() -> None:
    assert Place.NOTHING < Place.COUNTY < Place.AREA < Place.ADDRESS


def test_a_policy_nobody_has_heard_of_tells_the_public_nothing() -> None:
    odd = replace(POLICIES["public"], slug="odd")
    assert place_told(ANYONE, odd) is Place.NOTHING
    assert not is_listed(ANYONE, odd, suppressed=False)


def test_one_that_holds_no_address_besides_tells_professionals_nothing_either() -> None:
    odd = replace(POLICIES["confidential"], slug="odd")
    for reader in PROFESSIONALS:
        assert place_told(reader, odd) is Place.NOTHING
        assert not is_listed(reader, odd, suppressed=False)


@pytest.mark.parametrize("slug", TOLD)
def test_what_is_suppressed_is_there_for_nobody(slug: str) -> None:
    for reader in (ANYONE, *PROFESSIONALS):
        assert not is_listed(reader, POLICIES[slug], suppressed=True)


@pytest.mark.parametrize("slug", TOLD)
def test_a_scheme_is_listed_when_anything_of_its_place_may_be_told(slug: str) -> None:
    public, professional = TOLD[slug]
    assert is_listed(ANYONE, POLICIES[slug], suppressed=False) is (public is not Place.NOTHING)
    assert is_listed(PROFESSIONALS[0], POLICIES[slug], suppressed=False) is (
        professional is not Place.NOTHING
    )


@pytest.mark.parametrize("slug", TOLD)
def test_only_an_address_makes_it_near_anything(slug: str) -> None:
    public, professional = TOLD[slug]
    assert is_near_told(ANYONE, POLICIES[slug]) is (public is Place.ADDRESS)
    assert is_near_told(PROFESSIONALS[0], POLICIES[slug]) is (professional is Place.ADDRESS)


@pytest.mark.parametrize("slug", TOLD)
def test_lists_tell_the_area_of_one_alone_unless_no_more_than_a_county_may_be_told(slug: str) -> None:
    for reader, place in zip((ANYONE, PROFESSIONALS[0]), TOLD[slug], strict=True):
        assert is_listed_by_area(reader, POLICIES[slug]) is (place in (Place.AREA, Place.ADDRESS))


def test_an_area_is_listed_where_five_of_a_type_are_there() -> None:
    refuges, homes = [("da-refuge", "E10000012")] * 4, [("da-dispersed", "E10000012")] * 4
    assert areas_listed(refuges + homes) == frozenset()
    assert areas_listed([*refuges, ("da-refuge", "E06000033"), ("da-refuge", None)]) == frozenset()
    assert areas_listed([*refuges, *homes, ("da-refuge", "E10000012")]) == {("da-refuge", "E10000012")}
    assert areas_listed([("da-refuge", None)] * 9) == frozenset()


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["x", "y", None])), max_size=30))
def test_what_is_listed_by_area_is_never_one_to_four(held: list[tuple[str, str | None]]) -> None:
    counts, told = Counter(held), areas_listed(held)
    assert all(pair[1] is not None and counts[pair] >= 5 for pair in told)
    assert {pair for pair, count in counts.items() if pair[1] and count >= 5} == told


OURS, THEIRS = "E07000070", "E07000071"
OUR_PROVIDER, THEIR_PROVIDER = "10000000-0000-4000-8000-000000000001", "10000000-0000-4000-8000-000000000002"
OWNERS = [
    Owner(providers, authorities)
    for providers, authorities in itertools.product(
        [(), (OUR_PROVIDER,), (THEIR_PROVIDER,)], [(), (OURS,), (THEIRS,)]
    )
]


@pytest.mark.parametrize("owner", OWNERS, ids=str)
@pytest.mark.parametrize("role", [None, *Role])
def test_a_record_is_changed_by_stewards_of_its_owner(role: Role | None, owner: Owner) -> None:
    steward = role in (Role.STEWARD, Role.ADMIN)
    assert may_change(Reader(role), owner) is steward
    council = Reader(role, scope=Scope("authority", OURS))
    assert may_change(council, owner) is (steward and OURS in owner.authorities)
    provider = Reader(role, scope=Scope("provider", OUR_PROVIDER))
    assert may_change(provider, owner) is (steward and OUR_PROVIDER in owner.providers)


def test_a_scope_of_one_kind_never_counts_as_one_of_the_other() -> None:
    owner = Owner(providers=(OURS,), authorities=(OUR_PROVIDER,))
    assert not may_change(Reader(Role.STEWARD, scope=Scope("authority", OURS)), owner)
    assert not may_change(Reader(Role.STEWARD, scope=Scope("provider", OUR_PROVIDER)), owner)


@pytest.mark.parametrize("role", [None, *Role])
def test_contracts_are_read_by_commissioners_of_the_council_that_has_them(role: Role | None) -> None:
    may = role in (Role.COMMISSIONER, Role.STEWARD, Role.ADMIN)
    assert may_read_contracts(Reader(role), THEIRS, THEIR_PROVIDER) is may
    ours = Reader(role, scope=Scope("authority", OURS))
    assert may_read_contracts(ours, OURS, THEIR_PROVIDER) is may
    assert may_read_contracts(ours, THEIRS, OUR_PROVIDER) is False
    provider = Reader(role, scope=Scope("provider", OUR_PROVIDER))
    assert may_read_contracts(provider, THEIRS, OUR_PROVIDER) is may
    assert may_read_contracts(provider, OURS, THEIR_PROVIDER) is False


def test_whoever_edits_for_one_council_may_name_any_provider_and_the_other_way_round() -> None:
    council = Reader(Role.STEWARD, scope=Scope("authority", "E10000012"))
    provider = Reader(Role.STEWARD, scope=Scope("provider", "5b0d2c0e-6f0a-4d5e-9b57-0a4c3f6f8f11"))
    assert may_name(council, "authority", "E10000012")
    assert not may_name(council, "authority", "E07000070")
    assert may_name(council, "provider", "5b0d2c0e-6f0a-4d5e-9b57-0a4c3f6f8f11")
    assert may_name(provider, "authority", "E07000070")
    assert not may_name(provider, "provider", "00000000-0000-4000-8000-000000000000")
    assert may_name(Reader(Role.STEWARD), "authority", "E07000070")
