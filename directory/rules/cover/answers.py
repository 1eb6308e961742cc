"""What the cover rules take and give: posts, their turns in the order, and nobody said outright."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import IntEnum
from typing import Final, Literal

from directory.rules import freshness
from directory.rules.freshness import Confidence
from directory.rules.hours import LONDON, Hours, Moment, moment_in_words, moment_of

Level = Literal["scheme", "provider", "authority"]


class Reach(IntEnum):
    """Whether a post can be reached at a moment, the best first."""

    OPEN = 0
    HOURS_UNKNOWN = 1
    BANK_HOLIDAY_UNSAID = 2
    CLOSED = 3
    FAILING = 4
    NO_CHANNEL = 5
    VACANT = 6


@dataclass(frozen=True, slots=True)
class Post:
    """A contact as the rules see it: a role somewhere, not the person who holds it.

    `id` is unique among the posts judged together. Both ends of `valid_from` to `valid_to`
    are included, by the calendar of London; None is open-ended. `failing` means its
    channels were found not to work, `channels` that there is a phone or an e-mail at all.
    """

    id: str
    role: str
    level: Level = "provider"
    hours: Hours | None = None
    out_of_hours: bool = False
    vacant: bool = False
    failing: bool = False
    channels: bool = True
    covered_by: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    confirmed_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether `day` lies within the post's dates."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )

    def opens_after(self, moment: Moment) -> datetime | None:
        """The first time from `moment` on at which its hours are open and its dates hold, in Europe/London.

        None when its hours are not known, or it never opens within its dates and a year.
        """
        if self.hours is None:
            return None
        if self.valid_from is not None and moment.local.date() < self.valid_from:
            moment = moment_of(datetime.combine(self.valid_from, time(), LONDON))
        opens = self.hours.next_open(moment)
        return opens if opens is not None and self.holds_on(opens.date()) else None


@dataclass(frozen=True, slots=True)
class Turn:
    """One post in the order, and what has to be said before anybody uses it."""

    post: Post
    reach: Reach
    confidence: Confidence
    #: Whom to use in place of a post that cannot be reached or has gone stale; None if there is nobody.
    use_instead: str | None
    #: The unreachable posts whose place this one takes.
    stands_in_for: tuple[str, ...]
    moment: Moment
    judged_on: date

    @property
    def reachable_now(self) -> bool | None:
        """True only when somebody should answer at that moment; None when its hours are not known."""
        return None if self.reach is Reach.HOURS_UNKNOWN else self.reach is Reach.OPEN

    @property
    def opens(self) -> datetime | None:
        """When a post that is only closed opens next, within its dates; None when that cannot be said."""
        closed = self.reach in (Reach.CLOSED, Reach.BANK_HOLIDAY_UNSAID)
        return self.post.opens_after(self.moment) if closed else None

    @property
    def reason(self) -> str:
        """Why it stands where it does, in plain words; always says so when the contact is doubtful."""
        return self.reason_at("now")

    def reason_at(self, when: str) -> str:
        """The same about another moment than now, such as `then`."""
        post = self.post
        confirmed = freshness.in_words(post.confirmed_on, self.judged_on)
        if self.reach is Reach.VACANT:
            return f"Nobody holds this post; {confirmed}."
        if self.reach is Reach.FAILING:
            return f"Its phone or e-mail has been found not to work; {confirmed}."
        said = _REACH_IN_WORDS[self.reach].format(when=when)
        if opens := self.opens:
            said += f"; opens {moment_in_words(opens)}"
        if self.stands_in_for and self.reach is Reach.OPEN:
            said += ", and stands in for a contact who cannot be reached"
        if self.confidence is Confidence.STALE:
            return f"{said}; but {confirmed}, so check that it is still right."
        return f"{said}; {confirmed}."


_REACH_IN_WORDS: Final = {
    Reach.OPEN: "Can be reached {when}",
    Reach.HOURS_UNKNOWN: "Its hours are not known",
    Reach.BANK_HOLIDAY_UNSAID: "It is a bank holiday, and its hours do not say whether anybody answers then",
    Reach.CLOSED: "Closed {when}",
    Reach.NO_CHANNEL: "It has neither a phone number nor an e-mail address",
}


@dataclass(frozen=True, slots=True)
class Nobody:
    """That no post is known to be reachable, said outright, and what is left to do."""

    #: When the first of them opens, in Europe/London, and which it is; None when no opening is known.
    opens: datetime | None
    opens_first: str | None
    #: Posts that may answer all the same, in order: hours not known, or silent about this bank holiday.
    may_answer: tuple[str, ...]

    @property
    def reason(self) -> str:
        """The same as a sentence."""
        return self.reason_at("now")

    def reason_at(self, when: str) -> str:
        """The same about another moment than now, such as `then`."""
        said = f"Nobody is known to be reachable {when}"
        if self.opens is not None:
            said += f"; the first opens {moment_in_words(self.opens)}"
        if self.may_answer:
            said += f"; some whose hours are not known for {when} may still answer"
        return f"{said}."


@dataclass(frozen=True, slots=True)
class Order:
    """The posts in the order to try them; `nobody` is given exactly when none of them can be reached."""

    turns: tuple[Turn, ...]
    nobody: Nobody | None

    def __iter__(self) -> Iterator[Turn]:
        return iter(self.turns)

    def __len__(self) -> int:
        return len(self.turns)
