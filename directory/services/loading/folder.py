"""One load, from the folder to the report."""

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Final

import psycopg
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DataError, IntegrityError, OperationalError

from directory.db import db
from directory.equipment import equipment
from directory.errors import Conflict, Unavailable
from directory.model import AuthorityRecord
from directory.rules.permissions import SERVICE, Reader
from directory.services.changes import BulkChange, bulk_change, overwrite_erased
from directory.services.loading.agreements import settle
from directory.services.loading.desk import Desk
from directory.services.loading.reading import RowReader, files_in, lines_in
from directory.services.loading.report import Faults, Outcome, Report, Tally
from directory.services.loading.sheet import Sheet
from directory.services.loading.sheets import (
    Contacts,
    Contracts,
    ContractTerms,
    Premises,
    Providers,
    Schemes,
    Support,
)
from directory.services.loading.store import Store

Progress = Callable[[int, int], None]

_SHEETS: Final[Mapping[str, Callable[[Desk, int], Sheet]]] = {
    sheet.name: sheet for sheet in (Providers, Schemes, Premises, Support, Contacts, Contracts, ContractTerms)
}
#: Rows checked and written together.
_TOGETHER = 2_000
#: Held by a load until it ends, so that two at once on PostgreSQL go one after the other.
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(7203941556)")


# COPY speaks to the driver itself, so its own errors come up too.
_REFUSALS = (IntegrityError, DataError, psycopg.IntegrityError, psycopg.DataError)
_FAILURES = (OperationalError, psycopg.OperationalError)


class _LeaveAlone(Exception):
    """Ends a transaction so that nothing of it stays."""


def load(
    folder: Path,
    today: date,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    by: Reader = SERVICE,
) -> Report:
    """Put what the files of `folder` say into the directory: every row, or, when one is wrong, none.

    Rows whose id is known are changed and keep their identity; rows that no file names are left alone. A
    folder that says nothing new changes nothing. `progress` is told how many rows are done, of about how
    many.

    Raises:
        NotFound: there is no such folder, or nothing in it to load.
        Unavailable: the database or the postcode index has not been prepared, or the database fails.
        Conflict: the database refused a row, because something else changed meanwhile.
    """
    started = time.monotonic()
    faults = Faults()
    files = files_in(folder, faults)
    tallies: dict[str, Tally] = {}
    erased = texts = 0
    try:
        with _transaction(dry_run, by) as work:
            desk = _desk(work.connection, today, dry_run, faults)
            _take(files, desk, tallies, progress)
            erased, texts = desk.premises_erased, desk.texts_erased
            if not _moves(tallies) or not desk.writes:
                raise _LeaveAlone
            work.detail.update(_told(files, tallies, desk))
    except _LeaveAlone:
        erased, texts = (erased, texts) if dry_run else (0, 0)
    except _REFUSALS:
        # What the database says may repeat an address.
        raise Conflict(
            "The database refused a row, so nothing was loaded. Somebody else may have changed the same rows "
            "meanwhile: load the folder again."
        ) from None
    except _FAILURES as fault:
        raise Unavailable(
            f"The database could not take the folder ({type(fault).__name__}: locked, full or gone), so "
            "nothing was loaded. Load it again."
        ) from None
    if (erased or texts) and not dry_run:
        overwrite_erased()
    return Report(
        outcome=_outcome(faults, tallies, dry_run),
        files=tallies,
        faults=faults.in_order,
        more_faults=faults.count - len(faults.kept),
        premises_erased=0 if faults else erased,
        texts_erased=0 if faults else texts,
        seconds=time.monotonic() - started,
    )


@contextmanager
def _transaction(dry_run: bool, by: Reader) -> Iterator[BulkChange]:
    if dry_run:
        with db.engine.connect() as connection, _unmapped(connection):
            yield BulkChange(connection)
        return
    with bulk_change(by, "load") as work, _unmapped(work.connection):
        if work.connection.dialect.name == "postgresql":
            work.connection.execute(_ONE_AT_A_TIME)
        yield work


@contextmanager
def _unmapped(connection: Connection) -> Iterator[None]:
    """Keep SQLite from counting the whole file as memory of this process, as it does for look-ups."""
    if connection.dialect.name != "sqlite":
        yield
        return
    before = connection.exec_driver_sql("PRAGMA mmap_size").scalar_one()
    connection.exec_driver_sql("PRAGMA mmap_size = 0")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA mmap_size = {int(before)}")


def _desk(connection: Connection, today: date, dry_run: bool, faults: Faults) -> Desk:
    have = equipment()
    there = set(connection.execute(select(AuthorityRecord.gss)).scalars())
    councils = {gss: authority for gss, authority in have.authorities.items() if gss in there}
    if not councils:
        raise Unavailable(
            "The database has no councils yet; `flask --app wsgi directory prepare` puts them in."
        )
    return Desk(have.catalogue, councils, have.postcodes, Store(connection), today, dry_run, faults)


def _take(
    files: Mapping[str, Path], desk: Desk, tallies: dict[str, Tally], progress: Progress | None
) -> None:
    expected = {name: lines_in(path) for name, path in files.items()}
    done, total = 0, sum(expected.values())
    for name, path in files.items():
        sheet = _SHEETS[name](desk, expected[name])
        tallies[name] = sheet.tally
        rows = iter(RowReader(path, sheet.names, sheet.required, desk.faults, sheet.longest_cell))
        while batch := list(islice(rows, _TOGETHER)):
            sheet.take(batch)
            done += len(batch)
            if progress:
                progress(done, max(total, done))
        sheet.finish()
    desk.empty_texts()
    if not desk.faults:
        settle(desk, tallies)
        desk.empty_contract_texts()


def _told(files: Mapping[str, Path], tallies: Mapping[str, Tally], desk: Desk) -> dict[str, Any]:
    """What the audit log keeps of a load: which files, by their hashes, and how many rows."""
    counts = {
        name: {"added": tally.added, "changed": tally.changed, "sha256": _digest(files[name])}
        for name, tally in tallies.items()
    }
    return {
        "files": counts,
        "premises_erased": desk.premises_erased,
        "texts_erased": desk.texts_erased,
    }


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _moves(tallies: Mapping[str, Tally]) -> bool:
    return any(tally.added or tally.changed for tally in tallies.values())


def _outcome(faults: Faults, tallies: Mapping[str, Tally], dry_run: bool) -> Outcome:
    if faults:
        return "refused"
    if not _moves(tallies):
        return "nothing_new"
    return "would_load" if dry_run else "loaded"
