"""Who ran the place where somebody stayed, from the first day of it to the last."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from directory.services.meeting_plans.takeovers import is_there
from directory.services.shown import SchemeShown, read_providers

_DAY = timedelta(days=1)
#: More changes than this at one place are not followed; what is left open is said to be.
_MOST_CHANGES = 24


@dataclass(frozen=True, slots=True)
class Run:
    """A provider that ran the place from `since` to `until`, both included and within the stay.

    `sure` is False where it has an heir and no last day, so that nobody knows until when it was.
    """

    provider: dict[str, Any]
    schemes: tuple[uuid.UUID, ...]
    since: date
    until: date
    sure: bool = True

    def joined(self, following: "Run") -> "Run":
        """This run and one of the same provider that follows it."""
        schemes = tuple(dict.fromkeys((*self.schemes, *following.schemes)))
        return replace(self, schemes=schemes, until=following.until, sure=self.sure and following.sure)


@dataclass(frozen=True, slots=True)
class Stay:
    """Who ran a place in turn; `whole`, whether that is known for every day of the stay."""

    runs: tuple[Run, ...] = ()
    whole: bool = False

    @property
    def schemes(self) -> list[uuid.UUID]:
        return list(dict.fromkeys(scheme for run in self.runs for scheme in run.schemes))


def followed(
    since: date, until: date, changes: Iterable[date], found_on: Callable[[date], SchemeShown | None]
) -> Stay:
    """The stay from `since` to `until`, both included, at a place where something changes on some days.

    `found_on` says which scheme was there on a day, None where that is not certain.
    """
    days = sorted({since, *(day for day in changes if since < day <= until)})
    ends = [*(day - _DAY for day in days[1:]), until]
    runs: list[Run] = []
    for first, last in [*zip(days, ends, strict=True)][:_MOST_CHANGES]:
        found = found_on(first)
        for run in _in_turn(found, first, last) if found else ():
            before = runs[-1] if runs else None
            if before and before.provider["id"] == run.provider["id"] and before.until + _DAY == run.since:
                runs[-1] = before.joined(run)
            else:
                runs.append(run)
    known = sum((run.until - run.since).days + 1 for run in runs if run.sure)
    return Stay(tuple(runs), known == (until - since).days + 1)


def _in_turn(found: SchemeShown, first: date, last: date) -> Iterator[Run]:
    """Who ran a scheme on these days: its provider, and whoever took over. Nobody before there was one."""
    provider: dict[str, Any] | None = found.provider
    seen: set[uuid.UUID] = set()
    while provider is not None and first <= last and provider["id"] not in seen:
        seen.add(provider["id"])
        since = max(first, provider["valid_from"] or first)
        until = min(last, provider["valid_to"] or last)
        if since <= until:
            yield Run(provider, (found.scheme["id"],), since, until, is_there(provider, until))
            first = until + _DAY
        heir = provider["successor_id"]
        provider = read_providers([heir]).get(heir) if heir else None
