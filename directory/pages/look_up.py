"""Looking up an address: one box, and whom to ring first."""

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, request
from govuk_frontend_wtf.wtforms_widgets import GovTextArea
from wtforms import Form, TextAreaField

from directory.api import limits
from directory.api.access import current_reader, needs
from directory.errors import Invalid
from directory.pages.forms import form_token, refuse_unknown
from directory.pages.showing import page
from directory.rules.lookup import MOST_CHOICES, natural_order
from directory.rules.permissions import Permission
from directory.services import lookup

blueprint = Blueprint("look_up", __name__)

#: How many contacts of a council are shown: the first, or these where nobody nearer is known.
_COUNCIL_CONTACTS = {"found": 1, "choose": 1, "not_listed": 3}


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
    return _form(AddressForm())


@blueprint.post("/look-up")
@needs(Permission.LOOK_UP)
@limits.counted_as(limits.Flow.LOOKUPS)
def look_up() -> Response:
    """Who is at the address typed, or at the one picked out of several.

    The answer comes from here and not from an address of its own, which would have to say what was asked.
    """
    refuse_unknown("address", "premises")
    now, reader = datetime.now(UTC), current_reader()
    if "premises" in request.form:
        return _answer(lookup.find_by_premises(_key(request.form["premises"]), now, reader), now, picked=True)
    typed = AddressForm(request.form)
    address = (typed.address.data or "").strip()
    if not address:
        return _refused(typed, "Enter an address")
    asked = {"address": address}
    limits.watch(asked)
    try:
        found = lookup.look_up(asked, now, reader)
    except Invalid as fault:
        return _refused(typed, fault.message)
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
    )


def _refused(typed: AddressForm, message: str) -> Response:
    typed.address.errors = [message]
    return _form(typed, 422)


def _form(typed: AddressForm, status: int = 200) -> Response:
    return page("look_up/form.html", status, form=typed, form_token=form_token())


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Invalid("That is not one of the addresses to pick from.", "premises") from None
