"""Two databases of a kind, for directories that are alike but for what is hidden in one of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask import Flask

from directory.db import db
from directory.services import memory, tokens
from tests import databases
from tests.conftest import prepared
from tests.twins.asking import Answers


@dataclass
class Twins:
    """The one that may hide something, the one that hides nothing, and what the latter has answered."""

    hiding: Flask
    plain: Flask
    answered: dict[str, Answers] = field(default_factory=dict)


@pytest.fixture(scope="session")
def twins_on(
    made: databases.Databases, postcode_index: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Twins]]:
    """The twins on a kind of database, made once for all tests of this process."""
    kept: dict[str, Twins] = {}

    def an_app(kind: str) -> Flask:
        instance = tmp_path_factory.mktemp(f"twin-{kind}")
        (instance / "postcodes.sqlite").symlink_to(postcode_index)
        return prepared(kind, made, instance)

    def twins_on(kind: str) -> Twins:
        if kind not in kept:
            kept[kind] = Twins(an_app(kind), an_app(kind))
        return kept[kind]

    yield twins_on
    for twins in kept.values():
        for app in (twins.hiding, twins.plain):
            with app.app_context():
                db.engine.dispose()


@pytest.fixture(params=databases.KINDS)
def twins(request: pytest.FixtureRequest, twins_on: Callable[[str], Twins]) -> Iterator[Twins]:
    """The twins; the one that may hide something is empty, and emptied again."""
    twins = twins_on(request.param)
    yield twins
    tokens.forget()
    memory.forget()
    with twins.hiding.app_context():
        databases.empty(db.engine)
