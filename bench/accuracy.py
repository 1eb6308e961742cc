"""Counts how often a look-up is right, and whether the service's promises hold.

    python -m bench.accuracy QUESTIONS.jsonl [...] --app wsgi:app --token TOKEN
    python -m bench.accuracy QUESTIONS.jsonl --url http://127.0.0.1:8000 --token TOKEN --show 20

The exit code is 1 when a promise is broken: `found` for a wrong premises, or for a question that has no one
right answer; or too few of the others found, first, or among the first five.
"""

import argparse
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.asking import Answer, Ask, in_process, over_http
from bench.kinds import Question
from bench.questions import read_questions

FOUND_AT_LEAST = 0.85
FIRST_AT_LEAST = 0.99
FIVE_AT_LEAST = 0.999


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with its answer. `place` is where the right premises stands in it, from 1; 0 is nowhere."""

    question: Question
    answer: Answer
    place: int

    @property
    def found(self) -> bool:
        return self.answer.outcome == "found"

    @property
    def unsafe(self) -> bool:
        """Found, and not what was meant: the one mistake that must not happen."""
        return self.found and (self.question.label != "answerable" or self.place != 1)

    @property
    def missed(self) -> bool:
        return self.question.label == "answerable" and (not self.found or self.place != 1)


def judge(question: Question, answer: Answer) -> Judged:
    for place, match in enumerate(answer.matches, start=1):
        if match.reference in question.premises or (match.uprn and match.uprn in question.uprns):
            return Judged(question, answer, place)
    return Judged(question, answer, 0)


@dataclass
class Tally:
    """Counts over one kind of question, or all of a label."""

    asked: int = 0
    found_right: int = 0
    unsafe: int = 0
    first: int = 0
    five: int = 0
    outcomes: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, judged: Judged) -> None:
        self.asked += 1
        self.outcomes[judged.answer.outcome] += 1
        self.unsafe += judged.unsafe
        self.found_right += judged.found and not judged.unsafe
        self.first += judged.place == 1
        self.five += 1 <= judged.place <= 5

    def share(self, count: int) -> float:
        return count / self.asked if self.asked else 0.0


@dataclass
class Result:
    """Everything judged, by kind and by label."""

    judged: list[Judged]
    seconds: float

    def tallies(self) -> dict[tuple[str, str], Tally]:
        """By (label, kind), in the order asked."""
        found: dict[tuple[str, str], Tally] = defaultdict(Tally)
        for judged in self.judged:
            found[judged.question.label, judged.question.kind].add(judged)
        return found

    def label(self, name: str) -> Tally:
        tally = Tally()
        for judged in self.judged:
            if judged.question.label == name:
                tally.add(judged)
        return tally

    def broken(self) -> list[str]:
        """The promises that do not hold, each in a sentence; empty when all do."""
        faults = []
        for label, words in (
            ("answerable", "answerable questions found the wrong premises"),
            ("ambiguous", "ambiguous questions were found"),
            ("negative", "questions about addresses not held were found"),
        ):
            unsafe = self.label(label).unsafe
            if unsafe:
                faults.append(f"{unsafe} {words}; none may be.")
        answerable = self.label("answerable")
        for least, count, words in (
            (FOUND_AT_LEAST, answerable.found_right, "found"),
            (FIRST_AT_LEAST, answerable.first, "right at the first place"),
            (FIVE_AT_LEAST, answerable.five, "right within the first five"),
        ):
            if answerable.asked and answerable.share(count) < least:
                faults.append(
                    f"{answerable.share(count):.2%} of answerable questions {words}; "
                    f"at least {least:.1%} should be."
                )
        return faults


def upper_bound(bad: int, asked: int) -> float:
    """The highest true rate that `bad` of `asked` still allows, at 95 %: about 3/asked when none is bad."""
    if not asked:
        return 1.0
    if not bad:
        return float(1 - 0.05 ** (1 / asked))
    rate, spread = bad / asked, 1.645
    centre = rate + spread**2 / (2 * asked)
    width = spread * (rate * (1 - rate) / asked + spread**2 / (4 * asked**2)) ** 0.5
    return float((centre + width) / (1 + spread**2 / asked))


def measure(questions: Iterable[Question], ask: Ask) -> Result:
    """Asks every question and judges the answers."""
    started = time.perf_counter()
    judged = [judge(question, ask(question.text, question.postcode)) for question in questions]
    return Result(judged, time.perf_counter() - started)


def _line(kind: str, family: str, tally: Tally) -> str:
    return (
        f"  {kind:42.42} {family:1} {tally.asked:6} {tally.share(tally.found_right):7.1%} {tally.unsafe:6} "
        f"{tally.share(tally.first):7.1%} {tally.share(tally.five):7.1%} {tally.outcomes['choose']:6} "
        f"{tally.outcomes['not_listed']:6} {tally.outcomes['refused']:6}"
    )


def print_result(result: Result) -> None:
    families = {judged.question.kind: judged.question.family for judged in result.judged}
    head = (
        f"  {'kind':44} {'asked':>6} {'found':>7} {'unsafe':>6} {'first':>7} {'five':>7} "
        f"{'choose':>6} {'none':>6} {'422':>6}"
    )
    tallies = result.tallies()
    for label in ("answerable", "ambiguous", "negative"):
        whole = result.label(label)
        if not whole.asked:
            continue
        print(f"{label}\n{head}")
        for (its_label, kind), tally in tallies.items():
            if its_label == label:
                print(_line(kind, families[kind], tally))
        print(_line("all", "", whole))
        print(f"  unsafe at most {upper_bound(whole.unsafe, whole.asked):.2%} (95 %)\n")
    asked = len(result.judged)
    print(f"{asked} questions in {result.seconds:.1f} s, {1000 * result.seconds / max(1, asked):.2f} ms each")


def show(failures: Sequence[Judged]) -> None:
    """Prints questions with what was answered, in full."""
    for judged in failures:
        question, answer = judged.question, judged.answer
        print(f"\n{question.kind} [{question.label}] {question.id}: {answer.outcome}")
        print(f"  asked  {question.text!r} {question.postcode!r}")
        print(f"  meant  {', '.join(question.premises[:4]) or '-'} {', '.join(question.uprns[:4])}")
        for place, match in enumerate(answer.matches[:4], start=1):
            mark = "*" if place == judged.place else " "
            print(f"  {mark} {match.score:.3f} {match.address} [{match.uprn}] {match.scheme}")
        for note in answer.notes:
            print(f"  note   {note}")


def asker(url: str | None, application: str | None, token: str) -> Ask:
    if url:
        return over_http(url, token)
    return in_process(application or "wsgi:app", token)


def main() -> None:
    parser = argparse.ArgumentParser(description="Count how often look-ups are right.")
    parser.add_argument("questions", type=Path, nargs="+", help="files of bench.questions")
    parser.add_argument("--url", help="a running server, such as http://127.0.0.1:8000")
    parser.add_argument("--app", help="an application in this process, such as wsgi:app")
    parser.add_argument(
        "--token", default=os.environ.get("BENCH_TOKEN", ""), help="bearer token (or BENCH_TOKEN)"
    )
    parser.add_argument("--kind", action="append", default=[], help="only this kind; may be repeated")
    parser.add_argument("--family", choices=("a", "b"), default=None, help="only this half of the kinds")
    parser.add_argument("--label", choices=("answerable", "ambiguous", "negative"), default=None)
    parser.add_argument(
        "--limit", type=int, default=0, help="only every n-th question, so that about this many remain"
    )
    parser.add_argument(
        "--show", type=int, default=0, help="print so many failures in full, the unsafe ones first"
    )
    chosen = parser.parse_args()
    questions = [
        question
        for path in chosen.questions
        for question in read_questions(path)
        if (not chosen.kind or question.kind in chosen.kind)
        and (not chosen.family or question.family == chosen.family)
        and (not chosen.label or question.label == chosen.label)
    ]
    if chosen.limit and len(questions) > chosen.limit:
        questions = questions[:: -(-len(questions) // chosen.limit)]
    result = measure(questions, asker(chosen.url, chosen.app, chosen.token))
    print_result(result)
    if chosen.show:
        failures = [judged for judged in result.judged if judged.unsafe or judged.missed]
        show(sorted(failures, key=lambda judged: not judged.unsafe)[: chosen.show])
    broken = result.broken()
    for fault in broken:
        print(f"BROKEN: {fault}")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
