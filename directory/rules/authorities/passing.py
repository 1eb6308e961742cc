"""What becomes of a council's contracts and posts when councils are reorganised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from directory.rules.authorities.records import Authority, Verification
from directory.rules.authorities.register import Authorities

Fate = Literal["stays", "passes", "unresolved"]

_WORD: Final = re.compile(r"\w+")
#: The least certain first.
_CERTAINTY: Final[tuple[Verification, ...]] = ("unverified", "secondary", "verified")


@dataclass(frozen=True, slots=True)
class Passing:
    """Who has on a day what is a council's now, as far as the records say.

    fate: `stays` with the council, `passes` to the one that takes over, or `unresolved`: the council is
        divided, or is to end, and nobody has said here who takes over.
    to: the council that has it then; None while it is unresolved.
    may_be: the councils it may pass to, while it is unresolved; empty when none is on record.
    likeliest: that of them in whose area all the places lie that it is about. A hint and no answer: who gets
        what of a divided council is for an Order to say. None where there are no places, or they lie apart.
    planned: it rests on a plan, not on what has happened.
    verification: that of the least certain council or note that it rests on.
    """

    fate: Fate
    to: Authority | None
    may_be: tuple[Authority, ...]
    likeliest: Authority | None
    planned: bool
    reason: str
    verification: Verification
    sources: tuple[str, ...]


def passing(authorities: Authorities, gss: str, on: date, places: Iterable[str | None] = ()) -> Passing:
    """What becomes, by the day `on`, of something of the council with the code `gss`.

    `places` are the codes of the areas it is about; None among them is a place that is not known, and then
    nothing is likeliest.
    """
    council = authorities.known_as(gss)
    if council is None:
        return _unresolved(f"No English council has or had the code {gss}.", "unverified", ())
    found = heirs(authorities, council, on)
    for tier_note in authorities.tier_notes:
        if on >= tier_note.since and any(
            each.tier in tier_note.tiers and not each.last_day for each in found
        ):
            note = tier_note.note
            return _unresolved(note.text, note.verification or "unverified", note.sources, planned=True)
    if found == (council,):
        text = f"{council.name} stands on that day."
        return Passing("stays", council, (), None, False, text, council.verification, council.sources)

    planned = council.planned_end is not None or any(each.planned for each in found)
    ends = f"{council.name} {'is planned to end' if council.planned_end else 'ended'} on {_day(council)}"
    if len(found) == 1:
        [heir] = found
        text = f"{ends}, followed by {heir.name}." + _still_a_plan(planned)
        return Passing("passes", heir, (), None, planned, text, *_rests_on(found))
    if not found:
        text = f"{ends}, and nobody who follows is on record."
        return _unresolved(text, council.verification, council.sources, planned=planned)
    names = ", ".join(each.name for each in found[:-1]) + f" and {found[-1].name}"
    text = f"{ends}, and is divided between {names}: who takes this on is for the Order to say."
    return Passing(
        "unresolved",
        None,
        found,
        _likeliest(authorities, found, places, on),
        planned,
        text,
        *_rests_on(found),
    )


def heirs(authorities: Authorities, council: Authority, on: date) -> tuple[Authority, ...]:
    """The councils that stand on a day in a council's place; itself while it stands, none if none is."""
    if council.last_day is None or on <= council.last_day:
        return (council,)
    found = (heir for code in council.successors for heir in heirs(authorities, authorities[code], on))
    return tuple({each.gss: each for each in found}.values())


def ending_by(authorities: Authorities, on: date, since: date) -> tuple[Authority, ...]:
    """The councils that stand on the day `since`, and on the day `on` no longer, as far as is on record."""
    return tuple(each for each in authorities.in_force(since) if not each.in_force(on))


def last_change(authorities: Authorities, since: date) -> date:
    """The day by which every change on record has come, planned ones too; `since`, if none comes after it."""
    last_days = [each.last_day for each in authorities.in_force(since) if each.last_day is not None]
    return max((day + timedelta(1) for day in last_days), default=since)


class Naming:
    """Finds which of some councils a text names, by name or alias, whatever the case and spaces."""

    def __init__(self, councils: Sequence[Authority]) -> None:
        self._by_name = {_words(name): each for each in councils for name in (each.name, *each.aliases)}
        self._longest = max(map(len, self._by_name), default=0)

    def named_in(self, text: str | None) -> tuple[Authority, ...]:
        """The councils that a text names, each once, as they come."""
        words = _words(text or "")
        found: dict[str, Authority] = {}
        start = 0
        while start < len(words):
            # The longest name that begins here: North Essex is not Essex.
            for end in range(min(len(words), start + self._longest), start, -1):
                if council := self._by_name.get(words[start:end]):
                    found[council.gss] = council
                    start = end - 1
                    break
            start += 1
        return tuple(found.values())


def _unresolved(
    text: str, verification: Verification, sources: tuple[str, ...], *, planned: bool = False
) -> Passing:
    return Passing("unresolved", None, (), None, planned, text, verification, sources)


def _likeliest(
    authorities: Authorities, found: tuple[Authority, ...], places: Iterable[str | None], on: date
) -> Authority | None:
    """The one of some councils whose area holds all of some places."""
    holding: set[str | None] = set()
    for place in places:
        area = authorities.known_as(place) if place else None
        then = heirs(authorities, area, on) if area else ()
        holding.add(then[0].gss if len(then) == 1 else None)
    if len(holding) != 1:
        return None
    return next((each for each in found if each.gss in holding), None)


def _rests_on(councils: tuple[Authority, ...]) -> tuple[Verification, tuple[str, ...]]:
    sources = dict.fromkeys(source for each in councils for source in each.sources)
    return min((each.verification for each in councils), key=_CERTAINTY.index), (*sources,)


def _still_a_plan(planned: bool) -> str:
    return " This is a plan: the Order decides." if planned else ""


def _day(council: Authority) -> str:
    last = council.last_day
    assert last is not None
    return f"{last.day} {last:%B %Y}"


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))
