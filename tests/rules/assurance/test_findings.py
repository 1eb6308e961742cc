"""Every term of the catalogue is met, partly met, missing or unclear, with its clause and its reason."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.assurance import STATUSES, Contract, Finding, Hold, Promise, Summary, Terms
from directory.rules.assurance.findings import Clause, Held
from directory.rules.assurance.holding import Measure, status_of
from directory.rules.catalogue import ContractThreshold, load_catalogue
from directory.rules.catalogue.contracts import Sense
from tests.rules.assurance.register import (
    SHIPPED,
    TODAY,
    a_contract,
    a_promise,
    about,
    assured,
    catalogue,
    found,
    promises,
    shipped,
)

# --- One threshold


@pytest.mark.parametrize(
    ("term", "quantity", "unit", "status"),
    [
        ("meeting-attendance", 90, "percent", "met"),
        ("meeting-attendance", 89.9, "percent", "partly"),
        ("meeting-attendance", 100, "percent", "met"),
        ("meeting-attendance", 0, "percent", "missing"),
        ("handover", 5, "working_days", "met"),
        ("handover", 6, "working_days", "partly"),
        ("handover", 0, "working_days", "met"),
        ("handover", 1, "weeks", "met"),
        ("handover", 7, "days", "met"),
        ("handover", 8, "days", "partly"),
        ("visitor-controls", 1, "days", "met"),
        ("visitor-controls", 1, "working_days", "partly"),
        ("visitor-controls", 24, "hours", "met"),
        ("contingency-plan", 24, "hours", "met"),
        ("contingency-plan", 48, "hours", "partly"),
        ("review-date", 1, "years", "met"),
        ("review-date", 13, "months", "partly"),
        ("kpi-return", 1, "per_quarter", "met"),
        ("kpi-return", 1, "per_month", "met"),
        ("kpi-return", 3, "per_year", "partly"),
        ("safer-recruitment", 99, "percent", "partly"),
        ("confidential-location", 0, "breaches", "met"),
        ("confidential-location", 1, "breaches", "partly"),
        ("info-sharing", 1, "yes_no", "met"),
        ("info-sharing", 0, "yes_no", "missing"),
        ("info-sharing", None, None, "met"),
        ("payment", 25, "gbp_per_hour", "met"),
        ("payment", 12_000, "gbp_per_year", "met"),
        ("payment", 0, "gbp_per_hour", "missing"),
        ("payment", 1, "yes_no", "met"),
        ("remedies", None, None, "met"),
        ("remedies", 1, "yes_no", "met"),
        ("remedies", 3, "months", "unclear"),
        ("handover", 5, "people", "unclear"),
        ("handover", None, None, "unclear"),
        ("capacity-hours", 20, "hours_per_month", "unclear"),
        ("capacity-hours", 0, "hours_per_month", "missing"),
        ("capacity-hours", None, None, "unclear"),
        ("child-seen", 7, "days", "unclear"),
    ],
)
def test_a_clause_held_against_one_threshold(
    term: str, quantity: float | None, unit: Any, status: str
) -> None:
    assert found(term, a_promise(term, quantity, unit)).status == status


def a_threshold(sense: Sense, quantity: float | None, unit: Any = "hours", **facts: Any) -> Measure:
    threshold = ContractThreshold(
        slug="t", term="x", measure="m", sense=sense, quantity=quantity, unit=unit, basis="proposal", **facts
    )
    return Measure(threshold, shipped().time)


@pytest.mark.parametrize(
    ("measure", "quantity", "hold"),
    [
        (a_threshold("exactly", 4), 4, Hold.MET),
        (a_threshold("exactly", 4), 4.001, Hold.SHORT),
        (a_threshold("exactly", 4), 3.999, Hold.SHORT),
        (a_threshold("exactly", 4), 0, Hold.NOTHING),
        (a_threshold("exactly", 0), 0, Hold.MET),
        (a_threshold("exactly", 0), 1, Hold.SHORT),
        (a_threshold("at_least", 0), 0, Hold.MET),
        (a_threshold("at_least", None), 0, Hold.NOTHING),
        (a_threshold("at_most", None), 0, Hold.UNSET),
        (a_threshold("at_least", 4), 4 * (1 - 1e-12), Hold.MET),
        (a_threshold("at_most", 4), 4 * (1 + 1e-12), Hold.MET),
        (a_threshold("at_least", 4), 4 * (1 - 1e-6), Hold.SHORT),
        (a_threshold("at_most", 4), 4 * (1 + 1e-6), Hold.SHORT),
    ],
)
def test_how_much_is_enough(measure: Measure, quantity: float, hold: Hold) -> None:
    assert measure.hold(a_promise("x", quantity, "hours")) is hold


@pytest.mark.parametrize(
    ("promise", "hold"),
    [
        (a_promise("x", clause_number=None), Hold.NO_CLAUSE),
        (a_promise("x", 9, "hours", clause_number=None), Hold.NO_CLAUSE),
        (a_promise("x", 9, "people", clause_number=None), Hold.NO_CLAUSE),
        (a_promise("x", 0, "hours", clause_number=None), Hold.NOTHING),
        (a_promise("x", 9, "people"), Hold.MISFIT),
        (a_promise("x", 0, "people"), Hold.MISFIT),
        (a_promise("x"), Hold.NO_NUMBER),
        (a_promise("x", 9, "hours", clause_number=None, clause_text="Nine hours."), Hold.MET),
    ],
)
def test_a_promise_needs_a_clause_and_a_number_that_can_be_compared(promise: Promise, hold: Hold) -> None:
    assert a_threshold("at_least", 4).hold(promise) is hold


def test_what_nobody_has_set_cannot_be_met() -> None:
    assert a_threshold("at_least", None).hold(a_promise("x")) is Hold.UNSET
    assert a_threshold("at_least", None).hold(a_promise("x", 900, "hours")) is Hold.UNSET


def test_how_far_a_promise_is_from_what_is_wanted() -> None:
    measure = a_threshold("at_most", 1, "days")
    assert measure.lack(a_promise("x", 30, "hours")) == 6
    assert measure.lack(a_promise("x", 0.5, "days")) == 12
    assert measure.lack(a_promise("x", 3, "people")) == 0
    assert measure.lack(a_promise("x")) == 0
    assert a_threshold("at_most", None).lack(a_promise("x", 3, "hours")) == 0


# --- Several thresholds


@pytest.mark.parametrize(
    ("holds", "status"),
    [
        ([Hold.MET], "met"),
        ([Hold.MET, Hold.MET], "met"),
        ([Hold.MET, Hold.SHORT], "partly"),
        ([Hold.MET, Hold.ABSENT], "partly"),
        ([Hold.MET, Hold.UNSET], "partly"),
        ([Hold.SHORT], "partly"),
        ([Hold.SHORT, Hold.ABSENT], "partly"),
        ([Hold.UNSET], "unclear"),
        ([Hold.NO_NUMBER, Hold.ABSENT], "unclear"),
        ([Hold.NO_CLAUSE], "unclear"),
        ([Hold.WHICH, Hold.MISFIT], "unclear"),
        ([Hold.ABSENT], "missing"),
        ([Hold.NOTHING, Hold.ABSENT], "missing"),
    ],
)
def test_what_several_thresholds_come_to(holds: list[Hold], status: str) -> None:
    assert status_of(holds) == status


WORST_FIRST = ("missing", "unclear", "partly", "met")


@given(st.lists(st.sampled_from(Hold), min_size=1, max_size=4), st.data())
def test_an_improvement_in_one_threshold_never_worsens_the_whole(
    holds: list[Hold], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(holds) - 1))
    better = [*holds]
    better[place] = data.draw(st.sampled_from([each for each in Hold if each >= holds[place]]))
    assert WORST_FIRST.index(status_of(better)) >= WORST_FIRST.index(status_of(holds))


def holds(finding: Finding) -> list[tuple[str, str]]:
    return [(each.measure.threshold.slug, each.hold.name) for each in finding.measured]


@pytest.mark.parametrize(
    ("promise", "held"),
    [
        (a_promise("named-lead", 1, "people"), "MET ABSENT"),
        (a_promise("named-lead", 1, "people", measure="named-deputies"), "ABSENT MET"),
        (a_promise("named-lead"), "NO_NUMBER NO_NUMBER"),
        (a_promise("named-lead", measure="named-leads"), "NO_NUMBER ABSENT"),
        (a_promise("response-time", 1, "working_days"), "MET SHORT"),
        (a_promise("response-time", 2, "hours"), "MET MET"),
        (a_promise("response-time", 2, "hours", measure="response-time-strategy"), "ABSENT MET"),
        (a_promise("response-time", 0.1, "weeks"), "MET SHORT"),
        (a_promise("training-basic", 4, "weeks"), "MET ABSENT"),
        (a_promise("training-basic", 3, "years"), "ABSENT MET"),
        (a_promise("training-basic", 1, "months"), "WHICH WHICH"),
        (a_promise("training-basic", 36, "months", measure="training-refresher"), "ABSENT MET"),
        (a_promise("report-standard", 3, "working_days"), "ABSENT MET"),
        (a_promise("report-standard", 48, "hours"), "MET ABSENT"),
        (a_promise("report-standard", 3, "days"), "WHICH WHICH"),
        (a_promise("incident-notify", 24, "hours"), "MET MET"),
    ],
)
def test_which_threshold_a_clause_speaks_of(promise: Promise, held: str) -> None:
    finding = found(promise.term, promise)
    assert " ".join(name for _, name in holds(finding)) == held
    slugs = [each.slug for each in catalogue().contract_terms[promise.term].thresholds]
    assert [slug for slug, _ in holds(finding)] == slugs


def test_a_lead_and_a_deputy_are_two_promises() -> None:
    lead = a_promise("named-lead", 1, "people")
    deputy = a_promise("named-lead", 1, "people", measure="named-deputies")
    assert found("named-lead", lead).status == "partly"
    assert found("named-lead", lead, deputy).status == "met"


def test_the_threshold_that_comes_off_worst_decides() -> None:
    finding = found("response-time", a_promise("response-time", 1, "working_days", evidence=("Log",)))
    assert finding.deciding.measure.threshold.slug == "response-time-strategy"
    assert (finding.required.quantity, finding.required.unit) == (2, "hours")
    assert finding.required.measure == "Answer to an invitation"
    assert finding.required.applies_to == "Strategy discussions"
    assert finding.required.sense == "at_most"
    assert (finding.required.basis, finding.required.verification) == ("proposal", "unverified")
    assert finding.required.sources == ("OWN",)
    assert finding.held == Held(1, "working_days", ("Log",))
    assert finding.clause == Clause("4.2", None)


def test_of_equals_the_first_decides() -> None:
    assert found("named-lead").deciding.measure.threshold.slug == "named-leads"


def test_a_clause_of_another_threshold_is_still_shown() -> None:
    finding = found("named-lead", a_promise("named-lead", 1, "people", clause_text="One lead."))
    assert finding.required.measure == "Named deputies"
    assert finding.held is None
    assert finding.clause == Clause("4.2", "One lead.")
    nowhere = found("named-lead", a_promise("named-lead", 1, "people", clause_number=None))
    assert nowhere.clause is None
    assert found("named-lead").clause is None


# --- Several clauses


def test_the_nearest_clause_counts_and_the_others_are_kept() -> None:
    half, most, all_ = (
        a_promise("meeting-attendance", quantity, "percent", clause_number=number)
        for quantity, number in [(50, "1"), (80, "2"), (95, "3")]
    )
    finding = found("meeting-attendance", half, most)
    assert (finding.status, finding.deciding.promise, finding.deciding.others) == ("partly", most, (half,))
    finding = found("meeting-attendance", all_, half, most)
    assert (finding.status, finding.deciding.promise) == ("met", all_)
    assert finding.deciding.others == (half, most)


def test_of_clauses_as_near_the_first_by_its_number_counts() -> None:
    first, second = (a_promise("handover", 9, "days", clause_number=number) for number in ("1.1", "1.2"))
    worded = a_promise("handover", 9, "days", clause_number="1.2", clause_text="In nine days.")
    for order in ([worded, second, first], [first, second, worded]):
        deciding = found("handover", *order).deciding
        assert deciding.promise == first
        assert deciding.others == (second, worded)


def test_a_clause_with_a_number_comes_before_one_without() -> None:
    words, number = (
        a_promise("handover", clause_number="1"),
        a_promise("handover", 9, "days", clause_number="2"),
    )
    assert found("handover", words, number).deciding.promise == number


# --- Days


def test_what_is_not_in_force_does_not_count() -> None:
    over = a_promise("handover", 5, "working_days", valid_to=date(2026, 11, 30))
    to_come = a_promise("handover", 5, "working_days", valid_from=date(2026, 12, 2))
    assert found("handover", over, to_come).status == "missing"
    assert found("handover", over, to_come, on=date(2026, 11, 30)).status == "met"


def test_a_contract_that_is_over_secures_nothing() -> None:
    promise = a_promise("handover", 5, "working_days")
    over = assured(promise, valid_to=date(2026, 11, 30))
    assert not over.in_force
    assert over.summary == Summary(missing=len(over.findings))
    assert assured(promise, valid_to=TODAY).in_force


# --- Children and adults


def test_children_and_adults_are_told_apart_where_the_contract_does() -> None:
    promise = a_promise("handover", 5, "working_days", concerns="children")
    findings = about("handover", assured(promise).findings)
    assert {each.concerns: each.status for each in findings} == {"children": "met", "adults": "missing"}
    assert {each.concerns: each.promises for each in findings} == {"children": (promise,), "adults": ()}


def test_children_and_adults_are_told_apart_where_the_thresholds_do() -> None:
    findings = about("supervision", assured(a_promise("supervision", 6, "weeks")).findings)
    assert {each.concerns: each.status for each in findings} == {"children": "partly", "adults": "met"}
    assert [len(each.measured) for each in findings] == [2, 1] or [
        len(each.measured) for each in findings
    ] == [1, 2]


def test_a_term_for_adults_is_found_for_adults() -> None:
    assert [each.concerns for each in about("training-adult", assured().findings)] == ["adults"]
    assert [each.concerns for each in about("child-seen", assured().findings)] == ["children"]
    assert [each.concerns for each in about("handover", assured().findings)] == ["both"]


def test_a_promise_for_one_of_them_is_nothing_to_a_term_for_the_other() -> None:
    assert found("child-seen", a_promise("child-seen", 7, "days", concerns="adults")).status == "missing"
    assert found("child-seen", a_promise("child-seen", 7, "days", concerns="both")).status == "unclear"


# --- A council's own numbers


def own_terms(folder: Path, text: str, table: str = "contract_thresholds") -> Terms:
    (folder / f"{table}.yaml").write_text(text, encoding="utf-8")
    return Terms(load_catalogue(SHIPPED, folder))


def test_a_councils_own_number_decides(tmp_path: Path) -> None:
    terms = own_terms(tmp_path, "rows:\n  reserved-hours: {quantity: 16, basis: own threshold}\n")
    promise = a_promise("capacity-hours", 4, "hours_per_week")
    finding = found("capacity-hours", promise, terms=terms)
    assert (finding.status, finding.required.quantity, finding.required.basis) == ("met", 16, "own threshold")
    assert found("capacity-hours", promise).status == "unclear"
    tenth = a_promise("capacity-hours", 10, "percent_fte")
    assert found("capacity-hours", tenth, terms=terms).status == "met"
    assert found("capacity-hours", replace(tenth, quantity=9.9), terms=terms).status == "partly"


def test_a_number_for_children_alone_leaves_adults_with_a_clause(tmp_path: Path) -> None:
    terms = own_terms(tmp_path, "rows:\n  handover: {concerns: children}\n")
    findings = about("handover", assured(a_promise("handover"), terms=terms).findings)
    assert {each.concerns: each.status for each in findings} == {"children": "unclear", "adults": "met"}
    adults = next(each for each in findings if each.concerns == "adults")
    assert (adults.required.measure, adults.required.quantity) == ("Staff-change handover", None)
    assert (adults.required.basis, adults.required.sources) == ("local choice", ("OWN",))
    assert (adults.required.sense, adults.required.unit) == ("exactly", "yes_no")
    assert adults.required.verification == "unverified"


def test_a_promise_of_a_term_that_was_retired_is_kept_and_not_judged(tmp_path: Path) -> None:
    terms = own_terms(tmp_path, "rows:\n  remedies: {retired: true}\n", "contract_terms")
    promise = a_promise("remedies")
    whole = assured(promise, terms=terms)
    assert whole.unknown == (promise,)
    assert about("remedies", whole.findings) == []
    assert assured(promise).unknown == ()


# --- The whole list


def test_the_gravest_come_first() -> None:
    keep = [
        a_promise("meeting-attendance", 50, "percent"),
        a_promise("capacity-hours", 20, "hours_per_month"),
        a_promise("info-sharing"),
        a_promise("remedies"),
    ]
    findings = assured(*keep).findings
    slugs = [each.term.slug for each in findings]
    assert slugs[0] == "named-lead"
    assert slugs[-2:] == ["info-sharing", "remedies"]
    high = [each for each in findings if each.term.risk == "high" and each.status != "met"]
    assert [*findings[: len(high)]] == high
    assert [each.term.slug for each in high[-2:]] == ["capacity-hours", "meeting-attendance"]
    for one, after in pairwise(findings):
        if one.status == after.status and one.term.risk == after.term.risk:
            order = [*catalogue().contract_terms]
            assert order.index(one.term.slug) <= order.index(after.term.slug)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (a_promise("training-adult", 0, "years", clause_number=None), a_promise("handover", 9, "days")),
        (a_promise("training-lead", 0, "people"), a_promise("handover", 9, "days")),
    ],
)
def test_of_one_risk_what_is_unclear_comes_before_what_is_partly_met(first: Promise, then: Promise) -> None:
    """Though the catalogue has them the other way round."""
    findings = assured(first, then).findings
    told = {each.term.slug: (place, each.status) for place, each in enumerate(findings)}
    assert told[first.term][1] == "unclear"
    assert told[then.term][1] == "partly"
    assert told[first.term][0] < told[then.term][0]
    before = findings[told[first.term][0] - 1]
    assert (before.status, before.term.risk) == ("missing", "medium")


def test_the_risks_of_gaps_go_down() -> None:
    risks = [each.term.risk for each in assured().findings]
    assert risks == sorted(risks, key=["high", "medium", "low"].index)
    assert {"high", "medium", "low"} == set(risks)


def test_an_empty_contract_lacks_everything() -> None:
    whole = assured()
    assert {each.status for each in whole.findings} == {"missing"}
    assert {each.term.slug for each in whole.findings} == set(catalogue().contract_terms)
    assert whole.summary == Summary(missing=37)
    assert (whole.contract, whole.on, whole.in_force) == ("K1", TODAY, True)


CONTRACTS = st.lists(promises(), max_size=12)


def standing(findings: tuple[Finding, ...]) -> dict[tuple[str, str], int]:
    """How well each term stands for each audience."""
    return {
        (each.term.slug, audience): WORST_FIRST.index(each.status)
        for each in findings
        for audience in (["children", "adults"] if each.concerns == "both" else [each.concerns])
    }


@given(CONTRACTS)
def test_there_is_a_finding_for_every_term_and_everybody_it_concerns(given_: list[Promise]) -> None:
    findings = assured(*given_).findings
    wanted = {(slug, audience) for slug, known in shipped().by_slug.items() for audience in known.audiences}
    assert set(standing(findings)) == wanted
    assert len(standing(findings)) == sum(2 if each.concerns == "both" else 1 for each in findings)


@given(CONTRACTS, promises())
def test_another_promise_never_worsens_a_finding(given_: list[Promise], more: Promise) -> None:
    before, after = (standing(assured(*each).findings) for each in (given_, [*given_, more]))
    assert all(after[key] >= before[key] for key in before)
    assert all(after[key] == before[key] for key in before if key[0] != more.term)


@given(CONTRACTS, st.randoms(use_true_random=False))
def test_the_order_of_promises_does_not_matter(given_: list[Promise], chance: Any) -> None:
    mixed = [*given_]
    chance.shuffle(mixed)

    def told(contract: list[Promise]) -> list[Any]:
        return [
            (each.term.slug, each.concerns, each.status, each.clause, each.held, each.required, each.reason)
            for each in assured(*contract).findings
        ]

    assert told(mixed) == told(given_)


def test_a_clause_put_down_three_times_is_one_beside_two_others_however_often_it_is_shared() -> None:
    shared, alike = a_promise("handover", 9, "days"), a_promise("handover", 9, "days")
    told = [
        [len(each.others) for each in finding.measured if each.promise]
        for contract in ([shared, shared, alike], [alike, shared, shared])
        for finding in assured(*contract).findings
        if finding.term.slug == "handover"
    ]
    assert told == [[2], [2]]


@given(CONTRACTS)
def test_the_status_is_what_its_thresholds_come_to(given_: list[Promise]) -> None:
    for finding in assured(*given_).findings:
        assert finding.status == status_of(each.hold for each in finding.measured)
        assert finding.deciding.hold == min(each.hold for each in finding.measured)
        for each in finding.measured:
            assert (each.promise is None) == (each.hold is Hold.ABSENT)
            assert not each.others or each.promise is not None


@given(CONTRACTS)
def test_the_summary_adds_up(given_: list[Promise]) -> None:
    whole = assured(*given_)
    assert sum(whole.summary) == len(whole.findings)
    for status in STATUSES:
        assert getattr(whole.summary, status) == len([e for e in whole.findings if e.status == status])


@given(CONTRACTS, st.integers(0, 100), st.integers(0, 100))
def test_a_stricter_threshold_never_improves_a_finding(given_: list[Promise], one: int, other: int) -> None:
    lax, strict = (
        Terms(replace_threshold("meeting-attendance", quantity)) for quantity in sorted((one, other))
    )
    ours = [each for each in given_ if each.term == "meeting-attendance"]
    before, after = (standing(assured(*ours, terms=terms).findings) for terms in (lax, strict))
    assert all(after[key] <= before[key] for key in before)


def replace_threshold(slug: str, quantity: float) -> Any:
    known = catalogue()
    term = known.contract_terms[slug]
    changed = replace(term, thresholds=(replace(term.thresholds[0], quantity=quantity),))
    return replace(known, contract_terms={slug: changed})


def test_terms_remember_answers_and_give_the_same_again() -> None:
    terms = Terms(catalogue())
    contract: Contract = a_contract(a_promise("handover", 5, "working_days"), a_promise("remedies"))
    first, again = (assured(*contract.promises, terms=terms).findings for _ in range(2))
    assert first == again
