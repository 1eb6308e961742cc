"""Which tables the catalogue has, in the order in which they must be understood."""

from __future__ import annotations

from typing import Final

from directory.rules.catalogue.accommodation import (
    AccommodationGroup,
    AccommodationType,
    Code,
    DutyProfile,
    LocationPolicy,
    SupportFamily,
    SupportLevel,
    SupportType,
)
from directory.rules.catalogue.capacity import CapacityAssumption
from directory.rules.catalogue.contracts import ContractFramework, ContractTerm, ContractThreshold
from directory.rules.catalogue.meetings import (
    AttendanceReason,
    ChecklistItem,
    Circumstance,
    ContactRole,
    HardRule,
    InviteRule,
    MeetingType,
    RoleFallback,
    RuleForce,
    RuleReason,
    SharingGround,
)
from directory.rules.catalogue.rows import GeneralQuestion, LegalFact, Row, Source
from directory.rules.catalogue.wordings import Wording

TABLES: Final[dict[str, type[Row]]] = {
    "sources": Source,
    "accommodation_groups": AccommodationGroup,
    "duty_profiles": DutyProfile,
    "location_policies": LocationPolicy,
    "ta_categories": Code,
    "ofsted_categories": Code,
    "da_categories": Code,
    "nhs_codes": Code,
    "support_families": SupportFamily,
    "support_levels": SupportLevel,
    "support_types": SupportType,
    "accommodation_types": AccommodationType,
    "contact_roles": ContactRole,
    "role_fallbacks": RoleFallback,
    "circumstances": Circumstance,
    "sharing_grounds": SharingGround,
    "attendance_reasons": AttendanceReason,
    "meeting_types": MeetingType,
    "rule_forces": RuleForce,
    "rule_reasons": RuleReason,
    "invite_rules": InviteRule,
    "hard_rules": HardRule,
    "checklist_items": ChecklistItem,
    "contract_frameworks": ContractFramework,
    "contract_thresholds": ContractThreshold,
    "contract_terms": ContractTerm,
    "capacity_assumptions": CapacityAssumption,
    "legal_facts": LegalFact,
    "general_questions": GeneralQuestion,
    "wordings": Wording,
}
"""Table name, which is also its file's name without `.yaml`, and what its rows become."""

IN_A_FOLDER: Final = frozenset({"accommodation_types"})
"""Tables spread over the files of a folder of that name."""

BUILT_IN: Final = frozenset({"location_policies", "rule_forces", "hard_rules", "attendance_reasons"})
"""Tables whose shipped rows a council's folder can neither change nor retire: the code relies on them."""


def singular(table: str) -> str:
    """What one row of `table` is called in a message: "accommodation type"."""
    words = table.replace("_", " ")
    return words[:-3] + "y" if words.endswith("ies") else words[:-1]
