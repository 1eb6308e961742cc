"""The spread of a month, worked out and tried out: held against each other and against plain sums."""

import math
import random
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.rules.capacity import Interval, Line, Simulated, Spread, Workload, simulate, wilson
from directory.rules.capacity.simulation import MOST_MONTHS
from directory.rules.capacity.spread import up_to_a_quarter
from soak.capacity import TOLERANCE, WANTED, cover_often, invented


def a_line(meetings: float, hours: float = 4) -> Line:
    return Line(
        meeting="m",
        case="child_in_need",
        cases=1,
        per_case_per_month=meetings,
        preparation_h=0,
        travel_h=0,
        meeting_h=hours,
        write_up_h=0,
    )


def a_workload(*lines: Line, spread: float = 0, steady: float = 0) -> Workload:
    return Workload(lines=lines, spread=spread, supervision_h=steady, training_h=0, cover_h=0)


WORKLOADS = st.integers(0, 10**9).map(lambda seed: invented(random.Random(seed)))


def poisson_above(mean: float, number: int) -> float:
    return 1 - math.fsum(math.exp(-mean) * mean**k / math.factorial(k) for k in range(number + 1))


# --- Worked out


@pytest.mark.parametrize("mean", [0.1, 1, 7.5, 40])
@pytest.mark.parametrize("number", [0, 1, 3, 12])
def test_meetings_of_one_length_are_a_poisson_number(mean: float, number: int) -> None:
    spread = Spread(a_workload(a_line(mean), steady=5))
    assert spread.chance_above(5 + 4 * number) == pytest.approx(poisson_above(mean, number), abs=1e-12)
    assert spread.chance_above(5 + 4 * number + 3.9) == pytest.approx(poisson_above(mean, number), abs=1e-12)
    assert spread.chance_above(5 + 4 * number - 0.1) == pytest.approx(
        poisson_above(mean, number - 1) if number else 1, abs=1e-12
    )


def test_meetings_of_several_lengths_are_summed_over_all_ways() -> None:
    """Two kinds and three lengths each, against the sum over every number of each."""
    work = a_workload(a_line(0.4, 2), a_line(0.3, 3.5), spread=0.4)
    numbers = range(7)

    def chance(counts: tuple[int, ...]) -> float:
        return math.prod(
            math.exp(-rate) * rate**count / math.factorial(count)
            for (_, rate), count in zip(work.lengths, counts, strict=True)
        )

    hours = [length for length, _ in work.lengths]
    for limit in (0, 2, 3.5, 5.6, 9):
        above = 1 - math.fsum(
            chance(counts)
            for counts in product(numbers, repeat=6)
            if math.fsum(h * n for h, n in zip(hours, counts, strict=True)) <= limit + 1e-9
        )
        assert Spread(work).chance_above(limit) == pytest.approx(above, abs=1e-6)


@given(WORKLOADS)
def test_the_chance_goes_down_as_the_hours_go_up(work: Workload) -> None:
    spread = Spread(work)
    hours = [work.steady_h - 1 + work.expected_h * part / 10 for part in range(31)]
    chances = [spread.chance_above(each) for each in hours]
    assert chances == sorted(chances, reverse=True)
    assert (chances[0], all(0 <= each <= 1 for each in chances)) == (1, True)
    assert spread.chance_above(1e6) == pytest.approx(0, abs=1e-9)


@given(WORKLOADS, st.sampled_from([0.01, 0.05, 0.2, 0.5]))
def test_the_hours_wanted_are_the_fewest_quarters(work: Workload, accepted: float) -> None:
    spread = Spread(work)
    hours = spread.hours_for(accepted)
    assert hours * 4 == int(hours * 4)
    assert spread.chance_above(hours) < accepted
    assert hours == up_to_a_quarter(work.steady_h) or spread.chance_above(hours - 0.25) >= accepted


@given(WORKLOADS, st.floats(0.02, 0.98))
def test_a_quantile_is_enough_and_a_minute_less_is_not(work: Workload, share: float) -> None:
    spread = Spread(work)
    hours = spread.quantile(share)
    assert spread.chance_above(hours) <= 1 - share + 1e-9
    assert hours == work.steady_h or spread.chance_above(hours - 1 / 60) > 1 - share - 1e-9


@given(WORKLOADS)
def test_the_mean_of_the_spread_is_the_closed_form(work: Workload) -> None:
    spread = Spread(work)
    above = math.fsum(spread.chance_above(work.steady_h + minute / 60) for minute in range(60_000)) / 60
    assert work.steady_h + above == pytest.approx(work.expected_h, rel=1e-3)


def test_a_length_between_two_minutes_keeps_its_mean() -> None:
    work = a_workload(a_line(5, 1.2345))
    spread = Spread(work)
    above = math.fsum(spread.chance_above(minute / 60) for minute in range(6_000)) / 60
    assert above == pytest.approx(work.expected_h, rel=1e-9)


def test_a_very_large_workload_fits_on_a_wider_grid() -> None:
    work = a_workload(a_line(3_999, 24), spread=1)
    spread = Spread(work)
    assert spread.quantile(0.5) == pytest.approx(work.expected_h, rel=1e-3)
    for deviations, chance in [(0, 0.5), (1.6449, 0.05), (2.3263, 0.01)]:
        hours = work.expected_h + deviations * work.deviation_h
        assert spread.chance_above(hours) == pytest.approx(chance, abs=0.006)


