"""One process that tries faults, each in a process forked from it, so that none leaves anything behind."""

import gc
import json
import multiprocessing
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from flask import Flask

from soak.mutants.applying import put_into_function, put_into_module
from soak.mutants.covering import Covering, watch
from soak.mutants.mutant import ROOT, Mutant

#: A test that needs an application and asks nothing of it: after it there is one for the others.
WARM_UP = "tests/test_docs.py::test_every_command_is_documented[sqlite]"

#: A fault may make tests slower; when they take this many times as long and some seconds, they hang.
SLOWER, SECONDS_MORE = 6, 20

#: How pytest is called. Tracebacks are nobody's to read, and the usual ones parse every file in them.
AS_HERE = ("-qq", "-s", "--tb=native", "-p", "no:cacheprovider", "-o", "faulthandler_timeout=0")

#: How many tests are read and asked first, where modules have to be read afresh.
AT_FIRST = 8

_FORK = multiprocessing.get_context("fork")

Verdict = dict[str, Any]


class Lane:
    """Tests ready to run, in an application that has been made once."""

    def __init__(self, items: Sequence[pytest.Item]) -> None:
        self._items = {item.nodeid: item for item in items}
        self._passed: dict[tuple[str, bool], bool] = {}
        warm_up = self._items[WARM_UP]
        other = next(item for item in items if item.path != warm_up.path)
        why = _fault(warm_up, other)
        if why:
            raise RuntimeError(f"without {WARM_UP} nothing can be tried, and it fails: {why}")
        self._kept = [_Kept(app) for app in gc.get_objects() if type(app) is Flask]
        self._shared = [each for each in gc.get_objects() if type(each).__name__ == "SharedMemory"]
        gc.freeze()  # or every child would look through all that is here, and so copy it

    def try_out(self, mutant: Mutant, covering: Covering, *, afresh: bool) -> Verdict:
        """Put the fault in, and run the tests until one notices."""
        while tests := covering.in_time(covering.tests_for(mutant, all_of_module=afresh)):
            verdict = self._tried(mutant, tests, covering, afresh=afresh)
            if verdict["verdict"] == "hung":  # or the machine was busy with something else
                verdict = self._tried(mutant, tests, covering, afresh=afresh)
            by = verdict.get("by")
            if by not in covering.seconds or self._passes(by, covering, afresh=afresh):
                if by is not None:
                    covering.note(mutant, by)
                return verdict
            covering.distrust(by, all_of_module=afresh)
        return {"verdict": "not covered"}

    def _passes(self, test: str, covering: Covering, *, afresh: bool) -> bool:
        """Whether a test passes by itself, without any fault: otherwise it has noticed nothing."""
        if (test, afresh) not in self._passed:
            verdict = self._tried(None, [test], covering, afresh=afresh)
            self._passed[test, afresh] = verdict["verdict"] == "survived"
        return self._passed[test, afresh]

    def _tried(
        self, mutant: Mutant | None, tests: Sequence[str], covering: Covering, *, afresh: bool
    ) -> Verdict:
        for kept in self._kept:
            kept.restore()
        for shared in self._shared:
            shared.view[:] = bytes(len(shared.view))
        verdict = self._in_child(self._function_child, mutant, tests, covering) if not afresh else None
        if verdict is None or verdict["verdict"] == "afresh":
            # Few files are read sooner than all of them, and most faults are noticed at once.
            for some in (tests[:AT_FIRST], tests[AT_FIRST:]):
                if some and (verdict is None or verdict["verdict"] in ("afresh", "survived")):
                    verdict = self._in_child(self._module_child, mutant, some, covering)
        assert verdict is not None
        return verdict

    def _in_child(
        self,
        run: Callable[[Mutant | None, Sequence[str], Connection, str], None],
        mutant: Mutant | None,
        tests: Sequence[str],
        covering: Covering,
    ) -> Verdict:
        ours, theirs = _FORK.Pipe(duplex=False)
        patience_s = SECONDS_MORE + SLOWER * sum(covering.seconds[test] for test in tests)
        with tempfile.TemporaryDirectory(prefix="directory-mutants-", ignore_cleanup_errors=True) as folder:
            child = _FORK.Process(target=run, args=(mutant, tests, theirs, folder))
            child.start()
            theirs.close()
            try:
                if not wait([ours], patience_s):
                    return {"verdict": "hung"}
                verdict: Verdict = ours.recv()
                return verdict
            except EOFError:
                return {"verdict": "killed", "by": "the process ended"}
            finally:
                child.kill()
                child.join()
                ours.close()

    def _function_child(
        self, mutant: Mutant | None, tests: Sequence[str], tell: Connection, folder: str
    ) -> None:
        _be_silent()
        if mutant is not None and not put_into_function(mutant):
            tell.send({"verdict": "afresh"})
            os._exit(0)
        items = [self._items[test] for test in tests]
        for item, later in zip(items, [*items[1:], None], strict=True):
            if _fault(item, later or item):
                tell.send({"verdict": "killed", "by": item.nodeid})
                os._exit(0)
        tell.send({"verdict": "survived"})
        os._exit(0)

    def _module_child(
        self, mutant: Mutant | None, tests: Sequence[str], tell: Connection, folder: str
    ) -> None:
        _be_silent()
        put_into_module(mutant)
        chosen = _Chosen(tests)
        arguments = ["-x", *AS_HERE, "--basetemp"]
        files = {test.partition("::")[0]: None for test in tests}
        code = pytest.main([*arguments, f"{folder}/tests", *files], plugins=[chosen, Quick()])
        if code in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            tell.send({"verdict": "survived"})
        else:
            tell.send({"verdict": "killed", "by": chosen.noticed or f"{code!r}"})
        os._exit(0)


