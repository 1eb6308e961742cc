"""Where a request came from, and under what name it was sent: believed only as far as the settings say."""

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from directory.api.limits import Flow, flow_of
from directory.api.problems import problem
from directory.config import Settings


def register(app: Flask, settings: Settings) -> None:
    """Believe so many proxies about the client and its scheme, and answer to our own name only."""
    hops = settings.proxy_hops
    if hops:
        # Not the host: a proxy that does not set X-Forwarded-Host would hand on what the client wrote there.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0, x_port=0, x_prefix=0)  # type: ignore[method-assign]  # as Flask's own documentation does
    ours = settings.public_host
    if ours is not None and settings.mode == "production":

        @app.before_request
        def refuse_other_names() -> Response | None:
            return None if _host() == ours or _is_health(app) else problem(421, _OTHER_NAME)


_OTHER_NAME = "This service is not known by the name in the Host header."


def _host() -> str:
    """The Host header without a port that goes without saying."""
    return request.headers.get("Host", "").casefold().removesuffix(":443").removesuffix(":80")


def _is_health(app: Flask) -> bool:
    """Balancers ask after our health by number, not by name."""
    view = app.view_functions.get(request.endpoint or "")
    return view is not None and flow_of(view) is Flow.HEALTH
