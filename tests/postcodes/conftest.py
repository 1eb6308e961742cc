"""One index for all tests here: the postcodes of five letters, enough for every oddity of the whole."""

import os
from pathlib import Path

import pytest

from directory.postcodes import PostcodeIndex, build, is_current

# Belfast, Chelmsford, the Isle of Man, Jersey, and Newport with its old NPT and north London with its N1P.
LETTERS = "BCIJN"


@pytest.fixture(scope="session")
def letters() -> str:
    return LETTERS


@pytest.fixture(scope="session")
def index_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    path = base / "some-postcodes.sqlite"
    if not is_current(path, letters=LETTERS):
        build(path, letters=LETTERS)
    return path


@pytest.fixture(scope="session")
def index(index_file: Path) -> PostcodeIndex:
    return PostcodeIndex(index_file)
