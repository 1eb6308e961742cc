"""Any half-hour of a year: somebody to reach, or nobody outright; never somebody outside their dates."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from directory.rules.hours import LONDON
from directory.services.shown import posts_of
from tests.factories import CHELMSFORD, a_contact, a_premises, a_provider, a_scheme
from tests.services.asking import OFFICE, TODAY
from tests.services.planning import a_plan, invitees

pytestmark = [
    pytest.mark.usefixtures("in_app"),
    # What is shown comes from the rules alone; both databases hold the same rows.
    pytest.mark.parametrize("app", ["sqlite"], indirect=True),
]

#: Both changes of the clocks, the leap day, Easter, a bank holiday in May, and Christmas to New Year.
SPECIAL = (
    *(date(2028, 3, 26) + timedelta(days=n) for n in (-1, 0, 1)),
    *(date(2028, 10, 29) + timedelta(days=n) for n in (-1, 0, 1)),
    date(2028, 2, 29),
    *(date(2028, 4, 14) + timedelta(days=n) for n in range(4)),
    date(2028, 5, 1),
    *(date(2028, 12, 25) + timedelta(days=n) for n in range(3)),
)


def a_staffed_hostel() -> tuple[uuid.UUID, uuid.UUID, dict[uuid.UUID, tuple[date, date]]]:
    """A hostel and its provider, and the days of each of their posts: a worker a quarter, and two leads."""
    provider = a_provider()
    scheme = a_scheme(
        provider=provider, kind="family-supported-housing", support={"key-work": ("yes", "visiting")}
    )
    a_premises(scheme=scheme)
    days = {}
    for month in (1, 4, 7, 10):
        first = date(2028, month, 1)
        last = date(2028, month + 2, 28)  # a few days of each quarter have nobody
        key = a_contact("support-worker", scheme=scheme, hours=OFFICE, valid_from=first, valid_to=last)
        days[key] = (first, last)
    for first, last in ((date(2028, 1, 1), date(2028, 6, 30)), (date(2028, 7, 1), date(2028, 12, 31))):
        days[a_contact("provider-dsl", provider=provider, hours=OFFICE, valid_from=first, valid_to=last)] = (
            first,
            last,
        )
    nights = "Mo-Fr 17:00-33:00; Sa-Su,PH 00:00-33:00"
    to_autumn = (date(2028, 1, 1), date(2028, 9, 30))
    key = a_contact(
        "provider-ooh",
        provider=provider,
        hours=nights,
        out_of_hours=True,
        valid_from=to_autumn[0],
        valid_to=to_autumn[1],
    )
    days[key] = to_autumn
    return scheme, provider, days


def half_hours(first: datetime, last: datetime) -> Iterator[datetime]:
    while first < last:
        yield first
        first += timedelta(minutes=30)


def test_every_half_hour_has_somebody_in_force_or_says_that_nobody_is_there() -> None:
    scheme, provider, days = a_staffed_hostel()
    silent = 0
    for at in half_hours(datetime(2028, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC)):
        posts = posts_of((scheme, provider), at, TODAY)
        day = at.astimezone(LONDON).date()
        for key in posts.contacts:
            first, last = days[uuid.UUID(key)]
            assert first <= day <= last
        reachable = [turn for turn in posts.order if turn.reachable_now]
        assert bool(reachable) != bool(posts.order.nobody)
        silent += posts.order.nobody is not None
    assert 0 < silent < 17_568


@pytest.mark.parametrize("day", SPECIAL)
def test_a_plan_on_a_special_day_says_who_or_nobody_at_every_half_hour(day: date) -> None:
    _, _, days = a_staffed_hostel()
    a_contact("lha-safeguarding-lead", council=CHELMSFORD, hours="24/7", valid_to=date(2028, 1, 31))
    start = datetime.combine(day, datetime.min.time(), LONDON)
    after = datetime.combine(day + timedelta(days=1), datetime.min.time(), LONDON)
    moments = half_hours(start.astimezone(UTC), after.astimezone(UTC))
    count = 0
    for at in moments:
        count += 1
        plan = a_plan({"address": "12 Thistlequay Road, CM1 1AA"}, meeting="core-group", at=at)
        for invitee in invitees(plan):
            shown = [each for each in (invitee["contact"], *invitee["cover"]) if each]
            for contact in shown:
                first, last = days[contact["id"]]
                assert first <= day <= last
            reachable = any(contact["reachable_now"] for contact in shown)
            assert reachable == (invitee["nobody_then"] is None)
            assert (invitee["contact"] is None) == (invitee["gap"] is not None)
    assert count == {date(2028, 3, 26): 46, date(2028, 10, 29): 50}.get(day, 48)
