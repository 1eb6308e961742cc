"""meeting × kind of place × circumstances → a line for each role that a rule speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from directory.rules.catalogue import ANY, Catalogue, InviteRule
from directory.rules.catalogue.meetings import Level
from directory.rules.invites.lines import RANK, Line, Reason, hard_reason, reason_of, specificity

#: The circumstance in which a role's holder gives way to another (hard rule H6).
_ALLEGATION: Final = "staff-allegation"


@dataclass(frozen=True, slots=True)
class _Bearing:
    """A rule as it bears on one meeting and kind of place: whom it is about, and when."""

    circumstance: str
    roles: tuple[str, ...]
    rank: int
    level: Level
    specific: int
    reason: Reason


class Protocol:
    """The invite rules of a catalogue, laid out by meeting and kind of place. Build it once; nothing changes.

    A kind of place is a slug of the accommodation types, or None where nobody knows what kind it is: then
    only rules about any place bear.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._roles = {role: place for place, role in enumerate(catalogue.contact_roles)}
        self._instead = {
            slug: fallback.when_implicated
            for slug, fallback in catalogue.role_fallbacks.items()
            if fallback.when_implicated
        }
        self._implicated = hard_reason(catalogue, "H6")
        #: The circumstances that keep a role out; one of them bears on everybody of a list, as a role that is
        #: kept out of it for one is not there for another.
        self.keeping_out = frozenset(
            {_ALLEGATION}
            | {rule.circumstance for rule in catalogue.invite_rules.values() if rule.level == "must_not"}
        )
        reasons = {rule.slug: reason_of(rule, catalogue) for rule in catalogue.invite_rules.values()}
        kinds: tuple[str | None, ...] = (None, *catalogue.accommodation_types)
        self._bearing: Mapping[tuple[str, str | None], tuple[_Bearing, ...]] = {
            (meeting, kind): tuple(
                self._bear(rule, reasons[rule.slug])
                for rule in catalogue.rules_for(meeting)
                if _is_about(rule, kind, catalogue)
            )
            for meeting in catalogue.meeting_types
            for kind in kinds
        }

    def decide(self, meeting: str, kind: str | None, circumstances: Iterable[str]) -> tuple[Line, ...]:
        """The lines, in the order of the roles in the catalogue; the same question has the same answer.

        The strictest level that a rule gives a role counts. Where a worker is implicated, the role that
        takes over is invited in the worker's place, at the worker's level or its own, whichever is stricter.
        """
        given = frozenset(circumstances)
        by_role: dict[str, list[_Bearing]] = {}
        for each in self._bearing[meeting, kind]:
            if each.circumstance == ANY or each.circumstance in given:
                for role in each.roles:
                    by_role.setdefault(role, []).append(each)
        lines = {role: _line(role, bearing) for role, bearing in by_role.items()}
        if _ALLEGATION in given:
            self._replace_implicated(lines)
        return tuple(sorted(lines.values(), key=lambda line: self._roles[line.role]))

    def _replace_implicated(self, lines: dict[str, Line]) -> None:
        for role, instead in self._instead.items():
            line = lines.get(role)
            if line is not None and line.invited:
                lines[instead] = _stricter(lines.get(instead), line, instead, self._implicated)
            kept = line.because if line is not None and not line.invited else ()
            lines[role] = Line(role, "must_not", (*kept, self._implicated))

    def _bear(self, rule: InviteRule, reason: Reason) -> _Bearing:
        roles = tuple(self._roles) if rule.role == ANY else (rule.role,)
        return _Bearing(rule.circumstance, roles, RANK[rule.level], rule.level, specificity(rule), reason)


def _is_about(rule: InviteRule, kind: str | None, catalogue: Catalogue) -> bool:
    if rule.accommodation == ANY:
        return True
    if kind is None:
        return False
    if rule.group is None:
        return rule.accommodation == kind
    group = catalogue.accommodation_groups[rule.group]
    type_ = catalogue.accommodation_types[kind]
    return type_.supported_any if group.flagged else type_.group == group.slug


def _line(role: str, bearing: list[_Bearing]) -> Line:
    rank = min(each.rank for each in bearing)
    decisive = sorted(
        (each for each in bearing if each.rank == rank), key=lambda each: (-each.specific, each.reason.rule)
    )
    return Line(role, decisive[0].level, tuple(each.reason for each in decisive))


def _stricter(own: Line | None, replaced: Line, role: str, reason: Reason) -> Line:
    """The line of a role that takes over from another."""
    if own is None or RANK[replaced.level] < RANK[own.level]:
        return Line(role, replaced.level, (reason, *(own.because if own else ())))
    return Line(role, own.level, (*own.because, reason) if own.level == replaced.level else own.because)