class Quick:
    """Settings under which a test says the same each time, and no longer than it must."""

    def pytest_configure(self) -> None:
        import hypothesis

        hypothesis.settings.register_profile(
            "mutants",
            deadline=None,
            derandomize=True,
            database=None,
            phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
        )
        hypothesis.settings.load_profile("mutants")


class _Chosen:
    """Of the tests in the files that are read, those that were chosen, in their order; and who noticed.

    With a fault, a test may go by another name, or not be there: that alone is not noticing.
    """

    def __init__(self, tests: Sequence[str]) -> None:
        self._places = {test: place for place, test in enumerate(tests)}
        self.noticed = ""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        chosen = [item for item in items if item.nodeid in self._places]
        items[:] = sorted(chosen, key=lambda item: self._places[item.nodeid])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.noticed:
            self.noticed = report.nodeid


class _Kept:
    """The database of an application as it was before any test."""

    def __init__(self, app: Flask) -> None:
        from directory.db import db

        with app.app_context():
            db.session.remove()
            db.engine.dispose()
            self._path = Path(db.engine.url.database or "")
        self._copy = self._path.with_suffix(".kept")
        # Not the file alone: what was written last stands in the log beside it.
        with closing(sqlite3.connect(self._path)) as held, closing(sqlite3.connect(self._copy)) as copy:
            held.backup(copy)

    def restore(self) -> None:
        for ending in ("-wal", "-shm", "-journal"):
            with suppress(FileNotFoundError):
                self._path.with_name(self._path.name + ending).unlink()
        shutil.copyfile(self._copy, self._path)


def run_without_faults(items: Sequence[pytest.Item], modules: Iterable[str], told: Path) -> None:
    """Run tests as they are, and write what they run and take to `told`, as JSON."""
    seconds: dict[str, float] = {}
    watched = watch(modules)
    watched.start()
    failed: list[str] = []
    for item, later in zip(items, [*items[1:], None], strict=True):
        watched.switch_context(item.nodeid)
        began = time.perf_counter()
        if _fault(item, later or item):
            failed.append(item.nodeid)
        else:
            seconds[item.nodeid] = time.perf_counter() - began
    watched.stop()
    data = watched.get_data()
    lines = [
        (str(Path(file).relative_to(ROOT)), line, [name for name in contexts if name])
        for file in data.measured_files()
        for line, contexts in data.contexts_by_lineno(file).items()
    ]
    told.write_text(json.dumps({"seconds": seconds, "failed": failed, "lines": lines}))


def _fault(item: pytest.Item, later: pytest.Item) -> str:
    """Run a test, and say why it fails; nothing, when it passes."""
    reports = runtestprotocol(item, log=False, nextitem=later)
    return next((report.longreprtext for report in reports if report.failed), "")


def _be_silent() -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
