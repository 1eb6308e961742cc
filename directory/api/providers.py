"""Providers, by name or register number."""

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import marshmallow as ma
from flask import Response
from marshmallow import fields
from marshmallow.validate import Length, OneOf

from directory.api.access import current_reader, needs
from directory.api.revisions import revised
from directory.api.routes import PageQuery, Routes, page
from directory.api.shapes import things
from directory.rules.permissions import Permission
from directory.services import editing, providers

blueprint = Routes("providers", "The organisations that run accommodation or give the support in it.")


class ProviderQuery(PageQuery):
    """A name or a register number; all providers by name without one."""

    q = fields.String(
        validate=Length(1, 200),
        metadata={"description": "Current, trading or former name, or register number; misspelt is fine"},
    )


class OnQuery(ma.Schema):
    """The day asked about."""

    on = fields.Date(metadata={"description": "Today in London unless given"})


class Matched(ma.Schema):
    """The name that matched."""

    kind = fields.String(required=True, validate=OneOf(["current", "trading", "former", "number"]))
    name = fields.String(required=True)


class ProviderItem(things.ProviderShown):
    """A provider in a list; `score` and `matched` only when it was searched for."""

    score = fields.Float()
    matched = fields.Nested(Matched)


class ProviderPage(ma.Schema):
    """Providers; with `q`, how certain the answer is."""

    outcome = fields.String(validate=OneOf(["found", "choose", "not_listed"]))
    items = fields.List(fields.Nested(ProviderItem), required=True)
    page = fields.Integer(required=True)
    page_size = fields.Integer(required=True)
    total = fields.Integer(required=True)
    notes = fields.List(fields.String())


class ProviderWhole(things.ProviderShown):
    """One provider with its other names and its contacts."""

    trading_names = fields.List(fields.String(), required=True)
    former_names = fields.List(fields.String(), required=True)
    schemes = fields.Integer(required=True, metadata={"description": "How many it has"})
    contacts = fields.List(fields.Nested(things.ContactShown), required=True)
    nobody_now = fields.String(required=True, allow_none=True)
    safeguarding_cover = things.safeguarding_cover()


@blueprint.get("/providers")
@needs(Permission.LOOK_UP)
@blueprint.arguments(ProviderQuery, location="query")
@blueprint.response(200, ProviderPage)
def find(query: Mapping[str, Any]) -> Response | dict[str, Any]:
    """Providers by name; with `q`, the one meant (`found`) or those to choose from."""
    if "q" not in query:
        items, total = providers.list_providers(query["page"], query["page_size"], current_reader())
        return page(items, total, query)
    found = providers.find_providers(query["q"], current_reader())
    items = [
        {**match["provider"], "score": match["score"], "matched": match["matched"]}
        for match in found["matches"]
    ]
    return page(items, len(items), query, outcome=found["outcome"], notes=found["notes"])


@blueprint.get("/providers/<uuid:key>")
@needs(Permission.LOOK_UP)
@blueprint.arguments(OnQuery, location="query")
@blueprint.response(200, ProviderWhole)
@revised(editing.PROVIDERS)
def one(query: Mapping[str, Any], key: uuid.UUID) -> dict[str, Any]:
    """One provider, and whom to ring there now."""
    return providers.provider(key, datetime.now(UTC), current_reader(), query.get("on"))
