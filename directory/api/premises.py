"""Premises: one address of a scheme."""

import uuid
from typing import Any

from marshmallow import fields

from directory.api.access import current_reader, needs
from directory.api.revisions import revised
from directory.api.routes import Routes
from directory.api.shapes import things
from directory.rules.permissions import Permission
from directory.services import editing, premises

blueprint = Routes("premises", "Addresses of schemes whose location may be held.")


class PremisesWhole(things.PremisesShown):
    """One address with its scheme and the days on which it is in use."""

    scheme_id = fields.UUID(required=True)
    valid_from = fields.Date(required=True, allow_none=True, metadata={"description": "First day"})
    valid_to = fields.Date(required=True, allow_none=True, metadata={"description": "Last day"})


@blueprint.get("/premises/<uuid:key>")
@needs(Permission.LOOK_UP)
@blueprint.response(200, PremisesWhole)
@revised(editing.PREMISES)
def one(key: uuid.UUID) -> dict[str, Any]:
    """One address, in use or not."""
    return premises.premises(key, current_reader())
