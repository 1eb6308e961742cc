"""How much may be asked, and how fast: by whom and by kind, for all workers of this machine together.

A reader is counted by token or person; whoever has none by client address. Answers say what is left in the
RateLimit and RateLimit-Policy headers of draft-ietf-httpapi-ratelimit-headers-09, and a refusal (429) in
Retry-After when to come back.
"""

import ipaddress
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, current_app, g, request

from directory.api.access import current_reader, request_view
from directory.api.limits.flows import Flow, counted_as, flow_of
from directory.api.limits.paces import Paces
from directory.api.limits.trails import HOUR_S, STREET, Trails
from directory.api.problems import problem
from directory.config import NO_LIMIT, Settings
from directory.errors import TooMany
from directory.rules.pace import Pace, Step
from directory.rules.permissions import ANYONE, Reader
from directory.rules.walking import trace
from directory.services.flags import flag

__all__ = ["Flow", "counted_as", "flow_of", "register", "take", "watch"]

_NAME = "directory-limits"
_WHAT = {
    Flow.LOOKUPS: "look-ups",
    Flow.LISTS: "pages of lists",
    Flow.SIGN_IN: "sign-ins and wrong tokens",
    Flow.REQUESTS: "requests",
}


@dataclass(frozen=True)
class _Limits:
    paces: Mapping[Flow, Pace]
    policies: Mapping[Flow, str]
    addresses_per_hour: int
    numbers_per_street: int
    asked: Paces
    trails: Trails


def register(app: Flask, settings: Settings) -> None:
    """Count every request to `app` once its reader is known, and refuse what is too much."""
    paces = {
        Flow.LOOKUPS: Pace(settings.lookups_per_minute, 60),
        Flow.LISTS: Pace(settings.lists_per_minute, 60),
        Flow.SIGN_IN: Pace(settings.sign_ins_per_minute, 60),
        Flow.REQUESTS: Pace(settings.requests_per_minute, 60),
    }
    app.extensions[_NAME] = _Limits(
        paces,
        {flow: f'"{flow}";q={pace.limit};w={pace.period_s}' for flow, pace in paces.items()},
        settings.addresses_per_hour,
        settings.numbers_per_street,
        Paces(),
        Trails(),
    )
    app.before_request(_count)
    app.after_request(_tell)


def take(amount: int) -> None:
    """Count `amount` more than the request itself, as for each further look-up of a batch.

    Raises:
        TooMany: so many are not left; the detail says when they are.
    """
    if amount > 0:
        flow = _flow()
        taken = _take(flow, amount)
        if not taken.allowed:
            raise TooMany(_told(flow, taken), taken.wait_s)


def watch(asked: Mapping[str, Any]) -> None:
    """Count the address of a look-up among those of the hour; call it before each is answered.

    Raises:
        TooMany: the reader has looked up too many different addresses, or doors of one street. The first
            time in an hour it is put down in the audit log.
    """
    limits, reader = _limits(), current_reader()
    if limits.addresses_per_hour == limits.numbers_per_street == NO_LIMIT:
        return
    watched = limits.trails.watch(
        reader.actor, trace(asked), limits.addresses_per_hour, limits.numbers_per_street, time.monotonic()
    )
    if watched.first and watched.pattern:
        flag(reader, watched.pattern, watched.so_far)
    if watched.wait_s:
        most, what = limits.addresses_per_hour, "different addresses"
        if watched.pattern == STREET:
            most, what = limits.numbers_per_street, "doors of one street or postcode"
        policy = f'"{watched.pattern}";q={most};w={HOUR_S}'
        g.rate = (policy, f'"{watched.pattern}";r=0;t={watched.wait_s}')
        raise TooMany(
            f"That makes over {most} {what} within the hour, so further ones are answered one at a time. "
            f"Ask again in {watched.wait_s} seconds.",
            watched.wait_s,
        )


def _count() -> Response | None:
    flow = _flow()
    g.counted = True
    return None if flow is Flow.HEALTH else _refused(flow)


def _tell(answer: Response) -> Response:
    """Count what was refused before it could be counted, and say what is left."""
    if "counted" not in g:
        wrong_token = answer.status_code == 401 and "Authorization" in request.headers
        answer = _refused(Flow.SIGN_IN if wrong_token else Flow.REQUESTS) or answer
    if "rate" in g:
        answer.headers["RateLimit-Policy"], answer.headers["RateLimit"] = g.rate
    return answer


def _refused(flow: Flow) -> Response | None:
    taken = _take(flow, 1)
    if taken.allowed:
        return None
    return problem(429, _told(flow, taken), headers={"Retry-After": str(taken.wait_s)})


def _take(flow: Flow, amount: int) -> Step:
    limits = _limits()
    taken = limits.asked.take(f"{flow} {_caller(flow)}", limits.paces[flow], time.monotonic(), amount)
    g.rate = (limits.policies[flow], f'"{flow}";r={taken.remaining};t={taken.reset_s}')
    return taken


def _told(flow: Flow, taken: Step) -> str:
    limit = _limits().paces[flow].limit
    return f"That is more than {limit} {_WHAT[flow]} a minute. Ask again in {taken.wait_s} seconds."


def _flow() -> Flow:
    return Flow.REQUESTS if request.endpoint is None else flow_of(request_view())


def _caller(flow: Flow) -> str:
    """Who is counted. A wrong token counts against its client alone: nobody can use up another's limit."""
    reader: Reader = g.get("reader", ANYONE)
    if reader.role is not None and flow is not Flow.SIGN_IN:
        return reader.actor
    return _network(request.remote_addr or "")


def _network(address: str) -> str:
    """The client's address; of IPv6 the /64, which is what one customer has at the least."""
    if ":" not in address:
        return address
    try:
        return str(ipaddress.ip_network((address.partition("%")[0], 64), strict=False))
    except ValueError:
        return address


def _limits() -> _Limits:
    found: _Limits = current_app.extensions[_NAME]
    return found
