"""A plugin of pytest: a run fails when its tests leave behind something private where it must not be.

Each process of a run has a net of its own; the one that started them gathers what fell into them.
"""

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from tests.watching.net import net
from tests.watching.ways import Undo, across_all

#: The mark of a test that plants leaks itself.
LEAKS = "leaks_on_purpose"


class Watch:
    """The nets of a run. `leaks` are those of all processes, once they have ended."""

    def __init__(self) -> None:
        self.leaks: list[str] = []
        self._undo: list[Undo] = []

    def pytest_configure(self, config: pytest.Config) -> None:
        config.addinivalue_line("markers", f"{LEAKS}: plants leaks, and looks for them by itself")
        self._undo = across_all()

    def pytest_unconfigure(self) -> None:
        for undo in self._undo:
            undo()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        net().test = item.nodeid
        net().is_aside = item.get_closest_marker(LEAKS) is not None
        if net().is_aside:
            net().tests_aside.add(item.nodeid)
        try:
            return (yield)
        finally:
            net().is_aside = False

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, Any, Any]:
        report = yield
        folder = getattr(item, "funcargs", {}).get("tmp_path")
        if net().is_aside and isinstance(folder, Path):
            net().folders_aside.add(folder)
        if report.when == "teardown":
            for title, said in report.sections:
                net().look("log", title.removeprefix("Captured "), said)
        return report

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        self.leaks += net().leaks
        output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
        if output is not None:
            output["leaks"] = self.leaks
        elif self.leaks and session.exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self.leaks += getattr(node, "workeroutput", {}).get("leaks", [])

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if self.leaks:
            terminalreporter.section("left behind where it must not be", red=True)
            for leak in sorted(set(self.leaks)):
                terminalreporter.line(leak)
