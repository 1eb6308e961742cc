"""Schemes that fit, and beside them those of which it is not known."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from geopy.location import Location
from geopy.point import Point

from directory.equipment import equipment
from directory.errors import Invalid, NotFound
from directory.services.schemes import Found, Wanted, find_schemes, scheme
from tests.factories import (
    CHELMSFORD,
    COLCHESTER,
    ESSEX,
    IN_CHELMSFORD,
    SOUTHEND,
    a_contact,
    a_premises,
    a_provider,
    a_refuge,
    a_scheme,
)
from tests.services.asking import NOW, READER, TODAY

#: A postcode that has ended: it exists, and has no position.
NOWHERE = "CM12 2AA"

pytestmark = pytest.mark.usefixtures("in_app")


def find(page: int = 1, page_size: int = 50, on: date | None = None, **wanted: Any) -> Found:
    return find_schemes(Wanted(**wanted), NOW, on, page, page_size, READER)


def names(items: list[dict[str, Any]]) -> list[str]:
    return [item["name"] for item in items]


def sorted_out(found: Found) -> tuple[list[str], list[str]]:
    """Names of those that fit, and of those of which it is not known; totals checked."""
    assert (found.total, found.unknown_total) == (len(found.items), len(found.unknown))
    assert all(item["unknown"] == [] for item in found.items)
    assert all(item["unknown"] for item in found.unknown)
    return names(found.items), names(found.unknown)


class TestSupport:
    def test_yes_fits_no_does_not_and_what_nobody_said_stands_apart(self) -> None:
        a_scheme("Has it", support={"key-work": "yes"})
        a_scheme("Has it not", support={"key-work": "no"})
        a_scheme("To be asked", support={"key-work": "ask"})
        a_scheme("Says nothing", support={"food": "yes"})
        found = find(support="key-work")
        assert sorted_out(found) == (["Has it"], ["Says nothing", "To be asked"])
        assert {tuple(item["unknown"]) for item in found.unknown} == {("support",)}

    def test_a_higher_level_fits_a_lower_one_does_not_and_none_given_is_not_known(self) -> None:
        for name, level in (
            ("Visits", "visiting"),
            ("Office hours", "onsite_office_hours"),
            ("Awake", "waking_24h"),
        ):
            a_scheme(name, support={"key-work": ("yes", level)})
        a_scheme("On call", support={"key-work": ("yes", "on_call")})
        a_scheme("No level", support={"key-work": "yes"})
        found = find(support="key-work", level="onsite_office_hours")
        assert sorted_out(found) == (["Awake", "Office hours"], ["No level", "On call"])

    def test_a_level_without_order_fits_itself_alone(self) -> None:
        a_scheme("On call", support={"out-of-hours": ("yes", "on_call")})
        a_scheme("Awake", support={"out-of-hours": ("yes", "waking_24h")})
        assert sorted_out(find(support="out-of-hours", level="on_call")) == (["On call"], ["Awake"])

    def test_a_level_alone_is_refused(self) -> None:
        with pytest.raises(Invalid, match="give support as well") as fault:
            find(level="visiting")
        assert fault.value.field == "level"


def test_step_free_yes_fits_no_does_not_and_ask_stands_apart() -> None:
    for answer in ("yes", "no", "ask"):
        a_scheme(answer, accessible=answer)
    found = find(accessible=True)
    assert sorted_out(found) == (["yes"], ["ask"])
    assert found.unknown[0]["unknown"] == ["accessible"]
    assert find().total == 3


class TestChild:
    def test_younger_than_the_limit_fits_and_what_nobody_said_stands_apart(self) -> None:
        for name, sons in (("To 16", 16), ("To 15", 15), ("Babies", 1), ("None", 0), ("Unasked", None)):
            a_scheme(name, sons_under=sons, daughters_under=18)
        found = find(child_age=15, child_sex="male")
        assert sorted_out(found) == (["To 16"], ["Unasked"])
        assert found.unknown[0]["unknown"] == ["child_age"]
        assert sorted_out(find(child_age=0, child_sex="male"))[0] == ["Babies", "To 15", "To 16"]
        assert find(child_age=15, child_sex="female").total == 5
        assert find().total == 5

    def test_without_a_sex_what_depends_on_it_stands_apart(self) -> None:
        a_scheme("Both", sons_under=18, daughters_under=18)
        a_scheme("Neither", sons_under=12, daughters_under=12)
        a_scheme("Daughters", sons_under=12, daughters_under=18)
        a_scheme("Unasked", sons_under=18)
        found = find(child_age=15)
        assert sorted_out(found) == (["Both"], ["Daughters", "Unasked"])
        assert [item["unknown"] for item in found.unknown] == [["child_sex"], ["child_age"]]

    def test_a_sex_alone_is_refused(self) -> None:
        with pytest.raises(Invalid, match="give child_age as well") as fault:
            find(child_sex="male")
        assert fault.value.field == "child_sex"


def test_a_scheme_unknown_in_two_ways_says_both() -> None:
    a_scheme()
    assert find(accessible=True, support="key-work").unknown[0]["unknown"] == ["support", "accessible"]


def test_a_type_is_that_type() -> None:
    a_scheme("Hostel")
    a_refuge("Refuge")
    assert sorted_out(find(accommodation_type="da-refuge")) == (["Refuge"], [])


class TestAuthority:
    def test_a_district_is_itself_and_a_county_its_districts_too(self) -> None:
        for name, council in (
            ("C", CHELMSFORD),
            ("D", COLCHESTER),
            ("E", ESSEX),
            ("F", SOUTHEND),
            ("G", None),
        ):
            a_scheme(name, council=council)
        assert sorted_out(find(authority=CHELMSFORD)) == (["C"], ["G"])
        assert sorted_out(find(authority=ESSEX)) == (["C", "D", "E"], ["G"])
        assert sorted_out(find(authority=SOUTHEND)) == (["F"], ["G"])

    @pytest.mark.parametrize("field", ["authority", "accommodation_type", "support", "level"])
    def test_what_is_in_no_list_is_refused_with_an_example(self, field: str) -> None:
        wanted: dict[str, Any] = {"support": "key-work", field: "nonesuch"}
        with pytest.raises(Invalid, match=r"'nonesuch' is not known; .* such as "):
            find(**wanted)


def test_a_provider_is_its_schemes() -> None:
    provider = a_provider()
    a_scheme("Its own", provider=provider)
    a_scheme("Another's")
    assert sorted_out(find(provider=provider)) == (["Its own"], [])
    assert sorted_out(find(provider=uuid.uuid4())) == ([], [])


@pytest.mark.parametrize(
    ("words", "fitting"),
    [
        ("sprocket", ["Sprocket House", "Sprocket Mews"]),
        ("HOUSE sprocket", ["Sprocket House"]),
        ("quellmarsh", ["Sprocket Mews"]),
        ("mews quell", ["Sprocket Mews"]),
        ("100%", []),
        ("'; --", []),
        ("%", []),
    ],
)
def test_words_stand_in_the_name_of_the_scheme_or_its_provider(words: str, fitting: list[str]) -> None:
    a_scheme("Sprocket House")
    a_scheme("Sprocket Mews", provider=a_provider("Quellmarsh Family Support"))
    a_scheme("Périwig Hill")
    found, _ = sorted_out(find(words=words))
    assert sorted(found) == sorted(fitting)


@pytest.mark.parametrize(
    ("on", "holds"),
    [(TODAY - timedelta(days=1), 0), (TODAY, 1), (TODAY + timedelta(days=9), 1), (date.max, 0)],
)
def test_a_scheme_is_listed_from_its_first_day_to_its_last(on: date, holds: int) -> None:
    a_scheme(valid_from=TODAY, valid_to=TODAY + timedelta(days=9))
    assert find(on=on).total == holds


class TestPages:
    def test_every_scheme_stands_on_one_page_in_the_same_order_each_time(self) -> None:
        for number in range(23):
            a_scheme(f"House {number % 3}", accessible="ask" if number % 2 else "yes")
        whole = find(accessible=True)
        pages = [find(page, 5, accessible=True) for page in range(1, 5)]
        for group in ("items", "unknown"):
            told = [item["id"] for page in pages for item in getattr(page, group)]
            assert told == [item["id"] for item in getattr(whole, group)]
            assert len(told) == len(set(told)) == (12 if group == "items" else 11)
        assert {(page.total, page.unknown_total) for page in pages} == {(12, 11)}

    def test_by_name_capitals_do_not_count(self) -> None:
        for name in ("b", "A", "C"):
            a_scheme(name)
        assert names(find().items) == ["A", "b", "C"]


class TestOne:
    def test_it_is_told_with_provider_addresses_and_contacts(self) -> None:
        key = a_scheme("Sprocket House", support={"key-work": "yes"})
        for line in ("Flat 10, 12 Thistlequay Road", "Flat 2, 12 Thistlequay Road"):
            a_premises(line, scheme=key)
        a_premises("Flat 1, 12 Thistlequay Road", scheme=key, valid_to=TODAY - timedelta(days=1))
        a_premises()
        contact = a_contact("scheme-manager", scheme=key, hours="24/7", confirmed_on=TODAY)
        told = scheme(key, NOW, READER)
        assert [each["sub_building"] for each in told["premises"]] == ["Flat 2", "Flat 10"]
        assert [each["id"] for each in told["contacts"]] == [contact]
        assert told["provider"]["name"] == "Brindlestoke Homes"
        assert told["nobody_now"] is None

    def test_a_refuge_is_told_without_any_address(self) -> None:
        key = a_refuge(council=ESSEX)
        told = scheme(key, NOW, READER)
        assert told["premises"] == []
        assert told["accommodation_type"]["location_policy"] == "confidential"

    def test_one_that_does_not_exist_is_not_found(self) -> None:
        with pytest.raises(NotFound):
            scheme(uuid.uuid4(), NOW, READER)

    def test_a_scheme_that_has_ended_can_still_be_asked_for(self) -> None:
        key = a_scheme(valid_to=TODAY - timedelta(days=1))
        assert scheme(key, NOW, READER)["valid_to"] == TODAY - timedelta(days=1)


class TestNearWithoutPremises:
    def test_what_goes_to_the_family_in_this_council_may_serve_this_place(self) -> None:
        a_scheme("Comes to you", kind="floating-support", council=CHELMSFORD)
        a_scheme("Elsewhere", kind="floating-support", council=COLCHESTER)
        kinds = find(near=IN_CHELMSFORD)
        assert sorted_out(kinds) == ([], ["Comes to you"])
        assert kinds.unknown[0]["unknown"] == ["near"]
        assert kinds.unknown[0]["distance_m"] is None

    def test_what_is_confidential_is_near_nothing(self) -> None:
        a_refuge(council=CHELMSFORD)
        assert sorted_out(find(near=IN_CHELMSFORD)) == ([], [])
        assert find().total == 1


class Elsewhere:
    """A geocoder of geopy's kind that knows every postcode, at one place, and what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def geocode(self, query: str) -> Location:
        self.asked.append(query)
        return Location(query, Point(51.74, 0.47), {})


def test_a_postcode_without_a_position_is_asked_elsewhere_only_where_that_is_set() -> None:
    a_premises(scheme=a_scheme("Near by"), postcode=IN_CHELMSFORD)
    with pytest.raises(Invalid, match="No position is known"):
        find(near=NOWHERE, radius_m=50_000)
    source = Elsewhere()
    equipment().__dict__["second_source"] = source
    try:
        assert names(find(near=NOWHERE, radius_m=50_000).items) == ["Near by"]
    finally:
        del equipment().__dict__["second_source"]
    assert source.asked == [f"{NOWHERE}, United Kingdom"]
