"""Whom to try at a moment, in which order, and who stands in for whom."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from itertools import permutations
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.errors import Invalid
from directory.rules.cover import Order, Post, Reach, chain, order_to_try
from directory.rules.freshness import Confidence, Thresholds
from directory.rules.hours import LONDON, parse

ROLES = ("support-worker", "scheme-manager", "provider-dsl", "provider-dsl-deputy", "provider-ooh")
FALLBACKS = {
    "support-worker": ("scheme-manager", "provider-dsl"),
    "provider-dsl": ("provider-dsl-deputy", "scheme-manager"),
}
MONDAY_NOON = datetime(2026, 11, 23, 12, tzinfo=LONDON)
MONDAY_NIGHT = datetime(2026, 11, 23, 22, tzinfo=LONDON)
CHRISTMAS_NOON = datetime(2026, 12, 25, 12, tzinfo=LONDON)
OFFICE = "Mo-Fr 09:00-17:00; PH off"
NIGHTS = "Mo-Fr 17:00-33:00; Sa-Su,PH 00:00-33:00"


def a_post(id_: str, role: str = "provider-dsl", hours: str | None = OFFICE, **facts: Any) -> Post:
    return Post(id_, role, **{"hours": parse(hours), "confirmed_on": date(2026, 11, 20), **facts})


def order(*posts: Post, at: datetime = MONDAY_NOON, **options: Any) -> Order:
    return order_to_try(posts, at, ROLES, **{"fallbacks": FALLBACKS, **options})


def ids(turns: Sequence[Any] | Order) -> list[str]:
    return [turn.post.id for turn in turns]


# The order


def test_contacts_who_can_be_reached_come_in_the_order_of_their_roles() -> None:
    posts = [a_post(role, role) for role in reversed(ROLES)]
    assert ids(order(*posts)) == list(ROLES)


def test_a_schemes_own_contacts_come_before_the_providers_and_those_before_the_authoritys() -> None:
    authority = a_post("authority", "support-worker", level="authority")
    provider = a_post("provider", "support-worker", level="provider")
    scheme = a_post("scheme", "provider-dsl-deputy", level="scheme")
    assert ids(order(authority, provider, scheme)) == ["scheme", "provider", "authority"]


def test_whoever_can_be_reached_comes_before_the_closest_who_cannot() -> None:
    away = a_post("away", level="scheme", hours="Mo-Fr 13:00-17:00")
    council = a_post("council", level="authority")
    turns = order(away, council).turns
    assert ids(turns) == ["council", "away"]
    assert [turn.reachable_now for turn in turns] == [True, False]
    assert turns[1].use_instead == "council"
    assert turns[1].opens == datetime(2026, 11, 23, 13, tzinfo=LONDON)


def test_a_lead_who_is_away_is_followed_by_the_cover_they_named_then_the_deputy_then_out_of_hours() -> None:
    lead = a_post("lead", hours="Mo-Fr 13:00-17:00", covered_by="cover")
    cover = a_post("cover", "scheme-manager")
    deputy = a_post("deputy", "provider-dsl-deputy")
    night = a_post("night", "provider-ooh", "24/7", out_of_hours=True)
    other = a_post("other", "finance")
    turns = order(other, night, deputy, cover, lead).turns
    assert ids(turns) == ["cover", "deputy", "other", "night", "lead"]
    assert turns[0].stands_in_for == ("lead",)
    assert "stands in for a contact who cannot be reached" in turns[0].reason
    assert turns[-1].use_instead == "cover"


def test_the_cover_of_a_lead_who_is_there_keeps_their_own_place() -> None:
    lead = a_post("lead", covered_by="cover")
    cover, deputy = a_post("cover", "provider-ooh"), a_post("deputy", "provider-dsl-deputy")
    assert ids(order(cover, deputy, lead)) == ["lead", "deputy", "cover"]


def test_cover_is_followed_until_somebody_can_be_reached() -> None:
    lead = a_post("lead", vacant=True, covered_by="first")
    first = a_post("first", "finance", hours="Mo-Fr 13:00-17:00", covered_by="second")
    second = a_post("second", "finance", failing=True, covered_by="third")
    third, deputy = a_post("third", "finance"), a_post("deputy", "provider-dsl-deputy")
    result = {turn.post.id: turn for turn in order(lead, first, second, third, deputy)}
    assert next(iter(result)) == "third"
    assert [result[post].use_instead for post in ("lead", "first", "second")] == ["third"] * 3


def test_cover_that_goes_round_in_a_circle_ends() -> None:
    lead = a_post("lead", hours="off", covered_by="deputy")
    deputy = a_post("deputy", hours="off", covered_by="lead")
    alone = a_post("alone", hours="off", covered_by="alone")
    result = order(lead, deputy, alone)
    assert {turn.use_instead for turn in result} == {None}
    assert ids(chain(lead, [lead, deputy, alone], MONDAY_NOON)) == ["deputy"]
    assert chain(alone, [lead, deputy, alone], MONDAY_NOON) == ()


def test_cover_that_does_not_exist_is_nobody() -> None:
    assert order(a_post("lead", hours="off", covered_by="gone")).turns[0].use_instead is None


def test_out_of_hours_contacts_come_last_by_day_and_first_by_night() -> None:
    reception = a_post("reception", "scheme-manager", "24/7")
    duty = a_post("duty", "provider-ooh", "24/7", out_of_hours=True)
    assert ids(order(duty, reception, at=MONDAY_NOON)) == ["reception", "duty"]
    assert ids(order(reception, duty, at=MONDAY_NIGHT)) == ["duty", "reception"]
    assert ids(order(reception, duty, at=CHRISTMAS_NOON)) == ["duty", "reception"]


def test_contacts_whose_hours_are_not_known_come_after_those_who_are_there() -> None:
    unknown = a_post("unknown", "support-worker", hours=None, level="scheme")
    there, away = a_post("there"), a_post("away", hours="off")
    turns = order(unknown, away, there).turns
    assert ids(turns) == ["there", "unknown", "away"]
    assert turns[1].reachable_now is None
    assert turns[1].reason == "Its hours are not known; confirmed 3 days ago."


def test_a_role_outside_the_order_comes_after_all_others() -> None:
    assert ids(order(a_post("a", "gardener"), a_post("b", "provider-ooh"))) == ["b", "a"]


def test_between_equals_the_one_confirmed_last_comes_first_then_the_id_decides() -> None:
    posts = [a_post("b"), a_post("a"), a_post("z", confirmed_on=date(2026, 11, 22))]
    for shuffled in permutations(posts):
        assert ids(order(*shuffled)) == ["z", "a", "b"]


def test_roles_may_be_given_with_their_rank() -> None:
    posts = [a_post("gardener", "gardener"), a_post("lead"), a_post("deputy", "provider-dsl-deputy")]
    ranked = order_to_try(posts, MONDAY_NOON, {"provider-dsl-deputy": 10, "provider-dsl": 20})
    assert ids(ranked) == ["deputy", "lead", "gardener"]


# Who is left out, and what is said


@pytest.mark.parametrize(
    ("dates", "present"),
    [
        ({"valid_from": date(2026, 11, 23)}, True),
        ({"valid_from": date(2026, 11, 24)}, False),
        ({"valid_to": date(2026, 11, 23)}, True),
        ({"valid_to": date(2026, 11, 22)}, False),
    ],
)
def test_posts_outside_their_dates_are_left_out(dates: dict[str, Any], present: bool) -> None:
    assert bool(order(a_post("lead", **dates))) is present


def test_a_date_begins_at_midnight_in_london_and_not_by_utc() -> None:
    lead = a_post("lead", valid_from=date(2026, 7, 1))
    assert ids(order(lead, at=datetime(2026, 6, 30, 23, tzinfo=UTC))) == ["lead"]
    assert ids(order(lead, at=datetime(2026, 6, 30, 22, 59, tzinfo=UTC))) == []


def test_a_post_outside_its_dates_stands_in_for_nobody() -> None:
    lead = a_post("lead", hours="off", covered_by="former")
    former = a_post("former", valid_to=date(2026, 11, 22))
    assert order(lead, former).turns[0].use_instead is None


def test_a_vacant_post_is_never_reachable_and_says_so() -> None:
    turn = order(a_post("lead", hours="24/7", vacant=True)).turns[0]
    assert (turn.reachable_now, turn.confidence) == (False, "vacant")
    assert turn.reason == "Nobody holds this post; confirmed 3 days ago."


def test_a_failing_contact_comes_after_those_who_are_merely_closed_and_says_so() -> None:
    failing = a_post("failing", "support-worker", "24/7", failing=True)
    turns = order(failing, a_post("closed", hours="off")).turns
    assert ids(turns) == ["closed", "failing"]
    assert (turns[1].reachable_now, turns[1].confidence) == (False, "failing")
    assert turns[1].reason.startswith("Its phone or e-mail has been found not to work")


def test_a_stale_contact_comes_after_a_confirmed_one_as_close_and_names_it() -> None:
    stale = a_post("stale", "support-worker", confirmed_on=date(2025, 11, 23))
    turns = order(stale, a_post("lead")).turns
    assert ids(turns) == ["lead", "stale"]
    assert turns[1].use_instead == "lead"


def test_a_stale_contact_that_comes_first_says_so() -> None:
    turn = order(a_post("lead", confirmed_on=None)).turns[0]
    assert (turn.reachable_now, turn.confidence, turn.use_instead) == (True, "stale", None)
    assert turn.reason == "Can be reached now; but never confirmed, so check that it is still right."


def test_a_contact_without_phone_or_mail_cannot_be_reached() -> None:
    turn = order(a_post("lead", hours="24/7", channels=False)).turns[0]
    assert (turn.reachable_now, turn.reach) == (False, Reach.NO_CHANNEL)
    assert turn.reason.startswith("It has neither a phone number nor an e-mail address")


def test_on_a_bank_holiday_hours_that_are_silent_about_it_say_so_and_come_before_those_closed() -> None:
    silent, off = a_post("silent", hours="Mo-Fr 09:00-17:00"), a_post("off", "support-worker")
    turns = order(off, silent, at=CHRISTMAS_NOON).turns
    assert ids(turns) == ["silent", "off"]
    assert turns[0].reachable_now is False
    assert turns[0].reason.startswith(
        "It is a bank holiday, and its hours do not say whether anybody answers"
    )


def test_who_to_use_instead_is_the_fallback_role_before_the_closest() -> None:
    lead = a_post("lead", vacant=True)
    worker = a_post("worker", "support-worker", level="scheme")
    deputy = a_post("deputy", "provider-dsl-deputy")
    assert order(lead, worker, deputy).turns[-1].use_instead == "deputy"
    assert order(lead, worker, deputy, fallbacks={}).turns[-1].use_instead == "deputy"
    assert order(lead, worker).turns[-1].use_instead == "worker"


def test_with_nobody_reachable_a_named_cover_whose_hours_are_not_known_is_better_than_none() -> None:
    lead = a_post("lead", vacant=True, covered_by="cover")
    result = order(lead, a_post("cover", "finance", hours=None))
    assert result.turns[-1].use_instead == "cover"


def test_freshness_for_a_meeting_next_year_is_judged_on_the_day_it_is_planned() -> None:
    lead, later = a_post("lead"), MONDAY_NOON + timedelta(weeks=52)
    assert order(lead, at=later).turns[0].confidence == "stale"
    assert order(lead, at=later, judged_on=date(2026, 11, 23)).turns[0].confidence == "current"


def test_an_authoritys_own_thresholds_are_used() -> None:
    strict = Thresholds(1, 2, basis="local choice")
    assert order(a_post("lead"), thresholds=strict).turns[0].confidence is Confidence.STALE


def test_a_moment_without_an_offset_is_refused() -> None:
    with pytest.raises(Invalid, match="no offset"):
        order(a_post("lead"), at=datetime(2026, 11, 23, 12))  # noqa: DTZ001 - what is refused


# Nobody


def test_when_nobody_can_be_reached_that_is_said_with_when_the_first_opens() -> None:
    early, late = a_post("early", hours="Tu 08:00-09:00"), a_post("late", "support-worker", level="scheme")
    nobody = order(late, early, at=MONDAY_NIGHT).nobody
    assert nobody is not None
    assert (nobody.opens, nobody.opens_first) == (datetime(2026, 11, 24, 8, tzinfo=LONDON), "early")
    assert nobody.reason == (
        "Nobody is known to be reachable now; the first opens Tuesday 24 November 2026 at 8am."
    )


def test_while_somebody_can_be_reached_there_is_no_nobody() -> None:
    assert order(a_post("lead")).nobody is None


def test_without_any_contact_there_is_nobody_and_no_opening() -> None:
    result = order()
    assert not result.turns
    assert result.nobody is not None
    assert result.nobody.opens is None
    assert result.nobody.reason == "Nobody is known to be reachable now."


def test_vacant_failing_and_mute_posts_are_not_waited_for() -> None:
    posts = [a_post("a", vacant=True), a_post("b", failing=True), a_post("c", channels=False)]
    nobody = order(*posts, at=MONDAY_NIGHT).nobody
    assert nobody is not None
    assert nobody.opens is None


def test_a_post_that_ends_before_it_opens_is_not_waited_for_and_one_that_begins_is() -> None:
    ends = a_post("ends", valid_to=date(2026, 11, 23))
    begins = a_post("begins", hours="24/7", valid_from=date(2026, 12, 1))
    nobody = order(ends, begins, at=MONDAY_NIGHT).nobody
    assert nobody is not None
    assert (nobody.opens, nobody.opens_first) == (datetime(2026, 12, 1, tzinfo=LONDON), "begins")


def test_those_who_may_answer_all_the_same_are_named() -> None:
    unknown = a_post("unknown", hours=None)
    silent = a_post("silent", hours="Mo-Fr 09:00-17:00")
    nobody = order(silent, unknown, a_post("off"), at=CHRISTMAS_NOON).nobody
    assert nobody is not None
    assert nobody.may_answer == ("unknown", "silent")
    assert "may still answer" in nobody.reason


# Cover for one post


def test_a_chain_is_cover_by_name_then_by_role_then_out_of_hours() -> None:
    lead = a_post("lead", covered_by="named")
    named = a_post("named", "finance", hours="off", covered_by="next")
    posts = [
        lead,
        named,
        a_post("next", "finance"),
        a_post("deputy", "provider-dsl-deputy"),
        a_post("manager", "scheme-manager", level="scheme"),
        a_post("duty", "provider-ooh", NIGHTS, out_of_hours=True),
        a_post("gardener", "gardener"),
        a_post("former", "provider-dsl-deputy", valid_to=date(2020, 1, 1)),
    ]
    turns = chain(lead, posts, MONDAY_NOON, ROLES, fallbacks=FALLBACKS)
    assert ids(turns) == ["named", "next", "deputy", "manager", "duty"]
    assert [turn.reachable_now for turn in turns] == [False, True, True, True, False]


def test_a_chain_can_be_asked_for_a_post_that_is_not_among_those_present() -> None:
    former = a_post("former", covered_by="deputy", valid_to=date(2020, 1, 1))
    assert ids(chain(former, [a_post("deputy")], MONDAY_NOON)) == ["deputy"]


# A year of a small rota, against a second reckoning that shares no code with the first


def england_and_wales() -> set[date]:
    published = json.loads(files("govuk_bank_holidays").joinpath("bank-holidays.json").read_text("utf-8"))
    return {date.fromisoformat(day["date"]) for day in published["england-and-wales"]["events"]}


HOLIDAYS = england_and_wales()
Clock = Callable[[datetime], bool]


def in_the_office(local: datetime) -> bool:
    return local.weekday() < 5 and 9 <= local.hour < 17 and local.date() not in HOLIDAYS


def on_saturday_morning(local: datetime) -> bool:
    return local.weekday() == 5 and 10 <= local.hour < 12 and local.date() not in HOLIDAYS


def at_the_desk(local: datetime) -> bool:
    return in_the_office(local) or on_saturday_morning(local)


def on_a_night(local: datetime) -> bool:
    """Friday to Sunday nights until 01:30; never on or from a bank holiday, of which they are silent."""
    evening = local if local.hour >= 22 else local - timedelta(days=1)
    late = local.hour >= 22 or local.hour * 60 + local.minute < 90
    return late and evening.weekday() >= 4 and not {local.date(), evening.date()} & HOLIDAYS


ROTA: tuple[tuple[Post, Clock], ...] = (
    (a_post("worker", "support-worker", level="scheme"), in_the_office),
    (
        a_post("manager", "scheme-manager", "Mo-Fr 09:00-17:00; Sa 10:00-12:00; PH off", level="scheme"),
        at_the_desk,
    ),
    (a_post("lead", covered_by="deputy", valid_to=date(2027, 5, 31)), in_the_office),
    (a_post("deputy", "provider-dsl-deputy", valid_from=date(2027, 2, 1)), in_the_office),
    (a_post("vacancy", "provider-dsl-deputy", "24/7", vacant=True, covered_by="lead"), lambda _: False),
    (a_post("night", "provider-ooh", "Fr-Su 22:00-01:30", out_of_hours=True), on_a_night),
)


@pytest.mark.parametrize("year", [2026, 2027])
def test_at_every_half_hour_of_a_year_those_on_duty_can_be_reached_or_nobody_is_said(year: int) -> None:
    posts = [post for post, _ in ROTA]
    at, end, expected_opening = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC), None
    ranks = {role: rank for rank, role in enumerate(ROLES)}
    while at < end:
        local = at.astimezone(LONDON)
        day = local.date()
        present = {post.id for post in posts if (post.valid_from or day) <= day <= (post.valid_to or day)}
        on_duty = {post.id for post, answers in ROTA if post.id in present and answers(local)}
        result = order_to_try(posts, at, ranks)
        assert set(ids(result)) == present, local
        assert {turn.post.id for turn in result if turn.reachable_now} == on_duty, local
        assert (result.nobody is None) is bool(on_duty), local
        if expected_opening is not None and on_duty:
            assert expected_opening == at, local
        if result.nobody is None:
            expected_opening = None
            assert result.turns[0].reachable_now
        else:
            assert result.nobody.opens is not None
            opening = result.nobody.opens.astimezone(UTC)
            assert opening > at
            assert expected_opening in (None, opening), local
            expected_opening = opening
        at += timedelta(minutes=30)


# Any posts at all

HOURS = (None, "24/7", "off", OFFICE, NIGHTS, "Mo-Su 17:00-09:00", "Mo-Fr 12:00-14:00", "Su 01:00-02:00")
IDS = "abcdefg"


@st.composite
def any_posts(draw: st.DrawFn) -> list[Post]:
    days = st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31))
    chosen = draw(st.lists(st.sampled_from(IDS), unique=True))
    return [
        Post(
            id_,
            draw(st.sampled_from([*ROLES, "gardener"])),
            draw(st.sampled_from(["scheme", "provider", "authority"])),
            parse(draw(st.sampled_from(HOURS))),
            out_of_hours=draw(st.booleans()),
            vacant=draw(st.sampled_from([False, False, False, True])),
            failing=draw(st.sampled_from([False, False, False, True])),
            channels=draw(st.sampled_from([True, True, True, False])),
            covered_by=draw(st.none() | st.sampled_from(IDS)),
            valid_from=draw(days),
            valid_to=draw(days),
            confirmed_on=draw(days),
        )
        for id_ in chosen
    ]


any_moment = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis adds the zone


@given(any_posts(), any_moment)
def test_the_order_holds_each_post_within_its_dates_once(posts: list[Post], at: datetime) -> None:
    day = at.astimezone(LONDON).date()
    assert sorted(ids(order(*posts, at=at))) == sorted(post.id for post in posts if post.holds_on(day))


@given(any_posts(), any_moment, st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_given(posts: list[Post], at: datetime, random: Any) -> None:
    shuffled = posts[:]
    random.shuffle(shuffled)
    assert order(*posts, at=at).turns == order(*shuffled, at=at).turns


@given(any_posts(), any_moment)
def test_no_vacant_failing_or_closed_post_is_ever_called_reachable(posts: list[Post], at: datetime) -> None:
    for turn in order(*posts, at=at):
        if turn.reachable_now:
            assert turn.post.hours is not None
            assert turn.post.hours.is_open(at)
            assert not turn.post.vacant
            assert not turn.post.failing
            assert turn.post.channels


@given(any_posts(), any_moment)
def test_nobody_unreachable_comes_before_somebody_reachable(posts: list[Post], at: datetime) -> None:
    result = order(*posts, at=at)
    reachable = [turn.reachable_now is True for turn in result]
    assert reachable == sorted(reachable, reverse=True)
    assert (result.nobody is None) is any(reachable)


@given(any_posts(), any_moment)
def test_a_doubtful_contact_never_comes_without_saying_so(posts: list[Post], at: datetime) -> None:
    for turn in order(*posts, at=at):
        if turn.confidence.doubtful:
            said = {
                "vacant": "Nobody holds",
                "failing": "not to work",
                "stale": "check that it is still right",
            }
            assert said[turn.confidence] in turn.reason or turn.reach is Reach.NO_CHANNEL


@given(any_posts(), any_moment)
def test_whoever_is_to_be_used_instead_is_another_post_that_can_be_reached(
    posts: list[Post], at: datetime
) -> None:
    result = order(*posts, at=at)
    turns = {turn.post.id: turn for turn in result}
    for turn in result:
        if turn.use_instead is not None:
            instead = turns[turn.use_instead]
            assert instead is not turn
            assert instead.reachable_now is True or (instead.reachable_now is None and result.nobody)
        elif turn.reachable_now is False:
            assert result.nobody


@given(any_posts(), any_moment)
def test_removing_an_unreachable_post_moves_only_those_who_stood_in_for_it(
    posts: list[Post], at: datetime
) -> None:
    before = order(*posts, at=at)
    moved_before = {turn.post.id for turn in before if turn.stands_in_for}
    for removed in before:
        if removed.reachable_now is not False:
            continue
        after = order(*(post for post in posts if post.id != removed.post.id), at=at)
        moved = moved_before | {turn.post.id for turn in after if turn.stands_in_for} | {removed.post.id}
        still = [id_ for id_ in ids(before) if id_ not in moved]
        assert [id_ for id_ in ids(after) if id_ not in moved] == still


@given(any_posts(), any_moment)
def test_every_chain_ends_and_never_leads_back(posts: list[Post], at: datetime) -> None:
    for post in posts:
        found = ids(chain(post, posts, at, ROLES, fallbacks=FALLBACKS))
        assert len(found) == len(set(found))
        assert post.id not in found


def test_eight_posts_are_put_in_order_in_well_under_a_millisecond() -> None:
    posts = [
        a_post(f"{place}", role, covered_by=f"{place + 1}") for place, role in enumerate(ROLES + ROLES[:3])
    ]
    posts[3] = replace(posts[3], hours=parse("24/7"))
    ranks = {role: rank for rank, role in enumerate(ROLES)}
    started = perf_counter()
    for _ in range(200):
        order_to_try(posts, MONDAY_NIGHT, ranks)
    # Some 40 microseconds when measured; the bound leaves room for a busy machine.
    assert (perf_counter() - started) / 200 < 0.001


def test_who_is_stood_in_for_does_not_depend_on_the_order_of_the_rows() -> None:
    at = datetime(2026, 11, 24, 10, tzinfo=UTC)
    cover = Post("f", "support-worker", hours=parse("24/7"))
    away = [Post(id_, "provider-dsl", vacant=True, covered_by="f") for id_ in ("a", "e")]
    there, back = (order_to_try(posts, at, []) for posts in ([cover, *away], [*reversed(away), cover]))
    assert there == back
    assert there.turns[0].stands_in_for == ("a", "e")
