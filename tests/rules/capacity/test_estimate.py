"""What a caseload needs: the closed form, every assumption in sight, and what is refused."""

from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from time import process_time
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.errors import Invalid
from directory.rules.capacity import Estimate, Line, Workload, assumptions, estimate, workload
from directory.rules.catalogue import Catalogue, load_catalogue
from directory.rules.catalogue.capacity import Case

SHIPPED = Path(__file__).parents[3] / "data" / "reference"


@cache
def catalogue() -> Catalogue:
    return load_catalogue(SHIPPED)


def estimated(
    caseload: dict[Any, float] | None = None, workers: float = 0, hours: float | None = None, **more: Any
) -> Estimate:
    return estimate(catalogue(), caseload or {}, workers, hours, **more)


# --- The closed form


def test_the_hours_of_an_average_month_add_up() -> None:
    told = estimated({"child_protection": 10, "adult_safeguarding": 4}, workers=3)
    by_meeting = {line.meeting: line for line in told.lines}
    core = by_meeting["core-group"]
    assert core.meetings_per_month == pytest.approx(7)
    assert core.hours_each == 4
    assert by_meeting["icpc"].hours_each == 2 + 1 + 1.5 + 0.75
    assert by_meeting["strategy-discussion"].hours_each == 0.25 + 0 + 1.5 + 0.75
    assert told.work.supervision_h == 4.5
    assert told.work.training_h == pytest.approx(3 * 14 / 12)
    assert told.work.cover_h == 6
    children = 1 * 2.5 + 0.8 * 5.25 + 1.7 * 4.75 + 7 * 4
    assert told.meeting_hours(about_adults=False) == pytest.approx(children)
    assert told.meeting_hours(about_adults=True) == pytest.approx(2 * 4)
    assert told.expected_h == pytest.approx(children + 8 + 4.5 + 3.5 + 6)


def test_the_deviation_is_that_of_meetings_by_chance() -> None:
    line = Line(
        meeting="m",
        case="care_leaver",
        cases=2,
        per_case_per_month=1.5,
        preparation_h=1,
        travel_h=0.5,
        meeting_h=2,
        write_up_h=0.5,
    )
    work = Workload(lines=(line,), spread=0.5, supervision_h=1, training_h=2, cover_h=4)
    assert (work.steady_h, work.meetings_per_month, work.expected_h) == (7, 3, 19)
    assert work.deviation_h == pytest.approx((3 * 16 * 1.125) ** 0.5)
    assert [*work.lengths] == [(2, 0.75), (4, 1.5), (6, 0.75)]
    assert replace(work, lines=(replace(line, cases=0),)).lengths == ()


def test_a_marac_is_about_an_adult_and_a_core_group_about_a_child() -> None:
    about = {line.case: line.about_adults for line in estimated().lines}
    assert [case for case, adults in about.items() if adults] == ["adult_safeguarding", "domestic_abuse"]
    assert set(about) == set(get_args(Case))


def test_nobody_to_meet_leaves_the_steady_hours() -> None:
    told = estimated(hours=6)
    assert (told.expected_h, told.work.deviation_h) == (6, 0)
    assert (told.simulated_mean_h, told.simulated_error_h) == (6, 0)
    assert (told.hours_wanted, told.hours_wanted_simulated, told.months) == (6, 6, 10_000)
    assert set(told.enough_in) == {6}
    assert told.chance is not None
    assert (told.chance.worked_out, told.chance.simulated, told.enough) == (0, 0, True)
    short = estimated(hours=5.9)
    assert short.chance is not None
    assert (short.chance.worked_out, short.chance.simulated, short.enough) == (1, 1, False)


def test_without_contracted_hours_there_is_no_chance() -> None:
    told = estimated({"child_in_need": 5})
    assert told.chance is None
    assert told.enough is None
    assert told.contracted_h is None
    assert told.hours_wanted > told.expected_h
    assert told.seed == 1


CASELOADS = st.dictionaries(st.sampled_from(get_args(Case)), st.integers(0, 60), max_size=6)


@given(CASELOADS, st.sampled_from(get_args(Case)), st.integers(0, 20))
def test_more_cases_never_need_fewer_hours(caseload: dict[Case, float], case: Case, more: int) -> None:
    known = assumptions(catalogue())
    before = workload(caseload, 2, known)
    after = workload({**caseload, case: caseload.get(case, 0) + more}, 2, known)
    assert after.expected_h >= before.expected_h
    assert after.deviation_h >= before.deviation_h


@given(CASELOADS, st.integers(0, 30))
def test_the_lines_and_the_steady_hours_make_the_whole(caseload: dict[Case, float], workers: int) -> None:
    work = workload(caseload, workers, assumptions(catalogue()))
    lines = sum(line.hours_per_month for line in work.lines)
    assert work.expected_h == pytest.approx(lines + work.supervision_h + work.training_h + work.cover_h)
    mean = sum(hours * number for hours, number in work.lengths)
    assert mean == pytest.approx(lines)
    square = sum(hours**2 * number for hours, number in work.lengths)
    assert work.deviation_h == pytest.approx(square**0.5)
    assert sum(number for _, number in work.lengths) == pytest.approx(work.meetings_per_month)


# --- Assumptions


def test_every_assumption_of_an_estimate_is_told_with_what_it_rests_on() -> None:
    used = {each.slug: each for each in estimated().assumed}
    left_out = set(catalogue().capacity_assumptions) - set(used)
    assert left_out == {"full-time-week", "working-week"}
    for slug, each in used.items():
        row = catalogue().capacity_assumptions[slug]
        shared = [field for field in each._fields if field in {f.name for f in fields(row)}]
        assert {name: getattr(each, name) for name in shared} == {name: getattr(row, name) for name in shared}
        assert each.verification == "unverified"
        assert each.basis == "proposal"


