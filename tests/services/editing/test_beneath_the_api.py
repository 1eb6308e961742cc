"""What an edit does with what the API never lets through, or only at an unlucky moment."""

import uuid

import pytest

from directory.db import db
from directory.errors import Conflict, Invalid, NotFound
from directory.model import Contact, Lift
from directory.rules.disclosure import Owner
from directory.rules.permissions import SERVICE, Reader, Role, Scope
from directory.services.editing import lifts
from directory.services.editing.kinds import CONTRACTS
from directory.services.editing.kinds.of_schemes import owner_of_scheme
from directory.services.editing.records import create_record, editing
from tests.editors import NEVER
from tests.factories import CHELMSFORD, ESSEX, a_contact, a_council, a_provider, a_refuge
from tests.services.asking import NOW

pytestmark = pytest.mark.usefixtures("in_app")

ESSEX_S = Reader(Role.STEWARD, "token:aaaaaaaa", Scope("authority", ESSEX))
ANOTHER = Reader(Role.STEWARD, "token:bbbbbbbb", Scope("authority", ESSEX))
CHELMSFORD_S = Reader(Role.STEWARD, "token:cccccccc", Scope("authority", CHELMSFORD))


@pytest.fixture
def wish() -> uuid.UUID:
    refuge = a_refuge("Zephyrwyke", council=ESSEX, reference="R-1")
    return lifts.ask_for_lift(refuge, "ta-hostel-family", ESSEX_S, NOW)


def test_what_the_database_refuses_is_a_conflict_that_repeats_nothing() -> None:
    contact = a_contact(council=ESSEX)
    with pytest.raises(Conflict, match="changed at the same moment") as caught, editing(SERVICE) as session:
        session.get_one(Contact, contact).covered_by_id = NEVER
    assert str(NEVER) not in caught.value.message


def test_a_record_needs_what_it_belongs_to() -> None:
    with pytest.raises(Invalid) as caught:
        create_record(CONTRACTS, {"title": "Support", "valid_from": NOW.date()}, SERVICE, NOW)
    assert caught.value.faults == {"commissioner": "is needed", "provider_id": "is needed"}
    given = {"commissioner": a_council(ESSEX), "provider_id": a_provider()}
    with pytest.raises(Invalid) as caught:
        create_record(CONTRACTS, given, SERVICE, NOW)
    assert caught.value.faults == {"title": "is needed", "valid_from": "is needed"}


def test_nobody_owns_what_belongs_to_a_scheme_that_is_gone() -> None:
    assert owner_of_scheme(db.session(), NEVER) == Owner()


def test_a_wish_is_shown_to_those_who_look_after_its_scheme(wish: uuid.UUID) -> None:
    shown, held = lifts.lift(wish, ANOTHER), db.session.get_one(Lift, wish)
    assert (shown["scheme"].pop("id"), shown.pop("asked_at")) == (held.scheme_id, held.asked_at)
    assert shown == {
        "id": wish,
        "scheme": {"reference": "R-1", "name": "Zephyrwyke"},
        "accommodation_type": "ta-hostel-family",
        "asked_by": ESSEX_S.actor,
        "agreed_by": None,
        "agreed_at": None,
    }
    for key, by in ((NEVER, ANOTHER), (wish, CHELMSFORD_S)):
        with pytest.raises(NotFound):
            lifts.lift(key, by)


def test_a_wish_that_lapses_while_somebody_agrees_is_not_there(
    wish: uuid.UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lifts, "locked", lambda *row: None)
    with pytest.raises(NotFound):
        lifts.agree_to_lift(wish, ANOTHER, NOW)
