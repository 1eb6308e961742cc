"""What one contract secures on a day, finding by finding."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from directory.equipment import equipment
from directory.rules import assurance as rules
from directory.rules.assurance import Finding, Promise, Summary, promised_on
from directory.rules.permissions import Reader
from directory.services.contracts.kept import kept
from directory.services.contracts.reading import contract_shown, named, term_rows, term_shown
from directory.services.contracts.register import Version
from directory.services.looks import Look, record_look
from directory.services.promises import promise_of


def assurance(key: uuid.UUID, reader: Reader, on: date, known_on: date, today: date) -> dict[str, Any]:
    """A contract held against every term of the catalogue, the gravest findings first.

    Beside it stands how well its provider took part in meetings until then, as far as was known by
    `known_on`, or by `today` where that comes first.

    Raises:
        NotFound: there is no contract, none that `reader` may read, or none that was known by then.
    """
    held, each, version = named(key, reader, on, known_on)
    record_look(reader, Look(action="see-assurance", subject=("contracts", key)))
    found = assessed(version, on)
    return {
        "contract": contract_shown(held, each, version, reader),
        "on": on,
        "known_on": known_on,
        "in_force": found.in_force,
        "summary": summary_shown(found.summary),
        "for_children": summary_shown(_about("children", found.findings)),
        "for_adults": summary_shown(_about("adults", found.findings)),
        "findings": [finding_shown(one) for one in found.findings],
        "engagement": kept(version, promised_on(version.promised, on), reader, on, min(known_on, today)),
        "unknown_terms": [term_shown(_row(one)) for one in found.unknown],
    }


def assessed(version: Version, on: date) -> rules.Assurance:
    """What a version of a contract secures, its clauses read in full."""
    promises = tuple(promise_of(row) for row in term_rows(version.contract, version.number))
    return rules.assess(replace(version.promised, promises=promises), equipment().terms, on)


def finding_shown(found: Finding) -> dict[str, Any]:
    """A finding with its clause, what is wanted, what is held, and why."""
    clause, required, held = found.clause, found.required, found.held
    return {
        "term": found.term.slug,
        "name": found.term.name,
        "risk": found.term.risk,
        "status": found.status,
        "for": found.concerns,
        "clause": {"number": clause.number, "text": clause.text} if clause else None,
        "required": {
            "measure": required.measure,
            "sense": required.sense,
            "quantity": required.quantity,
            "unit": required.unit,
            "applies_to": required.applies_to,
            "basis": required.basis,
            "verification": required.verification,
            "sources": list(required.sources),
        },
        "held": {"quantity": held.quantity, "unit": held.unit, "evidence": list(held.evidence)}
        if held
        else None,
        "reason": found.reason,
        "suggested_wording": found.suggested_wording,
    }


def summary_shown(counted: Summary) -> dict[str, int]:
    """How many findings there are of each status."""
    return dict(counted._asdict())


def _about(audience: str, findings: Iterable[Finding]) -> Summary:
    return Summary.of(each for each in findings if each.concerns in ("both", audience))


def _row(promise: Promise) -> dict[str, Any]:
    names = ("term", "measure", "quantity", "unit", "concerns", "clause_number", "clause_text")
    return {
        **{name: getattr(promise, name) for name in names},
        "evidence": ";".join(promise.evidence) or None,
    }
