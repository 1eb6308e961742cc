"""What the addresses in the directory teach a process: real words, places, names of streets and buildings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from directory.db import db
from directory.equipment import equipment
from directory.model import Premises, Scheme
from directory.rules.addresses import Vocabulary, run_together, words_of
from directory.rules.addresses.english import english_words
from directory.services.memory import Remembered
from directory.services.reading import table
from directory.services.visible import visible


@dataclass(frozen=True, slots=True)
class Names:
    """The names in use, as search keys (`rules.addresses.keys_of`), and the words they are made of."""

    vocabulary: Vocabulary
    streets: frozenset[str]
    buildings: frozenset[str]
    places: Mapping[str, frozenset[str]]  # run together, whole or first word alone → as held
    councils: Mapping[str, frozenset[str]]  # code of a council → the areas that its postcodes are in


def _read(_version: int) -> Names:
    streets, buildings = _distinct(Premises.street), _distinct(Premises.building_name)
    building_keys = frozenset(_distinct(Premises.building_key))
    places = _distinct(Premises.town) + _distinct(Premises.locality)
    councils = _councils()
    spelt = [words_of(name) for name in (*streets, *buildings, *places)]
    return Names(
        vocabulary=Vocabulary(
            words=frozenset(word for words in spelt for word in words if len(word) > 1),
            places=frozenset(run_together(words) for name in places if (words := words_of(name))),
            buildings=building_keys,
            councils=frozenset().union(*councils.values()),
            english=english_words(),
        ),
        streets=frozenset(_distinct(Premises.street_key)),
        buildings=building_keys,
        places=_places(places),
        councils=councils,
    )


def _councils() -> Mapping[str, frozenset[str]]:
    """What the area of each council is called: its own, its county's, that of a council before or after."""
    known = equipment().authorities
    called = {
        gss: frozenset(run_together(words_of(name)) for name in (council.area_name, *council.places) if name)
        for gss, council in known.items()
    }
    return {
        gss: called[gss].union(
            *(
                called.get(other, frozenset())
                for other in (council.county_gss, *council.predecessors, *council.successors)
                if other
            )
        )
        for gss, council in known.items()
    }


def _distinct(column: InstrumentedAttribute[str | None]) -> list[str]:
    """The values in use on premises that may be shown, each once."""
    statement = select(column).distinct()
    if _some_hidden():  # the filter reads every row, where the column alone may be read from an index
        hidden = select(Scheme.id).where(~visible(table(Scheme)))
        statement = statement.where(visible(table(Premises)), Premises.scheme_id.not_in(hidden))
    return [value for value in db.session.execute(statement).scalars() if value]


def _some_hidden() -> bool:
    return any(
        db.session.scalar(select(model.id).where(~visible(table(model))).limit(1)) is not None
        for model in (Premises, Scheme)
    )


def _places(held: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Places by what people type: `southendonsea`, and `southend` for short."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in held:
        words = words_of(name)
        if not words:
            continue
        found[run_together(words)].add(name)
        if len(words) > 1 and len(words[0]) >= 5:
            found[words[0]].add(name)
    return {key: frozenset(names) for key, names in found.items()}


#: The names in use now.
names = Remembered(_read).get
