"""What if: a provider stops, or councils are reorganised."""

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import marshmallow as ma
from flask import Response
from marshmallow import fields
from marshmallow.validate import Length, OneOf

from directory.api.access import current_reader, needs
from directory.api.authorities import AuthorityWhole
from directory.api.contracts import AsOf, ContractShown, ProviderNamed, days_of
from directory.api.routes import PageQuery, Routes, one_page, page, page_of
from directory.api.shapes.plans import CouncilNamed
from directory.api.shapes.things import VERIFICATIONS, AuthorityShown
from directory.rules.permissions import Permission
from directory.services import contracts

blueprint = Routes("what-if", "What is lost when a provider stops; who has what when councils change.")

_GSS = Length(1, 40)


class PostLost(ma.Schema):
    """A post that goes with the provider."""

    id = fields.UUID(required=True)
    role = fields.String(required=True, metadata={"description": "A slug of /contact-roles"})
    role_name = fields.String(required=True)
    of = fields.String(required=True, validate=OneOf(("scheme", "provider")))
    out_of_hours = fields.Boolean(required=True)


class PostUncovered(ma.Schema):
    """A post of somebody else, for which one of those that go stands in."""

    id = fields.UUID(required=True)
    role = fields.String(required=True)
    provider_id = fields.UUID(required=True, allow_none=True)
    scheme_id = fields.UUID(required=True, allow_none=True)
    authority = fields.String(required=True, allow_none=True)


class SchemeAlike(ma.Schema):
    """Another provider's scheme of the same kind in the same area."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    provider = fields.Nested(ProviderNamed, required=True)
    capacity = fields.Integer(required=True, allow_none=True, metadata={"description": "Households"})


class SchemeLost(ma.Schema):
    """A scheme of the provider, and who else is there."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    accommodation_type = fields.String(required=True)
    authority = fields.String(required=True, allow_none=True)
    capacity = fields.Integer(required=True, allow_none=True, metadata={"description": "Households"})
    contracts = fields.List(
        fields.UUID(), required=True, metadata={"description": "In force and covering it; any provider's"}
    )
    also_contracted = fields.List(
        fields.Nested(ProviderNamed),
        required=True,
        metadata={"description": "Other providers under contract for it"},
    )
    alike = fields.List(
        fields.Nested(SchemeAlike),
        required=True,
        metadata={"description": "Up to ten. Nothing is known here of whether they have room"},
    )
    alike_total = fields.Integer(required=True)


class AuthorityAffected(AuthorityWhole):
    """A council that is affected, and whom to turn to there, by function."""

    because = fields.List(
        fields.String(validate=OneOf(("area", "contract", "places families"))), required=True
    )


class IfItStops(ma.Schema):
    """What is lost if a provider is no more, and who is left."""

    provider = fields.Nested(ProviderNamed, required=True)
    on = fields.Date(required=True)
    known_on = fields.Date(required=True)
    schemes = fields.List(fields.Nested(SchemeLost), required=True)
    contacts = fields.List(fields.Nested(PostLost), required=True)
    standing_in_elsewhere = fields.List(fields.Nested(PostUncovered), required=True)
    contracts = fields.List(
        fields.Nested(ContractShown), required=True, metadata={"description": "Those that you may read"}
    )
    as_subcontractor = fields.List(
        fields.Nested(ContractShown),
        required=True,
        metadata={"description": "Contracts of others that name it as a subcontractor, by any of its names"},
    )
    authorities = fields.List(fields.Nested(AuthorityAffected), required=True)


class ReorganisationQuery(PageQuery, AsOf):
    """On which day councils are other than today; the rest narrows."""

    reorganised_on = fields.Date(
        metadata={
            "description": "The first day of the new councils; unless given, the day by which all changes on "
            "record have come, the planned ones too"
        }
    )
    authority = fields.String(
        validate=_GSS, metadata={"description": "The code of the council whose contracts or posts they are"}
    )
    successor = fields.String(
        validate=_GSS, metadata={"description": "The code of the council that has them on that day"}
    )
    fate = fields.String(validate=OneOf(contracts.FATES))


