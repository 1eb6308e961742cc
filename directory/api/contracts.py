"""Contracts between councils and providers."""

import uuid
from collections.abc import Mapping
from typing import Any

import marshmallow as ma
from flask import Response
from marshmallow import fields
from marshmallow.validate import Length

from directory.api.access import current_reader, needs
from directory.api.revisions import revised
from directory.api.routes import PageQuery, Routes, one_page, page_of
from directory.rules.permissions import Permission
from directory.services import contracts, editing

blueprint = Routes("contracts", "What councils have agreed with providers.")


class ContractQuery(PageQuery):
    """Which contracts; every parameter narrows."""

    provider = fields.UUID()
    authority = fields.String(
        validate=Length(1, 40), metadata={"description": "The code of the council whose contract it is"}
    )
    ending_before = fields.Date(metadata={"description": "Leaves out those without an end"})


class ProviderNamed(ma.Schema):
    """A provider by its id and name."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)


class ContractShown(ma.Schema):
    """A contract and the days on which it holds."""

    id = fields.UUID(required=True)
    reference = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The key of the row in the council's own file"},
    )
    title = fields.String(required=True)
    commissioner = fields.String(
        required=True, metadata={"description": "The code of the council whose contract it is"}
    )
    provider = fields.Nested(ProviderNamed, required=True)
    valid_from = fields.Date(required=True, metadata={"description": "First day"})
    valid_to = fields.Date(required=True, allow_none=True, metadata={"description": "Last day"})


@blueprint.get("/contracts")
@needs(Permission.READ_CONTRACTS)
@blueprint.arguments(ContractQuery, location="query")
@blueprint.response(200, page_of(ContractShown))
def find(query: Mapping[str, Any]) -> Response:
    """The contracts that you may read, by title."""
    wanted = contracts.Wanted(
        provider=query.get("provider"),
        authority=query.get("authority"),
        ending_before=query.get("ending_before"),
    )
    return one_page(contracts.find_contracts(wanted, current_reader()), query)


@blueprint.get("/contracts/<uuid:key>")
@needs(Permission.READ_CONTRACTS)
@blueprint.response(200, ContractShown)
@revised(editing.CONTRACTS)
def one(key: uuid.UUID) -> dict[str, Any]:
    """One contract."""
    return contracts.contract(key, current_reader())
