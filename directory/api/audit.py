"""The audit log: who did and saw what, for administrators."""

from collections.abc import Mapping
from typing import Any

import marshmallow as ma
from flask import Response
from marshmallow import fields
from marshmallow.validate import Length

from directory.api.access import current_reader, needs
from directory.api.routes import PageQuery, Routes, page, page_of
from directory.rules.permissions import Permission
from directory.services import audit
from directory.services.looks import Look, record_look

blueprint = Routes("audit", "Who did and saw what.")


class AuditQuery(PageQuery):
    """Which entries; every parameter narrows."""

    since = fields.AwareDateTime(format="iso", metadata={"description": "With its offset"})
    until = fields.AwareDateTime(format="iso", metadata={"description": "Not included; with its offset"})
    actor = fields.String(
        validate=Length(1, 80),
        metadata={"description": "`token:<prefix>`, `person:<id>`, `console:<user>` or `service`"},
    )
    action = fields.String(validate=Length(1, 40), metadata={"description": "Such as `look-up` or `change`"})
    subject = fields.String(
        validate=Length(1, 120), metadata={"description": "Id of the one thing it is about"}
    )
    scheme = fields.UUID(metadata={"description": "Entries that showed this scheme, or are about it"})


class AuditEntryShown(ma.Schema):
    """One thing that somebody did or saw. It names fields and counts things, and holds no value."""

    seq = fields.Integer(required=True, metadata={"description": "From 1, without gaps"})
    at = fields.AwareDateTime(required=True)
    actor = fields.String(required=True)
    actor_name = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Label of the token or name of the person, while it is known"},
    )
    role = fields.String(required=True, allow_none=True)
    action = fields.String(required=True)
    purpose = fields.String(required=True, allow_none=True)
    outcome = fields.String(required=True, allow_none=True)
    subject_kind = fields.String(required=True, allow_none=True)
    subject_id = fields.String(required=True, allow_none=True)
    seen = fields.List(
        fields.String(), required=True, metadata={"description": "Ids of the schemes that were shown"}
    )
    detail = fields.Dict(required=True, metadata={"description": "Names of changed fields, or counts"})
    seal = fields.String(required=True, metadata={"description": "Chains it to the entry before it"})


@blueprint.get("/audit")
@needs(Permission.ADMINISTER)
@blueprint.arguments(AuditQuery, location="query")
@blueprint.response(200, page_of(AuditEntryShown))
def entries(query: Mapping[str, Any]) -> Response:
    """Entries of the audit log, newest first, to those who look after everything; this is put down, too."""
    filters = ("since", "until", "actor", "action", "subject", "scheme")
    wanted = audit.Wanted(**{name: query[name] for name in filters if name in query})
    reader = current_reader()
    found, total = audit.entries_page(wanted, reader, query["page"], query["page_size"])
    record_look(reader, Look(action="see-audit", subject=("audit", query.get("scheme"))))
    return page(found, total, query)
