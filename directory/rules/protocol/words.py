"""The differences of two protocols in words that a policy officer reads."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Final

from directory.rules.catalogue import ANY, Catalogue, InviteRule, Row
from directory.rules.catalogue.tables import singular
from directory.rules.protocol.differences import Difference, case_of

_LEVELS: Final = {
    "required": "required",
    "recommended": "recommended",
    "inform_only": "told, not invited",
    "must_not": "never invited",
}
#: What a row is called: the first of these that its table has.
_NAMES: Final = ("name", "text", "rule", "advice")
_LONGEST: Final = 200  # characters shown of one value


def difference_in_words(difference: Difference, ours: Catalogue, theirs: Catalogue) -> str:
    """One difference as a sentence or two, without line breaks."""
    head = f"{difference.kind.capitalize()} ({difference.key})"
    before, after = difference.before, difference.after
    if isinstance(before or after, InviteRule):
        return f"{head}: {_rule(difference, ours, theirs)}"
    what = singular(difference.table)
    if difference.kind == "changed":
        return f"{head}: {what} {_name(before)}: {_fields(difference.fields)}."
    return f"{head}: {what} {_name(after or before)}{'' if after else ' is no longer there'}."


def rule_in_words(rule: InviteRule, catalogue: Catalogue) -> str:
    """A rule: "for “Core group”, families in “Foyer”: “Allocated support worker” is required"."""
    return f"{_case(rule, catalogue)} is {_LEVELS[rule.level]}"


def _rule(difference: Difference, ours: Catalogue, theirs: Catalogue) -> str:
    before, after = difference.before, difference.after
    if not isinstance(after, InviteRule):
        assert isinstance(before, InviteRule)
        return f"{_case(before, ours)} was {_LEVELS[before.level]} and is no longer named."
    if not isinstance(before, InviteRule):
        return f"{rule_in_words(after, theirs)}. {_grounds(after, theirs)}"
    fields = dict(difference.fields)
    replaced = f" (in place of {before.slug})" if before.slug != after.slug else ""
    if case_of(before) != case_of(after):
        return f"was: {rule_in_words(before, ours)}; now: {rule_in_words(after, theirs)}."
    told = []
    if "level" in fields:
        fields.pop("level")
        told.append(f"from {_LEVELS[before.level]} to {_LEVELS[after.level]}")
    if "force" in fields:
        fields.pop("force")
        told.append(f"from {_force(before, ours)} to {_force(after, theirs)}")
    if "rationale" in fields:
        fields.pop("because", None)
        told.append(f"the reason is now: {_text(fields.pop('rationale')[1])}")
    if fields:
        told.append(_fields(fields))
    return f"{_case(after, theirs)}{replaced}: {'; '.join(told)}."


def _case(rule: InviteRule, catalogue: Catalogue) -> str:
    meeting = "any meeting" if rule.meeting == ANY else _quoted(catalogue.meeting_types[rule.meeting].name)
    if rule.accommodation == ANY:
        where = "any family"
    elif rule.group:
        where = f"families in {_quoted(catalogue.accommodation_groups[rule.group].name)}"
    else:
        where = f"families in {_quoted(catalogue.accommodation_types[rule.accommodation].short_name)}"
    when = (
        ""
        if rule.circumstance == ANY
        else f", where {_quoted(catalogue.circumstances[rule.circumstance].name)}"
    )
    role = "any role" if rule.role == ANY else _quoted(catalogue.contact_roles[rule.role].name)
    return f"for {meeting}, {where}{when}: {role}"


def _grounds(rule: InviteRule, catalogue: Catalogue) -> str:
    provision = f", {rule.provision}" if rule.provision else ""
    return f"{_force(rule, catalogue).capitalize()}{provision}: {rule.rationale}"


def _force(rule: InviteRule, catalogue: Catalogue) -> str:
    return catalogue.rule_forces[rule.force].name.lower()


def _fields(fields: Mapping[str, tuple[Any, Any]]) -> str:
    return "; ".join(
        f"{name.replace('_', ' ')}: from {_value(was)} to {_value(now)}"
        for name, (was, now) in fields.items()
    )


def _value(value: Any) -> str:
    if value in (None, (), ""):
        return "none"
    return _quoted(_text(value))


def _text(value: Any) -> str:
    """A value on one line, cut where it is long: the whole of it stands in the files and in the JSON."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return _cut(", ".join(_text(each) for each in value))
    if dataclasses.is_dataclass(value):
        parts = [getattr(value, field.name) for field in dataclasses.fields(value)]
        return " ".join(_text(part) for part in parts if part not in (None, ()))
    return _cut(str(value))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _name(row: Row | None) -> str:
    assert row is not None
    return _quoted(_text(next(getattr(row, name) for name in _NAMES if hasattr(row, name))))


def _quoted(text: str) -> str:
    return f"“{text}”"
