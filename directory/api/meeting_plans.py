"""Meeting plans: who from housing is invited, told, or must not be."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import marshmallow as ma
from flask import Response
from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range

from directory.api import limits
from directory.api.access import current_reader, needs
from directory.api.negotiation import FILES, FileQuery, negotiated
from directory.api.routes import Routes
from directory.api.shapes import plans
from directory.api.shapes.plans import Sourced
from directory.rules.addresses import MAX_LENGTH
from directory.rules.invites.attendance import WAYS
from directory.rules.permissions import Permission
from directory.services import meeting_plans

#: As many people, and earlier addresses of each, as one plan takes.
MOST_PEOPLE, MOST_EARLIER = 8, 10

blueprint = Routes(
    "meeting-plans", "Who from housing comes to a meeting, why, how to reach them, and the gaps."
)

_LABEL = Length(min=1, max=60)
_SLUG = Length(min=1, max=60)
_YEARS = Range(datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


class PlaceQuery(ma.Schema):
    """A place, by the first of these that is given. An address is neither kept nor logged."""

    premises = fields.UUID(metadata={"description": "An id of /premises, such as one picked from candidates"})
    scheme = fields.UUID(metadata={"description": "An id of /schemes: the way to name a refuge"})
    uprn = fields.String(validate=Length(max=20))
    address = fields.String(validate=Length(max=MAX_LENGTH))
    postcode = fields.String(validate=Length(max=MAX_LENGTH), allow_none=True)


class EarlierQuery(PlaceQuery):
    """Where somebody lived before."""

    since = fields.Date(allow_none=True, metadata={"description": "First day, as far as it is known"})
    until = fields.Date(allow_none=True, metadata={"description": "Last day"})


class PersonQuery(PlaceQuery):
    """People at one place: a label such as `mother and child`, and no name."""

    label = fields.String(required=True, validate=_LABEL, metadata={"example": "mother and child"})
    accommodation_type = fields.String(
        validate=_SLUG,
        metadata={"description": "A slug of /accommodation-types, for a place that is not listed"},
    )
    side = fields.String(
        validate=OneOf(["victim", "other"]),
        allow_none=True,
        metadata={"description": "Whose list they are on, where domestic abuse is in question"},
    )
    placing_authority = fields.String(validate=_SLUG, allow_none=True, metadata={"example": "E07000071"})
    care_authority = fields.String(validate=_SLUG, allow_none=True)
    circumstances = fields.List(
        fields.String(validate=_SLUG),
        validate=Length(max=30),
        metadata={"description": "What is special about them and nobody else; it stays on their list"},
    )
    earlier = fields.List(fields.Nested(EarlierQuery), validate=Length(max=MOST_EARLIER))


class PlanQuery(FileQuery):
    """A meeting, its time, and where people are."""

    meeting_type = fields.String(required=True, validate=_SLUG, metadata={"example": "icpc"})
    starts_at = fields.AwareDateTime(required=True, validate=_YEARS)
    minutes = fields.Integer(
        strict=True,
        allow_none=True,
        validate=Range(5, 24 * 60),
        metadata={"description": "How long it lasts; calendars show no length without", "example": 90},
    )
    ends_at = fields.AwareDateTime(
        allow_none=True, validate=_YEARS, metadata={"description": "In place of `minutes`"}
    )
    people = fields.List(fields.Nested(PersonQuery), required=True, validate=Length(min=1, max=MOST_PEOPLE))
    circumstances = fields.List(
        fields.String(validate=_SLUG),
        validate=Length(max=30),
        metadata={
            "description": "What is special; where there are several lists, said of the person it is about"
        },
    )
    format = fields.String(validate=OneOf(WAYS), load_default="in_person")
    format_reason = fields.String(
        validate=_SLUG,
        allow_none=True,
        metadata={
            "description": "Why not in person: urgency, distance, refuge-safety, illness, court, other"
        },
    )
    format_words = fields.String(
        validate=Length(max=120),
        allow_none=True,
        metadata={"description": "With `other`, what it is; shown back and not kept"},
    )
    acknowledged = fields.List(
        fields.String(validate=Length(max=80)),
        validate=Length(max=100),
        metadata={"description": "Keys of agencies that have acknowledged the contingency plan; not kept"},
    )


class MeetingShown(Sourced):
    """The kind of meeting."""

    slug = fields.String(required=True)
    name = fields.String(required=True)
    statutory_basis = fields.String(required=True, allow_none=True)
    guidance = fields.String(required=True, allow_none=True)
    convener = fields.String(required=True)
    timescale = fields.String(required=True)
    time_limits = fields.List(fields.Dict(), required=True)
    housing_invited_when = fields.String(required=True)
    asked_to_bring = fields.List(fields.String(), required=True)
    information_basis = fields.String(required=True)
    sharing = fields.Nested(plans.GroundShown, required=True)
    sharing_about_parent_elsewhere = fields.Nested(plans.GroundShown, required=True, allow_none=True)
    response_time = fields.String(required=True, allow_none=True)
    proposed = fields.List(
        fields.String(), required=True, metadata={"description": "Fields that are ours, for local agreement"}
    )
    note = fields.String(required=True, allow_none=True)


CircumstanceShown = ma.Schema.from_dict(
    {
        **plans.FOR,
        "slug": fields.String(required=True),
        "name": fields.String(required=True),
        "taken_because": fields.String(
            required=True,
            allow_none=True,
            metadata={"description": "From what it follows; null where it was said"},
        ),
    },
    name="CircumstanceShown",
)


class MustNotShown(ma.Schema):
    """A role that must not come."""

    role = fields.String(required=True)
    role_name = fields.String(required=True)
    lists = fields.List(
        fields.String(), required=True, metadata={"description": "Names of the lists that it is kept out of"}
    )
    because = fields.List(fields.Nested(plans.ReasonShown), required=True)


class FormatShown(Sourced):
    """How the meeting is attended: in person unless there is a reason."""

    attendance = fields.String(required=True, validate=OneOf(WAYS))
    reason = fields.String(required=True, allow_none=True)
    reason_name = fields.String(required=True, allow_none=True)
    words = fields.String(required=True, allow_none=True)
    usual = fields.String(required=True, validate=OneOf(["in_person", "secure", "local"]))
    usual_note = fields.String(required=True, allow_none=True)
    rule = fields.String(required=True)
    rationale = fields.String(required=True)


class ReminderShown(Sourced):
    """An item of the checklist."""

    item = fields.String(required=True)
    text = fields.String(required=True)


class PlanAnswer(ma.Schema):
    """The plan. With several lists, all outside of them is for the organiser alone."""

    meeting_type = fields.Nested(MeetingShown, required=True)
    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(
        required=True, allow_none=True, metadata={"description": "Null where it was not said"}
    )
    circumstances = fields.List(fields.Nested(CircumstanceShown), required=True)
    lists = fields.List(fields.Nested(plans.ListShown), required=True)
    must_not_invite = fields.List(fields.Nested(MustNotShown), required=True)
    format = fields.Nested(FormatShown, required=True)
    warnings = fields.List(fields.String(), required=True)
    checklist = fields.List(fields.Nested(ReminderShown), required=True)


@blueprint.post("/meeting-plans")
@needs(Permission.PLAN_MEETINGS)
@limits.counted_as(limits.Flow.LOOKUPS)
@blueprint.arguments(PlanQuery())
@blueprint.response(200, PlanAnswer)
@blueprint.also_as(*FILES)
@blueprint.doc(responses={"406": "NOT_ACCEPTABLE", "409": "CONFLICT"})
def plan(query: Mapping[str, Any]) -> Response:
    """Who from housing to invite to a meeting; 409 with candidates where one has to be picked first.

    By the Accept header, one of its lists as a file instead.
    """
    asked, now, reader = meeting_plans.asked_for(query), datetime.now(UTC), current_reader()
    limits.take(asked.places_named - 1)
    for place in asked.typed():
        limits.watch(place)

    def refuse_home(venue: str) -> None:
        limits.take(1)
        limits.watch({"address": venue})
        meeting_plans.refuse_home(venue, asked, now, reader)

    return negotiated(lambda: meeting_plans.plan_meeting(asked, now, reader), query, now, refuse_home)
