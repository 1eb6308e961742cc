"""Lifting the confidentiality of a scheme: one asks, another agrees."""

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import marshmallow as ma
from flask import Response
from marshmallow import fields
from marshmallow.validate import Length

from directory.api.access import current_reader, needs
from directory.api.editing.keys import IDEMPOTENCY_KEY, idempotency_key
from directory.api.editing.records import errors
from directory.api.routes import PageQuery, Routes, one_page, page_of
from directory.rules.permissions import Permission
from directory.services import editing

blueprint = Routes("lifts", "Making a confidential scheme one that is not, which takes two people.")


class LiftAsked(ma.Schema):
    """What the scheme is to become."""

    accommodation_type = fields.String(
        required=True,
        validate=Length(1, 60),
        metadata={"description": "A slug of /accommodation-types, whose policy is not confidential"},
    )


class SchemeNamed(ma.Schema):
    """A scheme by its keys and name."""

    id = fields.UUID(required=True)
    reference = fields.String(required=True, allow_none=True)
    name = fields.String(required=True)


class LiftShown(ma.Schema):
    """What somebody has asked, and whether a second person has agreed."""

    id = fields.UUID(required=True)
    scheme = fields.Nested(SchemeNamed, required=True)
    accommodation_type = fields.String(required=True, metadata={"description": "What it is to become"})
    asked_by = fields.String(required=True, metadata={"description": "As the audit log calls them"})
    asked_at = fields.AwareDateTime(required=True)
    agreed_by = fields.String(required=True, allow_none=True)
    agreed_at = fields.AwareDateTime(required=True, allow_none=True)


@blueprint.post("/schemes/<uuid:key>/lifts")
@needs(Permission.EDIT_DIRECTORY)
@blueprint.doc(parameters=[IDEMPOTENCY_KEY], responses=errors(404, 409, 422))
@blueprint.arguments(LiftAsked)
@blueprint.response(201, LiftShown)
def ask(given: Mapping[str, Any], key: uuid.UUID) -> dict[str, Any]:
    """Ask that a confidential scheme become one that is not. Nothing changes before somebody else agrees."""
    reader = current_reader()
    made = editing.ask_for_lift(
        key, given["accommodation_type"], reader, datetime.now(UTC), idempotency_key()
    )
    return editing.lift(made, reader)


@blueprint.get("/lifts")
@needs(Permission.EDIT_DIRECTORY)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, page_of(LiftShown))
def waiting(query: Mapping[str, Any]) -> Response:
    """What waits for a second person, for the schemes that you look after; the oldest first."""
    return one_page(editing.open_lifts(current_reader()), query)


@blueprint.post("/lifts/<uuid:key>/agreement")
@needs(Permission.EDIT_DIRECTORY)
@blueprint.doc(responses=errors(404, 409))
@blueprint.response(200, LiftShown)
def agree(key: uuid.UUID) -> dict[str, Any]:
    """Agree to what another has asked: the scheme's type changes at once."""
    reader = current_reader()
    editing.agree_to_lift(key, reader, datetime.now(UTC))
    return editing.lift(key, reader)
