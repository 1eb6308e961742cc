"""One scheme."""

import uuid
from datetime import date, datetime
from typing import Any

from directory.errors import NotFound
from directory.rules.hours import LONDON
from directory.rules.permissions import Reader
from directory.services.contracts import scheme_contracted
from directory.services.looks import Look, record_look
from directory.services.lookup.candidates import premises_of_scheme
from directory.services.shown import premises_shown, read_schemes, turns_of_schemes


def scheme(key: uuid.UUID, at: datetime, reader: Reader, on: date | None = None) -> dict[str, Any]:
    """One scheme with its provider, its addresses, and its contacts in the order to try them.

    Raises:
        NotFound: there is no such scheme.
    """
    day = on or at.astimezone(LONDON).date()
    found = read_schemes([key]).get(key)
    if found is None:
        raise NotFound("There is no such scheme.")
    record_look(reader, Look(action="see-scheme", seen=[key]))
    turns = turns_of_schemes({key: found.provider_id}, at, day)[key]
    return {
        **found.scheme,
        "provider": found.provider,
        "premises": [premises_shown(row) for row in premises_of_scheme(key, day)]
        if found.is_near_told(reader)
        else [],
        "contacts": turns.contacts,
        "nobody_now": turns.nobody_now,
        "safeguarding_cover": scheme_contracted(key, found.provider_id, day),
    }
