"""Reading CSV files as offices and spreadsheets write them, and saying what is wrong with the rest."""

import time
from pathlib import Path

import pytest

from directory.errors import NotFound
from directory.services.loading.reading import RowReader, files_in, lines_in
from directory.services.loading.report import Faults

COLUMNS = ("id", "name", "valid_from")


def read(path: Path, content: bytes) -> tuple[list[tuple[int, tuple[str, ...]]], list[str]]:
    """The rows of a file and the faults in it."""
    file, faults = path / "providers.csv", Faults()
    file.write_bytes(content)
    rows = list(RowReader(file, COLUMNS, ("id",), faults))
    return rows, [str(fault).removeprefix("providers.csv") for fault in faults.kept]


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(tmp_path: Path) -> None:
    rows, faults = read(tmp_path, b"id,name\nP1,One\n\n,,\nP2,Two\n")
    assert (rows, faults) == ([(2, ("P1", "One", "")), (5, ("P2", "Two", ""))], [])


def test_columns_may_come_in_any_order_and_be_left_out(tmp_path: Path) -> None:
    assert read(tmp_path, b" name , id\nOne,P1\n") == ([(2, ("P1", "One", ""))], [])


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"\xef\xbb\xbfid,name\r\nP1,One\r\n", "One"),
        (b"id,name\rP1,One\r", "One"),
        (b"id,name\nP1,One", "One"),
        (b'id,name\nP1,"One, Two"\n', "One, Two"),
        (b'id,name\nP1,"One\r\n  Two\tThree"\n', "One Two Three"),
        (b'id,name\nP1,"The ""One"""\n', 'The "One"'),
        (b"id,name\nP1,  One  Two \n", "One Two"),
        ("id,name\nP1,One\u00a0Two\n".encode(), "One Two"),
        ("id,name\nP1,Cafe\u0301\n".encode(), "Café"),
        ("id,name\nP1,Tŷ Mawr\n".encode(), "Tŷ Mawr"),
    ],
)
def test_what_programs_leave_in_a_file_is_tidied(tmp_path: Path, content: bytes, name: str) -> None:
    assert read(tmp_path, content) == ([(2, ("P1", name, ""))], [])


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", ": is empty; its first row must name the columns"),
        (b"\n\n", ": is empty; its first row must name the columns"),
        (b"id,nmae\n", " row 1: 'nmae' is not a column of this file; did you mean 'name'?"),
        (b"id,Valid From\n", " row 1: 'Valid From' is not a column of this file; did you mean 'valid_from'?"),
        (b"id,zzz\n", " row 1: 'zzz' is not a column of this file; known are id, name, valid_from"),
        (b"id,\n", " row 1: column 2 has no name; known are id, name, valid_from"),
        (b"id,name,id\n", " row 1, id: stands twice"),
        (b"name\nOne\n", " row 1, id: is missing; every row needs it"),
        (b"id;name\nP1;One\n", " row 1: has no commas between its cells; save the file as 'CSV UTF-8'"),
        (
            b"id,name\nP1,One,Two\n",
            " row 2: has 3 cells and the header 2; a cell with a comma in it needs quotes",
        ),
        (b"id,name\nP1\n", " row 2: has 1 cells and the header 2; a cell with a comma in it needs quotes"),
        (
            b'id,name\nP1,"One\nP2,Two\n',
            " row 2: has a quotation mark that is opened and never closed, here or in a row above",
        ),
        (
            b'id,name\nP1,"One" Two\n',
            " row 2: has text after a closing quotation mark; a quotation mark inside a cell is doubled",
        ),
        (b"id,name\nP1,\x93One\x94\n", ": is not UTF-8: byte 0x93 in line 2; save it as 'CSV UTF-8'"),
        ("id,name\nP1,One\n".encode("utf-16"), ": is in UTF-16; save it as 'CSV UTF-8'"),
        (
            b"id,name\nP1,One\x00\n",
            " row 2, name: holds U+0000 (a control character), which cannot be seen; type the cell again",
        ),
        (
            "id,name\nP1,One\u202e\n".encode(),
            " row 2, name: holds U+202E (RIGHT-TO-LEFT OVERRIDE), which cannot be seen; type the cell again",
        ),
        (
            "id,name\nP1,O\u200bne\n".encode(),
            " row 2, name: holds U+200B (ZERO WIDTH SPACE), which cannot be seen; type the cell again",
        ),
        (
            b"id,name\nP1," + b"x" * 501 + b"\n",
            " row 2, name: is 501 characters long; 500 is the most in any cell",
        ),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, content: bytes, fault: str) -> None:
    rows, faults = read(tmp_path, content)
    assert (rows, faults) == ([], [fault])


def test_the_rows_around_a_bad_one_are_read(tmp_path: Path) -> None:
    rows, faults = read(tmp_path, b"id,name\nP1,One\nP2,Two,\nP3,Three\n")
    assert ([cells[0] for _, cells in rows], len(faults)) == (["P1", "P3"], 1)


def test_a_hostile_cell_is_read_in_no_time(tmp_path: Path) -> None:
    started = time.perf_counter()
    for cell in ("é" * 50_000, "\u200b" * 50_000, "'" * 100_000, "a b " * 25_000):
        read(tmp_path, f"id,name\nP1,{cell}\n".encode())
        read(tmp_path, f"id,{cell}\n".encode())
    assert time.perf_counter() - started < 2


def test_files_come_in_the_order_in_which_they_point_to_each_other(tmp_path: Path) -> None:
    for name in ("contacts", "premises", "providers", "schemes", "support"):
        (tmp_path / f"{name}.csv").write_text("id\n")
    for name in ("README.md", "notes.txt", ".hidden.csv", "meta.json"):
        (tmp_path / name).write_text("")
    faults = Faults()
    assert [*files_in(tmp_path, faults)] == [
        "providers.csv",
        "schemes.csv",
        "premises.csv",
        "support.csv",
        "contacts.csv",
    ]
    assert not faults


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("scheme.csv", "scheme.csv: is not a file this service loads; did you mean 'schemes.csv'?"),
        ("Contacts.CSV", "Contacts.CSV: is not a file this service loads; did you mean 'contacts.csv'?"),
        ("schemes.xlsx", "schemes.xlsx: cannot be read; save it as 'CSV UTF-8'"),
    ],
)
def test_a_file_that_is_not_known_is_refused(tmp_path: Path, name: str, fault: str) -> None:
    (tmp_path / name).write_text("")
    faults = Faults()
    files_in(tmp_path, faults)
    assert [str(one) for one in faults.kept] == [fault]


def test_an_empty_folder_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        files_in(tmp_path, Faults())
    with pytest.raises(NotFound):
        files_in(tmp_path / "nowhere", Faults())


def test_lines_are_counted(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"a\nb\nc")
    assert lines_in(tmp_path / "x") == 2
