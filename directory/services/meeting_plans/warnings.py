"""What the organiser has to know before using a plan, in sentences: of the whole of it, and of one list."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import combinations
from typing import Any

from directory.equipment import equipment
from directory.rules.invites import DOMESTIC_ABUSE, REFUGE, SPLIT, Side
from directory.services.meeting_plans.asked import Asked
from directory.services.meeting_plans.deciding import Decided
from directory.services.meeting_plans.inviting import Resident
from directory.services.meeting_plans.places import Place

#: The hard rule by which an implicated worker is replaced.
_IMPLICATED = "H6"


def warnings_of_list(shown: Mapping[str, Any], residents: Sequence[Resident]) -> list[str]:
    """What is to be said of one list. It speaks of nobody who is not on it."""
    found = (*_about_agencies(shown), *_about_gaps(shown), *_about_places(residents), *_about_replies(shown))
    return list(dict.fromkeys(found))


def warnings_of(
    asked: Asked,
    decided: Decided,
    places: Sequence[Place],
    lists: Sequence[Mapping[str, Any]],
    now: datetime,
) -> list[str]:
    """What is to be said of the plan, the gravest first; of a single list, what is said of that as well.

    Where there are several lists these are for the organiser alone: they speak of more than one side.
    """
    of_list = lists[0]["warnings"] if len(lists) == 1 else ()
    circumstances = decided.circumstances
    found = (
        *_about_sides(decided.sides, lists),
        *_about_barred(decided, lists),
        *_about_one_list(asked, circumstances, lists),
        *_about_refuge(circumstances, places),
        *_about_other_side(circumstances, lists),
        *of_list,
        *_about_circumstances(circumstances),
        *_about_past(asked, now),
        *_about_standing(lists),
    )
    return list(dict.fromkeys(found))


def _about_sides(sides: Sequence[Side], lists: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if len(lists) < 2:
        return
    yield (
        f"There are {len(lists)} lists. Never merge them, send nothing of one to anybody on another, and "
        "name nobody of one side to the other. What is to be said of each list stands in it."
    )
    yield (
        "Hold the parts apart, at different times: ask for each list's file with a `starts_at` and a `venue` "
        "of its own."
    )
    if any(side.whose is None for side in sides):
        yield (
            "Whose side everyone is on was not said, so those of whom it was not have a list each, even "
            "where they share a building or a postcode: say it as `side`, the same of all who are on one."
        )
    if not any(side.for_victims for side in sides):
        yield (
            "Roles that speak for a victim (such as an IDVA) are on no list until it is said who the victim "
            "is: on the other side's list they would give the victim away."
        )
    for one, other in combinations(lists, 2):
        for name in sorted(_organisations(one) & _organisations(other)):
            yield f"{name} is on more than one list: invite it to each apart."
        others = _posts(other)
        for key, post in _posts(one).items():
            if key in others:
                yield (
                    f"{post}: the same post stands on more than one list, as invited, standing in or to be "
                    "told. Agree with the provider who serves which side before anybody is invited."
                )


def _about_barred(decided: Decided, lists: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """A role whose worker is implicated on one list, and that is invited on another: it may be one person."""
    for side, one in zip(decided.sides, lists, strict=True):
        for role, line in decided.barred(side).items():
            if all(reason.rule != _IMPLICATED for reason in line.because):
                continue
            for other in lists:
                if other is not one and any(role == contact["role"] for contact in _contacts(other)):
                    named = equipment().catalogue.contact_roles[role].name
                    yield (
                        f"{named}: kept out of one list ({one['name']}), where a worker is implicated, "
                        f"and on another ({other['name']}). Make sure that it is not the same person."
                    )


def _contacts(shown: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every contact that a list names, whatever for."""
    for each in shown["invitees"]:
        told = (each["gap"] or {}).get("escalate_to") or {}
        yield from (
            contact
            for contact in (each["contact"], *each["cover"], told.get("contact"))
            if contact is not None
        )


def _posts(shown: Mapping[str, Any]) -> dict[Any, str]:
    """Every post of a provider that a list names, whatever for, in words, by its id."""
    found: dict[Any, str] = {}
    for each in shown["invitees"]:
        told = (each["gap"] or {}).get("escalate_to") or {}
        for contact in (each["contact"], *each["cover"], told.get("contact")):
            if contact is not None and contact["of"] in ("scheme", "provider"):
                whose = f", {each['organisation']['name']}" if each["organisation"] else ""
                found.setdefault(contact["id"], f"{contact['role_name']}{whose}")
    return found


