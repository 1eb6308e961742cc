"""Rows as written become dataclasses, by the dataclasses' own annotations.

A field without a default is required; `X | None` may be left empty; `Literal` lists the
words allowed; `Ref` names the table that must have the value.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, Final, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from directory.errors import BadReference
from directory.rules.catalogue.faults import AT_ONCE, Faults
from directory.rules.catalogue.rows import ANY, STRENGTH, Derived, Keyed, Ref, Row, Short, Source
from directory.rules.catalogue.sheets import Cell, RawRow
from directory.rules.catalogue.tables import singular

_WORDS: Final = {"true": True, "yes": True, "false": False, "no": False}
_LONGEST: Final = 4000  # characters of one text

R = TypeVar("R", bound=Row)


@dataclasses.dataclass(frozen=True, slots=True)
class Known:
    """What values may refer to: the keys of each table, those retired, and how far each source was read.

    Of a table in `unread` any name may be right: the file that has it could not be read.
    """

    keys: Mapping[str, Mapping[str, RawRow]]
    retired: Mapping[str, Mapping[str, RawRow]]
    standing: dict[str, str]
    unread: frozenset[str] = frozenset()


def fields_of(kind: type[Any]) -> dict[str, tuple[Any, bool]]:
    """Each field a file may hold for `kind`, with its annotation and whether it must be there."""
    return _fields_of(cast(Any, kind))


@cache
def _fields_of(kind: Any) -> dict[str, tuple[Any, bool]]:
    hints = get_type_hints(kind, include_extras=True)
    return {
        field.name: (hints[field.name], field.default is dataclasses.MISSING)
        for field in dataclasses.fields(kind)
        if not any(isinstance(mark, Derived) for mark in _marks(hints[field.name]))
    }


def shape(
    table: str,
    raw: RawRow,
    kind: type[R],
    known: Known,
    derived: dict[str, Any],
    faults: Faults = AT_ONCE,
) -> R | None:
    """The dataclass of one row; `derived` holds the fields that files do not give.

    None where the row has faults, every one of them met.

    Raises:
        BadReference: at the line of the value at fault, or of the row when something is missing.
    """
    reader = _Shaper(f"{singular(table)} '{raw.key}'", known)
    cells = {name: cell for name, cell in raw.cells.items() if name != "retired"}
    if given := cells.pop("slug", None):
        reader.met.append(given.fault(f"{reader.row}: the slug is the name before the colon, not a field"))
    whole = Cell(raw.path, raw.line, cells)
    slug = Cell(raw.path, raw.line, raw.key)
    values = reader.fields(kind, whole, {"slug": slug, **cells})
    if reader.met:
        faults.meet(*reader.met)
        return None
    return kind(**{**values, **derived, "origin": "local" if raw.local else "shipped"})


class _Shaper:
    """Reads the values of one row; `met` has what was wrong with them, in the order of the fields."""

    def __init__(self, row: str, known: Known) -> None:
        self.row = row
        self.met: list[BadReference] = []
        self._known = known

    def fields(self, kind: type[Any], whole: Cell, cells: Mapping[str, Cell]) -> dict[str, Any]:
        expected = fields_of(kind)
        for name, cell in cells.items():
            if name not in expected:
                self.met.append(cell.fault(f"{self.row}: there is no field '{name}'{_near(name, expected)}"))
        values: dict[str, Any] = {}
        before = len(self.met)
        for name, (hint, required) in expected.items():
            try:
                if name in cells:
                    values[name] = self._value(hint, cells[name], name)
                elif required:
                    raise whole.fault(f"{self.row}: '{name}' is missing")
            except BadReference as fault:
                self.met.append(fault)
        if kind is not Source and len(self.met) == before:
            self._standing(whole, cells, values)
        return values

    def _value(self, hint: Any, cell: Cell, name: str) -> Any:
        marks = _marks(hint)
        hint = _bare(hint)
        if get_origin(hint) in (Union, types.UnionType):
            options = get_args(hint)
            if type(None) in options and cell.content is None:
                return None
            hint, *others = (option for option in options if option is not type(None))
            marks, hint = (*marks, *_marks(hint)), _bare(hint)
            if others:  # the one union without None is a number
                return self._number(cell, name)
        if cell.content is None and get_origin(hint) is tuple:
            return ()
        if cell.content is None:
            raise cell.fault(f"{self.row}: '{name}' must not be empty")
        if get_origin(hint) is tuple:
            return tuple(self._items(get_args(hint)[0], marks, cell, name))
        if dataclasses.is_dataclass(hint):
            return self._part(hint, marks, cell, name)
        text = self._text(cell, name)
        self._refer(marks, text, cell, name)
        return self._scalar(hint, text, cell, name)

    def _items(self, hint: Any, marks: tuple[Any, ...], cell: Cell, name: str) -> Iterator[Any]:
        keyed = next((mark for mark in marks if isinstance(mark, Keyed)), None)
        if keyed:
            if not isinstance(cell.content, Mapping):
                raise cell.fault(f"{self.row}: '{name}' must be `{keyed.key}: {keyed.value}` pairs")
            for key, item in cell.content.items():
                parts = item.content if isinstance(item.content, Mapping) else {keyed.value: item}
                named = {keyed.key: Cell(item.path, item.line, key), **parts}
                yield self._part(hint, (), Cell(item.path, item.line, named), name)
            return
        # One value needs no dash before it.
        items = cell.content if isinstance(cell.content, tuple) else (cell,)
        seen: set[str] = set()
        for item in items:
            if isinstance(item.content, str):
                if item.content in seen:
                    raise item.fault(f"{self.row}: '{name}' has '{item.content}' twice")
                seen.add(item.content)
            yield (
                self._part(hint, marks, item, name)
                if dataclasses.is_dataclass(hint)
                else self._value(hint, item, name)
            )

    def _part(self, kind: Any, marks: tuple[Any, ...], cell: Cell, name: str) -> Any:
        short = next((mark for mark in marks if isinstance(mark, Short)), None)
        if isinstance(cell.content, Mapping):
            cells = cell.content
        elif short and isinstance(cell.content, str):
            cells = {short.field: cell}
        else:
            raise cell.fault(f"{self.row}: '{name}' must be `name: value` pairs")
        before = len(self.met)
        values = self.fields(kind, cell, cells)
        return kind(**values) if len(self.met) == before else None

    def _text(self, cell: Cell, name: str) -> str:
        if not isinstance(cell.content, str):
            raise cell.fault(f"{self.row}: '{name}' must be one value, not a list or pairs")
        text = " ".join(cell.content.split())
        if not text:
            raise cell.fault(f"{self.row}: '{name}' must not be empty")
        if len(text) > _LONGEST:
            raise cell.fault(f"{self.row}: '{name}' is longer than {_LONGEST} characters")
        return text

    def _scalar(self, hint: Any, text: str, cell: Cell, name: str) -> Any:
        if get_origin(hint) is Literal:
            allowed = get_args(hint)
            if text not in allowed:
                raise cell.fault(f"{self.row}: '{name}' is '{text}', but must be one of {', '.join(allowed)}")
        elif hint is bool:
            if text not in _WORDS:
                raise cell.fault(f"{self.row}: '{name}' is '{text}', but must be yes or no")
            return _WORDS[text]
        elif hint is int:
            if not text.isascii() or not text.isdigit():
                raise cell.fault(f"{self.row}: '{name}' is '{text}', but must be a whole number")
            return int(text)
        elif hint is date:
            return self._date(text, cell, name)
        return text

    def _number(self, cell: Cell, name: str) -> int | float:
        text = self._text(cell, name)
        whole, _, part = text.partition(".")
        if not (text.isascii() and whole.isdigit() and (part.isdigit() or "." not in text)):
            raise cell.fault(f"{self.row}: '{name}' is '{text}', but must be a number such as 6 or 1.5")
        return float(text) if part else int(whole)

    def _date(self, text: str, cell: Cell, name: str) -> date:
        message = f"{self.row}: '{name}' is '{text}', but must be a date such as 2026-11-23"
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise cell.fault(message) from None
        if day.isoformat() != text:  # 20261123 and 2026-W48-1 are dates to Python
            raise cell.fault(message)
        return day

    def _refer(self, marks: tuple[Any, ...], text: str, cell: Cell, name: str) -> None:
        for mark in marks:
            if not isinstance(mark, Ref) or (mark.any_ and text == ANY):
                continue
            table, key = mark.table, text
            if mark.group and text.startswith("group:"):
                table, key = "accommodation_groups", text.removeprefix("group:")
            if key in self._known.keys[table] or table in self._known.unread:
                continue
            if gone := self._known.retired[table].get(key):
                where = f"{gone.path}:{gone.line}"
                raise cell.fault(
                    f"{self.row}: '{name}' names the {singular(table)} '{key}', retired in {where}"
                )
            hint = _near(key, self._known.keys[table])
            raise cell.fault(f"{self.row}: '{name}' is '{text}', which is no {singular(table)}{hint}")

    def _standing(self, whole: Cell, cells: Mapping[str, Cell], values: Mapping[str, Any]) -> None:
        """A claim is never better verified than the best of the sources it names."""
        claimed, sources = values.get("verification", "unverified"), values.get("sources")
        if sources is None or claimed == "unverified" or "sources" in self._known.unread:
            return
        best = max((STRENGTH[self._known.standing[source]] for source in sources), default=-1)
        if best < STRENGTH[claimed]:
            at = cells.get("verification", whole)
            named = ", ".join(sources) or "no source is named"
            self.met.append(at.fault(f"{self.row}: '{claimed}' is more than its sources carry ({named})"))


def _near(name: str, known: Mapping[str, Any]) -> str:
    near = get_close_matches(name, known, 1)
    return f"; did you mean '{near[0]}'?" if near else ""


def _marks(hint: Any) -> tuple[Any, ...]:
    return tuple(get_args(hint)[1:]) if get_origin(hint) is Annotated else ()


def _bare(hint: Any) -> Any:
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint
