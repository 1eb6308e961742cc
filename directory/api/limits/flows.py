"""The kinds of request that are counted apart, and which routes belong to which."""

import enum
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from directory.api.access import View
from directory.api.strict import query_parameters

_MARK = "flow"


class Flow(enum.StrEnum):
    """What requests are counted as; the word stands in RateLimit headers."""

    LOOKUPS = "lookups"
    LISTS = "lists"
    SIGN_IN = "sign-in"
    REQUESTS = "requests"
    #: Not counted: a balancer that was told to come back later would take the service out of use.
    HEALTH = "health"


def counted_as(flow: Flow) -> Callable[[View], View]:
    """Mark a route whose requests count as `flow`; else they are LISTS if it has pages, or REQUESTS."""

    def mark(view: View) -> View:
        setattr(view, _MARK, flow)
        return view

    return mark


@lru_cache(maxsize=1000)
def flow_of(view: Callable[..., Any]) -> Flow:
    """What a request to `view` counts as."""
    marked: Flow | None = getattr(view, _MARK, None)
    if marked is not None:
        return marked
    return Flow.LISTS if "page" in query_parameters(view) else Flow.REQUESTS
