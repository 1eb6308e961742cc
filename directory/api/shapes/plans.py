"""Shapes of a meeting plan: its lists, who is on them and why."""

from typing import Any

import marshmallow as ma
from marshmallow import fields
from marshmallow.validate import OneOf

from directory.api.shapes.things import VERIFICATIONS, ContactShown


def _text(description: str) -> fields.String:
    return fields.String(required=True, allow_none=True, metadata={"description": description})


class Sourced(ma.Schema):
    """Something from the reference catalogue."""

    source = fields.List(fields.String(), required=True, metadata={"description": "Ids of /sources"})
    verification = fields.String(required=True, validate=OneOf(VERIFICATIONS))


class NamedShown(ma.Schema):
    """A scheme or provider by name."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)


class CouncilNamed(ma.Schema):
    """A council by name."""

    gss = fields.String(required=True)
    name = fields.String(required=True)


class OrganisationShown(ma.Schema):
    """Whose post it is."""

    kind = fields.String(required=True, validate=OneOf(["provider", "authority"]))
    id = fields.String(required=True, metadata={"description": "A provider's id, or a council's code"})
    name = fields.String(required=True)


class ReasonShown(Sourced):
    """A rule, and what it rests on."""

    rule = fields.String(required=True)
    rationale = fields.String(required=True)
    force = fields.String(required=True, validate=OneOf(["law", "guidance", "protocol"]))
    standing = fields.String(
        required=True,
        metadata={"description": "What the force means; a protocol is proposed, for local agreement"},
    )
    provision = _text("The section, of a law")


class EscalationShown(ma.Schema):
    """Whom to tell that nobody is there."""

    role = fields.String(required=True)
    role_name = fields.String(required=True)
    contact = fields.Nested(ContactShown, required=True, allow_none=True)


class GapShown(ma.Schema):
    """That nobody is there for a role, and what to do."""

    reason = fields.String(required=True)
    fallback_role = _text("The next role to try; its contacts are the first of `cover`")
    escalate_to = fields.Nested(EscalationShown, required=True, allow_none=True)
    advice = _text("What to do, in words")


class ReplyShown(Sourced):
    """What is asked for, and by when."""

    what = fields.String(required=True)
    by = fields.AwareDateTime(required=True)
    passed = fields.Boolean(required=True, metadata={"description": "That was before now: ask at once"})


class InviteeShown(ma.Schema):
    """Somebody to invite or tell, once a list; or a role of which nobody is there."""

    role = fields.String(required=True, metadata={"description": "A slug of /contact-roles"})
    role_name = fields.String(required=True)
    roles = fields.List(
        fields.String(), required=True, metadata={"description": "All roles of the rules that they fill"}
    )
    level = fields.String(required=True, validate=OneOf(["required", "recommended", "inform_only"]))
    organisation = fields.Nested(OrganisationShown, required=True, allow_none=True)
    contact = fields.Nested(
        ContactShown,
        required=True,
        allow_none=True,
        metadata={"description": "In force on the meeting's day; `reachable_now` is at its time"},
    )
    cover = fields.List(
        fields.Nested(ContactShown), required=True, metadata={"description": "Next to try, in order"}
    )
    gap = fields.Nested(GapShown, required=True, allow_none=True)
    because = fields.List(fields.Nested(ReasonShown), required=True)
    asked_to_bring = fields.List(fields.String(), required=True)
    reply_by = fields.AwareDateTime(required=True, allow_none=True)
    replies = fields.List(fields.Nested(ReplyShown), required=True)
    nobody_then = _text("Says so when neither contact nor cover is known to be reachable at that time")


class CouncilsNamed(ma.Schema):
    """The councils that have to do with a place, as far as they are known."""

    housing = fields.Nested(CouncilNamed, required=True, allow_none=True)
    children = fields.Nested(CouncilNamed, required=True, allow_none=True)
    adults = fields.Nested(CouncilNamed, required=True, allow_none=True)
    placing = fields.Nested(CouncilNamed, required=True, allow_none=True)
    care = fields.Nested(CouncilNamed, required=True, allow_none=True)


class TypeNamed(ma.Schema):
    """A kind of place by name."""

    slug = fields.String(required=True)
    name = fields.String(required=True)


class ResidentShown(ma.Schema):
    """Where somebody is, in names of organisations; never an address."""

    label = fields.String(required=True)
    listed = fields.Boolean(required=True)
    in_use = fields.Boolean(
        required=True,
        allow_none=True,
        metadata={"description": "Whether scheme and provider are there on the day; null where not listed"},
    )
    accommodation_type = fields.Nested(TypeNamed, required=True, allow_none=True)
    scheme = fields.Nested(NamedShown, required=True, allow_none=True)
    provider = fields.Nested(NamedShown, required=True, allow_none=True)
    councils = fields.Nested(CouncilsNamed, required=True)


class GroundShown(Sourced):
    """On what housing is asked."""

    slug = fields.String(required=True)
    name = fields.String(required=True)
    text = fields.String(required=True)
    consent_first = fields.Boolean(required=True)
    alternative = fields.String(required=True)
    decided_by = fields.String(required=True)
    note = _text("What of this was read")


FOR: dict[str, Any] = {
    "for": fields.List(fields.String(), required=True, metadata={"description": "Labels of people"})
}

Acknowledgement = ma.Schema.from_dict(
    {
        **FOR,
        "key": fields.String(required=True, metadata={"description": "Sent back in `acknowledged`"}),
        "organisation": fields.Nested(OrganisationShown, required=True, allow_none=True),
        "roles": fields.List(fields.String(), required=True),
        "acknowledged": fields.Boolean(required=True),
    },
    name="Acknowledgement",
)


class AskShown(ma.Schema):
    """A council or provider to ask about an earlier address."""

    kind = fields.String(required=True, validate=OneOf(["council", "provider"]))
    function = _text("housing, children or adults, of a council")
    since = fields.Date(
        required=True,
        allow_none=True,
        metadata={"description": "First day on which a provider ran the place"},
    )
    until = fields.Date(required=True, allow_none=True, metadata={"description": "And the last of the stay"})
    then = fields.String(required=True, metadata={"description": "Who it was at the time"})
    organisation = fields.Nested(
        OrganisationShown, required=True, allow_none=True, metadata={"description": "Who it is now"}
    )
    certain = fields.Boolean(required=True)
    contact = fields.Nested(ContactShown, required=True, allow_none=True)


HistoryShown = ma.Schema.from_dict(
    {
        "for": fields.String(required=True),
        "since": fields.Date(required=True, allow_none=True),
        "until": fields.Date(required=True, allow_none=True),
        "outcome": fields.String(required=True, validate=OneOf(["found", "choose", "not_listed"])),
        "ask": fields.List(fields.Nested(AskShown), required=True),
        "basis": fields.Nested(GroundShown, required=True),
        "notes": fields.List(fields.String(), required=True),
    },
    name="HistoryShown",
)

#: `for` is a word of Python and can be no attribute of a class.
Invitee = InviteeShown.from_dict(FOR, name="Invitee")

ListShown = ma.Schema.from_dict(
    {
        **FOR,
        "name": fields.String(required=True),
        "confidential": fields.Boolean(
            required=True,
            metadata={
                "description": "Somebody's address is confidential: how they take part is theirs to choose"
            },
        ),
        "people": fields.List(fields.Nested(ResidentShown), required=True),
        "invitees": fields.List(fields.Nested(Invitee), required=True),
        "acknowledgements": fields.List(fields.Nested(Acknowledgement), required=True),
        "history": fields.List(fields.Nested(HistoryShown), required=True),
        "nobody_then": _text("Says so when nobody on the list is known to be reachable at that time"),
        "warnings": fields.List(fields.String(), required=True),
    },
    name="MeetingListShown",
)
