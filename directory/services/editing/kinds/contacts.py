"""Contacts: posts at a provider, a scheme or a council."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from directory.equipment import equipment
from directory.errors import Invalid
from directory.model import AuthorityRecord, Contact, Provider, Scheme
from directory.rules.disclosure import Owner, may_change
from directory.services.editing.kinds.of_schemes import lock_with_scheme, owner_of_scheme, scheme_named
from directory.services.editing.noun import (
    Draft,
    Get,
    Link,
    Noun,
    authority_named,
    check_period,
    refuse_itself,
)
from directory.services.editing.secrecy import HAS_POSTCODE, NO_PLACE, holds_postcode, is_secret
from directory.services.loading.columns import Columns, contact_columns

_OWNERS = (
    Link(field="provider_id", column="provider_id", model=Provider, word="provider", owner="provider"),
    Link(field="scheme_id", column="scheme_id", model=Scheme, word="scheme", owner="scheme"),
    Link(field="authority", column="authority_gss", model=AuthorityRecord, word="council", owner="authority"),
)
_COVER = Link(field="covered_by", column="covered_by_id", model=Contact, word="contact")
_ONE = "a contact is of one provider_id, scheme_id or authority"


class Contacts(Noun):
    """A post is of whom it is at, and of nobody else."""

    word = "contact"
    model = Contact
    links = (*_OWNERS, _COVER)
    own = (
        "role",
        "holder",
        "email",
        "phone",
        "hours",
        "out_of_hours",
        "vacant",
        "failing_since",
        "valid_from",
        "valid_to",
        "confirmed_on",
    )

    def columns(self, today: date) -> Columns:
        at_hand = equipment()
        return contact_columns(at_hand.catalogue, at_hand.authorities, today)

    def owner(self, session: Session, get: Get) -> Owner:
        if get("scheme_id") is not None:
            return owner_of_scheme(session, get("scheme_id"))
        provider, gss = get("provider_id"), get("authority_gss")
        return Owner(
            providers=(str(provider),) if provider is not None else (), authorities=(gss,) if gss else ()
        )

    def lock(self, session: Session, key: object) -> Any:
        return lock_with_scheme(session, Contact, key)

    def is_there(self, session: Session, row: Any) -> bool:
        scheme = session.get(Scheme, row.scheme_id) if row.scheme_id is not None else None
        return super().is_there(session, row) and not (scheme is not None and scheme.suppressed)

    def told(self, session: Session, row: Any, column: str) -> Any:
        if column != _COVER.column or row.covered_by_id is None:
            return super().told(session, row, column)
        cover = session.get(Contact, row.covered_by_id)
        return row.covered_by_id if cover is not None and self.is_there(session, cover) else None

    def hidden(self, draft: Draft) -> str:
        return NO_PLACE if _secret(draft, draft.before) or _secret(draft, draft.after) else ""

    def read(self, draft: Draft) -> None:
        named = [link for link in _OWNERS if draft.given.get(link.field) not in (None, "")]
        dropped = [link for link in _OWNERS if link.field in draft.given and link not in named]
        if len(named) > 1:
            raise Invalid(f"{_ONE}, and more than one is given", named[1].field)
        if not named and (draft.row is None or any(draft.before(link.column) for link in dropped)):
            raise Invalid(f"{_ONE}, and none is given", (dropped or _OWNERS)[0].field)
        if named:
            # A post that moves is no longer where it was.
            draft.values |= {link.column: None for link in _OWNERS if link is not named[0]}
        super().read(draft)

    def named(self, draft: Draft, link: Link, key: Any) -> Any:
        if link.owner == "scheme":
            return scheme_named(draft, key)
        if link.owner == "authority":
            council = authority_named(draft, key)
            mine = council is not None and may_change(draft.by, Owner(authorities=(council.gss,)))
            return council if mine else None
        if link.owner == "provider":
            provider = draft.session.get(Provider, key)
            mine = provider is not None and may_change(draft.by, Owner(providers=(str(provider.id),)))
            return provider if mine else None
        contact = draft.session.get(Contact, key)
        return contact if contact is not None and self.is_there(draft.session, contact) else None

    def settle(self, draft: Draft) -> None:
        refuse_itself(draft, _COVER)
        check_period(draft)
        for name in ("out_of_hours", "vacant"):
            draft.values[name] = bool(draft.after(name))
        if draft.after("vacant") and draft.after("holder") is not None:
            draft.faults["vacant"] = "is true, and yet there is a holder; leave one of them out"
        if _secret(draft, draft.after):
            for field in ("holder", "email", "phone"):
                if holds_postcode(draft.after(field)):
                    draft.faults[field] = HAS_POSTCODE


def _secret(draft: Draft, get: Get) -> bool:
    key = get("scheme_id")
    scheme = draft.session.get(Scheme, key) if key is not None else None
    return scheme is not None and is_secret(scheme.accommodation_type)
