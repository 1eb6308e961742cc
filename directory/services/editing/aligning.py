"""Bringing schemes into line with the catalogue, when a council has made a kind's place confidential."""

from sqlalchemy import select

from directory.db import db
from directory.equipment import equipment
from directory.model import Premises, Scheme
from directory.rules.permissions import SERVICE
from directory.services.changes import change, overwrite_erased


def erase_what_may_no_longer_be_held() -> int:
    """Take out the addresses of schemes whose kind is now one that holds none; how many there were.

    A council's own folder may move a kind to a stricter policy. What the directory held by then goes with it,
    at the next `prepare`.
    """
    kinds, policies = equipment().catalogue.accommodation_types, equipment().catalogue.location_policies
    without = [slug for slug, kind in kinds.items() if not policies[kind.location_policy].holds_location]
    stricter = select(Scheme.id).where(Scheme.holds_location, Scheme.accommodation_type.in_(without))
    if db.session.execute(stricter.limit(1)).first() is None:
        return 0
    with change(SERVICE) as session:
        schemes = session.scalars(select(Scheme).where(Scheme.id.in_(stricter))).all()
        gone = session.scalars(select(Premises).where(Premises.scheme_id.in_([each.id for each in schemes])))
        count = 0
        for premises in gone:
            session.delete(premises)
            count += 1
        session.flush()
        for scheme in schemes:
            scheme.holds_location = False
    overwrite_erased()
    return count
