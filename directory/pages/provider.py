"""OpenID Connect: sending somebody to their identity provider, and believing what it says of them.

Authlib does the code flow with PKCE, state and nonce, and checks signature, expiry and claims. Here is what
it leaves to us: that the provider is the very one in the settings, and that nothing it may answer, however
odd, becomes a fault of ours or a line in a log.
"""

import logging
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import FlaskIntegration, FlaskOAuth2App
from flask import Response, session
from joserfc.errors import ClaimError
from requests import RequestException

from directory.config import Settings
from directory.pages.openid import RETURN_PATH, Failure, SignInFailed
from directory.pages.showing import onwards

_NAME = "directory"
_BEGUN = f"_state_{_NAME}_"

#: Sign-ins begun in one browser at once. Each takes room in a cookie, and browsers drop a large one whole.
_MOST_BEGUN = 4

#: How long what the provider says of itself, its keys too, is believed.
_BELIEVED_S = 3600.0

#: Signatures that only the provider can make. With others, whoever knows our secret could.
_SIGNATURES = {f"{kind}{size}" for kind in ("RS", "PS", "ES") for size in (256, 384, 512)} | {"EdDSA"}

#: Errors after which it helps to sign in again.
_AGAIN = frozenset({"mismatching_state", "access_denied", "invalid_grant", "login_required"})

#: Words of the standards (RFC 6749, OpenID Connect) and of ours that a log line may repeat. Others might hold
#: anything.
_WORDS = (
    _AGAIN
    | {"invalid_client", "invalid_request", "invalid_scope", "unauthorized_client", "unsupported_grant_type"}
    | {"server_error", "temporarily_unavailable", "interaction_required", "consent_required"}
    | {"iss", "aud", "azp", "exp", "iat", "nbf", "nonce", "sub", "at_hash"}
    | {"issuer", "endpoints", "id_token"}
)

log = structlog.get_logger("directory.sign_in")


class OpenIdSignIn:
    """Signing in with the identity provider of the settings, as `openid.SignIn`."""

    def __init__(self, settings: Settings) -> None:
        self._provider = _Provider(settings)
        # Never from the Host header, which anybody can make up.
        self._comes_back_to = f"{(settings.public_url or '').rstrip('/')}{RETURN_PATH}"
        # Below this level they tell of codes and secrets.
        for name in ("authlib", "urllib3"):
            logging.getLogger(name).setLevel(logging.WARNING)

    def begin(self) -> Response:
        """Send the browser to the provider."""
        for begun in [key for key in session if key.startswith(_BEGUN)][: 1 - _MOST_BEGUN]:
            session.pop(begun)
        try:
            asked = self._provider.create_authorization_url(self._comes_back_to)
        except Exception as fault:
            raise _failure(fault) from None
        self._provider.save_authorize_data(redirect_uri=self._comes_back_to, **asked)
        return onwards(asked["url"])

    def finish(self) -> Mapping[str, Any]:
        """What the provider says of somebody who has come back from it."""
        provider = self._provider
        essential = {"iss": provider.issuer, "aud": provider.client_id}
        options = {claim: {"essential": True, "value": value} for claim, value in essential.items()}
        try:
            token = provider.authorize_access_token(claims_options=options, leeway=60)
            claims = token.get("userinfo")
            # Without an ID token nobody has said who this is; with a second audience it is not for us alone.
            if not claims or claims["aud"] not in (provider.client_id, [provider.client_id]):
                raise _Mistrusted("aud" if claims else "id_token")
        except Exception as fault:
            raise _failure(fault) from None
        found: Mapping[str, Any] = claims
        return found


class _Mistrusted(Exception):
    """What the provider says of itself or of somebody cannot be believed; str() says which part of it."""


class _Integration(FlaskIntegration):  # type: ignore[misc]  # Authlib ships no types
    """How Authlib remembers a sign-in that was begun: in Flask's session, for as long as that lasts."""

    expires_in = 600


class _Provider(FlaskOAuth2App):  # type: ignore[misc]  # Authlib ships no types
    """The identity provider of the settings, and no other."""

    def __init__(self, settings: Settings) -> None:
        self.issuer = settings.oidc_issuer or ""
        super().__init__(
            _Integration(_NAME),
            _NAME,
            client_id=settings.oidc_client_id,
            client_secret=settings.oidc_client_secret,
            server_metadata_url=f"{self.issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid profile email",
                "code_challenge_method": "S256",
                "default_timeout": 10,
                # Our secret goes where the provider said, and is not handed on to where that points.
                "max_redirects": 0,
            },
        )
        self.server_metadata: dict[str, Any] = {}
        self._read_at = 0.0

    def load_server_metadata(self) -> dict[str, Any]:
        """What the provider says of itself, an hour old at the most."""
        if not self.server_metadata or time.monotonic() - self._read_at > _BELIEVED_S:
            with self._get_session() as asking:
                answer = asking.request("GET", self._server_metadata_url, withhold_token=True)
            answer.raise_for_status()
            self.server_metadata, self._read_at = _checked(answer.json(), self.issuer), time.monotonic()
        return self.server_metadata


def _checked(told: Any, issuer: str) -> dict[str, Any]:
    """The part we use of what a provider says of itself; it has to be the one meant, at safe addresses."""
    if not isinstance(told, dict) or told.get("issuer") != issuer:
        raise _Mistrusted("issuer")
    used = {name: told.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
    if not all(isinstance(address, str) for address in used.values()):
        raise _Mistrusted("endpoints")
    if not {urlsplit(address).scheme for address in used.values()} <= {"https", urlsplit(issuer).scheme}:
        raise _Mistrusted("endpoints")
    offered = told.get("id_token_signing_alg_values_supported") or ()
    signatures = [each for each in offered if each in _SIGNATURES]
    return {**used, "issuer": issuer, "id_token_signing_alg_values_supported": signatures or ["RS256"]}


def _failure(fault: Exception) -> SignInFailed:
    """What to say of a fault. It is put down by a word that is known, never in its own words.

    Whatever a provider answers ends up here: Authlib lets odd answers through as errors of any kind.
    """
    word = ""
    if isinstance(fault, ClaimError):
        word = fault.claim
    elif isinstance(fault, AuthlibBaseError):
        word = str(fault.error)
    elif isinstance(fault, _Mistrusted):
        word = str(fault)
    failure = Failure.NOT_FINISHED if word in _AGAIN else Failure.NOT_BELIEVED
    if isinstance(fault, RequestException):
        failure = Failure.NO_ANSWER
    log.warning("sign-in failed", failure=failure.value, why=word if word in _WORDS else type(fault).__name__)
    return SignInFailed(failure)
