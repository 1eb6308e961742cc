"""Where to go on after signing in: somewhere here, whatever a link asked for."""

import re

#: A path without anything that browsers and servers read in different ways: no empty, dot or encoded segment,
#: no backslash, nothing that could be taken for another site.
_PATH = re.compile(r"(/(?!\.)[A-Za-z0-9._~-]+)*/?", re.ASCII)
_QUERY = re.compile(r"[A-Za-z0-9._~=&+-]*", re.ASCII)
_LONGEST = 300


def own_path(text: str | None) -> str:
    """`text` when it is a path of this service, with a query or without; else the start page."""
    path, _, query = (text or "").partition("?")
    fits = path.startswith("/") and len(path) + len(query) < _LONGEST
    if not fits or not _PATH.fullmatch(path) or not _QUERY.fullmatch(query):
        return "/"
    return f"{path}?{query}" if query else path
