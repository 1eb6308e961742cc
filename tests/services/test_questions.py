"""The questions that practitioners and organisers ask of this service, each with what a good answer holds.

Numbers are those of the list of twenty-five questions; the others are about contracts, or about filters of
lists, and are tested there.
"""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from directory.services.schemes import Wanted, find_schemes
from directory.services.schemes import scheme as scheme_of
from tests.factories import (
    CHELMSFORD,
    ESSEX,
    IN_SOUTHEND,
    SOUTHEND,
    a_contact,
    a_premises,
    a_provider,
    a_refuge,
    a_scheme,
)
from tests.rules.invites.shipped import CATALOGUE
from tests.services.asking import NOW, OFFICE, READER, ask, ask_since
from tests.services.planning import a_plan, by_role, contact_of, invitees, reminded, said

pytestmark = pytest.mark.usefixtures("in_app")

SUPPORTED = {"key-work": ("yes", "visiting")}
HERE = {"label": "mother and child", "address": "12 Thistlequay Road, CM1 1AA"}
THERE = {"label": "father", "address": "8 Merrythought Lane, SS1 1AA"}
HACKNEY = "E09000012"


def test_1_what_support_does_a_family_get_in_a_nightly_paid_flat() -> None:
    scheme = a_scheme(
        kind="ta-nightly-self-contained", confirmed_on=date(2026, 11, 1), hours="Nobody on site"
    )
    a_premises(scheme=scheme)
    found = ask("12 Thistlequay Road, CM1 1AA")["matches"][0]["scheme"]
    assert found["accommodation_type"]["typical_support"].startswith(
        "No support comes with the accommodation"
    )
    assert found["accommodation_type"]["questions"]
    assert (found["confirmed_on"], found["hours"]) == (date(2026, 11, 1), "Nobody on site")
    assert {each["offered"] for each in found["support"]} == {"ask"}  # usual, but not known of this one


def test_2_is_this_bed_and_breakfast_lawful_for_a_pregnant_woman_and_how_long_is_left() -> None:
    a_premises(scheme=a_scheme(kind="ta-bnb-shared"))
    call = a_contact("lha-ta-manager", council=CHELMSFORD)
    answer = ask_since("12 Thistlequay Road, CM1 1AA", date(2026, 11, 16))
    kind = answer["matches"][0]["scheme"]["accommodation_type"]
    (weeks,) = (limit for limit in kind["time_limits"] if limit["unit"] == "weeks")
    assert (weeks["quantity"], weeks["verification"]) == (6, "secondary")
    assert "no more than 6 weeks" in kind["statutory_time_limit"]
    assert weeks["ends_on"] == date(2026, 12, 27)  # the 42nd day; 26 are left
    assert [each["id"] for each in answer["authorities"]["housing"]["contacts"]] == [call]
    plan = a_plan(HERE, circumstances=["pregnant"])
    assert {"bnb-clock", "cot-at-due-date"} <= reminded(plan)


def test_3_what_is_the_difference_between_refuge_dispersed_and_second_stage() -> None:
    kinds = [CATALOGUE.accommodation_types[slug] for slug in ("da-refuge", "da-dispersed", "da-second-stage")]
    assert len({kind.typical_support for kind in kinds}) == 3
    assert len({kind.da_category for kind in kinds}) == 3
    assert {kind.location_policy for kind in kinds} == {"confidential"}


def test_4_which_services_take_a_mother_with_a_son_of_fifteen() -> None:
    by_phone = "Self-referral by telephone, day and night"
    a_refuge("Zephyrwyke Refuge", council=ESSEX, referral=by_phone, sons_under=16, daughters_under=18)
    a_refuge("Not beyond eleven", council=ESSEX, sons_under=12, daughters_under=18)
    a_refuge("Nobody has asked", council=ESSEX)
    wanted = Wanted(accommodation_type="da-refuge", child_age=15, child_sex="male")
    found = find_schemes(wanted, NOW, None, 1, 50, READER)
    (refuge,), (unasked,) = found.items, found.unknown
    assert (refuge["name"], refuge["referral"], refuge["sons_under"]) == ("Zephyrwyke Refuge", by_phone, 16)
    assert (unasked["name"], unasked["unknown"]) == ("Nobody has asked", ["child_age"])
    for each in (refuge, unasked):
        assert each["distance_m"] is None
        assert scheme_of(each["id"], NOW, READER)["premises"] == []


