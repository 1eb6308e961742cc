"""Schemes as shown: what kind of place it is, and what support there is, yes, no or ask."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from directory.equipment import equipment
from directory.model import Provider, Scheme, SupportOffered
from directory.rules import disclosure
from directory.rules.catalogue import AccommodationType
from directory.rules.clocks import last_day
from directory.rules.permissions import Reader
from directory.services.memory import MOST_REMEMBERED, Remembered, RememberedRows
from directory.services.reading import read_rows, table
from directory.services.shown.providers import PROVIDER_COLUMNS, provider_shown
from directory.services.visible import visible

_S, _P, _O = table(Scheme), table(Provider), table(SupportOffered)
_SCHEME_COLUMNS = (
    _S.c.id,
    _S.c.reference,
    _S.c.name,
    _S.c.accommodation_type,
    _S.c.authority_gss,
    _S.c.placing_authorities,
    _S.c.age_from,
    _S.c.age_to,
    _S.c.sons_under,
    _S.c.daughters_under,
    _S.c.accessible,
    _S.c.referral,
    _S.c.hours,
    _S.c.capacity,
    _S.c.valid_from,
    _S.c.valid_to,
    _S.c.confirmed_on,
)
_SCHEMES = (
    select(*_SCHEME_COLUMNS, *PROVIDER_COLUMNS)
    .join(_P, _P.c.id == _S.c.provider_id)
    .where(_S.c.id.in_(bindparam("schemes", expanding=True)), visible(_S))
)
_SUPPORT = select(
    _O.c.scheme_id,
    _O.c.support_type,
    _O.c.offered,
    _O.c.level,
    _O.c.hours_per_week,
    _O.c.hours,
    _O.c.who_for,
    _O.c.evidence_date,
).where(_O.c.scheme_id.in_(bindparam("schemes", expanding=True)))


@dataclass(frozen=True, slots=True)
class SchemeShown:
    """A scheme and its provider as shown. They are remembered and shared: copy before adding to either."""

    scheme: dict[str, Any]
    provider: dict[str, Any]

    @property
    def provider_id(self) -> uuid.UUID:
        """Whose scheme it is."""
        found: uuid.UUID = self.provider["id"]
        return found

    def is_near_told(self, reader: Reader) -> bool:
        """Whether `reader` may be shown its addresses, or find it by one."""
        policy = self.scheme["accommodation_type"]["location_policy"]
        return disclosure.is_near_told(reader, equipment().catalogue.location_policies[policy])


def _read(schemes: list[uuid.UUID]) -> dict[uuid.UUID, SchemeShown]:
    asked = {"schemes": schemes}
    support: dict[uuid.UUID, list[Any]] = defaultdict(list)
    for row in read_rows(_SUPPORT, asked):
        support[row[0]].append(row)
    width = len(_SCHEME_COLUMNS)
    return {
        row[0]: SchemeShown(_scheme_shown(row[:width], support[row[0]]), provider_shown(row[width:]))
        for row in read_rows(_SCHEMES, asked)
        if row.accommodation_type in _kinds()  # of a kind out of use, nobody can say what may be told
    }


#: The schemes with some ids, with provider and support; unknown ids are left out.
read_schemes = RememberedRows(_read, most=MOST_REMEMBERED).get


def _scheme_shown(row: Sequence[Any], support: Sequence[Any]) -> dict[str, Any]:
    """A scheme with its accommodation type in short and its support."""
    (
        key,
        reference,
        name,
        slug,
        authority,
        placing,
        age_from,
        age_to,
        sons_under,
        daughters_under,
        accessible,
        referral,
        hours,
        capacity,
        since,
        until,
        confirmed,
    ) = row
    kind = _kinds()[slug]
    return {
        "id": key,
        "reference": reference,
        "name": name,
        "accommodation_type": kind.in_short,
        "support": _support_shown(support, kind),
        "hours": hours,
        "age_from": age_from,
        "age_to": age_to,
        "sons_under": sons_under,
        "daughters_under": daughters_under,
        "accessible": accessible,
        "referral": referral,
        "capacity": capacity,
        "authority": authority,
        "placing_authorities": placing.split(";") if placing else [],
        "valid_from": since,
        "valid_to": until,
        "confirmed_on": confirmed,
    }


def scheme_in_list(found: SchemeShown, *, area_told: bool) -> dict[str, Any]:
    """A scheme as in a list: with its provider beside it, and without the councils it names unless told."""
    withheld: dict[str, Any] = {} if area_told else {"authority": None, "placing_authorities": []}
    return {**found.scheme, **withheld, "area_withheld": not area_told, "provider": found.provider}


@dataclass(frozen=True, slots=True)
class _Kind:
    """What all schemes of one accommodation type share: the type in short, and the support to ask about."""

    in_short: dict[str, Any]
    to_ask: tuple[dict[str, Any], ...]


def _read_kinds(_version: int) -> dict[str, _Kind]:
    at_hand = equipment().catalogue
    return {
        slug: _Kind(
            type_in_short(kind),
            tuple(
                {
                    "type": normal.support_type,
                    "name": at_hand.support_types[normal.support_type].name,
                    "offered": "ask",
                    "level": None,
                    "hours_per_week": None,
                    "hours": None,
                    "who_for": None,
                    "evidence_date": None,
                    "normally": normal.offered,
                }
                for normal in kind.support_normal
            ),
        )
        for slug, kind in at_hand.accommodation_types.items()
    }


_kinds = Remembered(_read_kinds).get


def counted_from(scheme: Mapping[str, Any], since: date) -> dict[str, Any]:
    """A scheme as shown, each time limit of its type with the day it `ends_on` when it began on `since`."""
    kind = equipment().catalogue.accommodation_types[scheme["accommodation_type"]["slug"]]
    limits = zip(scheme["accommodation_type"]["time_limits"], kind.time_limits, strict=True)
    counted = [{**shown, "ends_on": last_day(limit, since)} for shown, limit in limits]
    return {**scheme, "accommodation_type": {**scheme["accommodation_type"], "time_limits": counted}}


def type_in_short(kind: AccommodationType) -> dict[str, Any]:
    """What a look-up says of an accommodation type; the whole entry is at /accommodation-types/{slug}."""
    return {
        "slug": kind.slug,
        "name": kind.name,
        "description": kind.description,
        "typical_support": kind.typical_support,
        "not_normally_provided": kind.not_normally_provided,
        "statutory_time_limit": kind.statutory_time_limit,
        "time_limits": [
            {name: getattr(limit, name) for name in limit.__dataclass_fields__} for limit in kind.time_limits
        ],
        "questions": kind.questions,
        "location_policy": kind.location_policy,
        "verification": kind.verification,
        "source": list(kind.sources),
    }


def _support_shown(recorded: Sequence[Any], kind: _Kind) -> list[dict[str, Any]]:
    """The support recorded for a scheme; then, as `ask`, what its type normally brings or lacks.

    What nobody has recorded for this scheme is never shown as yes or no, however usual it is.
    """
    names: Mapping[str, Any] = equipment().catalogue.support_types
    found = [
        {
            "type": slug,
            "name": names[slug].name,
            "offered": offered,
            "level": level,
            "hours_per_week": weekly,
            "hours": hours,
            "who_for": who_for,
            "evidence_date": evidence,
            "normally": None,
        }
        for _, slug, offered, level, weekly, hours, who_for, evidence in recorded
        if slug in names
    ]
    said = {row[1] for row in recorded}
    return found + [ask for ask in kind.to_ask if ask["type"] not in said]
