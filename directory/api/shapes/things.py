"""Shapes of the things a look-up shows: premises, schemes, providers, contacts, authorities."""

import marshmallow as ma
from marshmallow import fields
from marshmallow.validate import OneOf

VERIFICATIONS = ("verified", "secondary", "unverified")
_SOURCED = {
    "verification": fields.String(required=True, validate=OneOf(VERIFICATIONS)),
    "source": fields.List(fields.String(), required=True, metadata={"description": "Ids of /sources"}),
}


def _text(description: str) -> fields.String:
    return fields.String(required=True, allow_none=True, metadata={"description": description})


def _day(description: str) -> fields.Date:
    return fields.Date(required=True, allow_none=True, metadata={"description": description})


def safeguarding_cover() -> fields.String:
    """Whether a contract secures time for safeguarding, where that may be told."""
    return fields.String(
        required=True,
        allow_none=True,
        validate=OneOf(["contracted"]),
        metadata={
            "description": "`contracted`: a contract in force promises what its council has said must be. "
            "Null says nothing: most councils do not let it be told"
        },
    )


class PremisesShown(ma.Schema):
    """One address of a scheme."""

    id = fields.UUID(required=True)
    reference = _text("The key of the row in the council's own file")
    address = fields.String(required=True, metadata={"description": "On one line"})
    sub_building = _text("Flat 3")
    building_name = _text("Oak House")
    number = _text("12, 12A or 10-14")
    street = _text("High Street")
    locality = _text("Village or suburb")
    town = _text("Post town")
    postcode = fields.String(required=True)
    uprn = _text("Unique property reference number")
    covers = fields.String(required=True, validate=OneOf(["unit", "building"]))
    latitude = fields.Float(required=True, allow_none=True)
    longitude = fields.Float(required=True, allow_none=True)


class TypeInShort(ma.Schema):
    """What a look-up says of an accommodation type."""

    slug = fields.String(required=True)
    name = fields.String(required=True)
    description = fields.String(required=True)
    typical_support = fields.String(required=True)
    not_normally_provided = fields.String(required=True)
    statutory_time_limit = _text("The limit in words, where the law sets one that is known here")
    time_limits = fields.List(
        fields.Dict(),
        required=True,
        metadata={
            "description": "Those that are numbers. Where it was asked `since` when, each has `ends_on`: the "
            "last day it allows, of an unbroken stay; null where it is not a count of days from a day"
        },
    )
    questions = fields.List(fields.String(), required=True)
    location_policy = fields.String(required=True)
    verification = _SOURCED["verification"]
    source = _SOURCED["source"]


class SupportShown(ma.Schema):
    """One kind of support at one scheme."""

    type = fields.String(required=True)
    name = fields.String(required=True)
    offered = fields.String(
        required=True,
        validate=OneOf(["yes", "no", "ask"]),
        metadata={"description": "`ask`: it is not known here, whatever is usual"},
    )
    level = _text("A slug of the support levels")
    hours_per_week = fields.Float(required=True, allow_none=True)
    hours = _text("When, in words")
    who_for = _text("Whom it is for")
    evidence_date = _day("When this was last shown to be so")
    normally = fields.String(
        required=True,
        allow_none=True,
        validate=OneOf(["yes", "no", "ask"]),
        metadata={"description": "Where nothing is recorded here: what the type normally does (unverified)"},
    )


class SchemeShown(ma.Schema):
    """A scheme: what a family is placed in."""

    id = fields.UUID(required=True)
    reference = _text("The key of the row in the council's own file")
    name = fields.String(required=True)
    accommodation_type = fields.Nested(TypeInShort, required=True)
    support = fields.List(fields.Nested(SupportShown), required=True)
    hours = _text("When staff are there")
    age_from = fields.Integer(required=True, allow_none=True)
    age_to = fields.Integer(required=True, allow_none=True)
    sons_under = fields.Integer(
        required=True,
        allow_none=True,
        metadata={
            "description": "Sons younger than this, in years, are taken with their parent; "
            "0: none are; null: not known, so ask"
        },
    )
    daughters_under = fields.Integer(
        required=True, allow_none=True, metadata={"description": "The same of daughters"}
    )
    accessible = fields.String(required=True, validate=OneOf(["yes", "no", "ask"]))
    referral = _text("How a family gets in")
    capacity = fields.Integer(required=True, allow_none=True, metadata={"description": "Households"})
    authority = _text("The council of the area it is in")
    placing_authorities = fields.List(
        fields.String(), required=True, metadata={"description": "Councils known to place families here"}
    )
    valid_from = _day("First day")
    valid_to = _day("Last day")
    confirmed_on = _day("When somebody last said that all of this is right")


