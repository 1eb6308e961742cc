"""Premises: one address of a scheme whose address may be held."""

from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.equipment import equipment
from directory.errors import Conflict, Invalid
from directory.model import Premises, Scheme
from directory.rules.addresses import keys_of
from directory.rules.disclosure import Owner
from directory.rules.distance import cell_of
from directory.services.editing.kinds.of_schemes import lock_with_scheme, owner_of_scheme, scheme_named
from directory.services.editing.noun import NEEDED, Draft, Get, Link, Noun, check_period
from directory.services.loading.columns import Columns, premises_columns
from directory.services.loading.positions import FURTHEST_KM, km_from, why_no_place


class PremisesOfSchemes(Noun):
    """An address is whoever's its scheme is."""

    word = "premises"
    model = Premises
    links = (
        Link(
            field="scheme_id", column="scheme_id", model=Scheme, word="scheme", required=True, owner="scheme"
        ),
    )
    own = (
        "sub_building",
        "building_name",
        "number",
        "street",
        "locality",
        "town",
        "postcode",
        "uprn",
        "covers",
        "latitude",
        "longitude",
        "valid_from",
        "valid_to",
    )

    def columns(self, today: date) -> Columns:
        return premises_columns()

    def owner(self, session: Session, get: Get) -> Owner:
        return owner_of_scheme(session, get("scheme_id"))

    def lock(self, session: Session, key: object) -> Any:
        return lock_with_scheme(session, Premises, key)

    def is_there(self, session: Session, row: Any) -> bool:
        scheme = session.get(Scheme, row.scheme_id)
        return super().is_there(session, row) and scheme is not None and not scheme.suppressed

    def named(self, draft: Draft, link: Link, key: Any) -> Any:
        scheme = scheme_named(draft, key)
        if scheme is not None and not scheme.holds_location:
            # Before anything else is looked at, so that nothing of the address can be repeated.
            raise Invalid("no address of this scheme may be held; nothing of this one was kept", link.field)
        return scheme

    def settle(self, draft: Draft) -> None:
        _settle_place(draft)
        check_period(draft)
        unit, building, number = (draft.after(name) for name in ("sub_building", "building_name", "number"))
        if not (unit or building or number):
            draft.faults["number"] = f"{NEEDED}: an address has a number, a building_name or a sub_building"
        draft.values["covers"] = draft.after("covers") or ("unit" if unit else "building")
        keys = keys_of(building, number, draft.after("street"))
        draft.values |= {
            "street_key": keys.street,
            "building_key": keys.building,
            "number_from": keys.number_from,
        }
        if not draft.faults:
            _refuse_suppressed(draft)


def _refuse_suppressed(draft: Draft) -> None:
    """What has been suppressed does not come back as another record of the same address.

    Raises:
        Conflict: it would.
    """
    same = [getattr(Premises, name) == draft.after(name) for name in ("scheme_id", "postcode")]
    for held in draft.session.scalars(select(Premises).where(Premises.suppressed, *same)):
        if held is not draft.row and _told(partial(getattr, held)) == _told(draft.after):
            raise Conflict("This address of the scheme is suppressed; its steward can show it again.")


def _told(get: Get) -> tuple[str, ...]:
    """What tells one address of a postcode from another, in any spelling of its case and spaces."""
    names = ("sub_building", "building_name", "number", "street")
    return tuple("".join((get(name) or "").casefold().split()) for name in names)


def _settle_place(draft: Draft) -> None:
    """The postcode in its one form, the position (that of the postcode unless given), and its square."""
    if not draft.values.keys() & {"postcode", "latitude", "longitude"}:
        return
    postcodes = equipment().postcodes
    written = draft.after("postcode")
    place = postcodes.get(written)
    if place is None:
        draft.faults["postcode"] = why_no_place(postcodes, written)
        return
    draft.values["postcode"] = place.postcode
    moved = draft.before("postcode") != place.postcode
    given = draft.values.keys() & {"latitude", "longitude"}
    if moved and not given:
        draft.values |= {"latitude": None, "longitude": None}
    north, east = draft.after("latitude"), draft.after("longitude")
    if north is None and east is None:
        north, east = place.latitude, place.longitude
    elif north is None or east is None:
        draft.faults["latitude" if north is None else "longitude"] = f"{NEEDED}: a position has both"
        return
    elif given and (away := km_from(place, north, east)) > FURTHEST_KM:
        draft.faults["latitude"] = (
            f"the position is not that of the postcode: {north:g}, {east:g} is {away:,.0f} km from "
            f"{place.postcode}"
        )
        return
    cell = None if north is None or east is None else cell_of(north, east)
    draft.values |= {"latitude": north, "longitude": east, "cell": cell}
