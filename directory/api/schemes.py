"""Schemes: placements that fit."""

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import marshmallow as ma
from flask import Response
from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range

from directory.api.access import current_reader, needs
from directory.api.providers import OnQuery
from directory.api.revisions import revised
from directory.api.routes import PageQuery, Routes, page
from directory.api.shapes import things
from directory.rules.children import OLDEST_LIMIT
from directory.rules.permissions import Permission
from directory.services import editing, schemes

blueprint = Routes("schemes", "Accommodation that fits: by kind, support, place or provider.")


class SchemeQuery(PageQuery):
    """What a scheme must be; every parameter narrows."""

    type = fields.String(validate=Length(1, 60), metadata={"description": "A slug of /accommodation-types"})
    support = fields.String(validate=Length(1, 60), metadata={"description": "A slug of /support-types"})
    level = fields.String(
        validate=Length(1, 40), metadata={"description": "That level of the support, or a higher one"}
    )
    near = fields.String(validate=Length(1, 20), metadata={"description": "A postcode"})
    radius_km = fields.Float(
        load_default=10.0,
        allow_nan=False,
        validate=Range(0.1, 100),
        metadata={"description": "How far from `near`; 10 unless given"},
    )
    authority = fields.String(
        validate=Length(1, 40),
        metadata={
            "description": "ONS code of the council; a county means its districts too. Confidential schemes "
            "are found by it only where five or more of a type are there, and else are among the unknown"
        },
    )
    provider = fields.UUID()
    accessible = fields.Boolean(truthy={"true"}, falsy={"false"}, metadata={"description": "Step-free only"})
    child_age = fields.Integer(
        validate=Range(0, OLDEST_LIMIT - 1),
        metadata={"description": "Of a son or daughter who comes along with their parent, in whole years"},
    )
    child_sex = fields.String(
        validate=OneOf(["male", "female"]),
        metadata={
            "description": "Of that child, with `child_age`; without it, what takes children of one sex "
            "only at that age is in the group of what is unknown"
        },
    )
    q = fields.String(
        validate=Length(1, 200), metadata={"description": "Words in the name of the scheme or its provider"}
    )
    on = fields.Date(metadata={"description": "The day asked about; today in London unless given"})


class SchemeItem(things.SchemeShown):
    """A scheme in a list."""

    provider = fields.Nested(things.ProviderShown, required=True)
    area_withheld = fields.Boolean(
        required=True,
        metadata={
            "description": "Whether `authority` and `placing_authorities` are left out because the scheme is "
            "confidential and the list has fewer than five of its type in its area"
        },
    )
    distance_m = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "From `near` to its nearest premises, metres"},
    )
    # `unknown` is a word of marshmallow's own.
    not_known = fields.List(
        fields.String(),
        required=True,
        data_key="unknown",
        metadata={
            "description": "The parameters of which nothing is known here; `child_sex` where it was not "
            "given and the answer depends on it"
        },
    )


class UnknownGroup(ma.Schema):
    """Schemes of which it is not known whether they fit; the same page of them as of those that do."""

    items = fields.List(fields.Nested(SchemeItem), required=True)
    total = fields.Integer(required=True)


class SchemePage(ma.Schema):
    """Schemes that fit, and apart from them those of which it is not known."""

    items = fields.List(fields.Nested(SchemeItem), required=True)
    page = fields.Integer(required=True)
    page_size = fields.Integer(required=True)
    total = fields.Integer(required=True)
    not_known = fields.Nested(UnknownGroup, required=True, data_key="unknown")


class SchemeWhole(things.SchemeShown):
    """One scheme with its provider, addresses and contacts."""

    provider = fields.Nested(things.ProviderShown, required=True)
    premises = fields.List(fields.Nested(things.PremisesShown), required=True)
    contacts = fields.List(fields.Nested(things.ContactShown), required=True)
    nobody_now = fields.String(required=True, allow_none=True)
    safeguarding_cover = things.safeguarding_cover()


def wanted_in(query: Mapping[str, Any]) -> schemes.Wanted:
    """What a scheme must be, of a query that SchemeQuery has read."""
    return schemes.Wanted(
        accommodation_type=query.get("type"),
        support=query.get("support"),
        level=query.get("level"),
        near=query.get("near"),
        radius_m=query["radius_km"] * 1000,
        authority=query.get("authority"),
        provider=query.get("provider"),
        accessible=query.get("accessible", False),
        child_age=query.get("child_age"),
        child_sex=query.get("child_sex"),
        words=query.get("q"),
    )


@blueprint.get("/schemes")
@needs(Permission.LOOK_UP)
@blueprint.arguments(SchemeQuery, location="query")
@blueprint.response(200, SchemePage)
def find(query: Mapping[str, Any]) -> Response:
    """Schemes that fit, nearest first with `near`, else by name; what is unknown in a group of its own."""
    found = schemes.find_schemes(
        wanted_in(query),
        datetime.now(UTC),
        query.get("on"),
        query["page"],
        query["page_size"],
        current_reader(),
    )
    unknown = {"items": found.unknown, "total": found.unknown_total}
    return page(found.items, found.total, query, unknown=unknown)


@blueprint.get("/schemes/<uuid:key>")
@needs(Permission.LOOK_UP)
@blueprint.arguments(OnQuery, location="query")
@blueprint.response(200, SchemeWhole)
@revised(editing.SCHEMES)
def one(query: Mapping[str, Any], key: uuid.UUID) -> dict[str, Any]:
    """One scheme, what support a family gets there, and whom to ring now."""
    return schemes.scheme(key, datetime.now(UTC), current_reader(), query.get("on"))
