"""Makes the postcode index file, a letter at a time so that memory stays small."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from directory.errors import Unavailable
from directory.postcodes import source
from directory.postcodes.grids import from_british_grid, from_irish_grid
from directory.postcodes.storage import APPLICATION_ID, FORMAT, SCHEMA, About, is_current

Progress = Callable[[int, int], None]
Row = tuple[str, int | None, int | None, int | None]


def build(path: str | Path, progress: Progress | None = None, *, letters: str | None = None) -> None:
    """What `directory.postcodes.build` promises; raises as it says."""
    target = Path(path).absolute()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _alone(target) as waited:
            if not (waited and is_current(target, letters=letters)):
                _build(target, progress, letters)
    except (OSError, sqlite3.Error) as fault:
        raise Unavailable(f"The postcode index {target} cannot be written: {fault}") from fault


def _build(target: Path, progress: Progress | None, letters: str | None) -> None:
    # The name is fixed: whoever holds the lock is alone, and so clears up after a builder that was killed.
    unfinished = target.with_name(f".{target.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as file:
            _fill(file, progress, letters)
        _flush(unfinished)
        unfinished.replace(target)
        _flush(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def _fill(file: sqlite3.Connection, progress: Progress | None, letters: str | None) -> None:
    # Nothing else sees this file, and it counts only once it is whole: no journal is needed.
    file.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE")
    file.executescript(f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {FORMAT}; {SCHEMA}")
    file.execute("BEGIN")
    listed = source.files()
    chosen = [listed[letter] for letter in source.letters(letters)]
    total, done, rows = sum(path.stat().st_size for path in chosen), 0, 0
    councils: dict[str, int] = {}
    for path in chosen:
        letter = source.read(path)
        file.executemany("INSERT INTO postcode VALUES (?, ?, ?, ?)", _rows(letter, councils))
        outward = sorted({text[:-4] for text in letter.postcodes})
        file.executemany("INSERT INTO outward VALUES (?)", ((code,) for code in outward))
        rows += len(letter.postcodes)
        done += path.stat().st_size
        if progress:
            progress(done, total)
    file.executemany("INSERT INTO council VALUES (?, ?)", ((number, gss) for gss, number in councils.items()))
    about = About(source.SOURCE, source.PACKAGE, source.version(), source.letters(letters), rows)
    file.executemany("INSERT INTO about VALUES (?, ?)", about.items())
    file.execute("COMMIT")


def _rows(letter: source.Letter, councils: dict[str, int]) -> Iterable[Row]:
    latitude, longitude = _positions(letter)
    return zip(
        letter.postcodes,
        (None if gss is None else councils.setdefault(gss, len(councils) + 1) for gss in letter.gss),
        _millionths(latitude),
        _millionths(longitude),
        strict=True,
    )


def _positions(letter: source.Letter) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    easting, northing = np.asarray(letter.easting, np.float64), np.asarray(letter.northing, np.float64)
    latitude, longitude = from_british_grid(easting, northing)
    irish = np.fromiter((text.startswith("BT") for text in letter.postcodes), bool, len(letter.postcodes))
    if irish.any():
        latitude[irish], longitude[irish] = from_irish_grid(easting[irish], northing[irish])
    return latitude, longitude


def _millionths(degrees: NDArray[np.float64]) -> Iterator[int | None]:
    known = np.isfinite(degrees)
    whole = np.rint(np.where(known, degrees, 0.0) * 1_000_000).astype(np.int64)
    return (value if there else None for value, there in zip(whole.tolist(), known.tolist(), strict=True))


@contextmanager
def _alone(target: Path) -> Iterator[bool]:
    """Holds the right to build `target`; yields whether it had to be waited for.

    The lock is the kernel's and falls with its process, so a builder that is killed blocks
    nobody. Its empty file stays: to remove it would let two builders lock two different files.
    """
    with target.with_name(f".{target.name}.lock").open("a") as lock:
        waited = False
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waited = True
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield waited


def _flush(path: Path) -> None:
    """Have the disk keep `path` before anything is said of it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
