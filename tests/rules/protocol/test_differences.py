"""What a council's protocol adds to ours, changes and removes, in words a policy officer reads."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.catalogue import Catalogue, load_catalogue
from directory.rules.protocol import TABLES, difference_in_words, differences

SHIPPED = Path(__file__).parents[3] / "data" / "reference"
OURS = load_catalogue(SHIPPED)
RULES = [*OURS.invite_rules]


def with_rules(**changed: Any) -> Catalogue:
    """Ours with some invite rules changed, added, or (None) removed, by key; R013 for R013."""
    rules = {**OURS.invite_rules, **changed}
    return replace(
        OURS,
        invite_rules=MappingProxyType({key: rule for key, rule in rules.items() if rule is not None}),
    )


def told(theirs: Catalogue) -> list[str]:
    return [difference_in_words(each, OURS, theirs) for each in differences(OURS, theirs)]


def local(tmp_path: Path, **files: str) -> Catalogue:
    for name, text in files.items():
        path = tmp_path / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load_catalogue(SHIPPED, tmp_path)


def test_our_own_protocol_does_not_differ_from_itself() -> None:
    assert differences(OURS, load_catalogue(SHIPPED)) == []


def test_a_changed_level_is_told_from_what_to_what(tmp_path: Path) -> None:
    assert told(local(tmp_path, invite_rules="rows:\n  R013: {level: required}\n")) == [
        "Changed (R013): for “Initial child protection conference”, families in “Any supported or safe "
        "accommodation”: “Provider safeguarding lead”: from recommended to required."
    ]


def test_an_added_rule_is_told_with_its_force_and_reason(tmp_path: Path) -> None:
    rule = (
        "{meeting: core-group, accommodation: foyer, circumstance: pregnant, role: health-visitor, "
        "level: required, force: protocol, because: sees-the-family}"
    )
    (words,) = told(local(tmp_path, invite_rules=f"rows:\n  E1: {rule}\n"))
    assert words.startswith(
        "Added (E1): for “Core group”, families in “Foyer”, where “Pregnancy or newborn”: “Health "
        "visitor/midwife” is required. Proposed protocol: The worker who sees the family"
    )


def test_a_removed_rule_is_told_as_it_was() -> None:
    assert told(with_rules(R193=None)) == [
        "Removed (R193): for “Legal planning meeting”, any family: any role was never invited and is no "
        "longer named."
    ]


def test_a_rule_written_again_under_another_key_is_a_change() -> None:
    rule = replace(OURS.invite_rules["R018"], slug="E9", level="recommended")
    (words,) = told(with_rules(R018=None, E9=rule))
    assert words.startswith("Changed (E9): ")
    assert words.endswith("(in place of R018): from required to recommended.")


def test_a_rule_moved_to_another_case_is_told_as_it_was_and_as_it_is() -> None:
    (words,) = told(with_rules(R018=replace(OURS.invite_rules["R018"], meeting="core-group")))
    assert words == (
        "Changed (R018): was: for “Initial child protection conference”, families in “Homelessness and "
        "temporary accommodation”: “LHA temporary accommodation manager” is required; now: for “Core group”, "
        "families in “Homelessness and temporary accommodation”: “LHA temporary accommodation manager” is "
        "required."
    )


def test_other_force_reason_and_sources_are_told(tmp_path: Path) -> None:
    (words,) = told(
        local(
            tmp_path,
            invite_rules="rows:\n  R013: {force: guidance, because: sees-the-family, sources: LDN-CP4}\n",
        )
    )
    assert "from proposed protocol to guidance" in words
    assert "the reason is now: The worker who sees the family" in words
    assert "sources: from “WT18-W, CAMBS-42, ESCB-HHCC” to “LDN-CP4”" in words


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"circumstances": "rows:\n  flood: {name: Flooded home, meaning: Water came in.}\n"},
            "Added (flood): circumstance “Flooded home”.",
        ),
        (
            {"contact_roles": "rows:\n  support-worker: {name: Family coach}\n"},
            "Changed (support-worker): contact role “Allocated support worker/keyworker”: name: from "
            "“Allocated support worker/keyworker” to “Family coach”.",
        ),
        (
            {"role_fallbacks": "rows:\n  support-worker: {retired: yes}\n"},
            "Removed (support-worker): role fallback",
        ),
        (
            {"accommodation_types__x": "rows:\n  foyer: {supported_any: no}\n"},
            "Changed (foyer): accommodation type “Foyer”: supported any: from “yes” to “no”.",
        ),
        (
            {"meeting_types": "rows:\n  core-group: {attendance_note: , time_limits: }\n"},
            "time limits: from “",
        ),
    ],
)
def test_other_tables_of_the_protocol_are_compared(
    tmp_path: Path, files: dict[str, str], expected: str
) -> None:
    words = told(local(tmp_path, **files))
    assert any(expected in each for each in words), words


def test_a_remark_alone_is_no_difference(tmp_path: Path) -> None:
    assert (
        told(local(tmp_path, invite_rules="rows:\n  R013: {note: Discussed in May, as_of: 2026-05-01}\n"))
        == []
    )


CHANGES = st.dictionaries(
    st.sampled_from(RULES), st.sampled_from([None, "required", "recommended", "inform_only", "must_not"])
)


@given(CHANGES)
def test_every_change_is_told_once_and_nothing_else(changes: dict[str, Any]) -> None:
    theirs = with_rules(
        **{key: level and replace(OURS.invite_rules[key], level=level) for key, level in changes.items()}
    )
    found = differences(OURS, theirs)
    expected = {
        key: "removed" if level is None else "changed"
        for key, level in changes.items()
        if level is None or level != OURS.invite_rules[key].level
    }
    assert {each.key: each.kind for each in found} == expected
    assert len(found) == len(expected)


@given(CHANGES)
def test_what_one_side_adds_the_other_removes(changes: dict[str, Any]) -> None:
    theirs = with_rules(**dict.fromkeys(changes))
    there = {(each.kind, each.key) for each in differences(OURS, theirs)}
    back = {(each.kind, each.key) for each in differences(theirs, OURS)}
    assert there == {("removed", key) for key in changes}
    assert back == {("added", key) for key in changes}


def test_the_words_are_one_line_each(tmp_path: Path) -> None:
    for table in TABLES:
        emptied = replace(OURS, **{table: MappingProxyType({})})
        for ours, theirs in ((OURS, emptied), (emptied, OURS)):
            for each in differences(ours, theirs):
                words = difference_in_words(each, ours, theirs)
                assert "\n" not in words
                assert "None" not in words
