"""Terms of contracts between the table and the rules."""

from collections.abc import Mapping
from typing import Any

from directory.rules.assurance import Promise


def promise_of(row: Mapping[str, Any]) -> Promise:
    """A term, by the columns of its table, as the rules take it.

    Raises:
        Invalid: it says too little, or what cannot be.
    """
    return Promise(
        term=row["term"],
        measure=row["measure"],
        quantity=row["quantity"],
        unit=row["unit"],
        concerns=row["concerns"],
        clause_number=row["clause_number"],
        clause_text=row["clause_text"],
        evidence=tuple(row["evidence"].split(";")) if row["evidence"] else (),
    )
