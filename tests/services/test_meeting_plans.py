"""Plans for meetings: from roles to people, each once, with gaps and cover, and no place told."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from directory.errors import ChoiceDue
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
    a_scheme,
)
from tests.rules.invites.shipped import CATALOGUE
from tests.services.asking import NOW, OFFICE
from tests.services.planning import (
    HOSTEL,
    MEETING,
    OTHER_HOSTEL,
    a_hostel,
    a_plan,
    by_role,
    contact_of,
    invitees,
    refusal,
    said,
)

pytestmark = pytest.mark.usefixtures("in_app")

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
