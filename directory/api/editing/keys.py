"""The Idempotency-Key that may come with a request to create."""

import re

from flask import request
from webargs.flaskparser import abort

from directory.services import editing

#: How the header stands in the description.
IDEMPOTENCY_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
    "description": "Yours, new for each new request: the request sent again within a day makes nothing new",
}

_KEY = re.compile(r"[!-~]{1,200}", re.ASCII)


def idempotency_key() -> editing.Key | None:
    """The key of this request; None when it has none. 422 for one that cannot be a key."""
    given = request.headers.get("Idempotency-Key")
    if given is None:
        return None
    if not _KEY.fullmatch(given):
        said = "Takes 1 to 200 letters, digits and marks, without spaces."
        abort(422, messages={"header": {"Idempotency-Key": [said]}})
    return editing.Key(given)
