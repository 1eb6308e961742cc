"""A directory with a canary in every field that holds words, and people whose names are canaries."""

import hashlib
import uuid
from datetime import UTC, date, datetime
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import String, Text

from directory.db import Model
from directory.model import (
    Contact,
    Contract,
    ContractTerm,
    ContractVersion,
    Person,
    Premises,
    Provider,
    Scheme,
    SupportOffered,
    Token,
)
from directory.rules.permissions import SERVICE, Role
from directory.rules.sign_in import Grant
from directory.services import memory, sessions, tokens
from directory.services.changes import change
from tests.access.records import NEVER_ISSUED, Records
from tests.access.table import READERS, TABLE
from tests.canary.marks import Marks

_LONG_AGO = date(2020, 1, 31)
_THEN = datetime(2020, 1, 31, 12, tzinfo=UTC)

#: The columns of words of each kind of record, each of which gets a canary of its own.
WORDS: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "providers": (
        Provider,
        ("name", "register", "registration_no", "phone", "email", "website", "reference"),
    ),
    "schemes": (Scheme, ("name", "referral", "hours", "reference")),
    "premises": (
        Premises,
        ("sub_building", "building_name", "number", "street", "locality", "town", "reference"),
    ),
    "contacts": (Contact, ("holder", "email", "phone", "hours", "reference")),
    "contracts": (Contract, ("title", "reference")),
    "versions of contracts": (ContractVersion, ("title", "owner", "notice_id", "subcontractors")),
    "terms of contracts": (ContractTerm, ("measure", "clause_number", "clause_text", "evidence")),
    "support": (SupportOffered, ("hours", "who_for")),
}
#: Columns of text that hold one of our own words, a code, or what is worked out from other columns; and the
#: postcode and property number of an address, which are canaries where they are asked for or refused.
NOT_WORDS = {
    *("kind", "accommodation_type", "authority_gss", "placing_authorities", "accessible", "role", "covers"),
    *("commissioner_gss", "support_type", "offered", "level", "street_key", "building_key"),
    *("postcode", "uprn"),
    *("term", "unit", "concerns"),
}


def columns_of_text(model: type[Model]) -> set[str]:
    """The columns of a table that hold text."""
    return {column.name for column in model.__table__.columns if isinstance(column.type, (String, Text))}


class PlantedRecords(Records):
    """Records whose every word is a canary, told to those whom the table lets read them."""

    def __init__(self, marks: Marks) -> None:
        super().__init__()
        self._marks = marks
        self._words: dict[tuple[str, str], list[str]] = {}

    def key(self, kind: str, state: str) -> uuid.UUID:
        fresh = state != NEVER_ISSUED and (kind, state) not in self._made
        key = super().key(kind, state)
        noun = "schemes" if kind == "secret schemes" else kind
        if fresh and noun in WORDS:
            self._words[kind, state] = self._plant(noun, state, key)
        return key

    def spent(self, kind: str, state: str) -> None:
        # Somebody has suppressed it, shown it again or made it another: by now others may be told it.
        super().spent(kind, state)
        self._marks.forget(self._words.pop((kind, state), ()))

    def _plant(self, noun: str, state: str, key: uuid.UUID) -> list[str]:
        cells = TABLE[f"GET /api/v1/{noun}/<uuid:key>", state]
        readers = [name for name in READERS if cells[name] == 200]
        words: list[str] = []

        def fill(row: Any, fields: tuple[str, ...]) -> None:
            for name in fields:
                category = "reference" if name == "reference" else "record"
                category = "scheme name" if (noun, name) == ("schemes", "name") else category
                words.append(self._marks.word(category, f"{name} of {noun}, {state}", readers))
                setattr(row, name, words[-1])

        model, fields = WORDS[noun]
        with change(SERVICE) as session:
            fill(session.get(model, key), fields)
            if noun == "schemes":
                offer = SupportOffered(scheme_id=key, support_type="key-work", offered="yes")
                fill(offer, WORDS["support"][1])
                session.add(offer)
            if noun == "contracts":
                fill(session.get(ContractVersion, (key, 1)), WORDS["versions of contracts"][1])
                term = ContractTerm(
                    contract_id=key, number=1, position=0, term="capacity-hours", concerns="both"
                )
                fill(term, WORDS["terms of contracts"][1])
                session.add(term)
        memory.forget()
        return words


def watch_token(marks: Marks, client: FlaskClient, what: str) -> None:
    """Have the token that a client asks with, and what is kept of it, looked for."""
    text = str(client.environ_base.get("HTTP_AUTHORIZATION", "")).removeprefix("Bearer ")
    if text:
        marks.literal("token", f"token of {what}", text, text.rpartition("_")[2])
        marks.literal("token digest", f"token of {what}", hashlib.sha256(text.encode()).hexdigest())


def somebody_signed_in(app: Flask, marks: Marks, role: str) -> FlaskClient:
    """A client of somebody whose name and e-mail address are canaries, who came by a browser."""
    identity = sessions.Identity(
        "https://id.example",
        marks.word("person", f"subject of a {role}"),
        marks.word("person", f"name of a {role}"),
        f"{marks.word('person', f'e-mail of a {role}')}@council.example",
    )
    with app.app_context():
        text = sessions.start(identity, Grant(Role(role)), datetime.now(UTC))
    csrf = sessions.csrf_token(text)
    marks.literal("session", f"cookie of a {role}", text)
    marks.literal("session digest", f"cookie of a {role}", hashlib.sha256(text.encode()).hexdigest())
    marks.literal("form text", f"text in the forms of a {role}", csrf)
    client = app.test_client()
    client.set_cookie("directory", text)
    client.environ_base["HTTP_X_CSRF_TOKEN"] = csrf
    return client


def somebody_with_a_token(app: Flask, marks: Marks, role: str) -> FlaskClient:
    """A client with a token whose label is a canary."""
    client = app.test_client()
    with app.app_context():
        issued = tokens.issue(Role(role), marks.word("label", f"label of a {role}"), datetime.now(UTC))
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {issued.text}"
    watch_token(marks, client, f"a {role}")
    return client


def plant_what_retention_erases(marks: Marks, provider: uuid.UUID) -> None:
    """Who held a post that ended long ago, somebody not seen since, and the label of a token long over."""
    word = marks.word
    with change(SERVICE) as session:
        session.add(
            Contact(
                provider_id=provider,
                role="provider-dsl",
                valid_to=_LONG_AGO,
                holder=word("erased", "holder of a post that ended"),
                email=f"{word('erased', 'e-mail of a post that ended')}@council.example",
                phone=word("erased", "phone of a post that ended"),
            )
        )
        session.add(
            Person(
                issuer="https://id.example",
                subject=word("erased", "subject of somebody not seen"),
                name=word("erased", "name of somebody not seen"),
                email=f"{word('erased', 'e-mail of somebody not seen')}@council.example",
                last_seen_at=_THEN,
            )
        )
        session.add(
            Token(
                prefix="longover",
                digest="0" * 64,
                role="practitioner",
                label=word("erased", "label of a token long over"),
                issued_at=_THEN,
                expires_at=_THEN,
            )
        )
