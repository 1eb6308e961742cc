"""The figures of a provider: what is counted, and how it is told."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.engagement import Engagement, Quarter, Share, Tally, engagement_of, erased_before, wilson

LATER = date(2030, 1, 1)


def some(
    times: int,
    outcome: str = "attended",
    *,
    quarter: int = 1,
    meeting: str = "icpc",
    role: str = "support-worker",
    notice: int = 7,
    report: str = "on_time",
) -> Tally:
    return Tally(Quarter(2026, quarter), meeting, role, outcome, notice, report, times)


def shown(*tallies: Tally, today: date = LATER) -> Engagement:
    found = engagement_of(tallies, today)
    assert found is not None
    return found


def test_a_quarter_is_told_with_rates_and_intervals() -> None:
    found = shown(some(30), some(10, "apologies", report="none"))
    (period, rest) = found.periods
    assert (period.name, rest.name, rest.figure) == ("2026-27 Q1", "2026-27 Q2-Q4", None)
    figure = period.figure
    assert figure is not None
    assert figure.invited == 40
    assert figure.outcomes["took_part"] == Share(30, 0.75, 0.5981, 0.8581)
    assert figure.outcomes["apologies"] == Share(10, 0.25, 0.1419, 0.4019)
    assert figure.outcomes["declined_capacity"] == Share(0, 0.0, 0.0, 0.0876)
    assert figure.reports["on_time"] == Share(30, 0.75, 0.5981, 0.8581)
    assert figure.notice_days == 7


def test_what_is_small_is_told_together_with_the_like() -> None:
    (figure,) = [
        p.figure for p in shown(some(20), some(3, "deputy"), some(6, "no_reply")).periods if p.figure
    ]
    assert figure.outcomes["attended"] is None
    assert figure.outcomes["took_part"] is not None
    assert figure.outcomes["no_reply"] == figure.outcomes["did_not"]


def test_a_quarter_that_would_tell_a_small_number_waits_for_the_next() -> None:
    found = shown(
        some(20), some(3, "no_reply"), some(20, quarter=2), some(2, "no_reply", quarter=2), some(9, quarter=3)
    )
    assert [(p.name, p.figure and p.figure.invited) for p in found.periods] == [
        ("2026-27 Q1-Q2", 45),
        ("2026-27 Q3", 9),
        ("2026-27 Q4", None),
    ]
    assert found.whole is not None
    assert found.whole.invited == 54


def test_what_the_year_leaves_over_is_told_with_its_sum_alone() -> None:
    found = shown(some(20), some(20, quarter=4), some(3, "no_reply", quarter=4))
    last = found.periods[-1]
    assert last.name == "2026-27 Q2-Q4"
    assert last.figure is not None
    assert last.figure.invited == 23
    assert set(last.figure.outcomes.values()) == {None}
    assert found.whole is not None
    assert found.whole.invited == 20


@pytest.mark.parametrize("times", [0, 1, 4])
def test_fewer_than_five_are_told_like_none(times: int) -> None:
    assert engagement_of([some(times)] if times else [], LATER) is None


def test_a_quarter_is_told_thirty_days_after_its_end() -> None:
    made = [some(9)]
    assert engagement_of(made, date(2026, 7, 30)) is None
    assert engagement_of(made, date(2026, 7, 31)) is not None


def test_rows_are_told_once_the_year_is_closed() -> None:
    made = [some(9), some(9, meeting="rcpc")]
    assert shown(*made, today=date(2027, 4, 30)).by_meeting_type == []
    (breakdown,) = shown(*made, today=date(2027, 5, 1)).by_meeting_type
    assert breakdown.year == "2026-27"
    assert {key: row.invited for key, row in breakdown.rows.items()} == {"icpc": 9, "rcpc": 9}


def test_where_one_row_is_small_none_is_told() -> None:
    made = [some(30), some(9, meeting="rcpc"), some(2, meeting="marac")]
    assert shown(*made).by_meeting_type == []
    assert len(shown(*made).by_role) == 1


def test_rows_are_told_as_finely_as_all_of_them_can_be() -> None:
    (breakdown,) = shown(
        some(30), some(8, "no_reply"), some(9, role="provider-dsl"), some(5, "deputy", role="provider-dsl")
    ).by_role
    worker, lead = breakdown.rows["support-worker"], breakdown.rows["provider-dsl"]
    assert worker.outcomes["no_reply"] == Share(8, 0.2105, 0.1107, 0.3635)
    assert lead.outcomes["deputy"] is not None


def test_notice_is_a_median_of_ten_or_more() -> None:
    nine = [some(3, notice=days) for days in (2, 5, 28)]
    figure = shown(*nine).periods[0].figure
    assert figure is not None
    assert figure.notice_days is None
    ten = shown(*nine, some(1, notice=6)).periods[0].figure
    assert ten is not None
    assert ten.notice_days == 5


@pytest.mark.parametrize(
    ("count", "total", "expected"),
    [
        (0, 10, (0.0, 0.2775)),
        (5, 10, (0.2366, 0.7634)),
        (10, 10, (0.7225, 1.0)),
        (81, 263, (0.2553, 0.3662)),  # Newcombe 1998, table I
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
    ],
)
def test_intervals_are_those_of_wilson(count: int, total: int, expected: tuple[float, float]) -> None:
    assert tuple(round(end, 4) for end in wilson(count, total)) == expected


@given(st.integers(1, 5000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_an_interval_holds_its_rate_and_stays_between_nought_and_one(case: tuple[int, int]) -> None:
    count, total = case
    low, high = wilson(count, total)
    assert 0 <= low <= count / total <= high <= 1
    assert low < high


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 31), "2025-26 Q4"),
        (date(2026, 4, 1), "2026-27 Q1"),
        (date(2026, 12, 31), "2026-27 Q3"),
        (date(2027, 1, 1), "2026-27 Q4"),
        (date(2099, 12, 31), "2099-00 Q3"),
    ],
)
def test_quarters_are_those_of_financial_years(day: date, expected: str) -> None:
    assert str(Quarter.of(day)) == expected


@given(st.dates(date(2000, 4, 1), date(2190, 1, 1)))
def test_a_day_is_in_its_quarter_and_quarters_follow_each_other(day: date) -> None:
    quarter = Quarter.of(day)
    assert quarter.first_day <= day <= quarter.last_day
    following = [quarter, quarter.next, quarter.next.next]
    assert all(
        earlier < later and (later.first_day - earlier.last_day).days == 1
        for earlier, later in pairwise(following)
    )


def test_years_are_erased_as_wholes() -> None:
    assert erased_before(date(2026, 3, 31)) == 2025
    assert erased_before(date(2026, 4, 1)) == 2026
