"""What a finding says: whole sentences, and nothing of ours passed off as somebody else's."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.assurance import Promise, Terms, amount
from directory.rules.catalogue import load_catalogue
from tests.rules.assurance.register import SHIPPED, a_promise, about, assured, catalogue, found, promises

OURS = " No national source sets this: it is a proposal of ours."
CHOICE = " No national source sets this: it is for the council to choose."
ATTENDED = "Meetings attended, of those invited to: "


@pytest.mark.parametrize(
    ("quantity", "unit", "words"),
    [
        (1, "working_days", "1 working day"),
        (2, "working_days", "2 working days"),
        (0, "hours", "0 hours"),
        (1.5, "hours", "1.5 hours"),
        (1, "hours", "1 hour"),
        (1, "days", "1 day"),
        (6, "weeks", "6 weeks"),
        (1, "months", "1 month"),
        (2, "years", "2 years"),
        (1, "people", "1 person"),
        (3, "people", "3 people"),
        (4, "hours_per_week", "4 hours a week"),
        (1, "hours_per_month", "1 hour a month"),
        (1200, "hours_per_year", "1,200 hours a year"),
        (20, "percent_fte", "20% of a full-time post"),
        (90, "percent", "90%"),
        (1, "percent", "1%"),
        (1, "per_year", "1 time a year"),
        (4, "per_quarter", "4 times a quarter"),
        (1, "per_month", "1 time a month"),
        (0, "breaches", "0 breaches"),
        (1, "breaches", "1 breach"),
        (25, "gbp_per_hour", "£25 an hour"),
        (25.5, "gbp_per_hour", "£25.50 an hour"),
        (12000, "gbp_per_year", "£12,000 a year"),
        (1, "yes_no", "yes"),
        (0, "yes_no", "no"),
    ],
)
def test_a_quantity_as_one_says_it(quantity: float, unit: Any, words: str) -> None:
    assert amount(quantity, unit) == words


@pytest.mark.parametrize(
    ("promise", "reason"),
    [
        (
            a_promise("meeting-attendance", 90, "percent"),
            ATTENDED + "clause 4.2 promises 90%; wanted: at least 90%." + OURS,
        ),
        (
            a_promise("meeting-attendance", 50, "percent"),
            ATTENDED + "clause 4.2 promises 50%; wanted: at least 90%." + OURS,
        ),
        (
            a_promise("meeting-attendance", 0, "percent"),
            ATTENDED + "clause 4.2 promises none; wanted: at least 90%." + OURS,
        ),
        (
            a_promise("meeting-attendance"),
            ATTENDED + "clause 4.2 names no number; wanted: at least 90%." + OURS,
        ),
        (
            a_promise("meeting-attendance", 95, "percent", clause_number=None),
            ATTENDED + "95% is put down, but no clause that says so." + OURS,
        ),
        (
            a_promise("meeting-attendance", clause_number=None),
            ATTENDED + "a promise is put down, but no clause that says so." + OURS,
        ),
        (
            a_promise("meeting-attendance", 95, "percent", clause_number=None, clause_text="Always."),
            ATTENDED + "a clause promises 95%; wanted: at least 90%." + OURS,
        ),
        (
            a_promise("meeting-attendance", 2, "people"),
            ATTENDED + "clause 4.2 promises 2 people, which cannot be compared with what is asked." + OURS,
        ),
        (
            a_promise("capacity-hours", 20, "hours_per_month"),
            "Reserved hours a month: clause 4.2 promises 20 hours a month, and nobody has set "
            "how much is wanted." + CHOICE,
        ),
        (
            a_promise("capacity-hours"),
            "Reserved hours a month: clause 4.2 names no number, and nobody has set how much is wanted."
            + CHOICE,
        ),
        (
            a_promise("capacity-hours", 0, "hours_per_month"),
            "Reserved hours a month: clause 4.2 promises none." + CHOICE,
        ),
        (
            a_promise("training-basic", 1, "months"),
            "Induction training: clause 4.2 promises 1 month without saying of what, and it "
            "could be of more than "
            "one thing. Time between refreshers: clause 4.2 promises 1 month without saying of "
            "what, and it could "
            "be of more than one thing." + OURS,
        ),
        (
            a_promise("named-lead", 1, "people"),
            "Named leads: clause 4.2 promises 1 person; wanted: at least 1 person. Named "
            "deputies: nothing is "
            "promised; wanted: at least 1 person." + OURS,
        ),
        (
            a_promise("info-sharing"),
            "Agreement in place at the start: clause 4.2 promises it. This rests on INFO24 "
            "(read at second hand).",
        ),
        (
            a_promise("incident-notify", 24, "hours"),
            "Notification of a serious event (Services registered with Ofsted (regulation 27)): "
            "clause 4.2 promises "
            "24 hours; wanted: at most 24 hours. Notification of a serious event (All other "
            "services): clause 4.2 "
            "promises 24 hours; wanted: at most 24 hours. This rests on SA-27 (read at second "
            "hand) about: Services "
            "registered with Ofsted (regulation 27)." + OURS,
        ),
    ],
)
def test_what_a_finding_says(promise: Promise, reason: str) -> None:
    assert found(promise.term, promise).reason == reason


def test_what_is_missing_is_said_with_what_is_wanted() -> None:
    assert found("handover").reason == "Handover: nothing is promised; wanted: at most 5 working days." + OURS
    assert found("remedies").reason == "Remedies: nothing is promised." + CHOICE


def test_other_clauses_are_mentioned() -> None:
    clauses = [a_promise("handover", days, "days", clause_number=f"{days}") for days in (3, 4, 5)]
    two, three = found("handover", *clauses[:2]).reason, found("handover", *clauses).reason
    assert "Another clause speaks of it too: the nearest counts." in two
    assert "Other clauses speak of it too: the nearest counts." in three
    assert "too" not in found("handover", clauses[0]).reason


def test_a_councils_own_number_is_called_its_own(tmp_path: Path) -> None:
    (tmp_path / "contract_thresholds.yaml").write_text(
        "rows:\n  handover: {quantity: 3, basis: own threshold}\n  cspr-coop: {quantity: 3, "
        "basis: own threshold}\n"
    )
    terms = Terms(load_catalogue(SHIPPED, tmp_path))
    assert found("handover", terms=terms).reason.endswith(
        "The number is the council's own, which no national source sets."
    )
    assert found("cspr-coop", terms=terms).reason.endswith("The number is the council's own.")


@given(st.lists(promises(), max_size=6))
def test_every_finding_says_what_its_number_rests_on(given_: list[Promise]) -> None:
    for finding in assured(*given_).findings:
        bases = {each.measure.threshold.basis for each in finding.measured}
        assert ("a proposal of ours" in finding.reason) == ("proposal" in bases)
        assert ("for the council to choose" in finding.reason) == ("local choice" in bases)
        assert ("This rests on" in finding.reason) == ("source" in bases)
        assert finding.reason.endswith(".")
        assert "None" not in finding.reason
        assert ".." not in finding.reason


def test_nothing_unverified_is_said_to_have_been_read() -> None:
    for threshold in catalogue().contract_thresholds.values():
        if threshold.verification == "unverified":
            (finding, *_) = about(threshold.term, assured().findings)
            assert "No national source sets this" in finding.reason, threshold.slug


def test_every_term_has_a_wording_of_its_own_to_suggest() -> None:
    findings = assured().findings
    wordings = {each.suggested_wording for each in findings}
    assert len(wordings) == len(catalogue().contract_terms) == 36
    assert all(wording.endswith(".") and len(wording) > 60 for wording in wordings)
    assert all("suggested_wording" in each.term.proposed for each in findings)
