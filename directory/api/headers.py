"""What every answer carries: rules for browsers and caches, and a tag to ask again by."""

from hashlib import blake2b

from flask import Flask, Response, g, request

from directory.config import Settings
from directory.rules.permissions import ANYONE

_ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    (
        "Permissions-Policy",
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), "
        "midi=(), payment=(), usb=()",
    ),
)

#: Nothing in a JSON answer is for a browser to load, run, send or frame. Where links and forms lead to is no
#: part of default-src.
_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

#: A page of ours loads what this service itself serves, and nothing else.
OWN_PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

#: A page of ours with forms on it that go back to us, and without any script.
OWN_FORMS = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)

_HTTPS_ONLY = ("Strict-Transport-Security", "max-age=31536000; includeSubDomains")


def always(settings: Settings) -> tuple[tuple[str, str], ...]:
    """The headers that no answer goes without."""
    return (*_ALWAYS, _HTTPS_ONLY) if settings.mode == "production" else _ALWAYS


def of_raw_error(settings: Settings) -> tuple[tuple[str, str], ...]:
    """The headers of an error that is answered before the application hears of the request."""
    return (*always(settings), ("Content-Security-Policy", _NOTHING), ("Cache-Control", "no-store"))


def register(app: Flask, settings: Settings) -> None:
    """Finish every answer of `app`."""
    on_all = always(settings)

    @app.after_request
    def finish(answer: Response) -> Response:
        headers = answer.headers
        headers.extend(on_all)
        if "Content-Security-Policy" not in headers:
            headers["Content-Security-Policy"] = _NOTHING
        signed_in = g.get("reader", ANYONE) is not ANYONE
        if signed_in or answer.status_code >= 400:
            headers["Cache-Control"] = "no-store"
        elif "Cache-Control" not in headers:
            headers["Cache-Control"] = "no-cache"
        if request.method in ("GET", "HEAD") and answer.status_code == 200:
            _tag(answer)
        return answer


def body_tag(answer: Response) -> str:
    """What tells the body of an answer from any other."""
    return blake2b(answer.get_data(), digest_size=12).hexdigest()


def _tag(answer: Response) -> None:
    """An ETag of the body unless it brings its own, and 304 for whoever has it already."""
    if answer.direct_passthrough:
        return
    if "ETag" not in answer.headers:
        answer.set_etag(body_tag(answer))
    if "If-None-Match" in request.headers:
        answer.make_conditional(request)
