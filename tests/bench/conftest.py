"""A small directory, made once, and questions about it."""

from pathlib import Path

import pytest

from bench.held import Directory, read
from bench.kinds import Question
from bench.make_directory import make_directory
from bench.questions import questions_about

PREMISES = 2500


@pytest.fixture(scope="session")
def load_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("load")
    make_directory(folder, PREMISES, seed=3)
    return folder


@pytest.fixture(scope="session")
def directory(load_folder: Path) -> Directory:
    return read(load_folder)


@pytest.fixture(scope="session")
def questions(directory: Directory) -> list[Question]:
    return list(questions_about(directory, seed=5, per_kind=12))
