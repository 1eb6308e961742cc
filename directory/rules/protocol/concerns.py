"""What in a protocol is not wrong, but deserves a second look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from directory.rules.catalogue import ANY, Catalogue, InviteRule
from directory.rules.catalogue.rows import STRENGTH
from directory.rules.protocol.words import rule_in_words

ConcernKind = Literal["contradiction", "never_acts", "no_rule", "law_without_source"]

#: Which level wins where several rules name a role (hard rule H2): the higher.
_STRENGTH: Final = {"inform_only": 0, "recommended": 1, "required": 2, "must_not": 3}


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing to look at again; `table` and `key` say at which row."""

    kind: ConcernKind
    table: str
    key: str
    text: str


def concerns(catalogue: Catalogue, *, only_local: bool) -> list[Concern]:
    """What to look at again, by kind and then in the order of the rules.

    - `contradiction`: one rule invites a role that another forbids, and the second is no plain exception,
      which would be about fewer meetings, fewer types, or a circumstance. The one that forbids wins (H2).
    - `never_acts`: in every case a rule is about, stronger rules win; or there are no such cases.
    - `no_rule`: a meeting that no rule names.
    - `law_without_source`: a rule shown as law whose sources are no law, or were not read so far.

    `only_local` leaves out what concerns rules of ours alone.
    """
    protocol = _Protocol(catalogue)
    found = [
        *protocol.contradictions(only_local),
        *protocol.idle(only_local),
        *protocol.unsourced(only_local),
    ]
    named = {rule.meeting for rule in protocol.rules}
    for meeting in catalogue.meeting_types.values():
        if meeting.slug not in named:
            text = f"no rule names the meeting “{meeting.name}”: only rules for any meeting apply to it"
            found.append(Concern("no_rule", "meeting_types", meeting.slug, text))
    return found


class _Protocol:
    """The rules of a catalogue with the types each reaches."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.rules = tuple(catalogue.invite_rules.values())

    @cached_property
    def _reach(self) -> dict[str, frozenset[str]]:
        """The accommodation types of each rule, by the rule's key.

        A circumstance that is never asked is worked out from safe accommodation whose place is secret (hard
        rule H12), and so does not arise anywhere else.
        """
        types = self._catalogue.accommodation_types
        refuges = frozenset(kind.slug for kind in types.values() if kind.is_refuge)
        reach: dict[str, frozenset[str]] = {}
        for rule in self.rules:
            if rule.accommodation == ANY:
                reached = frozenset(types)
            elif rule.group:
                reached = frozenset(kind.slug for kind in self._catalogue.types_in(rule.group))
            else:
                reached = frozenset({rule.accommodation})
            worked_out = (
                rule.circumstance != ANY and not self._catalogue.circumstances[rule.circumstance].asked
            )
            reach[rule.slug] = reached & refuges if worked_out else reached
        return reach

    def contradictions(self, only_local: bool) -> Iterator[Concern]:
        forbidding = [rule for rule in self.rules if rule.level == "must_not"]
        for rule in self.rules:
            if rule.level == "must_not" or self._never_acts(rule):
                continue
            for other in forbidding:
                if only_local and "local" not in (rule.origin, other.origin):
                    continue
                if self._contradict(rule, other):
                    yield Concern("contradiction", "invite_rules", rule.slug, self._against(rule, other))

    def _contradict(self, rule: InviteRule, forbids: InviteRule) -> bool:
        if not (_meets(rule.role, forbids.role) and _meets(rule.meeting, forbids.meeting)):
            return False
        shared = self._reach[rule.slug] & self._reach[forbids.slug]
        if not shared:
            return False
        is_exception = (
            (rule.circumstance == ANY and forbids.circumstance != ANY)
            or (rule.meeting == ANY and forbids.meeting != ANY)
            or self._reach[forbids.slug] < self._reach[rule.slug]
        )
        return not is_exception

    def _against(self, rule: InviteRule, forbids: InviteRule) -> str:
        return (
            f"{rule_in_words(rule, self._catalogue)}; but {forbids.slug}, "
            f"{rule_in_words(forbids, self._catalogue)}. Where both hold, the one that forbids wins"
        )

    def idle(self, only_local: bool) -> Iterator[Concern]:
        for rule in self.rules:
            if (only_local and rule.origin != "local") or not self._never_acts(rule):
                continue
            stronger = sorted({each.slug for each in self._stronger(rule)})
            why = (
                f"stronger rules always win ({', '.join(stronger)})" if stronger else "there is no such case"
            )
            text = f"can never act: {rule_in_words(rule, self._catalogue)}; {why}"
            yield Concern("never_acts", "invite_rules", rule.slug, text)

    def _never_acts(self, rule: InviteRule) -> bool:
        won = frozenset[str]().union(*(self._reach[each.slug] for each in self._stronger(rule)))
        return self._reach[rule.slug] <= won

    def _stronger(self, rule: InviteRule) -> Iterator[InviteRule]:
        """The rules that hold wherever `rule` does, in some accommodation at least, and win over it."""
        for other in self.rules:
            if (
                _STRENGTH[other.level] > _STRENGTH[rule.level]
                and _covers(other.role, rule.role)
                and _covers(other.meeting, rule.meeting)
                and _covers(other.circumstance, rule.circumstance)
                and self._reach[other.slug] & self._reach[rule.slug]
            ):
                yield other

    def unsourced(self, only_local: bool) -> Iterator[Concern]:
        sources = self._catalogue.sources
        for rule in self.rules:
            if rule.shown_force != "law" or (only_local and rule.origin != "local"):
                continue
            best = max((STRENGTH[sources[each].verification] for each in rule.sources), default=-1)
            if not any(sources[each].kind in ("law", "guidance") for each in rule.sources):
                text = "is shown as law, but no law or guidance is named as its source"
            elif best < STRENGTH[rule.verification]:
                text = f"is shown as law and {rule.verification}, which its sources do not carry"
            else:
                continue
            yield Concern("law_without_source", "invite_rules", rule.slug, text)


def _meets(one: str, other: str) -> bool:
    return ANY in (one, other) or one == other


def _covers(wide: str, narrow: str) -> bool:
    return wide in (ANY, narrow)
