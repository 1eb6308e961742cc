"""What becomes of contracts, their clauses and councils' posts when councils are reorganised."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import select

from directory.equipment import equipment
from directory.model import Scheme
from directory.rules.authorities import (
    FUNCTIONS,
    Authority,
    Function,
    Naming,
    Passing,
    ending_by,
    last_change,
    passing,
)
from directory.rules.permissions import Reader
from directory.services.contracts.reading import contract_shown, is_told, term_rows
from directory.services.contracts.register import Register, Registered, Version, register
from directory.services.looks import Look, record_look
from directory.services.reading import read_rows, table
from directory.services.shown import SIDES, authority_shown, contacts_of

#: What becomes of a contract: that of its council, or that it ends before the day.
FateOfContract = Literal["stays", "passes", "unresolved", "ends"]
FATES: tuple[FateOfContract, ...] = ("unresolved", "passes", "stays", "ends")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reorganised:
    """The day on which councils are other than on the day `on`; None narrows nothing.

    authority: the council whose contracts and posts they are.  successor: the council they pass to.
    """

    on: date
    known_on: date
    reorganised_on: date
    authority: str | None = None
    successor: str | None = None
    fate: FateOfContract | None = None


@dataclass(frozen=True, slots=True)
class _Moving:
    """A contract, and what becomes of it."""

    held: Registered
    version: Version
    fate: FateOfContract
    passing: Passing


def last_reorganisation(on: date) -> date:
    """The day by which every change of councils that is on record has come, the planned ones too."""
    return last_change(equipment().authorities, on)


def reorganisation(asked: Reorganised, reader: Reader, start: int, size: int) -> dict[str, Any]:
    """Each contract that `reader` may read, with the council that has it on the day; the unresolved first.

    Those that end between `on` and the day pass to nobody, and are told as well. The numbers are of all
    of them; `items`, a stretch of those that `successor` and `fate` leave, and `total`, how many these are.
    """
    held = register()
    record_look(reader, Look(action="see-reorganisation"))
    moving = [*_moving(held, asked, reader)]
    left = [
        each for each in moving if asked.fate in (None, each.fate) and asked.successor in (None, _heir(each))
    ]
    left.sort(key=lambda each: (FATES.index(each.fate), each.version.title.casefold(), each.held.id))
    ending = ending_by(equipment().authorities, asked.reorganised_on, asked.on)
    naming = Naming(ending)
    counted = Counter(each.fate for each in moving)
    return {
        "reorganised_on": asked.reorganised_on,
        "on": asked.on,
        "known_on": asked.known_on,
        "summary": {fate: counted[fate] for fate in FATES},
        "by_successor": _by_successor(moving),
        "ending": [each.gss for each in ending],
        "items": [_shown(held, each, naming, reader) for each in left[start : start + size]],
        "total": len(left),
    }


def posts_reorganised(asked: Reorganised, reader: Reader) -> list[dict[str, Any]]:
    """Each post of a council that is no more on the day, or may be, with the council that has it then.

    Those in force on the day `on`, by council and role.
    """
    record_look(reader, Look(action="see-reorganisation"))
    roles = equipment().catalogue.contact_roles
    found = []
    for council in sorted(equipment().authorities.in_force(asked.on), key=lambda each: each.gss):
        if asked.authority not in (None, council.gss):
            continue
        told = passing(equipment().authorities, council.gss, asked.reorganised_on)
        if told.fate == "stays" or (asked.successor is not None and asked.successor != _gss(told.to)):
            continue
        if asked.fate not in (None, told.fate):
            continue
        for contact in contacts_of((council.gss,), asked.on):
            role = roles.get(contact.post.role)
            found.append(
                {
                    "id": contact.shown["id"],
                    "role": contact.post.role,
                    "role_name": contact.shown["role_name"],
                    "function": _function(role.side) if role else None,
                    "authority": {"gss": council.gss, "name": council.name},
                    **_passing_shown(told),
                }
            )
    return found


def _moving(held: Register, asked: Reorganised, reader: Reader) -> Iterator[_Moving]:
    areas = _areas(held)
    for each, version in held.as_of(asked.reorganised_on, asked.known_on, reader):
        said = version.promised
        if asked.authority not in (None, said.authority):
            continue
        if said.valid_from > asked.reorganised_on:
            continue
        schemes = [key for key in said.schemes if is_told(held, key, reader)]
        places = [areas.get(key) for key in schemes]
        told = passing(equipment().authorities, str(said.authority), asked.reorganised_on, places)
        if said.holds_on(asked.reorganised_on):
            yield _Moving(each, version, told.fate, told)
        elif said.valid_to is not None and said.valid_to >= asked.on:
            yield _Moving(each, version, "ends", told)


def _areas(held: Register) -> dict[object, str | None]:
    """The council's area in which each scheme is; not of those that hold no place: no list tells it."""
    c = table(Scheme).c
    rows = read_rows(select(c.id, c.authority_gss).where(c.suppressed.is_(False), c.holds_location), {})
    return {row.id: row.authority_gss for row in rows if row.id in held.schemes}


def _by_successor(moving: Sequence[_Moving]) -> list[dict[str, Any]]:
    """The councils that take contracts over, the most first, with how many contracts and clauses."""
    contracts: Counter[str] = Counter()
    clauses: Counter[str] = Counter()
    councils: dict[str, Authority] = {}
    for each in moving:
        heir = each.passing.to
        if each.fate == "passes" and heir is not None:
            councils[heir.gss] = heir
            contracts[heir.gss] += 1
            clauses[heir.gss] += len(each.version.promised.promises)
    return [
        {"authority": authority_shown(councils[gss]), "contracts": count, "clauses": clauses[gss]}
        for gss, count in sorted(contracts.items(), key=lambda each: (-each[1], each[0]))
    ]


def _shown(held: Register, each: _Moving, naming: Naming, reader: Reader) -> dict[str, Any]:
    told = _passing_shown(each.passing)
    if each.fate == "ends":
        reason = f"It ends on {each.version.promised.valid_to}, before that day."
        told |= {"fate": "ends", "to": None, "may_be": [], "likeliest": None, "reason": reason}
    rows = term_rows(each.held.id, each.version.number)
    return {
        "contract": contract_shown(held, each.held, each.version, reader),
        **told,
        "clauses": [_clause(row, told, naming) for row in rows],
    }


def _clause(row: Mapping[str, Any], told: Mapping[str, Any], naming: Naming) -> dict[str, Any]:
    """A clause, whose it is then, and the councils it names that are no more: it must be written anew."""
    return {
        "term": row["term"],
        "number": row["clause_number"],
        "text": row["clause_text"],
        "concerns": row["concerns"],
        "fate": told["fate"],
        "to": told["to"],
        "names_ending": [council.gss for council in naming.named_in(row["clause_text"])],
    }


def _passing_shown(told: Passing) -> dict[str, Any]:
    return {
        "fate": told.fate,
        "to": _gss(told.to),
        "may_be": [each.gss for each in told.may_be],
        "likeliest": _gss(told.likeliest),
        "planned": told.planned,
        "reason": told.reason,
        "verification": told.verification,
        "source": list(told.sources),
    }


def _heir(each: _Moving) -> str | None:
    return _gss(each.passing.to) if each.fate in ("passes", "stays") else None


def _gss(council: Authority | None) -> str | None:
    return council.gss if council else None


def _function(side: str) -> Function | None:
    """Which function of a council a side's posts are for; None for those of no one function."""
    return next((function for function in FUNCTIONS if side in SIDES[function]), None)