class ProviderShown(ma.Schema):
    """The organisation that runs a scheme."""

    id = fields.UUID(required=True)
    reference = _text("The key of the row in the council's own file")
    name = fields.String(required=True)
    kind = _text("council, housing_association, charity, company or other")
    register = _text("The register the number is of")
    registration_no = _text("Number in that register")
    phone = _text("Switchboard")
    email = _text("General mailbox")
    website = _text("Address of its site")
    valid_from = _day("First day under this name")
    valid_to = _day("Last day")
    successor_id = fields.UUID(required=True, allow_none=True, metadata={"description": "Who took over"})


class ChannelShown(ma.Schema):
    """A way to reach a post."""

    kind = fields.String(required=True, validate=OneOf(["phone", "email"]))
    value = fields.String(required=True)


class ContactShown(ma.Schema):
    """A post that can be reached, and how far it can be trusted."""

    id = fields.UUID(required=True)
    reference = _text("The key of the row in the council's own file")
    role = fields.String(required=True, metadata={"description": "A slug of /contact-roles"})
    role_name = fields.String(required=True)
    of = fields.String(required=True, validate=OneOf(["scheme", "provider", "authority"]))
    holder = _text("Who holds the post, if named")
    channels = fields.List(fields.Nested(ChannelShown), required=True)
    hours = _text("When it answers, London time")
    out_of_hours = fields.Boolean(required=True)
    reachable_now = fields.Boolean(
        required=True, allow_none=True, metadata={"description": "null: its hours are not known"}
    )
    opens = fields.AwareDateTime(required=True, allow_none=True)
    reason = fields.String(
        required=True, metadata={"description": "Why it stands at this place in the order"}
    )
    confirmed_on = _day("When somebody last said that it is right")
    confidence = fields.String(
        required=True, validate=OneOf(["current", "ageing", "stale", "failing", "vacant"])
    )
    use_instead = _text("Id of the contact to use instead")
    vacant = fields.Boolean(required=True)
    valid_from = _day("First day")
    valid_to = _day("Last day")


class AuthorityShown(ma.Schema):
    """A council and what it does."""

    gss = fields.String(
        required=True, metadata={"description": "ONS code; planned:… where there is none yet"}
    )
    name = fields.String(required=True)
    tier = fields.String(required=True)
    functions = fields.List(fields.String(validate=OneOf(["housing", "children", "adults"])), required=True)
    county = _text("Code of the county council, for a district")
    valid_from = _day("First day; null is before these records begin")
    valid_to = _day("Last day, as a fact")
    planned = fields.Boolean(required=True, metadata={"description": "It exists in plans only"})
    planned_end = _day("Last day, as planned")
    predecessors = fields.List(fields.String(), required=True)
    successors = fields.List(fields.String(), required=True)
    note = _text("What else is to be said")
    verification = _SOURCED["verification"]
    source = _SOURCED["source"]
    contacts = fields.List(fields.Nested(ContactShown))
    nobody_now = fields.String(
        allow_none=True, metadata={"description": "Says so when none of the contacts can be reached now"}
    )


class SafeguardingAreaShown(ma.Schema):
    """Councils that share one set of child protection procedures."""

    name = fields.String(required=True)
    note = fields.String(required=True)
    verification = fields.String(required=True, allow_none=True)
    source = fields.List(fields.String(), required=True)


class AuthoritiesShown(ma.Schema):
    """Who answers for housing, children and adults at a place on a day."""

    housing = fields.Nested(AuthorityShown, required=True, allow_none=True)
    children = fields.Nested(AuthorityShown, required=True, allow_none=True)
    adults = fields.Nested(AuthorityShown, required=True, allow_none=True)
    country = _text("The country the place is in")
    certain = fields.Boolean(
        required=True, metadata={"description": "All three are named and none is in doubt"}
    )
    unresolved = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.String()),
        required=True,
        metadata={"description": "Functions that the records do not settle, with the councils it may be"},
    )
    safeguarding_area = fields.Nested(SafeguardingAreaShown, required=True, allow_none=True)
