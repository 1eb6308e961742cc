"""Where somebody lived before: who it was then, whom to ask now, and how far that is certain."""

from datetime import date
from typing import Any

import pytest

from tests.factories import CHELMSFORD, a_contact, a_premises, a_provider, a_refuge, a_scheme
from tests.services.planning import a_plan

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
