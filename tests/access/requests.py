"""What is sent to each route, about a record in each state."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from directory.rules.hours import LONDON
from directory.services import editing
from tests.access.records import (
    CONFIDENTIAL,
    COUNCIL,
    ELSEWHERE,
    NEVER_ISSUED,
    ORDINARY,
    OTHER_COUNCIL,
    OTHER_PROVIDER,
    OTHERS,
    PROVIDER,
    STATES,
    UPRNS,
    Records,
)
from tests.editors import NEVER, premises_body, scheme_body

#: A route that is about no record.
NONE = "-"
#: A council that there is not.
NO_COUNCIL = "E99999999"

_NOUNS = {
    "providers": editing.PROVIDERS,
    "schemes": editing.SCHEMES,
    "premises": editing.PREMISES,
    "contacts": editing.CONTACTS,
    "contracts": editing.CONTRACTS,
}


@dataclass(frozen=True, slots=True)
class Sent:
    """A request to a route: its address, and what goes with it."""

    method: str
    path: str
    body: dict[str, Any] | None = None
    if_match: str | None = None

    def by(self, client: FlaskClient) -> TestResponse:
        """The answer that somebody gets."""
        headers = {} if self.if_match is None else {"If-Match": self.if_match}
        json, form = (self.body, None) if self.path.startswith("/api/") else (None, self.body)
        return client.open(
            self.path, method=self.method, json=json, data=form, headers=headers, buffered=True
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """A request about a record in a state; and the same about one that was never issued.

    `field` is where a request to add names the record; empty when its address does.
    """

    kind: str
    sent: Sent
    unissued: Sent
    field: str = ""


#: What each part of an address is filled with: something that is there, and something that is not.
_PARTS = {
    "/accommodation-types/<slug>": {ORDINARY: "ta-hostel-family", NEVER_ISSUED: "no-such-thing"},
    "/types/<slug>": {ORDINARY: "ta-hostel-family", NEVER_ISSUED: "no-such-thing"},
    "/meeting-types/<slug>": {ORDINARY: "icpc", NEVER_ISSUED: "no-such-thing"},
    "/docs/<name>": {ORDINARY: "index.css", NEVER_ISSUED: "no-such-file"},
    "/assets/<name>": {ORDINARY: "pages.css", NEVER_ISSUED: "no-such-file"},
    "/authorities/<gss>": {ORDINARY: COUNCIL, ELSEWHERE: OTHER_COUNCIL, NEVER_ISSUED: NO_COUNCIL},
}

#: What is given to the routes that add, by what it names.
_LIFT = {"accommodation_type": "ta-hostel-family"}


def _new_scheme(provider: uuid.UUID, council: str, state: str) -> dict[str, Any]:
    kind = "da-refuge" if state == CONFIDENTIAL else "ta-hostel-family"
    return scheme_body(provider, authority=council, accommodation_type=kind)


def _new_contract(provider: uuid.UUID, council: str, _state: str) -> dict[str, Any]:
    named = {"provider_id": str(provider), "commissioner": council}
    return {**named, "title": "Family hostel support", "valid_from": "2026-04-01"}


#: Routes that are given what names a scheme; and those that add what names a provider and a council.
_NAME_SCHEME: dict[str, Callable[[uuid.UUID], dict[str, Any]]] = {
    "POST /api/v1/premises": premises_body,
    "POST /api/v1/contacts": lambda key: {"scheme_id": str(key), "role": "support-worker"},
    "POST /api/v1/meeting-plans": lambda key: {
        "meeting_type": "icpc",
        "starts_at": "2026-12-01T10:00:00+00:00",
        "people": [{"label": "mother and child", "scheme": str(key)}],
    },
}
#: Where they name it, in what is said to be wrong.
_SCHEME_FIELDS = {"POST /api/v1/meeting-plans": "people.0.scheme"}
_NAME_OWNERS: dict[str, Callable[[uuid.UUID, str, str], dict[str, Any]]] = {
    "POST /api/v1/schemes": _new_scheme,
    "POST /api/v1/contracts": _new_contract,
}
_OWNER_STATES = (ORDINARY, ELSEWHERE, OTHERS, NEVER_ISSUED)

#: Routes that look up premises by their number.
_LOOK_UP: dict[str, Callable[[str], dict[str, Any]]] = {
    "POST /api/v1/lookups": lambda uprn: {"uprn": uprn},
    "POST /api/v1/lookups/batch": lambda uprn: {"lookups": [{"uprn": uprn}]},
}

#: The page on which one of several addresses is picked.
_PICK = "POST /look-up"

#: What is changed, of any record.
_CHANGE = {"valid_to": "2027-01-31"}


def kind_of(route: str) -> str:
    """The kind of record that a route is about, by its id; empty when it is about none."""
    if route in _NAME_SCHEME:
        return "schemes"
    if route in _LOOK_UP or route == _PICK:
        return "premises"
    if "<uuid:key>" not in route:
        return ""
    noun = route.partition(" ")[2].removeprefix("/api/v1").split("/")[1]
    return "secret schemes" if route.endswith("/lifts") else noun


def states_of(route: str) -> tuple[str, ...]:
    """The states of records that a route is to be tried with."""
    if kind := kind_of(route):
        return STATES[kind]
    if route in _NAME_OWNERS:
        return (*_OWNER_STATES, CONFIDENTIAL) if route.endswith("schemes") else _OWNER_STATES
    return next((tuple(fill) for part, fill in _PARTS.items() if route.endswith(part)), (NONE,))


def asked(route: str, state: str, records: Records) -> Asked:
    """What is sent to a route about the record in that state."""
    method, _, address = route.partition(" ")
    kind, field = kind_of(route), ""
    if route in _LOOK_UP:
        records.key("premises", state)
        pair = [Sent(method, address, _LOOK_UP[route](UPRNS[each])) for each in (state, NEVER_ISSUED)]
    elif route == _PICK:
        keys = (records.key("premises", state), NEVER)
        pair = [Sent(method, address, {"premises": str(key)}) for key in keys]
    elif route in _NAME_SCHEME:
        field = _SCHEME_FIELDS.get(route, "scheme_id")
        keys = (records.key("schemes", state), NEVER)
        pair = [Sent(method, address, _NAME_SCHEME[route](key)) for key in keys]
    elif route in _NAME_OWNERS:
        bodies = [_NAME_OWNERS[route](*owners, state) for owners in _owners_named(state)]
        council = "commissioner" if "commissioner" in bodies[0] else "authority"
        field = council if state == ELSEWHERE else "provider_id"
        pair = [Sent(method, address, body) for body in bodies]
    elif kind:
        pair = [_about(route, kind, key) for key in (records.key(kind, state), NEVER)]
    elif part := next((part for part in _PARTS if address.endswith(part)), None):
        before, fill = address[: address.index("<")], _PARTS[part]
        pair = [Sent(method, before + fill[each]) for each in (state, NEVER_ISSUED)]
    else:
        pair = [Sent(method, address, _BODIES.get(route, None if method == "GET" else {}))] * 2
    sent, unissued = pair
    return Asked(kind, sent, unissued, field)


#: Somebody who was invited, and came today.
INVITATION = {
    "provider": str(PROVIDER),
    "meeting_type": "icpc",
    "held_on": datetime.now(LONDON).date().isoformat(),
    "role": "support-worker",
    "outcome": "attended",
    "notice_days": 7,
    "report": "on_time",
}

#: A caseload to estimate the hours of.
_CASELOAD = {"caseload": {"child_protection": 2}, "workers": 1, "months": 100}

_BODIES: dict[str, dict[str, Any]] = {
    "POST /api/v1/capacity-estimates": _CASELOAD,
    "POST /api/v1/providers": {"name": "Sprocket Trust"},
    "POST /api/v1/attendances": INVITATION,
    "POST /api/v1/attendances/take-back": INVITATION | {"receipt": str(NEVER)},
}


def _owners_named(state: str) -> Iterator[tuple[uuid.UUID, str]]:
    """The provider and council that something new names; and the same with one that was never issued."""
    provider = {OTHERS: OTHER_PROVIDER, NEVER_ISSUED: NEVER}.get(state, PROVIDER)
    council = OTHER_COUNCIL if state == ELSEWHERE else COUNCIL
    yield provider, council
    yield (provider, NO_COUNCIL) if state == ELSEWHERE else (NEVER, council)


def _about(route: str, kind: str, key: uuid.UUID) -> Sent:
    method, _, address = route.partition(" ")
    path = address.replace("<uuid:key>", str(key))
    if method == "GET":
        return Sent(method, path)
    if path.endswith("/capacity-estimates"):
        return Sent(method, path, _CASELOAD)
    if path.endswith("/lifts"):
        return Sent(method, path, _LIFT)
    if path.endswith(("/suppression", "/agreement")) or kind not in _NOUNS:
        return Sent(method, path)
    # Whoever changes it is taken to have read it, though they may not: only the id is to make a difference.
    tag = f'"{editing.revision(_NOUNS[kind], key) or "never"}.read"'
    return Sent(method, path, _CHANGE if method == "PATCH" else None, tag)


def filled(address: str) -> list[str]:
    """An address without an id, its parts filled with each thing that the table has a row for."""
    for part, fill in _PARTS.items():
        if address.endswith(part):
            return [address[: address.index("<")] + value for value in fill.values()]
    assert "<" not in address, f"what is {address} to be filled with?"
    return [address]
