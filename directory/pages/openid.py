"""Which identity provider people sign in with, and why signing in may come to nothing."""

import enum
from collections.abc import Mapping
from typing import Any, Protocol

from flask import Flask, Response, current_app

from directory.equipment import Equipment
from directory.errors import Invalid

#: Where the identity provider sends people back to, under DIRECTORY_PUBLIC_URL.
RETURN_PATH = "/sign-in/return"

_NAME = "directory_openid"


class Failure(enum.Enum):
    """Why somebody is not signed in, as far as they need to know."""

    NOT_FINISHED = "not finished"
    NOT_BELIEVED = "not believed"
    NO_ANSWER = "no answer"


class SignInFailed(Exception):
    """Signing in came to nothing."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.value)
        self.failure = failure


class SignIn(Protocol):
    """Signing in with an identity provider, in the two steps it takes."""

    def begin(self) -> Response:
        """Send the browser to the provider, from which it comes back to `finish`.

        Raises:
            SignInFailed: the provider cannot be reached, or is not the one in the settings.
        """

    def finish(self) -> Mapping[str, Any]:
        """What the provider says of somebody who has come back from it.

        Raises:
            SignInFailed: they come from no sign-in that was begun here, did not finish it, or the
                provider's answer is not to be believed.
        """


def register(app: Flask, has: Equipment) -> None:
    """Have the identity provider at hand in `app`, if the settings name one. It is not asked yet.

    Raises:
        Invalid: a setting gives people the scope of a council, and there is no such council.
    """
    settings = has.settings
    for value, grant in settings.grants.items():
        scope = grant.scope
        if scope is not None and scope.kind == "authority" and scope.id not in has.authorities:
            message = (
                f"DIRECTORY_OIDC_ROLES gives '{value}' the scope '{scope}', and there is no such council"
            )
            raise Invalid(message, "DIRECTORY_OIDC_ROLES")
    if settings.signs_in:
        # Imported here: Authlib takes as long to come up as all of Flask, and most commands never need it.
        from directory.pages.provider import OpenIdSignIn

        app.extensions[_NAME] = OpenIdSignIn(settings)


def the_sign_in() -> SignIn:
    """Signing in with the provider of the settings, which have to name one."""
    found: SignIn = current_app.extensions[_NAME]
    return found
