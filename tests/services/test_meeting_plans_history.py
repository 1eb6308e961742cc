"""Where somebody lived before: who it was then, whom to ask now, and how far that is certain."""

from datetime import date
from typing import Any

import pytest

from tests.factories import CHELMSFORD, a_contact, a_premises, a_provider, a_refuge, a_scheme
from tests.services.planning import a_plan, refusal

pytestmark = pytest.mark.usefixtures("in_app")

FATHER = {"label": "father", "postcode": "CM1 1AA", "accommodation_type": "sofa-surfing"}
#: In Northampton, whose district and county ended on 31 March 2021.
IN_NORTHAMPTON = "NN1 1SQ"
WEST_NORTHAMPTONSHIRE = "E06000062"


def history(until: date, **named: Any) -> dict[str, Any]:
    """The one entry about an earlier address."""
    plan = a_plan({**FATHER, "earlier": [{"until": until, **named}]}, meeting="cin-planning")
    (entry,) = plan["lists"][0]["history"]
    assert isinstance(entry, dict)
    return entry


def asked(entry: dict[str, Any]) -> dict[str, tuple[str, str, bool]]:
    """By function: who it was then, whose it is now, and whether that is certain."""
    return {
        each["function"] or "provider": (each["then"], each["organisation"]["name"], each["certain"])
        for each in entry["ask"]
    }


def test_the_councils_of_an_earlier_address_are_asked_through_whoever_took_over() -> None:
    options = a_contact("lha-housing-options", council=WEST_NORTHAMPTONSHIRE)
    entry = history(date(2020, 6, 30), address=f"3 Inkhorn Terrace, {IN_NORTHAMPTON}")
    assert asked(entry)["children"][1] == "West Northamptonshire Council"
    assert asked(entry)["housing"][1] == "West Northamptonshire Council"
    assert "Northampton" in asked(entry)["housing"][0]
    assert asked(entry)["children"][0] == "Northamptonshire County Council"
    (housing,) = (each for each in entry["ask"] if each["function"] == "housing")
    assert housing["contact"]["id"] == options
    assert entry["notes"]


def test_an_address_since_then_is_asked_of_the_council_that_is_there() -> None:
    entry = history(date(2026, 1, 31), address="3 Inkhorn Terrace, CM1 1AA")
    assert asked(entry)["housing"] == ("Chelmsford City Council",) * 2 + (True,)


def test_the_provider_of_that_day_is_asked_through_its_successor() -> None:
    heir = a_provider("Brindlestoke Housing Trust")
    lead = a_contact("provider-dsl", provider=heir)
    former = a_provider("Brindlestoke Homes", successor_id=heir, valid_to=date(2024, 3, 31))
    scheme = a_scheme(provider=former, valid_to=date(2024, 3, 31))
    a_premises(scheme=scheme)
    entry = history(date(2023, 6, 30), address="12 Thistlequay Road, CM1 1AA")
    assert entry["outcome"] == "found"
    assert asked(entry)["provider"] == ("Brindlestoke Homes", "Brindlestoke Housing Trust", True)
    assert entry["ask"][-1]["contact"]["id"] == lead


def test_who_came_later_is_not_asked_about_an_earlier_day() -> None:
    a_premises(scheme=a_scheme(provider=a_provider("Latecomers"), valid_from=date(2025, 1, 1)))
    entry = history(date(2023, 6, 30), address="12 Thistlequay Road, CM1 1AA")
    assert entry["outcome"] == "not_listed"
    assert "Latecomers" not in str(entry)


def test_where_several_may_be_meant_no_provider_is_named() -> None:
    for flat in (1, 2):
        a_premises(
            f"Flat {flat}, 12 Thistlequay Road", scheme=a_scheme(provider=a_provider(f"Provider {flat}"))
        )
    entry = history(date(2026, 1, 31), address="12 Thistlequay Road, CM1 1AA")
    assert entry["outcome"] == "choose"
    assert "provider" not in asked(entry)
    assert asked(entry)["housing"][1] == "Chelmsford City Council"
    assert "ask again with the id" in " ".join(entry["notes"])


def test_a_refuge_before_is_asked_through_its_provider_and_county_only() -> None:
    refuge = a_refuge(council=CHELMSFORD)
    entry = history(date(2026, 1, 31), scheme=refuge)
    assert "Chelmsford" not in str(entry)
    assert asked(entry)["children"][1] == "Essex County Council"


def test_the_basis_is_consent_first_and_names_who_decides_otherwise() -> None:
    basis = history(date(2026, 1, 31), postcode="CM1 1AA", address="3 Inkhorn Terrace")["basis"]
    assert (basis["consent_first"], basis["verification"]) == (True, "unverified")
    assert basis["alternative"]
    assert basis["decided_by"]


