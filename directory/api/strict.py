"""A request is taken whole or refused: no unknown parameter, no second value, no half-read body."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NoReturn

import marshmallow as ma
from flask import Flask, Request, Response, request
from webargs.flaskparser import FlaskParser, abort
from werkzeug.exceptions import HTTPException

from directory.api.access import request_view
from directory.api.json import BadJson, read_json
from directory.api.messages import speak_plainly, with_nearest
from directory.api.problems import problem

#: No question this API takes comes near it; what is long belongs in a body.
LONGEST_QUERY = 2_000


speak_plainly()


class StrictParser(FlaskParser):
    """Reads what a route's schema asks for, and refuses what the schema does not know."""

    DEFAULT_UNKNOWN_BY_LOCATION = {"json": ma.RAISE, "query": ma.RAISE, "headers": ma.EXCLUDE}  # noqa: RUF012 - webargs' own

    def handle_error(
        self,
        error: ma.ValidationError,
        req: Request,
        schema: ma.Schema,
        *,
        error_status_code: int | None,
        error_headers: Any,
    ) -> NoReturn:
        error.messages = {place: with_nearest(found, schema) for place, found in error.messages_dict.items()}
        super().handle_error(
            error, req, schema, error_status_code=error_status_code, error_headers=error_headers
        )

    def load_json(self, req: Request, schema: ma.Schema) -> Any:
        if req.mimetype != "application/json" or req.headers.get("Content-Encoding"):
            abort(415)
        try:
            return read_json(_body(req))
        except BadJson as fault:
            abort(400, detail=str(fault))


def _body(req: Request) -> bytes:
    try:
        body = req.get_data()
        # werkzeug cuts a body in chunks off at the limit, and says nothing.
        if req.content_length is None and len(body) == req.max_content_length:
            abort(413)
        return body
    except HTTPException:  # too large
        raise
    except Exception:  # what a server raises for a body that is cut short or ill-formed is the server's own
        abort(400, detail="The body ends before it should, or its chunks are ill-formed.")


def register(app: Flask) -> None:
    """Refuse, on every route of `app` under /api/, what the route does not know."""
    app.before_request(_refuse_unknown)


def _refuse_unknown() -> Response | None:
    # Two slashes at the beginning are one to the router, and would be a second spelling of every address.
    if "\0" in request.path or request.environ["PATH_INFO"].startswith("//"):
        return _not_found()
    if len(request.query_string) > LONGEST_QUERY:
        return problem(414, f"The query is longer than {LONGEST_QUERY} characters, the most this takes.")
    if not request.query_string or request.endpoint is None or not request.path.startswith("/api/"):
        return None
    known = query_parameters(request_view())
    errors: dict[str, list[str]] = {}
    for name, values in request.args.lists():
        if name not in known:
            takes = ", ".join(sorted(known)) or "none"
            errors[name] = [f"Unknown parameter; this takes {takes}."]
        elif len(values) > 1 and not known[name]:
            errors[name] = ["Given more than once."]
        elif any("\0" in value for value in values):
            errors[name] = ["Holds a NUL character, which no text may."]
    if not errors:
        return None
    first, messages = next(iter(errors.items()))
    return problem(422, f"{first}: {messages[0]}", {"query": errors})


def _not_found() -> NoReturn:
    abort(404)


@lru_cache(maxsize=1000)
def query_parameters(view: Callable[..., Any]) -> dict[str, bool]:
    """The query parameters `view` takes, by name; True for one that may be given several times."""
    described = getattr(view, "_apidoc", {}).get("arguments", {}).get("parameters", [])
    known: dict[str, bool] = {}
    for parameter in described:
        if parameter.get("in") != "query":
            continue
        schema = parameter["schema"]
        fields = (schema() if isinstance(schema, type) else schema).load_fields
        known |= {field.data_key or name: isinstance(field, ma.fields.List) for name, field in fields.items()}
    return known
