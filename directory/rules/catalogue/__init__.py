"""The reference catalogue: types, support, roles, meetings, rules, terms and sources, read once.

The policy itself lives in `data/reference/`; a council's own folder is laid over it.
`docs/reference.md` tells policy staff how to edit both.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from directory.errors import BadReference
from directory.rules.catalogue.accommodation import (
    AccommodationGroup,
    AccommodationType,
    Code,
    DutyProfile,
    LocationPolicy,
    NormalSupport,
    SupportFamily,
    SupportLevel,
    SupportType,
)
from directory.rules.catalogue.capacity import CapacityAssumption
from directory.rules.catalogue.checks import check
from directory.rules.catalogue.contracts import ContractFramework, ContractTerm, ContractThreshold
from directory.rules.catalogue.faults import AT_ONCE, Faults
from directory.rules.catalogue.folders import RawCatalogue, read_folders
from directory.rules.catalogue.meetings import (
    AttendanceReason,
    ChecklistItem,
    Circumstance,
    ContactRole,
    DefaultRole,
    FallbackStep,
    HardRule,
    InviteRule,
    MeetingType,
    RoleFallback,
    RuleForce,
    RuleReason,
    SharingGround,
)
from directory.rules.catalogue.rows import (
    ANY,
    Fact,
    GeneralQuestion,
    LegalFact,
    Row,
    Source,
    TimeLimit,
    Verification,
)
from directory.rules.catalogue.shape import Known, shape
from directory.rules.catalogue.sheets import RawRow
from directory.rules.catalogue.tables import TABLES
from directory.rules.catalogue.wordings import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Every table of the reference catalogue, by slug, in the order of the files.

    `retired` has the rows taken out of use, by table: old records may still name them.
    """

    sources: Mapping[str, Source]
    accommodation_groups: Mapping[str, AccommodationGroup]
    duty_profiles: Mapping[str, DutyProfile]
    location_policies: Mapping[str, LocationPolicy]
    ta_categories: Mapping[str, Code]
    ofsted_categories: Mapping[str, Code]
    da_categories: Mapping[str, Code]
    nhs_codes: Mapping[str, Code]
    support_families: Mapping[str, SupportFamily]
    support_levels: Mapping[str, SupportLevel]
    support_types: Mapping[str, SupportType]
    accommodation_types: Mapping[str, AccommodationType]
    contact_roles: Mapping[str, ContactRole]
    role_fallbacks: Mapping[str, RoleFallback]
    circumstances: Mapping[str, Circumstance]
    sharing_grounds: Mapping[str, SharingGround]
    attendance_reasons: Mapping[str, AttendanceReason]
    meeting_types: Mapping[str, MeetingType]
    rule_forces: Mapping[str, RuleForce]
    rule_reasons: Mapping[str, RuleReason]
    invite_rules: Mapping[str, InviteRule]
    hard_rules: Mapping[str, HardRule]
    checklist_items: Mapping[str, ChecklistItem]
    contract_frameworks: Mapping[str, ContractFramework]
    contract_thresholds: Mapping[str, ContractThreshold]
    contract_terms: Mapping[str, ContractTerm]
    capacity_assumptions: Mapping[str, CapacityAssumption]
    legal_facts: Mapping[str, LegalFact]
    general_questions: Mapping[str, GeneralQuestion]
    wordings: Mapping[str, Wording]
    retired: Mapping[str, Mapping[str, Row]]

    def types_in(self, group: str) -> tuple[AccommodationType, ...]:
        """The types an invite rule means by `group:<group>`."""
        if self.accommodation_groups[group].flagged:
            return tuple(kind for kind in self.accommodation_types.values() if kind.supported_any)
        return tuple(kind for kind in self.accommodation_types.values() if kind.group == group)

    def types_called(self, name: str) -> tuple[AccommodationType, ...]:
        """The types with this slug, name, short name or alias, letter case and hyphens aside.

        Several may share an alias ("temporary accommodation"); nothing is guessed, so an
        empty answer means that nobody has recorded the name.
        """
        wanted = _folded(name)
        return tuple(
            kind
            for kind in self.accommodation_types.values()
            if wanted in {_folded(each) for each in (kind.slug, kind.name, kind.short_name, *kind.aliases)}
        )

    def duties_of(self, kind: AccommodationType) -> tuple[Fact, ...]:
        """The safeguarding duties that reach whoever provides a place of this type."""
        return self.duty_profiles[kind.duty_profile].duties

    def legal_facts_for(self, kind: AccommodationType) -> tuple[LegalFact, ...]:
        """The legal facts that name this type or its group; those about every type are left out."""
        names = {kind.slug, f"group:{kind.group}", *(["group:supported_any"] if kind.supported_any else [])}
        return tuple(fact for fact in self.legal_facts.values() if names.intersection(fact.applies_to))

    def rules_for(self, meeting: str) -> tuple[InviteRule, ...]:
        """The invite rules that can bear on a meeting: its own and those for any meeting."""
        return tuple(rule for rule in self.invite_rules.values() if rule.meeting in (meeting, ANY))


