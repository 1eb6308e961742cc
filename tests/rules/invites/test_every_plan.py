"""Every meeting × kind of place × circumstance and pair of them: what must hold of each of 149,000 plans."""

import dataclasses
from collections.abc import Iterator

import pytest

from directory.rules.catalogue import ANY
from directory.rules.invites import LEVELS, Protocol
from tests.rules.invites.shipped import CATALOGUE, CIRCUMSTANCES, KINDS, PROTOCOL

RULES = CATALOGUE.invite_rules


@pytest.mark.parametrize("meeting", CATALOGUE.meeting_types)
def test_each_line_has_a_rule_and_no_role_is_both_in_and_out(meeting: str) -> None:
    for kind in KINDS:
        for circumstances in CIRCUMSTANCES:
            lines = PROTOCOL.decide(meeting, kind, circumstances)
            roles = [line.role for line in lines]
            assert len(set(roles)) == len(roles)
            for line in lines:
                assert line.because
                assert line.level in LEVELS
                assert all(reason.rule in RULES or reason.rule == "H6" for reason in line.because)


@pytest.mark.parametrize("meeting", CATALOGUE.meeting_types)
def test_the_same_question_has_the_same_answer_however_it_is_put(meeting: str) -> None:
    again = Protocol(CATALOGUE)
    for kind in KINDS:
        for circumstances in CIRCUMSTANCES:
            lines = PROTOCOL.decide(meeting, kind, circumstances)
            assert again.decide(meeting, kind, reversed(circumstances)) == lines


@pytest.mark.parametrize("meeting", CATALOGUE.meeting_types)
def test_whatever_a_rule_requires_is_required_unless_one_forbids_it(meeting: str) -> None:
    for kind in KINDS:
        for circumstances in CIRCUMSTANCES:
            level = {line.role: line.level for line in PROTOCOL.decide(meeting, kind, circumstances)}
            for rule in CATALOGUE.rules_for(meeting):
                if not _bears(rule.slug, kind, circumstances):
                    continue
                for role in CATALOGUE.contact_roles if rule.role == ANY else (rule.role,):
                    assert LEVELS.index(level[role]) <= LEVELS.index(rule.level)


def test_every_role_that_may_be_invited_has_somebody_to_try_instead_and_to_tell_of_the_gap() -> None:
    invited = {rule.role for rule in RULES.values() if rule.level != "must_not"}
    invited |= {each.role for meeting in CATALOGUE.meeting_types.values() for each in meeting.default_roles}
    fallbacks = CATALOGUE.role_fallbacks
    assert not {role for role in invited if role not in fallbacks or not fallbacks[role].escalate}


@pytest.mark.parametrize("slug", RULES)
def test_no_rule_is_idle(slug: str) -> None:
    assert any(_changed_by(slug)), f"{slug} changes no plan: merge it into the rule that says the same"


def _changed_by(slug: str) -> Iterator[bool]:
    """Whether a rule changes the roles or levels of each plan that it bears on."""
    rule = RULES[slug]
    for meeting in CATALOGUE.meeting_types if rule.meeting == ANY else (rule.meeting,):
        bearing = {each.slug: each for each in CATALOGUE.rules_for(meeting)}
        one = {meeting: CATALOGUE.meeting_types[meeting]}
        whole, less = (
            Protocol(dataclasses.replace(CATALOGUE, meeting_types=one, invite_rules=rules))
            for rules in (bearing, {key: each for key, each in bearing.items() if key != slug})
        )
        for kind in KINDS:
            for circumstances in CIRCUMSTANCES:
                if _bears(slug, kind, circumstances):
                    plans = (each.decide(meeting, kind, circumstances) for each in (whole, less))
                    before, after = ([(line.role, line.level) for line in plan] for plan in plans)
                    yield before != after


def _bears(slug: str, kind: str | None, circumstances: tuple[str, ...]) -> bool:
    """Whether a rule is about a place and circumstances, read off the row itself."""
    rule = RULES[slug]
    if rule.circumstance != ANY and rule.circumstance not in circumstances:
        return False
    if rule.accommodation in (ANY, kind):
        return True
    if rule.group is None or kind is None:
        return False
    return kind in _MEMBERS[rule.group]


_MEMBERS = {
    group: {kind.slug for kind in CATALOGUE.types_in(group)} for group in CATALOGUE.accommodation_groups
}
