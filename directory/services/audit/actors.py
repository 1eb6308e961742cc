"""Who the actors of the log are, as far as that is still known."""

import uuid
from collections.abc import Iterable

from sqlalchemy import bindparam, select

from directory.model import Person, Token
from directory.services.reading import read_rows, table

_TOKENS, _PEOPLE = table(Token), table(Person)
_LABELS = select(_TOKENS.c.prefix, _TOKENS.c.label).where(
    _TOKENS.c.prefix.in_(bindparam("keys", expanding=True))
)
_NAMES = select(_PEOPLE.c.id, _PEOPLE.c.name, _PEOPLE.c.email).where(
    _PEOPLE.c.id.in_(bindparam("keys", expanding=True))
)


def names_of(actors: Iterable[str]) -> dict[str, str | None]:
    """For each actor, the label of the token or the name of the person; None when nobody knows any more."""
    names: dict[str, str | None] = dict.fromkeys(actors)
    prefixes = [actor.partition(":")[2] for actor in names if actor.startswith("token:")]
    people = [key for actor in names if actor.startswith("person:") if (key := _uuid(actor[7:]))]
    if prefixes:
        names |= {f"token:{row.prefix}": row.label for row in read_rows(_LABELS, {"keys": prefixes})}
    if people:
        names |= {f"person:{row.id}": row.name or row.email for row in read_rows(_NAMES, {"keys": people})}
    return names


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
