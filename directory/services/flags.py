"""Putting down that somebody looks things up in a way that wants looking at."""

import structlog

from directory.errors import Unavailable
from directory.rules.permissions import Reader
from directory.services.audit import Happening
from directory.services.changes import put_down

#: What it is called in the audit log.
ACTION = "flagged"

log = structlog.get_logger("directory.audit")


def flag(by: Reader, pattern: str, count: int) -> None:
    """Put down that `by` is over the limit of a `pattern`, addresses or street, with about so many of them.

    It says neither which street nor which addresses: nobody knows them any more. The warning in the log
    stands whether or not the database takes the entry, and whoever asked is answered all the same.
    """
    log.warning(ACTION, actor=by.actor, role=by.role, pattern=pattern, count=count)
    detail = {"pattern": pattern, "count": count}
    try:
        put_down(by, [Happening(action=ACTION, outcome="slowed", purpose=by.purpose, detail=detail)])
    except (TimeoutError, Unavailable) as fault:
        why = fault.__cause__ or fault
        log.error("flag not put down", actor=by.actor, pattern=pattern, error=type(why).__name__)