@pytest.mark.parametrize(
    ("hours", "quarter"),
    [(0, 0), (0.01, 0.25), (0.25, 0.25), (0.25 + 1e-12, 0.25), (0.251, 0.5), (7.99, 8), (8, 8)],
)
def test_hours_go_up_to_a_quarter(hours: float, quarter: float) -> None:
    assert up_to_a_quarter(hours) == quarter


# --- Tried out


def test_the_same_seed_gives_the_same_months() -> None:
    work = invented(random.Random(3))
    one, again, other = (simulate(work, seed, 500) for seed in (11, 11, 12))
    assert one.hours.tolist() == again.hours.tolist()
    assert one.hours.tolist() != other.hours.tolist()
    assert (one.seed, one.months) == (11, 500)


def test_the_months_of_a_seed_stay_the_same_for_good() -> None:
    """A new version of a library that changed them would change answers that people have kept."""
    months = simulate(a_workload(a_line(2.5, 4), spread=0.5, steady=1), 20261201, 100)
    assert months.hours[::9].tolist() == [1.0, 3.0, 5.0, 7.0, 7.0, 9.0, 9.0, 11.0, 15.0, 17.0, 21.0, 29.0]
    assert months.mean_h == pytest.approx(10.36, rel=1e-12)


@settings(max_examples=25)
@given(WORKLOADS, st.integers(0, 2**63 - 1))
def test_the_mean_agrees_with_the_closed_form_within_one_percent(work: Workload, seed: int) -> None:
    assert simulate(work, seed).mean_h == pytest.approx(work.expected_h, rel=0.01)


@settings(max_examples=25)
@given(WORKLOADS, st.integers(0, 2**63 - 1), st.floats(0.02, 0.98))
def test_what_is_tried_out_agrees_with_what_is_worked_out(work: Workload, seed: int, share: float) -> None:
    spread, months = Spread(work), simulate(work, seed)
    hours = spread.quantile(share)
    truth, (seen, _) = spread.chance_above(hours), months.chance_above(hours)
    assert abs(seen - truth) < 6 * math.sqrt(truth * (1 - truth) / months.months) + 1 / months.months
    deviation = math.sqrt(months.months) * months.error_h
    assert deviation == pytest.approx(work.deviation_h, rel=0.06)


@settings(max_examples=25)
@given(WORKLOADS, st.integers(0, 2**63 - 1))
def test_the_hours_wanted_agree(work: Workload, seed: int) -> None:
    spread, months = Spread(work), simulate(work, seed, 20_000)
    tried = months.hours_for(0.05)
    assert spread.hours_for(0.06) <= tried <= spread.hours_for(0.04)
    assert months.chance_above(tried)[0] < 0.05
    assert tried <= work.steady_h + 0.25 or months.chance_above(tried - 0.25)[0] >= 0.05


def hours_of(*hours: float) -> Simulated:
    return Simulated(1, np.array(sorted(hours)))


def test_months_are_counted_strictly_above() -> None:
    months = hours_of(1, 2, 2, 3)
    assert [months.months_above(each) for each in (0.9, 1, 1.9999, 2, 2.5, 3, 9)] == [4, 3, 3, 1, 1, 0, 0]
    assert months.months_above(2 - 1e-10) == 1
    assert months.chance_above(2) == (0.25, wilson(1, 4))
    assert months.mean_h == 2
    assert months.error_h == pytest.approx(math.sqrt(0.5) / 2)


@pytest.mark.parametrize(
    ("accepted", "hours"), [(0.05, 10), (0.1, 10), (0.11, 9), (0.2, 9), (0.21, 8), (0.5, 6), (1, 1)]
)
def test_the_fewest_hours_that_fewer_months_exceed(accepted: float, hours: float) -> None:
    assert hours_of(*range(1, 11)).hours_for(accepted) == hours


@pytest.mark.parametrize(
    ("meetings", "steady", "months"),
    [
        (400, 0, 3_750),
        (100, 0, 10_000),
        (10, 0, 25_000),
        (10, 40, 10_000),
        (1, 0, 250_000),
        (0.01, 0, MOST_MONTHS),
    ],
)
def test_as_many_months_as_the_mean_needs(meetings: float, steady: float, months: int) -> None:
    assert simulate(a_workload(a_line(meetings), steady=steady), 1).months == pytest.approx(months, abs=1)


def test_meetings_that_take_no_time_need_none() -> None:
    work = a_workload(a_line(3, 0), steady=2)
    assert simulate(work, 1).mean_h == 2
    assert Spread(work).chance_above(2) == 0


# --- Intervals


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (0, 10, 0, 0.277533),
        (10, 10, 0.722467, 1),
        (5, 10, 0.236593, 0.763407),
        (1, 1, 0.206549, 1),
        (50, 1000, 0.038134, 0.065313),
        (81, 263, 0.255299, 0.366233),
    ],
)
def test_wilsons_interval(count: int, of: int, low: float, high: float) -> None:
    assert wilson(count, of) == pytest.approx(Interval(low, high), abs=1e-4)


@given(st.integers(1, 5000), st.data())
def test_an_interval_holds_what_was_seen_and_mirrors(of: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, of))
    low, high = wilson(count, of)
    assert 0 <= low <= count / of <= high <= 1
    mirrored = wilson(of - count, of)
    assert mirrored == pytest.approx(Interval(1 - high, 1 - low), abs=1e-12)


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """A few hundred worlds, with room for their number; `python -m soak capacity` tries 10,000."""
    found = cover_often(400, seed=5)
    assert abs(found.share - WANTED) < TOLERANCE + 3 * math.sqrt(0.95 * 0.05 / 400)
    assert found.furthest_mean < 5
