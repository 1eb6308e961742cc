"""Taking turns."""

import threading
import time

import pytest

from directory.services.audit.turns import Turns


def test_whoever_came_first_goes_first() -> None:
    turns, order = Turns(), []

    def wait(name: int) -> None:
        with turns.turn(10):
            order.append(name)

    with turns.turn(10):
        waiting = []
        for name in range(5):
            waiting.append(threading.Thread(target=wait, args=(name,)))
            waiting[-1].start()
            while len(turns._waiting) < name + 1:
                time.sleep(0.001)
    for thread in waiting:
        thread.join(10)
    assert order == [0, 1, 2, 3, 4]


def test_nobody_waits_for_ever_and_leaving_the_queue_blocks_nobody() -> None:
    turns = Turns()
    with turns.turn(10), pytest.raises(TimeoutError), turns.turn(0.01):
        raise AssertionError("two at once")
    with turns.turn(0.01):
        pass


def test_a_turn_ends_when_its_holder_fails() -> None:
    turns = Turns()
    with pytest.raises(ValueError, match="failed"), turns.turn(1):
        raise ValueError("failed")
    with turns.turn(0.01):
        pass
