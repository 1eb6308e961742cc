"""A record of each kind in each state in which there can be one."""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select

from directory.db import db
from directory.model import Lift, Provider, SignIn
from directory.rules.permissions import SERVICE, Role
from directory.rules.sign_in import Grant
from directory.services import editing, memory, sessions
from directory.services.changes import change
from tests.editors import NEVER
from tests.factories import (
    COLCHESTER,
    SOUTHEND,
    a_contact,
    a_contract,
    a_council,
    a_premises,
    a_refuge,
    a_scheme,
)

#: Whose the records are: a council that may have confidential schemes too; and another.
COUNCIL, OTHER_COUNCIL = SOUTHEND, COLCHESTER
#: Whose they are, and another.
PROVIDER, OTHER_PROVIDER = (uuid.UUID(int=0x4000_8000_0000_0000_0000 + n) for n in (1, 2))

ORDINARY, CONFIDENTIAL, SUPPRESSED = "ordinary", "confidential", "suppressed"
OF_SUPPRESSED, ENDED = "of a suppressed scheme", "ended"
ELSEWHERE, OTHERS, NEVER_ISSUED = "of another council", "of another provider", "never issued"
#: Taken out, and kept for reports as of days before.
REMOVED = "removed"

#: The states in which a record of each kind can be. No premises are confidential: the database refuses them.
STATES = {
    "providers": (ORDINARY, ENDED, OTHERS, NEVER_ISSUED),
    "schemes": (ORDINARY, CONFIDENTIAL, SUPPRESSED, ENDED, ELSEWHERE, OTHERS, NEVER_ISSUED),
    "premises": (ORDINARY, SUPPRESSED, OF_SUPPRESSED, ENDED, ELSEWHERE, OTHERS, NEVER_ISSUED),
    "contacts": (
        ORDINARY,
        CONFIDENTIAL,
        SUPPRESSED,
        OF_SUPPRESSED,
        ENDED,
        ELSEWHERE,
        OTHERS,
        NEVER_ISSUED,
    ),
    "contracts": (ORDINARY, ENDED, REMOVED, ELSEWHERE, OTHERS, NEVER_ISSUED),
    # Schemes to ask a lift for: all of them are confidential but the ordinary one.
    "secret schemes": (ORDINARY, CONFIDENTIAL, SUPPRESSED, ENDED, ELSEWHERE, OTHERS, NEVER_ISSUED),
    "lifts": (CONFIDENTIAL, OF_SUPPRESSED, ENDED, ELSEWHERE, OTHERS, NEVER_ISSUED),
    "sessions": (ORDINARY, ENDED, NEVER_ISSUED),
}

_LONG_AGO = date(2020, 1, 31)
_NOW = datetime.now(UTC)


class Records:
    """Records by kind and state, made when they are first asked for and again after they were `spent`."""

    def __init__(self) -> None:
        for gss in (COUNCIL, OTHER_COUNCIL):
            a_council(gss)
        self._made: dict[tuple[str, str], uuid.UUID] = {}
        for key in (PROVIDER, OTHER_PROVIDER):
            _a_provider(key)

    def key(self, kind: str, state: str) -> uuid.UUID:
        """The id of the record of that kind in that state; one that nothing has, for `never issued`."""
        if state == NEVER_ISSUED:
            return NEVER
        if (kind, state) not in self._made:
            self._made[kind, state] = _MAKE[kind](state)
        return self._made[kind, state]

    def spent(self, kind: str, state: str) -> None:
        """The record has been changed by somebody: the next who asks gets a fresh one."""
        self._made.pop((kind, state), None)


def _owners(state: str) -> dict[str, Any]:
    return {
        "provider": OTHER_PROVIDER if state == OTHERS else PROVIDER,
        "council": OTHER_COUNCIL if state == ELSEWHERE else COUNCIL,
    }


def _facts(state: str) -> dict[str, Any]:
    return {
        "suppressed": state == SUPPRESSED,
        "valid_to": _LONG_AGO if state == ENDED else None,
    }


def _provider(state: str) -> uuid.UUID:
    key = {ORDINARY: PROVIDER, OTHERS: OTHER_PROVIDER, ENDED: uuid.uuid4()}[state]
    return _a_provider(key, valid_to=_LONG_AGO if state == ENDED else None)


def _a_provider(key: uuid.UUID, **columns: Any) -> uuid.UUID:
    """Under a given id: whoever looks after it has that id in their scope, and may remove it."""
    with change(SERVICE) as session:
        if session.get(Provider, key) is None:
            session.add(Provider(id=key, name="Brindlestoke Homes", **columns))
    memory.forget()
    return key


def _scheme(state: str) -> uuid.UUID:
    if state == CONFIDENTIAL:
        return a_refuge(**_owners(state))
    return a_scheme(**_owners(state), **_facts(state))


def _secret_scheme(state: str) -> uuid.UUID:
    if state == ORDINARY:
        return a_scheme(**_owners(state))
    return a_refuge(**_owners(state), **_facts(state))


def _scheme_of(state: str) -> uuid.UUID:
    """The scheme of a record that is in this state."""
    make = a_refuge if state == CONFIDENTIAL else a_scheme
    return make(**_owners(state), suppressed=state == OF_SUPPRESSED)


def _premises(state: str) -> uuid.UUID:
    return a_premises(scheme=_scheme_of(state), uprn=UPRNS[state], **_facts(state))


def _contact(state: str) -> uuid.UUID:
    return a_contact(scheme=_scheme_of(state), **_facts(state))


def _contract(state: str) -> uuid.UUID:
    key = a_contract(**_owners(state), since=date(2019, 4, 1), valid_to=_facts(state)["valid_to"])
    if state == REMOVED:
        revision = editing.revision(editing.CONTRACTS, key) or ""
        editing.remove_record(editing.CONTRACTS, key, SERVICE, {revision}, _NOW)
        memory.forget()
    return key


def _lift(state: str) -> uuid.UUID:
    scheme = a_refuge(**_owners(state), suppressed=state == OF_SUPPRESSED, valid_to=_facts(state)["valid_to"])
    key = uuid.uuid4()
    with change(SERVICE) as session:
        session.add(
            Lift(
                id=key,
                scheme_id=scheme,
                accommodation_type="ta-hostel-family",
                asked_by="token:somebody",
                asked_at=_NOW,
            )
        )
    return key


def _session(state: str) -> uuid.UUID:
    identity = sessions.Identity("https://id.example", str(uuid.uuid4()), "Tamsin Thistle")
    text = sessions.start(identity, Grant(Role.PRACTITIONER), datetime.now(UTC))
    key = db.session.scalars(select(SignIn.id).order_by(SignIn.started_at.desc())).first()
    assert key is not None
    if state == ENDED:
        sessions.end_by_text(text, datetime.now(UTC))
    return key


#: The property number of the premises in each state.
UPRNS = {state: f"99900000{number:04}" for number, state in enumerate(STATES["premises"], start=1)}

_MAKE: dict[str, Callable[[str], uuid.UUID]] = {
    "providers": _provider,
    "schemes": _scheme,
    "secret schemes": _secret_scheme,
    "premises": _premises,
    "contacts": _contact,
    "contracts": _contract,
    "lifts": _lift,
    "sessions": _session,
}
