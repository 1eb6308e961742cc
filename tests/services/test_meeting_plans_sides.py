"""Lists that never merge: who is on which, and that nothing of one side stands on another's."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import IN_SOUTHEND, a_contact, a_premises, a_provider, a_refuge, a_scheme
from tests.rules.invites.shipped import CATALOGUE
from tests.services.planning import HOSTEL, OTHER_HOSTEL, a_hostel, a_plan, by_role, refusal, said

pytestmark = pytest.mark.usefixtures("in_app")

_OF_A_HOUSEHOLD = [slug for slug, row in CATALOGUE.circumstances.items() if row.belongs_to == "household"]


def test_domestic_abuse_and_two_addresses_make_two_lists_with_nobody_of_the_other_side() -> None:
    hers = a_contact("support-worker", scheme=a_hostel())
    his = a_contact("support-worker", scheme=a_hostel("8 Merrythought Lane", IN_SOUTHEND))
    plan = a_plan(
        {"label": "mother and child", **HOSTEL},
        {"label": "father", **OTHER_HOSTEL},
        circumstances=["domestic-abuse"],
    )
    one, other = plan["lists"]
    assert [one["for"], other["for"]] == [["mother and child"], ["father"]]
    assert str(his) not in str(one)
    assert str(hers) not in str(other)
    assert "mother" not in str(other)
    assert "father" not in str(one)
    assert "other-address-worker" in [each["role"] for each in plan["must_not_invite"]]
    assert "Never merge them" in said(plan)


def test_a_side_whose_address_was_not_given_is_to_be_planned_apart() -> None:
    a_hostel()
    plan = a_plan(HOSTEL, circumstances=["domestic-abuse", "split-household"])
    assert "The other side's address was not given" in said(plan)
    assert "other-address-worker" not in by_role(plan)


def test_a_provider_on_both_sides_is_said() -> None:
    provider = a_provider("Brindlestoke Homes")
    a_contact("provider-dsl", provider=provider)
    a_hostel(provider=provider)
    a_hostel("8 Merrythought Lane", IN_SOUTHEND, provider=provider)
    plan = a_plan(HOSTEL, OTHER_HOSTEL, circumstances=["domestic-abuse"])
    assert "Brindlestoke Homes is on more than one list" in said(plan)


def test_whoever_is_in_a_refuge_is_on_the_victims_side_whether_or_not_it_was_said() -> None:
    a_hostel()
    plan = a_plan({"label": "father", **HOSTEL}, {"label": "mother", "scheme": a_refuge()})
    assert [shown["name"] for shown in plan["lists"]] == ["victim's side", "side of father"]
    assert {each["slug"] for each in plan["circumstances"]} >= {"refuge", "domestic-abuse"}


def test_to_say_whose_side_somebody_is_on_makes_lists_that_never_merge() -> None:
    a_hostel()
    a_hostel("8 Merrythought Lane", IN_SOUTHEND)
    for sides in (("victim", "other"), ("victim", None), (None, "other")):
        people = [
            {"label": label, **place, **({"side": side} if side else {})}
            for label, place, side in zip(("mother", "father"), (HOSTEL, OTHER_HOSTEL), sides, strict=True)
        ]
        plan = a_plan(*people)
        assert len(plan["lists"]) == 2
        assert "it was said whose side somebody is on" in said(plan)
    together = [
        {"label": "mother", **HOSTEL, "side": "victim"},
        {"label": "father", **HOSTEL, "side": "other"},
    ]
    assert len(a_plan(*together)["lists"]) == 2


def test_the_other_sides_list_does_not_tell_that_there_is_a_victim_or_another_address() -> None:
    provider = a_provider("Brindlestoke Homes")
    for role in ("idva", "provider-dsl", "marac-housing-rep"):
        a_contact(role, provider=provider, hours="24/7")
    a_hostel(provider=provider)
    plan = a_plan(
        {"label": "mother", "scheme": a_refuge(), "circumstances": ["pregnant"]},
        {"label": "father", **HOSTEL},
    )
    victims, other = plan["lists"]
    assert "idva" in [each["role"] for each in victims["invitees"]]
    told = str(other).casefold()
    assert [word for word in ("victim", "idva", "refuge", "marac", "second provider") if word in told] == []


def test_until_it_is_said_who_the_victim_is_nobody_is_invited_to_speak_for_them() -> None:
    a_hostel()
    a_hostel("8 Merrythought Lane", IN_SOUTHEND)
    people = [{"label": "mother", **HOSTEL}, {"label": "father", **OTHER_HOSTEL}]
    plan = a_plan(*people, circumstances=["domestic-abuse"])
    assert "idva" not in str(plan["lists"])
    assert "on no list until it is said who the victim is" in said(plan)
    sided = a_plan({**people[0], "side": "victim"}, people[1])
    assert "idva" in [each["role"] for each in sided["lists"][0]["invitees"]]


def test_a_post_that_would_serve_both_sides_is_named_to_the_organiser() -> None:
    scheme = a_scheme(kind="family-supported-housing", support={"key-work": ("yes", "visiting")})
    a_contact("support-worker", scheme=scheme)
    for flat in (3, 4):
        a_premises(f"Flat {flat}, 40 Thistlequay Road", scheme=scheme)
    flats = [f"Flat {flat}, 40 Thistlequay Road, CM1 1AA" for flat in (3, 4)]
    plan = a_plan(
        {"label": "mother", "address": flats[0], "side": "victim"},
        {"label": "father", "address": flats[1], "side": "other"},
    )
    assert "the same post stands on more than one list" in said(plan)
    assert "different times" in said(plan)


def test_a_refuge_that_is_said_and_not_named_is_asked_for() -> None:
    a_hostel()
    plan = a_plan(HOSTEL, circumstances=["refuge"])
    assert "name it by `scheme`" in said(plan)
    assert "domestic-abuse" in {each["slug"] for each in plan["circumstances"]}
    named = a_plan({"label": "mother", "scheme": a_refuge()}, circumstances=["refuge"])
    assert "name it by `scheme`" not in said(named)


def test_what_is_special_about_one_side_is_nothing_of_the_others() -> None:
    """Everything about the mother may change, and the father's list is the same."""
    a_hostel()
    a_hostel("8 Merrythought Lane", IN_SOUTHEND)
    father = {"label": "father", **OTHER_HOSTEL, "side": "other"}
    refuge = a_refuge()
    mothers: list[dict[str, Any]] = [
        {**HOSTEL},
        {**HOSTEL, "placing_authority": "E07000067"},
        {"scheme": refuge},
        {"scheme": refuge, "placing_authority": "E07000067"},
        {"accommodation_type": "da-sanctuary"},
        {"accommodation_type": "ta-bnb-shared"},
    ]
    plans = [a_plan({"label": "mother", "side": "victim", **mother}, father) for mother in mothers]
    assert all(len(plan["lists"]) == 2 for plan in plans)
    assert len({str(plan["lists"][1]) for plan in plans}) == 1


