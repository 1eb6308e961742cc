"""Rows for tests: a factory is told what matters, makes up the rest, writes it, and gives its key.

They are called inside an application context, and write as the service does.
"""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from directory.db import Model, db
from directory.equipment import equipment
from directory.model import (
    Attendance,
    AuthorityRecord,
    Contact,
    Contract,
    ContractScheme,
    ContractTerm,
    ContractVersion,
    Premises,
    Provider,
    ProviderName,
    Scheme,
    SupportOffered,
)
from directory.rules.addresses import keys_of
from directory.rules.distance import cell_of
from directory.rules.engagement import Quarter
from directory.rules.permissions import SERVICE
from directory.services import memory
from directory.services.changes import change

#: Councils: a district and its county, a unitary, and another district of the county.
CHELMSFORD, ESSEX, SOUTHEND, COLCHESTER = "E07000070", "E10000012", "E06000033", "E07000071"

#: Postcodes there.
IN_CHELMSFORD, IN_SOUTHEND, IN_COLCHESTER = "CM1 1AA", "SS1 1AA", "CO1 1AA"


def a_council(gss: str = CHELMSFORD) -> str:
    """The row of a council of the reference files, on which other rows hang."""
    if db.session.execute(select(AuthorityRecord.gss).where(AuthorityRecord.gss == gss)).first() is None:
        council = equipment().authorities[gss]
        facts = {
            name: getattr(council, name) for name in ("name", "tier", "valid_from", "valid_to", "planned")
        }
        _write([AuthorityRecord(gss=gss, **facts)])
    return gss


def a_provider(
    name: str = "Brindlestoke Homes",
    *,
    trading: Iterable[str] = (),
    former: Iterable[str] = (),
    **columns: Any,
) -> uuid.UUID:
    key = uuid.uuid4()
    names = [("trading", other) for other in trading] + [("former", other) for other in former]
    _write([Provider(id=key, name=name, **columns)])
    _write([ProviderName(provider_id=key, kind=kind, name=other) for kind, other in names])
    return key


def a_scheme(
    name: str = "Sprocket House",
    *,
    provider: uuid.UUID | None = None,
    kind: str = "ta-hostel-family",
    support: Mapping[str, str | tuple[str, str]] | None = None,
    council: str | None = None,
    **columns: Any,
) -> uuid.UUID:
    """A scheme of a provider of its own unless told; `support` is by type, an answer or answer and level."""
    key = uuid.uuid4()
    scheme = Scheme(
        id=key,
        name=name,
        provider_id=provider or a_provider(),
        accommodation_type=kind,
        holds_location=equipment().catalogue.accommodation_types[kind].holds_location,
        authority_gss=a_council(council) if council else None,
        **columns,
    )
    _write([scheme])
    for slug, offer in (support or {}).items():
        offered, level = (offer, None) if isinstance(offer, str) else offer
        _write([SupportOffered(scheme_id=key, support_type=slug, offered=offered, level=level)])
    return key


def a_refuge(name: str = "Zephyrwyke Refuge", **columns: Any) -> uuid.UUID:
    """A scheme whose place is confidential, and so not held."""
    return a_scheme(name, kind="da-refuge", **columns)


def a_premises(
    line: str = "12 Thistlequay Road",
    postcode: str = IN_CHELMSFORD,
    *,
    scheme: uuid.UUID | None = None,
    town: str | None = "Chelmsford",
    **columns: Any,
) -> uuid.UUID:
    """`Flat 3, Oak House, 12 High Street`, at the position of its postcode; of a new scheme unless told.

    The last part of the line is the street, with its number; before it stand the flat and the building.
    """
    *before, house = line.split(", ")
    number, _, street = house.partition(" ") if house[0].isdigit() else ("", "", house)
    unit = next((part for part in before if part.startswith(("Flat", "Room"))), None)
    building = next((part for part in before if part != unit), None)
    place = equipment().postcodes.get(postcode)
    facts = {
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "covers": "unit" if unit else "building",
    } | columns
    keys = keys_of(building, number, street)
    key = uuid.uuid4()
    premises = Premises(
        id=key,
        scheme_id=scheme or a_scheme(),
        sub_building=unit,
        building_name=building,
        number=number or None,
        street=street,
        town=town,
        postcode=postcode,
        cell=None if facts["latitude"] is None else cell_of(facts["latitude"], facts["longitude"]),
        street_key=keys.street,
        building_key=keys.building,
        number_from=keys.number_from,
        **facts,
    )
    _write([premises])
    return key


def a_contact(
    role: str = "provider-dsl",
    *,
    provider: uuid.UUID | None = None,
    scheme: uuid.UUID | None = None,
    council: str | None = None,
    phone: str | None = "01632 960123",
    **columns: Any,
) -> uuid.UUID:
    """A post at the one of the three that is given."""
    key = uuid.uuid4()
    contact = Contact(
        id=key,
        role=role,
        provider_id=provider,
        scheme_id=scheme,
        authority_gss=a_council(council) if council else None,
        phone=phone,
        **columns,
    )
    _write([contact])
    return key


def a_contract(
    title: str = "Family hostel support",
    *,
    provider: uuid.UUID | None = None,
    council: str = ESSEX,
    since: date = date(2026, 4, 1),
    valid_to: date | None = None,
    reference: str | None = None,
    schemes: Iterable[uuid.UUID] = (),
    terms: Iterable[Mapping[str, Any]] = (),
    **facts: Any,
) -> uuid.UUID:
    """What a council has agreed with a provider, of its own unless told; known from its first day on."""
    key = uuid.uuid4()
    said = {
        "title": title,
        "provider_id": provider or a_provider(),
        "commissioner_gss": a_council(council),
        "valid_from": since,
        "valid_to": valid_to,
    }
    version = {"kind": "original", "starts_on": since, "recorded_on": since, **said, **facts}
    _write([Contract(id=key, reference=reference, **said)])
    _write([ContractVersion(contract_id=key, number=1, **version)])
    _write([ContractScheme(contract_id=key, number=1, scheme_id=scheme) for scheme in schemes])
    _write(
        [
            ContractTerm(contract_id=key, number=1, position=place, **{"concerns": "both", **term})
            for place, term in enumerate(terms)
        ]
    )
    return key


def some_attendances(
    provider: uuid.UUID,
    quarter: Quarter,
    times: int = 1,
    *,
    meeting: str = "icpc",
    role: str = "support-worker",
    outcome: str = "attended",
    notice: int = 7,
    report: str = "on_time",
    giver: str = "",
) -> None:
    """So many invitations of a quarter that were alike."""
    attendance = Attendance(
        provider_id=provider,
        year=quarter.year,
        quarter=quarter.number,
        meeting_type=meeting,
        role=role,
        outcome=outcome,
        notice_days=notice,
        report=report,
        giver=giver,
        times=times,
    )
    _write([attendance])


def _write(rows: Iterable[Model]) -> None:
    with change(SERVICE) as session:
        session.add_all(rows)
    # What this process remembers may be a second old; a test does not wait.
    memory.forget()
