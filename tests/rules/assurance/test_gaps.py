"""The report over many contracts: every number is a number of findings, and they add up."""

from datetime import date
from itertools import product
from time import process_time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from directory.rules.assurance import STATUSES, Contract, Summary, assess, gaps
from directory.rules.assurance.gaps import Gaps
from tests.rules.assurance.register import TODAY, a_contract, a_promise, catalogue, promises, shipped

LEAD = a_promise("named-lead", 1, "people")
DEPUTY = a_promise("named-lead", 1, "people", measure="named-deputies")


def report(*contracts: Contract, on: date = TODAY) -> Gaps:
    return gaps(contracts, shipped(), on)


def test_which_contracts_lack_a_named_lead_with_cover() -> None:
    ends, owner = date(2027, 3, 31), "Housing commissioning"
    whole = a_contract(LEAD, DEPUTY, key="whole")
    thin = a_contract(LEAD, key="thin", valid_to=ends, owner=owner)
    bare = a_contract(key="bare", valid_to=date(2027, 1, 31))
    lacking = [
        (contract.key, contract.valid_to, contract.owner, each.status)
        for contract, each in report(whole, thin, bare).findings(term="named-lead")
        if each.status != "met"
    ]
    assert lacking == [("bare", date(2027, 1, 31), None, "missing"), ("thin", ends, owner, "partly")]


def test_lines_come_as_they_end_and_without_end_last() -> None:
    ends = {"a": date(2028, 1, 1), "b": None, "c": date(2027, 1, 1), "d": date(2027, 1, 1)}
    told = report(*(a_contract(key=key, valid_to=end) for key, end in reversed(ends.items())))
    assert [line.contract.key for line in told.lines] == ["c", "d", "a", "b"]
    assert told.lines[0].summary == Summary(missing=37)


def test_what_is_not_in_force_is_told_and_not_counted() -> None:
    over = a_contract(key="over", valid_to=date(2026, 11, 30))
    to_come = a_contract(key="to come", valid_from=date(2026, 12, 2))
    told = report(to_come, over, a_contract(key="now"))
    assert [each.key for each in told.not_in_force] == ["over", "to come"]
    assert [line.contract.key for line in told.lines] == ["now"]
    assert told.summary == Summary(missing=37)


def test_no_contract_no_gap() -> None:
    told = report()
    assert (told.lines, told.summary, told.by_provider) == ((), Summary(), ())
    assert set(told.by_term.values()) == {Summary()}
    assert told.on == TODAY


def test_groups_with_the_most_gaps_come_first() -> None:
    told = report(
        a_contract(LEAD, DEPUTY, key="1", provider="good", authority="E2"),
        a_contract(key="2", provider="bad", authority="E1"),
        a_contract(key="3", provider="also bad", authority="E1"),
    )
    assert [group.key for group in told.by_provider] == ["also bad", "bad", "good"]
    assert [(group.key, len(group.lines)) for group in told.by_authority] == [("E1", 2), ("E2", 1)]
    assert told.by_authority[0].summary == Summary(missing=74)


def test_a_contract_counts_once_under_every_scheme_it_covers() -> None:
    told = report(
        a_contract(key="1", schemes=("s", "t", "s")), a_contract(key="2"), a_contract(key="3", schemes=("t",))
    )
    covered = {group.key: [line.contract.key for line in group.lines] for group in told.by_scheme}
    assert covered == {"t": ["1", "3"], "s": ["1"], None: ["2"]}
    assert [contract.key for contract, _ in told.findings(scheme=None, term="handover")] == ["2"]
    assert [contract.key for contract, _ in told.findings(scheme="s", term="handover")] == ["1"]


def test_contracts_that_end_soon_with_a_gap() -> None:
    told = report(
        a_contract(key="today", valid_to=TODAY),
        a_contract(key="in 90 days", valid_to=date(2027, 3, 1)),
        a_contract(key="in 91 days", valid_to=date(2027, 3, 2)),
        a_contract(key="without end"),
    )
    assert [line.contract.key for line in told.ending_with_a_gap(90)] == ["today", "in 90 days"]
    assert [line.contract.key for line in told.ending_with_a_gap(0)] == ["today"]


