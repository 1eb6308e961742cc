"""A directory to hide something in: the same to the byte, whenever and wherever it is built.

Each record draws its id from a source of its own, so that one record more or less changes no other.
"""

import random
import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest

from directory.model import Lift
from directory.rules.engagement import Quarter
from directory.rules.permissions import SERVICE
from directory.services.changes import change
from tests.factories import (
    CHELMSFORD,
    COLCHESTER,
    ESSEX,
    SOUTHEND,
    a_contact,
    a_contract,
    a_council,
    a_premises,
    a_provider,
    a_refuge,
    a_scheme,
    some_attendances,
)

#: What each contract promises.
TERMS = (
    {
        "term": "capacity-hours",
        "quantity": 20.0,
        "unit": "hours_per_month",
        "clause_number": "4.2",
        "clause_text": "The Provider keeps twenty hours a month for safeguarding meetings.",
    },
)

#: A Tuesday, in office hours.
NOW = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
CONFIRMED = date(2026, 11, 20)
OFFICE = "Mo-Fr 09:00-17:00; PH off"

#: The property number of a home that is shown, and one that nothing shown has.
UPRN, HIDDEN_UPRN = "999000000009", "999000000077"

#: Postcodes of Chelmsford in other sectors than that of the homes shown.
FARTHER = "CM2 0AA"


@contextmanager
def drawn_from(source: str) -> Iterator[None]:
    """Ids and tokens that are the same whenever they are drawn from that source."""
    chance = random.Random(source)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=chance.getrandbits(128), version=4))
        patch.setattr(secrets, "choice", chance.choice)
        patch.setattr(secrets, "token_hex", lambda size: chance.randbytes(size).hex())
        yield


@dataclass
class World:
    """The ids of what is shown, by noun; and the provider whose steward asks."""

    shown: dict[str, list[uuid.UUID]] = field(default_factory=dict)

    @property
    def provider(self) -> uuid.UUID:
        return self.shown["providers"][0]

    def keep(self, noun: str, key: uuid.UUID) -> uuid.UUID:
        self.shown.setdefault(noun, []).append(key)
        return key


#: What is hidden, and how it is: a suppressed one is shown in the trial that shows that it would be seen.
SUPPRESSED = (
    "suppressed scheme",
    "suppressed premises with a street of its own",
    "suppressed premises a slip away from a street",
    "suppressed premises at an address that is shown",
    "suppressed premises of a street's namesake",
    "suppressed contact of a scheme",
    "suppressed contact of a provider",
    "suppressed contact of a council",
)
#: A refuge that is there in both of the twins, in a county in one and a city in the other.
AREA = "area of a confidential scheme"
CASES = (*SUPPRESSED, AREA, "confidential scheme", "contract of another council", "lift of another scope")


def build(hidden: str | None = None, *, suppressed: bool = True) -> World:
    """What is shown, and in the midst of it what is hidden; within an application context."""
    world = World()
    with drawn_from("councils"):
        for gss in (CHELMSFORD, COLCHESTER, ESSEX, SOUTHEND):
            a_council(gss)
    with drawn_from("providers"):
        one = world.keep(
            "providers",
            a_provider(
                "Brindlestoke Homes", trading=["Brindle"], registration_no="L0042", phone="01632 960999"
            ),
        )
        other = world.keep("providers", a_provider("Mallowquay Trust", former=["Mallow Housing"]))
    with drawn_from("homes"):
        support: dict[str, str | tuple[str, str]] = {"key-work": ("yes", "visiting"), "childcare": "no"}
        home = a_scheme("Sprocket House", provider=one, council=CHELMSFORD, support=support, accessible="no")
        world.keep("schemes", home)
        lodge = world.keep("schemes", a_scheme("Hobnail Lodge", provider=other, council=COLCHESTER))
        flat = "Flat 3, Sprocket House, 40 Thistlequay Road"
        world.keep("premises", a_premises(flat, scheme=home, uprn=UPRN))
    cover = _hide(hidden, one, other, home, lodge, suppressed)
    with drawn_from("more homes"):
        world.keep("premises", a_premises("41 Thistlequay Road", scheme=home))
        world.keep("premises", a_premises("5 Merrythought Lane", "CO1 1AA", scheme=lodge, town="Colchester"))
        visiting = a_scheme("Thornapple Visits", provider=one, kind="floating-support", council=CHELMSFORD)
        world.keep("schemes", visiting)
        city = {"council": SOUTHEND, "placing_authorities": SOUTHEND}
        where = city if hidden == AREA else {"council": ESSEX}
        refuge = world.keep("schemes", a_refuge("Zephyrwyke Refuge", provider=other, **where))
    with drawn_from("contacts"):
        facts: dict[str, Any] = {"hours": OFFICE, "confirmed_on": CONFIRMED}
        world.keep("contacts", a_contact("support-worker", scheme=home, covered_by_id=cover, **facts))
        world.keep("contacts", a_contact(provider=one, **facts))
        world.keep("contacts", a_contact("lha-housing-options", council=CHELMSFORD, **facts))
        world.keep("contacts", a_contact("support-worker", scheme=refuge, **facts))
    with drawn_from("contracts"):
        world.keep(
            "contracts",
            a_contract(
                "Family hostel support",
                provider=one,
                council=CHELMSFORD,
                # A suppressed scheme has the first id of what is hidden; other hidden things leave this one.
                schemes=[home, *([hidden_ids(1)[0]] if hidden == "suppressed scheme" else [])],
                terms=TERMS,
            ),
        )
    for provider in (one, other):
        some_attendances(provider, Quarter(2026, 1), 12)
    if hidden == "lift of another scope":
        with drawn_from("hidden"):
            _a_lift(refuge)
    return world


