"""Who one is to this service."""

from typing import Any

import marshmallow as ma
from marshmallow import fields
from marshmallow.validate import OneOf

from directory.api import cookies
from directory.api.access import current_holder, current_reader, current_session, needs
from directory.api.routes import Routes
from directory.rules.permissions import Permission, Role
from directory.services import sessions

blueprint = Routes("me", "Who one is to this service, and until when.")


class MeShown(ma.Schema):
    """Who asks, and what they may do."""

    role = fields.String(required=True, validate=OneOf([*Role]))
    scope = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "What one may change: `authority:…`, `provider:…`, or null for everything"},
    )
    name = fields.String(
        required=True, allow_none=True, metadata={"description": "The person's name, or the token's label"}
    )
    signed_in_by = fields.String(required=True, validate=OneOf(["token", "openid", "demo"]))
    csrf_token = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Of a session: the X-CSRF-Token of requests that change something"},
    )
    idle_at = fields.AwareDateTime(
        required=True,
        allow_none=True,
        metadata={"description": "When a session ends if nothing is asked until then; to five minutes"},
    )
    expires_at = fields.AwareDateTime(
        required=True, metadata={"description": "When the session or token ends at the latest"}
    )


@blueprint.get("/me")
@needs(Permission.LOOK_UP)
@blueprint.response(200, MeShown)
def me() -> dict[str, Any]:
    """Who one is to this service: role, scope, name, and how long that lasts."""
    reader, holder = current_reader(), current_holder()
    shown = {"role": reader.role, "scope": str(reader.scope) if reader.scope else None}
    if holder is not None:
        by = {"signed_in_by": "token", "name": holder.label, "csrf_token": None, "idle_at": None}
        return {**shown, **by, "expires_at": holder.expires_at}
    session = current_session()
    assert session is not None, "who asks without a token has a session"
    return {
        **shown,
        "name": session.name,
        "signed_in_by": session.by,
        "csrf_token": sessions.csrf_token(cookies.held() or ""),
        "idle_at": session.idle_at,
        "expires_at": session.expires_at,
    }
