"""What must hold between the rows of the catalogue, beyond each row being well formed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from directory.rules.addresses.words import COUNTIES
from directory.rules.catalogue.apart import check_sides
from directory.rules.catalogue.faults import AT_ONCE, Faults
from directory.rules.catalogue.folders import RawCatalogue
from directory.rules.catalogue.meetings import InviteRule
from directory.rules.catalogue.numbers import check_assumptions, check_thresholds
from directory.rules.catalogue.shape import fields_of
from directory.rules.catalogue.sheets import RawRow
from directory.rules.catalogue.tables import TABLES, singular
from directory.rules.people_words import GIVEN_NAMES, NAMES_AND_WORDS, TITLES

if TYPE_CHECKING:
    from directory.rules.catalogue import Catalogue
    from directory.rules.catalogue.wordings import Wording

_ONE_WORD = re.compile(r"[a-z]{1,30}")
#: Counties that are called by one word.
_COUNTIES = frozenset(word for name in COUNTIES for word in name if len(name) == 1)


def check(catalogue: Catalogue, raw: RawCatalogue, faults: Faults = AT_ONCE) -> None:
    """Meet a fault at every row that contradicts another, or claims what it may not.

    Raises:
        BadReference: there is such a row, and `faults` does not gather.
    """
    for table, kind in TABLES.items():
        for row in getattr(catalogue, table).values():
            for name in row.proposed:
                if name not in fields_of(kind):
                    message = f"{singular(table)} '{row.slug}': 'proposed' names no field '{name}'"
                    faults.meet(_at(raw.rows[table][row.slug], "proposed").fault(message))
    _rules(catalogue, raw.rows["invite_rules"], faults)
    _fallbacks(catalogue, raw.rows["role_fallbacks"], faults)
    _locations(catalogue, raw, faults)
    check_sides(catalogue, raw, faults)
    _orders(catalogue, raw.rows["general_questions"], faults)
    check_thresholds(catalogue, raw.rows["contract_thresholds"], faults)
    check_assumptions(catalogue, raw.rows["capacity_assumptions"], faults)
    _wordings(catalogue, raw.rows["wordings"], faults)


def _at(row: RawRow, name: str) -> Any:
    """The cell of a field, or the whole row where the field is not written."""
    return row.cells.get(name, row)


def _rules(catalogue: Catalogue, raw: Mapping[str, RawRow], faults: Faults) -> None:
    said: dict[tuple[str, str, str, str], str] = {}
    for rule in catalogue.invite_rules.values():
        row = raw[rule.slug]
        with faults.met():
            _force(rule, row)
        case = (rule.meeting, rule.accommodation, rule.circumstance, rule.role)
        if case in said:
            message = f"invite rule '{rule.slug}' is about the same case as '{said[case]}': change that one"
            faults.meet(row.fault(message))
        said[case] = rule.slug


def _force(rule: InviteRule, row: RawRow) -> None:
    """Nothing unverified is shown as law, and what we propose is never shown as more."""
    named = f"invite rule '{rule.slug}'"
    if rule.shown_force == "law":
        if rule.provision is None:
            raise _at(row, "force").fault(f"{named}: force '{rule.force}' needs the `provision` of the Act")
        if rule.verification == "unverified":
            raise _at(row, "force").fault(f"{named}: nothing unverified may have the force '{rule.force}'")
    elif rule.provision is not None:
        raise _at(row, "provision").fault(
            f"{named}: only a rule of law has a `provision`, not a {rule.force}"
        )
    if rule.shown_force == "protocol" and rule.verification != "unverified":
        raise _at(row, "verification").fault(f"{named}: a protocol is proposed, so it stays unverified")


def _fallbacks(catalogue: Catalogue, raw: Mapping[str, RawRow], faults: Faults) -> None:
    for fallback in catalogue.role_fallbacks.values():
        steps = [(step.role, step.at) for step in fallback.steps]
        at = _at(raw[fallback.slug], "steps")
        if not steps:
            faults.meet(at.fault(f"role fallback '{fallback.slug}': 'steps' names nobody"))
        if (fallback.slug, "same") in steps:
            faults.meet(at.fault(f"role fallback '{fallback.slug}': the role cannot stand in for itself"))
        if len(set(steps)) < len(steps):
            faults.meet(at.fault(f"role fallback '{fallback.slug}': a step is named twice"))


def _locations(catalogue: Catalogue, raw: RawCatalogue, faults: Faults) -> None:
    """A council may make a type's location stricter, never hold a place that we ship as not to be held."""
    for slug, shipped in raw.shipped["accommodation_types"].items():
        now = catalogue.accommodation_types.get(slug)
        held = shipped.cells.get("location_policy")
        was = catalogue.location_policies.get(str(held.content)) if held else None
        if now is None or was is None or was.holds_location:
            continue
        policy = catalogue.location_policies.get(now.location_policy)
        if policy and policy.strictness < was.strictness:
            at = _at(raw.rows["accommodation_types"][slug], "location_policy")
            message = f"accommodation type '{slug}': location_policy may only be stricter than '{was.slug}'"
            faults.meet(at.fault(message))


def _orders(catalogue: Catalogue, raw: Mapping[str, RawRow], faults: Faults) -> None:
    seen: dict[int, str] = {}
    for question in catalogue.general_questions.values():
        if question.order in seen:
            message = (
                f"general question '{question.slug}': order {question.order} is '{seen[question.order]}'"
            )
            faults.meet(_at(raw[question.slug], "order").fault(message))
        seen[question.order] = question.slug


def _wordings(catalogue: Catalogue, raw: Mapping[str, RawRow], faults: Faults) -> None:
    """No word of labels is a name, and each is one word as it is looked for."""
    for wording in catalogue.wordings.values():
        for word in wording.words:
            why = _why_no_word(word, wording)
            if why is not None:
                faults.meet(
                    _at(raw[wording.slug], "words").fault(f"wording '{wording.slug}': '{word}' {why}")
                )


def _why_no_word(word: str, wording: Wording) -> str | None:
    if not _ONE_WORD.fullmatch(word):
        return "is not one word in small letters"
    if word in GIVEN_NAMES or word in TITLES or (wording.use != "reason" and word in NAMES_AND_WORDS):
        return "is a name, or goes with one: labels and reasons name nobody"
    if word in _COUNTIES:
        return "is a place: labels and reasons say nothing of where somebody is"
    return None
