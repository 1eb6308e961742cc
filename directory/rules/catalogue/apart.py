"""What keeps two sides apart where domestic abuse is in question: a council's own files add to it, and take
nothing away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from directory.errors import BadReference
from directory.rules.catalogue.accommodation import SAFE_PLACES
from directory.rules.catalogue.faults import Faults
from directory.rules.catalogue.folders import RawCatalogue
from directory.rules.catalogue.sheets import Cell, RawRow
from directory.rules.catalogue.tables import singular

if TYPE_CHECKING:
    from directory.rules.catalogue import Catalogue

#: Of a type with any other category of the Domestic Abuse Act it was said that it is safe accommodation.
_NOT_SAFE: Final = (None, "excluded")
#: Circumstances that the service works out, whether or not anybody says them.
_WORKED_OUT: Final = ("split-household", "domestic-abuse", "refuge", "out-of-area")


def check_sides(catalogue: Catalogue, raw: RawCatalogue, faults: Faults) -> None:
    """Meet a fault at every row by which two lists would not be made, or one would tell of the other.

    Raises:
        BadReference: there is such a row, and `faults` does not gather.
    """
    for of_table in (_types, _circumstances, _roles, _meetings):
        for fault in of_table(catalogue, raw):
            faults.meet(fault)


def _types(catalogue: Catalogue, raw: RawCatalogue) -> Iterator[BadReference]:
    for slug, kind in catalogue.accommodation_types.items():
        shipped = raw.shipped["accommodation_types"].get(slug)
        was_safe = shipped is not None and _written(shipped, "group") == SAFE_PLACES
        if not kind.is_safe_place and (was_safe or kind.da_category not in _NOT_SAFE):
            message = (
                f"is safe accommodation, so its group is '{SAFE_PLACES}': by it two sides are told apart"
            )
            yield _fault(raw, "accommodation_types", slug, "group" if was_safe else "da_category", message)


def _circumstances(catalogue: Catalogue, raw: RawCatalogue) -> Iterator[BadReference]:
    for slug, shipped in raw.shipped["circumstances"].items():
        now = catalogue.circumstances.get(slug)
        if now is None and slug in _WORKED_OUT:
            message = f"circumstance '{slug}': cannot be retired, since the service works it out by itself"
            yield raw.retired["circumstances"][slug].fault(message)
        elif now is not None and now.belongs_to != (_written(shipped, "belongs_to") or "household"):
            message = "belongs_to cannot be changed: by it what is of one side is kept from another's list"
            yield _fault(raw, "circumstances", slug, "belongs_to", message)


def _roles(catalogue: Catalogue, raw: RawCatalogue) -> Iterator[BadReference]:
    for slug, shipped in raw.shipped["contact_roles"].items():
        now = catalogue.contact_roles.get(slug)
        if now and not now.for_victims and _written(shipped, "for_victims") in ("yes", "true"):
            message = "for_victims stays yes: on another side's list the role would tell of a victim"
            yield _fault(raw, "contact_roles", slug, "for_victims", message)


def _meetings(catalogue: Catalogue, raw: RawCatalogue) -> Iterator[BadReference]:
    for slug, shipped in raw.shipped["meeting_types"].items():
        now = catalogue.meeting_types.get(slug)
        if now and not {*_each_written(shipped, "implies")} <= {*now.implies}:
            yield _fault(raw, "meeting_types", slug, "implies", "implies may only be added to")


def _written(row: RawRow, name: str) -> Any:
    cell = row.cells.get(name)
    return None if cell is None else cell.content


def _each_written(row: RawRow, name: str) -> Iterator[Any]:
    content = _written(row, name) or ()
    for each in content if isinstance(content, tuple) else (content,):
        yield each.content if isinstance(each, Cell) else each


def _fault(raw: RawCatalogue, table: str, slug: str, name: str, message: str) -> BadReference:
    row = raw.rows[table][slug]
    at = row.cells.get(name, row)
    return at.fault(f"{singular(table)} '{slug}': {message}")
