"""A load that is killed leaves the directory as it was, and can be run again."""

import os
import signal
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from directory.db import db
from directory.services import authorities
from directory.services.loading import load
from tests.load_folders import TODAY, a_contact, a_premises, small

PREMISES = 5_000
ROWS = 4 + PREMISES


@pytest.fixture(autouse=True)
def councils(in_app: Flask) -> None:
    authorities.align()


def killed_after(rows: int, folder: Path) -> int:
    """Load `folder` in a process of its own that is killed, as if by kill -9, when it has done some rows.

    Gives the signal that the process died of.
    """
    child = os.fork()
    if child == 0:
        try:
            db.engine.dispose(close=False)  # the connections belong to the process that opened them
            load(
                folder,
                TODAY,
                progress=lambda done, _: os.kill(os.getpid(), signal.SIGKILL) if done >= rows else None,
            )
        finally:
            os._exit(1)
    return os.WTERMSIG(os.waitpid(child, 0)[1])


def held() -> tuple[int, ...]:
    tables = ("providers", "schemes", "premises", "support_offered", "contacts")
    with db.engine.connect() as connection:
        return tuple(
            connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in tables
        )


@pytest.mark.parametrize("rows", [1, 3, 2_500, ROWS])
def test_killed_at_any_step_it_has_done_nothing_and_can_run_again(tmp_path: Path, rows: int) -> None:
    folder = small(
        tmp_path,
        premises=[a_premises(f"A{number}", number=number) for number in range(1, PREMISES + 1)],
        contacts=[a_contact()],
    )
    db.engine.dispose()
    assert killed_after(rows, folder) == signal.SIGKILL
    assert held() == (0, 0, 0, 0, 0)
    assert load(folder, TODAY).outcome == "loaded"
    assert held() == (1, 1, PREMISES, 1, 1)
