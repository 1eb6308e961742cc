"""Providers, with the other names they go or went by."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.errors import Forbidden
from directory.model import Provider, ProviderName
from directory.rules.disclosure import Owner
from directory.rules.permissions import Reader
from directory.services.editing.noun import Draft, Get, Link, Noun, check_period, refuse_itself
from directory.services.loading.columns import Columns, provider_columns

_SUCCESSOR = Link(field="successor_id", column="successor_id", model=Provider, word="provider")


class Providers(Noun):
    """An organisation is changed by those who look after it, and added by those who look after all."""

    word = "provider"
    model = Provider
    links = (_SUCCESSOR,)
    own = (
        "name",
        "kind",
        "register",
        "registration_no",
        "phone",
        "email",
        "website",
        "valid_from",
        "valid_to",
    )

    def columns(self, today: date) -> Columns:
        return provider_columns()

    def owner(self, session: Session, get: Get) -> Owner:
        return Owner(providers=(str(get("id")),))

    def refuse_new(self, by: Reader) -> None:
        if by.scope is not None:
            raise Forbidden("Only those who look after the whole directory add providers to it.")

    def refuse_outside(self, draft: Draft) -> None:
        """An organisation stays its own, whatever is changed of it."""

    def settle(self, draft: Draft) -> None:
        refuse_itself(draft, _SUCCESSOR)
        check_period(draft)

    def write_parts(self, draft: Draft, row: Any) -> None:
        held = {(one.kind, one.name): one for one in _names(draft.session, row)}
        wanted: set[tuple[str, str]] = set()
        for kind in ("trading", "former"):
            field = f"{kind}_names"
            if field in draft.values:
                wanted |= {(kind, name) for name in draft.values[field] or () if name != row.name}
            else:
                wanted |= {key for key in held if key[0] == kind}
        for key in held.keys() - wanted:
            draft.session.delete(held[key])
        for kind, name in sorted(wanted - held.keys()):
            draft.session.add(ProviderName(provider_id=row.id, kind=kind, name=name))

    def parts(self, session: Session, row: Any) -> Mapping[str, Any]:
        return {"names": sorted((one.kind, one.name) for one in _names(session, row))}

    def remove_parts(self, session: Session, row: Any) -> None:
        for one in _names(session, row):
            session.delete(one)


def _names(session: Session, row: Any) -> list[ProviderName]:
    return list(session.scalars(select(ProviderName).where(ProviderName.provider_id == row.id)))
