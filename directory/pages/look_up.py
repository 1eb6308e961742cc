"""Looking up an address: one box, and whom to ring first."""

import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from flask import Blueprint, Response, request
from govuk_frontend_wtf.wtforms_widgets import GovTextArea
from wtforms import Form, TextAreaField

from directory.api import limits
from directory.api.access import current_reader, needs
from directory.errors import Invalid
from directory.pages.days import boxes_of, read_day, typed_in
from directory.pages.forms import form_token, refuse_unknown
from directory.pages.showing import page
from directory.rules.lookup import MOST_CHOICES, natural_order
from directory.rules.permissions import Permission
from directory.services import lookup

blueprint = Blueprint("look_up", __name__)

#: How many contacts of a council are shown: the first, or these where nobody nearer is known.
_COUNCIL_CONTACTS = {"found": 1, "choose": 1, "not_listed": 3}


#: The day on which a stay began, from which time limits are counted.
_SINCE = "since"


class AddressForm(Form):  # type: ignore[misc]  # WTForms ships no types
    """The one box."""

    address = TextAreaField(
        "Address, as you have it",
        widget=GovTextArea(),
        description="With the postcode if you have it. For example: flat 3, 12 High Street, CM1 1AA",
    )


@blueprint.get("/look-up")
@needs(Permission.LOOK_UP)
def form() -> Response:
    """The box to paste an address into."""
    return _form(AddressForm(), {})


@blueprint.post("/look-up")
@needs(Permission.LOOK_UP)
@limits.counted_as(limits.Flow.LOOKUPS)
def look_up() -> Response:
    """Who is at the address typed, or at the one picked out of several.

    The answer comes from here and not from an address of its own, which would have to say what was asked.
    """
    refuse_unknown("address", "premises", *boxes_of(_SINCE))
    now, reader = datetime.now(UTC), current_reader()
    typed, faults = AddressForm(request.form), {}
    since: date | None = None
    try:
        since = read_day(request.form, _SINCE, "the day on which the stay began")
    except Invalid as fault:
        faults[_SINCE] = fault.message
    if "premises" in request.form and not faults:
        picked = lookup.find_by_premises(_key(request.form["premises"]), now, reader, since)
        return _answer(picked, now, picked=True)
    address = (typed.address.data or "").strip()
    if not address:
        faults["address"] = "Enter an address"
    if faults:
        return _form(typed, faults)
    asked = {"address": address, "since": since}
    limits.watch(asked)
    try:
        found = lookup.look_up(asked, now, reader)
    except Invalid as fault:
        return _form(typed, {"address": fault.message})
    return _answer(found, now)


def _answer(found: Mapping[str, Any], at: datetime, *, picked: bool = False) -> Response:
    outcome = found["outcome"]
    matches = sorted(found["matches"], key=lambda each: natural_order(each["premises"]["address"]))
    return page(
        f"look_up/{outcome}.html",
        found=found,
        # In the order in which a street goes, to pick from: how alike each is proves nothing.
        matches=matches,
        one_address=len({each["premises"]["address"] for each in matches}) == 1,
        most=MOST_CHOICES,
        at=at,
        picked=picked,
        council_contacts=_COUNCIL_CONTACTS[outcome],
        since=typed_in(request.form, _SINCE),
        form_token=form_token(),
    )


def _form(typed: AddressForm, faults: Mapping[str, str]) -> Response:
    """The form; `faults` are what is wrong with its fields, by name."""
    if "address" in faults:
        typed.address.errors = [faults["address"]]
    return page(
        "look_up/form.html",
        422 if faults else 200,
        form=typed,
        faults=faults,
        since=typed_in(request.form, _SINCE),
        form_token=form_token(),
    )


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Invalid("That is not one of the addresses to pick from.", "premises") from None
