"""Forms that only our own pages can have sent."""

from collections.abc import Collection

from flask import Response, request
from flask_wtf.csrf import generate_csrf, validate_csrf
from wtforms import ValidationError

from directory.api import cookies, csrf
from directory.api.access import current_holder, current_session
from directory.api.problems import problem
from directory.errors import Invalid
from directory.services import sessions

#: Where signing out is sent to; a page from before the session ended may still do so.
SIGN_OUT = "pages.sign_out"


def form_token() -> str:
    """What a form of ours has in its field csrf_token.

    Signed in, it belongs to the session and is good as long; before that it is Flask-WTF's, and is good for
    ten minutes. Whoever asks with a token needs none.
    """
    if current_holder() is not None:
        return ""
    if current_session() is not None:
        return sessions.csrf_token(cookies.held() or "")
    token: str = generate_csrf()
    return token


def refuse_forged(pages: Collection[str]) -> Response | None:
    """Nothing, for a form that a page of ours sent; `pages` are the blueprints that forms are sent to."""
    if request.method in csrf.SAFE or request.blueprint not in pages:
        return None
    if current_holder() is not None:  # a token is sent on purpose, and by no browser of its own accord
        return None
    given = request.form.get(csrf.FIELD)
    if current_session() is None and request.endpoint == SIGN_OUT:  # there is nothing to end
        return None
    if current_session() is not None:
        forged = csrf.is_forged(cookies.held() or "", given)
    else:
        forged = csrf.from_elsewhere() or not _is_before_session(given)
    if not forged:
        return None
    return problem(
        400, "This page had been open for too long, or was not ours. Go back, reload it and try again."
    )


def _is_before_session(given: str | None) -> bool:
    try:
        validate_csrf(given)
    except ValidationError:
        return False
    return True


def refuse_unknown(*known: str) -> None:
    """Refuse a form with a field that our page does not have, or with one of them twice.

    Raises:
        Invalid: what it is, without its value.
    """
    for name, values in request.form.lists():
        if name not in (*known, csrf.FIELD):
            raise Invalid("That form has a field which is not ours. Start again from the page itself.")
        if len(values) > 1:
            raise Invalid(f"'{name}' was given more than once.", name)
