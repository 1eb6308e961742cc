"""The documentation is complete: every setting, command and route is in it."""

import dataclasses

import click
import pytest
from flask import Flask

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


def test_every_make_target_is_documented() -> None:
    told = documentation()
    lines = (PROJECT / "Makefile").read_text().splitlines()
    targets = [
        line.partition(":")[0] for line in lines if ":" in line and "## " in line and line[0].isalpha()
    ]
    assert [target for target in targets if f"make {target}" not in told] == []


def _shown(rule: str) -> str:
    """`/schemes/<uuid:id>` as documentation writes it: `/schemes/{id}`, without the base path."""
    parts = [
        "{" + part.strip("<>").rpartition(":")[2] + "}" if part.startswith("<") else part
        for part in rule.split("/")
    ]
    return "/".join(parts).removeprefix("/api/v1")
