"""Lifting confidentiality, which takes two: one asks, another agrees."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.db import db
from directory.equipment import equipment
from directory.errors import Conflict, Invalid, NotFound
from directory.model import Lift, Scheme
from directory.rules.permissions import Reader
from directory.services.editing.idempotency import Key
from directory.services.editing.kinds import SCHEMES
from directory.services.editing.noun import locked
from directory.services.editing.records import editing
from directory.services.editing.secrecy import is_secret

_NOT_THERE = "There is nothing of the kind."


def ask_for_lift(
    scheme: uuid.UUID, accommodation_type: str, by: Reader, now: datetime, key: Key | None = None
) -> uuid.UUID:
    """Ask that a confidential scheme become one of a type that is not; the id of the wish.

    Nothing changes before somebody else agrees.

    Raises:
        NotFound: there is no such scheme, or none that `by` may change.
        Conflict: it is not confidential.
        Invalid: the type is not known, or is confidential itself.
    """
    given = {"scheme": str(scheme), "accommodation_type": accommodation_type}
    with editing(by) as session:
        row = _scheme(session, scheme, by)
        earlier = key.made_before(session, by, "lift", given, now) if key else None
        if earlier is not None:
            return earlier
        if not is_secret(row.accommodation_type):
            raise Conflict("This scheme is not confidential; its type can be changed with PATCH.")
        kind = equipment().catalogue.accommodation_types.get(accommodation_type)
        if kind is None or is_secret(accommodation_type):
            raise Invalid("is not a known accommodation type that is not confidential", "accommodation_type")
        wish = Lift(
            id=uuid.uuid4(),
            scheme_id=scheme,
            accommodation_type=accommodation_type,
            asked_by=by.actor,
            asked_at=now,
        )
        session.add(wish)
        session.flush()
        if key:
            key.remember(session, by, "lift", given, wish.id, now)
        return wish.id


def agree_to_lift(key: uuid.UUID, by: Reader, now: datetime) -> None:
    """Agree to what another has asked: the scheme becomes of the type named, and other wishes for it lapse.

    Raises:
        NotFound: nothing of the kind was asked, or for a scheme that `by` may not change.
        Conflict: `by` asked for it; or it has been agreed to, or come to nothing, meanwhile.
    """
    with editing(by) as session:
        scheme_id = session.scalar(select(Lift.scheme_id).where(Lift.id == key))
        if scheme_id is None:
            raise NotFound(_NOT_THERE)
        scheme, wish = _scheme(session, scheme_id, by), locked(session, Lift, key)
        if wish is None:
            raise NotFound(_NOT_THERE)
        if wish.asked_by == by.actor:
            raise Conflict("You asked for this yourself: somebody else has to agree.")
        kind = equipment().catalogue.accommodation_types.get(wish.accommodation_type)
        if wish.agreed_at is not None or not is_secret(scheme.accommodation_type):
            raise Conflict("This scheme is confidential no longer.")
        if kind is None or is_secret(kind.slug):
            raise Conflict("The type that was asked for is out of use by now, or confidential itself.")
        wish.agreed_by, wish.agreed_at = by.actor, now
        scheme.accommodation_type, scheme.holds_location = kind.slug, kind.holds_location
        for other in session.scalars(select(Lift).where(Lift.scheme_id == scheme.id, Lift.id != wish.id)):
            if other.agreed_at is None:
                session.delete(other)


def open_lifts(by: Reader) -> list[dict[str, Any]]:
    """What is waiting for a second person, for schemes that `by` may change; the oldest first."""
    statement = (
        select(Lift, Scheme)
        .join(Scheme, Scheme.id == Lift.scheme_id)
        .where(Lift.agreed_at.is_(None), Scheme.suppressed.is_(False))
        .order_by(Lift.asked_at, Lift.id)
    )
    return [
        lift_shown(wish, scheme)
        for wish, scheme in db.session.execute(statement)
        if is_secret(scheme.accommodation_type) and SCHEMES.may_change(db.session(), by, scheme)
    ]


def lift(key: uuid.UUID, by: Reader) -> dict[str, Any]:
    """One wish, open or agreed to.

    Raises:
        NotFound: nothing of the kind was asked, or for a scheme that `by` may not change.
    """
    wish = db.session.get(Lift, key)
    scheme = db.session.get(Scheme, wish.scheme_id) if wish else None
    if wish is None or scheme is None or not SCHEMES.may_change(db.session(), by, scheme):
        raise NotFound(_NOT_THERE)
    return lift_shown(wish, scheme)


def lift_shown(wish: Lift, scheme: Scheme) -> dict[str, Any]:
    """A wish as shown: what is to become of which scheme, and who has said so."""
    return {
        "id": wish.id,
        "scheme": {"id": scheme.id, "reference": scheme.reference, "name": scheme.name},
        "accommodation_type": wish.accommodation_type,
        "asked_by": wish.asked_by,
        "asked_at": wish.asked_at,
        "agreed_by": wish.agreed_by,
        "agreed_at": wish.agreed_at,
    }


def _scheme(session: Session, key: uuid.UUID, by: Reader) -> Any:
    row = SCHEMES.lock(session, key)
    if row is None or row.suppressed or not SCHEMES.may_change(session, by, row):
        raise NotFound(_NOT_THERE)
    return row
