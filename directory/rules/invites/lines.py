"""What the rules say of a role: one line, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from directory.rules.catalogue import ANY, Catalogue, InviteRule, Verification
from directory.rules.catalogue.meetings import Level, ShownForce

#: The strictest first: the first that any rule gives to a role is its level.
LEVELS: Final[tuple[Level, ...]] = ("must_not", "required", "recommended", "inform_only")
RANK: Final[Mapping[Level, int]] = {level: rank for rank, level in enumerate(LEVELS)}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a role is invited or kept out: a rule, in a sentence, with what it rests on.

    A `force` of `protocol` is `proposed`, for local agreement: no law or guidance that was read says so.
    """

    rule: str
    rationale: str
    force: ShownForce
    sources: tuple[str, ...]
    verification: Verification
    standing: str
    provision: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A role, its level, and the rules that give it that level, the most specific first."""

    role: str
    level: Level
    because: tuple[Reason, ...]

    @property
    def invited(self) -> bool:
        """Whether somebody of the role is to come or to be told."""
        return self.level != "must_not"


def reason_of(rule: InviteRule, catalogue: Catalogue) -> Reason:
    """An invite rule as a reason."""
    return Reason(
        rule.slug,
        rule.rationale,
        rule.shown_force,
        rule.sources,
        rule.verification,
        catalogue.rule_forces[rule.force].meaning,
        rule.provision,
    )


def hard_reason(catalogue: Catalogue, slug: str, said: str | None = None) -> Reason:
    """A hard rule as a reason; `said` in place of the rule's own words."""
    rule = catalogue.hard_rules[slug]
    standing = catalogue.rule_forces["protocol"].meaning
    return Reason(slug, said or rule.rule, "protocol", rule.sources, rule.verification, standing)


def specificity(rule: InviteRule) -> int:
    """How specific a rule is: 2 about a circumstance, 1 about an accommodation, 0 general."""
    return 2 if rule.circumstance != ANY else 1 if rule.accommodation != ANY else 0
