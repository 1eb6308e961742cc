"""Measures everything: makes a directory, loads, serves and asks it, and writes docs/benchmarks.md.

    python -m bench [--premises 50000] [--seed 7] [--out docs/benchmarks.md]

The exit code is 1 when a promise is broken (see bench.accuracy); the page is written all the same.
"""

import argparse
import shlex
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import create_engine

from bench import machine
from bench.accuracy import Result, judge, measure, print_result, show
from bench.asking import over_http
from bench.assurance import ON, REFERENCE, invented
from bench.ceiling import keys_of
from bench.held import read
from bench.http import (
    compare,
    lookup_requests,
    print_comparison,
    print_side,
    provider_requests,
    row_requests,
    two_cores,
)
from bench.kinds import Question
from bench.make_directory import make_directory
from bench.peer import THRESHOLDS, decide, ranked
from bench.plans import measure_plans, plan_requests
from bench.questions import questions_about
from bench.register import measure_register
from bench.report import Run, page
from bench.service import LOAD, SERVE, Service, ceiling, memory_of
from directory.rules.catalogue import load_catalogue

#: Questions for the timing, by what they ask of the service; `all` is every kind as it comes.
TIMED = {
    "look-up, address in full": ("plain",),
    "look-up without a postcode": (
        "without_postcode",
        "without_postcode_in_a_hurry",
        "slip_without_postcode",
    ),
    "look-up, every kind of question": (),
}


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _families(result: Result) -> dict[str, Result]:
    return {
        family: Result([judged for judged in result.judged if judged.question.family == family], 0.0)
        for family in ("a", "b")
    }


def _timed(kinds: tuple[str, ...], questions: list[Question]) -> list[Question]:
    return [asked for asked in questions if not kinds or asked.kind in kinds]


def measure_all(chosen: argparse.Namespace, workspace: Path) -> Run:
    """One run, in a folder that may be thrown away afterwards."""
    cores = two_cores()
    folder, instance = workspace / "load", workspace / "instance"
    instance.mkdir()
    _say(f"Making {chosen.premises} premises")
    counts = make_directory(folder, chosen.premises, chosen.seed)
    directory = read(folder)
    questions = list(questions_about(directory, chosen.seed, chosen.per_kind))
    run = Run(
        on=datetime.now(UTC).date(),
        machine=machine.sentence(cores),
        versions=machine.versions(),
        command=f"python -m bench --premises {chosen.premises} --seed {chosen.seed} "
        f"--per-kind {chosen.per_kind}",
        counts=counts,
        questions=len(questions),
    )
    serve = shlex.split(chosen.serve_command) if chosen.serve_command else SERVE
    service = Service(instance, serve, chosen.workers, chosen.threads)
    _say("Preparing and loading the service")
    service.prepare()
    run.loaded = service.load(folder, shlex.split(chosen.load_command) if chosen.load_command else LOAD)
    token = service.token()
    with service.running() as pid:
        _say(f"Asking {len(questions)} questions")
        run.accuracy = measure(questions, over_http(service.url, token))
        run.families = _families(run.accuracy)
        run.memory = memory_of(pid)
        if chosen.rounds:
            engine = create_engine(service.database_url)
            providers = provider_requests(service.url, token, keys_of(engine, "providers"))
            with ceiling(
                service.database_url, instance / "ceiling.log", chosen.workers, chosen.threads
            ) as bare:
                rows = row_requests(bare, keys_of(engine))
                for name, kinds in TIMED.items():
                    _say(f"Timing: {name}")
                    requests = lookup_requests(service.url, token, _timed(kinds, questions))
                    comparison = compare(
                        service.url, requests, providers, bare, rows, chosen.rounds, chosen.seconds
                    )
                    run.speed[name] = comparison
                    print_comparison(comparison)
            _say("Timing: meeting plans")
            plans = plan_requests(service.url, token, _timed(TIMED["look-up, address in full"], questions))
            run.plans = measure_plans(service.url, plans, chosen.rounds, chosen.seconds)
            print_side("meeting plan", run.plans)
            run.memory = memory_of(pid)
        if chosen.contracts:
            _say(f"Asking for the gap report over {chosen.contracts} contracts")
            terms = [*load_catalogue(REFERENCE).contract_terms.values()]
            register = invented(chosen.contracts, terms, chosen.seed)
            run.register = measure_register(register, ON, max(chosen.rounds, 1))
    some = questions[:: max(1, len(questions) // chosen.peer_questions)]
    _say(f"Asking {len(some)} of the questions of a peer")
    alike = measure(some, ranked(directory)).judged
    for threshold in THRESHOLDS:
        judged = [judge(one.question, decide(one.answer, threshold)) for one in alike]
        run.peers[f"most alike text, {threshold:.0f} or more"] = Result(judged, 0.0)
    return run


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure the service.")
    parser.add_argument("--premises", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--per-kind", type=int, default=60, help="questions of each kind")
    parser.add_argument("--out", type=Path, default=Path("docs/benchmarks.md"))
    parser.add_argument("--rounds", type=int, default=5, help="rounds of timing; 0 leaves the timing out")
    parser.add_argument("--seconds", type=float, default=3.0, help="length of each stretch of a round")
    parser.add_argument("--contracts", type=int, default=5_000, help="of the gap report; 0 leaves it out")
    parser.add_argument("--workers", type=int, default=2, help="of the service, and of the bare server")
    parser.add_argument("--threads", type=int, default=4, help="of the service, and of the bare server")
    parser.add_argument("--peer-questions", type=int, default=2000, help="how many of them the peers get")
    parser.add_argument("--serve-command", default="", help="instead of `flask --app wsgi directory serve`")
    parser.add_argument("--load-command", default="", help="instead of `flask … load {folder}`")
    parser.add_argument("--show", type=int, default=0, help="print so many failures in full")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as workspace:
        run = measure_all(chosen, Path(workspace))
    accuracy = run.accuracy
    if accuracy is None:
        sys.exit("Nothing was measured.")
    print_result(accuracy)
    if chosen.show:
        failures = [judged for judged in accuracy.judged if judged.unsafe or judged.missed]
        show(sorted(failures, key=lambda judged: not judged.unsafe)[: chosen.show])
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(page(run), encoding="utf-8")
    _say(f"Wrote {chosen.out}")
    broken = accuracy.broken() + (run.register.broken() if run.register else [])
    for fault in broken:
        print(f"BROKEN: {fault}")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
