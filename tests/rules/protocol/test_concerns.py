"""What in a protocol deserves a second look."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from directory.rules.catalogue import Catalogue, InviteRule, load_catalogue
from directory.rules.protocol import concerns

OURS = load_catalogue(Path(__file__).parents[3] / "data" / "reference")


def a_rule(slug: str, **given: Any) -> InviteRule:
    told: dict[str, Any] = {
        "meeting": "core-group",
        "accommodation": "foyer",
        "role": "support-worker",
        "level": "required",
        "force": "protocol",
        "because": "sees-the-family",
        "shown_force": "protocol",
        "rationale": "",
        "origin": "local",
    }
    return InviteRule(slug=slug, **{**told, **given})


def only(*rules: InviteRule) -> Catalogue:
    """A catalogue with these rules and no others."""
    return replace(OURS, invite_rules=MappingProxyType({rule.slug: rule for rule in rules}))


def found(*rules: InviteRule) -> set[tuple[str, str]]:
    return {
        (each.kind, each.key) for each in concerns(only(*rules), only_local=True) if each.kind != "no_rule"
    }


def test_our_rules_have_none_that_can_never_act_and_no_law_without_source() -> None:
    kinds = {each.kind for each in concerns(OURS, only_local=False)}
    assert kinds <= {"contradiction", "no_rule"}


def test_one_rule_alone_is_nothing_to_look_at() -> None:
    assert found(a_rule("A")) == set()


@pytest.mark.parametrize(
    "stronger",
    [
        a_rule("B", meeting="any", level="must_not"),
        a_rule("B", accommodation="group:young_people_care_leavers", level="must_not"),
        a_rule("B", accommodation="any", role="any", level="must_not"),
        a_rule("B", accommodation="group:supported_any", level="required"),
    ],
)
def test_a_rule_that_a_wider_and_stronger_one_covers_can_never_act(stronger: InviteRule) -> None:
    assert found(a_rule("A", level="recommended"), stronger) == {("never_acts", "A")}


def test_stronger_rules_may_cover_a_rule_only_together() -> None:
    group = a_rule("A", accommodation="group:domestic_abuse", level="inform_only")
    each = [
        a_rule(f"B{number}", accommodation=kind.slug)
        for number, kind in enumerate(OURS.types_in("domestic_abuse"))
    ]
    assert found(group, *each) == {("never_acts", "A")}
    assert found(group, *each[1:]) == set()


def test_the_same_level_in_a_narrower_case_still_gives_its_reason() -> None:
    assert found(a_rule("A"), a_rule("B", accommodation="any")) == set()


def test_a_circumstance_that_is_worked_out_arises_in_secret_places_only() -> None:
    assert found(a_rule("A", circumstance="refuge")) == {("never_acts", "A")}
    assert found(a_rule("A", circumstance="refuge", accommodation="da-refuge")) == set()


@pytest.mark.parametrize(
    "exception",
    [
        {"circumstance": "staff-allegation", "accommodation": "any"},
        {"accommodation": "foyer"},
        {"meeting": "core-group"},
    ],
)
def test_an_exception_is_no_contradiction(exception: dict[str, Any]) -> None:
    wide = a_rule("A", accommodation="group:supported_any", meeting="any")
    case = {"accommodation": "group:supported_any", "meeting": "any", **exception}
    assert found(wide, a_rule("B", level="must_not", **case)) == set()


def test_two_circumstances_that_may_meet_can_contradict() -> None:
    one = a_rule("A", circumstance="pregnant")
    assert found(one, a_rule("B", circumstance="u18-parent", level="must_not")) == {("contradiction", "A")}


def test_two_groups_that_share_types_can_contradict() -> None:
    one = a_rule("A", accommodation="group:young_people_care_leavers")
    other = a_rule("B", accommodation="group:supported_any", level="must_not")
    shared = {kind.slug for kind in OURS.types_in("supported_any")}
    whole = {kind.slug for kind in OURS.types_in("young_people_care_leavers")} <= shared
    assert found(one, other) == {("never_acts" if whole else "contradiction", "A")}


def test_a_law_must_name_a_law_that_was_read() -> None:
    law: dict[str, Any] = {
        "force": "law",
        "shown_force": "law",
        "provision": "s.1",
        "verification": "verified",
    }
    assert found(a_rule("A", **law, sources=("OWN",))) == {("law_without_source", "A")}
    assert found(a_rule("A", **law, sources=("CA89-47",))) == {("law_without_source", "A")}
    assert found(a_rule("A", **{**law, "verification": "secondary"}, sources=("CA89-47",))) == set()


def test_a_meeting_without_a_rule_is_named() -> None:
    without = {each.key for each in concerns(only(a_rule("A")), only_local=True) if each.kind == "no_rule"}
    assert without == set(OURS.meeting_types) - {"core-group"}


def test_of_our_own_rules_nothing_is_said_once_they_have_theirs() -> None:
    shipped = a_rule("A", level="recommended", origin="shipped")
    wider = a_rule("B", accommodation="any", origin="shipped")
    kinds = {each.kind for each in concerns(only(shipped, wider), only_local=True)}
    assert kinds == {"no_rule"}
