"""UK postcodes without asking anybody: their form, an index of all that exist, and finding them in a text.

The index is a file made once from an installed package (`build`, about five seconds, 75 MB) and
only read after that (`PostcodeIndex`). Source: ONS Postcode Directory, Open Government Licence v3.0.
"""

from collections.abc import Callable
from pathlib import Path

from directory.postcodes.finding import Found, find_outward, find_postcodes
from directory.postcodes.geocoder import DirectoryGeocoder, second_source
from directory.postcodes.index import Place, PostcodeIndex, Resolved
from directory.postcodes.postcode import Postcode
from directory.postcodes.storage import is_current

__all__ = [
    "Postcode",
    "Place",
    "PostcodeIndex",
    "Resolved",
    "build",
    "is_current",
    "Found",
    "find_postcodes",
    "find_outward",
    "DirectoryGeocoder",
    "second_source",
]


def build(
    path: str | Path, progress: Callable[[int, int], None] | None = None, *, letters: str | None = None
) -> None:
    """Make the index at `path` anew: some 2.7 million postcodes.

    `progress` is told how many bytes of the source are done, of how many. `letters` builds only the
    postcodes that begin with one of them, for tests and trials. The file appears in one move when it is
    complete; who has the old one open keeps it. Several builders may start at once: one works, the
    others wait and take its result.

    Raises:
        Unavailable: the package is missing or damaged, or there is no room or right to write.
    """
    # Only here: numpy and the grid tables cost every worker that merely reads 0.2 s and 30 MB.
    from directory.postcodes.building import build as build_index

    build_index(path, progress, letters=letters)
