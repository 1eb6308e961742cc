"""python -m soak looks: what it costs to put a look down, and whether any is lost on the way."""

import multiprocessing
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from flask import Flask

from directory import create_app
from directory.config import Settings
from directory.rules.permissions import Reader, Role
from directory.services.looks import Look, record_look

#: Looks before the clock runs.
_WARM_UP = 50


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds for one look, as its caller waits for them, and looks in a second by all together."""

    looks: int
    p50_ms: float
    p99_ms: float
    longest_ms: float
    per_second: float


def costs(app: Flask, settings: Settings, looks: int) -> Iterator[tuple[str, Cost]]:
    """The cost with one thread, with eight, and with two processes of four; each writes `looks`."""
    yield "1 thread", _cost(lambda: [look(app, looks)])
    yield "8 threads", _cost(lambda: in_threads(app, 8, looks // 8))
    yield "2 processes of 4 threads", _cost(lambda: in_processes(settings, 2, 4, looks // 8))


def look(app: Flask, times: int) -> list[float]:
    """Put down so many looks, one after the other; the seconds each took."""
    by, took = Reader(Role.PRACTITIONER, "token:abcdefgh", purpose="enquiry"), []
    seen = [uuid.uuid4()]
    with app.app_context():
        for _ in range(times):
            began = time.perf_counter()
            record_look(by, Look(action="look-up", outcome="found", seen=seen))
            took.append(time.perf_counter() - began)
    return took


def in_threads(app: Flask, threads: int, times: int) -> list[list[float]]:
    """The same in several threads at once."""
    took: list[list[float]] = []
    running = [threading.Thread(target=lambda: took.append(look(app, times))) for _ in range(threads)]
    for each in running:
        each.start()
    for each in running:
        each.join()
    return took


def in_processes(settings: Settings, processes: int, threads: int, times: int) -> list[list[float]]:
    """The same in several processes of several threads, which all begin together."""
    context = multiprocessing.get_context("spawn")
    ready, results = context.Barrier(processes), context.Queue()
    running = [
        context.Process(target=_process, args=(settings, threads, times, ready, results))
        for _ in range(processes)
    ]
    for each in running:
        each.start()
    took = [results.get(timeout=300) for _ in running]
    for each in running:
        each.join()
    return [*chain.from_iterable(took)]


def _process(settings: Settings, threads: int, times: int, ready: Any, results: Any) -> None:
    app = create_app(settings)
    look(app, _WARM_UP)
    ready.wait()
    results.put(in_threads(app, threads, times))


def _cost(run: Callable[[], list[list[float]]]) -> Cost:
    by_thread = run()
    took = sorted(chain.from_iterable(by_thread))
    return Cost(
        looks=len(took),
        p50_ms=took[len(took) // 2] * 1000,
        p99_ms=took[len(took) * 99 // 100] * 1000,
        longest_ms=took[-1] * 1000,
        per_second=len(took) / max(map(sum, by_thread)),
    )