def test_who_is_said_to_be_on_no_side_is_put_on_none_where_both_live() -> None:
    a_hostel()
    a_hostel("8 Merrythought Lane", IN_SOUTHEND)
    people = [
        {"label": "mother", **HOSTEL, "side": "victim"},
        {"label": "father", **HOSTEL, "side": "other"},
        {"label": "child", **HOSTEL},
    ]
    for order in ([0, 1, 2], [1, 0, 2], [2, 1, 0]):
        lists = a_plan(*(people[place] for place in order))["lists"]
        assert sorted(each["for"] for each in lists) == [["child"], ["father"], ["mother"]]


def test_two_doors_that_read_alike_run_together_are_two_homes() -> None:
    plan = a_plan(
        {"label": "mother", "address": "flat 1, 12 high st, CM1 1AA"},
        {"label": "father", "address": "flat 11, 2 high st, CM1 1AA"},
        circumstances=["domestic-abuse"],
    )
    assert len(plan["lists"]) == 2


@pytest.mark.parametrize(
    "place",
    [
        HOSTEL,  # a building, of which nobody knows how many flats it has
        {"postcode": "CM1 1AA", "accommodation_type": "sofa-surfing"},
        {"address": "9 Nowhere Road, CM1 1AA"},
    ],
)
@pytest.mark.parametrize("sides", [(None, None), ("victim", None), (None, "other")])
def test_two_in_one_building_or_at_one_postcode_are_on_no_list_together_unless_it_is_said(
    place: dict[str, Any], sides: tuple[str | None, str | None]
) -> None:
    a_hostel()
    mother, father = ({**place, "side": side} for side in sides)
    plan = a_plan(
        {"label": "mother", **mother}, {"label": "father", **father}, circumstances=["domestic-abuse"]
    )
    assert sorted(shown["for"] for shown in plan["lists"]) == [["father"], ["mother"]]
    assert "have a list each, even where they share a building" in said(plan)


