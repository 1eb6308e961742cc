"""The API's description, and a page to browse it with; nothing of either leaves this machine."""

from pathlib import Path
from typing import Any

import flask_swagger_ui
from flask import Blueprint, Response, abort, send_from_directory
from flask.typing import ResponseReturnValue

from directory.api.access import needs
from directory.api.headers import OWN_PAGE
from directory.api.json import json_response
from directory.rules.permissions import Permission

_FOLDER = Path(flask_swagger_ui.__file__).parent / "dist"
_FILES = frozenset({"swagger-ui.css", "index.css", "swagger-ui-bundle.js", "favicon-32x32.png"})

_PAGE = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Housing Directory API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="stylesheet" href="/docs/index.css">
<link rel="icon" href="/docs/favicon-32x32.png" type="image/png">
</head>
<body>
<div id="swagger-ui"><p>This page needs JavaScript; the description itself is at
<a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.</p></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
"""

# A file of its own, as the page's policy allows no script inside it.
_START = """SwaggerUIBundle({
  url: "/api/v1/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  validatorUrl: null,
  persistAuthorization: false,
  // Somebody who signed in asks with their cookie; what changes something needs a text of this site's, too.
  requestInterceptor: async (request) => {
    const headers = { ...request.headers };
    const changes = !["GET", "HEAD"].includes((request.method || "GET").toUpperCase());
    if (changes && !headers.Authorization) {
      const me = await fetch("/api/v1/me");
      if (me.ok) headers["X-CSRF-Token"] = (await me.json()).csrf_token;
    }
    return Object.assign(request, { headers });
  },
});
"""


def pages(description: dict[str, Any]) -> Blueprint:
    """The routes that show `description`, an OpenAPI document."""
    blueprint = Blueprint("docs", __name__)

    @blueprint.get("/api/v1/openapi.json")
    @needs(Permission.READ_REFERENCE)
    def openapi() -> Response:
        return json_response(description)

    @blueprint.get("/docs")
    @needs(Permission.READ_REFERENCE)
    def page() -> Response:
        return Response(_PAGE, mimetype="text/html", headers={"Content-Security-Policy": OWN_PAGE})

    @blueprint.get("/docs/start.js")
    @needs(Permission.READ_REFERENCE)
    def start() -> Response:
        return Response(_START, mimetype="text/javascript")

    @blueprint.get("/docs/<name>")
    @needs(Permission.READ_REFERENCE)
    def file(name: str) -> ResponseReturnValue:
        if name not in _FILES:
            abort(404)
        return send_from_directory(_FOLDER, name, max_age=3600)

    return blueprint
