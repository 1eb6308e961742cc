"""Providers as shown."""

from collections.abc import Sequence
from typing import Any

from directory.model import Provider
from directory.services.reading import table

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
