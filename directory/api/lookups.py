"""Look-ups: an address in, the right housing contacts out."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import marshmallow as ma
from marshmallow import fields
from marshmallow.validate import Length, OneOf

from directory.api import limits
from directory.api.access import current_reader, needs
from directory.api.routes import Routes
from directory.api.shapes import things
from directory.errors import Invalid, TooMany
from directory.rules.addresses import MAX_LENGTH
from directory.rules.permissions import Permission, Reader
from directory.services import lookup

#: As many look-ups as one call takes.
MOST_AT_ONCE = 500

blueprint = Routes("lookups", "Who is at an address, what support a family gets there, and whom to ring now.")


class LookupFields(ma.Schema):
    """What is asked of one place, and when."""

    address = fields.String(
        validate=Length(max=MAX_LENGTH),
        metadata={
            "description": "As typed or pasted; may hold the postcode",
            "example": "flat 3, 12 high st, CM1 1AA",
        },
    )
    postcode = fields.String(validate=Length(max=MAX_LENGTH), allow_none=True)
    uprn = fields.String(
        validate=Length(max=20), metadata={"description": "Instead of an address: 1 to 12 digits"}
    )
    on = fields.Date(metadata={"description": "The day asked about; today in London unless given"})
    since = fields.Date(
        metadata={
            "description": "The day a stay began, such as the first night: time limits of the places found "
            "then have `ends_on`"
        }
    )


class LookupQuery(LookupFields):
    """An address, or a UPRN. It is neither kept nor logged."""

    @ma.validates_schema
    def _one_way(self, data: Mapping[str, Any], **_: Any) -> None:
        if not _is_one_way(data):
            raise ma.ValidationError(_ONE_WAY, "address")


_ONE_WAY = "Give an address (with or without a postcode), or a UPRN."


def _is_one_way(asked: Mapping[str, Any]) -> bool:
    by_address = bool(asked.get("address") or asked.get("postcode"))
    return by_address != ("uprn" in asked)


class MatchShown(ma.Schema):
    """An address of the directory, whose it is and whom to ring."""

    premises = fields.Nested(things.PremisesShown, required=True)
    score = fields.Float(
        required=True, metadata={"description": "0 to 1: how alike; ranks, and proves nothing"}
    )
    why = fields.List(
        fields.String(), required=True, metadata={"description": "Parts of the address that agree"}
    )
    differs = fields.List(fields.String(), required=True, metadata={"description": "Parts that do not"})
    scheme = fields.Nested(things.SchemeShown, required=True)
    provider = fields.Nested(things.ProviderShown, required=True)
    contacts = fields.List(
        fields.Nested(things.ContactShown),
        required=True,
        metadata={"description": "In the order to try them now"},
    )
    nobody_now = fields.String(
        required=True, allow_none=True, metadata={"description": "Says so when none can be reached now"}
    )
    safeguarding_cover = things.safeguarding_cover()


class PostcodeShown(ma.Schema):
    """What became of the postcode."""

    given = fields.String(required=True, allow_none=True)
    used = fields.String(required=True, allow_none=True)
    status = fields.String(required=True, validate=OneOf(["known", "unknown", "corrected", "absent"]))


class LookupAnswer(ma.Schema):
    """`found` is safe to act on; `choose` needs a person to pick; `not_listed` knows no such address."""

    outcome = fields.String(required=True, validate=OneOf(["found", "choose", "not_listed"]))
    matches = fields.List(
        fields.Nested(MatchShown),
        required=True,
        metadata={"description": "Best first; one when found, at most ten to choose from"},
    )
    authorities = fields.Nested(things.AuthoritiesShown, required=True)
    postcode = fields.Nested(PostcodeShown, required=True)
    notes = fields.List(fields.String(), required=True)


class BatchLookup(LookupFields):
    """One of several. One that is blank or too long is told so in its place, and does not stop the others."""

    address = fields.String(allow_none=True, metadata={"example": "flat 3, 12 high st, CM1 1AA"})
    postcode = fields.String(allow_none=True)
    uprn = fields.String(allow_none=True)

    @ma.post_load
    def _without_blanks(self, data: Mapping[str, Any], **_: Any) -> dict[str, Any]:
        return {name: value for name, value in data.items() if value is not None}


class BatchQuery(ma.Schema):
    """Up to 500 look-ups."""

    lookups = fields.List(fields.Nested(BatchLookup), required=True, validate=Length(min=1, max=MOST_AT_ONCE))


class BatchProblem(ma.Schema):
    """Why one of the look-ups could not be answered."""

    detail = fields.String(required=True)
    field = fields.String(required=True, allow_none=True)


class BatchItem(ma.Schema):
    """The answer to one of the look-ups, or why there is none."""

    answer = fields.Nested(LookupAnswer, required=True, allow_none=True)
    problem = fields.Nested(BatchProblem, required=True, allow_none=True)


class BatchAnswer(ma.Schema):
    """One item a look-up, in the order asked."""

    items = fields.List(fields.Nested(BatchItem), required=True)


@blueprint.post("/lookups")
@needs(Permission.LOOK_UP)
@limits.counted_as(limits.Flow.LOOKUPS)
@blueprint.arguments(LookupQuery())
@blueprint.response(200, LookupAnswer)
def look_up(query: Mapping[str, Any]) -> dict[str, Any]:
    """Who runs the accommodation at an address, and whom to ring."""
    limits.watch(query)
    return lookup.look_up(query, datetime.now(UTC), current_reader())


@blueprint.post("/lookups/batch")
@needs(Permission.LOOK_UP)
@limits.counted_as(limits.Flow.LOOKUPS)
@blueprint.arguments(BatchQuery())
@blueprint.response(200, BatchAnswer)
def look_up_many(query: Mapping[str, Any]) -> dict[str, Any]:
    """Up to 500 look-ups in one call; one that cannot be answered does not stop the others."""
    now, reader = datetime.now(UTC), current_reader()
    limits.take(len(query["lookups"]) - 1)
    too_many: list[TooMany] = []
    items = [_item(asked, now, reader, too_many) for asked in query["lookups"]]
    if len(too_many) == len(items):
        raise too_many[0]
    return {"items": items}


def _item(asked: Mapping[str, Any], now: datetime, reader: Reader, too_many: list[TooMany]) -> dict[str, Any]:
    try:
        _refuse_unusable(asked)
        limits.watch(asked)
        return {"answer": lookup.look_up(asked, now, reader), "problem": None}
    except Invalid as fault:
        return {"answer": None, "problem": {"detail": fault.message, "field": fault.field}}
    except TooMany as fault:
        too_many.append(fault)
        return {"answer": None, "problem": {"detail": fault.message, "field": None}}


def _refuse_unusable(asked: Mapping[str, Any]) -> None:
    """Refuse what a single look-up would refuse before it begins.

    Raises:
        Invalid: it names no place, or two, or is too long to be an address.
    """
    if not _is_one_way(asked):
        raise Invalid(_ONE_WAY, "address")
    for name in ("address", "postcode"):
        if len(asked.get(name, "")) > MAX_LENGTH:
            raise Invalid(f"This is longer than an address can be, {MAX_LENGTH} characters.", name)
