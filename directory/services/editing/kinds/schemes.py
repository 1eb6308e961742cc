"""Schemes, with the support each gives; what becomes confidential loses its addresses."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.equipment import equipment
from directory.errors import Conflict, Invalid
from directory.model import AuthorityRecord, Lift, Provider, Scheme, SupportOffered
from directory.rules.disclosure import Owner
from directory.services.editing.erasing import erase_places
from directory.services.editing.noun import NEEDED, Draft, Get, Link, Noun, check_period
from directory.services.editing.secrecy import HAS_POSTCODE, NO_PLACE, holds_postcode, is_secret
from directory.services.editing.support import Given, read_support
from directory.services.editing.values import read_value
from directory.services.loading.columns import Columns, scheme_columns

_TYPE = "accommodation_type"
_SUPPORT_FIELDS = ("support_type", "offered", "level", "hours_per_week", "hours", "who_for", "evidence_date")

HOW_TO_LIFT = (
    "This scheme is confidential. To make it one that is not takes two people: ask with POST "
    "/schemes/{id}/lifts, and let somebody else agree with POST /lifts/{id}/agreement."
)


class Schemes(Noun):
    """A scheme is its provider's and its council's."""

    word = "scheme"
    model = Scheme
    links = (
        Link(
            field="provider_id",
            column="provider_id",
            model=Provider,
            word="provider",
            required=True,
            owner="provider",
        ),
        Link(
            field="authority",
            column="authority_gss",
            model=AuthorityRecord,
            word="council",
            owner="authority",
        ),
    )
    own = (
        "name",
        "accommodation_type",
        "placing_authorities",
        "age_from",
        "age_to",
        "sons_under",
        "daughters_under",
        "accessible",
        "referral",
        "hours",
        "capacity",
        "valid_from",
        "valid_to",
        "confirmed_on",
    )

    def columns(self, today: date) -> Columns:
        at_hand = equipment()
        return scheme_columns(at_hand.catalogue, at_hand.authorities, today)

    def owner(self, session: Session, get: Get) -> Owner:
        gss = get("authority_gss")
        return Owner(providers=(str(get("provider_id")),), authorities=(gss,) if gss else ())

    def hidden(self, draft: Draft) -> str:
        return NO_PLACE if is_secret(draft.before(_TYPE)) or is_secret(draft.after(_TYPE)) else ""

    def read(self, draft: Draft) -> None:
        """First the type, which says whether anything else may be repeated."""
        if _TYPE in draft.given:
            [column] = [each for each in self.columns(draft.today) if each.name == _TYPE]
            hidden = "its value is not repeated here"
            draft.values[_TYPE] = read_value(column, draft.given[_TYPE], hidden)
        if draft.after(_TYPE) is None:
            raise Invalid(f"{_TYPE}: {NEEDED}", _TYPE, {_TYPE: NEEDED})
        super().read(draft)

    def read_parts(self, draft: Draft, hidden: str) -> None:
        if "support" in draft.given:
            draft.values["support"] = read_support(draft.given["support"], draft.today, hidden, draft.faults)

    def settle(self, draft: Draft) -> None:
        kind = draft.after(_TYPE)
        if draft.row is not None and is_secret(draft.before(_TYPE)) and not is_secret(kind):
            raise Conflict(HOW_TO_LIFT)
        if "placing_authorities" in draft.values:
            placing = draft.values["placing_authorities"]
            draft.values["placing_authorities"] = ";".join(placing) if placing else None
        draft.values["accessible"] = draft.after("accessible") or "ask"
        draft.values["holds_location"] = equipment().catalogue.accommodation_types[kind].holds_location
        youngest, oldest = draft.after("age_from"), draft.after("age_to")
        if youngest is not None and oldest is not None and oldest < youngest:
            draft.faults["age_to"] = f"{oldest} is below age_from, {youngest}"
        check_period(draft)
        if is_secret(kind):
            _check_secret(draft)

    def before_write(self, draft: Draft) -> bool:
        emptied = draft.before("holds_location") and not draft.after("holds_location")
        hushed = is_secret(draft.after(_TYPE)) and not is_secret(draft.before(_TYPE))
        if emptied or hushed:
            erase_places(draft, secret=hushed)
        return bool(emptied or hushed)

    def write_parts(self, draft: Draft, row: Any) -> None:
        if "support" not in draft.values:
            return
        wanted: dict[str, Given] = {one["support_type"]: one for one in draft.values["support"]}
        held = {one.support_type: one for one in _support(draft.session, row)}
        for slug in held.keys() - wanted.keys():
            draft.session.delete(held[slug])
        for slug, values in wanted.items():
            if slug in held:
                for name, value in values.items():
                    setattr(held[slug], name, value)
            else:
                draft.session.add(SupportOffered(scheme_id=row.id, **values))

    def parts(self, session: Session, row: Any) -> Mapping[str, Any]:
        held = [[getattr(one, name) for name in _SUPPORT_FIELDS] for one in _support(session, row)]
        return {"support": sorted(held, key=lambda values: str(values[0]))}

    def remove_parts(self, session: Session, row: Any) -> None:
        lifts = session.scalars(select(Lift).where(Lift.scheme_id == row.id))
        for one in [*_support(session, row), *lifts]:
            session.delete(one)


def _check_secret(draft: Draft) -> None:
    """A confidential scheme is of no district, and no text of it holds a postcode."""
    gss = draft.after("authority_gss")
    council = equipment().authorities.get(gss) if gss else None
    if council is not None and council.tier == "district":
        draft.faults["authority"] = (
            "a district would narrow down where this confidential scheme is; give the county"
        )
    for field in ("name", "referral", "hours"):
        if holds_postcode(draft.values.get(field)):
            draft.faults[field] = HAS_POSTCODE
    for number, one in enumerate(draft.values.get("support", ())):
        for field in ("hours", "who_for"):
            if holds_postcode(one[field]):
                draft.faults[f"support.{number}.{field}"] = HAS_POSTCODE


def _support(session: Session, row: Any) -> list[SupportOffered]:
    return list(session.scalars(select(SupportOffered).where(SupportOffered.scheme_id == row.id)))