class PassingShown(ma.Schema):
    """Who has on the day what is a council's now."""

    fate = fields.String(
        required=True,
        validate=OneOf(contracts.FATES),
        metadata={"description": "`ends`: the contract does, before that day"},
    )
    to = fields.String(
        required=True, allow_none=True, metadata={"description": "A code; null while it is unresolved"}
    )
    may_be = fields.List(
        fields.String(), required=True, metadata={"description": "Councils it may pass to, while unresolved"}
    )
    likeliest = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "That of them in whose area all schemes of the contract are; a hint only"},
    )
    planned = fields.Boolean(required=True, metadata={"description": "It rests on a plan"})
    reason = fields.String(required=True)
    verification = fields.String(required=True, validate=OneOf(VERIFICATIONS))
    source = fields.List(fields.String(), required=True, metadata={"description": "Ids of /sources"})


class ClausePassing(ma.Schema):
    """A clause, and who has it then."""

    term = fields.String(required=True)
    number = fields.String(required=True, allow_none=True)
    text = fields.String(required=True, allow_none=True)
    concerns = fields.String(required=True, validate=OneOf(("children", "adults", "both")))
    fate = fields.String(required=True, validate=OneOf(contracts.FATES))
    to = fields.String(required=True, allow_none=True)
    names_ending = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "Councils it names that end: it has to be written anew"},
    )


class ContractPassing(PassingShown):
    """A contract with its clauses, and who has them then."""

    contract = fields.Nested(ContractShown, required=True)
    clauses = fields.List(fields.Nested(ClausePassing), required=True)


class PostPassing(PassingShown):
    """A post of a council, and who has it then."""

    id = fields.UUID(required=True)
    role = fields.String(required=True)
    role_name = fields.String(required=True)
    function = fields.String(
        required=True, allow_none=True, validate=OneOf(("housing", "children", "adults"))
    )
    authority = fields.Nested(CouncilNamed, required=True)


class Taken(ma.Schema):
    """A council that takes contracts over, with the status of what is said of it, and how many."""

    authority = fields.Nested(AuthorityShown, required=True)
    contracts = fields.Integer(required=True)
    clauses = fields.Integer(required=True)


Reorganisation = ma.Schema.from_dict(
    {
        **page_of(ContractPassing)._declared_fields,
        "reorganised_on": fields.Date(required=True),
        "on": fields.Date(required=True),
        "known_on": fields.Date(required=True),
        "summary": fields.Nested(
            ma.Schema.from_dict(
                {fate: fields.Integer(required=True) for fate in contracts.FATES}, name="Fates"
            ),
            required=True,
            metadata={"description": "Contracts; whatever `successor` and `fate` leave"},
        ),
        "by_successor": fields.List(fields.Nested(Taken), required=True),
        "ending": fields.List(
            fields.String(),
            required=True,
            metadata={"description": "Councils that stand on `on`, and on the day no longer"},
        ),
    },
    name="Reorganisation",
)


@blueprint.get("/providers/<uuid:key>/if-it-stops")
@needs(Permission.READ_CONTRACTS)
@blueprint.arguments(AsOf, location="query")
@blueprint.response(200, IfItStops)
def if_it_stops(query: Mapping[str, Any], key: uuid.UUID) -> dict[str, Any]:
    """What is lost if a provider is no more: schemes, posts, contracts; which councils; who is left."""
    return contracts.if_it_stops(key, current_reader(), datetime.now(UTC), *days_of(query))


@blueprint.get("/reorganisation")
@needs(Permission.READ_CONTRACTS)
@blueprint.arguments(ReorganisationQuery, location="query")
@blueprint.response(200, Reorganisation)
def reorganisation(query: Mapping[str, Any]) -> Response:
    """Contracts with their clauses, by the council that has them on a day; the unresolved ones first."""
    start, size = (query["page"] - 1) * query["page_size"], query["page_size"]
    found = contracts.reorganisation(_asked(query), current_reader(), start, size)
    return page(found.pop("items"), found.pop("total"), query, **found)


@blueprint.get("/reorganisation/posts")
@needs(Permission.READ_CONTRACTS)
@blueprint.arguments(ReorganisationQuery, location="query")
@blueprint.response(200, page_of(PostPassing))
def posts(query: Mapping[str, Any]) -> Response:
    """Leads and other posts of councils that end, by the council that has them on a day."""
    return one_page(contracts.posts_reorganised(_asked(query), current_reader()), query)


def _asked(query: Mapping[str, Any]) -> contracts.Reorganised:
    on, known_on = days_of(query)
    return contracts.Reorganised(
        on=on,
        known_on=known_on,
        reorganised_on=query.get("reorganised_on", contracts.last_reorganisation(on)),
        authority=query.get("authority"),
        successor=query.get("successor"),
        fate=query.get("fate"),
    )
