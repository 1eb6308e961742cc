"""What entries of the reference catalogue are made of: statements, limits, and what each rests on."""

from typing import Any

import marshmallow as ma

from directory.equipment import equipment
from directory.rules.catalogue import Row

_STANDING = "`verified`: primary text read; `secondary`: read in a copy or summary; `unverified`: not law"


class SourceLink(ma.Schema):
    """A text that something rests on; the whole entry is under /sources."""

    slug = ma.fields.String(required=True)
    title = ma.fields.String(required=True)
    address = ma.fields.String(required=True, allow_none=True, metadata={"description": "A web address"})


class SourceLinks(ma.fields.List[Any]):
    """Slugs of sources, told with their titles and addresses."""

    def __init__(self, **described: Any) -> None:
        super().__init__(ma.fields.Nested(SourceLink), required=True, **described)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> list[Any]:
        sources = equipment().catalogue.sources
        named = [sources[slug] for slug in value or ()]
        return [{"slug": each.slug, "title": each.title, "address": each.address} for each in named]


class Standing(ma.Schema):
    """How far something can be relied on."""

    verification = ma.fields.String(
        required=True,
        validate=ma.validate.OneOf(["verified", "secondary", "unverified"]),
        metadata={"description": _STANDING},
    )
    source = SourceLinks(attribute="sources")


class Statement(Standing):
    """One statement, with its own standing."""

    text = ma.fields.String(required=True)
    note = ma.fields.String(required=True, allow_none=True)
    as_of = ma.fields.Date(required=True, allow_none=True)
    valid_from = ma.fields.Date(required=True, allow_none=True)
    valid_to = ma.fields.Date(required=True, allow_none=True)


class Claim(Standing):
    """What the entry says on this, only as far as its standing carries."""

    text = ma.fields.String(required=True)


class Limit(Standing):
    """A limit that is a number."""

    what = ma.fields.String(required=True)
    kind = ma.fields.String(
        required=True,
        metadata={
            "description": "maximum (no longer than), deadline (within, after `starts`), "
            "ahead (so long before `starts`), interval (at least every) or age (until that age)"
        },
    )
    quantity = ma.fields.Float(required=True)
    unit = ma.fields.String(required=True)
    starts = ma.fields.String(required=True, allow_none=True)
    note = ma.fields.String(required=True, allow_none=True)


class CountedLimit(Limit):
    """A limit that is a number, and when it ends if it was asked `since` when."""

    ends_on = ma.fields.Date(
        allow_none=True,
        metadata={
            "description": "With `since` only: the last day the limit allows, of an unbroken stay; null "
            "where it is not a count of days from a day"
        },
    )


class Named(ma.Schema):
    """An entry of another list, by its slug there."""

    slug = ma.fields.String(required=True)
    name = ma.fields.String(required=True)


class Entry(Standing):
    """What every entry of the catalogue has."""

    slug = ma.fields.String(required=True)
    note = ma.fields.String(required=True, allow_none=True)
    as_of = ma.fields.Date(required=True, allow_none=True)
    origin = ma.fields.String(
        required=True,
        metadata={"description": "`shipped` with the service, or `local`: added or changed by this council"},
    )
    proposed = ma.fields.List(
        ma.fields.String(),
        required=True,
        metadata={"description": "Fields that are a proposal for local agreement, not what sources say"},
    )


def claim(row: Row, field: str) -> dict[str, Any] | None:
    """The text of one `field` of a row with the row's standing; None where the row says nothing.

    A proposed field is unverified, whatever else of the row was read.
    """
    text = getattr(row, field)
    if text is None:
        return None
    verification = "unverified" if field in row.proposed else row.verification
    return {"text": text, "verification": verification, "sources": row.sources}
