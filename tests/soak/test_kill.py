"""The service killed amid writes: nothing is lost, doubled or torn. `make soak` does a thousand of them."""

from datetime import UTC, datetime

from flask import Flask

from directory.equipment import equipment_of
from directory.rules.permissions import Role
from directory.services import tokens
from soak.kill import kill_amid_writes


def test_every_acknowledged_write_is_there_once_and_whole(own_app: Flask) -> None:
    token = tokens.issue(Role.STEWARD, "the trial", datetime.now(UTC)).text
    trial = kill_amid_writes(own_app, equipment_of(own_app).settings, token, writes=40, kills=3, seed=5)
    assert trial.wrong == []
    assert trial.acknowledged.total() == 40
    assert trial.kills.total() == 3
