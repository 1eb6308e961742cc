"""Everything that can be asked of a directory without changing it, and what every reader is answered."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.access.requests import filled
from tests.access.table import ANYONE, LEAST, routes_of
from tests.editors import NEVER
from tests.factories import CHELMSFORD, COLCHESTER, ESSEX, SOUTHEND
from tests.twins.world import FARTHER, HIDDEN_UPRN, UPRN, World, hidden_ids

API = "/api/v1"

#: What is left out of the comparison: the moment of the answer, and how often somebody has asked before.
NOT_COMPARED = ("date", "ratelimit", "x-ratelimit", "retry-after")

#: What is looked up: what is shown and what may be hidden, right, misspelt, and next to it.
ADDRESSES = (
    "flat 3 sprocket house, 40 thistlequay rd chelmsford CM1 1AA",
    "Flat 3, Sprocket House, 40 Thistlequay Road, Chelmsford",
    "Sprocket House, Chelmsford",
    "41 Thistlequay Road CM1 1AA",
    "41 Thistlequay Road, Chelmsford",
    f"41 Thistlequay Road {FARTHER}",
    "41 Thistlequay Road CM2",
    "41 Thistlequay",
    "43 Thistlequay Road, Chelmsford",
    "Thistlequay Road, Chelmsford",
    "Thistelquay Road 41, CM1 1AA",
    "5 Merrythought Lane CO1 1AA",
    "5 Merrithought Lane CO1 1AA",
    "5 Merrithought Lane, Colchester",
    "5 Merrythougt Lane, Colchester",
    "14 Merrythought Lane CO1 1AA",
    "14 Merrithought Lane CO1 1AA",
    "14 Merrithought Lane, Colchester",
    "7 Quenchlark Lane CM1 1AA",
    "7 Quenchlark Lane, Chelmsford",
    "7 Quenchlork Lane, Chelmsford",
    "7 Quenchlark Lane",
    "9 Quenchlark Lane CM1 1AA",
    "Quenchlark Lane",
    "Quenchlark",
    "Quenchlark House, Chelmsford",
    "Quenchlark Refuge",
    "7 Quenchlark Lane, 41 Thistlequay Road CM1 1AA",
    "Quenchlark Lane, Chelmsford CM1",
    "7 Quenchlark Lane CM1 1AC",
    "7 Quenchlark Lane CM1 lAA",
    "CM1 1AA",
    FARTHER,
    "CO1 1AA",
    "CM1 1AC",
    "LEEDS",
    "12 Hollow Street",
)

ASKED: tuple[dict[str, Any], ...] = (
    *({"address": address} for address in ADDRESSES),
    {"address": "7 Quenchlark Lane", "postcode": "CM1 1AA"},
    {"address": "41 Thistlequay Road CM1 1AA", "postcode": FARTHER},
    {"address": "7 Quenchlark Lane CM1 1AA", "on": "2020-01-31"},
    *({"uprn": uprn} for uprn in (UPRN, HIDDEN_UPRN, "999000000078", "x")),
)

SEARCHES: dict[str, tuple[dict[str, Any], ...]] = {
    "/providers": (
        {"q": "Brindlestoke Homes"},
        {"q": "Brindelstoke"},
        {"q": "Mallow Housing"},
        {"q": "Quenchlark"},
        {"q": "L0042"},
        {"page_size": 1, "page": 2},
        {"page": 0},
    ),
    "/schemes": (
        {"type": "ta-hostel-family"},
        {"type": "da-refuge"},
        {"type": "quenchlark"},
        {"support": "key-work"},
        {"support": "childcare"},
        {"support": "key-work", "level": "visiting"},
        {"level": "visiting"},
        {"near": "CM1 1AA"},
        {"near": FARTHER, "radius_km": 0.5},
        {"near": "CO1 1AA", "radius_km": 100},
        {"near": "CM1 1AA", "support": "childcare", "accessible": "true"},
        {"near": "CM1 1AA", "page_size": 1, "page": 2},
        {"near": "CM1 1ZZ"},
        {"authority": CHELMSFORD},
        {"authority": ESSEX},
        {"authority": ESSEX, "type": "da-refuge"},
        {"authority": SOUTHEND},
        {"authority": COLCHESTER, "type": "ta-hostel-family"},
        {"accessible": "true"},
        {"child_age": 15},
        {"child_age": 15, "child_sex": "male"},
        {"child_sex": "male"},
        {"q": "quenchlark"},
        {"q": "house"},
        {"q": "Brindlestoke"},
        {"on": "2030-01-01"},
        *({"page_size": 1, "page": page} for page in (1, 2, 3, 4, 5)),
        {"colour": "red"},
    ),
    "/authorities": (
        {"postcode": "CM1 1AA"},
        {"postcode": FARTHER, "on": "2026-01-31"},
        {"postcode": "CM1 1ZZ"},
        {"page_size": 1, "page": 2},
    ),
    "/contracts": (
        {"authority": COLCHESTER},
        {"authority": CHELMSFORD},
        {"ending_before": "2030-01-01"},
        {"missing_term": "named-lead"},
        {"q": "twenty hours"},
        *({"scheme": str(key)} for key in hidden_ids(1)),
        {"on": "2026-01-31"},
        {"known_on": "2026-01-31"},
        {"page_size": 1, "page": 2},
    ),
    "/assurance": (
        {"authority": COLCHESTER},
        {"authority": CHELMSFORD},
        {"on": "2026-01-31", "known_on": "2030-01-31"},
        {"ending_within": 3660},
        {"page_size": 1, "page": 2},
    ),
    "/assurance/findings": (
        {"on": "2026-01-31", "known_on": "2030-01-31"},
        {"audience": "adults"},
        {"contract": str(hidden_ids(1)[0])},
        {"authority": COLCHESTER},
        {"authority": CHELMSFORD, "term": "capacity-hours"},
        {"status": "met", "provider": str(hidden_ids(1)[0])},
        {"status": "missing"},
        {"no_scheme": "true"},
        *({"scheme": str(key)} for key in hidden_ids(1)),
        {"page_size": 1, "page": 2},
    ),
    "/reorganisation": (
        {"reorganised_on": "2028-04-01", "known_on": "2030-01-31"},
        {"authority": COLCHESTER},
        {"authority": CHELMSFORD, "fate": "passes"},
        {"successor": "planned:essex-mid", "on": "2027-01-31"},
        {"page_size": 1, "page": 2},
    ),
    "/reorganisation/posts": (
        {"reorganised_on": "2028-04-01", "known_on": "2030-01-31"},
        {"authority": CHELMSFORD, "fate": "passes"},
        {"successor": "planned:essex-mid", "on": "2027-01-31"},
        {"page_size": 1, "page": 2},
    ),
    "/engagement": (
        {"authority": COLCHESTER},
        {"authority": CHELMSFORD},
        {"from": "2025-04-01"},
        {"to": "2026-03-31"},
        {"known_on": "2026-01-31"},
        {"page_size": 1, "page": 2},
    ),
    "/suppressions": ({"page_size": 1, "page": 2},),
    "/lifts": ({"page_size": 1, "page": 2},),
}


#: The ids that something hidden may have: it, the addresses and the contacts of a hidden scheme.
_FIRST, _SECOND, *_, _SIXTH = hidden_ids(6)
HIDDEN = {
    "schemes": [_FIRST],
    "premises": [_FIRST, _SECOND],
    "contacts": [_FIRST, _SECOND, _SIXTH],
    "contracts": [_FIRST],
}


@dataclass(frozen=True, slots=True)
class Question:
    """A request that changes nothing. `name` is what it asks for, as a test says it."""

    method: str
    path: str
    body: Mapping[str, Any] | None = None

    @property
    def name(self) -> str:
        return f"{self.method} {self.path} {self.body or ''}".strip()


#: An answer as it is compared: status, headers, bytes.
Told = tuple[int, tuple[tuple[str, str], ...], bytes]
Answers = dict[tuple[str, str], Told]


def searches(world: World) -> Iterator[Question]:
    """Every list, by every parameter."""
    for path, queries in SEARCHES.items():
        for query in queries:
            yield Question("GET", f"{API}{path}?{urlencode(query)}")
    for provider in (*world.shown["providers"], NEVER):
        yield Question("GET", f"{API}/schemes?provider={provider}")
        yield Question("GET", f"{API}/contracts?provider={provider}")
        yield Question("GET", f"{API}/engagement?provider={provider}")
    for key in (*world.shown["schemes"][:1], *HIDDEN["schemes"]):
        yield Question("GET", f"{API}/schemes?provider={key}")
        yield Question("HEAD", f"{API}/schemes/{key}")
        yield Question("GET", f"{API}/schemes/{key}?on=2030-01-01")
    yield Question("GET", f"{API}/schemes/quenchlark")


def reads(app: Flask, world: World, *, is_open: bool) -> Iterator[Question]:
    """Every route that is read from, for each thing there is, each that may be hidden, and one there is not.

    The routes are those of the application, so that one that is new is asked too; those that are open to
    anyone, or those that are not.
    """
    for route in routes_of(app):
        method, _, address = route.partition(" ")
        if method != "GET" or is_open is not (LEAST[route] == ANYONE):
            continue
        noun = address.removeprefix(API).split("/")[1]
        if "<uuid:key>" in address:
            keys = [*world.shown.get(noun, ())[:2], *HIDDEN.get(noun, ()), NEVER]
            paths = [address.replace("<uuid:key>", str(key)) for key in keys]
        else:
            paths = filled(address)
        for path in paths:
            yield Question("GET", path)


def look_ups() -> Iterator[Question]:
    """Every look-up by itself, by the API and on its page, and each address picked out of several."""
    for body in ASKED:
        yield Question("POST", f"{API}/lookups", body)
    for address in ADDRESSES:
        yield Question("POST", "/look-up", {"address": address})
    for key in (*HIDDEN["premises"], NEVER):
        yield Question("POST", "/look-up", {"premises": str(key)})


#: Fields of the page to find accommodation on, which is asked in a body.
FOUND = ("type", "support", "level", "near", "authority", "accessible", "child_age", "child_sex", "q", "page")


def finds() -> Iterator[Question]:
    """Every search for schemes on its page, and each thing that may be hidden beside another."""
    for query in SEARCHES["/schemes"]:
        if {*query} <= {*FOUND}:
            yield Question("POST", "/find-accommodation", query)
    for key in (*HIDDEN["schemes"], NEVER):
        yield Question("GET", f"/find-accommodation/compare?scheme={key}")


def plans(world: World) -> Iterator[Question]:
    """Meetings about each address looked up, and each scheme that is shown or may be hidden."""
    schemes = [*world.shown["schemes"], *HIDDEN["schemes"]]
    places = [*ASKED, *({"scheme": str(key)} for key in schemes)]
    for place in places:
        named = {name: value for name, value in place.items() if name != "on"}
        meeting = {"meeting_type": "icpc", "starts_at": "2026-12-01T10:00:00+00:00"}
        people = [{"label": "mother", **named}, {"label": "father", "earlier": [named], **named}]
        yield Question("POST", f"{API}/meeting-plans", {**meeting, "people": people})


#: All of them in one call.
BATCH = Question("POST", f"{API}/lookups/batch", {"lookups": list(ASKED)})


def told(client: FlaskClient, question: Question) -> Told:
    """What somebody is answered."""
    json, form = (question.body, None) if question.path.startswith(API) else (None, question.body)
    answer: TestResponse = client.open(
        question.path, method=question.method, json=json, data=form, buffered=True
    )
    headers = [(name, value) for name, value in answer.headers.items() if _is_compared(name)]
    return answer.status_code, tuple(sorted(headers)), answer.data


def _is_compared(header: str) -> bool:
    return not header.lower().startswith(NOT_COMPARED)


def answers(readers: Mapping[str, FlaskClient], questions: Iterable[Question]) -> Answers:
    """What each of some readers is answered to each question."""
    listed = list(questions)
    return {
        (name, question.name): told(client, question)
        for name, client in readers.items()
        for question in listed
    }
