"""What came of it, in words and in docs/mutation.md."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from soak.mutants.covering import LONGEST_S
from soak.mutants.equivalent import EQUIVALENT
from soak.mutants.lane import Verdict
from soak.mutants.mutant import LEFT_OUT, Mutant
from soak.mutants.targets import GROUPS, Group

#: Where it is kept, in the tree.
PAGE = Path("docs") / "mutation.md"

_UNNOTICED = ("survived", "not covered")


@dataclass(frozen=True, slots=True)
class Figures:
    """How many faults there were, and what became of them."""

    faults: int
    killed: int
    hung: int
    survived: int
    equivalent: int


@dataclass(frozen=True, slots=True)
class Tried:
    """The faults of a group, with what became of each."""

    group: Group
    faults: Sequence[Mutant]
    verdicts: Sequence[Verdict]
    failing: Sequence[str]
    seconds: float

    def by_module(self) -> dict[str, Figures]:
        """The figures of each module."""
        found = {}
        for module in dict.fromkeys(fault.module for fault in self.faults):
            became = [
                "equivalent"
                if fault.name in EQUIVALENT and verdict["verdict"] in _UNNOTICED
                else verdict["verdict"]
                for fault, verdict in zip(self.faults, self.verdicts, strict=True)
                if fault.module == module
            ]
            found[module] = Figures(
                len(became),
                became.count("killed"),
                became.count("hung"),
                became.count("survived") + became.count("not covered"),
                became.count("equivalent"),
            )
        return found

    def survivors(self) -> list[tuple[Mutant, str]]:
        """Faults that nobody noticed, and no reason says that nobody could."""
        return [
            (fault, verdict["verdict"])
            for fault, verdict in zip(self.faults, self.verdicts, strict=True)
            if verdict["verdict"] in _UNNOTICED and fault.name not in EQUIVALENT
        ]

    def equivalent(self) -> list[tuple[Mutant, str]]:
        """Faults that nobody could notice, with the reason."""
        return [
            (fault, EQUIVALENT[fault.name])
            for fault, verdict in zip(self.faults, self.verdicts, strict=True)
            if verdict["verdict"] in _UNNOTICED and fault.name in EQUIVALENT
        ]

    def wrongly_listed(self) -> list[str]:
        """Faults listed as equivalent that somebody noticed."""
        return [
            f"{fault.name} ({verdict.get('by', 'hung')})"
            for fault, verdict in zip(self.faults, self.verdicts, strict=True)
            if fault.name in EQUIVALENT and verdict["verdict"] not in _UNNOTICED
        ]

    def told(self) -> str:
        """Everything that came of it, for who waits for it."""
        lines = []
        for fault, verdict in self.survivors():
            lines.append(f"{fault.module}:{fault.first} {fault.inside or '-'}: {verdict} ({fault.kind})")
            lines += [f"    - {fault.before}", f"    + {fault.after}"]
        lines += [f"listed as equivalent, and noticed: {name}" for name in self.wrongly_listed()]
        lines += [f"fails without a fault, and was not asked: {test}" for test in self.failing]
        lines += [f"{'':52} faults  killed  hung  survived  equivalent"]
        for module, each in self.by_module().items():
            lines.append(
                f"{module:52} {each.faults:>6}  {each.killed:>6}  {each.hung:>4}  {each.survived:>8}"
                f"  {each.equivalent:>10}"
            )
        lines.append(f"{self.group.name}: {part_noticed(self.by_module()):.1f} % in {self.seconds:.0f} s")
        return "\n".join(lines)


def part_noticed(figures: Mapping[str, Figures]) -> float:
    """The part of all faults that somebody could notice and did, in percent."""
    noticed = sum(each.killed + each.hung for each in figures.values())
    could = sum(each.faults - each.equivalent for each in figures.values())
    return 100 * noticed / could if could else 100.0


_INTRODUCTION = """# Faults put in on purpose

What decides who may know and change what, and which address is meant, is tried like this: a small fault is
put into the code, one at a time, and the tests that run that line are run until one fails. A fault that no
test notices is a hole in the tests, or says that a piece of code is not needed. `make mutants` does it, in
a copy of the tree, and this page is of what it found on {day}:

```
make mutants ARGS="{arguments}"
```

The faults: a comparison turned round or moved by one; `and` for `or`, and a condition left out or turned
round; another constant, another member of an enumeration, a row of a table left out; another default;
nothing or the opposite returned; a statement left out, and nothing kept for a value; arguments that change
places or are left out; `any` for `all`, `min` for `max`, + for -. Not changed are texts for people (two
words or more), type annotations, assertions made for the type checker, and decorators.

**Noticed** is the part of the faults that a test noticed or that made one hang, of all but the equivalent
ones: those with which the code does the same as before, listed below with the reason. Tests are asked on
SQLite, the quickest first, for {longest} seconds of tests a fault at most; a fault not noticed by then
counts as not noticed. Property tests draw the same examples each time.
"""


def page(tried: Sequence[Tried]) -> str:
    """The page docs/mutation.md."""
    today = datetime.now(UTC)
    names = [each.group.name for each in tried]
    arguments = " ".join([*(f"--group {name}" for name in names if {*names} != {*GROUPS}), "--write"])
    day = f"{today.day} {today:%B %Y}"
    parts = [_INTRODUCTION.format(day=day, arguments=arguments, longest=LONGEST_S)]
    for each in tried:
        figures = each.by_module()
        rows = [_row(f"`{module}`", {module: figures[module]}) for module in figures]
        parts.append(
            f"## {each.group.name.capitalize()}\n\n"
            "| module | faults | equivalent | noticed | hung | not noticed | noticed, % |\n"
            "|---|---|---|---|---|---|---|\n"
            + "\n".join([*rows, _row("**all**", figures)])
            + f"\n\nAt least {each.group.least:g} % are wanted. It took {each.seconds / 60:.0f} minutes.\n"
        )
        parts += [
            _listed("Not noticed", [(fault, "") for fault, _ in each.survivors()]),
            _listed("Equivalent", each.equivalent()),
        ]
    untried = [name for name in GROUPS if name not in names]
    if untried:
        parts.append(f"Not tried that day: {', '.join(untried)}.\n")
    return "\n".join(part for part in parts if part)


def _row(name: str, figures: Mapping[str, Figures]) -> str:
    sums = [
        sum(getattr(each, field) for each in figures.values())
        for field in ("faults", "equivalent", "killed", "hung", "survived")
    ]
    return f"| {name} | {' | '.join(f'{each:,}' for each in sums)} | {part_noticed(figures):.1f} |"


def _listed(title: str, faults: Sequence[tuple[Mutant, str]]) -> str:
    if not faults:
        return ""
    lines = [f"### {title}\n"]
    for module in dict.fromkeys(fault.module for fault, _ in faults):
        lines.append(f"`{module}`\n")
        for fault, why in faults:
            if fault.module == module:
                place = f"`{fault.inside}`: " if fault.inside else ""
                lines.append(f"- {place}{_code(fault.before)} → {_code(fault.after)}{why and f'. {why}'}")
        lines.append("")
    return "\n".join(lines)


def _code(text: str) -> str:
    return text if text == LEFT_OUT else f"`` {text} ``"