def hidden_ids(count: int) -> list[uuid.UUID]:
    """The first ids that hidden records get, in the order in which they are put down."""
    with drawn_from("hidden"):
        return [uuid.uuid4() for _ in range(count)]


def _hide(
    what: str | None,
    one: uuid.UUID,
    other: uuid.UUID,
    home: uuid.UUID,
    lodge: uuid.UUID,
    suppressed: bool,
) -> uuid.UUID | None:
    """Put down what is hidden; the id of the contact that a contact shown names as its cover."""
    hide: dict[str, Any] = {"suppressed": suppressed}
    post: dict[str, Any] = {"hours": "24/7", "confirmed_on": CONFIRMED, "phone": "01632 960777", **hide}
    quenchlark, merrithought = "7 Quenchlark Lane", "14 Merrithought Lane"
    in_colchester: dict[str, Any] = {"town": "Colchester", **hide}
    with drawn_from("hidden"):
        if what == "suppressed scheme":
            scheme = a_scheme(
                "Quenchlark House",
                provider=one,
                council=CHELMSFORD,
                support={"childcare": "yes"},
                accessible="yes",
                **hide,
            )
            a_premises(quenchlark, scheme=scheme, uprn=HIDDEN_UPRN)
            a_premises("Flat 3, Sprocket House, 40 Thistlequay Road", scheme=scheme, uprn=UPRN)
            a_premises("41 Thistlequay Road", FARTHER, scheme=scheme)
            a_premises(merrithought, "CO1 1AA", scheme=scheme, town="Colchester")
            a_contact("support-worker", scheme=scheme, **(post | {"suppressed": False}))
        elif what == "suppressed premises with a street of its own":
            a_premises(quenchlark, scheme=home, uprn=HIDDEN_UPRN, **hide)
        elif what == "suppressed premises a slip away from a street":
            a_premises(merrithought, "CO1 1AA", scheme=lodge, **in_colchester)
        elif what == "suppressed premises at an address that is shown":
            flat = "Flat 3, Sprocket House, 40 Thistlequay Road"
            a_premises(flat, scheme=lodge, uprn=UPRN, **hide)
        elif what == "suppressed premises of a street's namesake":
            a_premises("41 Thistlequay Road", FARTHER, scheme=lodge, **hide)
        elif what == "suppressed contact of a scheme":
            return a_contact("support-worker", scheme=home, **post)
        elif what == "suppressed contact of a provider":
            a_contact(provider=one, **post)
        elif what == "suppressed contact of a council":
            a_contact("lha-housing-options", council=CHELMSFORD, **post)
        elif what == "confidential scheme":
            refuge = a_refuge("Quenchlark Refuge", provider=other, council=ESSEX, accessible="yes")
            a_contact("support-worker", scheme=refuge, hours="24/7")
        elif what == "contract of another council":
            a_contract(
                "A contract first in the list",
                provider=other,
                council=COLCHESTER,
                schemes=[lodge],
                terms=TERMS,
            )
    return None


def _a_lift(scheme: uuid.UUID) -> None:
    facts: dict[str, Any] = {"accommodation_type": "ta-hostel-family", "asked_by": "token:aaaaaaaa"}
    with change(SERVICE) as session:
        session.add(Lift(id=uuid.uuid4(), scheme_id=scheme, asked_at=NOW, **facts))
