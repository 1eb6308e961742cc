"""Bringing schemes into line with the catalogue, when a council has made a kind's place confidential."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.db import db
from directory.equipment import equipment
from directory.model import Premises, Scheme
from directory.rules.permissions import SERVICE
from directory.services.changes import change, overwrite_erased
from directory.services.editing.erasing import empty_texts
from directory.services.editing.secrecy import is_secret, tells_of
from directory.services.loading.telling import TEXTS_OF_SCHEME, Tells


def erase_what_may_no_longer_be_held() -> int:
    """Take out the addresses of schemes whose kind is now one that holds none; how many there were.

    A council's own folder may move a kind to a stricter policy. What the directory held by then goes with it,
    at the next `prepare`. Where the place is confidential from now on, so do texts that tell it; a name that
    does becomes the kind's own, and a district, which would narrow the place down, becomes unknown.
    """
    kinds, policies = equipment().catalogue.accommodation_types, equipment().catalogue.location_policies
    without = [slug for slug, kind in kinds.items() if not policies[kind.location_policy].holds_location]
    stricter = select(Scheme.id).where(Scheme.holds_location, Scheme.accommodation_type.in_(without))
    if db.session.execute(stricter.limit(1)).first() is None:
        return 0
    with change(SERVICE) as session:
        schemes = session.scalars(select(Scheme).where(Scheme.id.in_(stricter))).all()
        gone = session.scalars(
            select(Premises).where(Premises.scheme_id.in_([each.id for each in schemes]))
        ).all()
        names: dict[uuid.UUID, list[str | None]] = {each.id: [] for each in schemes}
        for premises in gone:
            names[premises.scheme_id] += [premises.street, premises.building_name]
            session.delete(premises)
        session.flush()
        for scheme in schemes:
            scheme.holds_location = False
            if is_secret(scheme.accommodation_type):
                _hush(session, scheme, tells_of(names[scheme.id]))
    overwrite_erased()
    return len(gone)


def _hush(session: Session, scheme: Scheme, tells: Tells) -> None:
    if tells(scheme.name):
        scheme.name = equipment().catalogue.accommodation_types[scheme.accommodation_type].name
    for field in TEXTS_OF_SCHEME:
        if tells(getattr(scheme, field)):
            setattr(scheme, field, None)
    council = equipment().authorities.get(scheme.authority_gss) if scheme.authority_gss else None
    if council is not None and council.tier == "district":
        scheme.authority_gss = None
    empty_texts(session, scheme.id, tells)
