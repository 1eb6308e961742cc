"""What must hold between the numbers that contracts are held against, and those an estimate assumes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from directory.errors import BadReference
from directory.rules.catalogue.capacity import UNIT_OF, CapacityAssumption
from directory.rules.catalogue.contracts import ContractThreshold
from directory.rules.catalogue.faults import Faults
from directory.rules.catalogue.sheets import Cell, RawRow
from directory.rules.catalogue.units import FAMILIES, comparable

if TYPE_CHECKING:
    from directory.rules.catalogue import Catalogue

_FOR_ONE_MEETING: Final = frozenset({"preparation", "travel", "meeting", "write_up"})


def check_thresholds(catalogue: Catalogue, raw: Mapping[str, RawRow], faults: Faults) -> None:
    """Meet a fault at every threshold that cannot be held against a contract, or says too much."""
    first: dict[tuple[str, str], ContractThreshold] = {}
    for threshold in catalogue.contract_thresholds.values():
        with faults.met():
            _threshold(threshold, _Fault("contract threshold", raw[threshold.slug]), catalogue, first)


def check_assumptions(catalogue: Catalogue, raw: Mapping[str, RawRow], faults: Faults) -> None:
    """Meet a fault at every assumption that an estimate cannot use, and for every part that is wanting."""
    said: dict[tuple[str, str | None, str | None], str] = {}
    for each in catalogue.capacity_assumptions.values():
        with faults.met():
            _assumption(each, _Fault("capacity assumption", raw[each.slug]), said)
    general = {
        str(row.cells["part"].content)
        for row in raw.values()
        if {"part", "meeting"} & {*row.cells} == {"part"}
    }
    for part in UNIT_OF:
        if part != "rate" and part not in general:
            message = f"no capacity assumption is left with the part '{part}' for every meeting"
            faults.meet(BadReference("capacity_assumptions.yaml", None, message))


def _threshold(
    threshold: ContractThreshold,
    fault: _Fault,
    catalogue: Catalogue,
    first: dict[tuple[str, str], ContractThreshold],
) -> None:
    _basis(threshold, fault)
    _quantity(threshold, fault)
    # A term with a fault of its own is not there while faults are gathered.
    term = catalogue.contract_terms.get(threshold.term)
    if term is not None and {term.concerns, threshold.concerns} == {"children", "adults"}:
        raise fault.at("concerns", f"the term '{threshold.term}' concerns {term.concerns} only")
    alike = first.setdefault((threshold.term, threshold.measure), threshold)
    if not comparable(alike.unit, threshold.unit):
        raise fault.at(
            "unit", f"the same measure is in {alike.unit} in '{alike.slug}', which does not compare"
        )
    if alike.sense != threshold.sense:
        raise fault.at("sense", f"the same measure is {alike.sense} in '{alike.slug}'")


def _assumption(
    each: CapacityAssumption, fault: _Fault, said: dict[tuple[str, str | None, str | None], str]
) -> None:
    _basis(each, fault)
    if each.unit != UNIT_OF[each.part]:
        raise fault.at("unit", f"{each.part} is in {UNIT_OF[each.part]}")
    if not each.lowest <= each.quantity <= each.highest:
        raise fault.at("quantity", f"{each.quantity} is not from {each.lowest} to {each.highest}")
    if (each.case is not None) != (each.part == "rate"):
        raise fault.at("case", "a rate names the cases it is counted by, and nothing else does")
    if each.part == "rate" and each.meeting is None:
        raise fault.at("meeting", "a rate names its meeting")
    if each.meeting is not None and each.part != "rate" and each.part not in _FOR_ONE_MEETING:
        raise fault.at("meeting", f"{each.part} is not of one meeting")
    about = (each.part, each.case, each.meeting)
    if about in said:
        raise fault.at("part", f"is about the same as '{said[about]}': change that one")
    said[about] = each.slug


class _Fault:
    """Makes faults at a field of one row, or at the row where the field is not written."""

    def __init__(self, kind: str, row: RawRow) -> None:
        self._kind = kind
        self.row = row

    def at(self, name: str, message: str) -> BadReference:
        cell: Cell | RawRow = self.row.cells.get(name, self.row)
        return cell.fault(f"{self._kind} '{self.row.key}': {message}")


def _basis(number: ContractThreshold | CapacityAssumption, fault: _Fault) -> None:
    """A council's number is its own and says so: it does not inherit what ours rests on."""
    row = fault.row
    if number.origin == "shipped":
        if number.basis == "own threshold":
            raise fault.at("basis", "'own threshold' is for a council's own folder")
        return
    changed = [name for name in ("sense", "quantity", "unit") if _written_here(row, name)]
    if changed and not _written_here(row, "basis"):
        raise fault.at(changed[0], "say what the number rests on, such as `basis: own threshold`")


def _written_here(row: RawRow, name: str) -> bool:
    """Whether the council's own file gives the field; the file of a row is that of its last change."""
    cell = row.given.get(name)
    return cell is not None and cell.path == row.path


def _quantity(threshold: ContractThreshold, fault: _Fault) -> None:
    if threshold.unit == "yes_no":
        if threshold.quantity is not None or threshold.sense != "exactly":
            raise fault.at(
                "quantity", "a yes_no is met by a yes: it has no quantity, and the sense is exactly"
            )
        if any(unit == "yes_no" for unit in threshold.also):
            raise fault.at("also", "names other units than its own")
        return
    if threshold.also:
        raise fault.at("also", "only a yes_no can be answered in other units")
    if (threshold.quantity is None) != (threshold.basis == "local choice"):
        raise fault.at("quantity", "is left out where the basis is 'local choice', and only there")
    if threshold.quantity is not None and FAMILIES[threshold.unit] == "percent" and threshold.quantity > 100:
        raise fault.at("quantity", f"{threshold.quantity} is more than all there is")
