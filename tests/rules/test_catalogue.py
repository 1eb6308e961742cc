"""The catalogue as shipped: nothing lost, and nothing made to look better read than it was."""

import dataclasses
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from directory.rules.catalogue import ANY, Catalogue, Row, load_catalogue
from tests.rules import catalogue_expectations as expected

SHIPPED = Path(__file__).parents[2] / "data" / "reference"
STRENGTH = ("unverified", "secondary", "verified")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(SHIPPED)


def tables(catalogue: Catalogue) -> dict[str, dict[str, Any]]:
    names = [field.name for field in dataclasses.fields(catalogue) if field.name != "retired"]
    return {name: dict(getattr(catalogue, name)) for name in names}


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("accommodation_types", 55),
        ("support_types", 40),
        ("support_levels", 8),
        ("contact_roles", 40),
        ("meeting_types", 22),
        ("circumstances", 15),
        ("invite_rules", 223),
        ("hard_rules", 12),
        ("sharing_grounds", 8),
        ("attendance_reasons", 6),
        ("checklist_items", 25),
        ("role_fallbacks", 27),
        ("contract_terms", 36),
        ("contract_thresholds", 41),
        ("capacity_assumptions", 25),
        ("contract_frameworks", 7),
        ("ta_categories", 7),
        ("duty_profiles", 10),
        ("location_policies", 8),
        ("general_questions", 10),
        ("wordings", 15),
    ],
)
def test_every_row_is_there(catalogue: Catalogue, table: str, rows: int) -> None:
    assert len(getattr(catalogue, table)) == rows


def test_it_is_read_in_a_fraction_of_a_second() -> None:
    started = time.perf_counter()
    load_catalogue(SHIPPED)
    assert time.perf_counter() - started < 1.5


def test_nothing_in_it_can_be_changed(catalogue: Catalogue) -> None:
    kind = catalogue.accommodation_types["da-refuge"]
    with pytest.raises(dataclasses.FrozenInstanceError):
        kind.location_policy = "public"  # type: ignore[misc]  # the point of the test
    with pytest.raises(TypeError):
        catalogue.accommodation_types["new"] = kind  # type: ignore[index]  # the same


# --- How far it was read


def test_every_source_keeps_how_far_it_was_read(catalogue: Catalogue) -> None:
    wanted = {
        **dict.fromkeys(expected.VERIFIED_SOURCES.split(), "verified"),
        **dict.fromkeys(expected.SECONDARY_SOURCES.split(), "secondary"),
        **dict.fromkeys(expected.UNREAD_SOURCES.split(), "unverified"),
    }
    assert len(wanted) == 107
    assert {slug: catalogue.sources[slug].verification for slug in wanted} == wanted
    # The rest are about the councils themselves; nobody may add a second "nothing was read".
    assert [slug for slug, source in catalogue.sources.items() if source.kind == "own"] == ["OWN"]


def test_every_source_says_where_it_was_unless_nothing_was_read(catalogue: Catalogue) -> None:
    placeless = [s.slug for s in catalogue.sources.values() if not s.address and not s.held]
    assert placeless == ["OWN"]


def test_every_fact_of_a_type_keeps_its_own_standing(catalogue: Catalogue) -> None:
    facts = {
        slug: ", ".join(f"{fact.verification} {' '.join(fact.sources)}" for fact in kind.facts)
        for slug, kind in catalogue.accommodation_types.items()
    }
    assert facts == expected.FACTS


def test_a_type_itself_is_never_better_than_unverified(catalogue: Catalogue) -> None:
    assert {kind.verification for kind in catalogue.accommodation_types.values()} == {"unverified"}


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        ("meeting_types", expected.MEETINGS),
        ("contact_roles", expected.ROLES),
        ("contract_frameworks", expected.FRAMEWORKS),
        ("duty_profiles", expected.DUTY_PROFILES),
    ],
)
def test_every_row_keeps_how_far_it_was_read(
    catalogue: Catalogue, table: str, wanted: dict[str, str]
) -> None:
    assert {slug: row.verification for slug, row in getattr(catalogue, table).items()} == wanted


def test_every_term_says_what_its_benchmark_rests_on(catalogue: Catalogue) -> None:
    terms = catalogue.contract_terms.items()
    assert {slug: f"{term.basis}, {term.verification}" for slug, term in terms} == expected.TERMS


@pytest.mark.parametrize(
    "table",
    ["support_types", "support_levels", "circumstances", "hard_rules", "role_fallbacks", "general_questions"],
)
def test_our_own_words_and_designs_are_unverified(catalogue: Catalogue, table: str) -> None:
    assert {row.verification for row in getattr(catalogue, table).values()} == {"unverified"}


def test_only_the_rules_that_were_read_are_more_than_a_proposal(catalogue: Catalogue) -> None:
    more = {
        slug: f"{rule.force}, {rule.verification}"
        for slug, rule in catalogue.invite_rules.items()
        if rule.force != "protocol"
    }
    assert more == expected.NOT_PROTOCOL


