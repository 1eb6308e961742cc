"""Who is asking, and whether they may: checked before a route runs, and refused unless it says otherwise."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, request

from directory.api.problems import problem
from directory.rules.permissions import ANYONE, PUBLIC, Permission, Reader
from directory.services import tokens

View = TypeVar("View", bound=Callable[..., Any])

_MARK = "needed_permission"
_CHALLENGE = 'Bearer realm="directory"'


def needs(permission: Permission) -> Callable[[View], View]:
    """Mark a route with the one permission its reader needs.

    `Permission.READ_REFERENCE` opens it to anyone. A route without a mark answers nobody.
    """

    def mark(view: View) -> View:
        setattr(view, _MARK, permission)
        if permission not in PUBLIC:
            # flask-smorest describes a route by what its decorators leave here.
            described = dict(getattr(view, "_apidoc", {}))
            described["manual_doc"] = {**described.get("manual_doc", {}), "security": [{"bearer": []}]}
            responses = described["manual_doc"].get("responses", {})
            described["manual_doc"]["responses"] = {**responses, "401": "UNAUTHORIZED", "403": "FORBIDDEN"}
            setattr(view, "_apidoc", described)  # noqa: B010 - a function has no such attribute to a type checker
        return view

    return mark


def permission_of(view: Callable[..., Any]) -> Permission | None:
    """The permission `view` was marked with; None when it has no mark."""
    found: Permission | None = getattr(view, _MARK, None)
    return found


def current_reader() -> Reader:
    """Who sent the request being answered; ANYONE on a route that is open to anyone."""
    reader: Reader = g.reader
    return reader


def register(app: Flask) -> None:
    """Check every request to `app` before its route runs."""
    app.before_request(_admit)


def _admit() -> Response | None:
    g.reader = ANYONE
    if request.endpoint is None:  # no such route or method: Flask says so
        return None
    permission = permission_of(request_view())
    if permission in PUBLIC:
        return None
    given = request.headers.get("Authorization")
    if given is None:
        return _refuse("This needs a token: send the header Authorization: Bearer <token>.", _CHALLENGE)
    scheme, _, text = given.partition(" ")
    reader = tokens.reader_of(text.strip(), datetime.now(UTC)) if scheme.lower() == "bearer" else None
    if reader is None:
        challenge = f'{_CHALLENGE}, error="invalid_token"'
        return _refuse("This token is not known, has expired or was revoked.", challenge)
    g.reader = reader
    if permission is None or not reader.may(permission):
        return problem(403, "Your role does not allow this.")
    return None


def request_view() -> Callable[..., Any]:
    """The function that will answer the request."""
    return current_app.view_functions[request.endpoint or ""]


def _refuse(detail: str, challenge: str) -> Response:
    return problem(401, detail, headers={"WWW-Authenticate": challenge})
