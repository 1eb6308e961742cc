"""What contracts secure: one of them, and all of them with what they lack."""

import uuid
from collections.abc import Mapping
from typing import Any

import marshmallow as ma
from flask import Response, request
from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range
from werkzeug.datastructures import MIMEAccept

from directory.api.access import current_reader, needs
from directory.api.contracts import AsOf, ContractShown, ProviderNamed, SchemeCovered, TermHeld, days_of
from directory.api.engagement import FigureShown, ShareShown
from directory.api.routes import PageQuery, Routes, page, page_of
from directory.feeds import gaps_as_csv, gaps_as_xlsx
from directory.rules.permissions import Permission
from directory.services import contracts

blueprint = Routes("assurance", "What contracts secure of the time that safeguarding asks.")

CSV, XLSX = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_STATUSES = ("met", "partly", "missing", "unclear")
_AUDIENCES = ("children", "adults")


class CountedShown(ma.Schema):
    """How many findings there are of each status."""

    met = fields.Integer(required=True)
    partly = fields.Integer(required=True)
    missing = fields.Integer(required=True)
    unclear = fields.Integer(required=True)


class ClauseShown(ma.Schema):
    """Where the contract says so."""

    number = fields.String(required=True, allow_none=True)
    text = fields.String(required=True, allow_none=True)


class RequiredShown(ma.Schema):
    """How much is wanted, and what that number rests on."""

    measure = fields.String(required=True)
    sense = fields.String(required=True, validate=OneOf(("at_least", "at_most", "exactly")))
    quantity = fields.Float(
        required=True, allow_none=True, metadata={"description": "Null: nobody has set one"}
    )
    unit = fields.String(required=True)
    applies_to = fields.String(required=True, allow_none=True)
    basis = fields.String(
        required=True, validate=OneOf(("own threshold", "proposal", "local choice", "source"))
    )
    verification = fields.String(required=True, validate=OneOf(("verified", "secondary", "unverified")))
    sources = fields.List(fields.String(), required=True)


class HeldShown(ma.Schema):
    """How much the contract promises."""

    quantity = fields.Float(required=True, allow_none=True)
    unit = fields.String(required=True, allow_none=True)
    evidence = fields.List(fields.String(), required=True)


class FindingShown(ma.Schema):
    """How a contract stands on one term."""

    term = fields.String(required=True)
    name = fields.String(required=True)
    risk = fields.String(required=True, validate=OneOf(("high", "medium", "low")))
    status = fields.String(required=True, validate=OneOf(_STATUSES))
    concerns = fields.String(data_key="for", required=True, validate=OneOf((*_AUDIENCES, "both")))
    clause = fields.Nested(ClauseShown, required=True, allow_none=True)
    required = fields.Nested(RequiredShown, required=True)
    held = fields.Nested(HeldShown, required=True, allow_none=True)
    reason = fields.String(required=True)
    suggested_wording = fields.String(required=True)


class KeptShown(ma.Schema):
    """How often the provider took part in meetings, against the share that the contract promises."""

    figure = fields.Nested(
        FigureShown,
        required=True,
        allow_none=True,
        metadata={"description": "Of the provider, under all of its contracts; null is withheld"},
    )
    promised_percent = fields.Float(required=True, allow_none=True)
    kept = fields.String(
        required=True,
        validate=OneOf(("yes", "no", "cannot tell", "nothing promised")),
        metadata={"description": "Yes or no only where the interval of the rate leaves no doubt"},
    )
    declined_for_capacity = fields.Nested(ShareShown, required=True, allow_none=True)


class AssuranceShown(ma.Schema):
    """A contract held against every term of the catalogue, the gravest findings first."""

    contract = fields.Nested(ContractShown, required=True)
    on = fields.Date(required=True)
    known_on = fields.Date(required=True)
    in_force = fields.Boolean(
        required=True, metadata={"description": "If not, it secures nothing on that day"}
    )
    summary = fields.Nested(CountedShown, required=True)
    for_children = fields.Nested(CountedShown, required=True)
    for_adults = fields.Nested(CountedShown, required=True)
    findings = fields.List(fields.Nested(FindingShown), required=True)
    engagement = fields.Nested(KeptShown, required=True)
    unknown_terms = fields.List(
        fields.Nested(TermHeld),
        required=True,
        metadata={"description": "Promised, and no longer in the catalogue; not judged"},
    )


class GapQuery(PageQuery, AsOf):
    """Whose contracts, as of which day."""

    authority = fields.String(
        validate=Length(1, 40), metadata={"description": "The code of the council whose contracts they are"}
    )
    ending_within = fields.Integer(
        load_default=180,
        validate=Range(0, 3_660),
        metadata={"description": "Days, for `ending_with_a_gap`"},
    )


class FindingQuery(PageQuery, AsOf):
    """Which number of the report is opened; every parameter narrows."""

    authority = fields.String(validate=Length(1, 40))
    provider = fields.UUID()
    scheme = fields.UUID()
    no_scheme = fields.Boolean(
        truthy={"true"}, falsy={"false"}, metadata={"description": "Contracts that name no scheme"}
    )
    contract = fields.UUID()
    term = fields.String(validate=Length(1, 60))
    status = fields.String(validate=OneOf(_STATUSES))
    audience = fields.String(
        validate=OneOf(_AUDIENCES), metadata={"description": "Findings about both alike are in either"}
    )


