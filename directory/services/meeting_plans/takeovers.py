"""Whether a scheme and its provider are there on a day, and who is asked where they are not."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from directory.services.shown import SchemeShown, read_providers


@dataclass(frozen=True, slots=True)
class Instead:
    """Why nobody of a scheme can be invited on a day, and the provider to ask instead, where one is known."""

    why: str
    provider: dict[str, Any] | None


def instead_of(found: SchemeShown, on: date) -> Instead | None:
    """Who is asked where a scheme, or whoever ran it, is not there on a day; None where both are."""
    was, scheme = found.provider, found.scheme
    now = provider_now(found.provider_id, on)
    if not is_there(was, on):
        ended = f" (until {in_words(was['valid_to'])})" if was["valid_to"] else ""
        took_over = (
            f"{now['name']} took over: ask there who answers for this place now."
            if now
            else "Nobody is recorded to have taken over."
        )
        return Instead(f"{was['name']} does not run {scheme['name']} any more{ended}. {took_over}", now)
    if in_use(found, on):
        return None
    since, until = scheme["valid_from"], scheme["valid_to"]
    when = f"until {in_words(until)}" if until is not None and until < on else f"from {in_words(since)}"
    why = f"{scheme['name']} is not in use on that day (only {when}). Ask its provider where they live then."
    return Instead(why, now)


def in_use(found: SchemeShown, on: date) -> bool:
    """Whether a scheme is in use on a day, whoever runs it."""
    since, until = found.scheme["valid_from"], found.scheme["valid_to"]
    return (since is None or since <= on) and (until is None or on <= until)


def days_of_change(found: SchemeShown) -> set[date]:
    """The first day on which a scheme is in use, and the first on which it is not any more."""
    since, until = found.scheme["valid_from"], found.scheme["valid_to"]
    ended = {until + timedelta(days=1)} if until is not None and until < date.max else set()
    return ended | ({since} if since else set())


def provider_now(key: uuid.UUID, on: date) -> dict[str, Any] | None:
    """Who stands in a provider's place on a day: itself, or whoever took over.

    None where nobody is recorded to have taken over, or that goes round.
    """
    seen: set[uuid.UUID] = set()
    while key not in seen:
        seen.add(key)
        provider = read_providers([key]).get(key)
        if provider is None or is_there(provider, on):
            return provider
        if provider["successor_id"] is None:
            return None
        key = provider["successor_id"]
    return None


def is_there(provider: Mapping[str, Any], on: date) -> bool:
    """Whether a provider still is there on a day. One whose end nobody knows is not, once it has an heir."""
    if provider["valid_to"] is not None:
        last: date = provider["valid_to"]
        return on <= last
    return provider["successor_id"] is None


def in_words(day: date) -> str:
    """`31 March 2024`."""
    return f"{day.day} {day:%B %Y}"
