"""Sessions: who is signed in, for those who look after the service."""

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import marshmallow as ma
from flask import Response
from marshmallow import fields
from marshmallow.validate import OneOf

from directory.api.access import current_reader, needs
from directory.api.routes import PageQuery, Routes, page, page_of
from directory.rules.permissions import Permission, Role
from directory.services import sessions

blueprint = Routes("sessions", "Who is signed in, and ending it.")


class PersonShown(ma.Schema):
    """Who signed in, as their identity provider tells."""

    id = fields.UUID(required=True)
    name = fields.String(required=True, allow_none=True)
    email = fields.String(required=True, allow_none=True)


class SessionShown(ma.Schema):
    """A session that lasts."""

    id = fields.UUID(required=True)
    person = fields.Nested(PersonShown, required=True)
    role = fields.String(required=True, validate=OneOf([*Role]))
    scope = fields.String(required=True, allow_none=True)
    started_at = fields.AwareDateTime(required=True)
    seen_at = fields.AwareDateTime(
        required=True, metadata={"description": "The last request, to five minutes"}
    )
    expires_at = fields.AwareDateTime(required=True)


@blueprint.get("/sessions")
@needs(Permission.ADMINISTER)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, page_of(SessionShown))
def list_sessions(query: Mapping[str, Any]) -> Response:
    """Who is signed in, newest first."""
    now, number, size = datetime.now(UTC), query["page"], query["page_size"]
    found, total = sessions.live_sessions(current_reader(), now, number, size)
    return page(found, total, query)


@blueprint.delete("/sessions/<uuid:key>")
@needs(Permission.ADMINISTER)
@blueprint.response(204)
def end_session(key: uuid.UUID) -> Response:
    """End a session; it stops working within a second. To end it again does no harm."""
    sessions.end(key, datetime.now(UTC), current_reader())
    return Response(status=204)
