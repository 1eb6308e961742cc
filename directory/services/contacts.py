"""One post, as a record."""

import uuid
from datetime import datetime
from typing import Any

from directory.db import db
from directory.equipment import equipment
from directory.errors import NotFound
from directory.model import Contact, Scheme
from directory.rules.disclosure import is_listed
from directory.rules.permissions import Reader
from directory.services.looks import Look, record_look
from directory.services.shown import post_shown


def contact(key: uuid.UUID, reader: Reader, at: datetime) -> dict[str, Any]:
    """A post, whose it is, and how far it can be trusted at that moment, whether it stands by then or not.

    Raises:
        NotFound: there is none, or none that `reader` may be told of.
    """
    row = db.session.get(Contact, key)
    if row is None or not _is_there(reader, key):
        raise NotFound("There is no such contact.")
    seen = [] if row.scheme_id is None else [row.scheme_id]
    record_look(reader, Look(action="see-contact", seen=seen, subject=("contacts", key)))
    return {
        **post_shown(row, at),
        "provider_id": row.provider_id,
        "scheme_id": row.scheme_id,
        "authority": row.authority_gss,
        "covered_by": row.covered_by_id if _is_there(reader, row.covered_by_id) else None,
        "failing_since": row.failing_since,
    }


def _is_there(reader: Reader, key: uuid.UUID | None) -> bool:
    """Whether there is a contact with that id that `reader` may be told of."""
    row = db.session.get(Contact, key) if key is not None else None
    if row is None or row.suppressed:
        return False
    scheme = db.session.get(Scheme, row.scheme_id) if row.scheme_id is not None else None
    return scheme is None or _is_told(reader, scheme)


def _is_told(reader: Reader, scheme: Scheme) -> bool:
    catalogue = equipment().catalogue
    kind = catalogue.accommodation_types.get(scheme.accommodation_type)
    if kind is None:
        return False
    policy = catalogue.location_policies[kind.location_policy]
    return is_listed(reader, policy, suppressed=scheme.suppressed)