def test_5_which_accommodation_is_regulated_for_a_mother_of_seventeen_and_who_speaks_for_her() -> None:
    scheme = a_scheme(kind="sa-single-occupancy", support=SUPPORTED)
    a_premises(scheme=scheme)
    registered = a_contact("service-manager-ofsted", scheme=scheme)
    hers = a_contact("csc-social-worker", council=ESSEX)
    plan = a_plan(HERE, circumstances=["u18-parent"])
    assert contact_of(plan, "service-manager-ofsted") == registered
    assert contact_of(plan, "csc-social-worker") == hers
    assert "young-parent-own-worker" in reminded(plan)
    assert CATALOGUE.accommodation_types["sa-single-occupancy"].ofsted_category


def test_6_who_is_on_site_at_two_in_the_morning() -> None:
    scheme = a_scheme()
    a_premises(scheme=scheme)
    a_contact("support-worker", scheme=scheme, hours=OFFICE)
    nights = a_contact("provider-ooh", scheme=scheme, hours="24/7", out_of_hours=True)
    at = datetime(2026, 12, 2, 2, tzinfo=UTC)
    contacts = ask("12 Thistlequay Road, CM1 1AA", at=at)["matches"][0]["contacts"]
    assert contacts[0]["id"] == nights
    assert [each["reachable_now"] for each in contacts] == [True, False]


def test_7_a_couple_is_placed_in_two_hostels() -> None:
    keys = []
    for line, postcode in (("12 Thistlequay Road", "CM1 1AA"), ("8 Merrythought Lane", IN_SOUTHEND)):
        provider = a_provider()
        scheme = a_scheme(provider=provider, support=SUPPORTED)
        a_premises(line, postcode, scheme=scheme, town=None)
        keys += [a_contact("support-worker", scheme=scheme), a_contact("provider-dsl", provider=provider)]
    plan = a_plan(HERE, THERE)
    assert {each["contact"]["id"] for each in invitees(plan) if each["contact"]} == {*keys}
    assert "each-address-its-part" in reminded(plan)
    apart = a_plan(HERE, THERE, circumstances=["domestic-abuse"])
    assert len(apart["lists"]) == 2
    assert "Never merge them" in said(apart)


def test_8_a_london_borough_placed_a_family_here() -> None:
    a_premises(scheme=a_scheme(kind="ta-nightly-self-contained"))
    host = a_contact("host-authority", council=CHELMSFORD)
    inbox = a_contact("lha-s208-inbox", council=CHELMSFORD)
    manager = a_contact("lha-ta-manager", council=HACKNEY)
    plan = a_plan({**HERE, "placing_authority": HACKNEY}, meeting="placement-transfer")
    assert contact_of(plan, "host-authority") == host
    assert contact_of(plan, "lha-s208-inbox") == inbox
    assert contact_of(plan, "lha-ta-manager") == manager  # who placed them decides on the accommodation
    councils = plan["lists"][0]["people"][0]["councils"]
    assert councils["children"]["gss"] == ESSEX  # who hosts them answers for the children
    assert by_role(plan)["lha-s208-inbox"]["because"][0]["provision"] == "Housing Act 1996 s.208"
    assert "section-208-given" in reminded(plan)


def test_9_have_the_gp_the_health_visitor_and_the_school_been_told() -> None:
    a_premises(scheme=a_scheme())
    (item,) = (each for each in a_plan(HERE)["checklist"] if each["item"] == "s213aa-asked")
    assert all(words in item["text"] for words in ("GP", "health visitor", "school", "14 days", "agreement"))
    assert (item["source"], item["verification"]) == (["CWSA-11"], "verified")


