"""Which councils have a contract with a provider on a day, and so a say in what it delivers."""

import uuid
from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from directory.model import Contract
from directory.services.memory import MOST_REMEMBERED, RememberedRows
from directory.services.reading import read_rows, table

_C = table(Contract)
_OF_PROVIDERS = (
    select(_C.c.provider_id, _C.c.commissioner_gss, _C.c.valid_from, _C.c.valid_to)
    .where(_C.c.provider_id.in_(bindparam("providers", expanding=True)), _C.c.removed_on.is_(None))
    .order_by(_C.c.valid_from, _C.c.id)
)


def commissioners_of(provider: uuid.UUID, on: date) -> tuple[str, ...]:
    """The codes of the councils, each once; empty when no contract is held."""
    held = _held([provider])[provider]
    return tuple(
        dict.fromkeys(
            row.commissioner_gss
            for row in held
            if row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)
        )
    )


def _read(providers: list[uuid.UUID]) -> dict[uuid.UUID, list[Any]]:
    found: dict[uuid.UUID, list[Any]] = defaultdict(list)
    for row in read_rows(_OF_PROVIDERS, {"providers": providers}):
        found[row.provider_id].append(row)
    return {provider: found[provider] for provider in providers}


_held = RememberedRows(_read, most=MOST_REMEMBERED).get
