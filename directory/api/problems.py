"""Everything that goes wrong, told as RFC 9457 problem details."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import marshmallow as ma
from flask import Flask, Response, request
from flask_smorest import Api
from flask_smorest.utils import prepare_response
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import HTTPException

from directory.api.json import json_response
from directory.api.log import record_failure
from directory.errors import (
    BadReference,
    ChoiceDue,
    Conflict,
    DirectoryError,
    Forbidden,
    Invalid,
    NotFound,
    Stale,
    TooMany,
    Unavailable,
)

PROBLEM_JSON = "application/problem+json"

#: Said of a thing that does not exist and of one the reader must not know of: the same, byte for byte.
NOTHING_HERE = "There is nothing here that you may see."

_STATUS: dict[type[DirectoryError], int] = {
    Invalid: 422,
    NotFound: 404,
    Conflict: 409,
    ChoiceDue: 409,
    Stale: 412,
    Forbidden: 403,
    TooMany: 429,
    Unavailable: 503,
    BadReference: 500,
}

#: What a status means, where the standard phrase helps nobody.
_DETAILS = {
    404: NOTHING_HERE,
    405: "This address does not take that method; the Allow header lists those it takes.",
    413: "The body is larger than this service takes.",
    414: "The address is longer than this service takes.",
    415: "The body must be JSON, with the header Content-Type: application/json.",
    500: "Something failed here, not in your request. It has been recorded.",
}

#: Headers of an error that are part of its meaning.
_KEPT_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate", "Location")

#: How many fields `detail` tells of; `errors` has all.
_MOST_TOLD = 5


class Problem(ma.Schema):
    """What went wrong (RFC 9457)."""

    type = ma.fields.String(
        required=True, metadata={"description": "`about:blank`: the status says what kind of problem it is"}
    )
    title = ma.fields.String(required=True)
    status = ma.fields.Integer(required=True)
    detail = ma.fields.String(required=True, metadata={"description": "What is wrong, and what is right"})
    errors = ma.fields.Dict(
        keys=ma.fields.String(),
        values=ma.fields.Dict(),
        metadata={"description": "Invalid input: messages by place (json, query, header), then by field"},
    )
    candidates = ma.fields.List(
        ma.fields.Dict(),
        metadata={"description": "Where one has to be picked: for each `person` (from 0), the `matches`"},
    )


def problem(
    status: int,
    detail: str,
    errors: dict[str, Any] | None = None,
    headers: dict[str, str] | None = None,
    **beside: Any,
) -> Response:
    """A problem answer; `errors` is by place (json, query or header), then by field; `beside`, what else."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **beside,
    }
    if errors:
        body["errors"] = errors
    answer = json_response(body, status, PROBLEM_JSON)
    answer.headers.extend(headers or {})
    return answer


class ProblemApi(Api):  # type: ignore[misc]  # flask-smorest ships no types
    """flask-smorest, telling errors as problems in its answers and in the API's description."""

    ERROR_SCHEMA = Problem

    def _register_error_handlers(self) -> None:
        """None of its own: `register` below has them all."""

    def _register_responses(self) -> None:
        for status in HTTPStatus:
            if status >= 400:
                self._describe(status.name, status.phrase)
        self._describe(self.DEFAULT_ERROR_RESPONSE_NAME, "What went wrong")

    def _describe(self, name: str, description: str) -> None:
        response = {"description": description, "schema": Problem}
        prepare_response(response, self.spec, PROBLEM_JSON)
        self.spec.components.response(name, response, lazy=True)


def register(app: Flask) -> None:
    """Tell every error of `app` as a problem."""
    app.register_error_handler(HTTPException, _tell_http)
    app.register_error_handler(DirectoryError, _tell_ours)
    app.register_error_handler(OperationalError, _tell_unavailable)
    app.register_error_handler(NoConnection, _tell_unavailable)
    app.register_error_handler(Exception, _tell_unexpected)
    # Flask's own way, for what fails outside those, would log the error's words and with them what was asked.
    app.log_exception = lambda about: record_failure(about[1])  # type: ignore[method-assign, assignment, arg-type]  # no hook


def _tell_http(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400:  # a redirect
        return Response(status=status, headers=_kept(error))
    data = getattr(error, "data", None) or {}
    headers = _kept(error) | dict(data.get("headers") or {})
    errors = data.get("messages")
    if status == 422 and errors:
        by_place = {place: dict(_by_field(found)) for place, found in errors.items()}
        told = [f"{field}: {messages[0]}" for found in by_place.values() for field, messages in found.items()]
        return problem(422, "; ".join(told[:_MOST_TOLD]), by_place, headers)
    detail = data.get("detail") or _DETAILS.get(status) or error.description or HTTPStatus(status).phrase
    return problem(status, detail, headers=headers)


def _tell_ours(error: DirectoryError) -> Response:
    status = _STATUS.get(type(error), 500)
    if status == 500:
        return _tell_unexpected(error)
    if isinstance(error, Invalid):
        place = "query" if request.method in ("GET", "HEAD") else "json"
        faults = {field: [message] for field, message in error.faults.items()}
        return problem(422, error.message, {place: faults} if faults else None)
    if isinstance(error, NotFound):
        return problem(404, NOTHING_HERE)
    if isinstance(error, ChoiceDue):
        return problem(409, error.message, candidates=error.candidates)
    if isinstance(error, TooMany):
        return problem(429, error.message, headers={"Retry-After": str(error.retry_after_s)})
    if isinstance(error, Unavailable):
        return problem(503, error.message, headers={"Retry-After": str(error.retry_after_s or 5)})
    return problem(status, error.message)


def _tell_unavailable(error: DBAPIError | NoConnection) -> Response:
    """The database does not answer, is being restarted, or has no room left."""
    record_failure(error)
    return problem(503, "The directory cannot be reached just now; try again.", headers={"Retry-After": "2"})


def _tell_unexpected(error: Exception) -> Response:
    record_failure(error)
    return problem(500, _DETAILS[500])


def _kept(error: HTTPException) -> dict[str, str]:
    sent = error.get_response().headers
    return {name: sent[name] for name in _KEPT_HEADERS if name in sent}


def _by_field(found: Any, field: str = "") -> Iterator[tuple[str, list[str]]]:
    """The messages by the path of their field: `lookups.0.address` for that of the first of several."""
    if isinstance(found, dict):
        for name, inner in found.items():
            below = "" if name == "_schema" else str(name)
            yield from _by_field(inner, ".".join(part for part in (field, below) if part))
    else:
        yield field or "body", [str(message) for message in found]
