"""Telling a request of our own pages from one that another site had a browser send.

A browser sends a session's cookie along whoever made it ask. What changes something must therefore carry a
text, too, that only our own pages and programs can have read: from GET /api/v1/me, or out of a form of ours.
"""

import hmac

from flask import request

from directory.services import sessions

HEADER = "X-CSRF-Token"
FIELD = "csrf_token"

#: Methods that change nothing.
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

#: What browsers say of a request made by our own page, or by the person themselves. `same-site` is not among
#: them: another service under the same domain is another service.
_OURS = ("same-origin", "none")


def from_elsewhere() -> bool:
    """Whether the browser says that another site made it ask. Not every browser says anything."""
    return request.headers.get("Sec-Fetch-Site", "none") not in _OURS


def is_forged(cookie: str, given: str | None) -> bool:
    """Whether a request that would change something is not one of our own pages; `given` is their text."""
    # Compared as bytes: what is sent may hold any letter, and the comparison of texts takes ASCII only.
    sent, expected = (given or "").encode("utf-8", "surrogateescape"), sessions.csrf_token(cookie).encode()
    return from_elsewhere() or not hmac.compare_digest(sent, expected)
