"""What a load did, or why it did nothing: every fault with its file, row and column."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from directory.errors import Invalid

#: So many faults are told one by one; a folder with more is wrong in one place many times over.
MOST_FAULTS = 1_000

Outcome = Literal["loaded", "would_load", "nothing_new", "refused"]

_SAYING: Mapping[Outcome, str] = {
    "loaded": "Loaded.",
    "would_load": "Every row is right. Nothing was written: this was a dry run.",
    "nothing_new": "Everything in the folder is in the directory already; nothing was written.",
    "refused": "Nothing was written. What is wrong:",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `row` counts as a spreadsheet does, from 1 for the header.

    `row` is None where the whole file is at fault, `column` where the whole row is.
    """

    file: str
    row: int | None
    column: str | None
    message: str

    def __str__(self) -> str:
        where = self.file
        if self.row is not None:
            where += f" row {self.row}"
        if self.column is not None:
            where += f", {self.column}"
        return f"{where}: {self.message}"


class Faults:
    """Faults as they are found: the first thousand kept, the rest counted."""

    def __init__(self) -> None:
        self.kept: list[Fault] = []
        self.count = 0

    def add(self, file: str, row: int | None, column: str | None, message: str) -> None:
        """Note one fault."""
        self.count += 1
        if len(self.kept) < MOST_FAULTS:
            self.kept.append(Fault(file, row, column, message))

    @property
    def in_order(self) -> tuple[Fault, ...]:
        """The faults kept, by file in the order of reading and then by row."""
        order = {file: place for place, file in enumerate(dict.fromkeys(fault.file for fault in self.kept))}
        return tuple(sorted(self.kept, key=lambda fault: (order[fault.file], fault.row or 0)))

    def __bool__(self) -> bool:
        return self.count > 0


@dataclass(slots=True)
class Tally:
    """What became of the rows of one file."""

    rows: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, kw_only=True)
class Report:
    """The outcome of one load. `more_faults` is how many there are beyond those in `faults`.

    `premises_erased` counts addresses taken out because their scheme became one of a type for which no
    address may be held; `texts_erased` counts texts, held since before, that told where such a scheme is, of
    one that is confidential from now on. In a dry run the tallies say what would happen.
    """

    outcome: Outcome
    files: Mapping[str, Tally]
    faults: tuple[Fault, ...] = ()
    more_faults: int = 0
    premises_erased: int = 0
    texts_erased: int = 0
    seconds: float = field(default=0.0, compare=False)

    @property
    def ok(self) -> bool:
        """Whether every row was right."""
        return self.outcome != "refused"

    @property
    def rows(self) -> int:
        """How many rows were read, of all files."""
        return sum(tally.rows for tally in self.files.values())


def write_report(report: Report, path: Path) -> None:
    """The report as a file: JSON, CSV (one line a fault) or text, by the ending of its name.

    Raises:
        Invalid: the name ends in none of .json, .csv and .txt.
    """
    check_name(path)
    makers = {".json": as_json, ".csv": as_csv, ".txt": as_text}
    path.write_text(makers[path.suffix.lower()](report), encoding="utf-8")


def check_name(path: Path) -> None:
    """Refuse a name for a report that does not say what kind of file it is to be.

    Raises:
        Invalid: the name ends in none of .json, .csv and .txt.
    """
    if path.suffix.lower() not in (".json", ".csv", ".txt"):
        raise Invalid(f"A report is written as .json, .csv or .txt, not as '{path.name}'.", "report")


def as_text(report: Report) -> str:
    """The report for a person to read."""
    lines = [_SAYING[report.outcome]]
    lines.extend(str(fault) for fault in report.faults)
    if report.more_faults:
        lines.append(f"… and {report.more_faults:,} more. By file and column, of those above:")
        lines.extend(_summary(report.faults))
    for file, tally in report.files.items():
        if report.ok:
            lines.append(
                f"{file}: {tally.rows:,} rows, {tally.added:,} new, {tally.changed:,} changed, "
                f"{tally.unchanged:,} as before"
            )
        else:
            lines.append(f"{file}: {tally.rows:,} rows read")
    if report.premises_erased:
        lines.append(
            f"{report.premises_erased:,} premises taken out: their scheme is now of a type that has none."
        )
    if report.texts_erased:
        lines.append(f"{report.texts_erased:,} texts taken out: they told where a confidential scheme is.")
    if report.seconds >= 1:
        lines.append(f"{report.rows:,} rows in {report.seconds:,.1f} s")
    return "\n".join(lines) + "\n"


def as_json(report: Report) -> str:
    """The report for a program to read."""
    return json.dumps(asdict(report), indent=2, ensure_ascii=False) + "\n"


def as_csv(report: Report) -> str:
    """The faults as a table. A cell that a spreadsheet might run as a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("file", "row", "column", "message"))
    for fault in report.faults:
        row = "" if fault.row is None else str(fault.row)
        writer.writerow(_inert(cell) for cell in (fault.file, row, fault.column or "", fault.message))
    return out.getvalue()


def _inert(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _summary(faults: Iterable[Fault]) -> list[str]:
    counted = Counter((fault.file, fault.column or "(whole row)") for fault in faults)
    return [f"  {file}, {column}: {count:,}" for (file, column), count in counted.most_common()]
