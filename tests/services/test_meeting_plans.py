"""Plans for meetings: from roles to people, each once, with gaps and cover, and no place told."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from directory.errors import ChoiceDue, Invalid
from tests.factories import (
    CHELMSFORD,
    COLCHESTER,
    ESSEX,
    IN_SOUTHEND,
    SOUTHEND,
    a_contact,
    a_contract,
    a_premises,
    a_provider,
    a_refuge,
    a_scheme,
)
from tests.rules.invites.shipped import CATALOGUE
from tests.services.asking import NOW, OFFICE
from tests.services.planning import MEETING, a_plan, by_role, contact_of, invitees, said

pytestmark = pytest.mark.usefixtures("in_app")

SUPPORTED = {"key-work": ("yes", "visiting")}
HOSTEL = {"address": "12 Thistlequay Road, CM1 1AA"}
OTHER_HOSTEL = {"address": "8 Merrythought Lane, SS1 1AA"}


def a_hostel(line: str = "12 Thistlequay Road", postcode: str = "CM1 1AA", **columns: Any) -> uuid.UUID:
    """A supported hostel with an address; its key."""
    scheme = a_scheme(support=SUPPORTED, **columns)
    a_premises(line, postcode, scheme=scheme, town=None)
    return scheme


def refusal(*people: dict[str, Any], **beside: Any) -> tuple[str | None, str]:
    """The field at fault and what is said of it."""
    with pytest.raises(Invalid) as raised:
        a_plan(*people, **beside)
    return raised.value.field, raised.value.message


# From roles to people


def test_everybody_is_there_with_level_reason_and_contact() -> None:
    provider = a_provider()
    worker = a_contact("support-worker", scheme=a_hostel(provider=provider), hours=OFFICE)
    lead = a_contact("provider-dsl", provider=provider)
    manager = a_contact("lha-ta-manager", council=CHELMSFORD)
    plan = a_plan(HOSTEL, circumstances=["split-household"])
    assert contact_of(plan, "support-worker") == worker
    assert contact_of(plan, "lha-ta-manager") == manager
    assert contact_of(plan, "provider-dsl") == lead
    levels = {each["role"]: each["level"] for each in invitees(plan)}
    assert levels["lha-ta-manager"] == "required"
    assert levels["provider-dsl"] == "recommended"
    assert all(each["because"] and each["for"] == ["person 1"] for each in invitees(plan))


def test_required_comes_before_recommended_and_that_before_those_told() -> None:
    a_hostel(kind="family-supported-housing")
    order = [each["level"] for each in invitees(a_plan(HOSTEL))]
    assert order == ["required", "recommended", "inform_only"]


def test_the_contact_is_the_one_in_force_on_the_day_of_the_meeting() -> None:
    scheme = a_hostel()
    a_contact("support-worker", scheme=scheme, valid_to=date(2026, 12, 14))
    following = a_contact("support-worker", scheme=scheme, valid_from=date(2026, 12, 15))
    plan = a_plan(HOSTEL)
    assert contact_of(plan, "support-worker") == following
    assert contact_of(a_plan(HOSTEL, at=MEETING - timedelta(days=1)), "support-worker") != following


def test_it_says_whether_somebody_can_be_reached_at_the_time_of_the_meeting() -> None:
    a_contact("support-worker", scheme=a_hostel(), hours=OFFICE, confirmed_on=date(2026, 11, 20))
    contact = by_role(a_plan(HOSTEL))["support-worker"]["contact"]
    assert contact["reachable_now"] is True
    assert contact["reason"] == "Can be reached at that time; confirmed 11 days ago."
    night = a_plan(HOSTEL, at=datetime(2026, 12, 15, 22, tzinfo=UTC))
    invitee = by_role(night)["support-worker"]
    assert invitee["contact"]["reachable_now"] is False
    assert invitee["nobody_then"] == "Nobody for this role is known to be reachable at that time."
    assert "Nobody on this list is known to be reachable at that time." in said(night)


def test_cover_is_by_name_then_by_role_then_out_of_hours() -> None:
    provider = a_provider()
    scheme = a_hostel(provider=provider)
    manager = a_contact("scheme-manager", scheme=scheme)
    lead = a_contact("provider-dsl", provider=provider)
    named = a_contact("provider-dsl-deputy", provider=provider)
    a_contact("support-worker", scheme=scheme, covered_by_id=named)
    nights = a_contact("provider-ooh", provider=provider, hours="24/7", out_of_hours=True)
    cover = [each["id"] for each in by_role(a_plan(HOSTEL))["support-worker"]["cover"]]
    assert cover[:1] == [named]
    assert cover == [named, manager, lead, nights]


def test_somebody_who_is_there_for_two_is_on_the_list_once_for_both() -> None:
    scheme = a_hostel()
    a_premises("14 Thistlequay Road", scheme=scheme)
    worker = a_contact("support-worker", scheme=scheme)
    plan = a_plan(
        {"label": "mother", **HOSTEL}, {"label": "father", "address": "14 Thistlequay Road, CM1 1AA"}
    )
    ids = [each["contact"]["id"] for each in invitees(plan) if each["contact"]]
    assert ids.count(worker) == 1
    assert by_role(plan)["support-worker"]["for"] == ["mother", "father"]


def test_a_couple_in_two_hostels_has_the_worker_of_each_address() -> None:
    hers = a_contact("support-worker", scheme=a_hostel())
    his = a_contact("support-worker", scheme=a_hostel("8 Merrythought Lane", IN_SOUTHEND))
    plan = a_plan({"label": "mother", **HOSTEL}, {"label": "father", **OTHER_HOSTEL})
    assert [shown["name"] for shown in plan["lists"]] == ["everyone"]
    found = {each["contact"]["id"]: each for each in invitees(plan) if each["contact"]}
    assert found[hers]["for"] == ["mother"]
    assert found[his]["for"] == ["father"]
    assert found[his]["level"] == "required"
    assert found[his]["roles"] == ["other-address-worker", "support-worker"]


def test_a_second_address_that_nobody_has_given_is_a_gap() -> None:
    a_hostel()
    gap = by_role(a_plan(HOSTEL, circumstances=["split-household"]))["other-address-worker"]["gap"]
    assert gap["reason"] == "The other address was not given."


# Gaps


def test_a_required_role_without_a_contact_is_a_gap_with_fallback_and_escalation() -> None:
    provider = a_provider()
    a_hostel(provider=provider, kind="family-supported-housing")
    lead = a_contact("provider-dsl", provider=provider)
    invitee = by_role(a_plan(HOSTEL))["support-worker"]
    assert invitee["contact"] is None
    assert invitee["gap"]["fallback_role"] == "provider-dsl"
    assert invitee["gap"]["escalate_to"]["role"] == "provider-dsl"
    assert [each["id"] for each in invitee["cover"]] == [lead]
    assert "Required, but nobody is there: Allocated support worker/keyworker" in said(a_plan(HOSTEL))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"vacant": True}, "Nobody holds this post"),
        ({"failing_since": date(2026, 11, 1)}, "has been found not to work"),
        ({"phone": None}, "neither a phone number nor an e-mail address"),
    ],
)
def test_a_post_of_no_use_is_a_gap_that_says_why(facts: dict[str, Any], words: str) -> None:
    a_contact("support-worker", scheme=a_hostel(), **facts)
    invitee = by_role(a_plan(HOSTEL))["support-worker"]
    assert invitee["contact"] is None
    assert words in invitee["gap"]["reason"]


def test_a_scheme_without_support_has_no_worker_to_invite_and_says_so() -> None:
    scheme = a_scheme(kind="family-supported-housing", support={"key-work": ("yes", "signposting")})
    a_premises(scheme=scheme)
    manager = a_contact("scheme-manager", scheme=scheme)
    invitee = by_role(a_plan(HOSTEL))["support-worker"]
    assert invitee["contact"] is None
    assert "records no support above signposting" in invitee["gap"]["reason"]
    assert invitee["gap"]["fallback_role"] == "scheme-manager"
    assert [each["id"] for each in invitee["cover"]] == [manager]


def test_an_address_that_is_not_listed_has_a_plan_with_gaps_that_says_so() -> None:
    options = a_contact("lha-housing-options", council=CHELMSFORD)
    plan = a_plan({"address": "9 Nowhere Road, CM1 1AA"})
    assert contact_of(plan, "lha-housing-options") == options
    assert by_role(plan)["support-worker"]["gap"]["reason"].startswith("This address is not listed")
    assert by_role(plan)["support-worker"]["because"][0]["rule"] == "H4"
    assert "the address is not listed here" in said(plan)


def test_an_ordinary_home_is_planned_for_by_its_kind() -> None:
    options = a_contact("lha-housing-options", council=CHELMSFORD)
    home = {"address": "9 Nowhere Road, CM1 1AA", "accommodation_type": "prs-tenancy"}
    plan = a_plan(home, circumstances=["eviction-risk"])
    assert contact_of(plan, "lha-housing-options") == options
    assert [each["role"] for each in plan["must_not_invite"]] == ["owner-operator"]
    assert "not listed" not in said(plan)


def test_an_ordinary_home_brings_nobody_and_says_so() -> None:
    plan = a_plan({"postcode": "CM1 1AA", "accommodation_type": "owner-occupied"})
    assert invitees(plan) == []
    assert "No rule asks for anybody from housing." in said(plan)


def test_homes_near_an_ordinary_home_are_no_choice() -> None:
    a_hostel()
    a_premises("13 Thistlequay Road")
    plan = a_plan({"postcode": "CM1 1AA", "accommodation_type": "sofa-surfing"})
    assert plan["lists"][0]["people"][0]["listed"] is False


def test_a_listed_address_is_what_the_directory_says_it_is() -> None:
    a_hostel()
    plan = a_plan({**HOSTEL, "accommodation_type": "ta-bnb-shared"})
    assert plan["lists"][0]["people"][0]["accommodation_type"]["slug"] == "ta-hostel-family"
    assert "The directory holds this place as" in said(plan)


# Picking


def test_an_address_that_may_be_two_is_to_be_picked_first() -> None:
    premises = [
        a_premises(f"Flat {n}, 12 Thistlequay Road", scheme=a_hostel(f"{n} Elsewhere Road")) for n in (1, 2)
    ]
    with pytest.raises(ChoiceDue) as raised:
        a_plan({"scheme": a_scheme()}, {"label": "father", **HOSTEL})
    (due,) = raised.value.candidates
    assert (due["person"], due["label"]) == (1, "father")
    assert {match["premises"]["id"] for match in due["matches"]} == {*premises}
    assert "contacts" not in due["matches"][0]
    plan = a_plan({"premises": premises[0]})
    assert plan["lists"][0]["people"][0]["listed"] is True


def test_a_scheme_or_premises_that_there_are_not_are_refused() -> None:
    assert refusal({"scheme": uuid.uuid4()}) == ("people.0.scheme", "There is no such scheme.")
    assert refusal({"premises": uuid.uuid4()})[0] == "people.0.premises"


# Councils


def test_host_and_placing_council_are_both_heard() -> None:
    a_hostel()
    host = a_contact("host-authority", council=CHELMSFORD)
    placing = a_contact("placing-authority", council=COLCHESTER)
    manager = a_contact("lha-ta-manager", council=COLCHESTER)
    plan = a_plan({**HOSTEL, "placing_authority": COLCHESTER})
    assert contact_of(plan, "host-authority") == host
    assert contact_of(plan, "placing-authority") == placing
    assert contact_of(plan, "lha-ta-manager") == manager  # who placed them decides on moves
    assert "Placed in another authority's area (the placing council is not the host)" in said(plan)


def test_the_hosts_team_is_not_taken_for_that_of_the_council_that_placed_them() -> None:
    a_hostel()
    a_contact("lha-ta-manager", council=CHELMSFORD)
    invitee = by_role(a_plan({**HOSTEL, "placing_authority": COLCHESTER}))["lha-ta-manager"]
    assert invitee["contact"] is None
    assert invitee["organisation"]["id"] == COLCHESTER


def test_a_placing_council_that_nobody_has_named_is_a_gap() -> None:
    a_hostel()
    gap = by_role(a_plan(HOSTEL, circumstances=["out-of-area"]))["placing-authority"]["gap"]
    assert gap["reason"] == "Nobody has said which council placed them there."
    assert gap["fallback_role"] == "lha-s208-inbox"


def test_a_care_leavers_adviser_is_of_the_council_that_cared() -> None:
    a_hostel()
    a_contact("personal-adviser", council=ESSEX)
    theirs = a_contact("personal-adviser", council=SOUTHEND)
    cared_for = a_plan({**HOSTEL, "care_authority": SOUTHEND}, circumstances=["care-leaver"])
    assert contact_of(cared_for, "personal-adviser") == theirs
    unknown = a_plan(HOSTEL, circumstances=["care-leaver"])
    assert contact_of(unknown, "personal-adviser") is None


def test_the_commissioner_is_told_and_does_not_come() -> None:
    provider = a_provider()
    a_hostel(provider=provider, kind="family-supported-housing")
    a_contract(provider=provider, council=ESSEX)
    commissioner = a_contact("commissioner-housing", council=ESSEX)
    plan = a_plan(HOSTEL)
    told = by_role(plan)["commissioner-housing"]
    assert (told["level"], told["contact"]["id"]) == ("inform_only", commissioner)
    assert (told["asked_to_bring"], told["reply_by"]) == ([], None)


# Two sides


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
        {"label": "mother", "scheme": a_refuge()}, {"label": "father", **HOSTEL}, circumstances=["pregnant"]
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


def test_one_list_in_spite_of_domestic_abuse_is_said() -> None:
    a_hostel()
    plan = a_plan(
        {"label": "mother", **HOSTEL}, {"label": "father", **HOSTEL}, circumstances=["domestic-abuse"]
    )
    assert len(plan["lists"]) == 1
    assert "all are on one list" in plan["warnings"][0]


# The refuge


def test_a_refuge_that_is_named_by_its_address_is_told_no_finer_than_its_county() -> None:
    a_contact("lha-ta-manager", council=CHELMSFORD)
    plan = a_plan(
        {"label": "mother", "accommodation_type": "da-refuge", "address": "12 Nowhere Lane, CM1 1AA"}
    )
    assert "Chelmsford" not in str(plan)


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


# An implicated worker


def test_an_implicated_worker_is_neither_invited_nor_cover_nor_told() -> None:
    provider = a_provider()
    scheme = a_hostel(provider=provider, kind="family-supported-housing")
    worker = a_contact("support-worker", scheme=scheme)
    lead = a_contact("provider-dsl", provider=provider, covered_by_id=worker)
    plan = a_plan(HOSTEL, meeting="core-group", circumstances=["staff-allegation"])
    assert str(worker) not in str(plan)
    assert contact_of(plan, "provider-dsl") == lead
    assert by_role(plan)["provider-dsl"]["level"] == "required"
    assert "support-worker" in [each["role"] for each in plan["must_not_invite"]]


# What is refused


@pytest.mark.parametrize(
    ("person", "beside", "field"),
    [
        ({}, {}, "people.0"),
        ({"accommodation_type": "castle"}, {}, "people.0.accommodation_type"),
        ({"postcode": "CM1 1AA", "placing_authority": "E99999999"}, {}, "people.0.placing_authority"),
        ({"postcode": "CM1 1AA", "label": "NHS 943 476 5919"}, {}, "people.0.label"),
        ({"postcode": "CM1 1AA", "label": "born 3 May 2019"}, {}, "people.0.label"),
        ({"postcode": "CM1 1AA", "label": "Sarah Jones"}, {}, "people.0.label"),
        ({"postcode": "CM1 1AA", "earlier": [{}]}, {}, "people.0.earlier.0"),
        ({"postcode": "CM1 1AA"}, {"meeting": "tea"}, "meeting_type"),
        ({"postcode": "CM1 1AA"}, {"circumstances": ["rain"]}, "circumstances"),
        ({"postcode": "CM1 1AA"}, {"format": "remote"}, "format_reason"),
        ({"postcode": "CM1 1AA"}, {"format": "remote", "format_reason": "rain"}, "format_reason"),
        (
            {"postcode": "CM1 1AA"},
            {"format": "remote", "format_reason": "other", "format_words": "NHS 943 476 5919"},
            "format_words",
        ),
    ],
)
def test_what_is_wrong_is_said_of_its_field_and_not_repeated(
    person: dict[str, Any], beside: dict[str, Any], field: str
) -> None:
    told, message = refusal(person, **beside)
    assert told == field
    assert "943 476 5919" not in message
    assert "May 2019" not in message
    assert "Sarah" not in message


def test_two_people_of_one_label_are_refused() -> None:
    twice = [{"label": "father", "postcode": "CM1 1AA", "accommodation_type": "sofa-surfing"}] * 2
    alike = [twice[0], {**twice[1], "label": " FATHER "}]
    for people in (twice, alike):
        assert refusal(*people) == ("people.1.label", "Each label is to be given once.")


def test_every_circumstance_of_the_catalogue_may_be_given() -> None:
    plan = a_plan(
        {"postcode": "CM1 1AA", "accommodation_type": "sofa-surfing"},
        circumstances=[*CATALOGUE.circumstances],
    )
    assert len(plan["circumstances"]) == len(CATALOGUE.circumstances)


def test_a_plan_for_a_meeting_in_the_past_says_so() -> None:
    a_hostel()
    assert "lies in the past" in said(a_plan(HOSTEL, at=NOW - timedelta(days=1)))