def test_two_of_one_scheme_are_on_no_list_together_unless_it_is_said() -> None:
    scheme = a_hostel()
    people = [{"label": label, "scheme": scheme} for label in ("mother", "father")]
    assert len(a_plan(*people, circumstances=["domestic-abuse"])["lists"]) == 2
    assert len(a_plan(*people)["lists"]) == 1
    together = [{**person, "side": "victim"} for person in people]
    assert [shown["for"] for shown in a_plan(*together)["lists"]] == [["mother", "father"]]


def test_those_of_one_flat_are_on_one_list_and_the_organiser_is_told() -> None:
    a_premises("Flat 3, 40 Thistlequay Road", town=None)
    flat = {"address": "Flat 3, 40 Thistlequay Road, CM1 1AA"}
    plan = a_plan({"label": "mother", **flat}, {"label": "child", **flat}, circumstances=["domestic-abuse"])
    assert [shown["name"] for shown in plan["lists"]] == ["everyone"]
    assert "all are on one list" in plan["warnings"][0]
    with_a_victim = a_plan({"label": "mother", **flat, "side": "victim"}, {"label": "father", **flat})
    assert [shown["for"] for shown in with_a_victim["lists"]] == [["mother"], ["father"]]


def test_a_flat_that_was_left_out_is_no_home_that_two_share() -> None:
    scheme = a_scheme()
    for flat in (3, 4):
        a_premises(f"Flat {flat}, 40 Thistlequay Road", scheme=scheme, town=None)
    house = {"address": "40 Thistlequay Road, CM1 1AA"}
    plan = a_plan(
        {"label": "mother", **house}, {"label": "father", **house}, circumstances=["domestic-abuse"]
    )
    assert len(plan["lists"]) == 2


def test_two_safe_places_of_which_nothing_is_said_are_two_sides_with_somebody_to_speak_for_each() -> None:
    plan = a_plan(
        {"label": "mother", "scheme": a_refuge()}, {"label": "father", "scheme": a_refuge("Other Refuge")}
    )
    assert [shown["name"] for shown in plan["lists"]] == ["side of mother", "side of father"]
    assert [shown["for"] for shown in plan["lists"]] == [["mother"], ["father"]]
    for shown in plan["lists"]:
        assert "refuge-manager" in [each["role"] for each in shown["invitees"]]
    assert "Other Refuge" not in str(plan["lists"][0])


def test_somebody_in_a_refuge_is_not_put_beside_a_victim_who_was_named() -> None:
    a_hostel()
    plan = a_plan({"label": "mother", **HOSTEL, "side": "victim"}, {"label": "aunt", "scheme": a_refuge()})
    assert [shown["for"] for shown in plan["lists"]] == [["mother"], ["aunt"]]


def test_the_other_side_planned_by_itself_is_not_told_that_there_is_a_victim() -> None:
    a_hostel()
    (alone,) = a_plan(
        {"label": "father", **HOSTEL, "side": "other"}, circumstances=["domestic-abuse", "split-household"]
    )["lists"]
    told = str(alone).casefold()
    assert [word for word in ("victim", "idva", "refuge", "marac", "second provider") if word in told] == []


# What is special about one side


def test_what_is_special_about_a_person_stays_on_their_list() -> None:
    a_hostel()
    a_hostel("8 Merrythought Lane", IN_SOUTHEND)
    father = {"label": "father", **OTHER_HOSTEL, "side": "other"}
    plain = a_plan({"label": "mother", **HOSTEL, "side": "victim"}, father)
    for each in _OF_A_HOUSEHOLD:
        plan = a_plan({"label": "mother", **HOSTEL, "side": "victim", "circumstances": [each]}, father)
        assert plan["lists"][1] == plain["lists"][1], each


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    meeting=st.sampled_from(sorted(CATALOGUE.meeting_types)),
    hers=st.sets(st.sampled_from(sorted(CATALOGUE.circumstances)), max_size=4),
    his=st.sets(st.sampled_from(sorted(CATALOGUE.circumstances)), max_size=4),
    kinds=st.tuples(*[st.sampled_from(["ta-bnb-shared", "foyer", "approved-premises", "prs-tenancy"])] * 2),
)
def test_whatever_is_said_of_one_side_changes_nothing_on_the_others_list(
    meeting: str, hers: set[str], his: set[str], kinds: tuple[str, str]
) -> None:
    mother = {"label": "mother", "accommodation_type": kinds[0], "side": "victim"}
    father = {
        "label": "father",
        "accommodation_type": kinds[1],
        "side": "other",
        "circumstances": sorted(his),
    }
    said_of_her = a_plan({**mother, "circumstances": sorted(hers)}, father, meeting=meeting)
    assert said_of_her["lists"][1] == a_plan(mother, father, meeting=meeting)["lists"][1]


