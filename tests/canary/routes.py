"""Every route asked by everybody, about records in every state; and all that must not be kept, asked."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.access.readers import every_reader
from tests.access.records import (
    COUNCIL,
    ELSEWHERE,
    ORDINARY,
    OTHER_COUNCIL,
    PROVIDER,
    STATES,
    SUPPRESSED,
)
from tests.access.requests import asked, filled, states_of
from tests.access.table import routes_of
from tests.canary.conftest import Run
from tests.canary.marks import Marks, Place
from tests.canary.planting import (
    PlantedRecords,
    somebody_signed_in,
    somebody_with_a_token,
    watch_token,
)
from tests.editors import premises_body, scheme_body

API = "/api/v1"

#: Real postcodes at which nothing of these directories stands; how each is asked for.
ASKED_POSTCODE, CONFIDENTIAL_POSTCODE = "CM1 1AF", "CM1 1AG"

#: A day on which nothing else happens in these directories.
FIRST_DAY = "2017-03-19"


def look(marks: Marks, route: str, reader: str, answer: TestResponse) -> None:
    """Look for canaries in all of an answer."""
    told = f"{answer.status}\n{answer.headers}\n".encode() + answer.data
    marks.look(Place("answer", route, reader), told)


def everybody_asks(run: Run, records: PlantedRecords, routes: Iterable[str]) -> None:
    """Each of some routes by each reader of the table.

    First what is read, about records in every state, while all of them are there; then what changes them,
    about ordinary ones and hidden ones.
    """
    readers = every_reader(run.app, COUNCIL, OTHER_COUNCIL, PROVIDER)
    for name, client in readers.items():
        watch_token(run.marks, client, name)
        _bring_along(run.marks, client)
    for kind, states in STATES.items():
        for state in states:
            records.key(kind, state)
    for route in sorted(routes, key=lambda route: not route.startswith("GET ")):
        reading, states = route.startswith("GET "), states_of(route)
        for state in states if reading else [each for each in states if each in _CHANGED] or states[:1]:
            for name, client in readers.items():
                ask = asked(route, state, records)
                answer = ask.sent.by(client)
                look(run.marks, route, name, answer)
                if not reading and answer.status_code < 300 and ask.kind:
                    records.spent(ask.kind, state)


#: States of the records that are changed.
_CHANGED = (ORDINARY, SUPPRESSED, ELSEWHERE)


def people_ask_every_page(run: Run, records: PlantedRecords) -> None:
    """Each route that is read from, by people with sessions and with tokens of which somebody has to know."""
    clients = {
        (role, way): make(run.app, run.marks, role)
        for role in ("practitioner", "admin")
        for way, make in (("signed in", somebody_signed_in), ("by token", somebody_with_a_token))
    }
    for (role, _), client in clients.items():
        _bring_along(run.marks, client)
        for route in routes_of(run.app):
            method, _, address = route.partition(" ")
            if method != "GET":
                continue
            if "<uuid:key>" in address:
                look(run.marks, route, role, asked(route, ORDINARY, records).sent.by(client))
            else:
                for path in filled(address):
                    look(run.marks, route, role, client.get(path, buffered=True))
    for (role, way), client in clients.items():
        if way == "signed in":
            form = {"csrf_token": client.environ_base["HTTP_X_CSRF_TOKEN"]}
            look(run.marks, "POST /sign-out", role, client.post("/sign-out", data=form))


def families_are_asked_about(run: Run, client: FlaskClient, reader: str) -> None:
    """Look-ups by every door, with names and numbers of a family beside the address; none may be kept."""
    marks = run.marks
    marks.literal("asked", "an NHS number", "943 476 5919", "9434765919")
    marks.literal("asked postcode", "a postcode", ASKED_POSTCODE, ASKED_POSTCODE.replace(" ", ""))
    marks.literal("asked", "the day a stay began", FIRST_DAY)
    for route, body in _questions(marks):
        look(marks, f"POST {route}", reader, client.post(f"{API}{route.removeprefix(API)}", json=body))
    for page, form in _typed(marks):
        look(marks, f"POST {page}", reader, client.post(page, data=form))
    for path in (
        f"/schemes?near={ASKED_POSTCODE}",
        f"/authorities?postcode={ASKED_POSTCODE}",
        f"/accommodation-types/ta-bnb-shared?since={FIRST_DAY}",
    ):
        answer = client.get(f"{API}{path}")
        assert answer.status_code == 200
        look(marks, f"GET {API}{path.partition('?')[0]}", reader, answer)


def _typed(marks: Marks) -> Iterator[tuple[str, dict[str, str]]]:
    """What is typed into pages, each with a street and a family."""

    def address(category: str, what: str) -> str:
        street, family = marks.word(category, f"street, {what}"), marks.word(category, f"family, {what}")
        return f"Mrs {family}, 9 {street} Road, Chelmsford, NHS 943 476 5919"

    yield "/look-up", {"address": address("asked", "typed into the box")}
    yield "/look-up", {"address": f"{address('asked', 'typed with a postcode')} {ASKED_POSTCODE}"}
    refused = marks.word("asked and refused", "a text that is no address")
    yield "/look-up", {"address": f"{refused} {'x' * 1_000}"}
    yield "/look-up", {"address": "", marks.word("asked", "name of a field of a page"): "1"}
    day = dict(zip(("since-year", "since-month", "since-day"), FIRST_DAY.split("-"), strict=True))
    yield "/look-up", {"address": address("asked", "typed with a first day"), **day}
    yield "/look-up", {"premises": marks.word("asked", "a pick that is none")}
    yield "/find-accommodation", {"near": ASKED_POSTCODE}
    yield "/find-accommodation", {"near": ASKED_POSTCODE, "child_age": "15", "child_sex": "male"}


def _questions(marks: Marks) -> Iterator[tuple[str, Any]]:
    def address(door: str) -> str:
        street, family = marks.word("asked", f"street, {door}"), marks.word("asked", f"family, {door}")
        return f"Mrs {family}, 9 {street} Road, Chelmsford, NHS 943 476 5919"

    lookups = f"{API}/lookups"
    yield lookups, {"address": address("a look-up")}
    yield lookups, {"address": address("a look-up with a postcode"), "postcode": ASKED_POSTCODE}
    yield lookups, {"address": f"{address('a postcode in the address')} {ASKED_POSTCODE}"}
    yield lookups, {"address": f"{address('too long')} " * 30}
    yield lookups, {"uprn": marks.number("asked", "a property number")}
    yield lookups, {"uprn": f"{marks.number('asked', 'a property number too long')}0000000"}
    yield lookups, {"address": marks.number("asked", "a property number as an address")}
    yield lookups, {"address": address("an unknown field"), marks.word("name of a field", "unknown"): 1}
    yield lookups, {"address": address("a wrong day"), "on": "2026-02-31"}
    yield lookups, {"address": address("with a first day"), "since": FIRST_DAY}
    yield lookups, {"address": address("a wrong first day"), "since": f"{FIRST_DAY}T"}
    yield lookups, {"adress": address("a misspelt field")}
    batch = [{"address": address("a batch")}, {"uprn": marks.number("asked", "a number in a batch")}]
    yield f"{lookups}/batch", {"lookups": [*batch, {"address": "LEEDS"}]}
    yield f"{lookups}/batch", {"lookups": [*batch, {"address": [address("a list in a batch")]}]}
    yield f"{lookups}/batch", {"lookups": address("a text in place of a batch")}
    yield from _meetings(marks, address)


def _meetings(marks: Marks, address: Callable[[str], str]) -> Iterator[tuple[str, Any]]:
    """Plans for meetings about a family, in every field that takes words."""
    plans = f"{API}/meeting-plans"
    meeting = {"meeting_type": "cin-closure", "starts_at": "2026-12-01T10:00:00+00:00"}
    mother = {"label": "mother and child", "postcode": ASKED_POSTCODE}
    word = marks.word

    def of(*people: dict[str, Any], **beside: Any) -> tuple[str, Any]:
        return plans, {**meeting, "people": list(people), **beside}

    yield of({**mother, "address": address("a plan")})
    yield of({**mother, "address": address("a plan of two")}, {"label": "father", "address": address("his")})
    earlier = {"address": address("an earlier address"), "until": "2025-01-31"}
    yield of({**mother, "address": address("with an earlier one"), "earlier": [earlier]})
    yield of({"label": "mother", "uprn": marks.number("asked", "a property number of a plan")})
    yield of({**mother, "label": f"Child of Jane {word('asked', 'label with a name').title()}"})
    yield of({**mother, "label": f"{word('asked', 'label too long')} " * 9})
    yield of({**mother, "address": address("at a kind of place"), "accommodation_type": "sofa-surfing"})
    yield of({**mother, "accommodation_type": word("asked", "a kind that there is not")})
    yield of({**mother, "address": address("a refuge's address"), "accommodation_type": "da-refuge"})
    yield of({**mother, "circumstances": [word("asked", "a circumstance of hers that there is not")]})
    yield of({**mother, "placing_authority": word("asked", "a council that there is not")})
    yield of(mother, circumstances=[word("asked", "a circumstance that there is not")])
    yield of(mother, format="remote", format_reason=word("asked", "a reason that there is not"))
    words = f"NHS 943 476 5919 {word('asked', 'words of a reason')}"
    yield of(mother, format="remote", format_reason="other", format_words=words)
    yield of(mother, acknowledged=[word("asked", "an agency that there is not")])
    yield of(mother, list=word("asked", "a list"), venue=f"{word('asked', 'a venue').title()} Centre")
    yield of(mother, venue=f"the baby's home, 9 {word('asked', 'a home as the venue')} Road")
    yield of(mother, organiser=f"{word('asked', 'a mailbox')}@council.example")


def places_are_given_to_confidential_schemes(
    run: Run, client: FlaskClient, reader: str, records: PlantedRecords
) -> None:
    """What must be in no answer, log or row: an address of a refuge, by every way of editing."""
    marks, refuge = run.marks, records.key("schemes", "confidential")
    spelt = (CONFIDENTIAL_POSTCODE, CONFIDENTIAL_POSTCODE.replace(" ", ""))
    marks.literal("confidential address", "its postcode", *spelt)

    def word(what: str) -> str:
        return marks.word("confidential address", what)

    fields = ("sub_building", "building_name", "number", "street", "locality", "town")
    place: dict[str, Any] = {name: word(name) for name in fields} | {
        "postcode": CONFIDENTIAL_POSTCODE,
        "uprn": marks.number("confidential address", "its number"),
        "latitude": 51.9,
        "longitude": 0.9,
    }
    told = f"{word('referral')} Road, {CONFIDENTIAL_POSTCODE}"
    new = scheme_body(PROVIDER, accommodation_type="da-refuge", authority=COUNCIL, name="A refuge")
    sent: list[tuple[str, str, dict[str, Any]]] = [
        ("POST", "premises", premises_body(refuge) | place),
        ("PATCH", f"premises/{records.key('premises', ORDINARY)}", place | {"scheme_id": str(refuge)}),
        ("POST", "schemes", new | {"referral": told}),
        ("POST", "schemes", new | {"name": told}),
        ("POST", "schemes", new | {"street": word("an unknown field")}),
        ("POST", "schemes", new | {"support": [{"type": "key-work", "offered": "yes", "who_for": told}]}),
        ("PATCH", f"schemes/{refuge}", {"hours": told}),
        ("POST", "contacts", {"scheme_id": str(refuge), "role": "support-worker", "holder": told}),
    ]
    for method, path, body in sent:
        headers = {"Idempotency-Key": marks.word("idempotency key", "of an address refused")}
        if method == "PATCH":
            headers["If-Match"] = client.get(f"{API}/{path}").headers["ETag"]
        answer = client.open(f"{API}/{path}", method=method, json=body, headers=headers)
        assert answer.status_code == 422, answer.get_data(as_text=True)
        look(marks, f"{method} {API}/{path.partition('/')[0]}", reader, answer)


def a_scheme_becomes_confidential(run: Run, client: FlaskClient, reader: str) -> None:
    """Its address, which was held, is nowhere from then on, in the file of the database neither."""
    marks = run.marks
    words = {name: marks.word("erased", f"{name} of what is confidential now") for name in ("street", "town")}
    made = client.post(f"{API}/schemes", json=scheme_body(PROVIDER, authority=COUNCIL)).get_json()
    path = f"{API}/schemes/{made['id']}"
    assert client.post(f"{API}/premises", json=premises_body(made["id"]) | words).status_code == 201
    tag = client.get(path).headers["ETag"]
    answer = client.patch(path, json={"accommodation_type": "da-refuge"}, headers={"If-Match": tag})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    look(marks, "PATCH /api/v1/schemes/<uuid:key>", reader, answer)


def _bring_along(marks: Marks, client: FlaskClient) -> None:
    """What a browser or a proxy sends beside a request, and nobody asked for."""
    for name in ("HTTP_USER_AGENT", "HTTP_REFERER", "HTTP_X_FORWARDED_FOR", "HTTP_X_REQUEST_ID"):
        client.environ_base[name] = f"https://{marks.word('header', name)}.example/"
