"""The posts of a scheme with its provider, or of a council, at a moment: by role, with who stands in."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from directory.equipment import equipment
from directory.rules.cover import Order, Reach, Turn, chain, order_to_try
from directory.rules.hours import LONDON
from directory.services.shown.contacts import HeldContact, contacts_of, turn_shown

#: What a moment to come is called in the words about a contact.
_WHEN = "at that time"


@dataclass(frozen=True)
class Posts:
    """Posts in force on the day of `at`, in the order to try them at that moment.

    What is shown is shared: copy before changing it.
    """

    contacts: dict[str, HeldContact]
    order: Order
    at: datetime
    judged_on: date

    def of_role(self, role: str) -> list[dict[str, Any]]:
        """The posts of a role that somebody holds and that can be written to or rung, in the order to try."""
        return [shown for turn, shown in self._by_role.get(role, ()) if turn.reach < Reach.FAILING]

    def trouble(self, role: str) -> str | None:
        """Why none of the posts of a role is of use; None when one is, or there are none at all."""
        turns = self._by_role.get(role, ())
        if not turns or turns[0][0].reach < Reach.FAILING:
            return None
        return turns[0][0].reason_at(_WHEN)

    def cover(self, key: uuid.UUID) -> list[dict[str, Any]]:
        """Who stands in for a post by name, but for posts of no use and those for out of hours."""
        post = self.contacts[str(key)].post
        posts = [contact.post for contact in self.contacts.values()]
        turns = chain(post, posts, self.at, equipment().role_rank, judged_on=self.judged_on)
        by_day = (turn for turn in turns if turn.reach < Reach.FAILING and not turn.post.out_of_hours)
        return [self._shown[turn.post.id] for turn in by_day]

    @cached_property
    def out_of_hours(self) -> list[dict[str, Any]]:
        """The posts that are there for when offices are closed."""
        return [
            self._shown[turn.post.id]
            for turn in self.order
            if turn.post.out_of_hours and turn.reach < Reach.FAILING
        ]

    @cached_property
    def _shown(self) -> dict[str, dict[str, Any]]:
        return {turn.post.id: turn_shown(self.contacts[turn.post.id], turn, _WHEN) for turn in self.order}

    @cached_property
    def _by_role(self) -> dict[str, list[tuple[Turn, dict[str, Any]]]]:
        found: dict[str, list[tuple[Turn, dict[str, Any]]]] = {}
        for turn in self.order:
            found.setdefault(turn.post.role, []).append((turn, self._shown[turn.post.id]))
        return found


def posts_of(owners: tuple[Any, ...], at: datetime, judged_on: date) -> Posts:
    """The posts of a scheme and its provider (their ids), or of councils (their codes), at a moment.

    `judged_on` is the day on which their age is judged: today, for a meeting next month. Nothing of the
    moment is remembered.
    """
    at_hand = equipment()
    held = {contact.post.id: contact for contact in contacts_of(owners, at.astimezone(LONDON).date())}
    order = order_to_try(
        [contact.post for contact in held.values()],
        at,
        at_hand.role_rank,
        fallbacks=at_hand.role_fallbacks,
        judged_on=judged_on,
    )
    return Posts(held, order, at, judged_on)