def test_an_asker_may_change_an_assumption_and_it_is_told_as_given() -> None:
    told = estimated({"child_in_need": 10}, given={"travel": 2, "rate-cin-planning": 1})
    travel = next(each for each in told.assumed if each.slug == "travel")
    assert (travel.quantity, travel.basis, travel.verification, travel.sources) == (
        2,
        "given",
        "unverified",
        (),
    )
    supervision = next(each for each in told.assumed if each.slug == "supervision")
    assert (supervision.basis, supervision.sources) == ("proposal", ("OWN",))
    assert supervision.note
    changed = estimated(given={"supervision": 3}).assumed
    assert next(each.note for each in changed if each.slug == "supervision") is None
    planning = next(line for line in told.lines if line.meeting == "cin-planning")
    assert (planning.meetings_per_month, planning.travel_h) == (10, 2)


def test_what_a_meeting_takes_of_its_own_comes_before_what_all_take() -> None:
    known = assumptions(catalogue(), {"preparation": 9, "strategy-discussion-travel": 3})
    assert known.of("preparation", "icpc") == 2
    assert known.of("preparation", "core-group") == 9
    assert known.of("travel", "strategy-discussion") == 3
    assert known.of("travel") == 1
    assert assumptions(catalogue()).of("travel", "strategy-discussion") == 0


def test_a_councils_own_assumption_is_used(tmp_path: Path) -> None:
    (tmp_path / "capacity_assumptions.yaml").write_text(
        "rows:\n  cover: {quantity: 11, basis: own threshold}\n"
    )
    told = estimate(load_catalogue(SHIPPED, tmp_path), {}, 0)
    assert told.expected_h == 11
    assert next(each.basis for each in told.assumed if each.slug == "cover") == "own threshold"


def test_how_often_is_accepted_decides_what_is_enough() -> None:
    case: dict[Any, float] = {"child_protection": 6}
    usual, rare = estimated(case, given={"accepted-chance": 5}), estimated(case, given={"accepted-chance": 1})
    assert (usual.accepted, rare.accepted) == (0.05, 0.01)
    assert rare.hours_wanted > usual.hours_wanted
    between = (usual.hours_wanted + rare.hours_wanted) / 2
    assert estimated(case, hours=between, given={"accepted-chance": 5}).enough
    assert not estimated(case, hours=between, given={"accepted-chance": 1}).enough


@pytest.mark.parametrize(
    ("asked", "field", "message"),
    [
        ({"given": {"travl": 1}}, "travl", "an estimate has no assumption 'travl'; did you mean 'travel'?"),
        ({"given": {"zzzz": 1}}, "zzzz", "an estimate has no assumption 'zzzz'"),
        ({"given": {"working-week": 5}}, "working-week", "an estimate has no assumption 'working-week'"),
        ({"given": {"travel": 24.1}}, "travel", "24.1 is out of range: 'travel' is from 0 to 24"),
        ({"given": {"travel": -1}}, "travel", "-1 is out of range"),
        ({"given": {"travel": float("nan")}}, "travel", "nan is out of range"),
        (
            {"caseload": {"lodgers": 3}},
            "caseload",
            "'lodgers' is no kind of case: child_protection, child_in_need",
        ),
        ({"caseload": {"care_leaver": -1}}, "caseload", "-1 care_leaver cases cannot be: from 0 to 10,000"),
        ({"caseload": {"care_leaver": 10_001}}, "caseload", "10001 care_leaver cases cannot be"),
        ({"caseload": {"care_leaver": float("inf")}}, "caseload", "inf care_leaver cases cannot be"),
        ({"workers": -0.5}, "workers", "-0.5 workers cannot be: from 0 to 1,000"),
        ({"workers": 1001}, "workers", "1001 workers cannot be"),
        ({"hours": -1}, "contracted_h", "-1 hours a month cannot be: from 0 to 100,000"),
        ({"hours": 100_001}, "contracted_h", "100001 hours a month cannot be"),
        ({"hours": float("nan")}, "contracted_h", "nan hours a month cannot be"),
        ({"seed": -1}, "seed", "-1 is no seed"),
        ({"seed": 2**63}, "seed", "is no seed: a whole number from 0 to 9223372036854775807"),
        ({"months": 99}, "months", "99 months cannot be: from 100 to 1,000,000"),
        ({"months": 1_000_001}, "months", "1000001 months cannot be"),
        (
            {"caseload": {"child_protection": 4_000}},
            "caseload",
            "4,200 meetings a month are more than the 4,000 that can be estimated",
        ),
    ],
)
def test_what_cannot_be_estimated(asked: dict[str, Any], field: str, message: str) -> None:
    with pytest.raises(Invalid) as caught:
        estimated(**asked)
    assert caught.value.field == field
    assert message in caught.value.message


@pytest.mark.parametrize(
    "asked",
    [
        {"given": {"travel": 24}},
        {"given": {"travel": 0}},
        {"workers": 1000},
        {"hours": 100_000},
        {"hours": 0},
        {"seed": 0},
        {"seed": 2**63 - 1},
        {"months": 100},
        {"caseload": {"care_leaver": 10_000}},
    ],
)
def test_the_ends_of_what_can_be_estimated(asked: dict[str, Any]) -> None:
    assert estimated(**asked).expected_h >= 6


def test_an_estimate_takes_less_than_a_moment() -> None:
    """Processor time, so that a busy machine fails nothing."""
    began = process_time()
    estimated({"child_protection": 20, "child_in_need": 30, "adult_safeguarding": 10}, workers=8, hours=150)
    assert process_time() - began < 0.3
