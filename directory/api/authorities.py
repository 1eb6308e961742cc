"""Councils: who is responsible for a place, on a date."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import marshmallow as ma
from flask import Response
from marshmallow import fields
from marshmallow.validate import Length

from directory.api.access import current_reader, needs
from directory.api.lookups import PostcodeShown
from directory.api.providers import OnQuery
from directory.api.routes import PageQuery, Routes, one_page
from directory.api.shapes import things
from directory.errors import Invalid
from directory.rules.hours import LONDON
from directory.rules.permissions import Permission
from directory.services import authorities

blueprint = Routes("authorities", "The councils responsible for housing, children and adults.")


class AuthorityQuery(PageQuery):
    """A postcode, or nothing for all councils."""

    postcode = fields.String(validate=Length(1, 20))
    on = fields.Date(metadata={"description": "The day asked about; today in London unless given"})


class AuthorityAnswer(ma.Schema):
    """With `postcode`: who is responsible there. Without: a page of all councils in force that day."""

    authorities = fields.Nested(things.AuthoritiesShown)
    on = fields.Date()
    postcode = fields.Nested(PostcodeShown)
    notes = fields.List(fields.String())
    items = fields.List(fields.Nested(things.AuthorityShown))
    page = fields.Integer()
    page_size = fields.Integer()
    total = fields.Integer()


class TurnsShown(ma.Schema):
    """The contacts for one function, in the order to try them now."""

    contacts = fields.List(fields.Nested(things.ContactShown), required=True)
    nobody_now = fields.String(required=True, allow_none=True)


class AuthorityWhole(things.AuthorityShown):
    """One council with its contacts, by function."""

    contacts_for = fields.Dict(keys=fields.String(), values=fields.Nested(TurnsShown), required=True)


@blueprint.get("/authorities")
@needs(Permission.LOOK_UP)
@blueprint.arguments(AuthorityQuery, location="query")
@blueprint.response(200, AuthorityAnswer)
def find(query: Mapping[str, Any]) -> Response | dict[str, Any]:
    """Who answers for housing, children and adults at a postcode on a day; or all councils."""
    now, reader = datetime.now(UTC), current_reader()
    if "postcode" in query:
        try:
            return authorities.for_postcode(query["postcode"], now, reader, query.get("on"))
        except Invalid as fault:
            raise Invalid(fault.message, "postcode") from None
    day = query.get("on") or now.astimezone(LONDON).date()
    return one_page(authorities.list_authorities(day, reader), query)


@blueprint.get("/authorities/<gss>")
@needs(Permission.LOOK_UP)
@blueprint.arguments(OnQuery, location="query")
@blueprint.response(200, AuthorityWhole)
def one(query: Mapping[str, Any], gss: str) -> dict[str, Any]:
    """One council, by its ONS code, and whom to ring there now."""
    return authorities.authority(gss, datetime.now(UTC), current_reader(), query.get("on"))