def test_nothing_of_an_earlier_address_is_repeated() -> None:
    assert "Inkhorn" not in str(history(date(2026, 1, 31), address="3 Inkhorn Terrace, CM1 1AA"))


def test_the_past_of_one_side_is_on_its_own_list() -> None:
    earlier = [{"address": "3 Inkhorn Terrace, CM1 1AA", "until": date(2026, 1, 31)}]
    plan = a_plan({"label": "mother", "scheme": a_refuge()}, {**FATHER, "earlier": earlier})
    victim, other = plan["lists"]
    assert (victim["history"], len(other["history"])) == ([], 1)


# Who ran the place


def stayed(since: date | None, until: date | None, **named: Any) -> dict[str, Any]:
    """The one entry about an address at which somebody stayed on some days."""
    plan = a_plan({**FATHER, "earlier": [{"since": since, "until": until, **named}]}, meeting="cin-planning")
    (entry,) = plan["lists"][0]["history"]
    assert isinstance(entry, dict)
    return entry


def ran(entry: dict[str, Any]) -> list[tuple[str, date, date, bool]]:
    """The providers of an entry: who it was, from when to when, and whether that is certain."""
    return [
        (each["then"], each["since"], each["until"], each["certain"])
        for each in entry["ask"]
        if each["kind"] == "provider"
    ]


HERE = {"address": "12 Thistlequay Road, CM1 1AA"}
SPRING, CHANGE, AUTUMN = date(2024, 3, 1), date(2024, 6, 30), date(2024, 10, 31)
AFTER_CHANGE = date(2024, 7, 1)


def test_a_provider_that_was_there_for_the_whole_stay_is_certain() -> None:
    a_premises(scheme=a_scheme(provider=a_provider("First Homes")))
    assert ran(stayed(SPRING, AUTUMN, **HERE)) == [("First Homes", SPRING, AUTUMN, True)]


@pytest.mark.parametrize("by_scheme", [True, False])
def test_a_provider_that_was_taken_over_during_the_stay_is_told_with_its_heir(by_scheme: bool) -> None:
    heir = a_provider("Second Homes")
    former = a_provider("First Homes", successor_id=heir, valid_to=CHANGE)
    scheme = a_scheme(provider=former)
    a_premises(scheme=scheme)
    entry = stayed(SPRING, AUTUMN, **({"scheme": scheme} if by_scheme else HERE))
    assert ran(entry) == [
        ("First Homes", SPRING, CHANGE, False),
        ("Second Homes", AFTER_CHANGE, AUTUMN, False),
    ]
    assert "Who ran the place changed while they were there" in " ".join(entry["notes"])
    assert {each["organisation"]["name"] for each in entry["ask"] if each["kind"] == "provider"} == {
        "Second Homes"
    }


@pytest.mark.parametrize("of_the_premises", [True, False])
def test_a_scheme_of_somebody_else_that_came_after_is_told_as_well(of_the_premises: bool) -> None:
    days: tuple[dict[str, Any], ...] = ({"valid_to": CHANGE}, {"valid_from": AFTER_CHANGE})
    for name, each in zip(("First Homes", "Second Homes"), days, strict=True):
        scheme = a_scheme(provider=a_provider(name), **({} if of_the_premises else each))
        a_premises(scheme=scheme, **(each if of_the_premises else {}))
    assert ran(stayed(SPRING, AUTUMN, **HERE)) == [
        ("First Homes", SPRING, CHANGE, False),
        ("Second Homes", AFTER_CHANGE, AUTUMN, False),
    ]
    assert ran(stayed(SPRING, CHANGE, **HERE)) == [("First Homes", SPRING, CHANGE, True)]


def test_who_ran_it_in_between_is_told_even_if_the_same_ran_it_before_and_after() -> None:
    first = a_provider("First Homes")
    a_premises(scheme=a_scheme(provider=first, valid_to=date(2024, 4, 30)))
    a_premises(
        scheme=a_scheme(provider=a_provider("Second Homes"), valid_from=date(2024, 5, 1), valid_to=CHANGE)
    )
    a_premises(scheme=a_scheme(provider=first, valid_from=AFTER_CHANGE))
    assert [name for name, *_ in ran(stayed(SPRING, AUTUMN, **HERE))] == [
        "First Homes",
        "Second Homes",
        "First Homes",
    ]


def test_schemes_of_one_provider_in_turn_are_one_provider() -> None:
    first = a_provider("First Homes")
    a_premises(scheme=a_scheme(provider=first, valid_to=CHANGE))
    a_premises(scheme=a_scheme(provider=first, valid_from=AFTER_CHANGE))
    assert ran(stayed(SPRING, AUTUMN, **HERE)) == [("First Homes", SPRING, AUTUMN, True)]


