"""The start page, signing out, and the stylesheet."""

from datetime import UTC, datetime
from pathlib import Path

from flask import Blueprint, Response, abort, send_from_directory

from directory.api import cookies
from directory.api.access import current_session, needs
from directory.equipment import equipment
from directory.pages.showing import onwards, page
from directory.pages.words import IN_WORDS
from directory.rules.permissions import Permission
from directory.services import sessions

blueprint = Blueprint("pages", __name__, template_folder="templates")

_ASSETS = Path(__file__).parent / "assets"
_FILES = frozenset({"pages.css"})


@blueprint.get("/")
@needs(Permission.READ_REFERENCE)
def start() -> Response:
    """Who one is here, and where to go."""
    settings, session = equipment().settings, current_session()
    can_sign_in = settings.signs_in or settings.mode == "demo"
    role = IN_WORDS[session.reader.role] if session and session.reader.role else None
    return page("start.html", role=role, can_sign_in=can_sign_in, invented=settings.mode == "demo")


@blueprint.post("/sign-out")
@needs(Permission.READ_REFERENCE)
def sign_out() -> Response:
    """End one's session. Somebody who has none is signed out as they are."""
    held = cookies.held()
    if held is not None:
        sessions.end_by_text(held, datetime.now(UTC))
    answer = onwards("/")
    cookies.take_back(answer)
    # What a page of ours, or of somebody before us, has left in the browser; not the cookies, which belong to
    # the other services of this domain, too.
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@blueprint.get("/assets/<name>")
@needs(Permission.READ_REFERENCE)
def asset(name: str) -> Response:
    """What pages are made with."""
    if name not in _FILES:
        abort(404)
    return send_from_directory(_ASSETS, name, max_age=3600)