class GroupShown(CountedShown):
    """The contracts of one group: how many, the first day on which one ends, and their findings."""

    contracts = fields.Integer(required=True)
    first_ends = fields.Date(required=True, allow_none=True)


class OfAuthority(GroupShown):
    """A council's."""

    authority = fields.String(required=True)
    name = fields.String(required=True)


class OfProvider(GroupShown):
    """A provider's."""

    provider = fields.Nested(ProviderNamed, required=True)


class OfScheme(GroupShown):
    """A scheme's; those that name no scheme have null."""

    scheme = fields.Nested(SchemeCovered, required=True, allow_none=True)


class OfTerm(CountedShown):
    """A term's."""

    term = fields.String(required=True)
    name = fields.String(required=True)


class ContractCounted(ContractShown):
    """A contract in force, with its findings counted."""

    summary = fields.Nested(CountedShown, required=True)


GapReport = ma.Schema.from_dict(
    {
        **page_of(ContractCounted)._declared_fields,
        "on": fields.Date(required=True),
        "known_on": fields.Date(required=True),
        "summary": fields.Nested(CountedShown, required=True),
        "by_authority": fields.List(fields.Nested(OfAuthority), required=True),
        "by_provider": fields.List(fields.Nested(OfProvider), required=True),
        "by_scheme": fields.List(
            fields.Nested(OfScheme),
            required=True,
            metadata={"description": "A contract counts under each scheme, so these need not add up"},
        ),
        "by_term": fields.List(fields.Nested(OfTerm), required=True),
        "by_audience": fields.Nested(
            ma.Schema.from_dict(
                {each: fields.Nested(CountedShown, required=True) for each in _AUDIENCES},
                name="OfAudiences",
            ),
            required=True,
        ),
        "ending_with_a_gap": fields.List(fields.UUID(), required=True),
        "not_in_force": fields.List(
            fields.UUID(), required=True, metadata={"description": "Contracts counted nowhere"}
        ),
    },
    name="GapReport",
)


class FindingOfContract(FindingShown):
    """A finding, and whose it is."""

    contract = fields.Nested(ContractShown, required=True)


@blueprint.get("/contracts/<uuid:key>/assurance")
@needs(Permission.READ_CONTRACTS)
@blueprint.arguments(AsOf, location="query")
@blueprint.response(200, AssuranceShown)
def of_contract(query: Mapping[str, Any], key: uuid.UUID) -> dict[str, Any]:
    """What a contract secures on a day: a finding for every term, the gravest first."""
    return contracts.assurance(key, current_reader(), *days_of(query), days_of({})[0])


@blueprint.get("/assurance")
@needs(Permission.READ_CONTRACTS)
@blueprint.arguments(GapQuery, location="query")
@blueprint.response(200, GapReport)
@blueprint.also_as(CSV, XLSX)
def gap_report(query: Mapping[str, Any]) -> Response:
    """What the contracts that you may read lack, by council, provider, scheme and term.

    Every number counts findings; /assurance/findings lists them. As a sheet: all contracts, a column a term.
    """
    days = days_of(query)
    start, size = (query["page"] - 1) * query["page_size"], query["page_size"]
    report = contracts.gap_report(
        query.get("authority"), current_reader(), *days, query["ending_within"], start=start, size=size
    )
    kinds = MIMEAccept([(kind.partition(";")[0].strip(), rank) for kind, rank in request.accept_mimetypes])
    form = kinds.best_match(["application/json", CSV, XLSX])
    if form in (CSV, XLSX):
        lines = contracts.statuses(query.get("authority"), current_reader(), *days)
        answer = Response((gaps_as_csv if form == CSV else gaps_as_xlsx)(report, lines), mimetype=form)
        ending = "csv" if form == CSV else "xlsx"
        answer.headers["Content-Disposition"] = f'attachment; filename="assurance.{ending}"'
    else:
        answer = page(report.pop("items"), report.pop("total"), query, **report)
    answer.vary.add("Accept")
    return answer


@blueprint.get("/assurance/findings")
@needs(Permission.READ_CONTRACTS)
@blueprint.arguments(FindingQuery, location="query")
@blueprint.response(200, page_of(FindingOfContract))
def findings(query: Mapping[str, Any]) -> Response:
    """The findings behind a number of the report, each with its contract and clause."""
    wanted = contracts.Behind(
        authority=query.get("authority"),
        provider=query.get("provider"),
        scheme=query.get("scheme"),
        no_scheme=query.get("no_scheme", False),
        contract=query.get("contract"),
        term=query.get("term"),
        status=query.get("status"),
        audience=query.get("audience"),
    )
    start, size = (query["page"] - 1) * query["page_size"], query["page_size"]
    items, total = contracts.findings(wanted, current_reader(), *days_of(query), start, size)
    return page(items, total, query)
