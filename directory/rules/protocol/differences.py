"""What a council's protocol adds to ours, changes and removes."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

from directory.rules.catalogue import Catalogue, InviteRule, Row
from directory.rules.catalogue.shape import fields_of
from directory.rules.catalogue.tables import TABLES as ALL

Kind = Literal["added", "changed", "removed"]

#: The tables a protocol consists of, in the order in which their differences are told.
TABLES: Final = (
    "invite_rules",
    "meeting_types",
    "contact_roles",
    "role_fallbacks",
    "circumstances",
    "rule_reasons",
    "rule_forces",
    "hard_rules",
    "accommodation_groups",
    "accommodation_types",
)
#: Of an accommodation type, what decides which rules reach it; the rest of it is no protocol.
_OF_TYPES: Final = ("name", "short_name", "group", "supported_any", "location_policy")
#: When and with what remark something was noted changes nothing in the protocol.
_NOT_TOLD: Final = frozenset({"slug", "origin", "note", "as_of", "proposed"})
_CASE: Final = ("meeting", "accommodation", "circumstance", "role")


@dataclasses.dataclass(frozen=True, slots=True)
class Difference:
    """One row that is not in both protocols as it is in the other.

    `before` is ours and `after` theirs, None where there is none. `fields` has what differs of a row in
    both, each with both values.
    """

    kind: Kind
    table: str
    before: Row | None
    after: Row | None
    fields: Mapping[str, tuple[Any, Any]]

    @property
    def key(self) -> str:
        """The row's key: theirs, or ours where they have removed it."""
        row = self.after or self.before
        assert row is not None
        return row.slug


def differences(ours: Catalogue, theirs: Catalogue) -> list[Difference]:
    """Every difference in the tables of a protocol, table by table in the order of the files.

    A rule that they retired and wrote again under a key of their own, about the same case, is a change.
    """
    found: list[Difference] = []
    for table in TABLES:
        found += _of_table(table, getattr(ours, table), getattr(theirs, table))
    return found


def _of_table(table: str, ours: Mapping[str, Row], theirs: Mapping[str, Row]) -> Iterator[Difference]:
    pairs: dict[str, str] = {slug: slug for slug in ours if slug in theirs}
    if table == "invite_rules":
        pairs |= _written_again(ours, theirs)
    told = _told(table)
    for slug, before in ours.items():
        if slug not in pairs:
            yield Difference("removed", table, before, None, {})
            continue
        after = theirs[pairs[slug]]
        fields = {
            name: (was, now)
            for name in told
            if (was := getattr(before, name)) != (now := getattr(after, name))
        }
        if fields:
            yield Difference("changed", table, before, after, fields)
    matched = set(pairs.values())
    for slug, added in theirs.items():
        if slug not in matched:
            yield Difference("added", table, None, added, {})


def _told(table: str) -> tuple[str, ...]:
    if table == "accommodation_types":
        return _OF_TYPES
    derived = ("rationale",) if table == "invite_rules" else ()
    return (*(name for name in fields_of(ALL[table]) if name not in _NOT_TOLD), *derived)


def _written_again(ours: Mapping[str, Row], theirs: Mapping[str, Row]) -> dict[str, str]:
    """Our rules that they have under another key, by our key: those about the same case."""
    new = {case_of(rule): slug for slug, rule in theirs.items() if slug not in ours}
    return {
        slug: new[case_of(rule)] for slug, rule in ours.items() if slug not in theirs and case_of(rule) in new
    }


def case_of(rule: Row) -> tuple[str, ...]:
    """What an invite rule is about: no two rules of a catalogue are about the same."""
    assert isinstance(rule, InviteRule)
    return tuple(getattr(rule, name) for name in _CASE)
