"""Tags that begin with a record's revision, and the preconditions of whoever changes one."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, request
from webargs.flaskparser import abort

from directory.api.access import View
from directory.api.headers import body_tag
from directory.api.json import json_response
from directory.rules.revisions import revisions_in
from directory.services import editing

#: How the header stands in the description.
IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "schema": {"type": "string"},
    "description": "The ETag of the record as you read it. Only its part before the stop counts",
}

_HOW = "Send the ETag of the record, as you read it, as If-Match, so that nobody's change is lost."


def revised(noun: editing.Noun) -> Callable[[View], View]:
    """Tag the answers of a route that shows one record, by its `key`, with the record's revision."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(*args: Any, key: uuid.UUID, **kwargs: Any) -> Any:
            # Before what is shown is read: see `editing.revision`.
            revision = editing.revision(noun, key)
            return tagged(view(*args, key=key, **kwargs), revision or "")

        return answer  # type: ignore[return-value]  # a decorated view is called as the view is

    return decorate


def tagged(value: Any, revision: str, status: int = 200) -> Response:
    """A record as an answer, with its ETag: `<revision>.<hash of the body>`."""
    answer = json_response(value, status)
    answer.set_etag(f"{revision}.{body_tag(answer)}")
    return answer


def wanted_revisions() -> frozenset[str]:
    """The revisions in If-Match. 428 without any, and for `*`, which would overwrite what nobody has read."""
    if "If-Match" not in request.headers or request.if_match.star_tag:
        abort(428, detail=_HOW)
    # A proxy that packs answers makes their tags weak; the revision in them is as good as before.
    return revisions_in(tag for tag in request.if_match.as_set(include_weak=True) if tag)