def test_nothing_unverified_is_shown_as_law(catalogue: Catalogue) -> None:
    shown = [rule for rule in catalogue.invite_rules.values() if rule.shown_force == "law"]
    assert len(shown) == 5
    assert all(rule.verification != "unverified" and rule.provision for rule in shown)


def test_a_protocol_says_that_it_is_proposed(catalogue: Catalogue) -> None:
    protocol = catalogue.rule_forces["protocol"]
    assert protocol.shown_as == "protocol"
    assert "for local agreement" in protocol.meaning
    assert all(
        rule.verification == "unverified"
        for rule in catalogue.invite_rules.values()
        if rule.force == "protocol"
    )


def test_every_row_and_every_part_names_a_source_unless_it_is_one(catalogue: Catalogue) -> None:
    unsourced = [
        f"{table} {slug}"
        for table, rows in tables(catalogue).items()
        if table != "sources"
        for slug, row in rows.items()
        if not all(part.sources for part in (row, *parts(row)) if part.verification != "unverified")
        or (table != "sources" and not row.sources)
    ]
    assert unsourced == []


def test_nothing_claims_more_than_the_best_of_its_sources(catalogue: Catalogue) -> None:
    for table, rows in tables(catalogue).items():
        if table == "sources":
            continue
        for row in rows.values():
            for part in (row, *parts(row)):
                best = max(
                    (STRENGTH.index(catalogue.sources[s].verification) for s in part.sources), default=0
                )
                assert STRENGTH.index(part.verification) <= best, (table, row.slug)


def parts(row: Row) -> list[Any]:
    """The parts of a row that carry a standing of their own."""
    found = []
    for field in dataclasses.fields(row):
        value = getattr(row, field.name)
        found += [part for part in value if hasattr(part, "verification")] if isinstance(value, tuple) else []
    return found


def test_a_proposed_number_is_never_passed_off_as_read(catalogue: Catalogue) -> None:
    for term in catalogue.contract_terms.values():
        for threshold in term.thresholds:
            assert (threshold.basis == "source") == (threshold.verification != "unverified"), term.slug
            assert (threshold.quantity is None) == (
                threshold.basis == "local choice" or threshold.unit == "yes_no"
            ), term.slug


def test_proposed_fields_of_a_meeting_are_named(catalogue: Catalogue) -> None:
    for meeting in catalogue.meeting_types.values():
        assert {"default_roles", "asked_to_bring", "reply_times"} <= set(meeting.proposed)


# --- Figures that must not drift


@pytest.mark.parametrize(
    ("slug", "quantity", "unit", "days", "verification"),
    [
        ("ta-bnb-shared", 6, "weeks", 42, "secondary"),
        ("cas3", 12, "weeks", 84, "verified"),
        ("cas3", 84, "nights", 84, "unverified"),
        ("staying-put", 21, "years_of_age", None, "unverified"),
        ("social-introductory", 12, "months", None, "unverified"),
        ("kinship-family", 28, "days", 28, "unverified"),
        ("prison-mbu", 18, "months", None, "unverified"),
    ],
)
def test_a_limit_that_is_a_number_keeps_it(
    catalogue: Catalogue, slug: str, quantity: int, unit: str, days: int | None, verification: str
) -> None:
    limits = catalogue.accommodation_types[slug].time_limits
    assert (quantity, unit, days, verification) in [
        (limit.quantity, limit.unit, limit.days, limit.verification) for limit in limits
    ]


def test_no_other_type_has_a_clock(catalogue: Catalogue) -> None:
    clocked = {slug for slug, kind in catalogue.accommodation_types.items() if kind.time_limits}
    assert clocked == {
        "ta-bnb-shared",
        "cas3",
        "staying-put",
        "social-introductory",
        "kinship-family",
        "prison-mbu",
    }


def test_the_two_fourteen_day_notices_reach_temporary_accommodation(catalogue: Catalogue) -> None:
    facts = catalogue.legal_facts_for(catalogue.accommodation_types["ta-psl"])
    limits = {fact.slug: [limit.days for limit in fact.time_limits] for fact in facts if fact.time_limits}
    assert limits == {"s213aa": [14], "s208": [14]}


def test_a_conference_is_within_fifteen_working_days(catalogue: Catalogue) -> None:
    (limit,) = catalogue.meeting_types["icpc"].time_limits
    assert (limit.quantity, limit.unit, limit.verification) == (15, "working_days", "secondary")


# --- Places that must not be held


def test_no_place_is_held_for_the_policies_that_forbid_it(catalogue: Catalogue) -> None:
    unheld = {slug for slug, policy in catalogue.location_policies.items() if not policy.holds_location}
    assert unheld == {"confidential", "confidential_home", "not_listed", "provider_public"}
    for kind in catalogue.accommodation_types.values():
        assert kind.holds_location == (kind.location_policy not in unheld)


