"""What is wrong with a field: what it takes, with an example, and no repeating of what was given."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import marshmallow as ma
from marshmallow import fields
from marshmallow.validate import OneOf

from directory.rules.nearest import did_you_mean

_MISSING: Final = "This is needed, and is not there."
_UNKNOWN: Final = "Unknown field."

_A_TIME = "This takes a day and a time with its offset, such as 2026-12-01T10:00:00+00:00 (+01:00 in summer)."
_MESSAGES: Final[Mapping[type[fields.Field[Any]], Mapping[str, str]]] = {
    fields.Field: {"required": _MISSING, "null": "This may not be null."},
    fields.String: {"invalid": "This takes text, not a number or a list."},
    fields.Integer: {"invalid": "This takes a whole number, such as 9; in JSON without quotation marks."},
    fields.Number: {"invalid": "This takes a number, such as 5 or 2.5."},
    fields.UUID: {
        "invalid_uuid": "This takes an id as answers of this service have it, such as "
        "1b4e28ba-2fa1-41d2-883f-0016d3cca427; not a name."
    },
    fields.Date: {"invalid": "This takes a day as year-month-day, such as 2026-11-05 for 5 November 2026."},
    fields.DateTime: {"invalid": _A_TIME, "invalid_awareness": _A_TIME},
    fields.List: {"invalid": "This takes a list, in square brackets, even of one."},
    fields.Nested: {"type": 'This takes named values in braces, such as {"label": "mother"}.'},
    fields.Email: {"invalid": "This takes a mailbox, such as name@council.example."},
}


def speak_plainly() -> None:
    """Have marshmallow say these in place of its own words, such as `Not a valid date.`, that help nobody."""
    for kind, messages in _MESSAGES.items():
        kind.default_error_messages = {**kind.__dict__.get("default_error_messages", {}), **messages}
    ma.Schema.error_messages = {"type": "This takes named values, in braces.", "unknown": _UNKNOWN}


def with_nearest(messages: Any, schema: ma.Schema) -> Any:
    """Messages by field, where each unknown name is told the nearest that there is, and all of them."""
    if not isinstance(messages, dict):
        return messages
    takes = {field.data_key or name: field for name, field in schema.load_fields.items()}
    return {name: _told(name, inner, takes) for name, inner in messages.items()}


def _told(name: Any, messages: Any, takes: Mapping[str, fields.Field[Any]]) -> Any:
    if messages == [_UNKNOWN]:
        hint = did_you_mean(str(name), takes)
        return [f"There is no such field.{hint} There are {', '.join(sorted(takes))}."]
    field = takes.get(str(name))
    if messages == [_MISSING] and field is not None:
        return [f"{_MISSING} {_expected(field)}".strip()]
    for inner in _nested(field):
        if isinstance(messages, dict):
            if isinstance(field, fields.List):
                return {place: with_nearest(each, inner) for place, each in messages.items()}
            return with_nearest(messages, inner)
    return messages


def _expected(field: fields.Field[Any]) -> str:
    """What a field takes, as far as can be said of it in a line; empty where that is nothing."""
    for check in field.validators:
        if isinstance(check, OneOf):
            return f"It is one of: {check.choices_text}."
    if example := field.metadata.get("example"):
        return f"It is such as {example}."
    if said := field.metadata.get("description"):
        return f"{said}."
    kinds = (kind for kind in type(field).__mro__ if kind in _MESSAGES and kind is not fields.Field)
    return next((next(iter(_MESSAGES[kind].values())) for kind in kinds), "")


def _nested(field: fields.Field[Any] | None) -> Iterator[ma.Schema]:
    """The schema below a field, where there is one."""
    if isinstance(field, fields.List):
        field = field.inner
    if isinstance(field, fields.Nested):
        yield field.schema
