"""The documentation is complete, and true as far as it names things: what it names exists."""

import ast
import dataclasses
import re
from pathlib import Path

import click
import pytest
from flask import Flask

from directory.api.strict import query_parameters
from directory.config import PROJECT, Settings

on_one_database = pytest.mark.parametrize("app", ["sqlite"], indirect=True)

PAGES = [PROJECT / "README.md", *sorted((PROJECT / "docs").rglob("*.md"))]


def documentation() -> str:
    return "\n".join(page.read_text() for page in PAGES if page.is_file())


def test_every_setting_is_documented() -> None:
    told = documentation()
    variables = [field.metadata["variable"] for field in dataclasses.fields(Settings)]
    assert [variable for variable in variables if f"`{variable}`" not in told] == []


@on_one_database
def test_every_command_is_documented(app: Flask) -> None:
    told = documentation()
    group = app.cli.commands["directory"]
    assert isinstance(group, click.Group)
    commands: list[str] = []
    for name, command in group.commands.items():
        inner = command.commands if isinstance(command, click.Group) else {}
        commands += [f"directory {name} {each}" for each in inner] or [f"directory {name}"]
    assert [command for command in commands if command not in told] == []


@on_one_database
def test_every_route_is_documented(app: Flask) -> None:
    told = documentation()
    routes = [rule.rule for rule in app.url_map.iter_rules() if not rule.rule.startswith("/docs/")]
    assert [route for route in routes if f"`{_shown(route)}`" not in told] == []


@on_one_database
def test_every_query_parameter_is_documented(app: Flask) -> None:
    told = "".join((PROJECT / "docs" / name).read_text() for name in ("api.md", "editing.md"))
    named = {
        name
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
        for name in query_parameters(app.view_functions[rule.endpoint])
    }
    assert {"near", "radius_km", "from", "page_size"} <= named
    assert sorted(name for name in named if not re.search(rf"[`?&]{name}[`=]", told)) == []


def test_every_make_target_is_documented() -> None:
    told = documentation()
    lines = (PROJECT / "Makefile").read_text().splitlines()
    targets = [
        line.partition(":")[0] for line in lines if ":" in line and "## " in line and line[0].isalpha()
    ]
    assert [target for target in targets if f"make {target}" not in told] == []


#: A test as documentation names it: its file, perhaps a class, and its name.
NAMED_TEST = re.compile(r"`(tests/[\w/]+\.py)((?:::\w+)+)`")
#: A file or folder of the project as documentation names it, from its root.
NAMED_PATH = re.compile(r"`((?:bench|data|directory|docs|soak|tests)/[\w/.-]+)`")
#: A page that a page links to.
LINKED = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
#: A setting of ours.
NAMED_SETTING = re.compile(r"`(DIRECTORY_[A-Z_]+)[`=]")


def _tests_of(path: Path) -> set[str]:
    """Every test of a file, as `name` or `Class::name`."""
    found = set()
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}::{each.name}" for each in node.body if isinstance(each, ast.FunctionDef)}
        elif isinstance(node, ast.FunctionDef):
            found.add(node.name)
    return found


def test_every_test_that_is_named_exists() -> None:
    named = set(NAMED_TEST.findall(documentation()))
    assert len(named) > 100
    held = {file: _tests_of(PROJECT / file) if (PROJECT / file).is_file() else set() for file, _ in named}
    assert [
        f"{file}{name}" for file, name in sorted(named) if name.removeprefix("::") not in held[file]
    ] == []


def test_every_module_and_file_that_is_named_exists() -> None:
    named = set(NAMED_PATH.findall(documentation()))
    assert [path for path in sorted(named) if not (PROJECT / path).exists()] == []


def test_every_page_that_is_linked_to_exists() -> None:
    broken = []
    for page in PAGES:
        for target in LINKED.findall(page.read_text()):
            path = (page.parent / target).resolve()
            if not path.exists():
                broken.append(f"{page.name}: {target}")
    assert broken == []


def test_every_setting_that_is_named_exists() -> None:
    known = {field.metadata["variable"] for field in dataclasses.fields(Settings)}
    assert [name for name in sorted(set(NAMED_SETTING.findall(documentation()))) if name not in known] == []


def test_every_requirement_of_asvs_is_answered() -> None:
    """Each of levels 1 and 2 once, at its level, with one of the five words; what is met says by what."""
    asked = dict(
        line.split() for line in (PROJECT / "tests/asvs_5_0_0.txt").read_text().splitlines() if line[0] == "V"
    )
    answered: list[tuple[str, str]] = []
    for line in (PROJECT / "docs/security/asvs.md").read_text().splitlines():
        if not re.match(r"\| V\d", line):
            continue
        ids, level, _, word, where = (cell.strip() for cell in line.strip("|").split("|"))
        answered += [(each, level) for part in ids.split(", ") for each in _each(part)]
        assert word in ("met", "part", "yours", "no", "n/a"), line
        assert where, line
    assert sorted(answered) == sorted(asked.items())


def _each(ids: str) -> list[str]:
    """`V6.2.1–V6.2.8` as its eight ids."""
    first, _, last = ids.partition("–")
    section, _, start = first.rpartition(".")
    end = last.rpartition(".")[2] or start
    return [f"{section}.{number}" for number in range(int(start), int(end) + 1)]


def _shown(rule: str) -> str:
    """`/schemes/<uuid:id>` as documentation writes it: `/schemes/{id}`, without the base path."""
    parts = [
        "{" + part.strip("<>").rpartition(":")[2] + "}" if part.startswith("<") else part
        for part in rule.split("/")
    ]
    return "/".join(parts).removeprefix("/api/v1")
