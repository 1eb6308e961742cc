"""The invented register of the benchmark is one that the rules take."""

from bench.assurance import ON, REFERENCE, invented, quickest
from directory.rules.assurance import Terms, gaps
from directory.rules.catalogue import load_catalogue


def test_invented_contracts_can_be_judged() -> None:
    catalogue = load_catalogue(REFERENCE)
    terms = Terms(catalogue)
    listed = [*catalogue.contract_terms.values()]
    contracts = [*invented(40, listed, seed=7)]
    assert contracts == [*invented(40, listed, seed=7)] != [*invented(40, listed, seed=8)]
    for contract in contracts:
        for promise in contract.promises:
            terms.check(promise)
    told = gaps(contracts, terms, ON)
    assert len(told.lines) == 40
    assert all(told.summary)


def test_the_quickest_round_counts() -> None:
    done: list[int] = []
    clock, processor = quickest(lambda: done.append(1), 3)
    assert (len(done), clock >= 0, processor >= 0) == (3, True, True)