def test_a_contract_without_a_gap_ends_in_peace() -> None:
    from dataclasses import replace

    from directory.rules.assurance import Terms

    known = catalogue()
    alone = Terms(replace(known, contract_terms={"remedies": known.contract_terms["remedies"]}))
    good, bad = (
        a_contract(*promised, key=key, valid_to=TODAY)
        for key, promised in [("good", [a_promise("remedies")]), ("bad", [])]
    )
    told = gaps([good, bad], alone, TODAY)
    assert [line.contract.key for line in told.ending_with_a_gap(30)] == ["bad"]
    assert told.summary == Summary(met=1, missing=1)


@st.composite
def registers(draw: st.DrawFn) -> list[Contract]:
    number = draw(st.integers(0, 6))
    return [
        a_contract(
            *draw(st.lists(promises(), max_size=8)),
            key=key,
            provider=draw(st.sampled_from(["p", "q"])),
            authority=draw(st.sampled_from(["E1", "E2"])),
            schemes=tuple(draw(st.lists(st.sampled_from(["s", "t"]), max_size=2))),
            valid_to=draw(st.sampled_from([None, TODAY, date(2026, 11, 30), date(2027, 6, 1)])),
        )
        for key in range(number)
    ]


def counted(told: Gaps, **narrowed: Any) -> Summary:
    return Summary.of(each for _, each in told.findings(**narrowed))


def total(summaries: Any) -> Summary:
    return Summary(*(sum(column) for column in zip(Summary(), *summaries, strict=True)))


@given(registers())
def test_every_number_is_the_number_of_its_findings(contracts: list[Contract]) -> None:
    told = report(*contracts)
    assert told.summary == counted(told)
    for line in told.lines:
        assert line.summary == assess(line.contract, shipped(), TODAY).summary
    for groups, name in [
        (told.by_provider, "provider"),
        (told.by_authority, "authority"),
        (told.by_scheme, "scheme"),
    ]:
        for group in groups:
            assert group.summary == counted(told, **{name: group.key})
            assert group.summary == total(line.summary for line in group.lines)
    for slug, summary in told.by_term.items():
        assert summary == counted(told, term=slug)
    for audience, summary in told.by_audience.items():
        assert summary == counted(told, audience=audience)


@given(registers())
def test_the_numbers_add_up(contracts: list[Contract]) -> None:
    told = report(*contracts)
    assert total(group.summary for group in told.by_provider) == told.summary
    assert total(group.summary for group in told.by_authority) == told.summary
    assert total(told.by_term.values()) == told.summary
    assert total(line.summary for line in told.lines) == told.summary
    assert len(told.lines) + len(told.not_in_force) == len(contracts)
    assert set(told.by_term) == set(catalogue().contract_terms)


@given(registers())
def test_narrowing_parts_the_findings(contracts: list[Contract]) -> None:
    told = report(*contracts)
    for provider, term in product(["p", "q"], ["handover", "supervision"]):
        parts = [len([*told.findings(provider=provider, term=term, status=status)]) for status in STATUSES]
        assert sum(parts) == len([*told.findings(provider=provider, term=term)])


@given(registers(), st.randoms(use_true_random=False))
def test_the_order_of_contracts_does_not_matter(contracts: list[Contract], chance: Any) -> None:
    mixed = [*contracts]
    chance.shuffle(mixed)
    assert report(*mixed) == report(*contracts)


def test_five_thousand_contracts_take_less_than_a_second() -> None:
    """Every term promised, in numbers of many sizes. Processor time, so that a busy machine fails nothing."""
    contracts = [
        a_contract(
            *(
                a_promise(term, 1 + (number + place) % 40, "days")
                for place, term in enumerate(catalogue().contract_terms)
            ),
            key=number,
            provider=number % 900,
            authority=f"E{number % 30}",
            schemes=(number, number + 1),
        )
        for number in range(5_000)
    ]
    began = process_time()
    told = report(*contracts)
    assert process_time() - began < 1
    assert sum(told.summary) == 5_000 * 37
