"""Who is asking, and whether they may: checked before a route runs, and refused unless it says otherwise."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, request

from directory.api import cookies, csrf
from directory.api.problems import problem
from directory.config import Settings
from directory.rules.permissions import ANYONE, PUBLIC, PURPOSES, Permission, Reader
from directory.services import sessions, tokens

View = TypeVar("View", bound=Callable[..., Any])

#: The header that says why somebody asks, in one of PURPOSES.
PURPOSE = "Directory-Purpose"

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
            either: list[dict[str, list[str]]] = [{"bearer": []}, {"session": []}]
            described["manual_doc"] = {**described.get("manual_doc", {}), "security": either}
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


def current_session() -> sessions.SignedIn | None:
    """The session that the request's cookie stands for; None when there is none, or it has ended."""
    if "signed_in" not in g:
        text = cookies.held()
        g.signed_in = sessions.known(text, datetime.now(UTC)) if text else None
    found: sessions.SignedIn | None = g.signed_in
    return found


def current_holder() -> tokens.Holder | None:
    """Who holds the token the request came with; None when it came with none."""
    found: tokens.Holder | None = g.get("holder")
    return found


def register(app: Flask) -> None:
    """Check every request to `app` before its route runs."""
    app.before_request(_admit)


def describe(description: dict[str, Any], settings: Settings) -> dict[str, Any]:
    """Add to an OpenAPI document how one says who one is, and why one asks."""
    parts = description["components"]
    parts["securitySchemes"] = {
        "bearer": {"type": "http", "scheme": "bearer"},
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": cookies.name(settings),
            "description": (
                f"Somebody who signed in. What changes something also needs the header {csrf.HEADER}, with "
                "what GET /api/v1/me gives as csrf_token."
            ),
        },
    }
    parts.setdefault("parameters", {})["purpose"] = {
        "in": "header",
        "name": PURPOSE,
        "description": "Why one asks; kept in the audit log.",
        "schema": {"type": "string", "enum": [*PURPOSES]},
    }
    for path in description["paths"].values():
        for operation in path.values():
            if "security" in operation:
                operation.setdefault("parameters", []).append({"$ref": "#/components/parameters/purpose"})
    return description


def _admit() -> Response | None:
    g.reader = ANYONE
    # Of the request before, where somebody keeps one context for several.
    g.pop("signed_in", None)
    g.pop("holder", None)
    if request.endpoint is None:  # no such route or method: Flask says so
        return None
    permission = permission_of(request_view())
    if permission in PUBLIC:
        return None
    # A token is sent on purpose, a cookie by itself: who sends both means the token.
    refused = _by_session() if "Authorization" not in request.headers else _by_token()
    if refused is not None:
        return refused
    if permission is None or not g.reader.may(permission):
        return problem(403, "Your role does not allow this.")
    return _take_purpose()


def _by_token() -> Response | None:
    scheme, _, text = request.headers["Authorization"].partition(" ")
    holder = tokens.holder_of(text.strip(), datetime.now(UTC)) if scheme.lower() == "bearer" else None
    if holder is None:
        challenge = f'{_CHALLENGE}, error="invalid_token"'
        return _refuse("This token is not known, has expired or was revoked.", challenge)
    g.holder, g.reader = holder, holder.reader
    return None


def _by_session() -> Response | None:
    session = current_session()
    if session is None:
        told = "This needs a token: send the header Authorization: Bearer <token>. Or sign in, at /sign-in."
        return _refuse(told, _CHALLENGE)
    g.reader = session.reader
    if request.method not in csrf.SAFE and csrf.is_forged(cookies.held() or "", _sent_along()):
        return problem(
            403,
            f"Signed in, send the header {csrf.HEADER} with what GET /api/v1/me gives as csrf_token, and "
            "from this site only. A token needs no such header.",
        )
    return None


def _sent_along() -> str | None:
    """The text that pages of ours send along: in a header, or in the form that a page sends."""
    if request.path.startswith("/api/"):
        return request.headers.get(csrf.HEADER)
    return request.headers.get(csrf.HEADER) or request.form.get(csrf.FIELD)


def _take_purpose() -> Response | None:
    """Keep why somebody asks, where they say so."""
    purpose = request.headers.get(PURPOSE)
    if purpose is None:
        return None
    if purpose not in PURPOSES:
        told = f"It takes one of {', '.join(PURPOSES)}."
        return problem(422, f"{PURPOSE}: {told}", {"header": {PURPOSE: [told]}})
    g.reader = replace(g.reader, purpose=purpose)
    return None


def request_view() -> Callable[..., Any]:
    """The function that will answer the request."""
    return current_app.view_functions[request.endpoint or ""]


def _refuse(detail: str, challenge: str) -> Response:
    return problem(401, detail, headers={"WWW-Authenticate": challenge})
