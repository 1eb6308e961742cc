"""Contracts between councils and providers."""

import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import marshmallow as ma
from flask import Response
from marshmallow import fields
from marshmallow.validate import Length, OneOf

from directory.api.access import current_reader, needs
from directory.api.revisions import revised
from directory.api.routes import PageQuery, Routes, one_page, page_of
from directory.rules.hours import LONDON
from directory.rules.permissions import Permission
from directory.services import contracts, editing

blueprint = Routes("contracts", "What councils have agreed with providers.")


def _on() -> fields.Date:
    return fields.Date(metadata={"description": "As it was on that day; today unless given"})


def _known_on() -> fields.Date:
    told = "By what had been put down until the end of that day; all there is unless given"
    return fields.Date(metadata={"description": told})


class AsOf(ma.Schema):
    """As of which day, and by what was known when."""

    on = _on()
    known_on = _known_on()


class ContractQuery(PageQuery):
    """Which contracts; every parameter narrows."""

    provider = fields.UUID()
    authority = fields.String(
        validate=Length(1, 40), metadata={"description": "The code of the council whose contract it is"}
    )
    scheme = fields.UUID(metadata={"description": "A scheme that it covers"})
    ending_before = fields.Date(metadata={"description": "Leaves out those without an end"})
    missing_term = fields.String(
        validate=Length(1, 60),
        metadata={"description": "A slug of /contract-terms: those in which nothing in force promises it"},
    )
    q = fields.String(
        validate=Length(1, 100), metadata={"description": "Words that all stand in one of its clauses"}
    )
    on = _on()
    known_on = _known_on()


class ProviderNamed(ma.Schema):
    """A provider by its id and name."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)


class SchemeCovered(ma.Schema):
    """A scheme by its id and name."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)


class VersionShown(ma.Schema):
    """One state of a contract: from which day it holds, and when it was put down."""

    number = fields.Integer(required=True)
    kind = fields.String(
        required=True,
        validate=OneOf(("original", "extension", "variation", "upkeep", "removal")),
        metadata={"description": "`removal` stands among others only, where a load has brought it back"},
    )
    starts_on = fields.Date(required=True)
    recorded_on = fields.Date(required=True)


class VersionInLine(VersionShown):
    """A version among the others."""

    valid_to = fields.Date(required=True, allow_none=True, metadata={"description": "As it then stood"})
    superseded = fields.Boolean(
        required=True, metadata={"description": "A later version says something of all of its time"}
    )


class TermHeld(ma.Schema):
    """One promise, with its clause."""

    term = fields.String(required=True, metadata={"description": "A slug of /contract-terms"})
    measure = fields.String(required=True, allow_none=True)
    quantity = fields.Float(required=True, allow_none=True)
    unit = fields.String(required=True, allow_none=True)
    concerns = fields.String(required=True, validate=OneOf(("children", "adults", "both")))
    clause_number = fields.String(required=True, allow_none=True)
    clause_text = fields.String(required=True, allow_none=True)
    evidence = fields.List(fields.String(), required=True)


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
    review_on = fields.Date(required=True, allow_none=True)
    owner = fields.String(required=True, allow_none=True, metadata={"description": "A post or a mailbox"})
    notice_id = fields.String(
        required=True, allow_none=True, metadata={"description": "Find a Tender or OCDS id"}
    )
    subcontractors = fields.List(fields.String(), required=True)
    schemes = fields.List(fields.Nested(SchemeCovered), required=True)
    version = fields.Nested(VersionShown, required=True)


class ClauseFound(ma.Schema):
    """A clause in which the words sought stand."""

    term = fields.String(required=True)
    number = fields.String(required=True, allow_none=True)
    text = fields.String(required=True)


class ContractListed(ContractShown):
    """A contract in a list; with up to 10 of the clauses that were sought, where words were."""

    clauses = fields.List(fields.Nested(ClauseFound))


class ContractWhole(ContractShown):
    """A contract as it was on a day, with its terms, and the versions by which it came to be so."""

    on = fields.Date(required=True)
    known_on = fields.Date(required=True)
    terms = fields.List(fields.Nested(TermHeld), required=True)
    versions = fields.List(fields.Nested(VersionInLine), required=True)


def days_of(query: Mapping[str, Any]) -> tuple[date, date]:
    """The day asked about, and the day by which it is to have been known: both today unless given."""
    today = datetime.now(UTC).astimezone(LONDON).date()
    return query.get("on", today), query.get("known_on", today)


def as_it_is(key: uuid.UUID) -> dict[str, Any]:
    """A contract as it is today, for whoever has just changed it."""
    return contracts.contract(key, current_reader(), *days_of({}))


@blueprint.get("/contracts")
@needs(Permission.READ_CONTRACTS)
@blueprint.arguments(ContractQuery, location="query")
@blueprint.response(200, page_of(ContractListed))
def find(query: Mapping[str, Any]) -> Response:
    """The contracts that you may read, by title."""
    wanted = contracts.Wanted(
        provider=query.get("provider"),
        authority=query.get("authority"),
        scheme=query.get("scheme"),
        ending_before=query.get("ending_before"),
        missing_term=query.get("missing_term"),
        words=query.get("q"),
    )
    return one_page(contracts.find_contracts(wanted, current_reader(), *days_of(query)), query)


@blueprint.get("/contracts/<uuid:key>")
@needs(Permission.READ_CONTRACTS)
@blueprint.arguments(AsOf, location="query")
@blueprint.response(200, ContractWhole)
@revised(editing.CONTRACTS)
def one(query: Mapping[str, Any], key: uuid.UUID) -> dict[str, Any]:
    """One contract, and what it said on a day."""
    return contracts.contract(key, current_reader(), *days_of(query))
