"""How a page is shown."""

from typing import Any

from flask import Response, g, render_template

from directory.api.access import current_session
from directory.api.headers import OWN_FORMS
from directory.equipment import equipment
from directory.pages.forms import form_token
from directory.services.sessions import SignedIn


def page(template: str, status: int = 200, **values: Any) -> Response:
    """A page of ours, which no cache keeps. It knows who is signed in, and how to sign them out."""
    return _page(template, status, current_session(), values)


def onwards(where: str) -> Response:
    """Send the browser on to `where`. No cache keeps the answer: a session's cookie may come with it."""
    return Response(status=303, headers={"Location": where, "Cache-Control": "no-store"})


def fault_page(
    status: int, title: str, *told: str, again: str | None = None, again_label: str = "Try again"
) -> Response:
    """A page that says what went wrong and what to do; `again` is where to try anew.

    It asks the database nothing, which may be what went wrong.
    """
    values = {"title": title, "told": told, "again": again, "again_label": again_label}
    return _page("fault.html", status, g.get("signed_in"), values)


def _page(template: str, status: int, session: SignedIn | None, values: dict[str, Any]) -> Response:
    settings = equipment().settings
    text = render_template(
        f"pages/{template}",
        session=session,
        token=form_token() if session is not None else None,
        demonstration=settings.mode == "demo",
        idle=settings.session_idle_minutes,
        **values,
    )
    headers = {"Content-Security-Policy": OWN_FORMS, "Cache-Control": "no-store"}
    return Response(text, status, headers, mimetype="text/html")
