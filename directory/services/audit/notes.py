"""What happens to rows in the course of one change: one entry a row, however often it was written."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from directory.services.audit.writing import Happening


class Notes:
    """Rows by kind and key, in the order they were first written, each with what became of it."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str | None, str | None], Happening] = {}

    def add(self, now: Happening) -> None:
        """Note that a row was created, changed or deleted, beside what is noted of it already."""
        row = (now.subject_kind, now.subject_id)
        before = self._rows.get(row)
        if before is None or before.action == now.action == "delete":
            self._rows[row] = now
        elif now.action == "delete":
            if before.action == "create":  # it never was in the directory
                del self._rows[row]
            else:
                self._rows[row] = now
        elif before.action == "delete":
            self._rows[row] = replace(now, action="change")
        elif before.action == "change":
            fields = {*(before.detail or {}).get("fields", ()), *(now.detail or {}).get("fields", ())}
            self._rows[row] = replace(before, detail={"fields": sorted(fields)})

    def happened(self, action: str | None, detail: Mapping[str, Any]) -> list[Happening]:
        """An entry for each row, with `action` for its name where the change has one of its own, and `detail`
        beside its own.
        """
        return [
            replace(each, action=action or each.action, detail={**(each.detail or {}), **detail} or None)
            for each in self._rows.values()
        ]
