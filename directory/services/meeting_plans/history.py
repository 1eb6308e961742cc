"""Where somebody lived before: which councils and providers to ask now, and on which basis."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from directory.equipment import equipment
from directory.errors import Invalid
from directory.rules.authorities import FUNCTIONS, Authority, Function, Responsible, responsible
from directory.rules.permissions import Reader
from directory.services.lookup import candidates
from directory.services.lookup.given import Given, understand
from directory.services.meeting_plans.asked import Earlier, Person
from directory.services.meeting_plans.filling import Filler
from directory.services.meeting_plans.grounds import ground_shown
from directory.services.meeting_plans.places import Choices, Place, place_of
from directory.services.meeting_plans.stays import Run, Stay, followed
from directory.services.meeting_plans.takeovers import days_of_change, in_use, provider_now
from directory.services.shown import SchemeShown

#: Below the section 47 threshold, the person is asked first (H9); a history is asked for on no other basis.
_GROUND = "consent-first"

#: Who is asked in a council, and in a provider, the first that there is.
_ASKED = {
    "housing": ("lha-housing-options", "lha-safeguarding-lead"),
    "children": ("csc-team-manager", "family-help-lead"),
    "adults": ("adult-sw-safeguarding",),
    "provider": ("provider-dsl", "provider-dsl-deputy", "scheme-manager", "data-protection-provider"),
}


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, when, about which day of a meeting; and whom the plan keeps out."""

    now: datetime
    on: date
    reader: Reader
    filler: Filler


def history_of(person: Person, field: str, asking: Asking) -> tuple[list[dict[str, Any]], list[uuid.UUID]]:
    """For each earlier address, whom to ask; and the schemes that this showed.

    Nothing of an address is in it. Where more than one scheme may be meant, none is named: only the councils.

    Raises:
        Invalid: as for where they are now; `field` is that of the person.
    """
    shown: list[dict[str, Any]] = []
    seen: list[uuid.UUID] = []
    for place, earlier in enumerate(person.earlier):
        entry, schemes = _one(person, earlier, f"{field}.earlier.{place}", asking)
        shown.append(entry)
        seen += schemes
    return shown, seen


def _one(
    person: Person, earlier: Earlier, field: str, asking: Asking
) -> tuple[dict[str, Any], list[uuid.UUID]]:
    last = earlier.until or (asking.on if earlier.since else None)
    day = last or asking.on
    then = Person(person.label, earlier.named, None, None, None, None)
    place, choices = place_of(then, field, asking.now, day, asking.reader)
    stay = Stay()
    if place is None:
        # Several schemes share what was typed. The town is the same for all of them, or none is named.
        place = _council_only(then, choices, day)
    else:
        stay = _stay(then, earlier.since or day, day, asking)
    dated, single = last is not None, len(stay.runs) == 1
    ask = [
        each
        for function in FUNCTIONS
        for each in _councils(function, place, earlier.since, asking, dated=dated)
    ]
    ask += [_provider(run, asking, certain=dated and single and stay.whole) for run in stay.runs]
    entry = {
        "for": person.label,
        "since": earlier.since,
        "until": earlier.until,
        "outcome": "choose" if choices else "found" if stay.runs else "not_listed",
        "ask": ask,
        "basis": ground_shown(_GROUND),
        "notes": list(
            dict.fromkeys(
                [*_notes(place), *_doubts(stay, dated=dated), *(note.text for note in place.councils.notes)]
            )
        ),
    }
    return entry, stay.schemes


def _notes(place: Place) -> list[str]:
    """What is to be said of a place, but for whom to invite of it now: who ran it when is said of each."""
    return [note for note in place.notes if place.instead is None or note != place.instead.why]


def _doubts(stay: Stay, *, dated: bool) -> Iterator[str]:
    """Why it is not certain who ran the place."""
    if not dated:
        yield "No dates were given: this is who answers on the day of the meeting, and may not be who it was."
    if len(stay.runs) > 1:
        yield "Who ran the place changed while they were there: ask each about its own time."
    if stay.runs and not stay.whole:
        yield "For a part of this time nobody certain is recorded at that place."


