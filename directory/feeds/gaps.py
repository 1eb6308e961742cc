"""The gap report as a sheet: a row a contract, a column a term, as CSV and as XLSX."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import xlsxwriter

from directory.feeds.lines import writable
from directory.rules.inert import inert

Lines = Sequence[tuple[Mapping[str, Any], Mapping[str, str]]]

_COLUMNS = (
    *("contract_id", "reference", "title", "commissioner", "provider", "schemes", "owner"),
    *("valid_from", "valid_to", "review_on", "on", "met", "partly", "missing", "unclear"),
)


def gaps_as_csv(report: Mapping[str, Any], lines: Lines) -> bytes:
    """A row for each contract in force, in UTF-8 with a mark by which spreadsheets know it.

    Cells that could be taken for a formula have `'` before them.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(_head(lines))
    for row in _rows(report, lines):
        writer.writerow([inert(writable(str(cell))) for cell in row])
    return file.getvalue().encode("utf-8-sig")


def gaps_as_xlsx(report: Mapping[str, Any], lines: Lines) -> bytes:
    """The same rows on a sheet `Contracts`, and the numbers by term and by provider on two more.

    Every text is written as a text, and those that could be taken for a formula have `'` before them, so
    that they stay so when somebody saves the sheet as CSV.
    """
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        _write(book, "Contracts", _head(lines), _rows(report, lines))
        numbers = ("met", "partly", "missing", "unclear")
        terms = ([each["term"], each["name"], *map(each.get, numbers)] for each in report["by_term"])
        _write(book, "Terms", ("term", "name", *numbers), terms)
        providers = (
            [each["provider"]["name"], each["contracts"], each["first_ends"] or "", *map(each.get, numbers)]
            for each in report["by_provider"]
        )
        _write(book, "Providers", ("provider", "contracts", "first_ends", *numbers), providers)
    return file.getvalue()


def _write(book: Any, name: str, head: Sequence[str], rows: Any) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for row, cells in enumerate((head, *rows)):
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(row, column, cell)
            else:
                sheet.write_string(row, column, inert(writable(str(cell))))


def _head(lines: Lines) -> list[str]:
    return [*_COLUMNS, *(lines[0][1] if lines else ())]


def _rows(report: Mapping[str, Any], lines: Lines) -> Iterator[list[Any]]:
    for contract, by_term in lines:
        counted = contract["summary"]
        yield [
            contract["id"],
            contract["reference"] or "",
            contract["title"],
            contract["commissioner"],
            contract["provider"]["name"],
            "; ".join(each["name"] for each in contract["schemes"]),
            contract["owner"] or "",
            contract["valid_from"],
            contract["valid_to"] or "",
            contract["review_on"] or "",
            report["on"],
            *(counted[status] for status in ("met", "partly", "missing", "unclear")),
            *by_term.values(),
        ]
