"""Ending a child in need plan: which agencies must hold the contingency plan, list by list."""

from typing import Any

import pytest

from tests.factories import ESSEX, a_contact, a_premises, a_provider, a_scheme
from tests.services.planning import a_plan, said

pytestmark = pytest.mark.usefixtures("in_app")


def closing(**beside: Any) -> dict[str, Any]:
    scheme = a_scheme(
        provider=a_provider("Brindlestoke Homes"),
        kind="family-supported-housing",
        support={"key-work": ("yes", "visiting")},
    )
    a_premises(scheme=scheme)
    return a_plan({"address": "12 Thistlequay Road, CM1 1AA"}, meeting="cin-closure", **beside)


def test_every_agency_on_the_list_is_to_hold_the_plan_and_the_childrens_council_too() -> None:
    entries = closing()["lists"][0]["acknowledgements"]
    assert {each["organisation"]["name"] for each in entries} == {
        "Brindlestoke Homes",
        "Essex County Council",
    }
    assert not any(each["acknowledged"] for each in entries)


def test_who_has_not_acknowledged_is_named_until_all_have() -> None:
    plan = closing()
    keys = [each["key"] for each in plan["lists"][0]["acknowledgements"]]
    assert "acknowledged the contingency plan: Brindlestoke Homes, Essex County Council" in said(plan)
    (provider,) = (key for key in keys if key.startswith("provider:"))
    place = {"address": "12 Thistlequay Road, CM1 1AA"}
    one = a_plan(place, meeting="cin-closure", acknowledged=[provider])
    assert "acknowledged the contingency plan: Essex County Council." in said(one)
    assert "acknowledged the contingency plan" not in said(
        a_plan(place, meeting="cin-closure", acknowledged=keys)
    )


def test_other_meetings_have_nothing_to_acknowledge() -> None:
    a_contact("lha-housing-options", council=ESSEX)
    assert (
        a_plan({"label": "father", "postcode": "CM1 1AA", "accommodation_type": "sofa-surfing"})["lists"][0][
            "acknowledgements"
        ]
        == []
    )


AT_HOME = {"postcode": "CM1 1AA", "accommodation_type": "sofa-surfing"}
MOTHER = {"label": "mother", "side": "victim", **AT_HOME}
FATHER = {"label": "father", "side": "other", **AT_HOME}


def entries(*people: dict[str, Any], acknowledged: tuple[str, ...] = ()) -> list[list[dict[str, Any]]]:
    """The agencies of each list of a plan that ends."""
    plan = a_plan(*people, meeting="cin-closure", acknowledged=list(acknowledged))
    return [shown["acknowledgements"] for shown in plan["lists"]]


def test_an_agency_on_two_lists_acknowledges_each_by_itself() -> None:
    hers, his = entries(MOTHER, FATHER)
    assert [each["organisation"]["name"] for each in hers] == [each["organisation"]["name"] for each in his]
    keys, others = ({each["key"] for each in of_list} for of_list in (hers, his))
    assert keys
    assert keys.isdisjoint(others)
    ticked, unticked = entries(MOTHER, FATHER, acknowledged=(*keys,))
    assert all(each["acknowledged"] for each in ticked)
    assert not any(each["acknowledged"] for each in unticked)


def test_the_order_of_people_changes_no_key_and_who_is_on_a_list_does() -> None:
    hers, _ = entries(MOTHER, FATHER)
    again, _ = entries(FATHER, MOTHER)
    with_a_child, _ = entries(MOTHER, {**MOTHER, "label": "child"}, FATHER)
    keys, same, others = ({each["key"] for each in of_list} for of_list in (hers, again, with_a_child))
    assert keys == same
    assert keys.isdisjoint(others)


def test_a_key_of_one_list_fits_the_api_and_names_nobody() -> None:
    for of_list in entries(MOTHER, FATHER):
        for each in of_list:
            assert len(each["key"]) <= 80
            assert "mother" not in each["key"]
            assert "father" not in each["key"]
