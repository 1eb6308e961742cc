"""JSON in and out: what is read is read strictly, what is written is written fast."""

import json
from typing import Any

import orjson
from flask import Response
from flask.json.provider import JSONProvider

#: Nothing this API takes is nested more than a handful deep.
DEEPEST = 32


class BadJson(ValueError):
    """A body that is no JSON, or JSON that two readers could read differently; str() says why."""


def read_json(raw: bytes) -> Any:
    """What `raw` holds.

    Refused are: anything RFC 8259 does not allow (NaN, half a surrogate pair, bytes that are not UTF-8), one
    key twice in an object, NUL in a text, and nesting over 32 deep.

    Raises:
        BadJson: any of these.
    """
    if not raw.strip():
        raise BadJson("The body is empty; it takes a JSON object.")
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError as fault:
        raise BadJson(f"The body is not JSON: line {fault.lineno}, column {fault.colno}.") from None
    _check_depth(value)
    if b"\\u0000" in raw and _holds_nul(value):
        raise BadJson("The body holds a NUL character (\\u0000), which no text may.")
    # orjson keeps the last of two equal keys without a word; the standard reader can be asked.
    try:
        json.loads(raw, object_pairs_hook=_without_repeats)
    except BadJson:
        raise
    except ValueError:
        raise BadJson("The body holds a number that is too long.") from None
    return value


def json_response(value: Any, status: int = 200, mimetype: str = "application/json") -> Response:
    """`value` as a JSON answer. Ids, and dataclasses, are written too; dates as ISO 8601."""
    return Response(orjson.dumps(value, default=_plain), status=status, mimetype=mimetype)


class FastJson(JSONProvider):
    """What Flask itself writes and reads JSON with."""

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        option = orjson.OPT_INDENT_2 if kwargs.get("indent") else None
        return orjson.dumps(obj, default=_plain, option=option).decode()

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        return read_json(s.encode() if isinstance(s, str) else s)

    def response(self, *args: Any, **kwargs: Any) -> Response:
        return json_response(self._prepare_response_obj(args, kwargs))


def _plain(value: Any) -> Any:
    """Values orjson does not write by itself."""
    if isinstance(value, frozenset | set):
        return sorted(value)
    if hasattr(value, "_asdict"):
        return value._asdict()
    if hasattr(value, "items"):
        return dict(value.items())
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _without_repeats(pairs: list[tuple[str, Any]]) -> None:
    if len(pairs) > 1 and len({key for key, _ in pairs}) < len(pairs):
        raise BadJson("The body holds one key twice in the same object.")


def _check_depth(value: Any) -> None:
    nested = [value]
    for _ in range(DEEPEST):
        nested = [each for each in nested if isinstance(each, dict | list)]
        if not nested:
            return
        nested = [inner for each in nested for inner in (each.values() if isinstance(each, dict) else each)]
    if any(isinstance(each, dict | list) for each in nested):
        raise BadJson(f"The body is nested more than {DEEPEST} deep.")


def _holds_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any("\0" in key or _holds_nul(inner) for key, inner in value.items())
    return isinstance(value, list) and any(_holds_nul(inner) for inner in value)
