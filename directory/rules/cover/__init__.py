"""Whom to try at a moment, in order, and who stands in for whom; see `order` for the rules."""

from directory.rules.cover.answers import Level, Nobody, Order, Post, Reach, Turn
from directory.rules.cover.order import OFFICE_HOURS, chain, order_to_try

__all__ = ["OFFICE_HOURS", "Level", "Nobody", "Order", "Post", "Reach", "Turn", "chain", "order_to_try"]
