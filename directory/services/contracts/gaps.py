"""What all contracts that somebody may read lack on a day, and the clauses behind each number."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from directory.equipment import equipment
from directory.rules.assurance import Gaps, Group, gaps
from directory.rules.assurance.holding import Status
from directory.rules.assurance.terms import Audience
from directory.rules.permissions import Reader
from directory.services.contracts.assured import assessed, finding_shown, summary_shown
from directory.services.contracts.reading import contract_shown, schemes_shown
from directory.services.contracts.register import Register, Registered, Version, register
from directory.services.looks import Look, record_look

#: Contracts that end in so many days and lack something are listed by themselves.
ENDING_WITHIN = 180
#: As many contracts are shown one by one unless told.
ON_A_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """Which number of the report is opened; None narrows nothing. `no_scheme`: contracts that name none."""

    authority: str | None = None
    provider: uuid.UUID | None = None
    scheme: uuid.UUID | None = None
    no_scheme: bool = False
    contract: uuid.UUID | None = None
    term: str | None = None
    status: Status | None = None
    audience: Audience | None = None


def gap_report(
    authority: str | None,
    reader: Reader,
    on: date,
    known_on: date,
    within_days: int = ENDING_WITHIN,
    *,
    start: int = 0,
    size: int = ON_A_PAGE,
) -> dict[str, Any]:
    """The contracts in force on a day with their findings counted, by group and one by one.

    `authority` leaves only its own; None is all that `reader` may read. `items` are a stretch of the
    contracts; `total` and every other number are of all of them.
    """
    held = register()
    versions = _versions(held, authority, reader, on, known_on)
    record_look(reader, Look(action="see-gap-report"))
    told = _gaps(versions, on)
    return {
        "on": on,
        "known_on": known_on,
        "summary": summary_shown(told.summary),
        "by_authority": [
            {"authority": group.key, "name": _council(group.key), **_group(group)}
            for group in told.by_authority
        ],
        "by_provider": [
            {"provider": {"id": group.key, "name": held.providers[group.key]}, **_group(group)}  # type: ignore[index]
            for group in told.by_provider
        ],
        "by_scheme": [
            {"scheme": scheme, **_group(group)}
            for group in told.by_scheme
            for scheme in ([None] if group.key is None else schemes_shown(held, [group.key], reader))
        ],
        "by_term": [
            {"term": slug, "name": equipment().terms.by_slug[slug].term.name, **summary_shown(counted)}
            for slug, counted in told.by_term.items()
        ],
        "by_audience": {audience: summary_shown(counted) for audience, counted in told.by_audience.items()},
        "ending_with_a_gap": [line.contract.key for line in told.ending_with_a_gap(within_days)],
        "not_in_force": [contract.key for contract in told.not_in_force],
        "items": [
            {
                **contract_shown(held, *versions[_key(line.contract.key)], reader),
                "summary": summary_shown(line.summary),
            }
            for line in told.lines[start : start + size]
        ],
        "total": len(told.lines),
    }


def statuses(
    authority: str | None, reader: Reader, on: date, known_on: date
) -> list[tuple[dict[str, Any], dict[str, str]]]:
    """Each contract in force with its status by term: `met`, or `children missing, adults met`."""
    held = register()
    versions = _versions(held, authority, reader, on, known_on)
    record_look(reader, Look(action="see-gap-report"))
    found = []
    for line in _gaps(versions, on).lines:
        by_term: dict[str, list[str]] = {}
        for slug, known in equipment().terms.by_slug.items():
            promised = [each for each in line.contract.promises if each.term == slug]
            verdicts = known.verdicts(promised)
            by_term[slug] = (
                [verdicts[0].status]
                if len(verdicts) == 1
                else [f"{each.concerns} {each.status}" for each in verdicts]
            )
        shown = contract_shown(held, *versions[_key(line.contract.key)], reader)
        found.append(
            (
                {**shown, "summary": summary_shown(line.summary)},
                {slug: ", ".join(each) for slug, each in by_term.items()},
            )
        )
    return found


def findings(
    wanted: Behind, reader: Reader, on: date, known_on: date, start: int, size: int
) -> tuple[list[dict[str, Any]], int]:
    """A stretch of the findings behind a number, with their contracts and clauses; and how many there are."""
    held = register()
    versions = _versions(held, wanted.authority, reader, on, known_on)
    if wanted.contract is not None:
        versions = {key: each for key, each in versions.items() if key == wanted.contract}
    record_look(reader, Look(action="see-gap-report"))
    behind = [
        (_key(contract.key), verdict.term, verdict.concerns)
        for contract, _, verdict in _gaps(versions, on).behind(
            provider=... if wanted.provider is None else wanted.provider,
            scheme=None if wanted.no_scheme else ... if wanted.scheme is None else wanted.scheme,
            term=wanted.term,
            status=wanted.status,
            audience=wanted.audience,
        )
    ]
    shown = behind[start : start + size]
    read = {key: assessed(versions[key][1], on) for key in dict.fromkeys(key for key, *_ in shown)}
    items = []
    for key, term, concerns in shown:
        [found] = [each for each in read[key].findings if (each.term.slug, each.concerns) == (term, concerns)]
        contract = contract_shown(held, *versions[key], reader)
        items.append({"contract": contract, **finding_shown(found)})
    return items, len(behind)


def _versions(
    held: Register, authority: str | None, reader: Reader, on: date, known_on: date
) -> dict[uuid.UUID, tuple[Registered, Version]]:
    return {
        each.id: (each, version)
        for each, version in held.as_of(on, known_on, reader)
        if authority in (None, version.promised.authority)
    }


def _gaps(versions: dict[uuid.UUID, tuple[Registered, Version]], on: date) -> Gaps:
    contracts: Iterable[Any] = (version.promised for _, version in versions.values())
    return gaps(contracts, equipment().terms, on)


def _group(group: Group) -> dict[str, Any]:
    ends = [line.contract.valid_to for line in group.lines if line.contract.valid_to is not None]
    return {
        "contracts": len(group.lines),
        "first_ends": min(ends, default=None),
        **summary_shown(group.summary),
    }


def _council(code: object) -> str:
    known = equipment().authorities.known_as(str(code))
    return known.name if known else str(code)


def _key(key: object) -> uuid.UUID:
    assert isinstance(key, uuid.UUID)
    return key
