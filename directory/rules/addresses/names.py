"""Where the names of a held address stand in what was typed."""

from dataclasses import dataclass

from directory.rules.addresses.forms import Form
from directory.rules.addresses.layout import Layout, is_beside, layout_of
from directory.rules.addresses.places import find_place
from directory.rules.addresses.reading import Reading
from directory.rules.addresses.residue import Residue, residue
from directory.rules.addresses.spelling import Match, Vocabulary, find


@dataclass(frozen=True, slots=True)
class Names:
    """Where the names of a held address stand in what was typed, and what is left beside them."""

    street: Match | None
    building: Match | None
    town: Match | None
    locality: Match | None
    layout: Layout
    rest: Residue
    beside: bool
    close_name: bool

    @property
    def unexplained(self) -> bool:
        """Whether something typed belongs to no role; without a postcode that may be another place."""
        return self.rest.unexplained or self.layout.loose


def names_in(reading: Reading, form: Form, vocabulary: Vocabulary) -> Names:
    """Worked out once for all held addresses with the same names: mostly, for all of a street."""
    key = (form.street, form.building, form.town, form.locality)
    known = reading.memory.get(key)
    if isinstance(known, Names):
        return known
    street = find(reading, form.street, vocabulary) if form.street else None
    building = find(reading, form.building, vocabulary) if form.building else None
    if building and street and building.start < street.end and street.start < building.end:
        building, street = _apart(reading, form, building, street)
    layout = layout_of(reading, street, building)
    town = find_place(reading, form.town, street, building, vocabulary)
    locality = find_place(reading, form.locality, street, building, vocabulary)
    rest = residue(reading, layout.used, (street, building, town, locality), vocabulary)
    beside = layout.start is not None and is_beside(reading, layout.start)
    close_name = any(match is not None and match.kind == "rival" for match in (street, building))
    names = reading.memory[key] = Names(street, building, town, locality, layout, rest, beside, close_name)
    return names


def _apart(reading: Reading, form: Form, building: Match, street: Match) -> tuple[Match | None, Match | None]:
    """Keep the better of two names found in the same words: `Mill House, Mill Road` typed as `Mill Road`."""
    if street.kind == "same" or building.kind != "same":
        return None, street
    return building, None
