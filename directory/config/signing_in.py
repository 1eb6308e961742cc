"""Which settings of sign-in can stand together."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from directory.config.checks import check_address, check_one_of, check_range
from directory.errors import Invalid
from directory.rules.sign_in import ROLE_CLAIMS, read_grants

if TYPE_CHECKING:
    from directory.config.settings import Settings

#: Microsoft's addresses at which anybody of any organisation can sign in.
_ANY_TENANT = ("common", "organizations", "consumers")


def check_sign_in(settings: "Settings") -> None:
    """Refuse sign-in that is set in part, or so that somebody else could come in by it.

    Raises:
        Invalid: it is; `field` is the variable.
    """
    check_range("DIRECTORY_SESSION_IDLE_MINUTES", settings.session_idle_minutes, 5, 480)
    check_range("DIRECTORY_SESSION_HOURS", settings.session_hours, 1, 24)
    check_one_of("DIRECTORY_OIDC_ROLES_CLAIM", settings.oidc_roles_claim, ROLE_CLAIMS)
    if settings.public_url is not None:
        _check_public_url(settings.public_url, production=settings.mode == "production")
    parts = {
        "DIRECTORY_OIDC_ISSUER": settings.oidc_issuer,
        "DIRECTORY_OIDC_CLIENT_ID": settings.oidc_client_id,
        "DIRECTORY_OIDC_CLIENT_SECRET": settings.oidc_client_secret,
        "DIRECTORY_OIDC_ROLES": settings.oidc_roles,
    }
    given = [variable for variable, value in parts.items() if value is not None]
    if not given:
        return
    for variable, value in {**parts, "DIRECTORY_PUBLIC_URL": settings.public_url}.items():
        if value is None:
            raise Invalid(f"{given[0]} is set and {variable} is not; sign-in needs both", variable)
    _check_issuer(settings.oidc_issuer or "")
    try:
        read_grants(settings.oidc_roles or "")
    except ValueError as fault:
        raise Invalid(f"DIRECTORY_OIDC_ROLES {fault}", "DIRECTORY_OIDC_ROLES") from None


def refuse_sign_in_of_others(settings: "Settings") -> None:
    """Refuse, beside demo mode's sign-in without a password, what belongs to a directory in earnest.

    Raises:
        Invalid: some of it is set; `field` is the variable.
    """
    in_earnest = {
        "DIRECTORY_OIDC_ISSUER": settings.oidc_issuer,
        "DIRECTORY_OIDC_CLIENT_ID": settings.oidc_client_id,
        "DIRECTORY_OIDC_CLIENT_SECRET": settings.oidc_client_secret,
        "DIRECTORY_OIDC_ROLES": settings.oidc_roles,
        "DIRECTORY_PUBLIC_URL": settings.public_url,
    }
    for variable, value in in_earnest.items():
        if value is not None:
            raise Invalid(
                f"{variable} is set in demo mode, where anybody signs in as anybody; unset {variable}, "
                "or set DIRECTORY_MODE=production",
                variable,
            )


def _check_public_url(text: str, *, production: bool) -> None:
    example = "https://directory.example"
    check_address("DIRECTORY_PUBLIC_URL", text, with_path=False, example=example)
    if production and not text.startswith("https://"):
        raise Invalid(
            f"DIRECTORY_PUBLIC_URL is '{text}'; in production it takes https://, such as {example}",
            "DIRECTORY_PUBLIC_URL",
        )


def _check_issuer(text: str) -> None:
    example = "https://login.microsoftonline.com/<tenant id>/v2.0"
    check_address("DIRECTORY_OIDC_ISSUER", text, with_path=True, example=example)
    tenant = urlsplit(text).path.strip("/").partition("/")[0]
    if urlsplit(text).hostname == "login.microsoftonline.com" and tenant in _ANY_TENANT:
        raise Invalid(
            f"DIRECTORY_OIDC_ISSUER is '{text}', where any organisation can sign in; "
            f"it takes your own tenant's, {example}",
            "DIRECTORY_OIDC_ISSUER",
        )
