"""One address of a scheme, as a record."""

import uuid
from typing import Any

from directory.db import db
from directory.equipment import equipment
from directory.errors import NotFound
from directory.model import Premises, Scheme
from directory.rules.addresses import Held
from directory.rules.disclosure import is_listed, is_near_told
from directory.rules.permissions import Reader
from directory.services.looks import Look, record_look
from directory.services.lookup.candidates import HeldPremises
from directory.services.shown import premises_shown


def premises(key: uuid.UUID, reader: Reader) -> dict[str, Any]:
    """An address with its scheme and the days it is in use, whether or not these have come or gone.

    Raises:
        NotFound: there is none, or none that `reader` may be told of.
    """
    row = db.session.get(Premises, key)
    scheme = db.session.get(Scheme, row.scheme_id) if row else None
    if row is None or scheme is None or row.suppressed or not _is_told(reader, scheme):
        raise NotFound("There is no such address.")
    held = Held(
        sub_building=row.sub_building,
        building_name=row.building_name,
        number=row.number,
        street=row.street,
        locality=row.locality,
        town=row.town,
        postcode=row.postcode,
        covers=row.covers,
    )
    record_look(reader, Look(action="see-premises", seen=[row.scheme_id]))
    shown = HeldPremises(row.id, row.reference, row.scheme_id, row.uprn, row.latitude, row.longitude, held)
    return {
        **premises_shown(shown),
        "scheme_id": row.scheme_id,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
    }


def _is_told(reader: Reader, scheme: Scheme) -> bool:
    catalogue = equipment().catalogue
    kind = catalogue.accommodation_types.get(scheme.accommodation_type)
    if kind is None:
        return False
    policy = catalogue.location_policies[kind.location_policy]
    return is_listed(reader, policy, suppressed=scheme.suppressed) and is_near_told(reader, policy)
