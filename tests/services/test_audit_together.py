"""What several have to put down at the same moment is written at once."""

import threading
import time
from collections.abc import Sequence

import pytest

from directory.services.audit.together import Together


def waiting_for(together: Together[str], *items: str) -> list[threading.Thread]:
    """Threads that each have put one item, in this order, and wait."""
    threads = []
    for item in items:
        before = len(together._waiting)
        threads.append(threading.Thread(target=together.put, args=(item, 10)))
        threads[-1].start()
        while len(together._waiting) == before:
            time.sleep(0.001)
    return threads


def test_whoever_writes_writes_for_all_who_wait_in_the_order_they_came() -> None:
    written: list[list[str]] = []
    begun, go_on = threading.Event(), threading.Event()

    def write(items: Sequence[str]) -> None:
        written.append([*items])
        begun.set()
        assert go_on.wait(10)

    together: Together[str] = Together(write)
    first = threading.Thread(target=together.put, args=("a", 10))
    first.start()
    assert begun.wait(10)
    threads = waiting_for(together, "b", "c", "d")
    go_on.set()
    for thread in (first, *threads):
        thread.join(10)
    assert written == [["a"], ["b", "c", "d"]]


def test_a_fault_is_told_to_all_it_befell_and_to_nobody_after() -> None:
    go_on, told = threading.Event(), []

    def write(items: Sequence[str]) -> None:
        assert go_on.wait(10)
        if "b" in items:
            raise ValueError("failed")

    together: Together[str] = Together(write)

    def put(item: str) -> None:
        try:
            together.put(item, 10)
        except ValueError:
            told.append(item)

    threads = [threading.Thread(target=put, args=("a",))]
    threads[0].start()
    while together._waiting:
        time.sleep(0.001)
    for item in ("b", "c"):
        threads.append(threading.Thread(target=put, args=(item,)))
        threads[-1].start()
    while len(together._waiting) < 2:
        time.sleep(0.001)
    go_on.set()
    for thread in threads:
        thread.join(10)
    together.put("d", 1)
    assert sorted(told) == ["b", "c"]


def test_what_nobody_came_to_in_time_is_not_written_later() -> None:
    written: list[str] = []
    begun, go_on = threading.Event(), threading.Event()

    def write(items: Sequence[str]) -> None:
        begun.set()
        assert go_on.wait(10)
        written.extend(items)

    together: Together[str] = Together(write)
    first = threading.Thread(target=together.put, args=("a", 10))
    first.start()
    assert begun.wait(10)
    with pytest.raises(TimeoutError):
        together.put("b", 0.01)
    go_on.set()
    first.join(10)
    together.put("c", 1)
    assert written == ["a", "c"]
