"""Where else a street's name is known, so that without a postcode another street may be meant."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping

from sqlalchemy import bindparam, or_, select

from directory.model import Premises, Scheme
from directory.rules.addresses import Held, keys_of
from directory.rules.lookup import Namesake
from directory.services.reading import read_rows, table
from directory.services.visible import visible

_PREMISES, _SCHEMES = table(Premises), table(Scheme)
_SAME_STREETS = (
    select(_PREMISES.c.street_key, _PREMISES.c.locality, _PREMISES.c.town, _PREMISES.c.postcode)
    .join(_SCHEMES, _SCHEMES.c.id == _PREMISES.c.scheme_id)
    .where(
        visible(_PREMISES, _SCHEMES),
        _PREMISES.c.street_key.in_(bindparam("streets", expanding=True)),
        or_(
            _PREMISES.c.town.in_(bindparam("towns", expanding=True)),
            _PREMISES.c.town.is_(None),
            _PREMISES.c.locality.in_(bindparam("localities", expanding=True)),
        ),
    )
    .distinct()
)


def namesakes_of(premises: Mapping[uuid.UUID, Held]) -> dict[uuid.UUID, frozenset[Namesake]]:
    """For each address, by its key, where else its street's name is known: see `Candidate`."""
    streets = {held.street for held in premises.values() if held.street}
    if not streets:
        return {}
    keys = {key for street in streets if (key := keys_of(None, None, street).street)}
    parts: dict[tuple[str | None, ...], set[tuple[str | None, str]]] = defaultdict(set)
    towns: dict[tuple[str | None, ...], set[str]] = defaultdict(set)
    values = {
        "streets": sorted(keys),
        "towns": sorted({held.town for held in premises.values() if held.town}),
        "localities": sorted({held.locality for held in premises.values() if held.locality}),
    }
    for row in read_rows(_SAME_STREETS, values):
        street, locality, town, postcode = tuple(row)
        if town is None:
            # It may be in any town of its postcode area.
            parts[street, _area(postcode)].add((locality, postcode[:-2]))
            continue
        parts[street, town].add((locality, postcode[:-2]))
        parts[street, town, locality].add((locality, postcode[:-2]))
        if locality is not None:
            towns[street, locality].add(town)
    return {key: frozenset(_elsewhere(held, parts, towns)) for key, held in premises.items()}


def _elsewhere(
    held: Held,
    parts: Mapping[tuple[str | None, ...], set[tuple[str | None, str]]],
    towns: Mapping[tuple[str | None, ...], set[str]],
) -> Iterator[Namesake]:
    key = keys_of(None, None, held.street).street
    nearby = parts.get((key, _area(held.postcode)), set())
    if len(parts.get((key, held.town, held.locality), ())) > 1:
        yield "town"
    elif len(parts.get((key, held.town), set()) | nearby) > 1:
        yield "locality"
    if towns.get((key, held.locality), set()) - {held.town}:
        yield "elsewhere"


def _area(postcode: str) -> str:
    """The letters a postcode begins with: a large town and all around it."""
    return postcode[:2] if postcode[1:2].isalpha() else postcode[:1]
