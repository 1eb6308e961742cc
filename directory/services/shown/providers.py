"""Providers as shown."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select

from directory.model import Provider
from directory.services.memory import MOST_REMEMBERED, RememberedRows
from directory.services.reading import read_rows, table

_PROVIDERS = table(Provider)
#: The columns that `provider_shown` needs, in its order.
PROVIDER_COLUMNS = (
    _PROVIDERS.c.id,
    _PROVIDERS.c.reference,
    _PROVIDERS.c.name,
    _PROVIDERS.c.kind,
    _PROVIDERS.c.register,
    _PROVIDERS.c.registration_no,
    _PROVIDERS.c.phone,
    _PROVIDERS.c.email,
    _PROVIDERS.c.website,
    _PROVIDERS.c.valid_from,
    _PROVIDERS.c.valid_to,
    _PROVIDERS.c.successor_id,
)


def provider_shown(row: Sequence[Any]) -> dict[str, Any]:
    """A provider under its current name; `valid_to` in the past means that its successor took over."""
    key, reference, name, kind, register, number, phone, email, website, since, until, successor = row
    return {
        "id": key,
        "reference": reference,
        "name": name,
        "kind": kind,
        "register": register,
        "registration_no": number,
        "phone": phone,
        "email": email,
        "website": website,
        "valid_from": since,
        "valid_to": until,
        "successor_id": successor,
    }


_BY_ID = select(*PROVIDER_COLUMNS).where(_PROVIDERS.c.id.in_(bindparam("providers", expanding=True)))


def _read(providers: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    return {row[0]: provider_shown(row) for row in read_rows(_BY_ID, {"providers": providers})}


#: The providers with some ids, remembered and shared; unknown ids are left out.
read_providers = RememberedRows(_read, most=MOST_REMEMBERED).get
