"""Who is invited: examples that a councillor could check against the protocol."""

import dataclasses

import pytest

from directory.rules.catalogue import ANY, InviteRule
from directory.rules.invites import Protocol
from tests.rules.invites.shipped import CATALOGUE, levels, lines

REQUIRED, RECOMMENDED, TOLD, NOT = "required", "recommended", "inform_only", "must_not"


@pytest.mark.parametrize(
    ("meeting", "kind", "circumstances", "role", "level"),
    [
        ("icpc", "family-supported-housing", (), "support-worker", REQUIRED),
        ("icpc", "family-supported-housing", (), "provider-dsl", RECOMMENDED),
        ("icpc", "family-supported-housing", (), "commissioner-housing", TOLD),
        ("icpc", "ta-bnb-shared", (), "lha-ta-manager", REQUIRED),
        ("icpc", "ta-bnb-shared", (), "owner-operator", NOT),
        ("icpc", "ta-nightly-self-contained", (), "managing-agent", NOT),
        ("strategy-discussion", "ta-hostel-family", (), "lha-ta-manager", RECOMMENDED),
        ("icpc", "social-assured", (), "housing-officer-rp", RECOMMENDED),
        ("icpc", "social-assured", ("eviction-risk",), "housing-officer-rp", REQUIRED),
        ("icpc", "social-assured", ("eviction-risk",), "asb-officer", TOLD),
        ("icpc", "prs-tenancy", ("eviction-risk",), "lha-housing-options", REQUIRED),
        ("cin-planning", "kinship-family", ("eviction-risk",), "lha-housing-options", REQUIRED),
        ("icpc", "prs-tenancy", (), "owner-operator", NOT),
        ("icpc", "da-refuge", ("refuge", "domestic-abuse"), "refuge-manager", REQUIRED),
        ("icpc", "da-refuge", ("refuge", "domestic-abuse"), "other-address-worker", NOT),
        ("icpc", "ta-hostel-family", ("split-household",), "other-address-worker", REQUIRED),
        ("icpc", "ta-hostel-family", ("split-household", "domestic-abuse"), "other-address-worker", NOT),
        ("icpc", "sofa-surfing", (), "lha-housing-options", REQUIRED),
        ("icpc", "ta-hostel-family", ("out-of-area",), "host-authority", REQUIRED),
        ("icpc", "ta-hostel-family", ("out-of-area",), "placing-authority", REQUIRED),
        ("icpc", "young-parent-scheme", ("u18-parent",), "service-manager-ofsted", REQUIRED),
        ("icpc", "young-parent-scheme", ("u18-parent",), "csc-social-worker", REQUIRED),
        ("icpc", "ta-hostel-family", ("care-leaver",), "personal-adviser", REQUIRED),
        ("discharge-planning", "owner-occupied", (), "lha-dtr-inbox", RECOMMENDED),
        ("rapid-review", "family-supported-housing", (), "provider-dsl", REQUIRED),
        ("placement-transfer", "ta-hostel-family", ("out-of-area",), "lha-s208-inbox", REQUIRED),
        ("mappa", "social-assured", ("probation",), "mappa-single-point", REQUIRED),
        ("homelessness-duty", "sofa-surfing", ("s16-17",), "csc-social-worker", REQUIRED),
    ],
)
def test_a_role_has_its_level(
    meeting: str, kind: str, circumstances: tuple[str, ...], role: str, level: str
) -> None:
    assert levels(meeting, kind, *circumstances)[role] == level


def test_nobody_from_outside_comes_to_a_legal_planning_meeting() -> None:
    said = levels("legal-planning", "ta-hostel-family", "out-of-area")
    assert set(said.values()) == {NOT}
    assert set(said) == set(CATALOGUE.contact_roles)


def test_an_ordinary_home_brings_nobody_to_a_conference() -> None:
    assert levels("icpc", "owner-occupied") == {}


def test_a_place_of_unknown_kind_has_only_the_rules_for_any_place() -> None:
    assert levels("icpc", None, "eviction-risk") == {"lha-housing-options": REQUIRED, "asb-officer": TOLD}


def test_a_rule_about_a_circumstance_speaks_before_one_about_the_place() -> None:
    line = lines("icpc", "ta-hostel-family", "pregnant")["lha-ta-manager"]
    assert [reason.rule for reason in line.because] == ["R127", "R018"]


def test_weaker_rules_are_not_given_as_reasons() -> None:
    line = lines("icpc", "social-assured", "eviction-risk")["housing-officer-rp"]
    assert [reason.rule for reason in line.because] == ["R130"]


def test_a_proposal_says_that_it_is_for_local_agreement_and_a_law_names_its_section() -> None:
    (proposed,) = lines("core-group", "family-supported-housing")["support-worker"].because
    assert (proposed.force, proposed.verification) == ("protocol", "unverified")
    assert "Proposed, for local agreement" in proposed.standing
    (law,) = lines("mappa", "social-assured", "probation")["mappa-single-point"].because
    assert (law.force, law.provision) == ("law", "Criminal Justice Act 2003 s.325(6)")


@pytest.mark.parametrize("meeting", CATALOGUE.meeting_types)
def test_an_implicated_worker_is_replaced_at_every_meeting(meeting: str) -> None:
    without = levels(meeting, "family-supported-housing")
    said = lines(meeting, "family-supported-housing", "staff-allegation")
    assert said["support-worker"].level == NOT
    if without.get("support-worker") == REQUIRED:
        assert said["provider-dsl"].level == REQUIRED
        assert "H6" in [reason.rule for reason in said["provider-dsl"].because]


def test_a_lead_who_takes_over_is_never_invited_where_nobody_is() -> None:
    assert levels("legal-planning", "family-supported-housing", "staff-allegation")["provider-dsl"] == NOT


def test_a_rule_of_a_council_may_be_stricter_than_ours() -> None:
    ours = CATALOGUE.invite_rules["R002"]
    theirs: InviteRule = dataclasses.replace(
        ours, slug="R900", accommodation="foyer", circumstance=ANY, level="must_not"
    )
    protocol = Protocol(
        dataclasses.replace(CATALOGUE, invite_rules={**CATALOGUE.invite_rules, "R900": theirs})
    )
    said = {line.role: line for line in protocol.decide("icpc", "foyer", ())}
    assert said["support-worker"].level == NOT
    assert [reason.rule for reason in said["support-worker"].because] == ["R900"]
