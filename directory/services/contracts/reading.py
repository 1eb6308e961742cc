"""Contracts in a list and one by one, as they were on a day."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from directory.db import db
from directory.equipment import equipment
from directory.errors import Invalid, NotFound
from directory.model import ContractTerm
from directory.rules.assurance import promised_on
from directory.rules.disclosure import is_listed
from directory.rules.permissions import Reader
from directory.rules.versions import timeline
from directory.services.contracts.register import Register, Registered, Version, register
from directory.services.looks import Look, record_look
from directory.services.reading import table

#: As many clauses as a list shows of one contract for the words sought.
_MOST_CLAUSES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which contracts, as they were on a day; None asks nothing.

    ending_before leaves out those without an end.  missing_term: a slug; those in which nothing in force
    promises it, for children or for adults.  words: all of them in one clause, in any case and order.
    """

    provider: uuid.UUID | None = None
    authority: str | None = None
    scheme: uuid.UUID | None = None
    ending_before: date | None = None
    missing_term: str | None = None
    words: str | None = None


def find_contracts(wanted: Wanted, reader: Reader, on: date, known_on: date) -> list[dict[str, Any]]:
    """The contracts that fit and that `reader` may read, by title.

    Raises:
        Invalid: there is no such term.
    """
    term = wanted.missing_term
    if term is not None and term not in equipment().terms.by_slug:
        raise Invalid(f"'{term}' is not a contract term that is in use", "missing_term")
    held = register()
    record_look(reader, Look(action="list-contracts"))
    clauses = None if wanted.words is None else _clauses_with(wanted.words.split())
    found = []
    for each, version in held.as_of(on, known_on, reader):
        if not _fits(wanted, version, on):
            continue
        shown = contract_shown(held, each, version, reader)
        if clauses is not None:
            matching = clauses.get((each.id, version.number))
            if not matching:
                continue
            shown["clauses"] = matching[:_MOST_CLAUSES]
        found.append(shown)
    found.sort(key=lambda each: (each["title"].casefold(), str(each["id"])))
    return found


def contract(key: uuid.UUID, reader: Reader, on: date, known_on: date) -> dict[str, Any]:
    """One contract with its terms, as it was on a day, and the versions by which it came to be so.

    Raises:
        NotFound: there is none, none that `reader` may read, or none that was known by then.
    """
    held, each, version = named(key, reader, on, known_on)
    record_look(reader, Look(action="see-contract", subject=("contracts", key)))
    known = [one for one in each.versions if one.recorded_on <= known_on]
    line = {one.number for one in timeline(known)}
    return {
        **contract_shown(held, each, version, reader),
        "on": on,
        "known_on": known_on,
        "terms": [term_shown(row) for row in term_rows(key, version.number)],
        "versions": [
            {**_version_shown(one), "superseded": one.number not in line, "valid_to": one.promised.valid_to}
            for one in known
        ],
    }


def named(key: uuid.UUID, reader: Reader, on: date, known_on: date) -> tuple[Register, Registered, Version]:
    """The register, and in it a contract and what it said on a day.

    Raises:
        NotFound: there is none, none that `reader` may read, or none that was known by then.
    """
    held = register()
    each = held.contracts.get(key)
    if each is not None and each.readable_by(reader):
        for _, version in Register({key: each}, {}, {}).as_of(on, known_on, reader):
            return held, each, version
    raise NotFound("There is no such contract.")


def contract_shown(held: Register, each: Registered, version: Version, reader: Reader) -> dict[str, Any]:
    """A contract without its terms."""
    said = version.promised
    return {
        "id": each.id,
        "reference": each.reference,
        "title": version.title,
        "commissioner": said.authority,
        "provider": {"id": said.provider, "name": held.providers[_id(said.provider)]},
        "valid_from": said.valid_from,
        "valid_to": said.valid_to,
        "review_on": version.review_on,
        "owner": said.owner,
        "notice_id": version.notice_id,
        "subcontractors": list(version.subcontractors),
        "schemes": schemes_shown(held, said.schemes, reader),
        "version": _version_shown(version),
    }


def schemes_shown(held: Register, keys: Any, reader: Reader) -> list[dict[str, Any]]:
    """Schemes by id and name, as far as `reader` may know of them."""
    return [{"id": key, "name": held.schemes[key][0]} for key in keys if is_told(held, key, reader)]


def is_told(held: Register, scheme: Any, reader: Reader) -> bool:
    """Whether `reader` may know that a scheme, by its id, is there."""
    if scheme not in held.schemes:
        return False
    catalogue = equipment().catalogue
    known = catalogue.accommodation_types.get(held.schemes[scheme][1])
    return known is not None and is_listed(
        reader, catalogue.location_policies[known.location_policy], suppressed=False
    )


def term_rows(contract: uuid.UUID, number: int) -> list[Mapping[str, Any]]:
    """The terms of a version in their order, by column."""
    c = table(ContractTerm).c
    statement = select(*c).where(c.contract_id == contract, c.number == number).order_by(c.position)
    with db.engine.connect() as connection:
        return [dict(row) for row in connection.execute(statement).mappings()]


def term_shown(row: Mapping[str, Any]) -> dict[str, Any]:
    """A term as it is given and shown."""
    names = ("term", "measure", "quantity", "unit", "concerns", "clause_number", "clause_text")
    return {
        **{name: row[name] for name in names},
        "evidence": row["evidence"].split(";") if row["evidence"] else [],
    }


def _id(key: Any) -> uuid.UUID:
    assert isinstance(key, uuid.UUID)
    return key


def _version_shown(version: Version) -> dict[str, Any]:
    return {
        "number": version.number,
        "kind": version.kind,
        "starts_on": version.starts_on,
        "recorded_on": version.recorded_on,
    }


def _fits(wanted: Wanted, version: Version, on: date) -> bool:
    said = version.promised
    if (
        wanted.provider not in (None, said.provider)
        or wanted.authority not in (None, said.authority)
        or (wanted.scheme is not None and wanted.scheme not in said.schemes)
    ):
        return False
    if wanted.ending_before is not None and (said.valid_to is None or said.valid_to >= wanted.ending_before):
        return False
    if wanted.missing_term is None:
        return True
    promised = promised_on(said, on).get(wanted.missing_term, ())
    verdicts = equipment().terms.by_slug[wanted.missing_term].verdicts(promised)
    return any(each.status == "missing" for each in verdicts)


def _clauses_with(words: list[str]) -> dict[tuple[uuid.UUID, int], list[dict[str, Any]]]:
    """The clauses in which all of some words stand, by contract and version."""
    c = table(ContractTerm).c
    text = func.lower(func.coalesce(c.clause_text, ""))
    statement = select(c.contract_id, c.number, c.term, c.clause_number, c.clause_text).order_by(c.position)
    for word in words:
        statement = statement.where(text.contains(word.lower(), autoescape=True))
    found: dict[tuple[uuid.UUID, int], list[dict[str, Any]]] = {}
    with db.engine.connect() as connection:
        for row in connection.execute(statement):
            found.setdefault((row.contract_id, row.number), []).append(
                {"term": row.term, "number": row.clause_number, "text": row.clause_text}
            )
    return found
