"""What premises and contacts have in common: they are a scheme's, and share its fate."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.model import Scheme
from directory.rules.disclosure import Owner, may_change
from directory.services.editing.noun import Draft, locked


def owner_of_scheme(session: Session, key: object) -> Owner:
    """Whose a scheme is, and with it all that belongs to it."""
    scheme = session.get(Scheme, key)
    if scheme is None:
        return Owner()
    gss = scheme.authority_gss
    return Owner(providers=(str(scheme.provider_id),), authorities=(gss,) if gss else ())


def scheme_named(draft: Draft, key: object) -> Scheme | None:
    """The scheme that something is to belong to; None when there is none that the editor may change.

    Nobody else changes it until the transaction ends, so that it does not become confidential meanwhile.
    """
    scheme: Scheme | None = locked(draft.session, Scheme, key)
    if scheme is None or scheme.suppressed:
        return None
    return scheme if may_change(draft.by, owner_of_scheme(draft.session, key)) else None


def lock_with_scheme(session: Session, model: type[Any], key: object) -> Any:
    """A row as it is now; its scheme is locked first, in which order whoever changes schemes locks too."""
    scheme = session.scalar(select(model.scheme_id).where(model.id == key))
    if scheme is not None:
        locked(session, Scheme, scheme)
    return locked(session, model, key)
