"""How many safeguarding hours a caseload needs: by itself, and against a contract."""

import uuid
from collections.abc import Mapping
from typing import Any, get_args

import marshmallow as ma
from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range

from directory.api.access import current_reader, needs
from directory.api.contracts import AsOf, days_of
from directory.api.routes import Routes
from directory.rules.catalogue.capacity import Case
from directory.rules.permissions import Permission
from directory.services import capacity

blueprint = Routes("capacity", "How many safeguarding hours a caseload needs.")

_CASES = get_args(Case)


class CaseloadAsked(ma.Schema):
    """A caseload, and what is to be assumed about it."""

    caseload = fields.Dict(
        keys=fields.String(validate=OneOf(_CASES)),
        values=fields.Float(validate=Range(0, 10_000)),
        required=True,
        metadata={
            "description": f"Open cases on average, by kind: {', '.join(_CASES)}. A kind left out has none"
        },
    )
    workers = fields.Float(
        required=True,
        validate=Range(0, 1_000),
        metadata={"description": "Those who hold cases, and so are supervised and trained"},
    )
    assumptions = fields.Dict(
        keys=fields.String(validate=Length(1, 60)),
        values=fields.Float(),
        load_default=dict,
        metadata={"description": "Numbers to use instead of the catalogue's, by slug; each has its range"},
    )
    seed = fields.Integer(
        strict=True,
        load_default=1,
        validate=Range(0, 2**53),
        metadata={"description": "The same seed gives the same months"},
    )
    months = fields.Integer(
        strict=True,
        allow_none=True,
        load_default=None,
        metadata={"description": "How many to simulate; as many as the mean needs, unless given"},
    )


class EstimateAsked(CaseloadAsked):
    """A caseload, and the hours a month to hold it against."""

    contracted_h = fields.Float(allow_none=True, load_default=None, validate=Range(0, 100_000))


class ChanceShown(ma.Schema):
    """How likely a month needs more than is contracted, from 0 to 1; `low` to `high` is the 95 % interval."""

    worked_out = fields.Float(required=True)
    simulated = fields.Float(required=True)
    low = fields.Float(required=True)
    high = fields.Float(required=True)


class EnoughInShown(ma.Schema):
    """Hours that are enough in so many months."""

    half = fields.Float(required=True)
    four_in_five = fields.Float(required=True)
    nineteen_in_twenty = fields.Float(required=True)
    ninety_nine_in_a_hundred = fields.Float(required=True)


class MeetingsShown(ma.Schema):
    """Meetings of one kind about cases of one kind in an average month; hours are for one meeting."""

    meeting = fields.String(required=True)
    case = fields.String(required=True, validate=OneOf(_CASES))
    cases = fields.Float(required=True)
    per_case_per_month = fields.Float(required=True)
    preparation_h = fields.Float(required=True)
    travel_h = fields.Float(required=True)
    meeting_h = fields.Float(required=True)
    write_up_h = fields.Float(required=True)
    meetings_per_month = fields.Float(required=True)
    hours_per_month = fields.Float(required=True)


class AssumedShown(ma.Schema):
    """One number that the answer rests on, and what it rests on itself."""

    slug = fields.String(required=True)
    name = fields.String(required=True)
    meaning = fields.String(required=True)
    quantity = fields.Float(required=True)
    unit = fields.String(required=True)
    basis = fields.String(
        required=True,
        validate=OneOf(("source", "proposal", "local choice", "own threshold", "given")),
    )
    verification = fields.String(required=True, validate=OneOf(("verified", "secondary", "unverified")))
    sources = fields.List(fields.String(), required=True)
    note = fields.String(required=True, allow_none=True)


class EstimateShown(ma.Schema):
    """What a caseload needs, and whether the hours are enough. All of it rests on `assumptions`."""

    expected_h = fields.Float(required=True, metadata={"description": "Hours an average month needs"})
    for_children_h = fields.Float(required=True, metadata={"description": "Of meetings about children"})
    for_adults_h = fields.Float(required=True)
    supervision_h = fields.Float(required=True)
    training_h = fields.Float(required=True)
    cover_h = fields.Float(required=True)
    meetings = fields.List(fields.Nested(MeetingsShown), required=True)
    contracted_h = fields.Float(required=True, allow_none=True)
    enough = fields.Boolean(
        required=True,
        allow_none=True,
        metadata={"description": "Whether a month needs more with a chance below `accepted_chance`"},
    )
    accepted_chance = fields.Float(required=True)
    chance = fields.Nested(ChanceShown, required=True, allow_none=True)
    enough_in = fields.Nested(EnoughInShown, required=True)
    hours_wanted = fields.Float(
        required=True,
        metadata={"description": "The fewest hours that a month exceeds so rarely, in quarters"},
    )
    hours_wanted_simulated = fields.Float(required=True)
    suggested_wording = fields.String(
        required=True, allow_none=True, metadata={"description": "A draft of a clause that reserves hours"}
    )
    seed = fields.Integer(required=True)
    months = fields.Integer(required=True)
    simulated_mean_h = fields.Float(required=True)
    simulated_error_h = fields.Float(required=True)
    assumptions = fields.List(fields.Nested(AssumedShown), required=True)


class ContractEstimateShown(EstimateShown):
    """The same against the hours that a contract reserves on a day."""

    contract = fields.UUID(required=True)
    on = fields.Date(required=True)
    known_on = fields.Date(required=True)


def _asked(given: Mapping[str, Any]) -> capacity.Caseload:
    return capacity.Caseload(
        cases=given["caseload"],
        workers=given["workers"],
        assumptions=given["assumptions"],
        seed=given["seed"],
        months=given["months"],
    )


@blueprint.post("/capacity-estimates")
@needs(Permission.READ_CONTRACTS)
@blueprint.arguments(EstimateAsked)
@blueprint.response(200, EstimateShown)
def estimate(given: Mapping[str, Any]) -> dict[str, Any]:
    """The hours a month that a caseload needs, worked out and simulated. Nothing is kept."""
    return capacity.estimated(_asked(given), given["contracted_h"], current_reader())


@blueprint.post("/contracts/<uuid:key>/capacity-estimates")
@needs(Permission.READ_CONTRACTS)
@blueprint.arguments(AsOf, location="query")
@blueprint.arguments(CaseloadAsked)
@blueprint.response(200, ContractEstimateShown)
def estimate_for(query: Mapping[str, Any], given: Mapping[str, Any], key: uuid.UUID) -> dict[str, Any]:
    """The same against the hours that a contract reserves on a day. Nothing is kept."""
    return capacity.estimated_for(key, _asked(given), current_reader(), *days_of(query))