def test_10_may_i_see_the_history_of_the_father_before_section_47() -> None:
    a_premises("8 Merrythought Lane", IN_SOUTHEND, scheme=a_scheme(), town=None)
    lead = a_contact("lha-housing-options", council=SOUTHEND)
    father = {"postcode": "CM1 1AA", "accommodation_type": "sofa-surfing", "label": "father"}
    earlier = [{"address": THERE["address"], "since": date(2024, 1, 1), "until": date(2025, 1, 31)}]
    plan = a_plan({**father, "earlier": earlier}, meeting="cin-planning", circumstances=["father-separate"])
    (asked,) = plan["lists"][0]["history"]
    assert asked["basis"]["consent_first"] is True
    assert "without consent, where a child is or may be at risk" in asked["basis"]["alternative"]
    assert asked["basis"]["decided_by"].startswith("A team manager in children's social care")
    assert lead in [each["contact"] and each["contact"]["id"] for each in asked["ask"]]
    assert plan["meeting_type"]["sharing_about_parent_elsewhere"]["consent_first"] is True
    assert "father-by-consent" in reminded(plan)


def test_11_the_parents_were_care_leavers_who_holds_their_plan() -> None:
    a_premises(scheme=a_scheme())
    adviser = a_contact("personal-adviser", council=SOUTHEND)
    plan = a_plan({**HERE, "care_authority": SOUTHEND}, circumstances=["care-leaver"])
    assert contact_of(plan, "personal-adviser") == adviser
    assert "care-history" in reminded(plan)
    unknown = by_role(a_plan(HERE, circumstances=["care-leaver"]))["personal-adviser"]["gap"]
    assert unknown["reason"] == "Nobody has said which council cared for the parent."
    assert unknown["advice"] == "Ask the care authority, which may not be the host."


def test_12_what_stops_when_the_child_in_need_plan_ends() -> None:
    provider = a_provider("Brindlestoke Homes")
    scheme = a_scheme(provider=provider, kind="family-supported-housing", support=SUPPORTED)
    a_premises(scheme=scheme)
    a_contact("support-worker", scheme=scheme)
    plan = a_plan(HERE, meeting="cin-closure")
    agencies = {each["organisation"]["name"] for each in plan["lists"][0]["acknowledgements"]}
    assert {"Brindlestoke Homes", "Essex County Council"} <= agencies
    assert {"support-that-stops", "contingency-plan"} <= reminded(plan)
    assert "must not end before each of these has acknowledged" in said(plan)


def test_13_who_from_housing_do_i_invite_to_this_conference() -> None:
    provider = a_provider()
    scheme = a_scheme(provider=provider, kind="family-supported-housing", support=SUPPORTED)
    a_premises(scheme=scheme)
    worker = a_contact("support-worker", scheme=scheme)
    plan = a_plan(HERE)
    assert [each["role"] for each in invitees(plan)] == [
        "support-worker",
        "provider-dsl",
        "commissioner-housing",
    ]
    first = invitees(plan)[0]
    assert (first["contact"]["id"], first["level"], first["gap"]) == (worker, "required", None)
    (rule,) = first["because"]
    assert (rule["rule"], rule["force"], rule["verification"]) == ("R002", "protocol", "unverified")
    assert rule["source"] == ["ESCB-HHCC", "LDN-CP4"]
    assert first["reply_by"].isoformat() == "2026-12-11T10:00:00+00:00"
    assert plan["format"]["attendance"] == "in_person"


def test_14_the_required_contact_is_missing() -> None:
    provider = a_provider()
    a_premises(scheme=a_scheme(provider=provider, kind="family-supported-housing", support=SUPPORTED))
    lead = a_contact("provider-dsl", provider=provider)
    invitee = by_role(a_plan(HERE))["support-worker"]
    assert invitee["gap"]["reason"].startswith("The directory holds no contact for this role")
    assert invitee["gap"]["fallback_role"] == "provider-dsl"
    assert invitee["gap"]["escalate_to"]["contact"]["id"] == lead


