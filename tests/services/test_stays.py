"""Who ran a place from day to day, told as runs."""

import uuid
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from directory.services.meeting_plans.stays import followed
from directory.services.shown import SchemeShown

SINCE = date(2024, 3, 1)
PROVIDERS = [uuid.UUID(int=number) for number in range(3)]


def a_scheme_of(provider: uuid.UUID) -> SchemeShown:
    always = {"valid_from": None, "valid_to": None, "successor_id": None}
    return SchemeShown({"id": uuid.uuid4(), **always}, {"id": provider, "name": "Homes", **always})


@given(
    st.lists(st.sampled_from([*PROVIDERS, None]), min_size=1, max_size=20),
    st.sets(st.integers(-5, 30), max_size=5),
)
def test_each_day_is_told_of_whoever_ran_the_place_on_it_and_of_nobody_else(
    by_day: list[uuid.UUID | None], nothing_changes_on: set[int]
) -> None:
    """Whatever else is said to change beside it; and it is whole when no day is left open."""
    schemes = {provider: a_scheme_of(provider) for provider in PROVIDERS}
    days = [SINCE + timedelta(days=number) for number in range(len(by_day))]
    ran = dict(zip(days, by_day, strict=True))
    changes = {day for day in days[1:] if ran[day] != ran[day - timedelta(days=1)]}
    changes |= {SINCE + timedelta(days=number) for number in nothing_changes_on}

    def found_on(day: date) -> SchemeShown | None:
        provider = ran[day]
        return None if provider is None else schemes[provider]

    stay = followed(SINCE, days[-1], changes, found_on)
    told = {
        run.since + timedelta(days=number): run.provider["id"]
        for run in stay.runs
        for number in range((run.until - run.since).days + 1)
    }
    assert told == {day: provider for day, provider in ran.items() if provider is not None}
    assert stay.whole == (None not in by_day)
    for before, after in zip(stay.runs, stay.runs[1:], strict=False):
        assert before.until < after.since
        assert before.provider["id"] != after.provider["id"] or before.until + timedelta(days=1) < after.since


def test_more_changes_than_are_followed_leave_the_rest_open() -> None:
    until = SINCE + timedelta(days=99)
    schemes = [a_scheme_of(provider) for provider in PROVIDERS[:2]]
    changes = [SINCE + timedelta(days=number) for number in range(100)]
    stay = followed(SINCE, until, changes, lambda day: schemes[day.toordinal() % 2])
    assert not stay.whole
    assert stay.runs[-1].until < until
