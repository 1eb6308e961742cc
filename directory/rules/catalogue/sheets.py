"""A reference file as written: rows of cells, each knowing the line it stands on.

YAML is read for its shape only. Every value stays the text that was typed, so that `no`,
`2026-11-23` or `012` mean what the field's type says and not what YAML would guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from directory.errors import BadReference
from directory.rules.reference_files import read_reference

# libyaml's parser is some ten times faster; both give the same events and line marks.
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls
    "\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"  # zero-width, line and direction marks
)
_KEY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}\Z")
_DEEPEST: Final = 12  # parts within parts; ours need 5

Content = str | None | tuple["Cell", ...] | Mapping[str, "Cell"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as written: text, None (left empty), a list of cells, or named cells. `line` counts from 1."""

    path: Path
    line: int
    content: Content

    def fault(self, message: str) -> BadReference:
        return BadReference(self.path, self.line, message)


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as written: `given` in the row itself, `defaults` from the head of its file."""

    key: str
    path: Path
    line: int
    given: Mapping[str, Cell]
    defaults: Mapping[str, Cell] = field(default_factory=dict)
    local: bool = False

    @property
    def cells(self) -> dict[str, Cell]:
        return {**self.defaults, **self.given}

    def fault(self, message: str) -> BadReference:
        return BadReference(self.path, self.line, message)


def read_sheet(path: Path, folder: Path) -> list[RawRow]:
    """The rows of one file of `folder`, in the order written.

    Raises:
        BadReference: no ordinary file, not UTF-8, not YAML, or not of the form `defaults:` (optional) and
            `rows:`.
    """
    try:
        whole = _Reader(path, _text(path, folder)).whole()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise BadReference(path, line, f"not readable as YAML: {error.problem or error.context}") from error
    if whole is None:
        raise BadReference(path, 1, "the file is empty; it must hold `rows:`")
    sheet = _named(whole, "the file")
    for name, cell in sheet.items():
        if name not in {"defaults", "rows"}:
            raise cell.fault(f"'{name}' is not a part of a reference file, which has `defaults:` and `rows:`")
    if "rows" not in sheet:
        raise BadReference(path, 1, "`rows:` is missing")
    head = sheet.get("defaults")
    defaults = _named(head, "`defaults`") if head else {}
    return list(_rows(path, sheet["rows"], defaults))


def _rows(path: Path, cell: Cell, defaults: Mapping[str, Cell]) -> Iterator[RawRow]:
    for key, row in _named(cell, "`rows`").items():
        if not _KEY.match(key):
            raise row.fault(f"'{key}' cannot be a row's key; use letters, digits, - and _, at most 60")
        yield RawRow(key, path, row.line, _named(row, f"'{key}'"), defaults)


def _named(cell: Cell, what: str) -> Mapping[str, Cell]:
    if not isinstance(cell.content, Mapping):
        raise cell.fault(f"{what} must be `name: value` pairs")
    return cell.content


def _text(path: Path, folder: Path) -> str:
    raw = read_reference(path, folder)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadReference(path, line, "not UTF-8: save the file as UTF-8 text") from error
    if unseen := _UNSEEN.search(text):
        line = text.count("\n", 0, unseen.start()) + 1
        raise BadReference(path, line, _invisible(unseen))
    return text


def _invisible(found: re.Match[str]) -> str:
    return f"holds an invisible character, U+{ord(found.group()):04X}"


class _Reader:
    """Builds cells from the parser's events; refuses what a reader of the file could not see at a glance."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)

    def whole(self) -> Cell | None:
        """The one document of the file; None if there is none."""
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        cell = self._cell(next(self._events), 0)
        next(self._events)
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise self._fault(after, "a second document begins; a reference file is one")
        return cell

    def _cell(self, event: Any, depth: int, line: int | None = None) -> Cell:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise self._fault(event, "anchors and aliases (& and *) are not used in reference files")
        if event.tag:
            raise self._fault(event, f"the tag {event.tag} is not used in reference files")
        if depth > _DEEPEST:
            raise self._fault(event, f"nested more than {_DEEPEST} deep")
        return Cell(self._path, line or _line(event), self._content(event, depth))

    def _content(self, event: Any, depth: int) -> Content:
        if isinstance(event, yaml.SequenceStartEvent):
            return tuple(self._until(yaml.SequenceEndEvent, depth))
        if isinstance(event, yaml.MappingStartEvent):
            return self._pairs(depth)
        text = str(event.value)
        if unseen := _UNSEEN.search(text):  # written as an escape
            raise self._fault(event, _invisible(unseen))
        return None if event.implicit[0] and text in {"", "~", "null"} else text

    def _until(self, end: type[yaml.Event], depth: int) -> Iterator[Cell]:
        while not isinstance(event := next(self._events), end):
            yield self._cell(event, depth + 1)

    def _pairs(self, depth: int) -> dict[str, Cell]:
        cells: dict[str, Cell] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._cell(event, depth + 1).content
            if not isinstance(key, str):
                raise self._fault(event, "a name before the colon must be one plain word")
            if key in cells:
                raise self._fault(event, f"'{key}' is given twice, first on line {cells[key].line}")
            # A named value stands where its name stands, also when the text itself begins a line below.
            cells[key] = self._cell(next(self._events), depth + 1, _line(event))
        return cells

    def _fault(self, event: Any, message: str) -> BadReference:
        return BadReference(self._path, _line(event), message)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