def test_15_how_do_i_invite_for_a_refuge_family_without_the_address() -> None:
    refuge = a_refuge(council=ESSEX)
    manager = a_contact("refuge-manager", scheme=refuge)
    plan = a_plan({"label": "mother and child", "scheme": refuge})
    assert contact_of(plan, "refuge-manager") == manager
    (venue,) = (each["text"] for each in plan["checklist"] if each["item"] == "refuge-venue")
    assert "let the provider choose venue" in venue
    assert "the place is confidential" in said(plan)


def test_16_domestic_abuse_and_separated_parents() -> None:
    for line, postcode in (("12 Thistlequay Road", "CM1 1AA"), ("8 Merrythought Lane", IN_SOUTHEND)):
        a_premises(line, postcode, scheme=a_scheme(support=SUPPORTED), town=None)
    plan = a_plan({**HERE, "side": "victim"}, {**THERE, "side": "other"}, circumstances=["domestic-abuse"])
    assert [shown["name"] for shown in plan["lists"]] == ["victim's side", "other side"]
    (barred,) = plan["must_not_invite"]
    assert barred["role"] == "other-address-worker"
    assert "must not sit in the victim's meeting" in barred["because"][0]["rationale"]
    assert "two-lists" in reminded(plan)


def test_17_can_this_be_online() -> None:
    a_premises(scheme=a_scheme())
    usual = a_plan(HERE)["format"]
    assert (usual["attendance"], usual["rule"]) == ("in_person", "H7")
    assert "ESCB-KM" in usual["source"]
    remote = a_plan(HERE, format="remote", format_reason="illness")["format"]
    assert (remote["attendance"], remote["reason_name"]) == ("remote", "Illness")


def test_18_the_hospital_says_discharge_is_tomorrow() -> None:
    a_premises(scheme=a_scheme(support=SUPPORTED))
    inbox = a_contact("lha-dtr-inbox", council=CHELMSFORD)
    plan = a_plan(HERE, meeting="discharge-planning", at=datetime(2026, 12, 2, 10, tzinfo=UTC), now=NOW)
    assert contact_of(plan, "lha-dtr-inbox") == inbox
    assert {each["reply_by"].date() for each in invitees(plan)} == {date(2026, 12, 1)}
    assert {"discharge-cot", "discharge-refer"} <= reminded(plan)


def test_19_the_housing_worker_disagrees_with_the_outcome() -> None:
    provider = a_provider()
    a_premises(scheme=a_scheme(provider=provider, kind="family-supported-housing", support=SUPPORTED))
    lead = a_contact("provider-dsl", provider=provider)
    plan = a_plan(HERE)
    assert "disagreement" in reminded(plan)
    assert contact_of(plan, "provider-dsl") == lead


def test_20_what_must_the_provider_supply_to_a_rapid_review_and_by_when() -> None:
    provider = a_provider()
    a_premises(scheme=a_scheme(provider=provider, kind="family-supported-housing", support=SUPPORTED))
    lead = a_contact("provider-dsl", provider=provider)
    plan = a_plan(HERE, meeting="rapid-review")
    invitee = by_role(plan)["provider-dsl"]
    assert (invitee["level"], invitee["contact"]["id"]) == ("required", lead)
    assert invitee["asked_to_bring"] == ["Chronology", "Contract position", "Learning"]
    assert invitee["reply_by"].date() == date(2026, 12, 2)  # acknowledged within a working day
    limits: dict[str, Any] = {each["what"]: each for each in plan["meeting_type"]["time_limits"]}
    assert (limits["Rapid review"]["quantity"], limits["Rapid review"]["unit"]) == (15, "working_days")
    assert "review-deadline" in reminded(plan)
