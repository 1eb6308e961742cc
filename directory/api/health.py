"""Whether this process lives, and whether it can answer."""

import marshmallow as ma
from flask import Blueprint, Response

from directory.api import limits
from directory.api.access import needs
from directory.api.json import json_response
from directory.rules.permissions import Permission
from directory.services import readiness

blueprint = Blueprint("health", __name__)


class Health(ma.Schema):
    """The state of this process."""

    status = ma.fields.String(required=True, metadata={"description": "`ok`"})


@blueprint.get("/healthz")
@needs(Permission.READ_REFERENCE)
@limits.counted_as(limits.Flow.HEALTH)
def alive() -> Response:
    """This process answers. The database is not asked: restarting us would not mend it."""
    return json_response({"status": "ok"})


@blueprint.get("/readyz")
@needs(Permission.READ_REFERENCE)
@limits.counted_as(limits.Flow.HEALTH)
def ready() -> Response:
    """The database and a look-up work; 503 with the reason when they do not."""
    readiness.check()
    return json_response({"status": "ok"})
