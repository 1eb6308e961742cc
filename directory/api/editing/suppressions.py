"""Suppression: hiding a scheme, an address or a contact from everybody at once."""

import uuid
from collections.abc import Mapping
from typing import Any

import marshmallow as ma
from flask import Response
from marshmallow import fields
from marshmallow.validate import OneOf

from directory.api.access import current_reader, needs
from directory.api.editing.records import errors
from directory.api.routes import PageQuery, Routes, one_page, page_of
from directory.rules.permissions import Permission
from directory.services import editing

blueprint = Routes("suppressions", "Records that are shown to nobody, whatever else would allow it.")


class SuppressQuery(ma.Schema):
    """Why."""

    reason = fields.String(
        validate=OneOf(editing.REASONS), metadata={"description": "Kept in the audit log only"}
    )


class SuppressionShown(ma.Schema):
    """A record that is shown to nobody, by its keys: nothing of what it says."""

    kind = fields.String(required=True, validate=OneOf(["scheme", "premises", "contact"]))
    id = fields.UUID(required=True)
    reference = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The key of the row in the council's own file"},
    )


@blueprint.get("/suppressions")
@needs(Permission.EDIT_DIRECTORY)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, page_of(SuppressionShown))
def every(query: Mapping[str, Any]) -> Response:
    """What is suppressed of that which you look after."""
    return one_page(editing.suppressed(current_reader()), query)


def _add_routes(noun: editing.Noun, path: str) -> None:
    address = f"/{path}/<uuid:key>/suppression"

    @blueprint.put(address, endpoint=f"suppress_{noun.word}")
    @needs(Permission.EDIT_DIRECTORY)
    @blueprint.doc(summary=f"Show this {noun.word} to nobody, from now on", responses=errors(404, 422))
    @blueprint.arguments(SuppressQuery, location="query")
    @blueprint.response(204)
    def suppress(query: Mapping[str, Any], key: uuid.UUID) -> Response:
        editing.suppress(noun, key, current_reader(), query.get("reason"))
        return Response(status=204)

    @blueprint.delete(address, endpoint=f"show_{noun.word}_again")
    @needs(Permission.EDIT_DIRECTORY)
    @blueprint.doc(summary=f"Show this {noun.word} again", responses=errors(404))
    @blueprint.response(204)
    def show_again(key: uuid.UUID) -> Response:
        editing.lift_suppression(noun, key, current_reader())
        return Response(status=204)


for _noun, _path in (
    (editing.SCHEMES, "schemes"),
    (editing.PREMISES, "premises"),
    (editing.CONTACTS, "contacts"),
):
    _add_routes(_noun, _path)
