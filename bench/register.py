"""A register of invented contracts in a database, and how long its gap report takes, cold and warm."""

import tempfile
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import flask_migrate
from sqlalchemy import insert

from directory import create_app
from directory.config import Settings
from directory.db import db
from directory.model import (
    AuthorityRecord,
    Contract,
    ContractScheme,
    ContractTerm,
    ContractVersion,
    Provider,
    Scheme,
)
from directory.rules import assurance
from directory.rules.assurance.findings import STATUSES
from directory.rules.assurance.holding import Status
from directory.rules.permissions import SERVICE
from directory.services import contracts, memory
from directory.services.changes import begin_log

#: As long as the report may take with nothing remembered, in seconds of the processor.
MOST_SECONDS = 1.0

#: Rows written with one statement.
_TOGETHER = 5_000


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds on the clock, and of the processor."""

    clock: float
    processor: float


@dataclass(frozen=True, slots=True)
class Measured:
    """The report as nothing is remembered, and again; a number opened; and whether the numbers add up."""

    contracts: int
    clauses: int
    cold: Took
    warm: Took
    opened: Took
    adds_up: bool

    def broken(self) -> list[str]:
        """What of the promises did not hold."""
        late = (
            [f"the gap report took {self.cold.processor:.2f} s"]
            if self.cold.processor >= MOST_SECONDS
            else []
        )
        return late if self.adds_up else [*late, "numbers of the gap report do not add up"]


def measure_register(invented: Iterable[assurance.Contract], on: date, rounds: int) -> Measured:
    """Put contracts into an SQLite database and ask for the report so often; the least of the times."""
    with tempfile.TemporaryDirectory(prefix="directory-bench-") as folder:
        url = f"sqlite:///{folder}/directory.sqlite"
        app = create_app(Settings(instance_dir=Path(folder), database_url=url, log_level="error"))
        with app.app_context():
            flask_migrate.upgrade()
            begin_log()
            measured = _measured(_write([*invented]), on, rounds)
            db.session.remove()
            db.engine.dispose()
    return measured


def _measured(clauses: int, on: date, rounds: int) -> Measured:
    def report() -> dict[str, Any]:
        return contracts.gap_report(None, SERVICE, on, on)

    def opened(status: Status, size: int) -> int:
        return contracts.findings(contracts.Behind(status=status), SERVICE, on, on, 0, size)[1]

    cold = _least(report, rounds, before=memory.forget)
    warm = _least(report, rounds)
    told = report()
    return Measured(
        told["total"],
        clauses,
        cold,
        warm,
        _least(lambda: opened("missing", 100), rounds),
        {status: opened(status, 1) for status in STATUSES} == told["summary"],
    )


def _least(work: Callable[[], object], rounds: int, before: Callable[[], object] = lambda: None) -> Took:
    took = []
    for _ in range(rounds):
        before()
        clock, processor = perf_counter(), process_time()
        work()
        took.append(Took(perf_counter() - clock, process_time() - processor))
    return Took(min(each.clock for each in took), min(each.processor for each in took))


def _write(held: list[assurance.Contract]) -> int:
    """Put them down, and all that they name; how many clauses."""
    ids = {(kind, key): uuid.uuid4() for each in held for kind, key in _named(each)}
    providers = [
        {"id": key, "name": f"Provider {name}"} for (kind, name), key in ids.items() if kind == "provider"
    ]
    councils = sorted({str(each.authority) for each in held})
    some = next(uuid for (kind, _), uuid in ids.items() if kind == "provider")
    schemes = [
        {
            "id": key,
            "name": f"Scheme {name}",
            "provider_id": some,
            "accommodation_type": "ta-hostel-family",
            "holds_location": True,
            "accessible": "ask",
            "suppressed": False,
        }
        for (kind, name), key in ids.items()
        if kind == "scheme"
    ]
    facts = [
        {
            "id": ids["contract", each.key],
            "provider_id": ids["provider", each.provider],
            "commissioner_gss": each.authority,
            "title": f"Contract {each.key}",
            "valid_from": each.valid_from,
            "valid_to": each.valid_to,
        }
        for each in held
    ]
    versions = [
        {
            **{name: value for name, value in one.items() if name != "id"},
            "contract_id": one["id"],
            "number": 1,
            "kind": "original",
            "starts_on": one["valid_from"],
            "recorded_on": one["valid_from"],
        }
        for one in facts
    ]
    covered = [
        {"contract_id": ids["contract", each.key], "number": 1, "scheme_id": ids["scheme", scheme]}
        for each in held
        for scheme in dict.fromkeys(each.schemes)
    ]
    terms = [
        {
            "contract_id": ids["contract", each.key],
            "number": 1,
            "position": place,
            "term": promise.term,
            "measure": promise.measure,
            "quantity": promise.quantity,
            "unit": promise.unit,
            "concerns": promise.concerns,
            "clause_number": promise.clause_number,
            "clause_text": promise.clause_text,
        }
        for each in held
        for place, promise in enumerate(each.promises)
    ]
    _insert(
        AuthorityRecord, [{"gss": gss, "name": gss, "tier": "unitary", "planned": False} for gss in councils]
    )
    _insert(Provider, providers)
    _insert(Scheme, schemes)
    for model, rows in (
        (Contract, facts),
        (ContractVersion, versions),
        (ContractScheme, covered),
        (ContractTerm, terms),
    ):
        _insert(model, rows)
    return len(terms)


def _named(each: assurance.Contract) -> Iterator[tuple[str, object]]:
    yield "contract", each.key
    yield "provider", each.provider
    for scheme in each.schemes:
        yield "scheme", scheme


def _insert(model: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    with db.engine.begin() as connection:
        for start in range(0, len(rows), _TOGETHER):
            connection.execute(insert(model), rows[start : start + _TOGETHER])
