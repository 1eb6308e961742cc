"""Which lists a meeting has, and what the protocol says of everybody on each, as if there were no other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from directory.equipment import equipment
from directory.errors import Invalid
from directory.rules.catalogue import MeetingType
from directory.rules.invites import (
    REFUGE,
    SPLIT,
    Found,
    Line,
    Side,
    in_nobodys_name,
    of_case,
    of_household,
    sides_of,
)
from directory.services.meeting_plans.asked import Asked
from directory.services.meeting_plans.inviting import lines_for
from directory.services.meeting_plans.places import Place


@dataclass(frozen=True, slots=True)
class Decided:
    """The lists of a meeting; what bears on all (`case`) and on each person; what the rules say of each."""

    sides: tuple[Side, ...]
    case: Found
    households: tuple[Found, ...]
    lines: tuple[tuple[Line, ...], ...]

    @property
    def circumstances(self) -> Found:
        """All that bears on anybody, what was said first. With several lists it is of more than one side."""
        found: Found = {}
        for each in (*self.households, self.case):
            for slug, why in each.items():
                found[slug] = None if why is None else found.get(slug, why)
        return dict(sorted(found.items(), key=lambda item: item[1] is not None))

    def barred(self, side: Side) -> dict[str, Line]:
        """The roles that must not come, of those that the protocol speaks of for a list."""
        return {line.role: line for person in side.people for line in self.lines[person] if not line.invited}

    def kept_out(self, side: Side) -> frozenset[str]:
        """Roles that speak for a victim, where a list is not known to have one: they would tell of one."""
        if side.for_victims or (len(self.sides) == 1 and side.whose != "other"):
            return frozenset()
        roles = equipment().catalogue.contact_roles
        return frozenset(slug for slug, role in roles.items() if role.for_victims)


def decide(asked: Asked, places: Sequence[Place], meeting: MeetingType) -> Decided:
    """The lists, and what bears on whom.

    Raises:
        Invalid: there are several lists, and something that was said of the meeting is of one household.
    """
    known = equipment().catalogue.circumstances
    households = tuple(
        of_household(
            person.circumstances, place.kind, known, placed_from_elsewhere=place.placed_from_elsewhere
        )
        for person, place in zip(asked.people, places, strict=True)
    )
    case = of_case(
        (*asked.circumstances, *(each for person in asked.people for each in person.circumstances)),
        meeting,
        [place.kind for place in places],
        known,
        places=len({place.key for place in places}),
        sides_named=any(person.side for person in asked.people),
    )
    sides = sides_of(
        case,
        [person.label for person in asked.people],
        [place.home or ("somewhere", position) for position, place in enumerate(places)],
        [person.side for person in asked.people],
        [
            (place.kind is not None and place.kind.is_safe_place) or REFUGE in household
            for place, household in zip(places, households, strict=True)
        ],
    )
    if len(sides) > 1:
        _refuse_in_nobodys_name(asked, households, case)
    else:
        of_all: Found = {each: None for each in asked.circumstances if known[each].belongs_to == "household"}
        households = tuple({**household, **of_all} for household in households)
    lines = {
        person: said
        for side in sides
        for person, said in _lines(side, len(sides) > 1, places, meeting, case, households).items()
    }
    return Decided(sides, case, households, tuple(lines[person] for person in range(len(places))))


def _refuse_in_nobodys_name(asked: Asked, households: Sequence[Found], case: Found) -> None:
    nobodys = in_nobodys_name(asked.circumstances, households, case, equipment().catalogue.circumstances)
    if nobodys:
        raise Invalid(
            "This plan has several lists, and what is special about one side must not stand on another's. "
            f"Say of whom, as `circumstances` of the person and not of the meeting: {', '.join(nobodys)}.",
            "circumstances",
        )


def _lines(
    side: Side,
    several: bool,
    places: Sequence[Place],
    meeting: MeetingType,
    case: Mapping[str, str | None],
    households: Sequence[Found],
) -> dict[int, tuple[Line, ...]]:
    """What the protocol says of each person of a list. That they live apart would tell of another side."""
    apart = several or side.whose == "other"
    of_list = {each: why for each, why in case.items() if not (apart and each == SPLIT)}
    keeping_out = equipment().protocol.keeping_out
    for person in side.people:
        of_list |= {each: why for each, why in households[person].items() if each in keeping_out}
    return {
        person: lines_for(places[person], meeting, of_list | households[person]) for person in side.people
    }
