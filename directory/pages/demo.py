"""Signing in to the demo: as anybody, since nobody in it exists. These routes are there in demo mode only."""

from datetime import UTC, datetime

from flask import Blueprint, Response, request

from directory.api import cookies, limits
from directory.api.access import needs
from directory.pages.forms import form_token
from directory.pages.own_path import own_path
from directory.pages.showing import fault_page, onwards, page
from directory.pages.words import IN_WORDS
from directory.rules.permissions import Permission, Role
from directory.rules.sign_in import Grant
from directory.services import sessions

blueprint = Blueprint("demo_pages", __name__)


@blueprint.get("/sign-in")
@needs(Permission.READ_REFERENCE)
@limits.counted_as(limits.Flow.SIGN_IN)
def choose() -> Response:
    """The five roles, to sign in as any of them."""
    after = own_path(request.args.get("next"))
    return page("sign_in_demo.html", roles=IN_WORDS, after=after, form_token=form_token())


@blueprint.post("/sign-in/demo")
@needs(Permission.READ_REFERENCE)
@limits.counted_as(limits.Flow.SIGN_IN)
def sign_in() -> Response:
    """Sign in as the invented person of a role."""
    chosen = request.form.get("role", "")
    if chosen not in [*Role]:
        return fault_page(400, "There is no such role", "Choose one of the five.", again="/sign-in")
    role = Role(chosen)
    text = sessions.start(sessions.invented(role), Grant(role), datetime.now(UTC), cookies.held())
    answer = onwards(own_path(request.form.get("next")))
    cookies.hand_over(answer, text)
    return answer
