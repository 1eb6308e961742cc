"""How much may be asked, and how fast: by whom and by kind, for all workers of this machine together.

A reader is counted by token or person; whoever has none by client address. Answers say what is left in the
RateLimit and RateLimit-Policy headers of draft-ietf-httpapi-ratelimit-headers-09, and a refusal (429) in
Retry-After when to come back.
"""

import ipaddress
import time
from collections.abc import Mapping
from typing import Any

from flask import Flask, Response, current_app, g, request

from directory.api.access import current_reader
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


def register(app: Flask, settings: Settings) -> None:
    """Count every request to `app` once its reader is known, and refuse what is too much."""
    limits = app.extensions[_NAME] = _Limits(app, settings)
    app.before_request(limits.count)
    app.after_request(limits.tell)


def take(amount: int) -> None:
    """Count `amount` more than the request itself, as for each further look-up of a batch.

    Raises:
        TooMany: so many are not left; the detail says when they are.
    """
    if amount > 0:
        limits = _limits()
        flow = limits.flow(request.endpoint)
        taken = limits.take(flow, amount)
        if not taken.allowed:
            raise TooMany(limits.told(flow, taken), taken.wait_s)


def watch(asked: Mapping[str, Any]) -> None:
    """Count the address of a look-up among those of the hour; call it before each is answered.

    Raises:
        TooMany: the reader has looked up too many different addresses, or doors of one street. The first
            time in an hour it is put down in the audit log.
    """
    _limits().watch(asked)


class _Limits:
    """The limits of an application, and what is left of them. It is on the way of every request."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self._views = app.view_functions
        self._flows: dict[str | None, Flow] = {None: Flow.REQUESTS}
        self._paces = {
            Flow.LOOKUPS: Pace(settings.lookups_per_minute, 60),
            Flow.LISTS: Pace(settings.lists_per_minute, 60),
            Flow.SIGN_IN: Pace(settings.sign_ins_per_minute, 60),
            Flow.REQUESTS: Pace(settings.requests_per_minute, 60),
        }
        self._policies = {flow: f'"{flow}";q={pace.limit};w=60' for flow, pace in self._paces.items()}
        self._addresses = settings.addresses_per_hour
        self._doors = settings.numbers_per_street
        self._asked = Paces()
        self._trails = Trails()

    def flow(self, endpoint: str | None) -> Flow:
        """What requests to an endpoint count as."""
        known = self._flows.get(endpoint)
        if known is None:
            known = self._flows[endpoint] = flow_of(self._views[endpoint or ""])
        return known

    def count(self) -> Response | None:
        """Count the request; the refusal, when that is too much."""
        flow = self.flow(request.endpoint)
        g.counted = True
        return None if flow is Flow.HEALTH else self._refused(flow)

    def tell(self, answer: Response) -> Response:
        """Count what was refused before it could be counted, and say what is left."""
        if "counted" not in g:
            wrong_token = answer.status_code == 401 and "Authorization" in request.headers
            answer = self._refused(Flow.SIGN_IN if wrong_token else Flow.REQUESTS) or answer
        rate = g.get("rate")
        if rate is not None:
            for name, value in rate:
                answer.headers.add(name, value)
        return answer

    def take(self, flow: Flow, amount: int) -> Step:
        """Take from what is left, and note what that is for the answer."""
        now = time.monotonic()
        taken = self._asked.take(f"{flow.value} {_caller(flow)}", self._paces[flow], now, amount)
        g.rate = (
            ("RateLimit-Policy", self._policies[flow]),
            ("RateLimit", f'"{flow.value}";r={taken.remaining};t={taken.reset_s}'),
        )
        return taken

    def told(self, flow: Flow, taken: Step) -> str:
        """A refusal in words."""
        limit = self._paces[flow].limit
        return f"That is more than {limit} {_WHAT[flow]} a minute. Ask again in {taken.wait_s} seconds."

    def watch(self, asked: Mapping[str, Any]) -> None:
        """See the function of this name."""
        if self._addresses == self._doors == NO_LIMIT:
            return
        reader = current_reader()
        watched = self._trails.watch(
            reader.actor, trace(asked), self._addresses, self._doors, time.monotonic()
        )
        if watched.pattern is None:
            return
        if watched.first:
            flag(reader, watched.pattern, watched.so_far)
        if watched.wait_s:
            most, what = self._addresses, "different addresses"
            if watched.pattern == STREET:
                most, what = self._doors, "doors of one street or postcode"
            g.rate = (
                ("RateLimit-Policy", f'"{watched.pattern}";q={most};w={HOUR_S}'),
                ("RateLimit", f'"{watched.pattern}";r=0;t={watched.wait_s}'),
            )
            raise TooMany(
                f"That makes over {most} {what} within the hour, so further ones are answered one at a time. "
                f"Ask again in {watched.wait_s} seconds.",
                watched.wait_s,
            )

    def _refused(self, flow: Flow) -> Response | None:
        taken = self.take(flow, 1)
        if taken.allowed:
            return None
        return problem(429, self.told(flow, taken), headers={"Retry-After": str(taken.wait_s)})


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
