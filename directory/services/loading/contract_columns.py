"""The columns of contracts and of their terms, as files and requests give them."""

import re
from collections.abc import Mapping
from typing import Any, get_args

from directory.errors import Invalid
from directory.model.contract import CHANGE_KINDS
from directory.rules.authorities import Authority
from directory.rules.catalogue import Catalogue
from directory.rules.catalogue.contracts import Concern
from directory.rules.catalogue.units import FAMILIES
from directory.services.loading import cells
from directory.services.loading.columns import Column, Columns
from directory.services.loading.telling import holds_postcode

#: No clause is longer; a contract whose clause is names its number.
LONGEST_CLAUSE = 4_000

_QUANTITY = re.compile(r"\d{1,9}(?:\.\d{1,10})?", re.ASCII)


def quantity(cell: str) -> float:
    """How much is promised: 0 or more."""
    if not _QUANTITY.fullmatch(cell):
        raise Invalid(f"{cells.shown(cell)} is not a number from 0 to 999999999, such as 20 or 1.5")
    return float(cell)


def _placeless(read: cells.Read) -> cells.Read:
    """What `read` reads, unless it holds a postcode: a contract may be about a place that is confidential."""

    def placeless(cell: str) -> Any:
        if holds_postcode(cell):
            raise Invalid("holds a postcode; a contract here says nothing of where anybody lives")
        return read(cell)

    return placeless


def _text(name: str, longest: int, required: bool = False) -> Column:
    read = _placeless(cells.text_of(longest))
    return Column(name, read, f"a text of up to {longest} characters", required)


def _day(name: str, required: bool = False) -> Column:
    return Column(name, cells.day, "a date, such as 2026-12-31", required)


#: What each version of a contract has besides its two sides, its schemes and its terms.
FACTS: Columns = (
    Column("title", _placeless(cells.free_text_of(200)), "a text of up to 200 characters", True),
    _day("valid_from", required=True),
    _day("valid_to"),
    _day("review_on"),
    Column("owner", _placeless(cells.free_text_of(200)), "a post or a mailbox of up to 200 characters"),
    _text("notice_id", 100),
    Column(
        "subcontractors",
        _placeless(cells.several(cells.text_of(200), 500)),
        "names of organisations with ; between them",
    ),
)

#: From which day a change holds, and why there is one.
CHANGE: Columns = (
    _day("starts_on"),
    Column("kind", cells.one_of(CHANGE_KINDS), "extension, variation or upkeep"),
)


def contract_columns(authorities: Mapping[str, Authority]) -> Columns:
    """contracts.csv"""
    council = cells.authority_of(authorities)
    return (
        Column("id", cells.text_of(200), "a text of up to 200 characters", True, 200),
        Column("commissioner", council, "the code of a council, such as E07000070", required=True),
        Column("provider_id", cells.text_of(200), "a text of up to 200 characters", True, 200),
        *FACTS,
        Column(
            "schemes", cells.several(cells.text_of(200), LONGEST_CLAUSE), "ids of schemes with ; between them"
        ),
        *CHANGE,
    )


def term_columns(catalogue: Catalogue) -> Columns:
    """contract_terms.csv"""
    terms, retired = catalogue.contract_terms, catalogue.retired["contract_terms"]
    return (
        Column("contract_id", cells.text_of(200), "a text of up to 200 characters", True, 200),
        Column(
            "term", cells.slug_of("contract term", terms, retired), "a known contract term", True, slug=True
        ),
        Column("measure", cells.text_of(60), "the key of one of the term's thresholds"),
        Column("quantity", quantity, "a number, 0 or more"),
        Column("unit", cells.slug_of("unit", FAMILIES), "a known unit", slug=True),
        Column("concerns", cells.one_of(get_args(Concern)), "children, adults or both"),
        Column("clause_number", cells.text_of(40), "the number of a clause"),
        Column(
            "clause_text",
            _placeless(cells.free_text_of(LONGEST_CLAUSE)),
            f"a text of up to {LONGEST_CLAUSE} characters with nothing about a family",
        ),
        Column(
            "evidence",
            _placeless(cells.several(cells.free_text_of(200), 500)),
            "what shows that it is kept, with ; between entries",
        ),
    )
