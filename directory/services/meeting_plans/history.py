"""Where somebody lived before: which councils and providers to ask now, and on which basis."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from directory.equipment import equipment
from directory.rules.authorities import FUNCTIONS, Authority, Function, Responsible, responsible
from directory.rules.permissions import Reader
from directory.services.meeting_plans.asked import Earlier, Person
from directory.services.meeting_plans.filling import Filler
from directory.services.meeting_plans.grounds import ground_shown
from directory.services.meeting_plans.places import Place, place_of
from directory.services.shown import read_providers

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
    shown, seen = [], []
    for place, earlier in enumerate(person.earlier):
        entry, scheme = _one(person, earlier, f"{field}.earlier.{place}", asking)
        shown.append(entry)
        seen += [scheme] if scheme else []
    return shown, seen


def _one(
    person: Person, earlier: Earlier, field: str, asking: Asking
) -> tuple[dict[str, Any], uuid.UUID | None]:
    day = earlier.until or earlier.since or asking.on
    then = Person(person.label, earlier.named, None, None, None, None, ())
    place, choices = place_of(then, field, asking.now, day, asking.reader)
    if place is None:
        # Several schemes share what was typed. The town is the same for all of them, or none is named.
        place = _council_only(then, choices, day)
    ask = [each for function in FUNCTIONS for each in _councils(function, place, asking)]
    if place.found is not None:
        ask.append(_provider(place.found.provider_id, place, asking))
    entry = {
        "for": person.label,
        "since": earlier.since,
        "until": earlier.until,
        "outcome": "choose" if choices else "found" if place.listed else "not_listed",
        "ask": ask,
        "basis": ground_shown(_GROUND),
        "notes": list(dict.fromkeys([*place.notes, *(note.text for note in place.councils.notes)])),
    }
    return entry, place.found.scheme["id"] if place.found else None


def _council_only(person: Person, choices: Sequence[dict[str, Any]], day: date) -> Place:
    postcodes = {each["premises"]["postcode"] for each in choices}
    known = [equipment().postcodes.get(each) for each in postcodes]
    areas = {place.gss for place in known if place}
    area = areas.pop() if len(areas) == 1 else None
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
    )


def _councils(function: Function, place: Place, asking: Asking) -> list[dict[str, Any]]:
    """The councils that hold now what the one that answered for a function then had of it."""
    then = _named(function, place.councils)
    now = _named(function, responsible(equipment().authorities, place.area, asking.on))
    if not then or (place.confidential and len(then) > 1):
        return []  # of a place told to nobody the county is known, and any of its districts may be meant
    return [
        {
            "kind": "council",
            "function": function,
            "then": " or ".join(council.name for council in then),
            "organisation": {"kind": "authority", "id": each.gss, "name": each.name},
            "certain": len(then) == len(now) == 1 and not each.planned,
            "contact": _contact((each.gss,), function, asking),
        }
        for each in now
    ]


def _named(function: Function, councils: Responsible) -> list[Authority]:
    """The council that answers for a function, or each that it may be."""
    one: Authority | None = getattr(councils, function)
    named = [*([one] if one else []), *councils.unresolved.get(function, ())]
    return list({each.gss: each for each in named}.values())


def _provider(key: uuid.UUID, place: Place, asking: Asking) -> dict[str, Any]:
    provider = provider_now(key, asking.on)
    assert place.found is not None  # a provider is asked only where a scheme was found
    then = place.found.provider["name"]
    organisation = (
        {"kind": "provider", "id": str(provider["id"]), "name": provider["name"]} if provider else None
    )
    return {
        "kind": "provider",
        "function": None,
        "then": then,
        "organisation": organisation,
        "certain": provider is not None,
        "contact": _contact((provider["id"],), "provider", asking) if provider else None,
    }


def _contact(owners: tuple[Any, ...], who: str, asking: Asking) -> dict[str, Any] | None:
    posts = asking.filler.posts(owners)
    roles = (role for role in _ASKED[who] if role not in asking.filler.barred)
    return next((found[0] for role in roles if (found := posts.of_role(role))), None)


def provider_now(key: uuid.UUID, on: date) -> dict[str, Any] | None:
    """Who stands in a provider's place on a day: itself, or whoever took over; None where that goes round."""
    seen: set[uuid.UUID] = set()
    while key not in seen:
        seen.add(key)
        provider = read_providers([key]).get(key)
        if provider is None or provider["successor_id"] is None:
            return provider
        if provider["valid_to"] is not None and on <= provider["valid_to"]:
            return provider
        key = provider["successor_id"]
    return None
