"""Which modules are tried, and which tests are asked to notice."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """Modules that guard the same thing; `least` is the part of their faults, in percent, to be noticed."""

    name: str
    least: float
    modules: tuple[str, ...]
    tests: tuple[str, ...]


def _tests(folder: str, *names: str) -> tuple[str, ...]:
    return tuple(f"tests/{folder}/test_{name}.py" for name in names)


_EDITING = "directory/services/editing"
_AUDIT = "directory/services/audit"
_ADDRESSES = "directory/rules/addresses"
_CONTRACTS = "directory/services/contracts"
_RULES = "directory/rules"

GROUPS = {
    group.name: group
    for group in (
        Group(
            "access",
            95,
            (
                "directory/rules/disclosure.py",
                "directory/rules/permissions.py",
                "directory/rules/sign_in.py",
                "directory/api/access.py",
                "directory/api/csrf.py",
                "directory/services/visible.py",
                "directory/services/whole.py",
                "directory/services/contacts.py",
                "directory/services/contracts/reading.py",
                "directory/services/premises.py",
                f"{_EDITING}/noun.py",
                f"{_EDITING}/records.py",
                f"{_EDITING}/kinds/of_schemes.py",
                f"{_EDITING}/suppression.py",
                f"{_EDITING}/lifts.py",
                f"{_EDITING}/idempotency.py",
                f"{_EDITING}/secrecy.py",
            ),
            (
                *_tests("rules", "disclosure", "permissions", "sign_in"),
                "tests/test_access.py",
                "tests/access",
                *_tests("api", "editing", "editing_confidential", "editing_preconditions", "editing_scopes"),
                *_tests("api", "editing_suppression", "origin", "plumbing", "session"),
                "tests/pages/test_pages.py",
                "tests/test_config.py",
                "tests/services/editing",
                *_tests("services", "schemes", "sessions", "tokens", "looks"),
                *_tests("api", "audit", "described", "headers", "one_record"),
            ),
        ),
        Group(
            "records",
            90,
            tuple(
                f"{_EDITING}/kinds/{name}.py"
                for name in ("providers", "schemes", "premises", "contacts", "contracts")
            ),
            (
                *_tests("api", "editing", "editing_confidential", "editing_preconditions", "editing_scopes"),
                *_tests("api", "editing_suppression"),
                "tests/services/editing",
                "tests/access",
            ),
        ),
        Group(
            "audit",
            90,
            (
                "directory/rules/audit.py",
                *(
                    f"{_AUDIT}/{name}.py"
                    for name in ("writing", "verifying", "reading", "readers", "anchors")
                ),
                "directory/services/looks.py",
            ),
            (
                "tests/rules/test_audit.py",
                "tests/cli/test_audit.py",
                "tests/api/test_audit.py",
                *_tests("services", "audit_verify", "changes", "looks", "retention"),
                "tests/soak/test_tampering.py",
            ),
        ),
        Group(
            "contracts",
            90,
            (
                *(
                    f"{_RULES}/assurance/{name}.py"
                    for name in ("findings", "gaps", "holding", "promises", "terms", "units")
                ),
                *(
                    f"{_RULES}/capacity/{name}.py"
                    for name in ("estimate", "simulation", "spread", "workload")
                ),
                f"{_RULES}/versions.py",
                f"{_RULES}/engagement/keeping.py",
                f"{_RULES}/authorities/passing.py",
                *(
                    f"{_CONTRACTS}/{name}.py"
                    for name in ("register", "rows", "gaps", "kept", "told", "stopping", "reorganising")
                ),
                "directory/services/versions.py",
                "directory/services/promises.py",
                "directory/services/loading/contract_texts.py",
            ),
            (
                "tests/rules/assurance",
                "tests/rules/capacity",
                "tests/rules/test_versions.py",
                "tests/rules/engagement/test_keeping.py",
                "tests/rules/authorities/test_passing.py",
                *_tests("api", "contracts", "assurance", "what_if", "cover_told", "capacity"),
                *_tests("api", "commissioners_questions"),
                *_tests("services", "contracts_past", "gap_report", "loading_contracts"),
            ),
        ),
        Group(
            "addresses",
            90,
            (
                f"{_ADDRESSES}/account.py",
                f"{_ADDRESSES}/certain.py",
                f"{_ADDRESSES}/compare.py",
                f"{_ADDRESSES}/layout.py",
                "directory/rules/lookup.py",
            ),
            (
                "tests/rules/addresses",
                *_tests("services", "lookup", "lookup_remembered", "lookup_told"),
            ),
        ),
    )
}
