"""Meeting plans over four addresses each: how long one takes, over one connection and over several."""

import itertools
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from bench.asking import body_of
from bench.http import CONCURRENCY, Side, ask_for, request_bytes
from bench.kinds import Question

PLANS = "/api/v1/meeting-plans"

#: How many addresses each plan is over.
ADDRESSES = 4
_FIRST = datetime(2026, 12, 1, 9, tzinfo=UTC)
_MEETINGS = ("icpc", "strategy-discussion", "core-group", "cin-closure", "pre-birth")
_CIRCUMSTANCES = ((), ("domestic-abuse",), ("care-leaver", "pregnant"), ("out-of-area", "eviction-risk"))


def bodies(questions: Sequence[Question]) -> Iterator[dict[str, Any]]:
    """Meetings at different times, so that what is remembered for a minute helps none but its own."""
    kinds = itertools.product(_MEETINGS, _CIRCUMSTANCES)
    for place, (meeting, circumstances) in zip(
        range(len(questions) // ADDRESSES), itertools.cycle(kinds), strict=False
    ):
        people = questions[place * ADDRESSES : (place + 1) * ADDRESSES]
        yield {
            "meeting_type": meeting,
            "starts_at": (_FIRST + timedelta(minutes=30 * place)).isoformat(),
            "people": [
                {"label": f"person {number}", **body_of(asked.text, asked.postcode)}
                for number, asked in enumerate(people, start=1)
            ],
            "circumstances": [*circumstances],
        }


def plan_requests(url: str, token: str, questions: Sequence[Question]) -> list[bytes]:
    host = urlsplit(url).netloc
    return [request_bytes(host, PLANS, body, token) for body in bodies(questions)]


def measure_plans(url: str, requests: Sequence[bytes], rounds: int, seconds: float) -> Side:
    """The plans alone and several at once, a figure a round; a short warming goes before."""
    side = Side()
    ask_for(url, requests, CONCURRENCY, min(1.0, seconds))
    for _ in range(rounds):
        side.add(ask_for(url, requests, 1, seconds), ask_for(url, requests, CONCURRENCY, seconds))
    return side
