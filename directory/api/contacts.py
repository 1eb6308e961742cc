"""Contacts: one post."""

import uuid
from datetime import UTC, datetime
from typing import Any

from marshmallow import fields

from directory.api.access import current_reader, needs
from directory.api.revisions import revised
from directory.api.routes import Routes
from directory.api.shapes import things
from directory.rules.permissions import Permission
from directory.services import contacts, editing

blueprint = Routes("contacts", "Posts at providers, schemes and councils.")


class ContactWhole(things.ContactShown):
    """One post, and whose it is."""

    provider_id = fields.UUID(required=True, allow_none=True)
    scheme_id = fields.UUID(required=True, allow_none=True)
    authority = fields.String(
        required=True, allow_none=True, metadata={"description": "The code of its council"}
    )
    covered_by = fields.UUID(
        required=True, allow_none=True, metadata={"description": "The contact to try instead"}
    )
    failing_since = fields.Date(
        required=True,
        allow_none=True,
        metadata={"description": "First day on which its channels were found not to work"},
    )


@blueprint.get("/contacts/<uuid:key>")
@needs(Permission.LOOK_UP)
@blueprint.response(200, ContactWhole)
@revised(editing.CONTACTS)
def one(key: uuid.UUID) -> dict[str, Any]:
    """One post, and how far it can be trusted now."""
    return contacts.contact(key, current_reader(), datetime.now(UTC))