def _about_refuge(circumstances: Mapping[str, str | None], places: Sequence[Place]) -> Iterator[str]:
    if REFUGE in circumstances and not any(place.confidential for place in places):
        yield (
            "A refuge was said, and none of these places is one: name it by `scheme`, or say "
            "`accommodation_type` (such as da-refuge), so that its own people are invited."
        )


def _about_one_list(
    asked: Asked, circumstances: Mapping[str, str | None], lists: Sequence[Mapping[str, Any]]
) -> Iterator[str]:
    unsaid = [person for person in asked.people if person.side is None]
    if len(lists) == 1 and DOMESTIC_ABUSE in circumstances and len(asked.people) > 1 and unsaid:
        yield (
            "Domestic abuse is in question, and all are on one list, since they live in one flat. "
            "If they are not of one side, say whose side each is on as `side`."
        )


def _about_other_side(
    circumstances: Mapping[str, str | None], lists: Sequence[Mapping[str, Any]]
) -> Iterator[str]:
    if len(lists) == 1 and DOMESTIC_ABUSE in circumstances and SPLIT in circumstances:
        yield "The other side's address was not given: plan for it apart, and put nobody of it on this list."


def _organisations(shown: Mapping[str, Any]) -> set[str]:
    return {each["organisation"]["name"] for each in shown["invitees"] if each["organisation"]}


def _about_agencies(shown: Mapping[str, Any]) -> Iterator[str]:
    missing = [
        entry["organisation"]["name"] if entry["organisation"] else _somebody_for(entry["roles"])
        for entry in shown["acknowledgements"]
        if not entry["acknowledged"]
    ]
    if missing:
        yield (
            "The plan must not end before each of these has acknowledged the contingency plan: "
            f"{', '.join(dict.fromkeys(missing))}."
        )


def _somebody_for(roles: Sequence[str]) -> str:
    named = equipment().catalogue.contact_roles
    return f"somebody for {', '.join(named[role].name for role in roles)}"


def _about_gaps(shown: Mapping[str, Any]) -> Iterator[str]:
    gaps = [each["role_name"] for each in shown["invitees"] if each["gap"] and each["level"] == "required"]
    if gaps:
        yield f"Required, but nobody is there: {', '.join(gaps)}. Each gap says whom to try and to tell."
    if not shown["invitees"]:
        yield "No rule asks for anybody from housing."
    elif shown["nobody_then"]:
        yield shown["nobody_then"]


def _about_places(residents: Sequence[Resident]) -> Iterator[str]:
    for resident in residents:
        place = resident.place
        if place.kind is None:
            yield (
                f"{resident.label}: the address is not listed here, which does not say that nobody provides "
                "housing there. Ask the council's housing team, or say what kind of place it is."
            )
        for said in (*place.notes, *(note.text for note in place.councils.notes)):
            yield f"{resident.label}: {said}"
        if place.confidential:
            yield (
                f"{resident.label}: the place is confidential. No invitation, calendar entry or minute may "
                "say or hint at where it is; use only the channel given."
            )


def _about_replies(shown: Mapping[str, Any]) -> Iterator[str]:
    late = {reply["what"] for each in shown["invitees"] for reply in each["replies"] if reply["passed"]}
    for what in sorted(late):
        yield f"{what}: the time for it has passed; ask for it at once."


def _about_circumstances(circumstances: Mapping[str, str | None]) -> Iterator[str]:
    named = equipment().catalogue.circumstances
    for slug, why in circumstances.items():
        if why is not None:
            yield f"Taken into account without being said: {named[slug].name} ({why})."


def _about_past(asked: Asked, now: datetime) -> Iterator[str]:
    if asked.starts_at < now:
        yield "The meeting lies in the past: contacts are those of that day."


def _about_standing(lists: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    reasons = [reason for shown in lists for each in shown["invitees"] for reason in each["because"]]
    if any(reason["force"] == "protocol" for reason in reasons):
        yield (
            "Lines marked as protocol are proposed, for local agreement: no law or guidance that was read "
            "names a housing role there."
        )
