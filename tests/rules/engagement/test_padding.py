"""Entries of one's own, taken away from what is told, leave no small number of others'.

One giver enters invitations that were never sent, or that they know, and then reads the figures. Every set of
others' counts of a small kind is made beside theirs, and all that are told alike are laid side by side.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.engagement import Engagement, Quarter, Tally, engagement_of, withholding
from tests.rules.engagement.test_withholding import LATER, OUTCOMES, SMALL, _figures

#: Quarter, meeting type and outcome; and how many.
Counts = Mapping[tuple[int, str, str], int]

#: With more of others' than this, not every set that is told alike is among those made.
MOST = 7

ATTENDED, NO_REPLY = (4, "icpc", "attended"), (4, "icpc", "no_reply")
EARLIER = [(3, "icpc", outcome) for outcome in ("attended", "no_reply")]
ROWS = [(4, meeting, "attended") for meeting in ("icpc", "rcpc", "marac", "core-group")]
OWN_ROW = (4, "strategy-discussion", "attended")


@pytest.fixture
def _low_threshold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(withholding, "LEAST", SMALL)


def entered(giver: str, counts: Counts) -> list[Tally]:
    return [
        Tally(Quarter(2026, number), meeting, "support-worker", outcome, 7, "none", times, giver)
        for (number, meeting, outcome), times in counts.items()
        if times
    ]


@pytest.mark.usefixtures("_low_threshold")
@pytest.mark.parametrize("others", [("b",), ("b", "c")])
@pytest.mark.parametrize(
    ("keys", "own"),
    [
        ([ATTENDED, NO_REPLY], {ATTENDED: 9}),
        ([ATTENDED, NO_REPLY], {NO_REPLY: 9}),
        ([ATTENDED, NO_REPLY], {ATTENDED: 1, NO_REPLY: 2}),
        ([ATTENDED, NO_REPLY], {ATTENDED: 9, NO_REPLY: 9}),
        ([*EARLIER, NO_REPLY], {EARLIER[0]: 9, EARLIER[1]: 9, NO_REPLY: 9}),
        ([*EARLIER, ATTENDED], {EARLIER[1]: 4, ATTENDED: 1}),
        (ROWS, {ROWS[0]: 9}),
        (ROWS, {ROWS[0]: 3, ROWS[1]: 20}),
        (ROWS, {ROWS[0]: 1, ROWS[1]: 1, ROWS[2]: 9}),
        (ROWS, {OWN_ROW: 9}),
        (ROWS, {ROWS[0]: 2, OWN_ROW: 3}),
        (ROWS, {**dict.fromkeys(ROWS, 9), OWN_ROW: 20}),
        ([*ROWS[:3], NO_REPLY], {ROWS[0]: 9, NO_REPLY: 4, OWN_ROW: 9}),
    ],
)
def test_whoever_knows_their_own_entries_is_certain_of_no_small_count_of_others(
    keys: list[tuple[int, str, str]], own: Counts, others: tuple[str, ...]
) -> None:
    alike: dict[str, list[Counts]] = defaultdict(list)
    most = MOST if len(others) * len(keys) < 5 else MOST - 2
    for counts in product(range(most + 1), repeat=len(keys) * len(others)):
        if sum(counts) > most:
            continue
        theirs = [dict(zip(keys, counts[place :: len(others)], strict=True)) for place in range(len(others))]
        made = [tally for giver, each in zip(others, theirs, strict=True) for tally in entered(giver, each)]
        found = engagement_of([*entered("me", own), *made], LATER)
        alike[repr(found)].append({key: sum(each[key] for each in theirs) for key in keys})
    looked_at = 0
    for same in alike.values():
        if any(sum(world.values()) == most for world in same):  # told alike may be some with more
            continue
        for key in keys:
            values = {world[key] for world in same}
            looked_at += 1
            assert len(values) > 1 or not values & set(range(1, SMALL)), (key, same[0])
    assert looked_at > 0


GIVERS = ("me", "b", "c")
YEARS = st.lists(
    st.builds(
        Tally,
        st.builds(Quarter, st.just(2025), st.integers(1, 4)),
        st.sampled_from(["icpc", "rcpc", "core-group", "marac"]),
        st.sampled_from(["support-worker", "provider-dsl"]),
        st.sampled_from(OUTCOMES),
        st.integers(0, 28),
        st.sampled_from(["none", "late", "on_time"]),
        st.integers(1, 40),
        st.sampled_from(GIVERS),
    ),
    max_size=30,
)


def counts_of(made: list[Tally], found: Engagement) -> list[Counter[str]]:
    """Outcomes entered by others than each giver, in every period that is told."""
    return [
        Counter(
            {
                outcome: sum(
                    tally.times
                    for tally in made
                    if tally.giver != giver
                    and tally.outcome == outcome
                    and period.first <= tally.quarter <= period.last
                )
                for outcome in OUTCOMES
            }
        )
        for period in found.periods
        if period.figure and period.figure.outcomes["attended"]
        for giver in GIVERS
    ]


@given(YEARS)
def test_what_is_told_less_what_one_giver_entered_is_nought_or_at_least_five(made: list[Tally]) -> None:
    found = engagement_of(made, LATER)
    for counts in counts_of(made, found) if found else []:
        for outcome in ("attended", "deputy", "apologies", "no_reply", "declined_capacity"):
            assert counts[outcome] == 0 or counts[outcome] >= 5
        assert counts.total() == 0 or counts.total() >= 5


@given(YEARS)
def test_a_row_less_what_one_giver_entered_is_nought_or_at_least_five(made: list[Tally]) -> None:
    found = engagement_of(made, LATER)
    for breakdown in found.by_meeting_type if found else ():
        counted = [tally for tally in made if tally.quarter in breakdown.counted]
        for name, giver in product(breakdown.rows, GIVERS):
            others = sum(t.times for t in counted if t.meeting_type == name and t.giver != giver)
            assert others == 0 or others >= 5


def figures_of(*made: Tally) -> list[int]:
    found = engagement_of(made, LATER)
    return [figure.invited for figure in _figures(found)]


def test_one_that_is_padded_with_ones_own_entries_is_not_told() -> None:
    quarter = Quarter(2026, 4)
    few = Tally(quarter, "icpc", "support-worker", "no_reply", 7, "none", 2, "b")
    padding = Tally(quarter, "icpc", "support-worker", "no_reply", 7, "none", 50, "me")
    assert figures_of(few, padding) == []
    assert figures_of(few, padding, Tally(quarter, *_ALIKE, 3, "c"))[0] == 55


def test_all_by_one_giver_is_told_as_before() -> None:
    assert figures_of(Tally(Quarter(2026, 4), *_ALIKE, 6, "b"))[0] == 6


def test_a_median_of_notice_is_of_ten_or_more_beside_anybodys_own() -> None:
    def notice(*givers: str) -> float | None:
        found = engagement_of([Tally(Quarter(2026, 4), *_ALIKE, 6, giver) for giver in givers], LATER)
        assert found is not None
        figure = found.periods[-1].figure
        assert figure is not None
        return figure.notice_days

    assert notice("b", "me") is None
    assert notice("b", "c", "me") == 7


_ALIKE = ("icpc", "support-worker", "no_reply", 7, "none")