@pytest.mark.parametrize("each", _OF_A_HOUSEHOLD)
def test_what_was_said_of_nobody_in_particular_is_to_be_put_to_a_person_where_there_are_sides(
    each: str,
) -> None:
    people: list[dict[str, Any]] = [
        {"label": "mother", "postcode": "CM1 1AA", "accommodation_type": "sofa-surfing", "side": "victim"},
        {"label": "father", "postcode": "SS1 1AA", "accommodation_type": "sofa-surfing", "side": "other"},
    ]
    field, message = refusal(*people, circumstances=[each])
    assert field == "circumstances"
    assert each in message
    put = [{**people[0], "circumstances": [each]}, people[1]]
    assert len(a_plan(*put, circumstances=[each])["lists"]) == 2
    assert len(a_plan(people[0], circumstances=[each])["lists"]) == 1


@pytest.mark.parametrize("of_the_meeting", [True, False])
def test_what_is_about_the_case_is_said_of_the_meeting_or_of_anybody(of_the_meeting: bool) -> None:
    a_hostel()
    a_hostel("8 Merrythought Lane", IN_SOUTHEND)
    abuse = {"circumstances": ["domestic-abuse"]}
    mother = {"label": "mother", **HOSTEL, **({} if of_the_meeting else abuse)}
    plan = a_plan(
        mother, {"label": "father", **OTHER_HOSTEL}, circumstances=["domestic-abuse"] * of_the_meeting
    )
    assert len(plan["lists"]) == 2
    whose = {each["slug"]: each["for"] for each in plan["circumstances"]}
    assert whose["domestic-abuse"] == ["mother", "father"]


def test_what_follows_from_where_somebody_lives_need_not_be_put_to_them() -> None:
    a_hostel()
    plan = a_plan(
        {"label": "father", **HOSTEL}, {"label": "mother", "scheme": a_refuge()}, circumstances=["refuge"]
    )
    assert {each["slug"]: each["for"] for each in plan["circumstances"]}["refuge"] == ["mother"]


def test_a_care_leaver_on_a_list_of_two_has_an_adviser_and_the_other_has_none() -> None:
    a_hostel()
    a_hostel("8 Merrythought Lane", IN_SOUTHEND)
    mother = {"label": "mother", **HOSTEL, "circumstances": ["care-leaver"]}
    plan = a_plan(mother, {"label": "father", **OTHER_HOSTEL})
    assert by_role(plan)["personal-adviser"]["for"] == ["mother"]
    both = a_plan(
        {"label": "mother", **HOSTEL}, {"label": "father", **OTHER_HOSTEL}, circumstances=["care-leaver"]
    )
    assert both["circumstances"][0]["for"] == ["mother", "father"]


def test_an_implicated_worker_of_one_side_is_kept_out_of_its_list_only() -> None:
    provider = a_provider()
    kind = "family-supported-housing"
    hers = a_contact("support-worker", scheme=a_hostel(provider=provider, kind=kind))
    his = a_contact(
        "support-worker", scheme=a_hostel("8 Merrythought Lane", IN_SOUTHEND, provider=provider, kind=kind)
    )
    plan = a_plan(
        {"label": "mother", **HOSTEL, "side": "victim", "circumstances": ["staff-allegation"]},
        {"label": "father", **OTHER_HOSTEL, "side": "other"},
    )
    victims, other = plan["lists"]
    assert str(hers) not in str(victims)
    assert str(his) in str(other)
    kept_out = {each["role"]: each["lists"] for each in plan["must_not_invite"]}
    assert kept_out["support-worker"] == ["victim's side"]
    assert kept_out["other-address-worker"] == ["victim's side", "other side"]
    assert "Make sure that it is not the same person" in said(plan)


def test_on_one_list_a_role_that_is_kept_out_for_one_is_replaced_for_all() -> None:
    provider = a_provider()
    a_hostel(provider=provider, kind="family-supported-housing")
    a_hostel("8 Merrythought Lane", IN_SOUTHEND, kind="family-supported-housing")
    plan = a_plan(
        {"label": "mother", **HOSTEL, "circumstances": ["staff-allegation"]},
        {"label": "father", **OTHER_HOSTEL},
    )
    assert "support-worker" not in by_role(plan)
    replaced = [each for each in plan["lists"][0]["invitees"] if "provider-dsl" in each["roles"]]
    assert sorted(label for each in replaced for label in each["for"]) == ["father", "mother"]
    assert {each["level"] for each in replaced} == {"required"}
