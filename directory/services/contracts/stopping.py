"""What is lost when a provider stops, and who is left."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import or_, select

from directory.equipment import equipment
from directory.errors import NotFound
from directory.model import Contact, ProviderName, Scheme
from directory.rules.authorities import FUNCTIONS
from directory.rules.disclosure import is_listed
from directory.rules.permissions import Reader
from directory.services.contracts.reading import contract_shown
from directory.services.contracts.register import Register, Registered, Version, register
from directory.services.looks import Look, record_look
from directory.services.reading import read_rows, table
from directory.services.shown import (
    SchemeShown,
    authority_shown,
    contacts_of,
    read_providers,
    read_schemes,
    turns_of_authority,
)
from directory.services.visible import visible

#: As many schemes like one that is lost as are named.
_MOST_ALIKE: Final = 10

_S, _C, _N = (table(model) for model in (Scheme, Contact, ProviderName))


@dataclass(frozen=True, slots=True)
class _Lost:
    """What goes with a provider: its schemes, and the contracts that `reader` may read."""

    provider: Mapping[str, Any]
    schemes: Mapping[uuid.UUID, SchemeShown]
    contracts: Sequence[tuple[Registered, Version]]


def if_it_stops(key: uuid.UUID, reader: Reader, at: datetime, on: date, known_on: date) -> dict[str, Any]:
    """What is lost on the day `on` if a provider is no more: schemes, posts, contracts; and who is left.

    Contracts are those that `reader` may read. Who is left: the councils with their contacts as they stand
    at `at`, other providers under contract for the same schemes, and schemes of their kind in their areas.

    Raises:
        NotFound: there is no such provider.
    """
    provider = read_providers([key]).get(key)
    if provider is None:
        raise NotFound("There is no such provider.")
    held = register()
    readable = [
        (each, version) for each, version in held.as_of(on, known_on, reader) if version.promised.holds_on(on)
    ]
    schemes = _schemes(_S.c.provider_id == key, on, reader)
    contracts = [each for each in readable if each[1].promised.provider == key]
    lost = _Lost(provider, schemes, contracts)
    record_look(reader, Look(action="see-provider-stopping", subject=("providers", key), seen=schemes))
    posts = contacts_of((key, *schemes), on)
    return {
        "provider": {"id": key, "name": provider["name"]},
        "on": on,
        "known_on": known_on,
        "schemes": _schemes_shown(lost, readable, on, reader),
        "contacts": [
            {name: each.shown[name] for name in ("id", "role", "role_name", "of", "out_of_hours")}
            for each in posts
        ],
        "standing_in_elsewhere": _standing_in([each.shown["id"] for each in posts], key, on, reader),
        "contracts": [contract_shown(held, *each, reader) for each in contracts],
        "as_subcontractor": _as_subcontractor(held, key, provider["name"], readable, reader),
        "authorities": _authorities(lost, at, on, reader),
    }


def _schemes(condition: Any, on: date, reader: Reader) -> dict[uuid.UUID, SchemeShown]:
    """The schemes in force on a day that fit and that `reader` may know of, by name."""
    c = _S.c
    statement = select(c.id).where(
        condition,
        visible(_S),
        or_(c.valid_from.is_(None), c.valid_from <= on),
        or_(c.valid_to.is_(None), c.valid_to >= on),
    )
    policies = equipment().catalogue.location_policies
    found = read_schemes([row.id for row in read_rows(statement, {})])
    told = {
        key: each
        for key, each in found.items()
        if is_listed(reader, policies[each.scheme["accommodation_type"]["location_policy"]], suppressed=False)
    }
    return dict(sorted(told.items(), key=lambda each: (each[1].scheme["name"].casefold(), each[0])))


def _schemes_shown(
    lost: _Lost, readable: Iterable[tuple[Registered, Version]], on: date, reader: Reader
) -> list[dict[str, Any]]:
    covering: dict[object, list[tuple[Registered, Version]]] = defaultdict(list)
    for each in readable:
        for covered in each[1].promised.schemes:
            covering[covered].append(each)
    alike = _alike(lost, on, reader)
    provider, names = lost.provider["id"], register().providers
    shown = []
    for key, found in lost.schemes.items():
        scheme = found.scheme
        others: set[Any] = {version.promised.provider for _, version in covering[key]} - {provider}
        like = alike.get(_kind_and_area(found), []) if found.is_near_told(reader) else []
        shown.append(
            {
                "id": key,
                "name": scheme["name"],
                "accommodation_type": scheme["accommodation_type"]["slug"],
                "authority": scheme["authority"] if found.is_near_told(reader) else None,
                "capacity": scheme["capacity"],
                "contracts": [each.id for each, _ in covering[key]],
                "also_contracted": [
                    {"id": other, "name": names[other]} for other in sorted(others, key=names.__getitem__)
                ],
                "alike": like[:_MOST_ALIKE],
                "alike_total": len(like),
            }
        )
    return shown


def _alike(lost: _Lost, on: date, reader: Reader) -> dict[tuple[str, str | None], list[dict[str, Any]]]:
    """Schemes of other providers by kind and area, of the kinds and areas of those that are lost."""
    # Of a confidential scheme no list tells the area, so none is found by it either.
    near = [found for found in lost.schemes.values() if found.is_near_told(reader)]
    areas = {found.scheme["authority"] for found in near} - {None}
    kinds = {found.scheme["accommodation_type"]["slug"] for found in near}
    condition = (
        _S.c.authority_gss.in_(areas)
        & _S.c.accommodation_type.in_(kinds)
        & (_S.c.provider_id != lost.provider["id"])
    )
    found: dict[tuple[str, str | None], list[dict[str, Any]]] = defaultdict(list)
    for key, each in _schemes(condition, on, reader).items():
        if not each.is_near_told(reader):
            continue
        found[_kind_and_area(each)].append(
            {
                "id": key,
                "name": each.scheme["name"],
                "provider": {"id": each.provider_id, "name": each.provider["name"]},
                "capacity": each.scheme["capacity"],
            }
        )
    return found


def _kind_and_area(found: SchemeShown) -> tuple[str, str | None]:
    return found.scheme["accommodation_type"]["slug"], found.scheme["authority"]


def _standing_in(
    posts: Sequence[uuid.UUID], provider: uuid.UUID, on: date, reader: Reader
) -> list[dict[str, Any]]:
    """Posts of others for which one of these stands in, in force on a day: they lose their cover."""
    c = _C.c
    statement = (
        select(c.id, c.role, c.provider_id, c.scheme_id, c.authority_gss)
        .where(
            c.covered_by_id.in_(posts),
            visible(_C),
            or_(c.valid_from.is_(None), c.valid_from <= on),
            or_(c.valid_to.is_(None), c.valid_to >= on),
        )
        .order_by(c.role, c.id)
    )
    rows = read_rows(statement, {}) if posts else []
    schemes = _schemes(_S.c.id.in_([row.scheme_id for row in rows if row.scheme_id]), on, reader)
    return [
        {
            "id": row.id,
            "role": row.role,
            "provider_id": row.provider_id,
            "scheme_id": row.scheme_id,
            "authority": row.authority_gss,
        }
        for row in rows
        if row.provider_id != provider
        and (
            row.scheme_id is None
            or (row.scheme_id in schemes and schemes[row.scheme_id].provider_id != provider)
        )
    ]


def _as_subcontractor(
    held: Register,
    provider: uuid.UUID,
    name: str,
    readable: Iterable[tuple[Registered, Version]],
    reader: Reader,
) -> list[dict[str, Any]]:
    """Contracts of others that name the provider, by any of its names, as a subcontractor."""
    rows = read_rows(select(_N.c.name).where(_N.c.provider_id == provider), {})
    names = {_plain(held_as) for held_as in (name, *(row.name for row in rows))}
    return [
        contract_shown(held, each, version, reader)
        for each, version in readable
        if version.promised.provider != provider and names & set(map(_plain, version.subcontractors))
    ]


def _authorities(lost: _Lost, at: datetime, on: date, reader: Reader) -> list[dict[str, Any]]:
    """The councils that are affected, why, and whom to turn to there; by code."""
    because: dict[str, set[str]] = defaultdict(set)
    for found in lost.schemes.values():
        if not found.is_near_told(reader):
            continue
        if found.scheme["authority"]:
            because[found.scheme["authority"]].add("area")
        for gss in found.scheme["placing_authorities"]:
            because[gss].add("places families")
    for _, version in lost.contracts:
        because[str(version.promised.authority)].add("contract")
    shown = []
    for gss in sorted(because):
        council = equipment().authorities.known_as(gss)
        if council is None:
            continue
        turns = {
            function: turns_of_authority(council.gss, function, at, on)
            for function in FUNCTIONS
            if function in council.functions
        }
        shown.append(
            {
                **authority_shown(council),
                "because": sorted(because[gss]),
                "contacts_for": {
                    function: {"contacts": each.contacts, "nobody_now": each.nobody_now}
                    for function, each in turns.items()
                },
            }
        )
    return shown


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
