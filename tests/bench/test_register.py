"""The gap report is measured over a register in a database, and its numbers are added up."""

from bench.assurance import ON, REFERENCE, invented
from bench.register import Measured, Took, measure_register
from bench.report import register_in_words
from directory.rules.catalogue import load_catalogue


def test_a_small_register_is_written_and_its_numbers_add_up() -> None:
    terms = [*load_catalogue(REFERENCE).contract_terms.values()]
    contracts = [*invented(30, terms, seed=7)]
    told = measure_register(contracts, ON, rounds=1)
    assert (told.contracts, told.clauses) == (30, sum(len(each.promises) for each in contracts))
    assert told.adds_up
    assert told.broken() == []
    assert "Gap report over 30 contracts with" in register_in_words(told)


def test_a_report_that_is_late_or_does_not_add_up_is_broken() -> None:
    late, quick = Took(2, 1.2), Took(0.1, 0.1)
    told = Measured(5_000, 144_000, late, quick, quick, adds_up=False)
    assert told.broken() == ["the gap report took 1.20 s", "numbers of the gap report do not add up"]
    assert "1.20 s of the processor (2.00 s on the clock) as nothing is remembered" in register_in_words(told)
    assert "BROKEN" in register_in_words(told)
