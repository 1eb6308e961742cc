"""The shape of the house, held by machine."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.application.use_cases import lint_imports
from importlinter.configuration import configure

from directory.config import PROJECT

SOURCES = sorted((PROJECT / "directory").rglob("*.py"))
OURS = [path for path in SOURCES if "migrations" not in path.parts]
WRITER = PROJECT / "directory" / "services" / "changes.py"

#: Lines of a file. One of about 300 is to be split where it falls apart by itself; this leaves it room to.
LONGEST = 350

#: Ways to end a transaction, which only the writer may use.
ENDS = {"commit", "rollback", "begin", "begin_nested"}
#: Ways to change what a session or connection holds.
CHANGES = {"add", "add_all", "delete", "merge", "bulk_save_objects", "bulk_insert_mappings"}
#: SQLAlchemy's statements that write.
WRITES = {"insert", "update", "delete"}


def test_imports_point_one_way(capsys: pytest.CaptureFixture[str]) -> None:
    configure()
    kept = lint_imports(config_filename=str(PROJECT / "pyproject.toml"), cache_dir=None)
    assert kept, capsys.readouterr().out


@pytest.mark.parametrize("path", OURS, ids=str)
def test_only_the_writer_ends_a_transaction(path: Path) -> None:
    if path != WRITER:
        assert [name for _, name in _session_calls(path) if name in ENDS] == []


@pytest.mark.parametrize("path", OURS, ids=str)
def test_only_services_change_rows_and_only_inside_a_change(path: Path) -> None:
    if path == WRITER:
        return
    changes = [(owner, name) for owner, name in _session_calls(path) if name in CHANGES]
    if not path.is_relative_to(PROJECT / "directory" / "services"):
        assert changes == []
    # db.session belongs to the request; what a `change` hands out is called `session`.
    assert [call for call in changes if call[0] == "db.session"] == []


@pytest.mark.parametrize("path", OURS, ids=str)
def test_only_services_write_with_statements(path: Path) -> None:
    if path.is_relative_to(PROJECT / "directory" / "services"):
        return
    imported = {
        alias.name
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy")
        for alias in node.names
    }
    assert imported & WRITES == set()


@pytest.mark.parametrize("path", OURS, ids=str)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(_tree(path))


@pytest.mark.parametrize("path", OURS, ids=str)
def test_no_file_holds_two_ideas(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= LONGEST


def test_no_module_is_named_for_nothing_in_particular() -> None:
    nameless = {"utils", "util", "helpers", "common", "manager", "data", "info", "misc"}
    assert [path for path in OURS if path.stem in nameless or path.parent.name in nameless] == []


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def _session_calls(path: Path) -> Iterator[tuple[str, str]]:
    """Calls such as `db.session.add(…)`, as ("db.session", "add")."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value)
            if owner.split(".")[-1] in ("session", "connection", "engine"):
                yield owner, node.func.attr
