"""Who from housing came to a meeting: counted, without anything by which the meeting could be known again."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import marshmallow as ma
from flask import Response
from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range

from directory.api.access import current_reader, needs
from directory.api.editing.keys import IDEMPOTENCY_KEY, idempotency_key
from directory.api.editing.records import errors
from directory.api.routes import Routes
from directory.rules.engagement import OUTCOMES, REASONS, REPORTS
from directory.rules.permissions import Permission
from directory.services import attendances

blueprint = Routes("attendances", "Who from housing came to meetings; counts only.")


class InvitationGiven(ma.Schema):
    """Somebody who was invited to a meeting, and what came of it. Nothing about the family, and no words."""

    meeting_type = fields.String(
        required=True, validate=Length(1, 60), metadata={"description": "A slug of /meeting-types"}
    )
    held_on = fields.Date(
        required=True,
        metadata={"description": "The day of the meeting; only its quarter is kept. Today or before"},
    )
    provider = fields.UUID(required=True)
    role = fields.String(
        required=True, validate=Length(1, 60), metadata={"description": "A slug of /contact-roles"}
    )
    outcome = fields.String(required=True, validate=OneOf(OUTCOMES))
    reason = fields.String(
        load_default=None,
        allow_none=True,
        validate=OneOf(REASONS),
        metadata={"description": "Why it was declined; with that outcome only"},
    )
    notice_days = fields.Integer(
        required=True,
        strict=True,
        validate=Range(0, 366),
        metadata={"description": "Days from the invitation to the meeting; above 28 they count as 28"},
    )
    report = fields.String(
        required=True, validate=OneOf(REPORTS), metadata={"description": "Whether a report came"}
    )


class TakenBack(InvitationGiven):
    """What was counted by mistake: all of it again, with the receipt."""

    receipt = fields.UUID(required=True)


class InvitationCounted(ma.Schema):
    """That it was counted."""

    receipt = fields.UUID(
        required=True,
        metadata={"description": "Takes it back within 24 hours, if you ask; it is kept no longer"},
    )
    quarter = fields.String(required=True, metadata={"description": "Such as `2026-27 Q3`"})


@blueprint.post("/attendances")
@needs(Permission.PLAN_MEETINGS)
@blueprint.doc(parameters=[IDEMPOTENCY_KEY], responses=errors(422))
@blueprint.arguments(InvitationGiven)
@blueprint.response(201, InvitationCounted)
def count(given: Mapping[str, Any]) -> dict[str, Any]:
    """Count who was invited, in which role, and what came of it. Nothing is kept but one more in a sum."""
    counted = attendances.count(
        attendances.Invitation(**given), current_reader(), datetime.now(UTC), idempotency_key()
    )
    return {"receipt": counted.receipt, "quarter": str(counted.quarter)}


@blueprint.post("/attendances/take-back")
@needs(Permission.PLAN_MEETINGS)
@blueprint.doc(responses=errors(409, 422))
@blueprint.arguments(TakenBack)
@blueprint.response(204)
def take_back(given: Mapping[str, Any]) -> Response:
    """Take back what you have counted by mistake in the last 24 hours: say it again, with its receipt."""
    said = {name: value for name, value in given.items() if name != "receipt"}
    attendances.take_back(
        given["receipt"], attendances.Invitation(**said), current_reader(), datetime.now(UTC)
    )
    return Response(status=204)
