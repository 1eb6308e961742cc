"""A council makes a kind's place confidential: what was held of it goes."""

import dataclasses

import pytest
from flask import Flask
from sqlalchemy import text

from directory.db import db
from directory.equipment import equipment
from directory.services import memory
from directory.services.editing.aligning import erase_what_may_no_longer_be_held
from tests.factories import CHELMSFORD, a_contact, a_premises, a_refuge, a_scheme
from tests.services.asking import ask

pytestmark = pytest.mark.usefixtures("in_app")


@pytest.fixture
def stricter(in_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The catalogue of a council that holds no place of family hostels."""
    catalogue = equipment().catalogue
    kinds = dict(catalogue.accommodation_types)
    hostel = dataclasses.replace(kinds["ta-hostel-family"], location_policy="confidential")
    changed = dataclasses.replace(catalogue, accommodation_types=kinds | {"ta-hostel-family": hostel})
    monkeypatch.setattr(equipment(), "catalogue", changed)


def test_nothing_goes_while_the_catalogue_is_as_it_was() -> None:
    a_premises("12 Thistlequay Road")
    a_refuge()
    assert erase_what_may_no_longer_be_held() == 0
    assert ask("12 Thistlequay Road, CM1 1AA")["outcome"] == "found"


def test_addresses_of_a_kind_made_confidential_are_erased(request: pytest.FixtureRequest) -> None:
    hostel, other = a_scheme(kind="ta-hostel-family"), a_scheme(kind="ta-la-ha-stock")
    a_premises("12 Thistlequay Road", scheme=hostel)
    a_premises("14 Thistlequay Road", scheme=other)
    request.getfixturevalue("stricter")
    assert erase_what_may_no_longer_be_held() == 1
    memory.forget()
    assert ask("12 Thistlequay Road, CM1 1AA")["outcome"] != "found"
    assert ask("14 Thistlequay Road, CM1 1AA")["outcome"] == "found"
    held = db.session.execute(text("SELECT count(*) FROM schemes WHERE holds_location")).scalar_one()
    assert held == 1
    assert erase_what_may_no_longer_be_held() == 0


def test_what_told_the_place_of_a_kind_made_confidential_goes_too(request: pytest.FixtureRequest) -> None:
    hostel = a_scheme("Thistlequay House", kind="ta-hostel-family", council=CHELMSFORD, referral="At CM1 1AA")
    a_premises("Thistlequay House, 12 Sprocket Lane", scheme=hostel)
    a_contact(scheme=hostel, holder="The desk in Sprocket Lane", email="desk@brindlestoke.example")
    request.getfixturevalue("stricter")
    assert erase_what_may_no_longer_be_held() == 1
    scheme = db.session.execute(text("SELECT name, referral, authority_gss FROM schemes")).one()
    kind = equipment().catalogue.accommodation_types["ta-hostel-family"]
    assert tuple(scheme) == (kind.name, None, None)
    contact = db.session.execute(text("SELECT holder, email, phone FROM contacts")).one()
    assert tuple(contact) == (None, "desk@brindlestoke.example", "01632 960123")
