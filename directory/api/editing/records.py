"""Adding, changing and removing records: the same three routes for each kind."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

import marshmallow as ma
from flask import Response

from directory.api.access import current_reader, needs
from directory.api.contacts import ContactWhole
from directory.api.contracts import ContractWhole, as_it_is
from directory.api.editing import bodies
from directory.api.editing.keys import IDEMPOTENCY_KEY, idempotency_key
from directory.api.premises import PremisesWhole
from directory.api.providers import ProviderWhole
from directory.api.revisions import IF_MATCH, tagged, wanted_revisions
from directory.api.routes import Routes
from directory.api.schemes import SchemeWhole
from directory.rules.permissions import Permission
from directory.services import contacts, editing, premises, providers, schemes

blueprint = Routes("editing", "Adding, changing and removing, within what a steward looks after.")


@dataclass(frozen=True, slots=True)
class Edited:
    """A kind of record: where it is, what may be given of it, and what is answered."""

    noun: editing.Noun
    path: str
    new: type[ma.Schema]
    changes: type[ma.Schema]
    whole: type[ma.Schema]
    read: Callable[[uuid.UUID], dict[str, Any]]


EDITED = (
    Edited(
        editing.PROVIDERS,
        "providers",
        bodies.NewProvider,
        bodies.ProviderChanges,
        ProviderWhole,
        lambda key: providers.provider(key, datetime.now(UTC), current_reader()),
    ),
    Edited(
        editing.SCHEMES,
        "schemes",
        bodies.NewScheme,
        bodies.SchemeChanges,
        SchemeWhole,
        lambda key: schemes.scheme(key, datetime.now(UTC), current_reader()),
    ),
    Edited(
        editing.PREMISES,
        "premises",
        bodies.NewPremises,
        bodies.PremisesChanges,
        PremisesWhole,
        lambda key: premises.premises(key, current_reader()),
    ),
    Edited(
        editing.CONTACTS,
        "contacts",
        bodies.NewContact,
        bodies.ContactChanges,
        ContactWhole,
        lambda key: contacts.contact(key, current_reader(), datetime.now(UTC)),
    ),
    Edited(
        editing.CONTRACTS,
        "contracts",
        bodies.NewContract,
        bodies.ContractChanges,
        ContractWhole,
        as_it_is,
    ),
)


def errors(*statuses: int) -> dict[str, str]:
    """Answers of a route beside the right one, for its description."""
    return {str(status): HTTPStatus(status).name for status in statuses}


def _add_routes(of: Edited) -> None:
    noun, path, word = of.noun, of.path, of.noun.word

    @blueprint.post(f"/{path}", endpoint=f"add_{word}")
    @needs(Permission.EDIT_DIRECTORY)
    @blueprint.doc(summary=f"Add a {word}", parameters=[IDEMPOTENCY_KEY], responses=errors(409, 422))
    @blueprint.arguments(of.new)
    @blueprint.response(201, of.whole)
    def add(given: Mapping[str, Any]) -> Response:
        made = editing.create_record(noun, given, current_reader(), datetime.now(UTC), idempotency_key())
        answer = tagged(of.read(made.id), made.revision, 201)
        answer.headers["Location"] = f"/api/v1/{path}/{made.id}"
        return answer

    @blueprint.patch(f"/{path}/<uuid:key>", endpoint=f"change_{word}")
    @needs(Permission.EDIT_DIRECTORY)
    @blueprint.doc(
        summary=f"Change a {word}: the fields that are given, and no others",
        parameters=[IF_MATCH],
        responses=errors(404, 409, 412, 422, 428),
    )
    @blueprint.arguments(of.changes)
    @blueprint.response(200, of.whole)
    def change(given: Mapping[str, Any], key: uuid.UUID) -> Response:
        made = editing.change_record(
            noun, key, given, current_reader(), wanted_revisions(), datetime.now(UTC)
        )
        return tagged(of.read(key), made.revision)

    @blueprint.delete(f"/{path}/<uuid:key>", endpoint=f"remove_{word}")
    @needs(Permission.EDIT_DIRECTORY)
    @blueprint.doc(
        summary=f"Remove a {word} that should never have been there",
        description="What has been, and has come to an end, is given a `valid_to`.",
        parameters=[IF_MATCH],
        responses=errors(404, 409, 412, 428),
    )
    @blueprint.response(204)
    def remove(key: uuid.UUID) -> Response:
        editing.remove_record(noun, key, current_reader(), wanted_revisions(), datetime.now(UTC))
        return Response(status=204)


for _each in EDITED:
    _add_routes(_each)