@pytest.mark.parametrize(
    "days",
    [
        {"valid_from": AFTER_CHANGE},
        {"valid_to": CHANGE},
        {"valid_from": date(2024, 4, 1), "valid_to": CHANGE},
    ],
)
def test_a_part_of_a_stay_of_which_nothing_is_known_is_said_and_nothing_is_certain(
    days: dict[str, Any],
) -> None:
    a_premises(scheme=a_scheme(provider=a_provider("First Homes"), **days))
    entry = stayed(SPRING, AUTUMN, **HERE)
    ((name, since, until, certain),) = ran(entry)
    assert (name, certain) == ("First Homes", False)
    assert (since, until) == (days.get("valid_from", SPRING), days.get("valid_to", AUTUMN))
    assert "nobody certain is recorded" in " ".join(entry["notes"])


def test_a_provider_that_began_during_the_stay_is_not_said_to_have_been_there_before() -> None:
    a_premises(scheme=a_scheme(provider=a_provider("Second Homes", valid_from=AFTER_CHANGE)))
    assert ran(stayed(SPRING, AUTUMN, **HERE)) == [("Second Homes", AFTER_CHANGE, AUTUMN, False)]


def test_a_provider_that_ended_without_an_heir_has_nobody_to_ask() -> None:
    a_premises(scheme=a_scheme(provider=a_provider("First Homes", valid_to=AUTUMN)))
    (asked_now,) = (each for each in stayed(SPRING, AUTUMN, **HERE)["ask"] if each["kind"] == "provider")
    assert (asked_now["organisation"], asked_now["certain"]) == (None, False)


def test_an_heir_whose_day_nobody_knows_makes_nothing_certain() -> None:
    former = a_provider("First Homes", successor_id=a_provider("Second Homes"))
    a_premises(scheme=a_scheme(provider=former))
    entry = stayed(SPRING, AUTUMN, **HERE)
    assert ran(entry) == [("First Homes", SPRING, AUTUMN, False)]


def test_without_a_last_day_they_stayed_until_the_meeting_and_without_any_nothing_is_certain() -> None:
    heir = a_provider("Second Homes")
    a_premises(scheme=a_scheme(provider=a_provider("First Homes", successor_id=heir, valid_to=CHANGE)))
    assert [name for name, *_ in ran(stayed(SPRING, None, **HERE))] == ["First Homes", "Second Homes"]
    undated = stayed(None, None, **HERE)
    assert not any(each["certain"] for each in undated["ask"])
    assert "No dates were given" in " ".join(undated["notes"])


def test_a_place_that_is_named_by_its_number_or_id_is_followed_as_well() -> None:
    heir = a_provider("Second Homes")
    former = a_provider("First Homes", successor_id=heir, valid_to=CHANGE)
    key = a_premises(scheme=a_scheme(provider=former), uprn="100090000001")
    for named in ({"premises": key}, {"uprn": "100090000001"}):
        assert [name for name, *_ in ran(stayed(SPRING, AUTUMN, **named))] == ["First Homes", "Second Homes"]


def test_the_councils_of_both_ends_of_a_stay_are_named() -> None:
    entry = stayed(date(2020, 6, 30), date(2022, 6, 30), address=f"3 Inkhorn Terrace, {IN_NORTHAMPTON}")
    then, now, _ = asked(entry)["children"]
    assert then == "Northamptonshire County Council, then West Northamptonshire Council"
    assert now == "West Northamptonshire Council"


def test_the_council_of_a_street_without_town_or_postcode_is_not_certain() -> None:
    for flat in (1, 2):
        a_premises(
            f"Flat {flat}, 12 Thistlequay Road", scheme=a_scheme(provider=a_provider(f"Provider {flat}"))
        )
    for address, certain in (("12 Thistlequay Road", False), ("12 Thistlequay Road, CM1 1AA", True)):
        entry = history(date(2026, 1, 31), address=address)
        assert entry["outcome"] == "choose"
        assert asked(entry)["housing"] == ("Chelmsford City Council", "Chelmsford City Council", certain)
        assert ran(entry) == []


@pytest.mark.parametrize("name", ["since", "until"])
@pytest.mark.parametrize("day", [date(1, 1, 1), date(1899, 12, 31), date(2026, 12, 16), date(9999, 12, 31)])
def test_days_that_cannot_be_are_refused(name: str, day: date) -> None:
    field, message = refusal({**FATHER, "earlier": [{**HERE, name: day}]})
    assert field == f"people.0.earlier.0.{name}"
    assert "1900-01-01" in message
    for possible in (date(1900, 1, 1), date(2026, 12, 15)):
        assert a_plan({**FATHER, "earlier": [{**HERE, name: possible}]})


def test_a_stay_that_ends_before_it_begins_is_refused() -> None:
    field, _ = refusal({**FATHER, "earlier": [{**HERE, "since": AUTUMN, "until": SPRING}]})
    assert field == "people.0.earlier.0.until"
