"""Writes the figures of a run as a page for docs/."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from bench.accuracy import FIRST_AT_LEAST, FIVE_AT_LEAST, FOUND_AT_LEAST, Result, Tally, upper_bound
from bench.http import CONCURRENCY, Comparison, Side, ratio
from bench.register import Measured, Took
from bench.service import Loaded, Memory

LABELS = ("answerable", "ambiguous", "negative")


@dataclass
class Run:
    """All that one run measured. What was not measured is None."""

    on: date
    machine: str
    versions: dict[str, str]
    command: str
    counts: dict[str, int]
    questions: int
    accuracy: Result | None = None
    families: dict[str, Result] = field(default_factory=dict)
    peers: dict[str, Result] = field(default_factory=dict)
    speed: dict[str, Comparison] = field(default_factory=dict)
    plans: Side | None = None
    loaded: Loaded | None = None
    memory: Memory | None = None
    register: Measured | None = None


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = ["| " + " | ".join(head) + " |", "|" + "|".join("--" for _ in head) + "|"]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def _unsafe(tally: Tally) -> str:
    share = tally.share(tally.unsafe)
    return f"{tally.unsafe} of {tally.asked} ({share:.1%})"


def _contender(name: str, result: Result) -> list[str]:
    answerable = result.label("answerable")
    return [
        name,
        f"{answerable.share(answerable.found_right):.1%}",
        *(_unsafe(result.label(label)) for label in LABELS),
        f"{answerable.share(answerable.first):.2%}",
        f"{answerable.share(answerable.five):.2%}",
    ]


def _accuracy(run: Run, accuracy: Result) -> list[str]:
    unsafe = sum(judged.unsafe for judged in accuracy.judged)
    most = upper_bound(unsafe, len(accuracy.judged))
    head = (
        "",
        "found, of answerable",
        "wrong premises found",
        "ambiguous found",
        "not held, yet found",
        "first place",
        "first five",
    )
    contenders = [_contender("this service", accuracy)]
    contenders += [_contender(f"kinds of family {name}", result) for name, result in run.families.items()]
    contenders += [_contender(name, result) for name, result in run.peers.items()]
    broken = accuracy.broken()
    verdict = "Every promise held." if not broken else "Broken: " + " ".join(broken)
    return [
        "## How often it is right",
        "",
        f"{run.questions} labelled questions about a directory of {run.counts['premises']} invented "
        "addresses on real postcodes. *Answerable* questions mean one address that is held, however badly "
        "written; *ambiguous* ones leave open which; *negative* ones are about addresses that are not held, "
        "each as near as life makes them: next door, the flat beside, the same street in the next town.",
        "",
        "The promises: nothing wrong, ambiguous or not held is ever `found`; "
        f"{FOUND_AT_LEAST:.0%} of answerable questions are; {FIRST_AT_LEAST:.0%} have the right address "
        f"first and {FIVE_AT_LEAST:.1%} within five. {verdict}",
        "",
        *_table(head, contenders),
        "",
        f"{unsafe} unsafe answers in {len(accuracy.judged)} questions: the true share on questions such as "
        f"these is at most {most:.3%} (95 %). The peers take the most alike text of the postcode, or of the "
        "whole directory when there is none, if it is alike enough (`token_set_ratio`, 0 to 100).",
        "",
    ]


def _kinds(accuracy: Result) -> list[str]:
    families = {judged.question.kind: judged.question.family for judged in accuracy.judged}
    lines = ["### By kind of question", ""]
    for label in LABELS:
        rows = [
            [
                kind.replace("_", " "),
                families[kind],
                str(tally.asked),
                f"{tally.share(tally.found_right):.0%}" if label == "answerable" else "",
                str(tally.unsafe),
                str(tally.outcomes["choose"]),
                str(tally.outcomes["not_listed"]),
                str(tally.outcomes["refused"]),
            ]
            for (its_label, kind), tally in accuracy.tallies().items()
            if its_label == label
        ]
        head = (label, "family", "asked", "found", "unsafe", "choose", "not listed", "refused")
        lines += [*_table(head, rows), ""]
    return lines


def _side(name: str, side: Side, comparison: Comparison) -> list[str]:
    middle = statistics.median
    return [
        name,
        f"{middle(side.p50):.1f}",
        f"{middle(side.p99):.1f}",
        f"{middle(side.rate):.0f}",
        f"{ratio(side, comparison.ceiling):.2f}",
        f"{ratio(side, comparison.provider):.2f}",
    ]


def _speed(run: Run) -> list[str]:
    rows = []
    for name, comparison in run.speed.items():
        rows.append(_side(name, comparison.lookup, comparison))
        rows.append(_side("one provider, in the same rounds", comparison.provider, comparison))
        rows.append(_side("one bare row, in the same rounds", comparison.ceiling, comparison))
    head = (
        "",
        "p50, ms",
        "p99, ms",
        f"per second, {CONCURRENCY} at once",
        "beside the bare row",
        "beside one provider",
    )
    return [
        "## How fast it is",
        "",
        "Over HTTP on one machine, load generator included. The bare row is a Flask application that fetches "
        "one row by its key and does nothing else, on the same server software with the same settings and "
        "database: nothing built on these can be faster. One provider is the service's own row by its key, "
        "`GET /api/v1/providers/{id}`, with the token checked, its contacts in order and the request logged. "
        "They were asked in turn; figures are medians of the rounds, and a ratio is the median of the "
        "rounds' ratios. The questions go round, so most of what they are about is remembered by then.",
        "",
        *_table(head, rows),
        "",
        *_plans(run.plans),
    ]


def _plans(side: Side | None) -> list[str]:
    """A meeting plan over four addresses; those whose address has to be picked first are among them."""
    if side is None:
        return []
    middle = statistics.median
    answered = ", ".join(f"{count} of {status}" for status, count in sorted(side.statuses.items()))
    return [
        f"A meeting plan over four addresses, each meeting at another time: p50 {middle(side.p50):.1f} ms, "
        f"p99 {middle(side.p99):.1f} ms, {middle(side.rate):.0f} a second with {CONCURRENCY} at once "
        f"(answers by status: {answered}).",
        "",
    ]


def _cost(run: Run) -> list[str]:
    lines = ["## What it costs", ""]
    if run.loaded:
        rows = sum(run.counts.values())
        peak = f", at most {run.loaded.peak_bytes / 2**20:.0f} MiB" if run.loaded.peak_bytes else ""
        lines.append(
            f"- Import: {rows} rows in {run.loaded.seconds:.0f} s, {rows / run.loaded.seconds:.0f} rows a "
            f"second{peak}."
        )
    if run.memory and run.memory.all_bytes:
        lines.append(
            f"- Serving, after the questions: {run.memory.processes} processes, "
            f"{run.memory.all_bytes / 2**20:.0f} MiB in all (shared pages once); the largest worker shows "
            f"{run.memory.worker_bytes / 2**20:.0f} MiB."
        )
    if run.register:
        lines.append(f"- {register_in_words(run.register)}")
    return [*lines, ""]


def register_in_words(told: Measured) -> str:
    """What the gap report costs, in a sentence or two."""
    added = "Every number adds up." if told.adds_up else "BROKEN: numbers do not add up."
    return (
        f"Gap report over {told.contracts:,} contracts with {told.clauses:,} clauses: "
        f"{_seconds(told.cold)} as nothing is remembered, {_seconds(told.warm)} again; a number opened: "
        f"{_seconds(told.opened)}. {added}"
    )


def _seconds(took: Took) -> str:
    return f"{took.processor:.2f} s of the processor ({took.clock:.2f} s on the clock)"


def page(run: Run) -> str:
    """The run as Markdown."""
    versions = ", ".join(f"{name} {version}" for name, version in run.versions.items())
    lines = [
        "# Benchmarks",
        "",
        f"Measured on {run.on.isoformat()} with `{run.command}`: {run.machine}; {versions}. The figures move "
        "with the machine; the ratios and the counts of wrong answers move little. Everything asked about is "
        "invented: this shows how the service meets kinds of error, not how often each occurs in a council.",
        "",
    ]
    if run.accuracy:
        lines += _accuracy(run, run.accuracy)
    if run.speed:
        lines += _speed(run)
    if run.loaded or run.memory or run.register:
        lines += _cost(run)
    if run.accuracy:
        lines += _kinds(run.accuracy)
    return "\n".join(lines).rstrip() + "\n"
