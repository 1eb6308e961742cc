"""The start page, and signing out."""

from datetime import UTC, datetime

from flask import Blueprint, Response

from directory.api import cookies
from directory.api.access import current_session, needs
from directory.equipment import equipment
from directory.pages.navigation import jobs_for
from directory.pages.showing import onwards, page
from directory.pages.words import IN_WORDS
from directory.rules.permissions import Permission
from directory.services import sessions

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
@needs(Permission.READ_REFERENCE)
def start() -> Response:
    """What one may do here, and who one is."""
    settings, session = equipment().settings, current_session()
    can_sign_in = settings.signs_in or settings.mode == "demo"
    role = IN_WORDS[session.reader.role] if session and session.reader.role else None
    return page("start.html", role=role, can_sign_in=can_sign_in, jobs=jobs_for(session))


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
