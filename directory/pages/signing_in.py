"""Signing in with the identity provider of one's organisation."""

from datetime import UTC, datetime

from flask import Blueprint, Response, request, session

from directory.api import cookies, limits
from directory.api.access import needs
from directory.equipment import equipment
from directory.errors import Invalid
from directory.pages import openid
from directory.pages.own_path import own_path
from directory.pages.showing import fault_page, onwards
from directory.rules.permissions import Permission
from directory.rules.sign_in import grant_of
from directory.services import sessions

blueprint = Blueprint("sign_in", __name__)

_AFTER = "after"

_FAILED = {
    openid.Failure.NOT_FINISHED: (
        400,
        "You are not signed in",
        "Signing in was not finished. It has to be done within ten minutes, in one browser, and a link from "
        "it works once.",
    ),
    openid.Failure.NOT_BELIEVED: (
        400,
        "You are not signed in",
        "What the identity provider said does not fit what this service asked it. If that happens again, "
        "tell whoever looks after this service.",
    ),
    openid.Failure.NO_ANSWER: (
        503,
        "The identity provider does not answer",
        "Try again in a minute. If that does not help, tell whoever looks after this service.",
    ),
}


@blueprint.get("/sign-in")
@needs(Permission.READ_REFERENCE)
@limits.counted_as(limits.Flow.SIGN_IN)
def sign_in() -> Response:
    """Go to the identity provider."""
    if not equipment().settings.signs_in:
        return fault_page(
            503,
            "Sign-in is not set up here",
            "Whoever looks after this service sets it up with DIRECTORY_OIDC_ISSUER, "
            "DIRECTORY_OIDC_CLIENT_ID, DIRECTORY_OIDC_CLIENT_SECRET, DIRECTORY_OIDC_ROLES and "
            "DIRECTORY_PUBLIC_URL; docs/operations.md says how. Until then this service answers to tokens.",
        )
    try:
        answer = openid.the_sign_in().begin()
    except openid.SignInFailed as fault:
        return _failed(fault)
    session[_AFTER] = own_path(request.args.get("next"))
    return answer


@blueprint.get(openid.RETURN_PATH)
@needs(Permission.READ_REFERENCE)
@limits.counted_as(limits.Flow.SIGN_IN)
def come_back() -> Response:
    """Take what the identity provider says of somebody, and begin their session."""
    settings = equipment().settings
    if not settings.signs_in:
        return _failed(openid.SignInFailed(openid.Failure.NOT_FINISHED))
    after = own_path(session.pop(_AFTER, None))
    try:
        claims = openid.the_sign_in().finish()
        identity = sessions.Identity.from_claims(settings.oidc_issuer or "", claims)
    except Invalid:
        return _failed(openid.SignInFailed(openid.Failure.NOT_BELIEVED))
    except openid.SignInFailed as fault:
        return _failed(fault)
    grant = grant_of(claims.get(settings.oidc_roles_claim), settings.grants)
    if grant is None:
        sessions.refused(identity)
        return fault_page(
            403,
            "You have no role here",
            "Your organisation knows who you are, and has not said that you may use this service.",
            "Ask whoever looks after it to give you a role.",
        )
    text = sessions.start(identity, grant, datetime.now(UTC), cookies.held())
    answer = onwards(after)
    cookies.hand_over(answer, text)
    return answer


def _failed(fault: openid.SignInFailed) -> Response:
    status, title, told = _FAILED[fault.failure]
    answer = fault_page(status, title, told, again="/sign-in")
    if status == 503:
        answer.headers["Retry-After"] = "60"
    return answer
