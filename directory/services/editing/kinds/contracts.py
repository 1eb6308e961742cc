"""Contracts: what a council has agreed with a provider."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from directory.model import AuthorityRecord, Contract, Provider
from directory.rules.disclosure import Owner, may_change
from directory.services.editing.noun import Draft, Get, Link, Noun, authority_named, check_period
from directory.services.loading import cells
from directory.services.loading.columns import Column, Columns

_COLUMNS: Columns = (
    Column("title", cells.text_of(200), "a text of up to 200 characters", required=True, longest=200),
    Column("valid_from", cells.day, "a date, such as 2026-12-31", required=True),
    Column("valid_to", cells.day, "a date, such as 2026-12-31"),
)


class Contracts(Noun):
    """A contract is its commissioner's; its provider may read it."""

    word = "contract"
    model = Contract
    links = (
        Link(
            field="commissioner",
            column="commissioner_gss",
            model=AuthorityRecord,
            word="council",
            required=True,
            owner="authority",
        ),
        Link(field="provider_id", column="provider_id", model=Provider, word="provider", required=True),
    )
    own = ("title", "valid_from", "valid_to")

    def columns(self, today: date) -> Columns:
        return _COLUMNS

    def owner(self, session: Session, get: Get) -> Owner:
        return Owner(authorities=(get("commissioner_gss"),))

    def named(self, draft: Draft, link: Link, key: Any) -> Any:
        if link.owner != "authority":
            return super().named(draft, link, key)
        council = authority_named(draft, key)
        mine = council is not None and may_change(draft.by, Owner(authorities=(council.gss,)))
        return council if mine else None

    def settle(self, draft: Draft) -> None:
        check_period(draft)
