"""The page of figures."""

from datetime import date

from bench.accuracy import measure
from bench.asking import Answer
from bench.http import Comparison, Side
from bench.register import Measured, Took
from bench.report import Run, page
from bench.service import Loaded, Memory
from tests.bench.test_accuracy import AMBIGUOUS, ANSWERABLE, NEGATIVE, RIGHT, answers


def a_run() -> Run:
    speed = Comparison()
    for side, rate in ((speed.lookup, 50.0), (speed.provider, 80.0), (speed.ceiling, 100.0)):
        side.p50, side.p99, side.rate = [1.0], [2.0], [rate]
    asked = [ANSWERABLE, AMBIGUOUS, NEGATIVE]
    return Run(
        on=date(2026, 11, 23),
        machine="a machine",
        versions={"flask": "3"},
        command="python -m bench",
        counts={"premises": 100, "schemes": 20},
        questions=3,
        accuracy=measure(asked, answers(**{"12": Answer("found", (RIGHT,))})),
        peers={"most alike": measure(asked, lambda text, postcode: Answer("found", (RIGHT,)))},
        speed={"look-up": speed},
        plans=Side([3.0], [9.0], [40.0], {200: 7, 409: 1}),
        loaded=Loaded(2.0, 2**20),
        memory=Memory(2**20, 2**21, 3),
        register=Measured(5_000, 144_000, Took(1, 0.5), Took(0.2, 0.2), Took(0.3, 0.3), adds_up=True),
    )


def test_the_page_says_that_the_promises_held() -> None:
    assert "Every promise held." in page(a_run())


def test_the_page_sets_the_service_beside_its_peer() -> None:
    lines = page(a_run()).splitlines()
    assert any(line.startswith("| this service | 100.0% | 0 of 1") for line in lines)
    assert any(line.startswith("| most alike |") and "1 of 1 (100.0%)" in line for line in lines)


def test_the_page_gives_the_ratios_to_the_bare_row_and_to_one_provider() -> None:
    written = page(a_run())
    assert "| look-up | 1.0 | 2.0 | 50 | 0.50 | 0.62 |" in written
    assert "| one provider, in the same rounds | 1.0 | 2.0 | 80 | 0.80 | 1.00 |" in written
    assert "| one bare row, in the same rounds | 1.0 | 2.0 | 100 | 1.00 | 1.25 |" in written


def test_the_page_gives_the_cost() -> None:
    written = page(a_run())
    assert "120 rows in 2 s, 60 rows a second, at most 1 MiB." in written
    assert "3 processes, 2 MiB" in written
    assert "- Gap report over 5,000 contracts with 144,000 clauses: 0.50 s of the processor" in written


def test_the_page_says_how_long_a_meeting_plan_takes() -> None:
    written = page(a_run())
    assert "p50 3.0 ms, p99 9.0 ms, 40 a second with 8 at once" in written
    assert "(answers by status: 7 of 200, 1 of 409)" in written
