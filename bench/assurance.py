"""Measures the gap report over many contracts, and one estimate of hours.

    python -m bench.assurance [--contracts 5000] [--seed 7] [--rounds 5]

The exit code is 1 when the report takes a second or more, or its numbers do not add up.
"""

import argparse
import random
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter, process_time

from bench.register import measure_register
from bench.report import register_in_words
from directory.rules.assurance import Contract, Promise
from directory.rules.capacity import estimate
from directory.rules.catalogue import ContractTerm, load_catalogue
from directory.rules.catalogue.capacity import Case
from directory.rules.catalogue.contracts import Concern

REFERENCE = Path(__file__).parents[1] / "data" / "reference"
ON = date(2026, 12, 1)

_SHARE_PROMISED = 0.8
_CONCERNS: tuple[Concern, ...] = ("both", "both", "children", "adults")
_WORDS = "The Provider does what this schedule asks, and shows it when asked."


def invented(number: int, terms: list[ContractTerm], seed: int) -> Iterator[Contract]:
    """Contracts of some 900 providers and 30 councils that promise most terms, for some or for all."""
    chance = random.Random(seed)
    for key in range(number):
        promised = [term for term in terms if chance.random() < _SHARE_PROMISED]
        yield Contract(
            key=key,
            provider=chance.randrange(900),
            authority=f"E{chance.randrange(30)}",
            schemes=tuple(chance.randrange(4_000) for _ in range(chance.randint(0, 3))),
            valid_from=date(2025, 4, 1),
            valid_to=ON + timedelta(days=chance.randrange(1_500)),
            promises=tuple(_promise(term, chance) for term in promised),
        )


def _promise(term: ContractTerm, chance: random.Random) -> Promise:
    concerns = term.concerns if term.concerns != "both" else chance.choice(_CONCERNS)
    clause = f"{chance.randint(1, 30)}.{chance.randint(1, 9)}"
    thresholds = [each for each in term.thresholds if each.unit != "yes_no"]
    if not thresholds:
        return Promise(term=term.slug, concerns=concerns, clause_number=clause, clause_text=_WORDS)
    threshold = chance.choice(thresholds)
    return Promise(
        term=term.slug,
        measure=threshold.slug,
        quantity=chance.randint(0, 100),
        unit=threshold.unit,
        concerns=concerns,
        clause_number=clause,
        clause_text=_WORDS,
    )


def quickest(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """The least time of several rounds in seconds: on the clock, and of the processor."""
    took = []
    for _ in range(rounds):
        clock, processor = perf_counter(), process_time()
        work()
        took.append((perf_counter() - clock, process_time() - processor))
    return min(clock for clock, _ in took), min(processor for _, processor in took)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.assurance", description=__doc__)
    parser.add_argument("--contracts", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    catalogue = load_catalogue(REFERENCE)
    contracts = [*invented(chosen.contracts, [*catalogue.contract_terms.values()], chosen.seed)]
    told = measure_register(contracts, ON, chosen.rounds)
    print(register_in_words(told))
    caseload: dict[Case, float] = {"child_protection": 20, "child_in_need": 30, "adult_safeguarding": 10}
    clock, processor = quickest(lambda: estimate(catalogue, caseload, 8, 150), chosen.rounds)
    print(f"one estimate: {clock * 1000:.0f} ms on the clock, {processor * 1000:.0f} ms of the processor")
    for fault in told.broken():
        print(f"BROKEN: {fault}")
    sys.exit(bool(told.broken()))


if __name__ == "__main__":
    main()
