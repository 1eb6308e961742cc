"""Trying every fault: a pytest plugin that runs the tests once without any, and then once with each."""

import json
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import coverage
import pytest
from tqdm import tqdm

from soak.mutants.covering import Covering, lines_of, watch
from soak.mutants.lane import AS_HERE, WARM_UP, Lane, Quick, Verdict, run_without_faults
from soak.mutants.mutant import Mutant

#: How long making an application may take.
PATIENCE_S = 60

_FORK = multiprocessing.get_context("fork")


def run(mutants: Sequence[Mutant], tests: Sequence[str], processes: int) -> tuple[list[Verdict], list[str]]:
    """What became of each fault, in their order; and the tests that fail without any, which are not asked."""
    os.environ.pop("PYTEST_ADDOPTS", None)
    modules = {mutant.module for mutant in mutants}
    reading = watch(modules)
    reading.start()
    plugin = _Trying(mutants, modules, processes, reading)
    with tempfile.TemporaryDirectory(prefix="directory-mutants-", ignore_cleanup_errors=True) as folder:
        arguments = [*AS_HERE, "--basetemp", f"{folder}/tests", *tests, WARM_UP]
        code = pytest.main(arguments, plugins=[plugin, Quick()])
    if code != pytest.ExitCode.OK:
        raise RuntimeError(f"the tests could not be run: {code!r}")
    return plugin.verdicts, plugin.failing


class _Trying:
    def __init__(
        self, mutants: Sequence[Mutant], modules: set[str], processes: int, reading: coverage.Coverage
    ) -> None:
        self._mutants, self._modules, self._processes = mutants, modules, processes
        self._reading = reading
        self.verdicts: list[Verdict] = []
        self.failing: list[str] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._reading.stop()
        items = [item for item in session.items if "postgresql" not in item.nodeid]
        with tempfile.TemporaryDirectory(prefix="directory-mutants-") as folder:
            covering = self._without_faults(items, Path(folder))
            self._with_faults(items, covering, Path(folder))
        return True

    def _without_faults(self, items: Sequence[pytest.Item], folder: Path) -> Covering:
        parts = [[*items][number :: self._processes] for number in range(self._processes)]
        told = [folder / f"without-{number}.json" for number in range(self._processes)]
        running = [
            _FORK.Process(target=_run_part, args=(items, part, self._modules, path))
            for part, path in zip(parts, told, strict=True)
        ]
        _run_all(running)
        covering = Covering({}, {})
        for path in told:
            found = json.loads(path.read_text())
            covering.seconds |= found["seconds"]
            self.failing += found["failed"]
            for module, line, tests in found["lines"]:
                covering.by_line.setdefault((module, line), set()).update(tests)
        return covering

    def _with_faults(self, items: Sequence[pytest.Item], covering: Covering, folder: Path) -> None:
        told = [folder / f"with-{number}.jsonl" for number in range(self._processes)]
        following = _FORK.Value("i", 0)
        running = []
        for path in told:
            ready = _FORK.Event()
            each = _FORK.Process(target=self._try_some, args=(items, covering, following, ready, path))
            each.start()
            ready.wait(PATIENCE_S)
            running.append(each)
        with tqdm(total=len(self._mutants), desc="Faults", file=sys.stderr, disable=None) as bar:
            while any(each.is_alive() for each in running):
                running[0].join(1)
                bar.update(min(following.value, len(self._mutants)) - bar.n)
        _check(running)
        found: dict[int, Verdict] = {}
        for path in told:
            for line in path.read_text().splitlines():
                number, verdict = json.loads(line)
                found[number] = verdict
        self.verdicts = [found[number] for number in range(len(self._mutants))]

    def _try_some(
        self, items: Sequence[pytest.Item], covering: Covering, following: Any, ready: Any, path: Path
    ) -> None:
        making = watch(self._modules)
        making.start()
        lane = Lane(items)
        making.stop()
        early = lines_of(self._reading) | lines_of(making)
        ready.set()
        with path.open("w") as told:
            while True:
                with following.get_lock():
                    number = following.value
                    following.value += 1
                if number >= len(self._mutants):
                    os._exit(0)
                mutant = self._mutants[number]
                verdict = lane.try_out(mutant, covering, afresh=_acts_early(mutant, early))
                told.write(json.dumps([number, verdict]) + "\n")
                told.flush()


def _acts_early(mutant: Mutant, early: Collection[tuple[str, int]]) -> bool:
    """Whether a fault acts while modules are read or an application is made: both must be done anew then."""
    if not mutant.inside.endswith("()"):
        return True
    return any((mutant.module, line) in early for line in mutant.body())


def _run_part(
    items: Sequence[pytest.Item], part: Sequence[pytest.Item], modules: set[str], path: Path
) -> None:
    Lane(items)
    run_without_faults(part, modules, path)
    os._exit(0)


def _run_all(running: Sequence[multiprocessing.process.BaseProcess]) -> None:
    for each in running:
        each.start()
    _check(running)


def _check(running: Sequence[multiprocessing.process.BaseProcess]) -> None:
    for each in running:
        each.join()
    if any(each.exitcode for each in running):
        raise RuntimeError("a process that ran tests ended before it was done")
