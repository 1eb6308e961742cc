"""Whether safeguarding cover is contracted, as far as the council whose contract it is lets it be told.

Of contracts nothing else is told to those who may not read them: not whose one is, nor that there is none.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any, Final, Literal

from directory.db import db
from directory.equipment import equipment
from directory.rules.assurance import Promise
from directory.rules.versions import version_on
from directory.services.contracts.rows import SCHEMES, promises_in, schemes_in, versions_of
from directory.services.memory import Remembered

Contracted = Literal["contracted"]
CONTRACTED: Final[Contracted] = "contracted"


@dataclass(frozen=True, slots=True)
class _Version:
    """What a version of a contract that may be told of comes to. `covers`: it promises all that is asked."""

    number: int
    kind: str
    starts_on: date
    recorded_on: date
    provider: uuid.UUID
    valid_from: date
    valid_to: date | None
    names_schemes: bool
    schemes: frozenset[uuid.UUID]
    covers: bool

    def holds_on(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class _Told:
    """The contracts that may be told of, each as its versions, by scheme and by provider."""

    of_scheme: Mapping[uuid.UUID, list[tuple[_Version, ...]]] = field(default_factory=dict)
    of_provider: Mapping[uuid.UUID, list[tuple[_Version, ...]]] = field(default_factory=dict)


def scheme_contracted(scheme: uuid.UUID, provider: uuid.UUID, on: date) -> Contracted | None:
    """`contracted` where a contract that may be told of covers the scheme on a day; None says nothing.

    A contract that names no scheme covers all of its provider's.
    """
    told = _told.get()
    lines = [*told.of_scheme.get(scheme, ()), *told.of_provider.get(provider, ())]
    for version in _standing(lines, on):
        if scheme in version.schemes or (not version.names_schemes and version.provider == provider):
            return CONTRACTED
    return None


def provider_contracted(provider: uuid.UUID, on: date) -> Contracted | None:
    """The same of a provider: one of its contracts that names no scheme, or one that is shown."""
    for version in _standing(_told.get().of_provider.get(provider, ()), on):
        if version.provider == provider and (version.schemes or not version.names_schemes):
            return CONTRACTED
    return None


def _standing(lines: Any, on: date) -> Iterator[_Version]:
    """What contracts say on a day, of those in force that promise what is asked."""
    for versions in lines:
        version = version_on(versions, on, date.max)
        if version is not None and version.covers and version.holds_on(on):
            yield version


def _read(_version: int) -> _Told:
    asked = {
        gss: each.cover_told_by
        for gss, each in equipment().authorities.settings.items()
        if each.cover_told_by
    }
    if not asked:
        return _Told()
    of_scheme: dict[uuid.UUID, list[tuple[_Version, ...]]] = defaultdict(list)
    of_provider: dict[uuid.UUID, list[tuple[_Version, ...]]] = defaultdict(list)
    with db.engine.connect() as connection:
        visible = {row.key: row.id for row in connection.execute(SCHEMES)}
        rows = connection.execute(versions_of(asked, {term for terms in asked.values() for term in terms}))
        for _, of_contract in groupby(rows, attrgetter("contract_id")):
            line = tuple(_version_of(row, visible, asked.get(row.commissioner_gss)) for row in of_contract)
            for scheme in {scheme for each in line for scheme in each.schemes}:
                of_scheme[scheme].append(line)
            for provider in {each.provider for each in line}:
                of_provider[provider].append(line)
    return _Told(of_scheme, of_provider)


_told: Remembered[_Told] = Remembered(_read)


def _version_of(row: Any, visible: dict[str, uuid.UUID], asked: tuple[str, ...] | None) -> _Version:
    return _Version(
        row.number,
        row.kind,
        row.starts_on,
        row.recorded_on,
        row.provider_id,
        row.valid_from,
        row.valid_to,
        row.covered is not None,
        frozenset(schemes_in(row.covered, visible)),
        asked is not None and _promises(promises_in(row.promised), asked),
    )


def _promises(promises: tuple[Promise, ...], asked: tuple[str, ...]) -> bool:
    """Whether each of some terms is promised, to whomever it concerns: there is no such gap as `missing`."""
    terms = equipment().terms.by_slug
    return all(
        slug in terms
        and all(
            verdict.status != "missing"
            for verdict in terms[slug].verdicts([each for each in promises if each.term == slug])
        )
        for slug in asked
    )
