"""Latency and throughput of a running server, beside one row by its key: its own, and a bare server's.

    python -m bench.http QUESTIONS.jsonl --url http://127.0.0.1:8000 --token TOKEN --providers FILE \\
        --ceiling http://127.0.0.1:8001 --keys FILE

They are asked in turn, several times over, so that whatever else the machine does falls on all. The
load generator keeps its connections open and its requests ready as bytes; it shares the machine with them.
"""

import argparse
import asyncio
import itertools
import json
import os
import platform
import statistics
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.asking import LOOKUPS, PROVIDERS, body_of
from bench.ceiling import ROW
from bench.kinds import Question
from bench.questions import read_questions

CONCURRENCY = 8
#: A server that has not answered for so long after the time is over has hung.
PATIENCE_SECONDS = 30.0


def request_bytes(host: str, path: str, body: Mapping[str, Any], token: str = "") -> bytes:
    """A whole POST request, ready to be sent."""
    content = json.dumps(body).encode()
    head = [
        f"POST {path} HTTP/1.1",
        f"Host: {host}",
        "Content-Type: application/json",
        f"Content-Length: {len(content)}",
    ]
    if token:
        head.append(f"Authorization: Bearer {token}")
    return "\r\n".join(head).encode() + b"\r\n\r\n" + content


def get_bytes(host: str, path: str, token: str) -> bytes:
    """A whole GET request, ready to be sent."""
    head = [f"GET {path} HTTP/1.1", f"Host: {host}", f"Authorization: Bearer {token}"]
    return "\r\n".join(head).encode() + b"\r\n\r\n"


@dataclass
class Sample:
    """One stretch of asking: seconds each answer took, seconds in all, and answers by status."""

    latencies: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.seconds if self.seconds else 0.0

    def percentile(self, share: float) -> float:
        """In milliseconds."""
        if not self.latencies:
            return float("nan")
        ranked = sorted(self.latencies)
        return 1000 * ranked[min(len(ranked) - 1, int(share * len(ranked)))]


class _Connection(asyncio.Protocol):
    """Sends a request, waits for its answer, and sends the next, until the time is over."""

    def __init__(
        self, requests: Iterator[bytes], until: float, sample: Sample, done: "asyncio.Future[None]"
    ) -> None:
        self._requests = requests
        self._until = until
        self._sample = sample
        self._done = done
        self._received = bytearray()
        self._wanted = -1
        self._status = 0
        self._sent = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._next()

    def _next(self) -> None:
        now = time.perf_counter()
        if now >= self._until:
            self._transport.close()
            if not self._done.done():
                self._done.set_result(None)
            return
        self._received.clear()
        self._wanted = -1
        self._sent = now
        self._transport.write(next(self._requests))

    def data_received(self, data: bytes) -> None:
        self._received += data
        if self._wanted < 0:
            end = self._received.find(b"\r\n\r\n")
            if end < 0:
                return
            head = bytes(self._received[:end]).lower()
            place = head.find(b"content-length:")
            if place < 0:
                self._fail("An answer came without Content-Length.")
                return
            line = head[place + 15 :].split(b"\r\n", 1)[0]
            self._status = int(head[9:12])
            self._wanted = end + 4 + int(line)
        if len(self._received) >= self._wanted:
            self._sample.latencies.append(time.perf_counter() - self._sent)
            self._sample.statuses[self._status] = self._sample.statuses.get(self._status, 0) + 1
            self._next()

    def connection_lost(self, fault: Exception | None) -> None:
        if not self._done.done():
            self._fail("The server closed a connection that was to stay open.")

    def _fail(self, why: str) -> None:
        if not self._done.done():
            self._done.set_exception(RuntimeError(why))


def _same(protocol: _Connection) -> _Connection:
    return protocol


async def _ask(url: str, requests: Sequence[bytes], connections: int, seconds: float) -> Sample:
    parts = urlsplit(url)
    host, port = parts.hostname or "127.0.0.1", parts.port or 80
    loop = asyncio.get_running_loop()
    sample = Sample()
    queue = itertools.cycle(requests)
    started = time.perf_counter()
    waiting = []
    for _ in range(connections):
        done: asyncio.Future[None] = loop.create_future()
        protocol = _Connection(queue, started + seconds, sample, done)
        await loop.create_connection(partial(_same, protocol), host, port)
        waiting.append(done)
    await asyncio.wait_for(asyncio.gather(*waiting), seconds + PATIENCE_SECONDS)
    sample.seconds = time.perf_counter() - started
    return sample


def ask_for(url: str, requests: Sequence[bytes], connections: int, seconds: float) -> Sample:
    """Asks over so many connections at once, for so many seconds, going round the requests."""
    return asyncio.run(_ask(url, requests, connections, seconds))


