"""Where somebody lived before: which councils and providers to ask now, and on which basis."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from directory.equipment import equipment
from directory.rules.authorities import FUNCTIONS, Authority, Responsible, responsible
from directory.rules.permissions import Reader
from directory.services.meeting_plans.asked import Earlier, Person
from directory.services.meeting_plans.filling import Filler
from directory.services.meeting_plans.grounds import ground_shown
from directory.services.meeting_plans.places import Place, place_of
from directory.services.shown import posts_of, read_providers

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
    """Who asks, for when: the moment of the meeting, its day, and whom the plan keeps out."""

    at: datetime
    on: date
    reader: Reader
    filler: Filler


def history_of(person: Person, asking: Asking) -> tuple[list[dict[str, Any]], list[uuid.UUID]]:
    """For each earlier address, whom to ask; and the schemes that this showed.

    Nothing of an address is in it. Where more than one scheme may be meant, none is named: only the councils.
    """
    shown, seen = [], []
    for earlier in person.earlier:
        entry, scheme = _one(person, earlier, asking)
        shown.append(entry)
        seen += [scheme] if scheme else []
    return shown, seen


def _one(person: Person, earlier: Earlier, asking: Asking) -> tuple[dict[str, Any], uuid.UUID | None]:
    day = earlier.until or earlier.since or asking.on
    then = Person(person.label, earlier.named, None, None, None, None, ())
    place, choices = place_of(then, asking.at, day, asking.reader)
    if place is None:
        # Several schemes share what was typed. The town is the same for all of them, or none is named.
        place = _council_only(then, choices, day)
    ask = [each for function in FUNCTIONS for each in _councils(function, place.councils, asking)]
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
    note = "More than one scheme may be meant; ask again with the id of the right premises to have it named."
    return Place(
        key=("typed", person.label),
        kind=None,
        found=None,
        councils=responsible(equipment().authorities, areas.pop() if len(areas) == 1 else None, day),
        placing=None,
        care=None,
        supported=False,
        notes=(note,),
    )


def _councils(function: str, then: Responsible, asking: Asking) -> list[dict[str, Any]]:
    """The council that answered for a function then, as whoever holds its records now."""
    council: Authority | None = getattr(then, function)
    if council is None:
        return []
    now = responsible(equipment().authorities, council.gss, asking.on)
    heirs = now.unresolved.get(function, ())  # type: ignore[call-overload]
    holder: Authority | None = getattr(now, function)
    successors = list({each.gss: each for each in (*([holder] if holder else []), *heirs)}.values()) or [
        council
    ]
    return [
        {
            "kind": "council",
            "function": function,
            "then": council.name,
            "organisation": {"kind": "authority", "id": each.gss, "name": each.name},
            "certain": len(successors) == 1 and not each.planned,
            "contact": _contact((each.gss,), function, asking),
        }
        for each in successors
    ]


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
    posts = posts_of(owners, asking.filler.at, asking.filler.judged_on)
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
