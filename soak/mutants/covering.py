"""Which tests run which lines of the modules that are tried, and how long each takes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import coverage

from soak.mutants.mutant import ROOT, Mutant

#: Tests that take longer together are not all asked about one fault: it then counts as not noticed.
LONGEST_S = 20

#: How many tests of each file are asked before more of any, where nobody knows which run the line.
SOME = 3


@dataclass(slots=True)
class Covering:
    """What a run without any fault has told."""

    #: Seconds a test takes, by its name. Tests that fail by themselves are not in it.
    seconds: dict[str, float]
    #: The names of the tests that run a line, by module and line.
    by_line: dict[tuple[str, int], set[str]]
    #: How many faults of a module or function a test has noticed: who noticed one may notice the next.
    _noticed: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    #: Tests that fail without any fault where modules are read afresh, and where they are not.
    _distrusted: dict[bool, set[str]] = field(default_factory=lambda: defaultdict(set))

    def tests_for(self, mutant: Mutant, *, all_of_module: bool) -> list[str]:
        """The tests that may notice a fault, those first that do so soonest.

        A line that is run while modules are read is run by no test: then all of the module's are asked, some
        of each file before more of any.
        """
        near = self._of((mutant.module, line) for line in range(mutant.first, mutant.last + 1))
        every = self._of(key for key in self.by_line if key[0] == mutant.module) if all_of_module else near
        every -= self._distrusted[all_of_module]

        def pace(test: str) -> tuple[float, str]:
            return round(self.seconds[test], 3), test

        asked, turns = Counter[str](), dict[str, int]()
        for test in sorted(every - near, key=pace):
            file = test.partition("::")[0]
            turns[test] = min(asked[file], SOME)
            asked[file] += 1

        def place(test: str) -> tuple[object, ...]:
            before = [-self._noticed[where, test] for where in (_function_of(mutant), mutant.module)]
            return (*before, test not in near, turns.get(test, 0), pace(test))

        return sorted(every, key=place)

    def note(self, mutant: Mutant, test: str) -> None:
        """Remember that a test has noticed a fault."""
        for where in (_function_of(mutant), mutant.module):
            self._noticed[where, test] += 1

    def distrust(self, test: str, *, all_of_module: bool) -> None:
        """Ask a test no more in one of the two ways: it fails like that too, without any fault."""
        self._distrusted[all_of_module].add(test)

    def _of(self, keys: Iterable[tuple[str, int]]) -> set[str]:
        found = (self.by_line.get(key, set()) for key in keys)
        return set().union(*found) & self.seconds.keys()

    def in_time(self, tests: Sequence[str]) -> list[str]:
        """As many of the tests as take LONGEST_S together, from the first on."""
        took, chosen = 0.0, list[str]()
        for test in tests:
            took += self.seconds[test]
            if took > LONGEST_S and chosen:
                break
            chosen.append(test)
        return chosen


def watch(modules: Iterable[str]) -> coverage.Coverage:
    """What notes the lines of some modules that this process runs, once it is started. It writes no file."""
    include = [str(ROOT / module) for module in modules]
    watching = coverage.Coverage(data_file=None, include=include, config_file=False)
    # None of them may be run while an application is made.
    watching.set_option("run:disable_warnings", ["no-data-collected"])
    return watching


def lines_of(watched: coverage.Coverage) -> set[tuple[str, int]]:
    """The lines that were run, by module."""
    data = watched.get_data()
    return {
        (str(Path(file).relative_to(ROOT)), line)
        for file in data.measured_files()
        for line in data.lines(file) or ()
    }


def _function_of(mutant: Mutant) -> str:
    return f"{mutant.module} {mutant.inside}"
