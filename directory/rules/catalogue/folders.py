"""The reference folder and a council's own folder, laid one over the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from directory.errors import BadReference
from directory.rules.catalogue.faults import AT_ONCE, Faults
from directory.rules.catalogue.sheets import Cell, RawRow, read_sheet
from directory.rules.catalogue.tables import BUILT_IN, IN_A_FOLDER, TABLES, singular
from directory.rules.reference_files import within

RawTable = dict[str, RawRow]

_YAML: Final = frozenset({".yaml", ".yml"})
# Naming these alone says nothing new about the world, so the row keeps its standing.
_HARMLESS: Final = frozenset({"note", "verification", "sources", "as_of"})


@dataclass(frozen=True, slots=True)
class RawCatalogue:
    """The rows in force, and those a folder has retired, by table and key.

    `unread` are the tables of which a file could not be read, so that rows may be missing.
    """

    rows: dict[str, RawTable]
    retired: dict[str, RawTable]
    shipped: dict[str, RawTable]
    unread: frozenset[str] = frozenset()


def read_folders(base: Path, local: Path | None, faults: Faults = AT_ONCE) -> RawCatalogue:
    """The rows of `base` with those of `local` laid over them.

    Where `faults` gathers, what had one is left out.

    Raises:
        BadReference: a file is missing, unreadable or unknown, a key is given twice, or a
            change is not allowed.
    """
    unread: set[str] = set()
    shipped = _read_folder(base, faults, unread)
    for table in TABLES:
        if table not in shipped:
            shipped[table] = {}
            unread.add(table)
            faults.meet(BadReference(base / f"{table}.yaml", None, "missing: the catalogue needs this file"))
    changes = _read_folder(local, faults, unread, beside=base) if local else {}
    rows: dict[str, RawTable] = {}
    retired: dict[str, RawTable] = {}
    for table, table_rows in shipped.items():
        rows[table], retired[table] = {}, {}
        for key, row in merge(table, table_rows, changes.get(table, {}), faults).items():
            (retired if faults.tried(_is_retired, row) else rows)[table][key] = row
    return RawCatalogue(rows, retired, shipped, frozenset(unread))


def merge(table: str, shipped: RawTable, local: RawTable, faults: Faults = AT_ONCE) -> RawTable:
    """`shipped` with `local` laid over it: field by field where a key is in both, else added at the end.

    A changed row falls back to unverified unless the change states `verification`: what was
    read about our wording was not read about another's. File-wide defaults reach added rows only.

    Raises:
        BadReference: a built-in row is changed, or an unknown row is retired.
    """
    merged = dict(shipped)
    for key, change in local.items():
        if key not in shipped:
            if "retired" in change.given:
                faults.meet(change.given["retired"].fault(_nothing_to_retire(table, key, shipped)))
                continue
            merged[key] = replace(change, local=True)
        elif table in BUILT_IN:
            faults.meet(change.fault(f"{singular(table)} '{key}' is built in and cannot be changed here"))
        else:
            merged[key] = _changed(shipped[key], change)
    return merged


def _changed(row: RawRow, change: RawRow) -> RawRow:
    given = {**row.given, **change.given}
    if "verification" not in change.given and not _HARMLESS.issuperset(change.given):
        given["verification"] = Cell(change.path, change.line, "unverified")
    # Faults about the row as a whole belong to whoever touched it last.
    return RawRow(row.key, change.path, change.line, given, row.defaults, local=True)


def _is_retired(row: RawRow) -> bool:
    cell = row.given.get("retired")
    if cell is None:
        return False
    if cell.content not in ("true", "yes", "false", "no"):
        raise cell.fault(f"'{row.key}': retired must be true or false")
    return cell.content in ("true", "yes")


def _nothing_to_retire(table: str, key: str, known: RawTable) -> str:
    near = get_close_matches(key, known, 1)
    hint = f"; did you mean '{near[0]}'?" if near else ""
    return f"there is no {singular(table)} '{key}' to retire{hint}"


def _read_folder(
    folder: Path, faults: Faults, unread: set[str], beside: Path | None = None
) -> dict[str, RawTable]:
    """The tables found in `folder`; a name that neither we nor `beside` know is a fault, not a loss.

    Tables of which something could not be read are added to `unread`.
    """
    if not folder.is_dir():
        raise BadReference(folder, None, "there is no such folder of reference files")
    tables: dict[str, RawTable] = {}
    for table, path in _files(folder, faults, unread, beside):
        rows = tables.setdefault(table, {})
        sheet = faults.tried(read_sheet, path, folder)
        if sheet is None:
            unread.add(table)
            continue
        for row in sheet:
            if first := rows.get(row.key):
                where = f"{first.path}:{first.line}"
                faults.meet(row.fault(f"{singular(table)} '{row.key}' is given twice, first in {where}"))
            rows[row.key] = row
    return tables


def _files(folder: Path, faults: Faults, unread: set[str], beside: Path | None) -> Iterator[tuple[str, Path]]:
    for path in _seen(folder):
        if path.is_dir() and path.suffix not in _YAML:
            seen = faults.tried(_seen_within, path, folder)
            inner = [each for each in seen or () if each.suffix in _YAML]
            if seen is None:
                unread.add(path.name)
            elif path.name in IN_A_FOLDER:
                yield from ((path.name, path / each.name) for each in inner)
            elif beside and inner:
                unread.update(_meant(path))
                faults.meet(_unknown(path))
        elif path.suffix == ".yaml" and path.stem in TABLES and path.stem not in IN_A_FOLDER:
            yield path.stem, path
        elif path.suffix in _YAML and beside and not (beside / path.name).exists():
            unread.update(_meant(path))
            faults.meet(_unknown(path))


def _seen(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~")))
    except OSError as error:
        raise BadReference(folder, None, f"cannot be read: {error.strerror}") from error


def _seen_within(path: Path, folder: Path) -> list[Path]:
    return _seen(within(path, folder))


def _meant(path: Path) -> list[str]:
    """The table that a file with an unknown name may be of; all of them where it is like none."""
    return get_close_matches(path.stem, TABLES, 1) or [*TABLES]


def _unknown(path: Path) -> BadReference:
    near = get_close_matches(path.stem, TABLES, 1)
    home = f"a file in {near[0]}/" if near and near[0] in IN_A_FOLDER else f"{near[0]}.yaml" if near else None
    hint = f"; did you mean {home}?" if home else ""
    return BadReference(path, None, f"nothing in the reference folder has this name{hint}")