def _stay(then: Person, since: date, until: date, asking: Asking) -> Stay:
    """Who ran a place, day by day. One that is named by its scheme is that scheme's while it is in use."""

    @cache
    def place_on(day: date) -> tuple[Place | None, Choices]:
        with suppress(Invalid):
            return place_of(then, "", asking.now, day, asking.reader)
        return None, []  # there was no such address on that day

    def found_on(day: date) -> SchemeShown | None:
        place, _ = place_on(day)
        return place.found if place and place.found and in_use(place.found, day) else None

    return followed(since, until, _changes(then, (since, until), place_on), found_on)


def _changes(
    then: Person, ends: Iterable[date], place_on: Callable[[date], tuple[Place | None, Choices]]
) -> set[date]:
    """The days on which something may change at a place: of its scheme, or of all that is held beside it."""
    postcodes = {*_given(then.named).existing}
    days: set[date] = set()
    for day in ends:
        place, choices = place_on(day)
        if place and place.found:
            days |= days_of_change(place.found)
        held = [place.premises] if place else [each["premises"]["id"] for each in choices]
        for key in filter(None, held):
            postcodes |= {row.held.postcode for row in candidates.by_id(key, day)}
    return days.union(*(candidates.change_days(postcode) for postcode in postcodes))


def _council_only(person: Person, choices: Sequence[dict[str, Any]], day: date) -> Place:
    """The council of a place that may be several. Without a postcode, another town may have the street."""
    postcodes = {each["premises"]["postcode"] for each in choices}
    known = [equipment().postcodes.get(each) for each in postcodes]
    areas = {place.gss for place in known if place}
    area = areas.pop() if len(areas) == 1 else None
    given = _given(person.named)
    note = "More than one scheme may be meant; ask again with the id of the right premises to have it named."
    return Place(
        key=("typed", person.label),
        kind=None,
        found=None,
        area=area,
        councils=responsible(equipment().authorities, area, day),
        placing=None,
        care=None,
        supported=False,
        notes=(note,),
        area_sure="uprn" in person.named or (given.status == "known" and not given.several),
    )


def _given(named: Mapping[str, Any]) -> Given:
    return understand(named.get("address") or "", named.get("postcode"), equipment().postcodes)


def _councils(
    function: Function, place: Place, since: date | None, asking: Asking, *, dated: bool
) -> list[dict[str, Any]]:
    """The councils that hold now what the one that answered for a function then had of it."""
    then = _named(function, place.councils)
    before = _named(function, responsible(equipment().authorities, place.area, since)) if since else then
    now = _named(function, responsible(equipment().authorities, place.area, asking.on))
    if not then or (place.confidential and max(len(then), len(before)) > 1):
        return []  # of a place told to nobody the county is known, and any of its districts may be meant
    in_turn = [before, then] if before not in ([], then) else [then]
    return [
        {
            "kind": "council",
            "function": function,
            "since": None,
            "until": None,
            "then": ", then ".join(" or ".join(council.name for council in each) for each in in_turn),
            "organisation": {"kind": "authority", "id": each.gss, "name": each.name},
            "certain": dated and place.area_sure and len(then) == len(now) == 1 and not each.planned,
            "contact": _contact((each.gss,), function, asking),
        }
        for each in now
    ]


def _named(function: Function, councils: Responsible) -> list[Authority]:
    """The council that answers for a function, or each that it may be."""
    one: Authority | None = getattr(councils, function)
    named = [*([one] if one else []), *councils.unresolved.get(function, ())]
    return list({each.gss: each for each in named}.values())


def _provider(run: Run, asking: Asking, *, certain: bool) -> dict[str, Any]:
    """A provider of then, with the days on which it ran the place, and whoever has its records now."""
    provider = provider_now(run.provider["id"], asking.on)
    organisation = (
        {"kind": "provider", "id": str(provider["id"]), "name": provider["name"]} if provider else None
    )
    return {
        "kind": "provider",
        "function": None,
        "since": run.since,
        "until": run.until,
        "then": run.provider["name"],
        "organisation": organisation,
        "certain": certain and provider is not None,
        "contact": _contact((provider["id"],), "provider", asking) if provider else None,
    }


def _contact(owners: tuple[Any, ...], who: str, asking: Asking) -> dict[str, Any] | None:
    posts = asking.filler.posts(owners)
    roles = (role for role in _ASKED[who] if role not in asking.filler.barred)
    return next((found[0] for role in roles if (found := posts.of_role(role))), None)