def test_every_domestic_abuse_type_is_confidential(catalogue: Catalogue) -> None:
    policies = {kind.slug: kind.location_policy for kind in catalogue.types_in("domestic_abuse")}
    assert policies.pop("da-sanctuary") == "confidential_home"
    assert set(policies.values()) == {"confidential"}


# --- Words


def test_every_type_says_something_about_support_and_asks_something(catalogue: Catalogue) -> None:
    for kind in catalogue.accommodation_types.values():
        assert kind.support_normal, kind.slug
        assert kind.questions, kind.slug
        assert kind.aliases, kind.slug
        assert len(kind.short_name) <= 40, kind.slug


def test_a_nightly_paid_flat_brings_no_support(catalogue: Catalogue) -> None:
    flat = catalogue.accommodation_types["ta-nightly-self-contained"]
    answers = {support.support_type: support.offered for support in flat.support_normal}
    assert answers["key-work"] == "no"
    assert {support.support_type for support in flat.normally("no")} == {
        "staffing-hours",
        "key-work",
        "out-of-hours",
    }


@pytest.mark.parametrize(
    ("name", "slugs"),
    [
        ("B&B", {"ta-bnb-shared"}),
        ("second stage", {"da-second-stage"}),
        ("Move-On", {"da-second-stage"}),
        ("dispersed", {"da-dispersed", "asylum-dispersal"}),
        ("supported lodgings", {"supported-lodgings", "sa-private-residence"}),
        ("MBU", {"mother-baby-unit", "prison-mbu"}),
        ("Refuge", {"da-refuge"}),
        ("castle", set()),
    ],
)
def test_a_type_is_found_by_what_people_call_it(catalogue: Catalogue, name: str, slugs: set[str]) -> None:
    assert {kind.slug for kind in catalogue.types_called(name)} == slugs


def test_temporary_accommodation_is_an_alias_of_seven_types(catalogue: Catalogue) -> None:
    assert len(catalogue.types_called("TA")) == 7


def test_the_short_code_of_a_type_is_given_only_where_it_is_certain(catalogue: Catalogue) -> None:
    types = catalogue.accommodation_types
    assert types["ta-bnb-shared"].ta_category == "bb"
    assert types["ta-homeless-at-home"].ta_category == "none"
    assert types["da-refuge"].ta_category is None
    assert types["social-secure"].ta_category is None


def test_supported_or_safe_accommodation_is_twenty_six_types(catalogue: Catalogue) -> None:
    assert len(catalogue.types_in("supported_any")) == 26
    groups = {kind.group for kind in catalogue.types_in("supported_any")}
    assert groups == {
        "supported_housing",
        "young_people_care_leavers",
        "domestic_abuse",
        "social_care_funded",
        "home_based_support",
    }


def test_duties_follow_the_provider(catalogue: Catalogue) -> None:
    duties = catalogue.duties_of(catalogue.accommodation_types["ta-bnb-shared"])
    assert [duty.verification for duty in duties] == ["verified", "secondary", "unverified", "unverified"]


# --- Rules


def test_rules_for_a_meeting_include_those_for_any_meeting(catalogue: Catalogue) -> None:
    rules = catalogue.rules_for("legal-planning")
    assert {rule.meeting for rule in rules} == {ANY, "legal-planning"}
    nobody = catalogue.invite_rules["R193"]
    assert (nobody.role, nobody.level, nobody.accommodation) == (ANY, "must_not", ANY)


def test_a_rule_carries_its_reason_and_what_that_rests_on(catalogue: Catalogue) -> None:
    rule = catalogue.invite_rules["R002"]
    assert rule.group == "supported_any"
    assert rule.rationale.startswith("The worker who sees the family")
    assert rule.sources == ("ESCB-HHCC", "LDN-CP4")
    assert catalogue.invite_rules["R027"].group is None


def test_the_levels_keep_their_counts(catalogue: Catalogue) -> None:
    levels = [rule.level for rule in catalogue.invite_rules.values()]
    counts = {level: levels.count(level) for level in set(levels)}
    assert counts == {"recommended": 71, "required": 116, "must_not": 24, "inform_only": 12}


def test_a_fallback_may_be_another_councils_post(catalogue: Catalogue) -> None:
    steps = catalogue.role_fallbacks["placing-authority"].steps
    assert [(step.role, step.at) for step in steps] == [
        ("lha-s208-inbox", "placing_authority"),
        ("lha-safeguarding-lead", "placing_authority"),
    ]


def test_refuge_is_the_one_circumstance_never_asked_for(catalogue: Catalogue) -> None:
    assert [each.slug for each in catalogue.circumstances.values() if not each.asked] == ["refuge"]


def test_a_dated_fact_holds_from_its_day(catalogue: Catalogue) -> None:
    fact = catalogue.accommodation_types["prs-tenancy"].facts[0]
    assert not fact.holds_on(date(2026, 4, 30))
    assert fact.holds_on(date(2026, 5, 1))
