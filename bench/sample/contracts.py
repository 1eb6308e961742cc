"""Contracts of the sample, in clauses of our own wording: good, thin, varied, expired."""

import random
from datetime import date, timedelta
from typing import Any

from bench.sample.folder import Folder
from directory.equipment import REFERENCE
from directory.rules.catalogue import Catalogue, ContractTerm, ContractThreshold, load_catalogue

#: How many providers have one, and the share of terms that each kind of contract promises.
_PROVIDERS = 40
_KINDS = (("good", 0.95), ("varied", 0.6), ("thin", 0.2), ("expired", 0.5))
#: Clauses are numbered on from here.
_FIRST_CLAUSE = 3


def add_contracts(folder: Folder, seed: int, as_of: date) -> None:
    """A contract for each of the first providers with a scheme in a known council, kind after kind.

    Draws from a seed of its own, so that nothing else of the sample moves.
    """
    rng, catalogue = random.Random(f"contracts {seed}"), load_catalogue(REFERENCE)
    schemes: dict[str, list[dict[str, Any]]] = {}
    for scheme in folder.rows["schemes"]:
        if scheme["authority"]:
            schemes.setdefault(scheme["provider_id"], []).append(scheme)
    for place, (provider, theirs) in enumerate([*schemes.items()][:_PROVIDERS]):
        kind, share = _KINDS[place % len(_KINDS)]
        first, last = _period(kind, place, as_of)
        council = theirs[0]["authority"]
        covered = [scheme["id"] for scheme in theirs if scheme["authority"] == council][:8]
        contract = folder.add(
            "contracts",
            commissioner=council,
            provider_id=provider,
            title=f"Invented contract {place + 1}: accommodation and support",
            valid_from=first.isoformat(),
            valid_to=last.isoformat() if last else None,
            review_on=(as_of + timedelta(days=30 + 11 * place)).isoformat() if kind != "expired" else None,
            owner=None if kind == "thin" else "housing.contracts@council.example",
            notice_id=f"invented-notice-{place + 1:04d}" if kind == "good" else None,
            subcontractors="Invented Night Cover Company" if place % 9 == 0 else None,
            schemes=";".join(covered),
        )
        promised = [term for term in catalogue.contract_terms.values() if rng.random() < share]
        for number, term in enumerate(promised, _FIRST_CLAUSE):
            folder.add("contract_terms", contract_id=contract, **_promise(term, number, kind, rng, catalogue))


def _period(kind: str, place: int, as_of: date) -> tuple[date, date | None]:
    first = date(as_of.year - 2 - place % 2, 4, 1)
    if kind == "expired":
        return first, as_of - timedelta(days=20 + 9 * place)
    if place % 7 == 5:
        return first, None
    return first, as_of + timedelta(days=40 + 35 * place)


def _promise(
    term: ContractTerm, number: int, kind: str, rng: random.Random, catalogue: Catalogue
) -> dict[str, Any]:
    """A term as a row. Half of the thin ones name no number, and some have no clause to point at."""
    counted = [each for each in term.thresholds if each.unit != "yes_no"]
    cells: dict[str, Any] = {"term": term.slug, "clause_number": f"{number}.{rng.randint(1, 6)}"}
    cells["evidence"] = ";".join(each for each in term.evidence if ";" not in each)[:300] or None
    if counted and not (kind == "thin" and rng.random() < 0.5):
        threshold = rng.choice(counted)
        cells |= {"measure": threshold.slug, "unit": threshold.unit}
        cells["quantity"] = f"{_quantity(threshold, kind, rng):g}"
    if kind == "thin" and rng.random() < 0.3:
        del cells["clause_number"]
    else:
        cells["clause_text"] = f"[Invented wording] {_words(term)}"
    return cells


def _quantity(threshold: ContractThreshold, kind: str, rng: random.Random) -> float:
    """What is wanted, or in worse contracts at times twice or half of it; something where nobody set it."""
    wanted = (
        float(threshold.quantity) if threshold.quantity is not None else float(rng.choice((4, 12, 20, 30)))
    )
    if kind == "good" or rng.random() < 0.5:
        return wanted
    changed = wanted * 2 if threshold.sense == "at_most" else wanted // 2
    return min(changed, 100.0) if threshold.unit == "percent" else changed


def _words(term: ContractTerm) -> str:
    """The suggested wording on one line, which is ours."""
    return " ".join(term.suggested_wording.split())