@dataclass
class Side:
    """What was measured of one server, a figure a round."""

    p50: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)
    rate: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)

    def add(self, alone: Sample, together: Sample) -> None:
        self.p50.append(alone.percentile(0.5))
        self.p99.append(alone.percentile(0.99))
        self.rate.append(together.rate)
        for sample in (alone, together):
            for status, count in sample.statuses.items():
                self.statuses[status] = self.statuses.get(status, 0) + count


@dataclass
class Comparison:
    """The look-up, one provider by its id from the same service, and the bare row, over the same rounds."""

    lookup: Side = field(default_factory=Side)
    provider: Side = field(default_factory=Side)
    ceiling: Side = field(default_factory=Side)


def ratio(one: Side, other: Side) -> float:
    """Answers a second of one for each of the other's: the median of the rounds."""
    pairs = zip(one.rate, other.rate, strict=True)
    return statistics.median(mine / theirs for mine, theirs in pairs)


def lookup_requests(url: str, token: str, questions: Sequence[Question]) -> list[bytes]:
    host = urlsplit(url).netloc
    return [request_bytes(host, LOOKUPS, body_of(asked.text, asked.postcode), token) for asked in questions]


def provider_requests(url: str, token: str, keys: Sequence[str]) -> list[bytes]:
    host = urlsplit(url).netloc
    return [get_bytes(host, f"{PROVIDERS}/{uuid.UUID(key)}", token) for key in keys]


def row_requests(url: str, keys: Sequence[str]) -> list[bytes]:
    host = urlsplit(url).netloc
    return [request_bytes(host, ROW, {"id": key}) for key in keys]


def compare(
    url: str,
    lookups: Sequence[bytes],
    providers: Sequence[bytes],
    ceiling: str,
    rows: Sequence[bytes],
    rounds: int = 5,
    seconds: float = 3.0,
) -> Comparison:
    """All three in turn: over one connection, then over `CONCURRENCY`; a short warming goes before."""
    comparison = Comparison()
    turns = (
        (url, lookups, comparison.lookup),
        (url, providers, comparison.provider),
        (ceiling, rows, comparison.ceiling),
    )
    for server, requests, _ in turns:
        ask_for(server, requests, CONCURRENCY, min(1.0, seconds))
    for _ in range(rounds):
        for server, requests, side in turns:
            alone = ask_for(server, requests, 1, seconds)
            together = ask_for(server, requests, CONCURRENCY, seconds)
            side.add(alone, together)
    return comparison


def two_cores() -> int:
    """Keeps this process, and those it starts, on two cores; returns how many there are, at most two."""
    if not hasattr(os, "sched_setaffinity"):
        return os.cpu_count() or 1
    cores = sorted(os.sched_getaffinity(0))[:2]
    os.sched_setaffinity(0, cores)
    return len(cores)


def print_side(name: str, side: Side) -> None:
    middle = statistics.median
    print(
        f"{name:14} alone p50 {middle(side.p50):6.2f} ms  p99 {middle(side.p99):6.2f} ms   "
        f"{CONCURRENCY} at once {middle(side.rate):7.0f} /s  {side.statuses}"
    )


def print_comparison(comparison: Comparison) -> None:
    print_side("look-up", comparison.lookup)
    print_side("one provider", comparison.provider)
    print_side("one bare row", comparison.ceiling)
    print(
        f"ratio {ratio(comparison.lookup, comparison.ceiling):.2f} to the bare row, "
        f"{ratio(comparison.lookup, comparison.provider):.2f} to one provider"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Latency and throughput of a running server.")
    parser.add_argument("questions", type=Path)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--token", default=os.environ.get("BENCH_TOKEN", ""))
    parser.add_argument("--ceiling", required=True, help="a server of bench.ceiling")
    parser.add_argument("--keys", type=Path, required=True, help="file of row keys, one a line")
    parser.add_argument("--providers", type=Path, required=True, help="file of providers' ids, one a line")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--kind", action="append", default=[])
    chosen = parser.parse_args()
    questions = [
        asked for asked in read_questions(chosen.questions) if not chosen.kind or asked.kind in chosen.kind
    ]
    keys = chosen.keys.read_text(encoding="utf-8").split()
    print(platform.platform(), "cores:", two_cores())
    print_comparison(
        compare(
            chosen.url,
            lookup_requests(chosen.url, chosen.token, questions),
            provider_requests(chosen.url, chosen.token, chosen.providers.read_text(encoding="utf-8").split()),
            chosen.ceiling,
            row_requests(chosen.ceiling, keys),
            chosen.rounds,
            chosen.seconds,
        )
    )


if __name__ == "__main__":
    main()
