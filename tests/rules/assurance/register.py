"""Contracts to hold against the catalogue: invented, and as plain as the case allows."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from directory.rules.assurance import Assurance, Contract, Finding, Promise, Terms, assess
from directory.rules.catalogue import Catalogue, load_catalogue
from directory.rules.catalogue.units import FAMILIES, Unit

SHIPPED = Path(__file__).parents[3] / "data" / "reference"
TODAY = date(2026, 12, 1)

#: What no contract of the tests is said to promise unless a test says so.
_WHOLE = frozenset({"people", "breaches", "yes_no"})


@cache
def catalogue() -> Catalogue:
    return load_catalogue(SHIPPED)


@cache
def shipped() -> Terms:
    return Terms(catalogue())


def a_promise(term: str, quantity: float | None = None, unit: Unit | None = None, **facts: Any) -> Promise:
    return Promise(term=term, quantity=quantity, unit=unit, **{"clause_number": "4.2", **facts})


def a_contract(*promises: Promise, **facts: Any) -> Contract:
    given = {"key": "K1", "provider": "P1", "authority": "E1", "valid_from": date(2026, 1, 1), **facts}
    return Contract(promises=promises, **given)


def assured(*promises: Promise, terms: Terms | None = None, on: date = TODAY, **facts: Any) -> Assurance:
    return assess(a_contract(*promises, **facts), terms or shipped(), on)


def found(term: str, *promises: Promise, terms: Terms | None = None, **facts: Any) -> Finding:
    """The one finding on a term."""
    (finding,) = about(term, assured(*promises, terms=terms, **facts).findings)
    return finding


def about(term: str, findings: Iterable[Finding]) -> list[Finding]:
    return [each for each in findings if each.term.slug == term]


_SENSIBLE = {unit: family for unit, family in FAMILIES.items() if family not in ("breaches", "yes_no")}


@st.composite
def promises(draw: st.DrawFn) -> Promise:
    """Any promise the catalogue takes, near the thresholds more often than not."""
    terms = shipped()
    slug = draw(st.sampled_from([*terms.by_slug]))
    term = catalogue().contract_terms[slug]
    measure = draw(st.sampled_from([None, None, *(each.slug for each in term.thresholds)]))
    unit = draw(st.sampled_from([None, *(unit for unit in FAMILIES if terms.fits(slug, unit))]))
    quantity: float | None = None
    if unit is not None:
        most = 1 if unit == "yes_no" else 4 if unit in _WHOLE else 100
        quantity = draw(st.integers(0, most) | st.sampled_from([1]))
    concerns = draw(
        st.sampled_from(["both", "children", "adults"] if term.concerns == "both" else [term.concerns])
    )
    return Promise(
        term=slug,
        measure=measure,
        quantity=quantity,
        unit=unit,
        concerns=concerns,  # type: ignore[arg-type]  # drawn from the words allowed
        clause_number=draw(st.sampled_from(["1", "2.3", None])),
        clause_text=draw(st.sampled_from([None, "The Provider does so."])),
        valid_to=draw(st.sampled_from([None, TODAY, date(2026, 11, 30)])),
    )
