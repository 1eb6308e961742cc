"""Whom to try, in which order, at a moment; and who stands in for somebody who cannot be reached.

The order, from the first thing that decides to the last:

1. whether anybody answers: reachable now, then hours not known, then a bank holiday of
   which the hours are silent, then closed, then failing, without a channel, vacant;
2. closeness: the scheme's own contacts, then the provider's, then the authority's;
3. out-of-hours posts last while offices are open, and first while they are not;
4. confirmed before stale;
5. the role, in the order of preference given; the latest confirmed; the id.

Somebody who stands in for a post that cannot be reached takes that post's place in 2, 3
and 5, so a lead who is away is followed by the cover they named, then by their deputy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from sys import maxsize
from types import MappingProxyType
from typing import Final

from directory.rules import freshness
from directory.rules.cover.answers import Level, Nobody, Order, Post, Reach, Turn
from directory.rules.freshness import PROPOSED, Confidence, Thresholds
from directory.rules.hours import Hours, Moment, moment_of, read

#: When offices are taken to be open, to tell whether an out-of-hours post is meant for now. A proposal.
OFFICE_HOURS: Final = Hours(read("Mo-Fr 09:00-17:00; PH off"))

_CLOSENESS: Final[Mapping[Level, int]] = {"scheme": 0, "provider": 1, "authority": 2}
_NO_FALLBACKS: Final[Mapping[str, Sequence[str]]] = MappingProxyType({})


def order_to_try(
    posts: Sequence[Post],
    at: datetime,
    role_order: Sequence[str] | Mapping[str, int],
    *,
    fallbacks: Mapping[str, Sequence[str]] = _NO_FALLBACKS,
    judged_on: date | None = None,
    thresholds: Thresholds = PROPOSED,
) -> Order:
    """The posts that hold at `at`, in the order to try them then.

    Posts outside their dates are left out and stand in for nobody. `role_order` is the
    roles by preference, or each with its rank (quicker); a role it lacks comes after the
    others. `fallbacks` names for a role the roles to use instead. Freshness is judged on
    the day of `at` unless `judged_on` is given: for a meeting next month it is today.

    Raises:
        Invalid: `at` has no offset.
    """
    moment = moment_of(at)
    day = moment.local.date()
    judged = judged_on or day
    rank = role_order if isinstance(role_order, Mapping) else _ranks(role_order)
    reach = {post.id: _reach(post, moment) for post in posts if post.holds_on(day)}
    present = {post.id: post for post in posts if post.id in reach}
    stands_in = _stand_ins(present, reach)
    offices_open = OFFICE_HOURS.is_open(moment)

    def place(post: Post) -> tuple[int, bool, int]:
        return _CLOSENESS[post.level], post.out_of_hours is offices_open, rank.get(post.role, maxsize)

    confidence: dict[str, Confidence] = {}
    keys = []
    for post in present.values():
        trust = confidence[post.id] = freshness.confidence(
            post.confirmed_on, judged, vacant=post.vacant, failing=post.failing, thresholds=thresholds
        )
        level, off_time, role = place(post)
        for absent in stands_in.get(post.id, ()):
            level, off_time, role = min((level, off_time, role), place(present[absent]))
        age = -post.confirmed_on.toordinal() if post.confirmed_on else 0
        keys.append((reach[post.id], level, off_time, trust is Confidence.STALE, role, age, post.id))
    order = [present[key[-1]] for key in sorted(keys)]
    turns = tuple(
        Turn(
            post,
            reach[post.id],
            confidence[post.id],
            _instead(post, order, present, reach, confidence, fallbacks),
            tuple(stands_in.get(post.id, ())),
            moment,
            judged,
        )
        for post in order
    )
    if turns and turns[0].reach is Reach.OPEN:
        return Order(turns, None)
    return Order(turns, _nobody(posts, turns, moment))


def chain(
    post: Post,
    posts: Sequence[Post],
    at: datetime,
    role_order: Sequence[str] | Mapping[str, int] = (),
    *,
    fallbacks: Mapping[str, Sequence[str]] = _NO_FALLBACKS,
    judged_on: date | None = None,
    thresholds: Thresholds = PROPOSED,
) -> tuple[Turn, ...]:
    """Who is to be tried in place of `post`, in order: cover by name, by fallback role, then out of hours.

    Cover by name is followed from post to post until it ends or comes round again. Each
    turn says whether that post can be reached at `at`; those that cannot are kept, for a
    meeting is invited to days ahead. Empty when nobody stands in. `post` itself is never
    in it, and need not be among `posts`.
    """
    order = order_to_try(
        posts, at, role_order, fallbacks=fallbacks, judged_on=judged_on, thresholds=thresholds
    )
    turns = {turn.post.id: turn for turn in order}
    present = {turn.post.id: turn.post for turn in order}
    ids = [cover.id for cover in _named_cover(post, present)]
    for role in fallbacks.get(post.role, ()):
        ids += [turn.post.id for turn in order if turn.post.role == role]
    ids += [turn.post.id for turn in order if turn.post.out_of_hours]
    return tuple(turns[id_] for id_ in dict.fromkeys(ids) if id_ != post.id)


def _ranks(roles: Sequence[str]) -> dict[str, int]:
    return {role: rank for rank, role in enumerate(dict.fromkeys(roles))}


def _reach(post: Post, moment: Moment) -> Reach:
    if post.vacant:
        return Reach.VACANT
    if not post.channels:
        return Reach.NO_CHANNEL
    if post.failing:
        return Reach.FAILING
    if post.hours is None:
        return Reach.HOURS_UNKNOWN
    if post.hours.is_open(moment):
        return Reach.OPEN
    return Reach.BANK_HOLIDAY_UNSAID if post.hours.open_but_for_bank_holiday(moment) else Reach.CLOSED


def _named_cover(post: Post, present: Mapping[str, Post]) -> Iterator[Post]:
    """The posts named to cover, each for the one before, while they hold; ends where it would go round."""
    seen = {post.id}
    following = post.covered_by
    while following is not None and following not in seen and following in present:
        seen.add(following)
        yield present[following]
        following = present[following].covered_by


def _stand_ins(present: Mapping[str, Post], reach: Mapping[str, Reach]) -> dict[str, list[str]]:
    """For each post that somebody unreachable hands over to, who those are, by id."""
    stands_in: dict[str, list[str]] = {}
    for post in sorted(present.values(), key=lambda post: post.id):
        if post.covered_by is None or reach[post.id] <= Reach.HOURS_UNKNOWN:
            continue
        for cover in _named_cover(post, present):
            if reach[cover.id] is Reach.OPEN:
                stands_in.setdefault(cover.id, []).append(post.id)
                break
    return stands_in


def _instead(
    post: Post,
    order: Sequence[Post],
    present: Mapping[str, Post],
    reach: Mapping[str, Reach],
    confidence: Mapping[str, Confidence],
    fallbacks: Mapping[str, Sequence[str]],
) -> str | None:
    """Who to use in place of a post that is unreachable or stale.

    The cover named, then the fallback roles, then the closest: whichever is reachable now,
    and for a post that is merely stale, not stale as well. With nobody reachable, a cover
    by name whose hours are not known.
    """
    merely_stale = reach[post.id] <= Reach.HOURS_UNKNOWN
    if merely_stale and confidence[post.id] is not Confidence.STALE:
        return None
    named = list(_named_cover(post, present)) if post.covered_by else []
    if reach[order[0].id] is Reach.OPEN:
        by_role = (other for role in fallbacks.get(post.role, ()) for other in order if other.role == role)
        as_close = (other for other in order if other.level == post.level)
        for others in (named, by_role, as_close, order):
            for other in others:
                doubtful = merely_stale and confidence[other.id] is Confidence.STALE
                if reach[other.id] is Reach.OPEN and other is not post and not doubtful:
                    return other.id
    if merely_stale:
        return None
    return next((cover.id for cover in named if reach[cover.id] is Reach.HOURS_UNKNOWN), None)


def _nobody(posts: Sequence[Post], turns: Sequence[Turn], moment: Moment) -> Nobody:
    """When the first post opens, those that begin later included, and who may answer meanwhile."""
    openings = []
    for post in posts:
        if not post.vacant and not post.failing and post.channels:
            opens = post.opens_after(moment)
            if opens is not None:
                openings.append((opens.timestamp(), _CLOSENESS[post.level], post.id, opens))
    first = min(openings, default=None)
    return Nobody(
        opens=first[3] if first else None,
        opens_first=first[2] if first else None,
        may_answer=tuple(
            turn.post.id for turn in turns if turn.reach in (Reach.HOURS_UNKNOWN, Reach.BANK_HOLIDAY_UNSAID)
        ),
    )