def load_catalogue(base: Path, local: Path | None = None) -> Catalogue:
    """The reference catalogue of the folder `base`, with a council's own folder laid over it.

    Takes a fraction of a second; read it once and share it, nothing in it can change.

    Raises:
        BadReference: a row cannot be used; file and line are those of the row or value at fault.
    """
    return _read(read_folders(base, local), AT_ONCE)


@dataclass(frozen=True, slots=True)
class Examined:
    """What a folder of reference files is: the catalogue it makes, or everything that is wrong with it.

    `faults` are by file and line. `catalogue` is None where there is a fault.
    """

    catalogue: Catalogue | None
    faults: tuple[BadReference, ...]
    raw: RawCatalogue

    @property
    def sources(self) -> Collection[str] | None:
        """The ids of every source that may be named; None where a file that has some could not be read."""
        return None if "sources" in self.raw.unread else self.raw.rows["sources"]

    def place_of(self, table: str, slug: str) -> tuple[str, int]:
        """File and line of a row in force, as the last who gave or changed it wrote it."""
        row = self.raw.rows[table][slug]
        return str(row.path), row.line


def examine(base: Path, local: Path | None = None) -> Examined:
    """What `load_catalogue` would make of these folders, with every fault instead of the first.

    Where a file cannot be read, what names rows of its table is not called wrong: they may be in it.

    Raises:
        BadReference: there is no such folder.
    """
    faults = Faults(gather=True)
    raw = read_folders(base, local, faults)
    catalogue = _read(raw, faults)
    found = sorted(faults.found, key=lambda fault: (fault.file, fault.line or 0))
    return Examined(None if found else catalogue, tuple(found), raw)


def _read(raw: RawCatalogue, faults: Faults) -> Catalogue:
    ever = {table: {**raw.retired[table], **raw.rows[table]} for table in TABLES}
    standing = {
        key: str(cell.content) if (cell := row.cells.get("verification")) else "unverified"
        for key, row in ever["sources"].items()
    }
    known = Known(raw.rows, raw.retired, standing, raw.unread)
    tables: dict[str, Any] = {}
    for table in TABLES:
        tables[table] = _shaped(table, raw.rows[table], known, tables, faults)
    # What is retired may go on naming what is retired.
    known_once = Known(ever, {}, standing, raw.unread)
    retired = {table: _shaped(table, raw.retired[table], known_once, tables, faults) for table in TABLES}
    catalogue = Catalogue(**tables, retired=MappingProxyType(retired))
    check(catalogue, raw, faults)
    return catalogue


def _shaped(
    table: str, rows: Mapping[str, RawRow], known: Known, tables: Mapping[str, Any], faults: Faults
) -> Mapping[str, Any]:
    shaped: dict[str, Row] = {}
    for key, row in rows.items():
        made = shape(table, row, TABLES[table], known, _derived(table, row, tables), faults)
        if made is not None:
            shaped[key] = made
    return MappingProxyType(shaped)


def _derived(table: str, row: RawRow, tables: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that follow from rows of earlier tables.

    A name that no earlier table has gives a stand-in here and a fault, with its line, in `shape`.
    """
    named = {name: str(cell.content) for name, cell in row.cells.items()}
    if table == "accommodation_types":
        policy = tables["location_policies"].get(named.get("location_policy"))
        return {"holds_location": policy is not None and policy.holds_location}
    if table == "contract_terms":
        thresholds = tables["contract_thresholds"].values()
        return {"thresholds": tuple(each for each in thresholds if each.term == row.key)}
    if table == "invite_rules":
        force = tables["rule_forces"].get(named.get("force"))
        reason = tables["rule_reasons"].get(named.get("because"))
        derived: dict[str, Any] = {
            "shown_force": force and force.shown_as,
            "rationale": reason and reason.text,
        }
        if "sources" not in named and reason:
            derived["sources"] = reason.sources
        return derived
    return {}


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace("&", " and ").split())


__all__: Final = [
    "ANY",
    "AccommodationGroup",
    "AccommodationType",
    "AttendanceReason",
    "Catalogue",
    "CapacityAssumption",
    "ChecklistItem",
    "Circumstance",
    "Code",
    "ContactRole",
    "ContractFramework",
    "ContractTerm",
    "ContractThreshold",
    "DefaultRole",
    "DutyProfile",
    "Examined",
    "Fact",
    "FallbackStep",
    "GeneralQuestion",
    "HardRule",
    "InviteRule",
    "LegalFact",
    "LocationPolicy",
    "MeetingType",
    "NormalSupport",
    "RoleFallback",
    "Row",
    "RuleForce",
    "RuleReason",
    "SharingGround",
    "Source",
    "SupportFamily",
    "SupportLevel",
    "SupportType",
    "TimeLimit",
    "Verification",
    "Wording",
    "examine",
    "load_catalogue",
]
