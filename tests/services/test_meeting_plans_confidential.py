"""Places that are told to nobody: what names them, and that no plan says where they are."""

import uuid
from typing import Any

import pytest

from tests.factories import CHELMSFORD, a_contact, a_refuge
from tests.services.planning import HOSTEL, a_hostel, a_plan, by_role, contact_of, refusal, reminded, said

pytestmark = pytest.mark.usefixtures("in_app")


@pytest.mark.parametrize("kind", ["da-refuge", "da-dispersed", "msvcc-safe-house", "approved-premises"])
@pytest.mark.parametrize(
    "named",
    [
        {"address": "12 Nowhere Lane, CM1 1AA"},
        {"postcode": "CM1 1AA"},
        {"uprn": "100090000001"},
        {"premises": uuid.uuid4()},
    ],
)
def test_a_confidential_place_is_named_by_no_address_and_what_was_given_is_not_repeated(
    kind: str, named: dict[str, Any]
) -> None:
    field, message = refusal({"label": "mother", "accommodation_type": kind, **named})
    assert field == f"people.0.{next(iter(named))}"
    assert "Name it by `scheme`" in message
    assert not any(str(value).casefold() in message.casefold() for value in named.values())


def test_an_address_is_refused_beside_a_refuge_that_is_named_as_it_should_be() -> None:
    refuge = {"label": "mother", "scheme": a_refuge(), "accommodation_type": "da-refuge"}
    assert refusal({**refuge, "address": "12 Nowhere Lane, CM1 1AA"})[0] == "people.0.address"
    assert a_plan(refuge)["lists"][0]["people"][0]["listed"] is True


def test_a_refuge_that_is_not_listed_is_planned_for_by_its_kind_alone() -> None:
    plan = a_plan({"label": "mother", "accommodation_type": "da-refuge"})
    assert by_role(plan)["refuge-manager"]["gap"]["reason"].startswith("No scheme is held for this place")


def test_a_home_that_was_made_safe_is_told_no_finer_than_its_county() -> None:
    a_contact("lha-ta-manager", council=CHELMSFORD)
    home = {"accommodation_type": "da-sanctuary", "address": "12 Nowhere Lane, CM1 1AA"}
    plan = a_plan({"label": "mother", **home})
    assert "Chelmsford" not in str(plan)


def test_a_probation_hostel_is_no_refuge_and_its_place_is_told_as_little() -> None:
    plan = a_plan({"label": "father", "accommodation_type": "approved-premises"})
    assert plan["circumstances"] == []
    assert "the place is confidential" in said(plan)
    assert "confidential-venue" in reminded(plan)
    assert "refuge-venue" not in reminded(plan)
    assert {"confidential-venue", "refuge-venue"} <= reminded(
        a_plan({"label": "mother", "scheme": a_refuge()})
    )


def test_a_mailbox_that_bears_the_name_of_who_works_in_a_refuge_does_not_leave() -> None:
    refuge = a_refuge()
    a_contact("refuge-manager", scheme=refuge, holder="Testo Li", email="testo.li@z.example")
    plan = a_plan({"label": "mother", "scheme": refuge})
    assert "testo" not in str(plan).casefold()


def test_a_refuge_familys_plan_shows_no_place() -> None:
    refuge = a_refuge(council=CHELMSFORD)  # a district, though it should be no finer than the county
    manager = a_contact("refuge-manager", scheme=refuge, holder="Testa Quavermint", email="refuge@z.example")
    a_contact("host-authority", council=CHELMSFORD)
    plan = a_plan({"label": "mother and child", "scheme": refuge}, circumstances=["out-of-area", "pregnant"])
    assert contact_of(plan, "refuge-manager") == manager
    shown = str(plan)
    assert "Chelmsford" not in shown
    assert CHELMSFORD not in shown
    assert "Testa" not in shown  # the post and its channel, and no name
    assert "refuge@z.example" in shown
    assert {"address", "postcode", "latitude", "uprn"}.isdisjoint(_keys(plan))
    assert "the place is confidential" in said(plan)


def test_no_plan_repeats_an_address() -> None:
    a_hostel()
    plan = a_plan(HOSTEL, {"address": "9 Nowhere Road, CM1 1ZZ"})
    assert "Thistlequay" not in str(plan)
    assert "Nowhere" not in str(plan)
    assert "CM1" not in str(plan)


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*(_keys(each) for each in value.values()))
    return set().union(*(_keys(each) for each in value)) if isinstance(value, list) else set()
